"""Files of rows and columns: CSV, TSV, a sheet of a workbook."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Protocol

from tinycrm.interchange import csv_reading, mappings
from tinycrm.interchange.formats import Reader, find_header, fingerprint, reader, recognise
from tinycrm.interchange.sources import Choices, Source
from tinycrm.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tinycrm.crm import Crm
    from tinycrm.interchange.formats import Column, Recognised
    from tinycrm.interchange.sources import Row

    Records = Iterator[tuple[int, list[str]]]

SAMPLED = 50


class Table(Protocol):
    """Records of cells with the lines on which they begin, read from the first one each time."""

    encoding: str
    guessed: bool
    delimiter: str
    excel: bool

    def records(self) -> Records: ...


class TextTable:
    """A CSV file; `excel` says whether it has the marks of a spreadsheet's."""

    def __init__(
        self, file: IO[bytes], encoding: str, delimiter: str, sample: str, guessed: bool
    ) -> None:
        sign, self.announced = csv_reading.dialect(sample)
        self.encoding = encoding
        self.guessed = guessed
        self.delimiter = delimiter or sign
        self.excel = encoding == "utf-8-sig" and "\r\n" in sample
        self.lines = csv_reading.Lines(file, encoding)

    def records(self) -> Records:
        self.lines.rewind()
        found = csv_reading.records(self.lines, self.delimiter)
        if self.announced:
            next(found, None)
        return found


def table_source(crm: Crm, table: Table, choices: Choices) -> TableSource:
    """The source, after all its rows were read once to learn how dates and numbers are written.

    Raises NeedsDates (an InvalidError) where they could be read in two ways.
    """
    header, rows = find_header(table.records())
    sample = [row for _, row in islice(rows, SAMPLED)]
    recognised = recognise(header, sample, noun=choices.noun)
    named = {column.name for column in recognised.columns}
    mapping, remembered = mappings.choose(crm.db, choices, fingerprint(header), named)
    made = reader(
        recognised,
        mapping=mapping,
        dates=choices.dates,
        currency=settings.currency(crm.db),
        excel=table.excel,
    )
    source = TableSource(table, recognised, made)
    source.mapping, source.remembered = mapping, remembered
    made.study(row for _, row in source.records())
    return source


class TableSource(Source):
    """A recognised table."""

    kind = "csv"

    def __init__(self, table: Table, recognised: Recognised, made: Reader) -> None:
        self.table = table
        self.reader = made
        self.format = recognised.format
        self.noun = recognised.noun
        self.why = recognised.why
        self.encoding = table.encoding
        self.guessed = table.guessed
        self.delimiter = table.delimiter
        self.fingerprint = fingerprint(made.names)

    def records(self) -> Records:
        return find_header(self.table.records())[1]

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
        return self.reader.remarks

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        import csv

        writer = csv.writer(file)
        width = len(self.reader.names)
        writer.writerow([*self.reader.names, "error"])

        def write_row(line: int, row: Any, words: str) -> None:
            # A row with too many cells keeps them: behind the reason, where no column has a name.
            cells = [*row[:width], *[""] * (width - len(row))]
            writer.writerow([*cells, words, *row[width:]])

        return write_row
