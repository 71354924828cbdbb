"""Writes to the terminal only what does not stand there yet.

Textual paints the lines of a widget again whenever it is asked for something, also where they say
the same as before: a letter in a filter would be 80 kB over ssh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from textual.strip import Strip

    Part = tuple[int, int, Strip]
    """A piece of a line, as (row, column, what stands there)."""


class Painted:
    """What stands on the terminal: the pieces of each row by the column in which they begin.

    A picture of the whole screen is always painted in full, so that one in which another program
    has left something is whole again after a change of size or a window.
    """

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, Strip]] = {}

    def news(self, update: ChopsUpdate) -> Iterator[Part]:
        """The pieces of an update that are not painted yet, and what is right of these.

        A character that is wider in the terminal than it should be has written over that.
        """
        changed = -1
        for row, column, strip in parts(update):
            known = self.rows.setdefault(row, {})
            if row == changed or known.get(column) != strip:
                changed = row
                put_in(known, column, strip)
                yield row, column, strip

    def take(self, update: LayoutUpdate) -> None:
        """Know what a picture of the whole screen shows."""
        self.rows = {}
        for row, strips in enumerate(update.strips, update.region.y):
            known, column = self.rows.setdefault(row, {}), update.region.x
            for strip in strips:
                known[column] = strip
                column += strip.cell_length


class NewsUpdate(CompositorUpdate):
    """An update of which only the news are written, at the moment when it is."""

    def __init__(self, painted: Painted, update: CompositorUpdate) -> None:
        self.painted = painted
        self.update = update

    def render_segments(self, console: Console) -> str:
        if isinstance(self.update, LayoutUpdate):
            self.painted.take(self.update)
        if not isinstance(self.update, ChopsUpdate):
            return self.update.render_segments(console)
        return "".join(
            f"{Control.move_to(column, row).segment.text}{strip.render(console)}"
            for row, column, strip in self.painted.news(self.update)
        )


def parts(update: ChopsUpdate) -> Iterator[Part]:
    """The pieces of which an update of some regions consists."""
    for row, first, last in update.spans:
        pieces = zip(update.chops[row].items(), update.chop_ends[row], strict=True)
        for (column, strip), end in pieces:
            if strip is None or column >= last or end <= first:
                continue
            whole = column >= first and end <= last
            yield row, column, strip if whole else strip.crop(0, min(end, last) - column)


def put_in(row: dict[int, Strip], column: int, strip: Strip) -> None:
    """Put a piece into a row, in the place of all that stood there."""
    end = column + strip.cell_length
    for other, known in [*row.items()]:
        if other < end and other + known.cell_length > column:
            del row[other]
    row[column] = strip
