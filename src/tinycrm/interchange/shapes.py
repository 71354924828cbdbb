"""Records as dictionaries: the one documented JSON shape of each noun, written and read.

`crm … --json`, JSON Lines exports and `crm add-contact -` all use it. Changes only add keys.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.store import addresses, bulk, points
from tinycrm.store.references import LETTER_OF
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from tinycrm.crm import Crm
    from tinycrm.store.records import Records

LINKS = ("company_id", "parent_id", "contact_id", "merged_into_id")
TARGETS = {"company_id": "O", "parent_id": "O", "contact_id": "C"}


def shapes(crm: Crm, noun: str, rows: Iterable[Any], size: int = 500) -> Iterator[dict[str, Any]]:
    """The dictionaries of many records (rows of the noun's view), in constant memory."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield from batch_shapes(crm, noun, batch)


def batch_shapes(crm: Crm, noun: str, rows: Sequence[Any]) -> Iterator[dict[str, Any]]:
    names: tuple[str, ...] = crm.records(noun).shape._fields
    place = names.index("id")
    extras = extras_of(crm, noun, [row[place] for row in rows])
    links = [
        (link, link.replace("_id", "_ref"), TARGETS.get(link, LETTER_OF[noun]))
        for link in LINKS
        if link in names
    ]
    for row in rows:
        shape = dict(zip(names, row, strict=True))
        for link, reference, letter in links:
            id = shape.pop(link)
            shape[reference] = None if id is None else f"{letter}{id}"
        read_columns(shape)
        for key, found in extras.items():
            shape[key] = found.get(row[place], [])
        yield shape


def read_columns(shape: dict[str, Any]) -> None:
    """Lists, custom fields and money as JSON has them: tags as a list, an amount twice."""
    for listed in ("tags", "links"):
        if listed in shape:
            shape[listed] = shape[listed].split(", ") if shape[listed] else []
    if "custom" in shape:
        held = shape["custom"]
        shape["custom"] = {} if held == "{}" else json.loads(held)
    if "amount" in shape:
        from tinycrm.domain.money import decimal_text

        minor = shape["amount"]
        shape["amount_minor"] = minor
        shape["amount"] = None if minor is None else decimal_text(minor, shape["currency"])


def extras_of(crm: Crm, noun: str, ids: list[int]) -> dict[str, dict[int, list[Any]]]:
    """What a noun's records have beside their columns, by key and id."""
    if noun in ("contact", "company"):
        return {
            **point_lists(crm, noun, ids),
            "addresses": {
                id: [address._asdict() for address in found]
                for id, found in addresses.of_many(crm.db, noun, ids).items()
            },
        }
    if noun == "deal":
        from tinycrm.store import deal_contacts

        return {
            "contacts": {
                id: [{"ref": who.ref, "name": who.name, "role": who.role} for who in found]
                for id, found in deal_contacts.of_many(crm.db, ids).items()
            }
        }
    return {}


def point_lists(crm: Crm, noun: str, ids: list[int]) -> dict[str, dict[int, list[Any]]]:
    lists: dict[str, dict[int, list[Any]]] = {kind: {} for kind in points.POINT_FIELDS}
    for owner, kind, value, label, since in bulk.points(crm.db, noun, ids):
        found = lists[kind].setdefault(owner, [])
        # The first is the primary one, also where nobody has said so.
        found.append({"value": value, "label": label, "primary": not found, "invalid_since": since})
    return lists


LISTED = {*points.POINT_FIELDS, "addresses", "contact", "contacts", "for", "tags"}
"""The fields that take several values, or a value with a label."""


def read_only(records: Records[Any]) -> Set[str]:
    """The keys of a noun's shape that follow from other things, so that reading leaves them out."""
    shape: Any = records.shape
    refs = {*(link.replace("_id", "_ref") for link in LINKS)}
    own = {*records.kinds, *records.special, *records.attached}
    return ({*shape._fields} | refs) - own


def with_all_points(shape: Mapping[str, Any]) -> dict[str, Any]:
    """An object with the contact points under our names, which many programs put in the plural."""
    found = dict(shape)
    for kind in points.POINT_FIELDS:
        given = found.pop(f"{kind}s", None)
        if isinstance(given, str):
            from tinycrm.interchange.formats.taking import parted

            given = parted(kind, given)
        if more := texts(given):
            found[kind] = [*texts(found.get(kind)), *more]
    return found


def fields_from(shape: Mapping[str, Any], left_out: Set[str]) -> dict[str, object]:
    """The fields of a record to be added, from its shape; `left_out` is what `read_only` says.

    Keys with `null` are as good as missing. Raises InvalidError where a field of one value has
    a list or an object.
    """
    fields = {
        key: value for key, value in shape.items() if value is not None and key not in left_out
    }
    custom = shape.get("custom")
    if isinstance(custom, dict):
        fields.update(custom)
    elif custom is not None:
        raise InvalidError("The custom fields are not an object.", 'Write {"key": "value"}.')
    for key, value in fields.items():
        if isinstance(value, (list, dict)) and key not in LISTED:
            raise InvalidError(f"{quote_value(key)} takes one value.", "Give it as text.", key)
    return fields
