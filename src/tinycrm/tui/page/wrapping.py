"""Text in lines of a width, as much of it as is wanted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = 16
"""Characters beyond the width that may still belong to the last letter of a line."""


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text that went through `safe_text`, none wider than `width` cells."""
    for paragraph in text.split("\n"):
        yield from folded(paragraph, max(width, 2))


def folded(line: str, width: int) -> Iterator[str]:
    start = 0
    while True:
        end = reach(line, start, width)
        if end >= len(line):
            yield line[start:]
            return
        blank = line.rfind(" ", start + 1, end + 1)
        cut = blank if blank > start else end
        yield line[start:cut].rstrip()
        start = cut + 1 if cut == blank else cut


def reach(line: str, start: int, width: int) -> int:
    """The place up to which a line can be shown in so many cells."""
    window = line[start : start + width]
    if window.isascii():
        return start + len(window)
    from rich.cells import cell_len, split_graphemes

    after = line[start + width : start + width + 1]
    if after.isascii() and len(window) == cell_len(window):
        return start + len(window)
    head = line[start : start + width + MARKS]
    spans, _ = split_graphemes(head)
    if start + len(head) < len(line) and len(spans) > 1:
        spans.pop()  # the rest of it may come after the head
    cells = 0
    for begin, end, size in spans:
        cells += size
        if cells > width:
            return start + max(begin, 1)
        last = end
    return start + last


def excerpt(text: str, width: int, most: int) -> tuple[list[str], bool]:
    """The first lines of a text from outside, and whether there is more of it.

    Only as much of a long text is looked at as can be shown.
    """
    head = text[: (width + 1) * most].strip()
    lines = list(islice(wrapped(safe_text(head, newlines=True), width), most + 1))
    return lines[:most], len(lines) > most or len(text.rstrip()) > len(head) + MARKS
