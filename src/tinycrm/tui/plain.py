"""The plain mode, for screen readers: no drawn lines, and what is under the cursor in words.

The terminal's own cursor stands at the line or the field in which one is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.widgets import Input, OptionList, Static, TextArea

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.form_row import FieldRow
from tinycrm.tui.widgets.board import Board
from tinycrm.tui.widgets.cards import person_line, title_line
from tinycrm.tui.widgets.record_list import RecordList
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.color import Color
    from textual.dom import DOMNode
    from textual.widget import Widget

    from tinycrm.tui.drawing import DrawnApp

OFTEN = 0.1
"""Seconds between two looks at what is under the cursor."""
WIDE = 400
"""Cells for which a line is laid out, so that nothing of it is cut off in words."""
SIGNS = "▌▸•●○✓▴▾"
LETTERS = dict.fromkeys(range(0x2500, 0x25A0), " ") | str.maketrans(SIGNS, ">>**ox^v")
"""Lines, corners and blocks become blanks, and signs the nearest letters."""
SHOW_CURSOR = "\x1b[?25h"


class Letters(LineFilter):
    """Draws with letters alone."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text if text.isascii() else text.translate(LETTERS), style, control)
            for text, style, control in segments
        ]


class Spoken(Static):
    """The line at the foot of each screen that says what is under the cursor."""

    DEFAULT_CSS = "Spoken { dock: bottom; height: auto; min-height: 1; max-height: 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.words = ""

    def say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.update(words)


class Plain:
    """Keeps the line at the foot and the terminal's cursor where the focus is."""

    def __init__(self, app: DrawnApp) -> None:
        self.app = app
        self.letters = Letters()
        self.at = Offset(-1, -1)

    def start(self) -> None:
        self.app.animation_level = "none"
        self.app.set_interval(OFTEN, self.look)

    def look(self) -> None:
        """Say what is under the cursor now, where that has changed."""
        if not self.app.screen_stack or not self.app.screen.is_mounted:
            return
        screen = self.app.screen
        lines = screen.query_children(Spoken)
        if not lines:
            screen.mount(Spoken())
            return
        focused = screen.focused
        place = place_of(focused) if focused else None
        if place is not None:
            self.app.cursor_position = place
        field = next((each for each in around(focused) if isinstance(each, FieldRow)), None)
        widget = None if field else spoken_about(focused, screen.query("*"))
        lines.first().say(field.spec.label if field else words_of(widget) if widget else "")
        self.show_cursor()

    def show_cursor(self) -> None:
        """Show the terminal's cursor, which the toolkit hides, where it belongs by now."""
        x, y = self.app.cursor_position
        driver = self.app._driver
        if driver is not None and self.at != (x, y):
            self.at = Offset(x, y)
            driver.write(f"\x1b[{y + 1};{x + 1}H{SHOW_CURSOR}")


def around(widget: Widget | None) -> Iterable[DOMNode]:
    return widget.ancestors_with_self if widget is not None else ()


def spoken_about(focused: Widget | None, widgets: Iterable[Widget]) -> Widget | None:
    """The list with the focus, or the one that what is typed narrows down."""
    if isinstance(focused, VirtualList | Board | OptionList):
        return focused
    lists = (each for each in widgets if isinstance(each, VirtualList | OptionList))
    return next((each for each in lists if each.display and each.region.height), None)


def place_of(widget: Widget) -> Offset | None:
    """Where on the screen one types, or the line under the cursor begins."""
    if isinstance(widget, Input | TextArea):
        return widget.cursor_screen_offset
    region, row = widget.content_region, 0
    if isinstance(widget, VirtualList):
        row = widget.cursor + widget.header_lines - widget.scroll_offset.y
    elif isinstance(widget, OptionList):
        row = (widget.highlighted or 0) - widget.scroll_offset.y
    elif isinstance(widget, Board) and widget.columns:
        column = widget.column
        region, row = column.content_region, column.line_of(column.cursor or 0) + column.head
    return region.offset + Offset(0, row) if 0 <= row < region.height else None


def words_of(widget: Widget) -> str:
    """`3 of 60: Ada Lovelace, Engines Ltd, last 41 d ago`; harmless for the terminal."""
    if isinstance(widget, Board):
        return card_words(widget)
    if isinstance(widget, OptionList):
        option = widget.highlighted_option
        at = f"{(widget.highlighted or 0) + 1} of {widget.option_count}"
        return f"{at}: {safe_text(str(option.prompt))}" if option else "nothing to choose"
    if not isinstance(widget, VirtualList):
        return ""
    count = widget.line_count()
    if widget.cursor >= count or not widget.choosable(widget.cursor):
        return "nothing to choose"
    marked = ", marked" if widget.is_marked(widget.cursor) else ""
    return f"{widget.cursor + 1:,} of {count:,}{marked}: {line_words(widget)}"


def line_words(list: VirtualList) -> str:
    record = list.record() if isinstance(list, RecordList) else None
    if record is None or not isinstance(list, RecordList):
        cells = list.cells(list.cursor, WIDE)
        return joined(text for text, _, _, _ in cells)
    found = [(column.label, column.cell(record, list.today)[0]) for column in list.columns]
    # The first two columns, name and firm, speak for themselves.
    return joined(
        text if at < 2 or text == "–" else f"{label.lower()} {text}"
        for at, (label, text) in enumerate(found)
    )


def card_words(board: Board) -> str:
    if not board.columns:
        return ""
    column = board.column
    row = column.cursor
    card = column.rows.card(row) if row is not None and row < len(column.rows) else None
    if card is None or row is None:
        return f"{column.name_words}: no deals"
    cells = [*title_line(card, WIDE), *person_line(card, WIDE)]
    words = joined(text for text, _, _, _ in cells)
    return f"{column.name_words}, {row + 1:,} of {len(column.rows):,}: {words}"


def joined(texts: Iterable[str]) -> str:
    """Texts one after another, without those that are only signs."""
    words = (text.strip(f" –·{SIGNS}") for text in texts)
    return ", ".join(text for text in words if text)
