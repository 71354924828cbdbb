"""Going to the places that the digits name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def go(app: CrmApp, subjects: list[str], place: str) -> None:
    """Show one of the places of the main screen."""
    while not isinstance(app.screen, MainScreen):
        if len(app.screen_stack) == 1:
            return  # After a failure there is no place for a moment.
        app.pop_screen()
    app.screen.show_place(place)
