"""The lines of a page, and how they are put together from texts."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tinycrm.domain.text import safe_text
from tinycrm.tui.columns import GAP, Column, fitted
from tinycrm.tui.page.wrapping import excerpt

Cells = tuple[tuple[str, str, int, bool], ...]
Words = tuple[str, str]
"""A text, harmless for the terminal, and its tone."""
OWN = ("own",)
"""The key of the line that stands for the record itself."""
LABEL = 12
"""Cells for the name of a fact."""


class Line(NamedTuple):
    """A line of a page.

    `key` names it also when others come before it. `enter` is what the key does on it: (`record`,
    a reference), (`own`, "") for the record itself, (`text`, a field to be read as a whole),
    (`reach`, an address), (`consent`, a channel), (`list`, a place and a filter). `subject` is the
    record that it shows, on which other keys work. `section` marks a heading.
    """

    cells: Cells = ()
    key: tuple[str, ...] = ()
    enter: tuple[str, str] | None = None
    subject: str = ""
    section: bool = False


def one(text: str, tone: str, width: int) -> Cells:
    return ((text, tone, width, False),)


def cells_in(text: str) -> int:
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def flow(parts: Iterable[Words], width: int, gap: str = " · ") -> list[Cells]:
    """Short texts one after another, in as many lines as they need.

    What ends in a blank belongs to what comes after it.
    """
    lines: list[Cells] = []
    line: list[tuple[str, str, int, bool]] = []
    used = 0
    for text, tone in parts:
        size = min(cells_in(text), width)
        between = "" if line and line[-1][0].endswith(" ") else gap
        if line and used + len(between) + size > width:
            if between:
                lines.append(tuple(line))
                line, used = [], 0
            else:
                size = width - used
        if line and between:
            line.append((between, "muted", len(between), False))
            used += len(between)
        line.append((text, tone, size, False))
        used += size
    return [*lines, tuple(line)] if line else lines


def heading(title: str, count: str, right: str, width: int, key: str) -> list[Line]:
    """The heading of a section, with a line of air above it."""
    name = len(title)
    middle = f" · {count}" if count else ""
    cells: Cells = (
        (title, "title", name, False),
        (middle, "muted", len(middle), False),
        (right, "muted", max(width - name - len(middle), 0), True),
    )
    return [Line(), Line(cells, ("section", key), section=True)]


def row(record: Any, columns: Sequence[Column], width: int, today: date) -> Cells:
    """A record in columns."""
    cells: list[tuple[str, str, int, bool]] = [(" ", "", 1, False)]
    for column, size in fitted(columns, width - 1):
        text, tone = column.cell(record, today)
        cells += [(text, tone, size, column.right), (" " * GAP, "", GAP, False)]
    return tuple(cells[:-1])


def fact(label: str, value: str, width: int, key: tuple[str, ...]) -> list[Line]:
    """A fact under its name, wrapped; more of it than four lines is read in a window."""
    beside = width - LABEL - 3
    lines, more = excerpt(value, beside, 4)
    found = []
    for at, text in enumerate(lines):
        name = safe_text(label) if at == 0 else ""
        cells: Cells = (
            (" ", "", 1, False),
            (name, "muted", LABEL, False),
            ("  ", "", 2, False),
            (text, "", beside, False),
        )
        found.append(Line(cells, (*key, str(at))))
    if more:
        last = found[-1]
        text = last.cells[-1][0]
        cells = (*last.cells[:-1], (text[: beside - 2] + " …", "", beside, False))
        found[-1] = last._replace(cells=cells, enter=("text", key[-1]))
    return found


def long_text(value: str, field: str, width: int, most: int) -> list[Line]:
    """A text over the whole width; what is beyond `most` lines is read in a window."""
    lines, more = excerpt(value, width, most)
    found = [Line(one(text, "", width), ("text", field, str(at))) for at, text in enumerate(lines)]
    if more:
        size = f"{len(value):,} characters in all, enter reads them"
        found.append(Line(one(size, "muted", width), ("text", field, "more"), ("text", field)))
    return found
