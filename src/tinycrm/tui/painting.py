"""Writes to the terminal only what does not stand there yet.

Textual paints the lines of a widget again whenever it is asked for something, also where they say
the same as before: a letter in a filter would be 80 kB over ssh. And it counts on every terminal to
find characters as wide as it does, which of combined ones, such as those of Hindi, few do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.segment import Segment
    from textual.content import Content
    from textual.widget import Widget

    Part = tuple[int, int, Strip]
    """A piece of a line, as (row, column, what stands there)."""

DOUBTFUL = (
    "[^\0-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u0620-\u064a\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u214f\u2190-\u2319\u2400-\u25fc\u2713"
    "\u3000-\u3029\u3041-\u3096\u309b-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]"
)
"""A character that not all terminals find as wide as Textual does: combined ones, emoji."""

FILLING = ("  ", "──")
"""How texts end that fill up the room which is left."""


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

    def all(self) -> Iterator[Part]:
        for row, known in self.rows.items():
            for column, strip in known.items():
                yield row, column, strip


class NewsUpdate(CompositorUpdate):
    """An update of which only the news are written, at the moment when it is."""

    def __init__(self, painted: Painted, update: CompositorUpdate) -> None:
        self.painted = painted
        self.update = update

    def render_segments(self, console: Console) -> str:
        if isinstance(self.update, LayoutUpdate):
            self.painted.take(self.update)
            parts = self.painted.all()
        elif isinstance(self.update, ChopsUpdate):
            parts = self.painted.news(self.update)
        else:
            return self.update.render_segments(console)
        return "".join(in_place(*part, console) for part in parts)


def in_place(row: int, column: int, strip: Strip, console: Console) -> str:
    """A piece of a line as it is written, so that borders and cells stand in their columns."""
    if re.search(DOUBTFUL, strip.text) is None:
        return moved(row, column) + strip.render(console)
    colors, written = console._color_system or ColorSystem.TRUECOLOR, [moved(row, column)]
    for stretch in stretches(strip):
        written += [drawn(certain(text), style, colors) for text, style, _ in stretch]
        if any(re.search(DOUBTFUL, text) for text, _, _ in stretch):
            # Over that, so that what is narrower than it should be leaves nothing behind.
            written.append(moved(row, column))
            written += [drawn(text, style, colors) for text, style, _ in stretch]
        column += sum(cell_len(text) for text, _, _ in stretch)
        written.append(moved(row, column))
    return "".join(written)


def stretches(strip: Strip) -> Iterator[list[Segment]]:
    """The parts of a strip that begin in their columns: what is wider takes of what fills up."""
    stretch: list[Segment] = []
    for segment in strip:
        fills = segment.text.endswith(FILLING)
        if stretch and "\u2500" <= segment.text[:1] < "\u2600" and not fills:
            yield stretch
            stretch = []
        stretch.append(segment)
        if fills:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def certain(text: str) -> str:
    """The text, or blanks in the place of one whose width is doubtful."""
    return text if re.search(DOUBTFUL, text) is None else " " * cell_len(text)


def drawn(text: str, style: Style | None, colors: ColorSystem) -> str:
    return Strip.render_style(style, text, colors) if style else text


def moved(row: int, column: int) -> str:
    """What brings the terminal's cursor to a place."""
    return Control.move_to(column, row).segment.text


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


def entitle(framed: Widget, title: Content) -> None:
    """Set the title of a frame and paint that line; Textual would paint the whole frame."""
    framed._border_title = title
    inner = framed.content_offset
    framed.refresh(Region(-inner.x, -inner.y, framed.outer_size.width, 1))
