"""Saved views: opening, keeping, renaming and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.panes.records import RecordsPane, pane_here, place_of

if TYPE_CHECKING:
    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.screens.main import MainScreen


def show(app: CrmApp, subjects: list[str]) -> None:
    """Show the saved views, and open the one that is chosen."""
    from tinycrm.tui.dialogs.views import ViewsDialog

    pane = pane_here(app)
    now = pane.view.name if pane and pane.view else ""

    def chosen(name: str | None) -> None:
        if name:
            app.run_worker(open_view(app, name), group="place", exclusive=True)

    app.push_screen(ViewsDialog(now), chosen)


async def open_view(app: CrmApp, name: str) -> None:
    """Leave what is open, and show a view in the place of its records; tells if there is none."""
    from tinycrm.errors import CrmError
    from tinycrm.tui.screens.main import MainScreen

    try:
        view = app.crm.views.get(name)
    except CrmError as error:
        app.tell_error(error)
        return
    while not isinstance(app.screen, MainScreen):
        app.pop_screen()
    await show_in(app.screen, view)


async def show_in(main: MainScreen, view: SavedView) -> None:
    """Go to the place of a view's records, and show it there."""
    await main.switch_to(place_of(view.noun))
    pane = main.pane
    if isinstance(pane, RecordsPane):
        pane.show_view(view)


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
