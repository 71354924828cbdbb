"""Changes one cell of a list in its place, and those beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tinycrm.tui.dialogs.dialog import follow_below
from tinycrm.tui.dialogs.form_offers import Offers
from tinycrm.tui.dialogs.form_row import FieldRow, Rows
from tinycrm.tui.dialogs.record_form import EditForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from tinycrm.tui.fields.cells import Spot
    from tinycrm.tui.fields.table import FieldSpec
    from tinycrm.tui.fields.texts import Held

LEAST = 26
"""Cells that an entry takes at least, over those beside it where its own are fewer."""


class CellForm(EditForm):
    """One field of a record, over the cell that shows it.

    `tab` saves it and goes on to the cell beside it, which is the answer: 1 or -1.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", show=False),
        Binding("shift+tab", "go(-1)", show=False),
    ]

    def __init__(self, held: Held, spec: FieldSpec, where: Callable[[], Spot | None]) -> None:
        super().__init__(held, "", specs=[spec], name=f"edit {held.ref} {spec.key}")
        self.where = where
        """Says where the cell is now; None where it is not shown any more."""
        self.beside: Any = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="window cell") as window:
            self.place(window)
            with Rows(classes="rows"):
                (spec,) = self.specs
                yield self.row_for(spec)
            yield Static(classes="notice", markup=False)
            yield Static(classes="problem", markup=False)
        yield Offers()

    def on_mount(self) -> None:
        follow_below(self, lambda: self.place(self.query_one(".window")))

    def place(self, window: Widget) -> None:
        """Stand over the cell, as long as that is on the screen."""
        room, spot = self.app.size, self.where()
        x, y, cells = (spot.x, spot.y, spot.width) if spot else (0, room.height // 2, LEAST)
        width = min(max(cells, LEAST), room.width)
        window.styles.width = width
        window.styles.offset = (min(x, room.width - width), y)

    def row_for(self, spec: FieldSpec) -> FieldRow:
        row = super().row_for(spec)
        row.in_cell = True
        return row

    async def action_go(self, by: int) -> None:
        self.offers.take()
        if not self.is_changed:
            self.dismiss(by)
            return
        self.beside = by
        await self.action_save()
        self.beside = None

    def saved(self, result: Any) -> None:
        super().saved(self.beside)
