"""The main screen: the places under the digits, one of them shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from tinycrm.tui.place import Here, Place
from tinycrm.tui.widgets.bars import KeyBar, TopBar

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (110, "-wide"), (160, "-broad")]
"""From how many columns a list has its detail beside it, and the timeline as well."""
LOW: list[tuple[int, str]] | None = [(0, "-low"), (24, "-tall")]
"""Up to how many rows the lines around a pane are left out."""


PLACES = {
    "today": ("today", "TodayPane", ""),
    "contacts": ("records", "RecordsPane", "contact"),
    "companies": ("records", "RecordsPane", "company"),
    "deals": ("deals", "DealsPane", ""),
    "tasks": ("tasks", "TasksPane", ""),
    "activity": ("activity", "ActivityPane", ""),
    "history": ("history", "HistoryPane", ""),
    "settings": ("settings", "SettingsPane", ""),
}
"""The pane of each place: its module in `tinycrm.tui.panes`, its class and what it is given."""


def pane_of(place: str) -> Widget:
    """The pane of a place, which is imported and made when it is first gone to."""
    module, name, argument = PLACES[place]
    make = getattr(import_module(f"tinycrm.tui.panes.{module}"), name)
    pane: Widget = make(argument, id=place) if argument else make(id=place)
    return pane


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before it is styled, not by styling all of it twice."""
    for size, points in zip(screen.app.size, (BREAKPOINTS, LOW), strict=True):
        reached = [name for least, name in points or [] if size >= least]
        screen.update_classes({name: name == reached[-1] for name in reached}, update=False)


class MainScreen(Screen[None]):
    """The place that was gone to last, between the line of places and the line of keys."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOW
    app: CrmApp

    def compose(self) -> ComposeResult:
        take_size(self)
        yield TopBar(self.app.crm.db.today())
        yield ContentSwitcher(pane_of("today"), initial="today")
        yield KeyBar()

    def on_mount(self) -> None:
        if self.app.view:
            self.run_worker(self.begin_with(self.app.view), group="place", exclusive=True)

    async def begin_with(self, name: str) -> None:
        """Show a saved view first."""
        from tinycrm.tui.actions.views import show_in

        await show_in(self, self.app.crm.views.get(name))

    @property
    def switcher(self) -> ContentSwitcher:
        return self.query_one(ContentSwitcher)

    @property
    def pane(self) -> Widget | None:
        """The pane that is shown."""
        return self.switcher.visible_content if self.is_mounted else None

    def here(self) -> Here:
        pane = self.pane
        return pane.here() if isinstance(pane, Place) else Here("")

    def reload(self) -> None:
        """Only what is shown; the other panes look at the file when they are gone to."""
        if isinstance(self.pane, Place):
            self.pane.reload()

    def show_place(self, place: str) -> None:
        if place not in PLACES:
            return
        self.run_worker(self.switch_to(place), group="place", exclusive=True)

    async def switch_to(self, place: str) -> None:
        switcher = self.switcher
        if not switcher.query(f"#{place}"):
            pane = pane_of(place)
            pane.display = False
            await switcher.mount(pane)
        switcher.current = place
        bar = self.query_one(TopBar)
        bar.place = place
        bar.refresh()
        self.focus_pane()
        self.reload()

    def focus_pane(self) -> None:
        """Put the focus where it was in the pane, or on its first list."""
        pane = self.pane
        if pane is None:
            return
        focusable = [widget for widget in pane.query("VirtualList") if widget.focusable]
        target = getattr(pane, "focus_target", focusable[0] if focusable else None)
        self.set_focus(target)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Name the keys that work for what is under the cursor now."""
        self.query_one(KeyBar).look()

    def on_virtual_list_moved(self) -> None:
        self.refresh_keys()
