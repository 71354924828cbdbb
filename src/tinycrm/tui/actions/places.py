"""Going to the places that the digits name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def go(app: CrmApp, subjects: list[str], place: str) -> None:
    """Show one of the places of the main screen."""
    while not isinstance(app.screen, MainScreen):
        app.pop_screen()
    app.screen.show_place(place)
