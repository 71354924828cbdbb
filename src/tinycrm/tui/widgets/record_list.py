"""The list of one noun's records, in columns, with marks."""

from __future__ import annotations

from array import array
from itertools import filterfalse, islice
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tinycrm.domain.text import shorten
from tinycrm.tui.columns import DEFAULT_SORT, GAP, chosen, fitted
from tinycrm.tui.rows import COMING
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tinycrm.tui.columns import Column
    from tinycrm.tui.rows import Rows

EDGE = 2
"""Cells before the first column: the cursor and the mark."""
MARKED_AT_MOST = 10_000
"""Records marked at once: what is done to that many is still one step that takes seconds."""


class RecordList(VirtualList):
    """The records that a filter selects, as `Rows`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "shift+down",
            "mark_range(1)",
            "Mark on",
            tooltip="Mark this record and the next one.",
            show=False,
        ),
        Binding(
            "shift+up",
            "mark_range(-1)",
            "Mark back",
            tooltip="Mark this record and the one before.",
            show=False,
        ),
    ]
    header_lines = 1

    class SortAsked(Message):
        """The heading of a column was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, noun: str, today: date) -> None:
        super().__init__()
        self.noun = noun
        self.today = today
        self.rows: Rows | None = None
        self.columns: Sequence[Column] = chosen(noun)
        self.sort = ""
        self.marks: set[int] = set()
        """Ids, not lines: marks survive filtering and sorting."""
        self.in_order: tuple[set[int], Rows | None, list[int]] = (set(), None, [])
        """For which marks and rows the marked ones were put in order last, and that order."""
        self.empty: list[tuple[str, str, str]] = []
        """What is said where there are no records, as (key, words, tone) line by line."""
        self.wants_end = False
        """Whether to go to the last line as soon as it is known which one that is."""
        self.awaited = True
        """Whether other rows, or more of them, are on their way."""

    # Lines

    def line_count(self) -> int:
        return len(self.rows) if self.rows is not None else 0

    def fitted(self, width: int) -> list[tuple[Column, int]]:
        """The columns that have room in a line, each with its width; the last cell stays free."""
        return fitted(self.columns, width - EDGE - 1)

    def cells(self, index: int, width: int) -> Cells:
        record = self.rows.row(index) if self.rows is not None else None
        marked = "•" if self.is_marked(index) else " "
        line: Cells = [self.edge(index, 1), (marked, "accent", 1, False)]
        if record is COMING:
            return [*line, ("…", "muted", 20, False)]
        if record is None:
            return [*line, ("gone meanwhile", "muted", 20, False)]
        for column, cells in self.fitted(width):
            text, tone = column.cell(record, self.today)
            line += [(text, tone, cells, column.right), (" " * GAP, "", GAP, False)]
        return line

    def header(self, width: int) -> Cells:
        line: Cells = [("", "", EDGE, False)]
        sort = self.sort or DEFAULT_SORT.get(self.noun, "")
        for column, cells in self.fitted(width):
            arrow = {f"-{column.sort}": "▾", column.sort: "▴"}.get(sort, "")
            label, beyond = shorten(column.label, cells), 0
            if arrow and cell_len(label) + 2 <= cells:
                label += f" {arrow}"
            elif arrow:
                label, beyond = label + arrow, 1
            line += [(label, "", cells + beyond, column.right), ("", "", GAP - beyond, False)]
        return line

    def render_line(self, y: int) -> Strip:
        at = y - self.header_lines - 1
        if self.line_count() or not 0 <= at < len(self.empty):
            return super().render_line(y)
        key, words, tone = self.empty[at]
        width = self.scrollable_content_region.width
        room = max(len(key) + 1, 5) if key else 0
        line: Cells = [("", "", EDGE, False), (key, "accent", room, False)]
        line.append((words, tone, max(width - EDGE - room, 0), False))
        return self.strip(line, width, self.rich_style)

    def is_marked(self, index: int) -> bool:
        return self.rows is not None and bool(self.marks) and self.rows.key(index) in self.marks

    # Records

    def watch_scroll_y(self, before: float, after: float) -> None:
        super().watch_scroll_y(before, after)
        self.call_after_refresh(self.read_around)

    def read_around(self) -> None:
        """Read what the next page would show, while what is seen is looked at."""
        if self.rows is not None and self.line_count():
            top = self.scroll_offset.y
            self.rows.read_around(top, top + self.height - 1)

    def show(self, rows: Rows, keep: object = None) -> None:
        """Show other rows; the cursor stays on the record `keep` where it is still there."""
        line = self.cursor - self.scroll_offset.y
        before, self.rows = self.rows, rows
        position = rows.position(keep) if keep is not None else None
        if self.wants_end and rows.complete:
            self.relist()
            self.action_jump(-1)
        elif position in (None, self.cursor) and self.goes_on(before):
            self.extend()
        elif position is not None and position != self.cursor:
            self.set_reactive(VirtualList.cursor, position)
            self.relist()
            self.scroll_to(y=position - line, animate=False, force=True)
        else:
            self.relist()

    def goes_on(self, before: Rows | None) -> bool:
        """Whether the rows only go on where those before them ended, out of sight."""
        return (
            self.rows is not None
            and before is not None
            and self.rows.take_pages(before)
            and self.scroll_offset.y + self.height <= len(before)
        )

    def show_top(self, rows: Rows) -> None:
        """Show other rows from the first one on."""
        self.rows = rows
        self.set_reactive(VirtualList.cursor, 0)
        self.relist()
        self.scroll_to(y=0, animate=False, force=True)
        if self.wants_end and rows.complete:
            self.action_jump(-1)

    def record(self) -> Any:
        """The record under the cursor; None in an empty list."""
        if self.rows is None or self.cursor >= len(self.rows):
            return None
        record = self.rows.row(self.cursor)
        return None if record is COMING else record

    def key_here(self) -> int | None:
        if self.rows is None or self.cursor >= len(self.rows):
            return None
        return self.rows.key(self.cursor)

    def action_jump(self, to: int) -> None:
        self.wants_end = to == -1 and self.awaited
        super().action_jump(to)

    def watch_cursor(self, before: int, after: int) -> None:
        self.wants_end = self.wants_end and after > before
        super().watch_cursor(before, after)

    # Marks

    def marked_ids(self) -> list[int]:
        """The marked records in the order of the list; those that it does not show come last."""
        known_marks, known_rows, known = self.in_order
        if self.marks != known_marks or self.rows is not known_rows:
            ids = self.rows.ids if self.rows is not None and self.marks else array("q")
            # Marks stand near each other, and the rest of a million lines need no look.
            known = list(islice(filter(self.marks.__contains__, ids), len(self.marks)))
            known += sorted(self.marks.difference(known))
            self.in_order = {*self.marks}, self.rows, known
        return known

    def marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Moved(self))

    def toggle_mark(self) -> None:
        """Mark the record under the cursor or take its mark away, and go on to the next one."""
        key = self.key_here()
        if key is not None:
            self.marks ^= {key}
            self.move_to(self.cursor + 1)
            self.marks_changed()

    def action_mark_range(self, by: int) -> None:
        """Mark the record under the cursor and the next one in a direction, and go there."""
        first = self.key_here()
        self.move_to(self.cursor + by, by)
        self.marks.update(key for key in (first, self.key_here()) if key is not None)
        self.marks_changed()

    def mark_all(self) -> int:
        """Mark the records of the list, so many as may be; returns how many were left out."""
        ids = self.rows.ids if self.rows is not None else array("q")
        # Numbers below one stand for lines between the records.
        unmarked = filterfalse(self.marks.__contains__, filter((0).__lt__, ids))
        room = max(MARKED_AT_MOST - len(self.marks), 0)
        self.marks.update(list(islice(unmarked, room)))
        self.marks_changed()
        return sum(1 for _ in unmarked)

    def unmark_all(self) -> None:
        self.marks.clear()
        self.marks_changed()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= self.header_lines:
            super().on_click(event)
            event.prevent_default()
            return
        at = EDGE
        for column, cells in self.fitted(self.scrollable_content_region.width):
            if at <= offset.x < at + cells and column.sort:
                self.post_message(self.SortAsked(column))
            at += cells + GAP
