"""The list of tasks under quiet headings: overdue, today, upcoming, without a date, done."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tinycrm.tui.widgets.record_list import Cells, RecordList

if TYPE_CHECKING:
    from rich.style import Style

    from tinycrm.crm import Crm

BLANK = 0
HEADINGS = {-1: "Overdue", -2: "Today", -3: "Upcoming", -4: "No date", -5: "Done"}
"""Lines between the tasks, by the numbers that stand for them among the ids."""
GROUPS = {
    -1: ("is:overdue", ""),
    -2: ("is:today", ""),
    -3: ("is:open due:>today", ""),
    -4: ("is:open due:none", ""),
    -5: ("is:done", "-done"),
}
"""The filter and the order of the tasks under each heading."""


def grouped_ids(crm: Crm, filter: str) -> array[int]:
    """The ids of the tasks that a filter selects, with the lines that stand between them."""
    found = array("q")
    for heading, (group, sort) in GROUPS.items():
        ids = crm.tasks.ids(f"({filter}) {group}" if filter.strip() else group, sort=sort)
        if ids:
            found.extend([*([BLANK] if found else []), heading, *ids])
    return found


class TaskList(RecordList):
    """Tasks; numbers below one among the ids of its rows stand for lines between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "week(-1)", "Week before", tooltip="Go to the week before.", show=False),
        Binding("right", "week(1)", "Next week", tooltip="Go to the next week.", show=False),
    ]

    class WeekAsked(Message):
        """So many weeks on (or back) is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_week(self, by: int) -> None:
        self.post_message(self.WeekAsked(by))

    def choosable(self, index: int) -> bool:
        return self.rows is None or self.rows.key(index) > 0

    def base_style(self, index: int) -> Style:
        return super().base_style(index) if self.choosable(index) else self.rich_style

    def cells(self, index: int, width: int) -> Cells:
        if self.choosable(index):
            return super().cells(index, width)
        key = self.rows.key(index) if self.rows is not None else BLANK
        if key == BLANK:
            return []
        tone = "bad" if key == -1 else "muted"
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

    def key_here(self) -> int | None:
        key = super().key_here()
        return key if key is not None and key > 0 else None

    def marked_ids(self) -> list[int]:
        return [id for id in super().marked_ids() if id > 0]
