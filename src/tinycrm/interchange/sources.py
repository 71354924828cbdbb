"""Recognises what a file is by its content, and reads it row by row, as often as need be."""

from __future__ import annotations

import json
from copy import copy
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, UsageError
from tinycrm.interchange import csv_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tinycrm.crm import Crm
    from tinycrm.interchange.formats import Column, Item

    Row = tuple[int, Any, Callable[[], list[Item]]]
    """The line, the row as it stands in the file, and what makes items of it or refuses it."""

NOUNS = {
    "contacts": "contact",
    "companies": "company",
    "deals": "deal",
    "activities": "activity",
    "tasks": "task",
}


class Source:
    """A file whose content was recognised: where it comes from, and its rows.

    `kind` is csv, jsonl or vcard, `format` the program that wrote it, `why` what tells so.
    `unit` is what rows are counted in, `guessed_name` the column that was taken for what the
    records are called where none says so. `sheets` are those of a workbook, `sheet` is the one
    that is read.
    """

    kind = ""
    unit = "line"
    format = ""
    noun = ""
    why = ""
    encoding = "utf-8"
    guessed = False
    delimiter = ""
    skipped = 0
    pictures = 0
    mapping: dict[str, str]
    remembered = ""
    guessed_name = ""
    sheets: Sequence[str] = ()
    sheet = ""

    def rows(self) -> Iterator[Row]:
        """All rows from the first one on, whenever it is called."""
        raise NotImplementedError

    def columns(self) -> list[Column]:
        return []

    def accounts(self) -> dict[str, str]:
        """What became of each column: mapped, extra, ignored or empty."""
        return {}

    def remarks(self) -> list[tuple[int, str]]:
        return []

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        """What writes a rejected row as it was, with the reason as `error`."""
        raise NotImplementedError


ALL = "*"
"""All sheets of a workbook; no sheet can be called that."""


class Choices:
    """What a person says of a file: its encoding, its delimiter, what its columns mean.

    `sheet` names one of a workbook, or ALL of them; of an archive or a folder the one table.
    """

    def __init__(
        self,
        *,
        encoding: str = "",
        delimiter: str = "",
        noun: str = "",
        mapping: dict[str, str] | None = None,
        mapping_name: str = "",
        dates: str = "",
        sheet: str = "",
    ) -> None:
        if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise UsageError(f"{quote_value(delimiter)} is no delimiter.", "Give one sign, like ;")
        if dates not in ("", "dmy", "mdy"):
            raise UsageError(f"{quote_value(dates)} is no order of dates.", "Give dmy or mdy.")
        if noun and noun not in (*NOUNS, *NOUNS.values()):
            raise UsageError(
                f"There is nothing called {quote_value(noun)}.", f"Known are: {', '.join(NOUNS)}."
            )
        self.encoding = encoding
        self.delimiter = delimiter
        self.noun = NOUNS.get(noun, noun)
        self.mapping = mapping or {}
        self.mapping_name = mapping_name
        self.dates = dates
        self.sheet = sheet

    def of_sheet(self, sheet: str) -> Choices:
        """The same, of one sheet."""
        found = copy(self)
        found.sheet = sheet
        return found


def open_source(crm: Crm, file: IO[bytes], choices: Choices | None = None) -> Source:
    """What a seekable file holds: CSV of any program, JSON, vCards, a workbook, or a zip.

    The file has to stay open while the source is read. Raises InvalidError for what is none of
    these, UsageError for an unknown encoding and for a mapping that cannot be.
    """
    choices = choices or Choices()
    if file.read(4) == b"PK\x03\x04":
        from tinycrm.interchange.archives import open_archive

        return open_archive(crm, file, choices)
    file.seek(0)
    encoding, guessed = csv_reading.encoding_of(file, choices.encoding)
    sample = csv_reading.sample_of(file, encoding)
    start = sample.lstrip()
    refuse_others(start)
    if start[:40].upper().startswith("BEGIN:VCARD"):
        from tinycrm.interchange.card_source import CardSource

        return CardSource(file, choices.encoding or "cp1252")
    if start.startswith(("{", "[")) and not choices.delimiter:
        from tinycrm.interchange.json_source import JsonSource

        return JsonSource(crm, file, choices.noun, array=start.startswith("["))
    from tinycrm.interchange.table_source import TextTable, table_source

    return table_source(crm, TextTable(file, encoding, choices.delimiter, sample, guessed), choices)


def refuse_others(start: str) -> None:
    """Refuse what is plainly something else."""
    if not start:
        raise InvalidError("The file is empty.", "Export it again.")
    if start.startswith("<"):
        raise InvalidError("This is HTML or XML.", "Export it as CSV.")


def write_json(file: IO[str], row: dict[str, Any], words: str) -> None:
    file.write(json.dumps({**row, "error": words}, ensure_ascii=False) + "\n")
