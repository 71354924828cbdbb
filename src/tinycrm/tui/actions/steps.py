"""Undoing and redoing: the newest step, or any one of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui import changes
from tinycrm.tui.panes.history import HistoryPane

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def replay(app: CrmApp, subjects: list[str], verb: str) -> None:
    changes.replay(app, verb)


def reverse(app: CrmApp, subjects: list[str]) -> None:
    """Undo the step under the cursor, or redo it where it was undone."""
    panes = app.screen.query(HistoryPane)  # None where a window has opened since the key.
    step = panes.first().step_here() if panes else None
    if step is not None:
        changes.replay(app, "undo" if step.undone_by is None else "redo", step.id)


def of_record(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.screens.history import HistoryScreen

    app.push_screen(HistoryScreen(subjects[0]))
