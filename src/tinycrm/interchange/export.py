"""Writes records as CSV or TSV, with one stable header for each noun, in constant memory.

The header is `ref`, `id`, `uid`, then the columns of the noun's view, and one `custom.KEY` for
each custom field. What was stored is written exactly, so that reading it again loses nothing.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import did_you_mean, quote_value, safe_text
from tinycrm.errors import UsageError
from tinycrm.interchange.guard import guarded
from tinycrm.interchange.record_columns import cells, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from tinycrm.crm import Crm


def write_rows(
    crm: Crm,
    noun: str,
    rows: Iterable[Sequence[Any]],
    file: TextIO,
    delimiter: str = ",",
    *,
    fields: Sequence[str] = (),
    excel: bool = False,
) -> int:
    """Write records (rows of the noun's view) with a header, and return how many they were.

    `fields` names the columns that are wanted, in their order. With `excel` the file begins with
    a byte order mark, lines end in CRLF, and a cell that a spreadsheet would take for a formula
    begins with an apostrophe. On a terminal every cell is made harmless. Raises UsageError for an
    unknown column.
    """
    names, batches = chosen_cells(crm, noun, rows, fields)
    end = "\r\n" if excel else "\n"
    file.write("\ufeff" if excel else "")
    file.write(text_of([names], delimiter, end))
    shown = made_safe if file.isatty() else guarded_cells if excel else None
    count = 0
    for batch in batches:
        file.write(text_of(list(map(shown, batch)) if shown else batch, delimiter, end))
        count += len(batch)
    return count


def chosen_cells(
    crm: Crm, noun: str, rows: Iterable[Sequence[Any]], fields: Sequence[str] = ()
) -> tuple[list[str], Iterator[list[tuple[object, ...]]]]:
    """The header and the cells of records in batches; of all columns, or of those that are named.

    Raises UsageError for an unknown column.
    """
    known = columns(crm, noun)
    names = [known_column(name, known) for name in fields] or list(known)
    return names, cells(crm, noun, rows, [known[name] for name in names])


def text_of(rows: Iterable[Sequence[object]], delimiter: str = ",", end: str = "\n") -> str:
    """Rows as CSV, their cells quoted only where that is needed."""
    lines = []
    for row in rows:
        cells = ["" if cell is None else cell if type(cell) is str else str(cell) for cell in row]
        line = delimiter.join(cells)
        # Four times as fast as the csv module, and nearly no row has anything to quote.
        as_it_is = line and line.count(delimiter) == len(cells) - 1
        if not as_it_is or '"' in line or "\n" in line or "\r" in line:
            line = quoted_line(cells, delimiter)
        lines.append(line)
    return "".join([line + end for line in lines])


def quoted_line(cells: Sequence[str], delimiter: str) -> str:
    """A row, without its line end, whose cells are quoted where that is needed."""
    text = io.StringIO(newline="")
    # The csv module overlooks a lone carriage return unless it quotes everything.
    has_return = any("\r" in cell for cell in cells)
    csv.writer(
        text,
        delimiter=delimiter,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if has_return else csv.QUOTE_MINIMAL,
    ).writerow(cells)
    return text.getvalue()[:-1]


def guarded_cells(row: Sequence[object]) -> list[object]:
    """A row without formulas."""
    return [guarded(cell) if type(cell) is str else cell for cell in row]


def made_safe(row: Sequence[object]) -> list[object]:
    """A row that does nothing to a terminal."""
    return [safe_text(cell) if type(cell) is str else cell for cell in row]


def known_column(name: str, known: Mapping[str, object]) -> str:
    """The name, if it is one of a column; raises UsageError."""
    if name in known:
        return name
    hint = did_you_mean(name, known)
    raise UsageError(
        f"There is no column {quote_value(name)}.", f"{hint}There are: {', '.join(known)}."
    )


def write_shapes(
    crm: Crm,
    noun: str,
    rows: Iterable[Any],
    file: TextIO,
    *,
    lines: bool,
    fields: Sequence[str] = (),
) -> None:
    """Write records in their JSON shape, as an array or one object a line; see `shapes`.

    `fields` names the keys that are wanted. Raises UsageError for an unknown one.
    """
    between, end = ("", "") if lines else ("[\n", "[]\n")
    from tinycrm.interchange.shapes import shapes

    for shape in shapes(crm, noun, rows):
        if fields:
            shape = {known_column(name, shape): shape[name] for name in fields}
        text = json.dumps(shape, ensure_ascii=file.isatty())
        file.write(f"{between}{text}{chr(10) if lines else ''}")
        between, end = ("", "") if lines else (",\n", "\n]\n")
    file.write(end)
