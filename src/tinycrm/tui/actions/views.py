"""Saved views: opening, keeping, renaming and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.panes.records import RecordsPane, pane_here, place_of

if TYPE_CHECKING:
    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.screens.main import MainScreen


def show(app: CrmApp, subjects: list[str]) -> None:
    """Go to the saved views beside the list and back, or show them in a window."""
    from tinycrm.tui.dialogs.views import ViewsDialog
    from tinycrm.tui.screens.main import MainScreen

    screen = app.screen
    if isinstance(screen, MainScreen) and screen.sidebar and screen.sidebar.display:
        if screen.sidebar.has_focus:
            screen.focus_pane()
        else:
            screen.set_focus(screen.sidebar)
        return
    pane = pane_here(app)
    view = pane.view_shown if pane else None

    def chosen(name: str | None) -> None:
        if name:
            app.run_worker(open_view(app, name), group="place", exclusive=True)

    app.push_screen(ViewsDialog(view.name if view else ""), chosen)


def toggle_sidebar(app: CrmApp, subjects: list[str]) -> None:
    """Show the views beside the lists or hide them, also for the next time."""
    from tinycrm.tui.screens.main import ROOM_FOR_VIEWS, MainScreen

    main = app.screen
    if not isinstance(main, MainScreen):
        return
    if not main.has_room_for_views():
        app.toast(f"Views stand beside a list from {ROOM_FOR_VIEWS} columns on.", "views", "Views")
    elif not main.has_views():
        app.toast("There are no saved views yet.", "save-view", "Save view")
    else:
        main.hide_views(not main.hides_views)


async def open_view(app: CrmApp, name: str) -> None:
    """Leave what is open, and show a view in the place of its records; tells if there is none."""
    from tinycrm.errors import CrmError
    from tinycrm.tui.actions.places import main_screen

    try:
        view = app.crm.views.get(name)
    except CrmError as error:
        app.tell_error(error)
        return
    main = main_screen(app)
    if main is not None:
        await show_in(main, view)


async def show_in(main: MainScreen, view: SavedView) -> None:
    """Go to the place of a view's records, and show it there."""
    await main.switch_to(place_of(view.noun))
    pane = main.pane
    if isinstance(pane, RecordsPane):
        pane.show_view(view)


def view_here(app: CrmApp) -> str:
    """The name of the view under the cursor beside the list, "" without one."""
    from tinycrm.tui.widgets.sidebar import Sidebar

    focused = app.screen.focused
    return focused.name_here() if isinstance(focused, Sidebar) else ""


def open_here(app: CrmApp, subjects: list[str]) -> None:
    name = view_here(app)
    if name:
        app.run_worker(open_view(app, name), group="place", exclusive=True)


def rename(app: CrmApp, subjects: list[str]) -> None:
    name = view_here(app)
    if name:
        ask_name(app, name)


def delete(app: CrmApp, subjects: list[str]) -> None:
    name = view_here(app)
    if name:
        take_away(app, name)


def ask_name(app: CrmApp, name: str) -> None:
    """Ask for another name of a view, and give it that."""
    from tinycrm.store.saved_views import view_name
    from tinycrm.tui.dialogs.ask import Ask

    def named(new: str | None) -> None:
        if new is not None:
            app.change(lambda crm: crm.views.rename(name, new), then=renamed)

    def renamed(view: SavedView) -> None:
        for pane in panes_with(app, name):
            pane.view = view
            pane.show_title()

    app.push_screen(Ask("Rename the view", value=name, check=view_name), named)


def take_away(app: CrmApp, name: str) -> None:
    """Delete a view without a question: ctrl+z brings it back. What it shows stays in the list."""

    def deleted(view: SavedView) -> None:
        for pane in panes_with(app, name):
            pane.view = None
            pane.show_title()

    app.change(lambda crm: crm.views.delete(name), then=deleted)


def panes_with(app: CrmApp, name: str) -> list[RecordsPane]:
    """The lists that show the view of that name."""
    from tinycrm.domain.text import fold

    panes = [pane for screen in app.screen_stack for pane in screen.query(RecordsPane)]
    return [pane for pane in panes if pane.view and fold(pane.view.name) == fold(name)]


def save(app: CrmApp, subjects: list[str]) -> None:
    """Ask for a name, and keep what the list shows under it."""
    from tinycrm.store.saved_views import view_name
    from tinycrm.tui.dialogs.ask import Ask

    pane = pane_here(app)
    if pane is None:
        return
    columns = [column.key for column in pane.list.columns]
    noun, filter, sort = pane.noun, pane.filter, pane.sort

    def named(name: str | None) -> None:
        if name is not None:
            app.change(
                lambda crm: crm.views.save(name, noun, filter, sort, columns, key_of(name)),
                then=saved,
            )

    def key_of(name: str) -> str:
        from tinycrm.domain.text import fold

        held = [view.key for view in app.crm.views.find() if fold(view.name) == fold(name)]
        return held[0] if held else ""

    def saved(view: SavedView) -> None:
        pane.view = view
        pane.show_title()

    title = "Save this list as a view" if filter else "Save this list, without a filter, as a view"
    before = pane.view.name if pane.view else ""
    app.push_screen(
        Ask(title, value=before, hint="a name, like Quiet VIPs", check=view_name), named
    )
