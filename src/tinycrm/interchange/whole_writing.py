"""Exports everything into a folder, from which `import_all` makes an equal file.

The same records give the same bytes: no time of export stands in any file, and rows stand in the
order of their ids.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from tinycrm.interchange.export import text_of
from tinycrm.interchange.files import new_folder, private_file
from tinycrm.interchange.record_columns import amounts, cells, columns
from tinycrm.interchange.whole_files import FILES, OTHERS, File, meaning
from tinycrm.store import bulk, whole
from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tinycrm.crm import Crm

FORMAT = 1
BATCH = 500


def export_all(crm: Crm, folder: str) -> dict[str, int]:
    """Write everything into a new folder, and return how many rows each CSV file has.

    Only its owner may read it, and it takes its name when it is complete. Raises ConflictError
    where something with that name exists, unless it is an empty folder; CrmError where it cannot
    be written.
    """
    counts, headers, blocks = {}, {}, {}
    with new_folder(folder) as path, whole.snapshot(crm.db):
        for file in FILES:
            names, batches = table(crm, file)
            headers[file.name] = names
            blocks[file.name], counts[file.name] = write_table(path / file.name, names, batches)
        with private_file(path / "contacts.vcf") as cards:
            cards.writelines(all_cards(crm))
        with private_file(path / "calendar.ics") as calendar:
            calendar.writelines(whole_calendar(crm))
        with private_file(path / "README.md") as readme:
            readme.writelines(explanation(headers, counts))
        with private_file(path / "manifest.json") as manifest:
            manifest.write(manifest_text(whole.last_ids(crm.db), counts, blocks))
    return counts


# The tables


def table(crm: Crm, file: File) -> tuple[list[str], Iterator[list[tuple[object, ...]]]]:
    """The header of a file and its rows in batches."""
    kept = whole.columns(crm.db, file.table)
    if file.table in LETTER_OF:
        return noun_table(crm, file.table, kept)
    names = [name_in_file(column) for column in kept]
    return names, batches(whole.rows(crm.db, file.table, kept), names)


def name_in_file(column: whole.Column) -> str:
    """Records are named by references: `contact_id` becomes `contact_ref`."""
    return re.sub("_id$", "_ref", column.name) if column.noun else column.name


def noun_table(
    crm: Crm, noun: str, kept: Sequence[whole.Column]
) -> tuple[list[str], Iterator[list[tuple[object, ...]]]]:
    """What `crm export` writes for a noun, and the rest of its table's columns."""
    shape: tuple[str, ...] = crm.records(noun).shape._fields
    known = columns(crm, noun)
    held = {*known, *shape}
    more = [column.name for column in kept if column.name not in held and not column.noun]
    places = {name: place for place, name in enumerate((*shape, *more))}
    custom = {name: known.pop(name) for name in list(known) if name.startswith("custom.")}
    for name in (*more, "version", "custom"):
        known[name] = places[name]
    known.update(custom)
    rows = whole.records(crm.db, noun, shape, kept, more)
    return list(known), cells(crm, noun, rows, list(known.values()))


def batches(
    rows: Iterable[tuple[Any, ...]], names: list[str]
) -> Iterator[list[tuple[object, ...]]]:
    """Rows as they stand in a file, some hundred at a time: amounts as decimals."""
    from itertools import islice

    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        if "amount" in names:
            place = names.index("amount")
            held = list(zip(*batch, strict=True))
            held[place] = tuple(amounts(place, names.index("currency"))(held, {}))
            batch = list(zip(*held, strict=True))
        yield batch


def write_table(
    path: Path, names: list[str], batches: Iterator[list[tuple[object, ...]]]
) -> tuple[list[str], int]:
    """Write a CSV file; returns the checksums of its blocks, and how many rows it has."""
    heading, count = text_of([names]), 0
    sums = [checksum(heading.encode())]
    with private_file(path) as file:
        file.write(heading)
        for batch in batches:
            start = 0
            while start < len(batch):
                rows = batch[start : start + block_size(count)]
                text = text_of(rows)
                file.write(text)
                sums.append(checksum(text.encode()))
                start, count = start + len(rows), count + len(rows)
    return sums, count


def block_size(count: int) -> int:
    """How many rows have one checksum, after so many: of the first thousand, each its own."""
    return 1 if count < 1000 else 100


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def manifest_text(
    last_ids: dict[str, int], counts: dict[str, int], blocks: dict[str, list[str]]
) -> str:
    """What the reading side checks the folder by."""
    files = {name: {"rows": counts[name], "sha256": blocks[name]} for name in blocks}
    content = {"program": "tinycrm", "format": FORMAT, "last_ids": last_ids, "files": files}
    return json.dumps(content, indent=1) + "\n"


# For other programs


def all_cards(crm: Crm) -> Iterator[str]:
    """The people and firms that lists show, as vCards."""
    from tinycrm.interchange.shapes import shapes
    from tinycrm.interchange.vcard_writing import write_card, write_company_card

    for shape in shapes(crm, "contact", bulk.stream(crm.contacts)):
        yield write_card(shape)
    for shape in shapes(crm, "company", bulk.stream(crm.companies)):
        yield write_company_card(shape)


def whole_calendar(crm: Crm) -> Iterator[str]:
    """The tasks with a day and the meetings that lists show."""
    from tinycrm.interchange.icalendar_writing import write_calendar
    from tinycrm.interchange.shapes import shapes

    tasks = bulk.stream(crm.tasks)
    meetings = bulk.stream(crm.activities, "kind:meeting")
    yield from write_calendar(shapes(crm, "task", tasks), shapes(crm, "activity", meetings))


# The explanation


def explanation(headers: dict[str, list[str]], counts: dict[str, int]) -> Iterator[str]:
    """README.md: every file, and every column of it."""
    yield INTRODUCTION
    yield "\n## The files\n\n| File | Rows | What is in it |\n| --- | ---: | --- |\n"
    for file in FILES:
        yield f"| {file.name} | {counts[file.name]} | {file.about} |\n"
    for name, about in OTHERS.items():
        yield f"| {name} | | {about} |\n"
    yield "\n## The columns\n"
    for file in FILES:
        yield f"\n### {file.name}\n\n{file.about[0].upper()}{file.about[1:]}.\n\n"
        yield "| Column | Meaning |\n| --- | --- |\n"
        for column in headers[file.name]:
            yield f"| {column} | {meaning(file, column)} |\n"


INTRODUCTION = r"""# Everything from a tinycrm file

This folder holds all that was in a customer file: what is in use, what is archived, what is in the
trash, and the whole history. `crm import FOLDER --db NEW.db` makes an equal file of it.

The CSV files are UTF-8, with commas between the columns, a heading, and LF at the end of a line
(RFC 4180 otherwise). In all of them:

- Records are named by their references: C12 is a person, O3 a firm, D31 a deal, A7 an activity or
  note, T5 a task. `id` is the number alone.
- Instants are UTC, 2026-03-27T15:30:00.000Z; days are days, 2026-03-27.
- Amounts are decimals, with the currency in a column of its own.
- An empty cell is a value that is not there. A text of backslashes alone has one more of them than
  it should, and so a text that is there, but empty, is a single backslash.
- Some columns of people, firms, deals, activities and tasks only say in words what stands in other
  files: names, lists of addresses and tags, sums. They are there for reading.

Change nothing in the CSV files if you want to import the folder: their checksums are in
manifest.json.
"""
