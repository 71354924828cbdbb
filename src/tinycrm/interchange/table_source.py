"""Files of rows and columns: CSV, TSV, a sheet of a workbook."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Protocol

from tinycrm.interchange import csv_reading, mappings
from tinycrm.interchange.formats import Reader, find_header, fingerprint, own, reader, recognise
from tinycrm.interchange.formats.columns import SURPLUS, column_names, raw_header
from tinycrm.interchange.formats.guessing import with_names
from tinycrm.interchange.formats.recognition import reason
from tinycrm.interchange.sources import Choices, Source
from tinycrm.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tinycrm.crm import Crm
    from tinycrm.interchange.formats import Column, Recognised
    from tinycrm.interchange.sources import Row

    Records = Iterator[tuple[int, list[str]]]

SAMPLED = 50
LOSSY = (
    "Letters that its encoding does not have were saved as question marks; save the file as CSV"
    " UTF-8, before its values take the place of those that are here"
)


class Table(Protocol):
    """Records of cells with the lines on which they begin, read from the first one each time."""

    encoding: str
    guessed: bool
    delimiter: str
    excel: bool
    unit: str
    sheets: Sequence[str]
    sheet: str

    def records(self) -> Records: ...


class TextTable:
    """A CSV file; `excel` says whether a spreadsheet may have saved it, or it was made for one."""

    unit = "line"
    sheets: Sequence[str] = ()
    sheet = ""

    def __init__(
        self, file: IO[bytes], encoding: str, delimiter: str, sample: str, guessed: bool
    ) -> None:
        sign, self.announced = csv_reading.dialect(sample)
        self.encoding = encoding
        self.guessed = guessed
        self.delimiter = delimiter or sign
        # Our own exports for other programs have none of this.
        windows = sample.partition("\n")[0].endswith("\r")
        self.excel = windows or guessed or self.delimiter == ";" or encoding == "utf-8-sig"
        self.lines = csv_reading.Lines(file, encoding)

    def records(self) -> Records:
        self.lines.rewind()
        found = csv_reading.records(self.lines, self.delimiter)
        if self.announced:
            next(found, None)
        return found


def lacks_letters(cell: str) -> bool:
    """Whether question marks stand in the place of letters, and of a space at most."""
    return "/" not in cell and bool(re.search(r"\?\w|\?\?\?", cell))


def table_source(crm: Crm, table: Table, choices: Choices) -> TableSource:
    """The source, after all its rows were read once to learn how dates and numbers are written.

    Raises NeedsDates (an InvalidError) where they could be read in two ways.
    """
    raw, rows = raw_header(table.records())
    header = column_names(raw)
    sample = [row for _, row in islice(rows, SAMPLED)]
    recognised = recognise(header, sample, noun=choices.noun)
    named = {column.name for column in recognised.columns}
    mapping, remembered = mappings.choose(crm.db, choices, fingerprint(header), named)
    recognised, guess = with_names(recognised, mapping, sample, asked=bool(choices.noun))
    made = reader(
        recognised,
        mapping=mapping,
        dates=choices.dates,
        currency=settings.currency(crm.db),
        excel=table.excel,
    )
    source = TableSource(table, recognised, made, raw)
    source.mapping, source.remembered, source.guessed_name = mapping, remembered, guess
    if guess:
        source.why = recognised.why  # what is guessed is not known
    made.study(source.measured())
    return source


class TableSource(Source):
    """A recognised table."""

    kind = "csv"

    def __init__(
        self, table: Table, recognised: Recognised, made: Reader, header: list[str]
    ) -> None:
        self.table = table
        self.reader = made
        self.header = [cell.replace("\ufeff", "") for cell in header]
        self.format = recognised.format
        self.noun = recognised.noun
        # What a person says of a column counts as well.
        self.why = reason(made.columns, recognised.noun)
        self.unit = table.unit
        self.encoding = table.encoding
        self.guessed = table.guessed
        self.delimiter = table.delimiter
        self.sheets = table.sheets
        self.sheet = table.sheet
        self.fingerprint = fingerprint(made.names)
        self.surplus = 0
        self.lossy = False

    def records(self) -> Records:
        return find_header(self.table.records())[1]

    def measured(self) -> Iterator[list[str]]:
        """All rows, while it is noted how many cells more than the header any of them has."""
        width = len(self.reader.names)
        for _, row in self.records():
            if any(row[width:]):
                self.surplus = max(self.surplus, len(row) - width)
            if self.guessed and not self.lossy and self.reader.source == own.SOURCE:
                self.lossy = any(map(lacks_letters, row))
            yield row

    def rows(self) -> Iterator[Row]:
        self.reader.skipped = 0
        self.reader.remarks.clear()
        for line, row in self.records():
            yield line, row, partial(self.reader.items, row, line)

    @property
    def skipped(self) -> int:  # type: ignore[override]  # counted by the reader
        return self.reader.skipped

    def columns(self) -> list[Column]:
        return self.reader.columns

    def accounts(self) -> dict[str, str]:
        return self.reader.accounts()

    def remarks(self) -> list[tuple[int, str]]:
        return [*([(1, LOSSY)] * self.lossy), *self.reader.remarks]

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        import csv

        writer = csv.writer(file)
        # A row with too many cells keeps them, in columns that say so.
        width = len(self.header) + self.surplus
        writer.writerow([*self.header, *[SURPLUS] * self.surplus, "error"])

        def write_row(line: int, row: Any, words: str) -> None:
            writer.writerow([*row[:width], *[""] * (width - len(row)), words])

        return write_row
