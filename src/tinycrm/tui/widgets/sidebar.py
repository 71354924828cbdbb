"""The saved views, each with how many records it shows now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tinycrm.domain.text import fold, safe_text
from tinycrm.errors import CrmError
from tinycrm.store.references import plural
from tinycrm.tui.lane import Lane
from tinycrm.tui.rows import records_of
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp

Counts = dict[tuple[str, str], str]
LOOK = 0.3
"""Seconds between two looks at whether the app has seen a change."""
EMPTY = (
    "No saved views yet.",
    "",
    "Filter a list with /",
    "and keep it with V.",
)


class ViewList(VirtualList):
    """The views by kind of record, in the order in which they were saved; digits lead to them."""

    app: CrmApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"pick({digit})", show=False) for digit in range(1, 10)
    ]

    def __init__(self, now: str = "") -> None:
        super().__init__()
        self.now = now
        self.views: list[SavedView] = []
        self.counts: Counts = {}

    def reload(self) -> None:
        """Show the views that there are now, and count anew what they show."""
        name = self.name_here() or self.now
        self.views = sorted(self.app.crm.views.find(), key=lambda view: ORDER.index(view.noun))
        names = [view.name for view in self.views]
        self.set_reactive(VirtualList.cursor, names.index(name) if name in names else 0)
        self.relist()
        self.count_all()

    @work(group="views", exclusive=True)
    async def count_all(self) -> None:
        for view in self.views.copy():
            count = await self.lane.run(partial(counted, view=view))
            self.counts[view.noun, view.filter] = count
            self.refresh()

    def on_mount(self) -> None:
        # Counts may take seconds, for which nothing else should have to wait.
        self.lane = Lane("counts", self.app.open_to_read)
        self.version = self.app.watch_file.version
        self.set_interval(LOOK, self.look_for_changes)

    def look_for_changes(self) -> None:
        """Count anew when the app has seen that the file was changed."""
        if self.app.watch_file.version != self.version:
            self.version = self.app.watch_file.version
            self.reload()

    def on_unmount(self) -> None:
        self.lane.close(break_off=True)

    def name_here(self) -> str:
        return self.views[self.cursor].name if self.cursor < len(self.views) else ""

    def line_count(self) -> int:
        return len(self.views) or len(EMPTY)

    def choosable(self, index: int) -> bool:
        return bool(self.views)

    def cells(self, index: int, width: int) -> list[tuple[str, str, int, bool]]:
        if not self.views:
            return [("", "", 1, False), (EMPTY[index], "muted", width - 1, False)]
        view = self.views[index]
        here = fold(view.name) == fold(self.now)
        kind = min(10, width // 4)
        return [
            ("▌" if index == self.cursor else " ", "accent", 1, False),
            (str(index + 1) if index < 9 else "", "muted", 2, False),
            (safe_text(view.name), "accent" if here else "", width - 13 - kind, False),
            (" ", "", 1, False),
            (plural(view.noun), "muted", kind, False),
            (self.counts.get((view.noun, view.filter), "…"), "muted", 9, True),
        ]

    def action_pick(self, digit: int) -> None:
        if digit <= len(self.views):
            self.move_to(digit - 1)
            self.action_choose()


ORDER = ("contact", "company", "deal", "task", "activity")


def counted(crm: Crm, view: SavedView) -> str:
    """How many records a view shows; `?` where its filter means nothing any more."""
    try:
        return f"{records_of(crm, view.noun).count(view.filter):,}"
    except CrmError:
        return "?"
