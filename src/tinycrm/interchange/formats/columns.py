"""Finds the header of a file, names its columns, and tells what follows it."""

from __future__ import annotations

import hashlib
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from tinycrm.domain.text import fold
from tinycrm.interchange.formats.table import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    Records = Iterator[tuple[int, list[str]]]

SURPLUS = "surplus"
HEADER_WITHIN = 20
"""Records among which the header is looked for: some programs write a preamble."""


def find_header(records: Records) -> tuple[list[str], Records]:
    """The names of the columns, and the (line, record) pairs that follow the header."""
    header, rest = raw_header(records)
    return column_names(header), rest


def raw_header(records: Records) -> tuple[list[str], Records]:
    """The header as it stands in the file, and what follows it.

    The header is the first record in which two titles are known, else the first one of all;
    where it comes again further down, it is left out. A first record that plainly is data is no
    header: then the columns are called `column_N`.
    """
    from tinycrm.interchange.formats.guessing import looks_like_data
    from tinycrm.interchange.formats.recognition import known_titles

    known = known_titles()
    first = list(islice(records, HEADER_WITHIN))
    place = next((at for at, (_, row) in enumerate(first) if count_known(row, known) >= 2), 0)
    if not first:
        return [], iter(())
    header = first[place][1]
    if not place and not count_known(header, known) and looks_like_data(header):
        width = max(len(row) for _, row in first)
        return column_names([""] * width), chain(first, records)
    rest = chain(first[place + 1 :], records)
    return header, ((line, row) for line, row in rest if row != header)


def count_known(row: Iterable[str], known: Set[str]) -> int:
    """How many different cells of a record are titles that some format knows."""
    # A title is short, whatever stands in the record.
    return len({normal(cell) for cell in row if len(cell) < 80} & known)


def column_names(header: Iterable[str]) -> list[str]:
    """The names of the columns: blank ones are `column_N`, repeated ones are numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, 1):
        name = plain = " ".join(cell.replace("\ufeff", "").split()) or f"column_{place}"
        number = 2
        while name in taken:
            name, number = f"{plain} {number}", number + 1
        taken.add(name)
        names.append(name)
    return names


def fingerprint(names: Iterable[str]) -> str:
    """What tells a header from others, under which its mapping is remembered.

    It is that of the file from which rows were rejected, too.
    """
    held = list(names)
    text = "\n".join(fold(name) for name in held[: len(held) - reasons(held)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def reasons(names: Sequence[str]) -> int:
    """How many columns at the end are the reasons for which rows were once rejected.

    Before them may be columns for the cells that such rows had too many.
    """
    count, pattern = 0, r"error( \d+)?"
    while count < len(names) and re.fullmatch(pattern, names[-1 - count]):
        count, pattern = count + 1, rf"(error|{SURPLUS})( \d+)?"
    return count


def surplus(names: Sequence[str]) -> list[int]:
    """The places of the columns for cells that rejected rows had too many."""
    first = len(names) - reasons(names)
    return [at for at in range(first, len(names)) if names[at].startswith(SURPLUS)]
