"""One stage of the board: its deals as cards, of which only those in sight are read and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.amounts import first_sums, fitted_sums
from tinycrm.tui.widgets.cards import CardRows, person_line, title_line
from tinycrm.tui.widgets.empty_stage import empty_words
from tinycrm.tui.widgets.virtual_list import fill

if TYPE_CHECKING:
    from rich.style import Style

    from tinycrm.store.board import Column
    from tinycrm.store.stages import Stage
    from tinycrm.tui.widgets.board import Board

CARD = 3
"""Lines from one card to the next: two of words and one between them."""


class StageColumn(ScrollView, can_focus=False):
    """The cards of a stage; the board around it has the focus and says where the cursor is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--cursor",
        "card--cursor-blurred",
        "card--marked",
        "card--muted",
        "card--bad",
        "card--accent",
    }
    ALLOW_SELECT = False

    def __init__(self, board: Board, stage: Stage, rows: CardRows) -> None:
        super().__init__(classes="pane")
        self.board = board
        self.stage = stage
        self.rows = rows
        self.figures: Column | None = None
        self.cursor: int | None = None
        """The card under the cursor, None while the cursor is in another column."""

    # What is shown

    def show(self, stage: Stage, rows: CardRows) -> None:
        self.stage, self.rows = stage, rows
        self.measure()
        self.refresh()

    def measure(self) -> None:
        """Say how many lines there are, so that they can be scrolled."""
        lines = max(len(self.rows) * CARD - 1, 0) + self.head
        self.virtual_size = Size(self.size.width, lines)

    @property
    def head(self) -> int:
        """Lines above the cards that stand still: that of the sums, where the border is full."""
        return int(self.board.stacked)

    @property
    def cells(self) -> int:
        """The cells of a border that words can take."""
        return max(self.outer_size.width - 6, 0)

    @property
    def name_words(self) -> str:
        """The name of the stage, and whether only old deals stand in it."""
        retired = " (retired)" if self.stage.retired_at else ""
        return safe_text(self.stage.name[:400]) + retired

    def show_figures(self, figures: Column | None) -> None:
        self.figures = figures
        self.show_frame()

    def show_frame(self) -> None:
        """Name the stage in the border, with its count, and its sums where there is room."""
        if not self.cells:
            return
        name, count = self.name_words, f" · {len(self.rows):,}"
        sums = "" if self.board.stacked else self.sums_in_border()
        self.border_title = Content(shorten(name, self.cells - len(count + sums)) + count + sums)
        self.border_subtitle = self.likely_words(self.cells)

    def sums_in_border(self) -> str:
        """The sums of the deals as they stand in the upper border; "" without amounts."""
        if not self.amounts:
            return ""
        room = self.cells - cell_len(self.name_words) - len(f" · {len(self.rows):,} · ")
        return f" · {fitted_sums(self.amounts, self.board.currency, max(room, 0))}"

    def is_crowded(self) -> bool:
        """Whether name, count and at least the first sum have no room in the border."""
        if not self.amounts:
            return False
        words = f" · {len(self.rows):,} · {first_sums(self.amounts, self.board.currency)}"
        return cell_len(self.name_words) + len(words) > self.cells

    @property
    def amounts(self) -> list[tuple[str, int]]:
        sums = self.figures.sums if self.figures else []
        return [(each.currency, each.amount) for each in sums]

    def likely_words(self, cells: int) -> Content | None:
        """What is likely to be won and, where it does not stand under the border, how much waits.

        Where there is no room for both, what is likely goes before what is stale.
        """
        if self.figures is None or not self.figures.deals:
            return None
        amounts = [(each.currency, each.weighted) for each in self.figures.sums]
        count = 0 if self.board.stacked else self.figures.stale
        for stale in (f"! {count:,} stale", f"! {count:,}", "") if count else ("",):
            room = cells - len("likely ") - (len(stale) + 3 if stale else 0)
            words = fitted_sums(amounts, self.board.currency, room)
            if len(words) <= room:
                likely = f"likely {words}" if words else ""
                between = " · " if likely and stale else ""
                return Content.assemble(likely + between, (stale, "$text-error"))
        return None

    def on_resize(self, event: events.Resize) -> None:
        self.measure()
        self.show_frame()
        self.show_cursor()
        self.board.columns_resized()

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y < self.head:
            return self.head_line(width)
        if not len(self.rows):
            return self.empty_line(y - self.head, width)
        row, part = divmod(y - self.head + self.scroll_offset.y, CARD)
        if row >= len(self.rows) or part == CARD - 1:
            return Strip.blank(width, self.rich_style)
        card = self.rows.card(row)
        base = self.base_style(row)
        edge = "▌" if row == self.cursor else "•" if self.is_marked(row) and not part else " "
        line = [(edge, "accent", 1, False)]
        if card is None:
            line.append(("gone meanwhile" if not part else "", "muted", width - 1, False))
        else:
            line += title_line(card, width - 1) if not part else person_line(card, width - 1)
        return Strip(
            Segment(fill(text, cells, right), self.toned(base, tone))
            for text, tone, cells, right in line
        ).adjust_cell_length(width, base)

    def head_line(self, width: int) -> Strip:
        """How many deals are stale, and the sums, right above the amounts of the cards."""
        count = self.figures.stale if self.figures else 0
        stale = f" ! {count:,} stale" if count else ""
        words = fitted_sums(self.amounts, self.board.currency, width - len(stale) - 2)
        left = min(len(stale), width)
        return Strip(
            [
                Segment(stale[:left], self.toned(self.rich_style, "bad")),
                Segment(
                    fill(words, width - left - 1, True) + " ", self.toned(self.rich_style, "muted")
                ),
            ]
        ).adjust_cell_length(width, self.rich_style)

    def empty_line(self, y: int, width: int) -> Strip:
        """Where no deal stands: what belongs here, and the key for it."""
        words = empty_words(self, width - 2)
        text, tone = words[y - 1] if 0 < y <= len(words) else ("", "")
        edge = "▌" if y == 1 and self.cursor is not None else " "
        segments = [
            Segment(edge, self.toned(self.rich_style, "accent")),
            Segment(fill(safe_text(text), width - 1, False), self.toned(self.rich_style, tone)),
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def toned(self, base: Style, tone: str) -> Style:
        if not tone:
            return base
        return base + self.get_component_rich_style(f"card--{tone}", partial=True)

    def base_style(self, row: int) -> Style:
        style = self.rich_style
        if self.is_marked(row):
            style += self.get_component_rich_style("card--marked")
        if row == self.cursor:
            name = "card--cursor" if self.board.has_focus else "card--cursor-blurred"
            style += self.get_component_rich_style(name)
        return style

    def is_marked(self, row: int) -> bool:
        return bool(self.board.marks) and self.rows.ids[row] in self.board.marks

    # The cursor

    def put_cursor(self, row: int | None) -> None:
        """Put the cursor on a card, take it away with None, and scroll as little as is needed."""
        for changed in {self.cursor, row} - {None}:
            self.refresh_lines((changed or 0) * CARD + self.head, CARD)
        self.cursor = row
        self.set_class(row is not None, "-current")
        if not len(self.rows):
            self.refresh()
        self.show_cursor()

    @property
    def height(self) -> int:
        """How many lines of cards are seen at once."""
        return max(self.size.height - self.head, 1)

    def show_cursor(self) -> None:
        if self.cursor is None or not self.size.height:
            return
        top, first = self.scroll_offset.y, self.cursor * CARD
        if first < top:
            self.scroll_lines_to(first)
        elif first + CARD - 1 > top + self.height:
            self.scroll_lines_to(first + CARD - 1 - self.height)

    def scroll_lines_to(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True)

    def row_at(self, y: int) -> int | None:
        """The card at a line of what is seen; None above the first one and below the last one."""
        row = (y - self.head + self.scroll_offset.y) // CARD
        return row if y >= self.head and row < len(self.rows) else None

    def line_of(self, row: int) -> int:
        """The line of the cards that are seen in which a card begins."""
        return row * CARD - self.scroll_offset.y
