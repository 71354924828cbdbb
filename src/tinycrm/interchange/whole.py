"""Imports an export of everything into a new file, which is then equal to the one it came from.

Every row keeps its id, its identity, its times and its history. Either all of it comes in or, where
anything in the folder is not as it was exported, nothing.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.text import quote_value
from tinycrm.errors import CrmError, InvalidError, NotFoundError
from tinycrm.interchange.whole_files import FILES
from tinycrm.interchange.whole_writing import FORMAT, block_size, name_in_file
from tinycrm.store import whole
from tinycrm.store.history import logged_tables
from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.interchange.whole_files import File

REMEDY = "Import a folder as crm export all wrote it, or export anew. Nothing was written."
TABLES = {file.table for file in FILES} - {"operation", "change"}
READ_AS = {"deal": {"own_probability": "probability", "probability": ""}}
"""Columns that hold another one of the table than the one with their name, or none."""


class Report(NamedTuple):
    """What came in: the rows of each file."""

    rows: dict[str, int]
    dry_run: bool


class ColumnReader(NamedTuple):
    """A column of a file that is read: its place, the table's column, and how to read a cell."""

    place: int
    name: str
    read: Callable[[str], Any]


def is_whole(folder: str) -> bool:
    """Whether a folder was written by `export_all`."""
    return (Path(folder).expanduser() / "manifest.json").is_file()


def import_all(crm: "Crm", folder: str, *, dry_run: bool = False) -> Report:
    """Bring everything from the folder into a new file, and say how many rows of each kind.

    Raises ConflictError where the file is in use, NotFoundError where a file of the folder is
    missing, and InvalidError, with file and line, for whatever is not as it was exported. With
    `dry_run` nothing is written.
    """
    path = Path(folder).expanduser()
    manifest = manifest_of(path)
    tables = logged_tables(crm.db)
    name = path.resolve().name
    with whole.filling(crm.db, f"imported everything from {name}", dry_run=dry_run):
        for file in FILES:
            bring(crm, file, path / file.name, manifest["files"][file.name])
        whole.put_last_ids(crm.db, manifest["last_ids"], tables)
        refuse_broken_links(crm)
    return Report({name: found["rows"] for name, found in manifest["files"].items()}, dry_run)


