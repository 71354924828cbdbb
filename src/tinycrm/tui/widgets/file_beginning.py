"""The first records of a file that is going to be written, as they will stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.widgets.virtual_list import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.interchange.beginning import Beginning

RECORDS = 5
LINES = 12
GAP = 2
LEAST = 6
"""Cells in which the beginning of a column still says something."""
MOST = 20
"""Cells of a column where there is no room for all columns in full."""
AROUND = 8
"""Lines of the window besides: its frame, the path, the columns, and what is to be said."""
NONE = "There is no such record: the file will hold none."


class FileBeginning(Static):
    """A table or lines of a text, as much of them as there is room for."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.begun: Beginning | None = None

    def show(self, begun: Beginning | None) -> None:
        """Show this, or nothing where it could not be read."""
        self.begun = begun
        self.write_anew()

    def on_resize(self) -> None:
        self.write_anew()

    def write_anew(self) -> None:
        """Write what fits into the width of the widget and the height of the screen."""
        width = self.content_size.width
        room = self.screen.size.height * 9 // 10 - AROUND
        parts = self.parts(width, room) if width and room > 2 else []
        self.update(Content("\n").join(parts))
        self.styles.height = len(parts)

    def parts(self, width: int, room: int) -> list[Content]:
        """The lines that say something."""
        if self.begun is None:
            return []
        if not self.begun.rows and not self.begun.lines:
            return [Content.styled(NONE, "$text-muted")]
        if self.begun.titles:
            return table(self.begun, width, min(RECORDS, room - 2))
        lines = self.begun.lines[: min(LINES, room)]
        return [Content(shorten(safe_text(line), width)) for line in lines]


def table(begun: Beginning, width: int, records: int) -> list[Content]:
    """The titles, so many rows, and what the columns are called for which there is no room."""
    rows = [[safe_text(cell) for cell in row] for row in begun.rows[:records]]
    titles = [safe_text(title) for title in begun.titles]
    widths = fitted(
        [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)], width
    )
    parts = [
        Content.styled(line(titles, widths), "$text-muted"),
        *(Content(line(row, widths)) for row in rows),
    ]
    more = titles[len(widths) :]
    if more:
        words = f"and {len(more)} more: {', '.join(more)}"
        parts.append(Content.styled(shorten(words, width), "$text-muted"))
    return parts


def fitted(wanted: Sequence[int], width: int) -> list[int]:
    """How wide the first columns are that have room in so many cells, one at least."""
    narrow = sum(wanted) + GAP * (len(wanted) - 1) > width
    widths: list[int] = []
    left = width
    for cells in wanted:
        cells = min(cells, MOST) if narrow else cells
        if widths and left < min(cells, LEAST):
            break
        widths.append(min(cells, left))
        left -= widths[-1] + GAP
    return widths


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    pairs = zip(cells, widths, strict=False)
    return (" " * GAP).join(fill(cell, width, False) for cell, width in pairs)
