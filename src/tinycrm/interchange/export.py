"""Writes records as CSV or TSV, with one stable header for each noun, in constant memory.

The header is `ref`, `id`, `uid`, then the columns of the noun's view, and one `custom.KEY` for
each custom field. What was stored is written exactly, so that reading it again loses nothing.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import did_you_mean, quote_value, safe_text
from tinycrm.errors import UsageError
from tinycrm.interchange.cells import Item, write_addresses, write_items
from tinycrm.interchange.guard import guarded
from tinycrm.interchange.shapes import LINKS, TARGETS, shapes
from tinycrm.store.custom import as_text, definitions
from tinycrm.store.references import LETTER_OF, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from tinycrm.crm import Crm

    Cell = Callable[[Any, Mapping[str, Mapping[int, str]]], object]

CHUNK = 500
POINT_COLUMNS = {"emails": "email", "phones": "phone", "urls": "url", "handles": "handle"}
"""All contact points of a kind in one cell; `email` and `phone` alone are the primary ones."""
LEFT_OUT = {"version", "custom"}


def write_rows(
    crm: Crm,
    noun: str,
    rows: Iterable[Any],
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
    known = columns(crm, noun)
    names = [known_column(name, known) for name in fields] or list(known)
    end = "\r\n" if excel else "\n"
    file.write("\ufeff" if excel else "")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerow(names)
    shown = made_safe if file.isatty() else guarded_cells if excel else None
    count = 0
    found = cells(crm, noun, rows, [known[name] for name in names])
    while chunk := list(islice(found, CHUNK)):
        file.write(text_of(list(map(shown, chunk)) if shown else chunk, delimiter, end))
        count += len(chunk)
    return count


def text_of(rows: Sequence[Sequence[object]], delimiter: str, end: str) -> str:
    """Rows as CSV. The csv module quotes a lone carriage return only when it quotes everything."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    if end == "\n" and "\r" not in text.getvalue():
        return text.getvalue()
    text = io.StringIO(newline="")
    writers = [
        csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    ]
    for row in rows:
        writers[any(type(cell) is str and "\r" in cell for cell in row)].writerow(row)
    return text.getvalue()


def guarded_cells(row: Sequence[object]) -> list[object]:
    return [guarded(cell) if type(cell) is str else cell for cell in row]


def made_safe(row: Sequence[object]) -> list[object]:
    return [safe_text(cell) if type(cell) is str else cell for cell in row]


def known_column(name: str, known: Mapping[str, object]) -> str:
    if name in known:
        return name
    near = did_you_mean(name, known)
    hint = f"Did you mean “{near}”? " if near else ""
    raise UsageError(
        f"There is no column {quote_value(name)}.", f"{hint}There are: {', '.join(known)}."
    )


def columns(crm: Crm, noun: str) -> dict[str, int | Cell]:
    """The columns of a noun's file in their order: a place in the row, or what gives the cell."""
    names: tuple[str, ...] = getattr(crm, plural(noun)).shape._fields
    found: dict[str, int | Cell] = {name: names.index(name) for name in ("ref", "id", "uid")}
    for place, name in enumerate(names):
        if name in LINKS:
            found[name.replace("_id", "_ref")] = reference(
                place, TARGETS.get(name, LETTER_OF[noun])
            )
        elif name == "tags":
            found[name] = sorted_tags
        elif name == "amount":
            found[name] = amount
        elif name not in found and name not in LEFT_OUT:
            found[name] = place
        if name == "contact":
            found["people"] = extra("people")
        if name == "phone":
            found.update({column: extra(column) for column in (*POINT_COLUMNS, "addresses")})
    found.update({f"custom.{key}": custom_value(key) for key in definitions(crm.db, noun)})
    return found


def reference(place: int, letter: str) -> Cell:
    return lambda row, extras: row[place] and f"{letter}{row[place]}"


def extra(column: str) -> Cell:
    return lambda row, extras: extras[column].get(row.id)


def custom_value(key: str) -> Cell:
    def cell(row: Any, extras: object) -> object:
        if row.custom == "{}":
            return None
        value = json.loads(row.custom).get(key)
        return None if value is None else as_text(value)

    return cell


def sorted_tags(row: Any, extras: object) -> object:
    # In the view they stand in the order in which the file came to know them.
    if row.tags and "," in row.tags:
        return ", ".join(sorted(row.tags.split(", "), key=lambda tag: (tag.casefold(), tag)))
    return row.tags


def amount(row: Any, extras: object) -> object:
    from tinycrm.domain.money import decimal_text

    return None if row.amount is None else Number(decimal_text(row.amount, row.currency))


class Number(str):
    """A decimal in writing: its minus is none of a formula."""

    __slots__ = ()


def cells(
    crm: Crm, noun: str, rows: Iterable[Any], wanted: Sequence[int | Cell]
) -> Iterator[Sequence[object]]:
    """The cells of each record, some hundred records at a time."""
    made = [cell for cell in wanted if callable(cell)]
    width = None
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        if width is None:
            width = len(chunk[0])
            places = [
                cell if isinstance(cell, int) else width + made.index(cell) for cell in wanted
            ]
            pick = itemgetter(*places, places[0])  # with one place alone it would give no tuple
        extras = extras_of(crm, noun, [row.id for row in chunk]) if made else {}
        for row in chunk:
            yield pick((*row, *(cell(row, extras) for cell in made)))[:-1]


def extras_of(crm: Crm, noun: str, ids: list[int]) -> dict[str, dict[int, str]]:
    """The cells for what records have in other tables, by column and id."""
    if noun == "deal":
        from tinycrm.store import deal_contacts

        people = deal_contacts.of_many(crm.db, ids)
        return {
            "people": {
                id: write_items(Item(f"{who.ref} {who.name}", who.role) for who in found)
                for id, found in people.items()
            }
        }
    if noun not in ("contact", "company"):
        return {}
    from tinycrm.store import addresses, points

    found: dict[str, dict[int, str]] = {column: {} for column in (*POINT_COLUMNS, "addresses")}
    columns = {kind: column for column, kind in POINT_COLUMNS.items()}
    for id, several in points.of_many(crm.db, noun, ids).items():
        items: dict[str, list[Item]] = {}
        for point in several:
            item = Item(point.value, point.label, point.invalid_since)
            items.setdefault(columns[point.kind], []).append(item)
        for column, listed in items.items():
            found[column][id] = write_items(listed)
    for id, places in addresses.of_many(crm.db, noun, ids).items():
        found["addresses"][id] = write_addresses(places)
    return found


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
    for shape in shapes(crm, noun, rows):
        if fields:
            shape = {known_column(name, shape): shape[name] for name in fields}
        text = json.dumps(shape, ensure_ascii=file.isatty())
        file.write(f"{between}{text}{chr(10) if lines else ''}")
        between, end = ("", "") if lines else (",\n", "\n]\n")
    file.write(end)
