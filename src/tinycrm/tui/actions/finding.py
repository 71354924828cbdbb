"""Opening records: that under the cursor, one that is looked for, and all that are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def open_here(app: CrmApp, subjects: list[str]) -> None:
    app.open_record(subjects[0])


def jump(app: CrmApp, subjects: list[str]) -> None:
    """Ask for a record by a few letters, and open it."""
    from tinycrm.tui.dialogs.jump import Jump

    def answered(answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        ref, text = answer
        if ref:
            app.open_record(ref)
        else:
            search(app, [], text)

    app.push_screen(Jump(), answered)


def search(app: CrmApp, subjects: list[str], text: str = "") -> None:
    """Show everything in which some words occur."""
    from tinycrm.tui.screens.search import SearchScreen

    if isinstance(app.screen, SearchScreen):
        app.screen.action_type()
    else:
        app.push_screen(SearchScreen(text))