def manifest_of(folder: Path) -> dict[str, Any]:
    """What the folder says of itself; raises InvalidError where it does not say it rightly."""
    newer = sound = False
    try:
        content = json.loads((folder / "manifest.json").read_bytes())
        expected = {file.name for file in FILES}
        newer = content["program"] == "tinycrm" and content["format"] > FORMAT
        sound = (
            content["program"] == "tinycrm"
            and content["files"].keys() == expected
            and all(type(each["rows"]) is int and type(each["sha256"]) is list
                    for each in content["files"].values())
            and all(type(last) is int for last in content["last_ids"].values())
        )  # fmt: skip
    except FileNotFoundError:
        raise NotFoundError(
            f"{quote_value(str(folder))} has no manifest.json.", "Give what crm export all wrote."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    if newer:
        raise InvalidError("A newer version of tinycrm wrote this folder.", "Upgrade tinycrm.")
    if not sound:
        raise InvalidError("manifest.json is not as it was exported.", REMEDY)
    found: dict[str, Any] = content
    return found


# One file


def bring(crm: "Crm", file: "File", path: Path, expected: dict[str, Any]) -> None:
    """Insert the rows of a file as they are."""
    try:
        opened = path.open("rb")
    except OSError as error:
        raise NotFoundError(
            f"{file.name} cannot be read: {error.strerror}.", "Give the whole folder."
        ) from None
    with opened as data:
        reader = TableReader(crm, file, data, expected)
        try:
            whole.put(crm.db, file.table, reader.names, reader.rows())
        except (crm.db.driver.IntegrityError, OverflowError) as error:
            raise reader.wrong(f"the row does not fit ({error})") from None


class TableReader:
    """Reads the rows of one file as the table has them, and checks them against the manifest."""

    def __init__(self, crm: "Crm", file: "File", data: Any, expected: dict[str, Any]) -> None:
        self.crm = crm
        self.known: dict[str, set[str]] = {}
        self.file = file
        self.data = data
        self.expected = expected
        self.sums = iter(expected["sha256"])
        self.line = 0
        self.begun = 1
        self.hash = hashlib.sha256()
        csv.field_size_limit(sys.maxsize)
        self.records = csv.reader(self.lines(), strict=True)
        header = next(self.parsed(), [])
        self.width = len(header)
        self.columns = self.readers(header, whole.columns(crm.db, file.table))
        self.names = [column.name for column in self.columns]

    def wrong(self, words: str, begun: int = 0) -> InvalidError:
        """The error for what is not as it was exported, with file and line."""
        lines = f"lines {begun} to {self.line}" if begun else f"line {self.line}"
        return InvalidError(f"{self.file.name}, {lines}: {words}.", REMEDY)

    def lines(self) -> Iterator[str]:
        """The lines of the file, each counted into the checksum."""
        for raw in self.data:
            self.line += 1
            self.hash.update(raw)
            try:
                yield raw.decode()
            except UnicodeDecodeError:
                raise self.wrong("this is not UTF-8") from None

    def parsed(self) -> Iterator[list[str]]:
        """The records of the file; raises InvalidError with the line."""
        while True:
            try:
                yield next(self.records)
            except StopIteration:
                return
            except csv.Error as error:
                raise self.wrong(f"this is no CSV ({error})") from None

    def readers(self, header: list[str], kept: list[whole.Column]) -> list[ColumnReader]:
        """How each kept column of the table is read; raises InvalidError for a missing one."""
        read_as = READ_AS.get(self.file.table, {})
        places: dict[str, int] = {}
        for place, name in enumerate(header):
            places.setdefault(read_as.get(name, name), place)
        found = []
        for column in kept:
            name = name_in_file(column)
            if name not in places:
                raise self.wrong(f"the column {name} is missing")
            read = self.amount if name == "amount" else self.reader(column)
            found.append(ColumnReader(places[name], column.name, read))
        self.currency = places.get("currency", 0)
        return found

    def reader(self, column: whole.Column) -> Callable[[str], Any]:
        if column.noun:
            letter = LETTER_OF[column.noun]
            return lambda cell: self.number(cell.removeprefix(letter)) if cell else None
        if column.type == "INTEGER":
            return lambda cell: self.number(cell) if cell else None
        return text

    def number(self, cell: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,19}", cell):
            raise self.wrong(f"{quote_value(cell)} is not a number")
        return int(cell)

    def amount(self, cell: str) -> int | None:
        from tinycrm.domain.money import decimal_text

        if not cell:
            return None
        minor = self.number(cell.replace(".", "", 1))
        if decimal_text(minor, self.row[self.currency]) != cell:
            raise self.wrong(f"{quote_value(cell)} is not an amount")
        return minor

    def refuse_strange(self, change: dict[str, Any]) -> None:
        """Refuse a change that is none of a table here: an undo writes what stands in it."""
        table = change["table_name"]
        if table not in self.known:
            kept = whole.columns(self.crm.db, table) if table in TABLES else []
            self.known[table] = {column.name for column in kept}
        for state in (change["before"], change["after"]):
            try:
                fits = state is None or self.known[table].issuperset(json.loads(state))
            except (ValueError, TypeError, RecursionError):
                fits = False
            if not fits:
                raise self.wrong(f"this is no change of the table {quote_value(table or '')}")

    def rows(self) -> Iterator[list[Any]]:
        """The rows for the table's columns; raises InvalidError where they are not as exported."""
        self.check()
        count = begun = 0
        for row in self.parsed():
            self.row = row
            if len(row) != self.width:
                raise self.wrong(f"{len(row)} cells in place of {self.width}")
            values = [column.read(row[column.place]) for column in self.columns]
            if self.file.table == "change":
                self.refuse_strange(dict(zip(self.names, values, strict=True)))
            yield values
            count += 1
            if count - begun == block_size(begun):
                self.check()
                begun = count
        if count > begun:
            self.check()
        if count != self.expected["rows"]:
            raise self.wrong(f"the file ends after {count} of {self.expected['rows']} rows")

    def check(self) -> None:
        """Compare what was read since the last time with the next checksum."""
        if self.hash.hexdigest()[:16] != next(self.sums, ""):
            begun = self.begun if self.begun < self.line else 0
            raise self.wrong("this was changed since it was exported", begun)
        self.begun = self.line + 1
        self.hash = hashlib.sha256()


def text(cell: str) -> str | None:
    """A text as it was: of backslashes alone there is one more than it had."""
    if not cell:
        return None
    return cell if cell.strip("\\") else cell[:-1]


def refuse_broken_links(crm: "Crm") -> None:
    """Refuse rows that name rows which are not there."""
    names = {file.table: file.name for file in FILES}
    for table, row, parent in whole.broken_links(crm.db):
        raise CrmError(
            f"{names[table]}: the row with the id {row} belongs to one that is not in"
            f" {names.get(parent, parent)}.",
            "Mend the file it came from with: crm doctor. Nothing was written.",
        )
