"""Recognises what a file of people is, and reads it row by row."""

from __future__ import annotations

import json
from functools import partial
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, UsageError
from tinycrm.interchange import csv_reading
from tinycrm.interchange.headers import known_columns
from tinycrm.interchange.people import Columns, from_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tinycrm.crm import Crm
    from tinycrm.interchange.importing import Row

HEADER_WITHIN = 20
"""Records among which the header is looked for: some programs write a preamble."""


class Source:
    """A file of people: its rows, and what the columns mean if it has any."""

    def __init__(
        self,
        kind: str,
        rows: Iterator[Row],
        columns: Columns | None = None,
        lines: csv_reading.Lines | None = None,
        *,
        guessed: bool,
    ) -> None:
        self.kind = kind
        self.rows = rows
        self.columns = columns
        self.lines = lines  # held, because whoever opened the file closes it
        self.guessed = guessed


def open_source(crm: Crm, file: IO[bytes], encoding: str = "", delimiter: str = "") -> Source:
    """What a seekable file holds, recognised by its content: JSON Lines, or CSV of any kind.

    Raises InvalidError for what is neither, UsageError for an unknown encoding or delimiter.
    """
    found, guessed = csv_reading.encoding_of(file, encoding)
    sample = csv_reading.sample_of(file, found)
    start = sample.lstrip()
    refuse_others(sample, start)
    if start.startswith("{") and not delimiter:
        return Source("jsonl", json_rows(crm, file), guessed=guessed)
    if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise UsageError(f"{quote_value(delimiter)} is no delimiter.", r"Give one sign, like ;")
    sign, announced = csv_reading.dialect(sample)
    lines = csv_reading.Lines(file, found)
    records = csv_reading.records(lines, delimiter or sign)
    if announced:
        next(records, None)
    header, rows = find_header(records)
    excel = found == "utf-8-sig" and "\r\n" in sample
    columns = Columns(csv_reading.named(header), crm.db, excel=excel)
    if not known_columns(columns.names):
        shown = ", ".join(quote_value(name) for name in columns.names[:5])
        raise InvalidError(
            f"No column holds a name, an e-mail address or a phone number: {shown}.",
            "Name the columns in the first line: name, email, phone, company, tags …",
        )
    return Source("csv", csv_rows(columns, rows), columns, lines, guessed=guessed)


def refuse_others(sample: str, start: str) -> None:
    """Refuse what is plainly something else."""
    if not start:
        raise InvalidError("The file is empty.", "Export it again.")
    if sample.startswith("PK\x03\x04"):
        raise InvalidError("This is a workbook or an archive.", "Save it as CSV first.")
    if start.startswith("["):
        raise InvalidError(
            "This is a JSON array.", "Make lines of it: jq -c '.[]' file.json | crm import -"
        )


def find_header(
    records: Iterator[tuple[int, list[str]]],
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The first record with two columns that are known, else the first; and what follows it."""
    first = list(islice(records, HEADER_WITHIN))
    place = next((at for at, (_, row) in enumerate(first) if known_columns(row) >= 2), 0)
    return first[place][1] if first else [], chain(first[place + 1 :], records)


def csv_rows(columns: Columns, records: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    for line, row in records:
        if any(row):
            yield line, row, partial(columns.person, row)


def json_rows(crm: Crm, file: Any) -> Iterator[Row]:
    from tinycrm.interchange.json_lines import read_json_lines
    from tinycrm.interchange.shapes import read_only

    contacts = crm.contacts
    known = {*contacts.kinds, *contacts.special, *contacts.aliases, *contacts.attached}
    left_out = read_only(contacts)
    for line, shape in read_json_lines(file):
        yield line, shape, partial(from_shape, shape, known, left_out, crm.db)


def rejects_writer(source: Source, file: IO[str]) -> Callable[[int, Any, str], None]:
    """What writes a rejected row as it was, with the reason as `error`."""
    if source.columns is None:

        def write_line(line: int, row: Any, words: str) -> None:
            file.write(json.dumps({**row, "error": words}, ensure_ascii=False) + "\n")

        return write_line
    import csv

    writer = csv.writer(file)
    width = len(source.columns.names)
    writer.writerow([*source.columns.names, "error"])

    def write_row(line: int, row: Any, words: str) -> None:
        # A row with too many cells keeps them: behind the reason, where no column has a name.
        cells = [*row[:width], *[""] * (width - len(row))]
        writer.writerow([*cells, words, *row[width:]])

    return write_row
