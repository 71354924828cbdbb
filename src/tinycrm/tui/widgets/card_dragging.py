"""The mouse on the board: a click selects, a double click opens, a card is dragged to a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.message import Message

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.widgets.stage_column import StageColumn


class CardDragging(Horizontal):
    """The part of the board that follows the mouse; `Board` is the rest."""

    app: CrmApp
    columns: list[StageColumn]
    dragged: int | None = None
    """The deal that was pressed on, or is being dragged."""
    over: StageColumn | None = None
    """The column to which the card would go now; None until the mouse leaves its own one."""
    at_edge = False
    """Whether the mouse has brought a hidden column into sight, and is still at that edge."""

    class Dropped(Message):
        """A card was let go over another stage."""

        def __init__(self, deal: int, stage_id: int) -> None:
            super().__init__()
            self.deal = deal
            self.stage_id = stage_id

    class Dragged(Message):
        """The card being dragged is over another column, or none is dragged any more."""

    def go(self, at: int, row: int) -> None:
        raise NotImplementedError

    def shift(self, by: int) -> None:
        raise NotImplementedError

    def action_choose(self) -> None:
        raise NotImplementedError

    @property
    def deal(self) -> int | None:
        raise NotImplementedError

    def column_at(self, event: events.MouseEvent) -> StageColumn | None:
        """The column under the mouse, borders included."""
        for column in self.columns:
            if column.display and column.region.contains(*event.screen_offset):
                return column
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        column = self.column_at(event)
        if column is None or event.button != 1:
            return
        row = row_under(event, column)
        if row is not None:
            self.go(self.columns.index(column), row)
            self.dragged = self.deal
            self.capture_mouse()
        elif not len(column.rows):
            self.go(self.columns.index(column), 0)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.dragged is None:
            return
        if not event.button:
            # The button was let go where the terminal does not tell of it.
            self.action_drop()
            return
        self.look_beyond(event)
        column = self.column_at(event)
        self.light(None if column is self.home() else column)

    def look_beyond(self, event: events.MouseMove) -> None:
        """Bring the next hidden column into sight when a card is held at the edge."""
        x = event.screen_offset.x - self.region.x
        by = -1 if x <= 0 else 1 if x >= self.region.width - 1 else 0
        if by and not self.at_edge:
            self.shift(by)
        self.at_edge = bool(by)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self.shift(-1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        self.shift(1)

    def home(self) -> StageColumn | None:
        """The column in which the dragged deal stands."""
        for column in self.columns:
            if self.dragged is not None and column.rows.row_of(self.dragged) is not None:
                return column
        return None

    def light(self, column: StageColumn | None) -> None:
        """Show to which column the card would go."""
        if column is not self.over:
            for each in self.columns:
                each.set_class(each is column, "-target")
            self.over = column
            self.post_message(self.Dragged())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        dragged, over = self.dragged, self.over
        self.action_drop()
        if dragged is not None and over is not None and over is self.column_at(event):
            self.post_message(self.Dropped(dragged, over.stage.id))

    def on_click(self, event: events.Click) -> None:
        column = self.column_at(event)
        if event.chain == 2 and column and row_under(event, column) is not None:
            self.action_choose()

    def action_drop(self) -> None:
        """Let go of the card where it was."""
        self.light(None)
        self.dragged = None
        self.release_mouse()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.dragged is not None if action == "drop" else True


def row_under(event: events.MouseEvent, column: StageColumn) -> int | None:
    """The card under the mouse; None over the border, the scrollbar or nothing."""
    x, y = event.screen_offset - column.content_region.offset
    width, height = column.scrollable_content_region.size
    return column.row_at(y) if 0 <= x < width and 0 <= y < height else None
