"""The main screen: the places under the digits, one of them shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from tinycrm.tui.memory import give_back
from tinycrm.tui.place import Here, Place
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.bars import TopBar

if TYPE_CHECKING:
    from textual import events

    from tinycrm.tui.widgets.sidebar import Sidebar
    from tinycrm.tui.widgets.virtual_list import VirtualList

READ = 2.0
"""Seconds after which a place has been read in nearly every case."""
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
BESIDE_VIEWS = ("contacts", "companies", "deals", "tasks", "activity")
"""The places with a list, beside which the saved views stand where there is room."""
ROOM_FOR_VIEWS = 160
"""Columns from which on that is so."""
ROOM_FOR_ALL = 188
"""Columns from which on there is room for views, list, page and timeline side by side."""


def pane_of(place: str) -> Widget:
    """The pane of a place, which is imported and made when it is first gone to."""
    module, name, argument = PLACES[place]
    make = getattr(import_module(f"tinycrm.tui.panes.{module}"), name)
    pane: Widget = make(argument, id=place) if argument else make(id=place)
    return pane


class MainScreen(FullScreen):
    """The place that was gone to last, between the line of places and the line of keys."""

    sidebar: Sidebar | None = None
    """The saved views, once they have been shown beside a list."""
    views_wanted: bool | None = None
    """Whether they are wanted there; None before that was looked at."""
    views_missed = False
    """Whether the file has changed since then, while another screen was shown."""

    def __init__(self, place: str = "today") -> None:
        super().__init__()
        self.first = place

    def content(self) -> ComposeResult:
        if self.first != "today":
            self.app.load_styles()
        yield TopBar(self.app.crm.db.today(), self.first)
        with Horizontal(classes="places"):
            yield ContentSwitcher(pane_of(self.first), initial=self.first)

    def on_mount(self) -> None:
        if self.app.view:
            self.run_worker(self.begin_with(self.app.view), group="place", exclusive=True)
        elif self.first != "today":
            self.show_place(self.first)

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
        if self.sidebar is not None and self.focused is self.sidebar:
            return Here("views")
        pane = self.pane
        return pane.here() if isinstance(pane, Place) else Here("")

    def reload(self) -> None:
        """Only what is shown; the other panes look at the file when they are gone to."""
        self.reload_views()
        if isinstance(self.pane, Place):
            self.pane.reload()

    def show_place(self, place: str) -> None:
        """Go to a place; keys may come before a fresh screen has anything to switch."""
        if self.is_mounted:
            self.run_worker(self.switch_to(place), group="place", exclusive=True)
        else:
            self.call_later(self.show_place, place)

    async def switch_to(self, place: str) -> None:
        self.app.load_styles()
        switcher = self.switcher
        if not switcher.query(f"#{place}"):
            pane = pane_of(place)
            pane.display = False
            await switcher.mount(pane)
        self.arrange_views(place)
        switcher.current = place
        bar = self.query_one(TopBar)
        bar.place = place
        bar.refresh()
        self.focus_pane()
        self.reload()
        self.mark_view()
        self.set_timer(READ, give_back)

    def focus_pane(self) -> None:
        """Put the focus where it was in the pane, or on its first list."""
        pane = self.pane
        if pane is None:
            return
        focusable = [widget for widget in pane.query("VirtualList") if widget.focusable]
        target = getattr(pane, "focus_target", focusable[0] if focusable else None)
        self.set_focus(target)
        self.look_at_keys()

    # The saved views beside a list

    def arrange_views(self, place: str = "") -> None:
        """Show the saved views beside a list, or put them away, as there is room for them."""
        shown = self.has_room_for_views(place) and not self.hides_views and self.has_views()
        if shown and self.sidebar is None:
            from tinycrm.tui.widgets.sidebar import Sidebar

            self.app.load_styles()
            self.sidebar = Sidebar()
            self.query_one(".places").mount(self.sidebar, before=0)
        if self.sidebar is not None and self.sidebar.display != shown:
            self.sidebar.display = shown
            if self.sidebar.has_focus:
                self.focus_pane()
        self.set_class(shown and self.app.size.width < ROOM_FOR_ALL, "-crowded")

    def reload_views(self) -> None:
        """Show which views there are now, unless another screen covers them."""
        self.views_missed = self.app.place is not self
        if self.views_missed:
            return
        self.arrange_views()
        if self.sidebar is not None and self.sidebar.display:
            self.sidebar.reload()

    def has_room_for_views(self, place: str = "") -> bool:
        wide = self.app.size.width >= ROOM_FOR_VIEWS
        return wide and (place or self.switcher.current) in BESIDE_VIEWS

    def has_views(self) -> bool:
        return bool(self.app.crm.views.find())

    @property
    def hides_views(self) -> bool:
        """Whether the views beside the lists of this file are not wanted."""
        if self.views_wanted is None:
            from tinycrm.tui.remembered import recall

            self.views_wanted = recall(self.app.crm.db.path).get("views") != "hidden"
        return not self.views_wanted

    def hide_views(self, hidden: bool) -> None:
        self.views_wanted = not hidden
        self.arrange_views()
        from tinycrm.tui.remembered import remember_later

        remember_later(self.app, views="hidden" if hidden else "shown")

    def mark_view(self) -> None:
        """Mark the view that the list shows."""
        view = getattr(self.pane, "view_shown", None)
        if self.sidebar is not None:
            self.sidebar.look_at(view.name if view else "")

    def action_leave_views(self) -> None:
        self.focus_pane()

    def on_records_pane_view_changed(self) -> None:
        self.mark_view()

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        if event.list is self.sidebar and self.sidebar is not None:
            from tinycrm.tui.actions.views import open_view

            name = self.sidebar.name_here()
            self.run_worker(open_view(self.app, name), group="place", exclusive=True)

    def on_resize(self, event: events.Resize) -> None:
        self.arrange_views()

    def on_screen_resume(self) -> None:
        if self.views_missed:
            self.reload_views()
        elif self.is_mounted:
            self.arrange_views()
