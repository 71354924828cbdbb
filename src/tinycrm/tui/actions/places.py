"""Going to the places that the digits name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def go(app: CrmApp, subjects: list[str], place: str) -> None:
    app.go(place)
