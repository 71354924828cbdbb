"""The list of one noun's records, in columns, with marks."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

from tinycrm.tui.columns import GAP, chosen, fitted
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tinycrm.tui.columns import Column
    from tinycrm.tui.rows import Rows

Cells = list[tuple[str, str, int, bool]]


class RecordList(VirtualList):
    """The records that a filter selects, as `Rows`."""

    header_lines = 1

    class SortAsked(Message):
        """The heading of a column was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, noun: str, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.noun = noun
        self.today = today
        self.rows: Rows | None = None
        self.columns: Sequence[Column] = chosen(noun)
        self.sort = ""
        self.marks: set[int] = set()
        """Ids, not lines: marks survive filtering and sorting."""

    # Lines

    def line_count(self) -> int:
        return len(self.rows) if self.rows is not None else 0

    def cells(self, index: int, width: int) -> Cells:
        record = self.rows.row(index) if self.rows is not None else None
        marked = "•" if self.is_marked(index) else " "
        edge = "▌" if index == self.cursor else " "
        line: Cells = [(edge, "accent", 1, False), (marked, "accent", 1, False)]
        if record is None:
            return [*line, ("gone meanwhile", "muted", 20, False)]
        for column, cells in fitted(self.columns, width - 2):
            text, tone = column.cell(record, self.today)
            line += [(text, tone, cells, column.right), (" " * GAP, "", GAP, False)]
        return line

    def header(self, width: int) -> Cells:
        line: Cells = [("", "", 2, False)]
        for column, cells in fitted(self.columns, width - 2):
            arrow = {f"-{column.sort}": " ▾", column.sort: " ▴"}.get(self.sort, "")
            label = f"{column.label}{arrow if column.sort else ''}"
            line += [(label, "", cells, column.right), (" " * GAP, "", GAP, False)]
        return line

    def is_marked(self, index: int) -> bool:
        return self.rows is not None and bool(self.marks) and self.rows.key(index) in self.marks

    # Records

    def show(self, rows: Rows, keep: object = None) -> None:
        """Show other rows; the cursor stays on the record `keep` where it is still there."""
        before = self.cursor - self.scroll_offset.y
        self.rows = rows
        position = rows.position(keep) if keep is not None else None
        if position is not None and position != self.cursor:
            self.set_reactive(VirtualList.cursor, position)
            self.relist()
            self.scroll_to(y=position - before, animate=False)
        else:
            self.relist()

    def record(self) -> Any:
        """The record under the cursor; None in an empty list."""
        if self.rows is None or self.cursor >= len(self.rows):
            return None
        return self.rows.row(self.cursor)

    def key_here(self) -> int | None:
        if self.rows is None or self.cursor >= len(self.rows):
            return None
        return self.rows.key(self.cursor)

    def marked_ids(self) -> list[int]:
        """The marked records in the order of the list; those that it does not show come last."""
        rows = self.rows.ids if self.rows is not None else array("q")
        shown = [id for id in rows if id in self.marks] if self.marks else []
        return [*shown, *sorted(self.marks.difference(shown))]

    def toggle_mark(self) -> None:
        key = self.key_here()
        if key is not None:
            self.marks ^= {key}
            self.refresh_line(self.cursor + self.header_lines)
            self.post_message(self.Moved(self))

    def unmark_all(self) -> None:
        self.marks.clear()
        self.refresh()
        self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= self.header_lines:
            super().on_click(event)
            event.prevent_default()
            return
        at = 2
        for column, cells in fitted(self.columns, self.scrollable_content_region.width - 2):
            if at <= offset.x < at + cells and column.sort:
                self.post_message(self.SortAsked(column))
            at += cells + GAP
