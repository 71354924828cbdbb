"""What may be chosen for the field that is being filled in, in a list under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.form_row import FieldRow
from tinycrm.tui.fields.offers import offers
from tinycrm.tui.widgets.entry import Line

if TYPE_CHECKING:
    from tinycrm.tui.dialogs.fields_window import FieldsWindow


class Offers(OptionList, can_focus=False):
    """The focus stays in the field; nothing is taken that was not pointed at."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self.row: FieldRow | None = None
        self.values: list[str] = []
        self.widest = 0
        """Cells for the longest of them."""
        self.display = False

    @property
    def form(self) -> FieldsWindow:
        from tinycrm.tui.dialogs.fields_window import FieldsWindow

        assert isinstance(self.screen, FieldsWindow)
        return self.screen

    def open_for(self, row: FieldRow, *, asked: bool = False) -> bool:
        """Offer what a field may become; whether there is anything.

        With an empty field only where that was `asked` for.
        """
        found = []
        if isinstance(row.entry, Line) and (row.text.strip() or asked):
            form = self.form
            found = offers(form.app.crm, form.noun, row.spec, row.text, form.texts)
        self.clear_options()
        labels = [Content(safe_text(label)) for _, label in found]
        self.add_options(map(Option, labels))
        self.values = [value for value, _ in found]
        self.row = row
        self.highlighted = 0 if asked and found else None
        self.display = bool(found)
        self.widest = max((label.cell_length for label in labels), default=0) + 2
        self.stay()
        return bool(found)

    def stay(self) -> None:
        """Stand under the field, or over it where there is no room below."""
        if not self.display or self.row is None:
            return
        region, widest = self.row.entry.region, self.widest
        height = min(len(self.values), 8)
        below = region.bottom + height <= self.screen.size.height
        self.styles.width = min(max(region.width, widest), self.screen.size.width)
        offset = Offset(region.x, region.bottom if below else region.y - height)
        if offset != self.absolute_offset:
            self.absolute_offset = offset
            self.refresh(layout=True)

    def close(self) -> None:
        self.display = False

    def take(self) -> bool:
        """Put what is pointed at into the field; whether there was anything."""
        at = self.highlighted if self.display else None
        self.close()
        if at is None or self.row is None or at >= len(self.values):
            return False
        entry = self.row.entry
        entry.text = self.values[at]
        if isinstance(entry, Line):
            entry.action_end()
        # The field would tell of the change as if it had been typed, and offer once more.
        self.row.seen = entry.text
        self.row.post_message(FieldRow.Changed(self.row, taken=True))
        return True

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.highlighted = event.option_index
        self.take()

    @on(OptionList.OptionHighlighted)
    def highlighted_one(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
