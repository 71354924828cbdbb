"""Going to the places that the digits name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def go(app: CrmApp, subjects: list[str], place: str) -> None:
    """Show one of the places of the main screen."""
    main = main_screen(app)
    if main is not None:
        main.show_place(place)


def main_screen(app: CrmApp) -> MainScreen | None:
    """Leave all that was opened over the main screen; None after a failure, for a moment."""
    while not isinstance(app.screen, MainScreen):
        if len(app.screen_stack) == 1:
            return None
        app.pop_screen()
    return app.screen
