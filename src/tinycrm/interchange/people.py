"""Rows of CSV and lines of JSON as people to be imported, whatever their columns are called."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import InvalidError
from tinycrm.interchange import cells
from tinycrm.interchange.guard import unguarded
from tinycrm.interchange.headers import is_own, meanings
from tinycrm.store import values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from tinycrm.store.database import Database

TIMES = ("updated_at", "archived_at", "deleted_at")
NAMES = ("name", "given_name", "middle_name", "family_name")


class Person(NamedTuple):
    """A person as a file has them.

    `fields` are those that `Contacts.create` takes; `extra` is what has no field, by the title of
    its column; `stamps` are the uid and the times from another file; `id` is the identity that
    the file gives, or empty.
    """

    fields: dict[str, Any]
    extra: dict[str, Any]
    stamps: dict[str, str]
    id: str


class Columns:
    """The columns of a CSV file, and what they mean."""

    def __init__(self, names: Sequence[str], db: Database, *, excel: bool = False) -> None:
        self.names = list(names)
        self.meanings = meanings(names)
        self.own = is_own(names)
        self.places = [(name, *meaning.partition(":")[::2]) for name, meaning in self.pairs()]
        self.excel = excel and self.own
        self.db = db

    def pairs(self) -> list[tuple[str, str]]:
        """Each column with its meaning."""
        return list(zip(self.names, self.meanings, strict=True))

    def person(self, row: Sequence[str]) -> Person:
        """Raises InvalidError for a row that has more cells than the header."""
        if any(row[len(self.names) :]):
            raise InvalidError(
                f"the row has {len(row)} cells, the header {len(self.names)}",
                "Put cells that hold the delimiter into quotation marks.",
            )
        person = Person({}, {}, {}, "")
        address: dict[str, str] = {}
        id = ""
        for (name, field, label), cell in zip(self.places, row, strict=False):
            text = unguarded(cell) if self.excel else cell if self.own else cell.strip()
            if not text or field == "-":
                continue
            if field == "id":
                id = text
            elif field.startswith("address."):
                address[field[8:]] = text
            else:
                self.take(person, name, field, label, text)
        if address:
            person.fields.setdefault("addresses", []).append(address)
        return named(person._replace(id=id), self.db)

    def take(self, person: Person, name: str, field: str, label: str, text: str) -> None:
        """Put a cell where it belongs; a second value of a field that takes one is an extra."""
        fields = person.fields
        if field in ("emails", "phones", "urls", "handles"):
            found = [item._asdict() for item in cells.read_items(text)]
            # Before the primary one, which stands in a cell of its own without its label.
            fields[field[:-1]] = [*found, *fields.get(field[:-1], [])]
        elif field == "addresses":
            fields.setdefault(field, []).extend(cells.read_addresses(text))
        elif field in ("email", "phone", "url"):
            points = fields.setdefault(field, [])
            several = [text] if self.own else parted(field, text)
            points += [{"value": value, "label": label or None} for value in several]
        elif field == "tags":
            tags = (tag.strip() for tag in re.split("," if self.own else "[,;]|:::", text))
            fields.setdefault(field, []).extend(tag for tag in tags if tag)
        elif field == "uid" or field in TIMES:
            person.stamps[field] = text
        elif field == "birthday" and re.fullmatch(r"0+[/.-]0+[/.-]0+", text):
            return  # how Outlook writes that there is none
        elif not field or fields.setdefault(field, text) != text:
            person.extra[name] = text


def parted(field: str, text: str) -> list[str]:
    """The contact points in a cell of foreign origin: one, or several."""
    signs = r":::|[;,\s]+(?=\S*@)|;" if field == "email" else r":::|\n|;(?!ext=)"
    if field == "url" or (field == "email" and "<" in text):
        signs = ":::|\n"
    return [part for value in re.split(signs, text) if (part := value.strip())]


def from_shape(
    shape: Mapping[str, Any], known: Set[str], left_out: Set[str], db: Database
) -> Person:
    """The person in an object of JSON Lines: our own shape, or simply fields by their names.

    `known` are the fields of contacts, `left_out` those that follow from others.
    """
    from tinycrm.interchange.shapes import fields_from

    custom = shape.get("custom") or {}
    if not isinstance(custom, dict):
        raise InvalidError("the custom fields are not an object", 'Write {"key": "value"}.')
    fields = fields_from({key: shape[key] for key in shape if key in known}, left_out)
    stamps = {key: str(shape[key]) for key in ("uid", *TIMES) if shape.get(key)}
    id = shape.get("external_id") or ("" if "uid" in stamps else shape.get("id")) or ""
    extra = {f"custom.{key}": value for key, value in custom.items() if value is not None}
    for key, value in shape.items():
        if key not in known and key not in left_out and key not in ("custom", "external_id"):
            listed = isinstance(value, (list, dict))
            extra[key] = json.dumps(value, ensure_ascii=False) if listed else value
    given = {key: value for key, value in extra.items() if value not in (None, "", "[]", "{}")}
    return named(Person(fields, given, stamps, str(id)), db)


def named(person: Person, db: Database) -> Person:
    """The person with checked stamps and a name, which may be an address or a number."""
    fields, stamps = person.fields, person.stamps
    if "uid" in stamps and not re.fullmatch(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", stamps["uid"]
    ):
        raise InvalidError(f"the uid {stamps['uid'][:40]!r} is none", "Leave the column out.")
    for field in TIMES:
        if field in stamps:
            stamps[field] = values.instant(stamps[field], field, db)
    if not any(fields.get(part) for part in NAMES):
        points = [*values.texts(fields.get("email")), *values.texts(fields.get("phone"))]
        if not points:
            raise InvalidError("there is neither a name nor an e-mail address nor a phone number")
        first = points[0]
        fields["name"] = first["value"] if isinstance(first, dict) else str(first)
    return person
