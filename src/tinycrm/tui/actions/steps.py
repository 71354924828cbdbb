"""Undoing and redoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def replay(app: CrmApp, subjects: list[str], verb: str) -> None:
    app.replay(verb)
