"""Postal addresses of people and firms."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, quote_value
from tinycrm.errors import UsageError
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from tinycrm.store.database import Database


class Address(NamedTuple):
    """One postal address."""

    label: str | None
    street: str | None
    city: str | None
    region: str | None
    postal_code: str | None
    country: str | None


def of(db: "Database", noun: str, id: int) -> list[Address]:
    """The addresses of a record, in the order in which they were given."""
    return db.view(Address, "address", f"WHERE {noun}_id = ? ORDER BY id", (id,))


def of_many(db: "Database", noun: str, ids: list[int]) -> dict[int, list[Address]]:
    """The addresses of a page of records, by the record's id."""
    columns = ", ".join(Address._fields)
    sql = f"SELECT {noun}_id, {columns} FROM address WHERE {noun}_id IN ({{}}) ORDER BY id"
    return db.by_owner(Address, sql, ids)


def ids_of(db: "Database", noun: str, id: int) -> list[int]:
    """The numbers of a record's addresses, in their order."""
    rows = db.rows(f"SELECT id FROM address WHERE {noun}_id = ? ORDER BY id", (id,))
    return [row for (row,) in rows]


def read(given: object) -> Address | None:
    """An address from a dictionary with the fields of `Address`, or from a line of text.

    None where nothing but a label is given. Raises UsageError for an unknown field.
    """
    if isinstance(given, Address):
        given = given._asdict()
    fields = dict(given) if isinstance(given, dict) else in_parts(str(given or ""))
    unknown = [str(field) for field in fields if field not in Address._fields]
    if unknown:
        raise UsageError(
            f"An address has no field {quote_value(unknown[0])}.",
            f"It has: {', '.join(Address._fields)}.",
        )
    cleaned = {
        field: clean_input(str(value), field).strip() for field, value in fields.items() if value
    }
    address = Address._make(cleaned.get(field) or None for field in Address._fields)
    return address if any(address[1:]) else None


def in_parts(line: str) -> dict[str, str]:
    """An address in one line, taken apart."""
    from tinycrm.domain.addresses import parse_address

    return parse_address(clean_input(line, "address"))


def read_all(given: object) -> list[Address]:
    """The addresses given, one or several, each once."""
    items = [given] if isinstance(given, (dict, Address)) else texts(given)
    return list(dict.fromkeys(address for item in items if (address := read(item))))


def replace(db: "Database", noun: str, id: int, given: object) -> bool:
    """Let a record have these addresses and no others; True if that changed any.

    The first ones stay as they are, as far as they are the same.
    """
    wanted, held = read_all(given), of(db, noun, id)
    if wanted == held:
        return False
    same = 0
    while same < min(len(wanted), len(held)) and wanted[same] == held[same]:
        same += 1
    for row in ids_of(db, noun, id)[same:]:
        db.delete("address", row)
    for address in wanted[same:]:
        db.insert("address", {f"{noun}_id": id, **address._asdict()})
    return True
