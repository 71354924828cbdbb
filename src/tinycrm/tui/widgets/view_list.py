"""The saved views, each with how many records it shows now."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, work

from tinycrm.domain.text import fold, safe_text
from tinycrm.errors import DatabaseError
from tinycrm.store.references import LETTER_OF, plural
from tinycrm.tui.lane import Lane
from tinycrm.tui.manifest.action import NOUNS
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from tinycrm.crm import Crm
    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp

WORDED = 36
"""Cells from which on the kind of a view's records is named in a word."""
QUICK = 0.1
"""Seconds within which counting may be done again at each change."""
SOON = 0.1
"""Seconds until what changed meanwhile is counted, where that is quick."""
REST = 3.0
"""Seconds at least between two counts where they take longer than that."""
SHARE = 5
"""Resting takes so many times as long as counting did."""
EMPTY = (
    "No saved views yet.",
    "",
    "Filter a list with /",
    "and keep it with V.",
)


class ViewList(VirtualList):
    """The views by kind of record, in the order in which they were saved.

    A view's own key leads to it, and the digit of its line where none has that for its own. What
    the lines in sight show is counted in a thread of its own, because that may take seconds.
    """

    app: CrmApp

    def __init__(self, now: str = "", *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.now = now
        """The name of the view that is shown."""
        self.views: list[SavedView] = []
        self.counts: dict[tuple[str, str], str] = {}
        self.stale: set[tuple[str, str]] = set()
        """What has to be counted again; until that is done the last count stands there."""
        self.worker: Worker[None] | None = None
        self.resting: Timer | None = None
        self.outdated = False
        """Whether the file has changed since counting began."""

        self.crm = self.app.crm
        self.lane = Lane("counts", self.app.open_to_read)

    def on_unmount(self) -> None:
        self.lane.close(break_off=True)

    # Views

    def reload(self) -> None:
        """Show the views that there are now, and count anew what they show."""
        name = self.name_here() or self.now
        self.views = sorted(self.app.crm.views.find(), key=lambda view: NOUNS.index(view.noun))
        names = [view.name for view in self.views]
        self.set_reactive(VirtualList.cursor, names.index(name) if name in names else self.cursor)
        self.relist()
        self.recount()

    def name_here(self) -> str:
        return self.views[self.cursor].name if self.cursor < len(self.views) else ""

    def is_now(self, view: SavedView) -> bool:
        return fold(view.name) == fold(self.now)

    # Counts

    def recount(self) -> None:
        """Count anew what the lines in sight show, or in a while where that takes its time."""
        if self.app.crm is not self.crm:
            self.crm = self.app.crm
            self.lane.open_anew()
        self.outdated = self.counting or self.resting is not None
        if not self.outdated:
            self.stale = {*self.counts}
        self.go_on()

    @property
    def counting(self) -> bool:
        return self.worker is not None and not self.worker.is_finished

    def go_on(self) -> None:
        """Count what is in sight and not counted yet."""
        if not self.counting and self.uncounted():
            self.worker = self.count()

    def uncounted(self) -> SavedView | None:
        """The first view in sight of which no count is known that is true by now."""
        top = self.scroll_offset.y
        for view in self.views[top : top + self.height]:
            counted = view.noun, view.filter
            if counted in self.stale or counted not in self.counts:
                return view
        return None

    @work(group="views", exclusive=True)
    async def count(self) -> None:
        begun = monotonic()
        try:
            while view := self.uncounted():
                count = await self.lane.run(partial(counted, view=view), self)
                self.counts[view.noun, view.filter] = count
                self.stale.discard((view.noun, view.filter))
                self.refresh()
        except DatabaseError:
            self.outdated = True  # locked, or gone: the app says so, and counts are tried again
        took = monotonic() - begun
        if took > QUICK:
            self.rest(max(REST, SHARE * took))
        elif self.outdated:
            self.rest(SOON)

    def rest(self, seconds: float) -> None:
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(seconds, self.rested)

    def rested(self) -> None:
        self.resting = None
        if self.outdated:
            self.recount()

    def stop_counting(self) -> None:
        """Leave it until the list is seen again."""
        self.workers.cancel_node(self)
        self.worker = None
        self.lane.interrupt(self)
        if self.resting is not None:
            self.resting.stop()
            self.resting = None

    def watch_scroll_y(self, before: float, after: float) -> None:
        super().watch_scroll_y(before, after)
        self.go_on()

    # Lines

    def line_count(self) -> int:
        return len(self.views) or len(EMPTY)

    def choosable(self, index: int) -> bool:
        return bool(self.views)

    def shows_cursor(self, index: int) -> bool:
        # Without the focus, the line that counts is that of the view that is shown.
        return self.has_focus and super().shows_cursor(index)

    def cells(self, index: int, width: int) -> Cells:
        if not self.views:
            return [("", "", 1, False), (EMPTY[index], "muted", width - 1, False)]
        view = self.views[index]
        here, under = self.is_now(view), self.shows_cursor(index)
        wide = width >= WORDED
        kind = (plural(view.noun), 10) if wide else (LETTER_OF[view.noun], 1)
        room = max((len(self.count_of(each)) for each in self.views), default=1)
        figure = 9 if wide else min(max(room, 3), 9) + 1
        return [
            ("▌" if under else "▸" if here else " ", "accent", 1, False),
            (safe_text(self.key_of(index)), "muted", 2, False),
            (safe_text(view.name), "accent" if here else "", width - 4 - kind[1] - figure, False),
            (" ", "", 1, False),
            (kind[0], "muted", kind[1], False),
            (self.count_of(view), "muted", figure, True),
        ]

    def count_of(self, view: SavedView) -> str:
        return self.counts.get((view.noun, view.filter), "…")

    # Opening one

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

    def on_click(self, event: events.Click) -> None:
        index = self.line_at(event)
        event.prevent_default()
        if index is not None and self.choosable(index):
            self.move_to(index)
            self.action_choose()


def counted(crm: Crm, view: SavedView) -> str:
    """How many records a view shows; `?` where its filter means nothing any more."""
    found = crm.views.count(view)
    return "?" if found is None else f"{found:,}"
