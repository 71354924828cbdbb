"""Finding one's way: the palette, the keys that work here, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

SEEN = "tour-seen"
"""The file in the user's state folder that says that the tour need not be shown again."""


def palette(app: CrmApp, subjects: list[str]) -> None:
    """Ask what to do, of everything there is, and do it on what is under the cursor."""
    from tinycrm.tui.dialogs.palette import Palette
    from tinycrm.tui.palette import Entry, entries

    def answered(entry: Entry | None) -> None:
        if entry is not None:
            app.run_worker(entry.run(app), group="palette")

    app.push_screen(Palette(entries(app)), answered)


def help(app: CrmApp, subjects: list[str]) -> None:
    """Show the keys that work where one is."""
    from tinycrm.tui.dialogs.help import Help, key_lines

    app.push_screen(Help(key_lines(app)))


def tell_saved(app: CrmApp, subjects: list[str]) -> None:
    """Answer the key that saves elsewhere."""
    app.toast("All is saved: each change is, as soon as it is made.")


def tour(app: CrmApp, subjects: list[str]) -> None:
    """Show the cards of the tour over the first place."""
    from tinycrm.tui.actions.places import go
    from tinycrm.tui.dialogs.tour import Tour

    go(app, [], "today")
    app.call_after_refresh(app.push_screen, Tour(), lambda _: remember_tour())


def first_start(app: CrmApp) -> None:
    """Show the tour to whoever has not seen it, over the demo data or an empty file."""
    from tinycrm import config

    if not (config.user_folder("state") / SEEN).exists() and is_for_trying(app):
        tour(app, [])


def is_for_trying(app: CrmApp) -> bool:
    """Whether a file holds nobody yet, or the sample business."""
    from tinycrm.tui.panes.today import is_empty

    return is_empty(app.crm) or any(step.program == "demo" for step in app.crm.history.steps(20))


def remember_tour() -> None:
    """Never show the tour by itself again; where that cannot be written, it will be."""
    from contextlib import suppress

    from tinycrm import config

    with suppress(OSError):
        folder = config.user_folder("state")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / SEEN).touch(mode=0o600)
