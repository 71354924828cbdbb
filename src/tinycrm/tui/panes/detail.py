"""A place with something to choose records from, and the one under the cursor beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from tinycrm.tui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from textual.timer import Timer

    from tinycrm.tui.app import CrmApp

RESTING = 0.08
"""Seconds for which the cursor rests on a record before its detail is read."""


class DetailPane(Horizontal):
    """Shows a record when the cursor has rested on it, where there is room.

    A subclass composes a RecordView beside the rest, and says which record is meant.
    """

    app: CrmApp
    resting: Timer | None = None

    @property
    def ref_here(self) -> str:
        """The record under the cursor, "" where there is none."""
        raise NotImplementedError

    def rest(self) -> None:
        """Show the detail when the cursor has rested for a moment."""
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(RESTING, self.show_detail)

    def show_detail(self) -> None:
        """Show the record under the cursor beside the list, where there is room for it."""
        view = self.query_one(RecordView)
        if view.display:
            view.show(self.ref_here)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_detail)
