"""The columns of each noun's table in a file, and their cells, a batch of records at a time."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from tinycrm.interchange.cells import Item, write_addresses, write_items, written
from tinycrm.interchange.shapes import LINKS, TARGETS
from tinycrm.store.bulk import PRIMARY
from tinycrm.store.custom import as_text, definitions
from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tinycrm.crm import Crm

    Held = Sequence[Sequence[Any]]
    """The values of some records, a sequence for each column of the noun's view."""
    Extras = Mapping[str, Mapping[int, str]]
    Made = Callable[[Held, Extras], Iterable[object]]

BATCH = 500
POINT_COLUMNS = {"emails": "email", "phones": "phone", "urls": "url", "handles": "handle"}
"""All contact points of a kind in one cell; `email` and `phone` alone are the primary ones."""
LEFT_OUT = {"version", "custom"}


class Number(str):
    """A decimal in writing: its minus is none of a formula."""

    __slots__ = ()


def columns(crm: Crm, noun: str) -> dict[str, int | Made]:
    """The columns of a noun's file in their order: a place in the view's row, or what makes it."""
    names: tuple[str, ...] = crm.records(noun).shape._fields
    found: dict[str, int | Made] = {name: names.index(name) for name in ("ref", "id", "uid")}
    for place, name in enumerate(names):
        if name in LINKS:
            letter = TARGETS.get(name, LETTER_OF[noun])
            found[name.replace("_id", "_ref")] = references(place, letter)
        elif name == "tags":
            found[name] = sorted_tags(place)
        elif name == "amount":
            found[name] = amounts(place, names.index("currency"))
        elif name not in found and name not in LEFT_OUT:
            found[name] = place
        if name in PRIMARY:
            found[name] = extra(name, names)
        if name == "contact":
            found["people"] = extra("people", names)
        if name == "phone":
            found.update({column: extra(column, names) for column in (*POINT_COLUMNS, "addresses")})
    custom = names.index("custom")
    found.update({f"custom.{key}": custom_values(custom, key) for key in definitions(crm.db, noun)})
    return found


def references(place: int, letter: str) -> Made:
    """A column of references, from one of ids."""
    return lambda held, extras: [id and f"{letter}{id}" for id in held[place]]


def extra(column: str, names: tuple[str, ...]) -> Made:
    """A column of what records have in other tables."""
    id = names.index("id")
    return lambda held, extras: map(extras[column].get, held[id])


def custom_values(place: int, key: str) -> Made:
    """The column of a custom field, as text."""

    def value(text: str) -> str | None:
        found = json.loads(text).get(key)
        return None if found is None else as_text(found)

    return lambda held, extras: [None if text == "{}" else value(text) for text in held[place]]


def sorted_tags(place: int) -> Made:
    """The tags in the order of the alphabet."""

    # In the view they stand in the order in which the file came to know them.
    def arranged(tags: str) -> str:
        return ", ".join(sorted(tags.split(", "), key=lambda tag: (tag.casefold(), tag)))

    return lambda held, extras: [
        arranged(tags) if tags and "," in tags else tags for tags in held[place]
    ]


def amounts(place: int, currency: int) -> Made:
    """Amounts as decimals in writing, from minor units and currencies."""
    from tinycrm.domain.money import decimal_text

    return lambda held, extras: [
        None if minor is None else Number(decimal_text(minor, code))
        for minor, code in zip(held[place], held[currency], strict=True)
    ]


def cells(
    crm: Crm, noun: str, rows: Iterable[Sequence[Any]], wanted: Sequence[int | Made]
) -> Iterator[list[tuple[object, ...]]]:
    """The cells of records (rows of the noun's view, whole), some hundred at a time."""
    names: tuple[str, ...] = crm.records(noun).shape._fields
    id = names.index("id")
    rows = iter(rows)
    has_made = any(callable(column) for column in wanted)
    while batch := list(islice(rows, BATCH)):
        held = list(zip(*batch, strict=True))
        extras = extras_of(crm, noun, held[id]) if has_made else {}
        made = [column(held, extras) if callable(column) else held[column] for column in wanted]
        yield list(zip(*made, strict=True))


def extras_of(crm: Crm, noun: str, ids: Sequence[int]) -> Extras:
    """The cells for what records have in other tables, by column and id."""
    if noun == "deal":
        from tinycrm.store import deal_contacts

        people = deal_contacts.of_many(crm.db, list(ids))
        return {
            "people": {
                id: write_items(Item(f"{who.ref} {who.name}", who.role) for who in found)
                for id, found in people.items()
            }
        }
    if noun not in ("contact", "company"):
        return {}
    from tinycrm.store import addresses

    places = addresses.of_many(crm.db, noun, list(ids))
    return {
        **point_cells(crm, noun, ids),
        "addresses": {id: write_addresses(found) for id, found in places.items()},
    }


def point_cells(crm: Crm, noun: str, ids: Sequence[int]) -> dict[str, dict[int, str]]:
    """The contact points of some people or firms: all of a kind in one cell, and the primary."""
    from tinycrm.store import bulk

    found: dict[str, dict[int, str]] = {kind: {} for kind in POINT_COLUMNS.values()}
    first: dict[str, dict[int, str]] = {kind: {} for kind in found}
    for owner, kind, value, label, since in bulk.points(crm.db, noun, ids):
        listed, cell = found[kind], written(value, label, since)
        if owner in listed:
            listed[owner] = f"{listed[owner]}; {cell}"
        else:
            listed[owner], first[kind][owner] = cell, value
    lists = {column: found[kind] for column, kind in POINT_COLUMNS.items()}
    return {**lists, **{kind: first[kind] for kind in PRIMARY}}
