"""Workbooks (XLSX) and zipped CSV files, bounded so that no archive fills memory or disk."""

from __future__ import annotations

import tempfile
import weakref
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import InvalidError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinycrm.crm import Crm
    from tinycrm.interchange.sources import Choices, Source

MOST_BYTES = 1 << 30
"""Bytes a zipped file may have when it is unpacked."""
MOST_WORKBOOK = 256 << 20
"""Bytes the parts of a workbook may have together, which are held in memory."""
TABLES = (".csv", ".tsv", ".txt", ".jsonl", ".xlsx")
"""What the names of tables end with, of which several may stand in an archive or a folder."""
KEPT_IN_MEMORY = 8 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""What the reading of a damaged or encrypted archive raises."""


def is_zipped(file: IO[bytes]) -> bool:
    """Whether a file, at its beginning, is a zip; workbooks are, too."""
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def open_archive(crm: Crm, file: IO[bytes], choices: Choices) -> Source:
    """The source in a workbook, or in a zip with exactly one CSV (or TSV, vCard, JSON Lines) file.

    Raises InvalidError for other archives and for those that are too large.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            names = [each.filename for each in members]
            if "xl/workbook.xml" in names:
                refuse_large(sum(each.file_size for each in members), MOST_WORKBOOK)
            else:
                return zipped(crm, archive, members, choices)
    except BROKEN as error:
        raise InvalidError(
            f"This is a workbook or an archive that cannot be read: {error}.", "Save it as CSV."
        ) from None
    except (ValueError, OSError) as error:
        raise InvalidError(f"The archive cannot be read: {error}.", "Save it as CSV.") from None
    file.seek(0)
    from tinycrm.interchange.table_source import table_source

    return table_source(crm, Sheet(file, choices.sheet), choices)


def refuse_large(size: int, most: int) -> None:
    if size > most:
        raise InvalidError(
            f"Unpacked, the file has more than {most >> 20:,} MiB.", "Import it in parts, as CSV."
        )


def tables_in(file: IO[bytes]) -> list[tuple[str, IO[bytes]]]:
    """The names and unpacked contents of what can be imported from a zip of several files.

    None of any other file, and of a zip with one alone, which `open_archive` reads. Raises
    InvalidError for what is too large together.
    """
    if not is_zipped(file):
        return []
    try:
        with zipfile.ZipFile(file) as archive:
            found = importable(archive.infolist())
            if len(found) < 2 or "xl/workbook.xml" in archive.namelist():
                return []
            refuse_large(sum(each.file_size for each in found), MOST_BYTES)
            return [(each.filename, unpacked_member(archive, each)) for each in found]
    except BROKEN as error:
        raise InvalidError(f"The archive cannot be read: {error}.", "Unpack it first.") from None
    finally:
        file.seek(0)


def importable(members: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    kinds = (*TABLES, ".vcf")
    found = (each for each in members if each.filename.lower().endswith(kinds))
    return [each for each in found if not each.filename.startswith("__MACOSX/")]


def unpacked_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """A zipped file, unpacked into one that nobody else sees; raises InvalidError for a zip."""
    unpacked: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    try:
        with archive.open(member) as packed:
            unpack(packed, unpacked)
        if is_zipped(unpacked) and not member.filename.lower().endswith(".xlsx"):
            raise InvalidError("The archive holds another archive.", "Unpack it first.")
    except BaseException:
        unpacked.close()
        raise
    return unpacked


def zipped(
    crm: Crm, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], choices: Choices
) -> Source:
    """The one table in a zip."""
    from tinycrm.interchange.sources import open_source

    found = importable(members)
    if len(found) != 1:
        names = ", ".join(quote_value(each.filename) for each in found[:5]) or "none"
        raise InvalidError(
            f"The archive has to hold one CSV file; it holds {names}.", "Unpack it first."
        )
    unpacked = unpacked_member(archive, found[0])
    try:
        source = open_source(crm, unpacked, choices)
    except BaseException:
        unpacked.close()
        raise
    weakref.finalize(source, unpacked.close)
    return source


def unpack(member: IO[bytes], target: IO[bytes]) -> None:
    """Copy a zipped file, as far as it is not too large, and rewind the copy."""
    size = 0
    while block := member.read(1 << 20):
        size += len(block)
        refuse_large(size, MOST_BYTES)
        target.write(block)
    target.seek(0)


def sheets_in(file: IO[bytes]) -> list[str]:
    """The names of a workbook's sheets; none of any other file."""
    if not is_zipped(file):
        return []
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if all(each.filename != "xl/workbook.xml" for each in members):
                return []
            refuse_large(sum(each.file_size for each in members), MOST_WORKBOOK)
    except BROKEN:
        return []  # whoever reads it says what is wrong with it
    finally:
        file.seek(0)
    return [*Sheet(file, "").sheets]


class Sheet:
    """A sheet of a workbook as records of text; needs python-calamine."""

    encoding = "XLSX"
    guessed = False
    delimiter = ""
    excel = True
    unit = "row"

    def __init__(self, file: IO[bytes], name: str) -> None:
        try:
            from python_calamine import CalamineError, CalamineWorkbook
        except ImportError:
            raise UsageError(
                "Reading a workbook needs a further package.",
                'Install it: pip install "tinycrm[xlsx]", or save the workbook as CSV.',
            ) from None
        try:
            book = CalamineWorkbook.from_filelike(file)
            names = book.sheet_names
            if name and name not in names:
                hint = did_you_mean(name, names)
                raise NotFoundError(
                    f"The workbook has no sheet {quote_value(name)}.",
                    f"{hint}It has: {', '.join(names)}.",
                )
            self.sheets: Sequence[str] = names
            self.sheet = name or names[0]
            self.cells = book.get_sheet_by_name(self.sheet)
        except (CalamineError, IndexError, ValueError, OSError) as error:
            raise InvalidError(
                f"The workbook cannot be read: {error}.", "Save it as CSV first."
            ) from None

    def records(self) -> Iterator[tuple[int, list[str]]]:
        start = (self.cells.start or (0, 0))[0]
        for number, row in enumerate(self.cells.iter_rows(), start + 1):
            cells = [cell_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells


def cell_text(value: Any) -> str:
    """A cell as it would stand in a CSV file."""
    from datetime import date, datetime

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)
