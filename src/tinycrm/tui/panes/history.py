"""Every change that was made: what, when, by whom, and field by field; each can be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from tinycrm.domain.dates import describe_day
from tinycrm.domain.instants import parse_instant
from tinycrm.domain.text import safe_text
from tinycrm.store.references import LETTERS
from tinycrm.tui.place import Here
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.store.differences import Difference
    from tinycrm.store.history import Step
    from tinycrm.tui.app import CrmApp

PAGE = 100
AHEAD = 40
"""With so few lines left below the cursor, older ones are read."""


def when(at: str, today: date) -> str:
    """The time of an instant of today, the day of an earlier one."""
    local = parse_instant(at).astimezone()
    return f"{local:%H:%M}" if local.date() == today else describe_day(local.date(), today)


def maker(step: Step) -> str:
    """Who made a step, and in which program."""
    return safe_text(f"{step.actor} {step.program}".strip())


class Steps(VirtualList):
    """The steps of the history, the newest first; those that were undone say so."""

    header_lines = 1

    def __init__(self, today: date) -> None:
        super().__init__(classes="pane")
        self.today = today
        self.steps: list[Step] = []
        self.longest = 0
        """Cells of the longest name of who made a step."""

    def hold(self, steps: list[Step]) -> None:
        self.steps = steps
        self.longest = max((cell_len(maker(step)) for step in steps), default=0)

    def line_count(self) -> int:
        return len(self.steps)

    def names_width(self, width: int) -> int:
        """How many cells of a line tell who made a step."""
        return min(max(self.longest, 5), 8 if width < 76 else 16 if width < 110 else 24)

    def cells(self, index: int, width: int) -> Cells:
        step = self.steps[index]
        undone = step.undone_by is not None
        names = self.names_width(width)
        return [
            self.edge(index),
            (when(step.at, self.today), "muted", 12, False),
            (
                " ".join(safe_text(step.summary).split()),
                "muted" if undone else "",
                width - 24 - names - (8 if undone else 0),
                False,
            ),
            *([("  ", "", 2, False), ("undone", "accent", 6, False)] if undone else []),
            ("  ", "", 2, False),
            (maker(step), "muted", names, False),
            (f"{step.id}", "muted", 7, True),
            (" ", "", 1, False),
        ]

    def header(self, width: int) -> Cells:
        return [
            ("", "", 2, False),
            ("When", "", 12, False),
            ("What", "", width - 22 - self.names_width(width), False),
            ("Who", "", self.names_width(width), False),
            ("Step", "", 7, True),
        ]

    def step(self) -> Step | None:
        """The step under the cursor."""
        return self.steps[self.cursor] if self.cursor < len(self.steps) else None


class Differences(VirtualList):
    """What one step changed."""

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self.differences: list[Difference] = []

    def line_count(self) -> int:
        return len(self.differences)

    def cells(self, index: int, width: int) -> Cells:
        found = self.differences[index]
        above = self.differences[index - 1] if index else None
        ref = found.ref if above is None or above.ref != found.ref else ""
        field = max(min(width // 3, 24), 12)
        rest = max(width - 2 - 8 - field, 8)
        # The letter of a record says what it is.
        own = found.what in (found.field, LETTERS[found.ref[0]] if found.ref else "")
        old, new = safe_text(found.before), safe_text(found.after)
        said = f"{old or '–'} → {new or '–'}" if found.kind == "changed" else new or old
        label = found.field if own else f"{found.what} {found.field}"
        tone = {"added": "", "removed": "muted"}.get(found.kind, "")
        return [
            self.edge(index),
            (ref, "muted", 8, False),
            (safe_text(label), "muted", field - 2, False),
            ("  ", "", 2, False),
            (said if found.kind != "removed" else f"removed: {said}", tone, rest, False),
        ]


class HistoryPane(Horizontal):
    """The history of the file, or of one record."""

    app: CrmApp

    def __init__(self, *, id: str = "history", record: str = "") -> None:
        super().__init__(id=id)
        self.record = record

    def compose(self) -> ComposeResult:
        yield Steps(self.app.crm.db.today())
        yield Differences()

    def on_mount(self) -> None:
        self.query_one(Steps).border_title = (
            f"History of {self.record}" if self.record else "History"
        )
        self.query_one(Differences).border_title = "What it changed"

    @property
    def steps(self) -> Steps:
        return self.query_one(Steps)

    def here(self) -> Here:
        focused = self.screen.focused
        if isinstance(focused, Differences) and focused.differences:
            ref = focused.differences[focused.cursor].ref
            return Here("history", (ref,) if ref else ())
        return Here("history")

    def reload(self) -> None:
        """Show the newest steps, and as many older ones as were seen before."""
        self.read(max(len(self.steps.steps), PAGE), anew=True)

    @work(group="steps", exclusive=True)
    async def read(self, limit: int, *, anew: bool) -> None:
        held = [] if anew else self.steps.steps
        before = held[-1].id if held else None
        found = await self.app.reader.run(
            lambda crm: crm.history.steps(limit, record=self.record, before=before)
        )
        steps = self.steps
        under = steps.step()
        steps.hold([*held, *found])
        if anew and under and steps.steps:
            ids = [step.id for step in steps.steps]
            steps.cursor = ids.index(under.id) if under.id in ids and steps.cursor else steps.cursor
        steps.relist()

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is not self.steps:
            return
        steps = self.steps
        if steps.cursor + AHEAD >= len(steps.steps) >= PAGE and steps.steps[-1].id > 1:
            self.read(PAGE, anew=False)
        self.show_differences()

    @work(group="differences", exclusive=True)
    async def show_differences(self) -> None:
        step, view = self.steps.step(), self.query_one(Differences)
        if step is None:
            view.differences = []
        else:
            id = step.undoes or step.id
            view.differences = await self.app.reader.run(
                lambda crm: crm.history.differences(id, record=self.record)
            )
        view.relist()

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        if event.list is self.steps:
            self.screen.set_focus(self.query_one(Differences))
        elif self.here().records:
            self.app.open_record(self.here().records[0])

    def step_here(self) -> Step | None:
        return self.steps.step()
