"""The list of tasks under quiet headings: overdue, today, upcoming, without a date, done."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tinycrm.store.tasks import names_done
from tinycrm.tui.rows import ids_of
from tinycrm.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.rows import Rows
    from tinycrm.tui.widgets.virtual_list import Cells

BLANK = 0
OVERDUE = -1
DONE = -5
HEADINGS = {OVERDUE: "Overdue", -2: "Today", -3: "Upcoming", -4: "No date", DONE: "Done"}
"""Lines between the tasks, by the numbers that stand for them among the ids."""
GROUPS = {
    OVERDUE: ("is:overdue", ""),
    -2: ("is:today", ""),
    -3: ("is:open due:>today", ""),
    -4: ("is:open due:none", ""),
    DONE: ("is:done", "-done"),
}
"""The filter and the order of the tasks under each heading."""


def grouped_ids(crm: Crm, filter: str) -> array[int]:
    """The ids of the tasks that a filter selects, with the lines that stand between them.

    Without a filter those that are done stand at the end.
    """
    found = array("q")
    for heading, (group, sort) in GROUPS.items():
        if heading == DONE and filter.strip() and not names_done(filter):
            continue
        selected = f"({filter}) {group}" if filter.strip() else group
        ids = ids_of(crm.tasks.select("id", selected, sort, None, 0))
        if ids:
            found.extend([BLANK, heading] if found else [heading])
            found.extend(iter(ids))
    return found


def count_tasks(ids: array[int]) -> int:
    """How many tasks there are in such a list."""
    return len(ids) - sum(ids.count(heading) for heading in (BLANK, *HEADINGS))


def count_done(ids: array[int]) -> int:
    """How many of them stand among those that are done."""
    return len(ids) - ids.index(DONE) - 1 if DONE in ids else 0


class TaskList(RecordList):
    """Tasks; numbers below one among the ids of its rows stand for lines between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "week(-1)", "Week before", tooltip="Go to the week before.", show=False),
        Binding("right", "week(1)", "Next week", tooltip="Go to the next week.", show=False),
    ]

    has_headings = True

    class WeekAsked(Message):
        """So many weeks on (or back) is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_week(self, by: int) -> None:
        self.post_message(self.WeekAsked(by))

    def choosable(self, index: int) -> bool:
        return self.rows is None or self.rows.key(index) > 0

    def cells(self, index: int, width: int) -> Cells:
        if self.choosable(index):
            return super().cells(index, width)
        key = self.rows.key(index) if self.rows is not None else BLANK
        if key == BLANK:
            return []
        tone = "bad" if key == OVERDUE else "muted"
        return [
            ("  ", "", 2, False),
            (f"{HEADINGS[key]} · {self.size_of(index):,}", tone, width, False),
        ]

    def size_of(self, heading: int) -> int:
        """How many tasks stand under the heading in that line."""
        ids = self.rows.ids if self.rows is not None else array("q")
        try:
            return ids.index(BLANK, heading) - heading - 1
        except ValueError:
            return len(ids) - heading - 1

    def is_marked(self, index: int) -> bool:
        return self.choosable(index) and super().is_marked(index)

    def show(self, rows: Rows, keep: object = None) -> None:
        """Show other rows; from a task that has just been done, the cursor goes to the next one."""
        if self.rows is not None and is_done(rows, keep) and not is_done(self.rows, keep):
            ids = self.rows.ids
            following = (*range(self.cursor + 1, len(ids)), *range(self.cursor - 1, -1, -1))
            near = (ids[at] for at in following if ids[at] > 0)
            keep = next((id for id in near if not is_done(rows, id)), keep)
        super().show(rows, keep)

    def key_here(self) -> int | None:
        key = super().key_here()
        return key if key is not None and key > 0 else None


def is_done(rows: Rows, key: object) -> bool:
    """Whether a task stands among those that are done."""
    position = rows.position(key)
    return position is not None and DONE in rows.ids[:position]
