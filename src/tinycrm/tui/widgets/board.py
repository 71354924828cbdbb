"""The board: the stages of a pipeline side by side, and a cursor that stands on a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tinycrm.tui.widgets.card_dragging import CardDragging
from tinycrm.tui.widgets.cards import CardRows
from tinycrm.tui.widgets.stage_column import CARD, StageColumn

if TYPE_CHECKING:
    from tinycrm.store.board import Board as Figures
    from tinycrm.store.board import StageDeals
    from tinycrm.store.deals import Deals

NARROWEST = 24
"""Cells that a column needs; as many columns are shown as have them."""


class Board(CardDragging, can_focus=True):
    """Columns of cards; the cursor is on a card, or in a column that is empty.

    The cursor belongs to a deal, not to a place: it goes where the deal goes. While the deal is
    not on the board, the one that took its place has the cursor, and when it comes back (its
    closing was undone) it gets the cursor back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor(-1)", "Up", show=False),
        Binding("down,j", "cursor(1)", "Down", show=False),
        Binding("left,H", "across(-1)", "Stage before", show=False),
        Binding("right,L", "across(1)", "Stage after", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("home,g", "jump(0)", "First", show=False),
        Binding("end,G", "jump(-1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
        Binding("escape", "drop", "Cancel", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another deal, or other columns are seen."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Board.Moved)

    class Chosen(Message):
        """The deal under the cursor was chosen with `enter` or a double click."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[StageColumn] = []
        self.at = 0
        """The column in which the cursor is."""
        self.first = 0
        """The leftmost column that is seen."""
        self.line = 0
        """The line on which the cursor was put last, kept from column to column."""
        self.wanted: int | None = None
        self.marks: set[int] = set()
        self.marked: list[int] | None = None
        """The marked deals in their order, None where that has to be looked up anew."""
        self.currency = ""
        self.stacked = False
        """Whether sums stand under the borders, because not all of them have room in these."""

    # What is shown

    def show(self, deals: Deals, stages: list[StageDeals]) -> None:
        """Show the deals of all stages; the cursor stays on its deal wherever that is now."""
        self.marked = None
        held, before = self.deal, self.position
        stage_id = self.column.stage.id if self.columns else None
        while len(self.columns) > len(stages):
            self.columns.pop().remove()
        for at, (stage, ids) in enumerate(stages):
            rows = CardRows(deals, ids)
            if at == len(self.columns):
                self.columns.append(StageColumn(self, stage, rows))
                self.mount(self.columns[at])
            if self.columns[at].stage.id != stage.id:
                self.columns[at].figures = None
            self.columns[at].show(stage, rows)
        if not self.columns:
            return
        at, row = self.found(held, stage_id)
        line = self.columns[at].line_of(before[1]) if at == before[0] else None
        self.put_cursor(at, row, keep=line)

    def found(self, held: int | None, stage_id: int | None) -> tuple[int, int]:
        """Where the cursor belongs: column and row."""
        for deal in (self.wanted, held):
            for at, column in enumerate(self.columns):
                row = column.rows.row_of(deal) if deal is not None else None
                if row is not None:
                    return at, row
        same = [at for at, column in enumerate(self.columns) if column.stage.id == stage_id]
        at = same[0] if same else min(self.at, len(self.columns) - 1)
        if stage_id is None:
            # At first on the first deal, not on a stage that is empty.
            at = next((n for n, each in enumerate(self.columns) if len(each.rows)), 0)
        return at, self.position[1]

    def show_figures(self, figures: Figures, currency: str) -> None:
        """Show counts and sums, which are known a little later than the deals."""
        self.currency = currency
        known = {column.stage.id: column for column in figures.columns}
        for column in self.columns:
            column.show_figures(known.get(column.stage.id))
        self.columns_resized()

    def columns_resized(self) -> None:
        """Put the sums into the borders, or under all of them, so that cards are in line."""
        stacked = any(column.is_crowded() for column in self.columns if column.display)
        if stacked != self.stacked:
            self.stacked = stacked
            for column in self.columns:
                column.measure()
                column.show_frame()
                column.refresh()
                column.show_cursor()

    # What is meant

    @property
    def column(self) -> StageColumn:
        return self.columns[self.at]

    @property
    def position(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return (self.at, self.column.cursor or 0) if self.columns else (0, 0)

    @property
    def deal(self) -> int | None:
        """The deal under the cursor."""
        if not self.columns or not len(self.column.rows):
            return None
        return self.column.rows.ids[min(self.position[1], len(self.column.rows) - 1)]

    def marked_deals(self) -> list[int]:
        """The marked deals that stand on the board, from left to right and downwards."""
        if self.marked is None:
            marks = self.marks
            self.marked = [
                id for column in self.columns if marks for id in column.rows.ids if id in marks
            ]
        return self.marked

    def marks_changed(self) -> None:
        self.marked = None
        for column in self.columns:
            column.refresh()
        self.post_message(self.Moved())

    def toggle_mark(self) -> None:
        if self.deal is not None:
            self.marks ^= {self.deal}
            self.marks_changed()

    def mark_stage(self) -> None:
        """Mark the deals of this stage; where all of them are marked, unmark them."""
        ids = set(self.column.rows.ids) if self.columns else set()
        self.marks ^= ids if ids <= self.marks else ids - self.marks
        self.marks_changed()

    def unmark_all(self) -> None:
        self.marks.clear()
        self.marks_changed()

    def take_out(self, deals: set[int]) -> None:
        """Take deals off that are being closed; the cursor goes to the one after them."""
        self.marked = None
        held, (at, row) = self.deal, self.position
        if held in deals:
            ids = self.column.rows.ids
            row = next((n for n in range(row, len(ids)) if ids[n] not in deals), len(ids))
            row -= sum(id in deals for id in ids[:row])
        for column in self.columns:
            if not deals.isdisjoint(column.rows.ids):
                rest = [id for id in column.rows.ids if id not in deals]
                column.show(column.stage, CardRows(column.rows.deals, rest))
        if self.columns:
            self.put_cursor(at, row)

    # The cursor

    def put_cursor(self, at: int, row: int, *, keep: int | None = None) -> None:
        """Put the cursor on a card; with `keep`, so that it stands in that line of what is seen."""
        self.at = at
        column = self.columns[at]
        row = min(max(row, 0), max(len(column.rows) - 1, 0))
        if keep is not None and row != column.cursor:
            column.scroll_lines_to(row * CARD - keep)
        for each in self.columns:
            if each is not column and each.cursor is not None:
                each.put_cursor(None)
        column.put_cursor(row)
        self.show_window()
        self.post_message(self.Moved())

    def go(self, at: int, row: int) -> None:
        """Put the cursor where somebody wants it to be."""
        self.put_cursor(at, row)
        self.wanted = self.deal
        self.line = self.column.line_of(self.position[1])

    def seek(self, deal: int) -> None:
        """Put the cursor on a deal, now or as soon as it stands on the board."""
        self.wanted = deal
        if self.columns:
            self.put_cursor(*self.found(self.deal, None))

    def action_cursor(self, by: int) -> None:
        if self.columns:
            self.go(self.at, self.position[1] + by)

    def action_page(self, by: int) -> None:
        if self.columns:
            self.action_cursor(by * max(self.column.height // CARD, 1))

    def action_jump(self, to: int) -> None:
        if self.columns:
            self.go(self.at, 0 if to == 0 else len(self.column.rows) - 1)

    def action_across(self, by: int) -> None:
        """Go to the next column, to the card that stands beside the one left."""
        at = self.at + by
        if 0 <= at < len(self.columns):
            line = self.line
            self.put_cursor(at, (line + self.columns[at].scroll_offset.y + 1) // CARD)
            self.wanted, self.line = self.deal, line

    def action_choose(self) -> None:
        if self.deal is not None:
            self.post_message(self.Chosen())

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        if self.columns:
            self.column.refresh()

    # Columns in sight

    @property
    def seen(self) -> int:
        """How many columns have room."""
        return min(max(self.size.width // NARROWEST, 1), max(len(self.columns), 1))

    @property
    def hidden(self) -> tuple[int, int]:
        """How many columns are out of sight at the left and at the right."""
        return self.first, max(len(self.columns) - self.first - self.seen, 0)

    def show_window(self) -> None:
        """Show as many columns as there is room for, that of the cursor among them."""
        if self.size.width:  # else the board is hidden, and gets its size when it is shown
            self.show_from(min(max(self.first, self.at - self.seen + 1), self.at))

    def show_from(self, first: int) -> None:
        self.first = max(min(first, len(self.columns) - self.seen), 0)
        for at, column in enumerate(self.columns):
            column.display = self.first <= at < self.first + self.seen

    def shift(self, by: int) -> None:
        """Bring columns into sight that are hidden at one side; the cursor stays where it is."""
        self.show_from(self.first + by)
        self.post_message(self.Moved())

    def on_resize(self, event: events.Resize) -> None:
        self.show_window()
        self.post_message(self.Moved())
