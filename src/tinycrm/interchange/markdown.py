"""Tables as Markdown, whose cells mean nothing but themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def table(
    headings: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    """A table, as text that is written line by line."""
    yield row_text(headings)
    yield row_text(["---:" if side else "---" for side in right], escape=False)
    for row in rows:
        yield row_text(row)


def row_text(cells: Sequence[str], *, escape: bool = True) -> str:
    shown = [in_cell(cell) if escape else cell for cell in cells]
    return f"| {' | '.join(shown)} |\n"


def in_cell(text: str) -> str:
    """A text in a cell: the signs of Markdown are only themselves, line breaks stay."""
    return re.sub(r"\r\n|[\r\n]", "<br>", plain(text.strip()))


def plain(text: str) -> str:
    """A text of which Markdown makes nothing but itself."""
    return re.sub(r"([\\`*\[\]<>|~]|&(?=#?\w+;)|(?<!\w)_|_(?!\w))", r"\\\1", text)
