"""The saved views, each with how many records it shows now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, work

from tinycrm.domain.text import fold, safe_text
from tinycrm.errors import CrmError
from tinycrm.store.references import plural
from tinycrm.tui.lane import Lane
from tinycrm.tui.manifest import NOUNS
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
    """The views by kind of record, in the order in which they were saved.

    A view's own key leads to it, and the digit of its line where none has that for its own.
    """

    app: CrmApp

    def __init__(self, now: str = "") -> None:
        super().__init__()
        self.now = now
        self.views: list[SavedView] = []
        self.counts: Counts = {}

    def reload(self) -> None:
        """Show the views that there are now, and count anew what they show."""
        name = self.name_here() or self.now
        self.views = sorted(self.app.crm.views.find(), key=lambda view: NOUNS.index(view.noun))
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
            (safe_text(self.key_of(index)), "muted", 2, False),
            (safe_text(view.name), "accent" if here else "", width - 13 - kind, False),
            (" ", "", 1, False),
            (plural(view.noun), "muted", kind, False),
            (self.counts.get((view.noun, view.filter), "…"), "muted", 9, True),
        ]

    def key_of(self, index: int) -> str:
        """What opens the view of a line."""
        digit = str(index + 1) if index < 9 else ""
        taken = [view.key for view in self.views]
        return self.views[index].key or ("" if digit in taken else digit)

    def on_key(self, event: events.Key) -> None:
        keys = [self.key_of(index) for index in range(len(self.views))]
        if event.character and event.character in keys:
            event.stop()
            self.move_to(keys.index(event.character))
            self.action_choose()


def counted(crm: Crm, view: SavedView) -> str:
    """How many records a view shows; `?` where its filter means nothing any more."""
    try:
        return f"{records_of(crm, view.noun).count(view.filter):,}"
    except CrmError:
        return "?"
