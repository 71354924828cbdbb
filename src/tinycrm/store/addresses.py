"""Postal addresses of people and firms."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input
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
    marks = ", ".join("?" * len(ids))
    found: dict[int, list[Address]] = {}
    for owner, *values in db.rows(
        f"SELECT {noun}_id, {', '.join(Address._fields)} FROM address"
        f" WHERE {noun}_id IN ({marks}) ORDER BY id",
        ids,
    ):
        found.setdefault(owner, []).append(Address._make(values))
    return found


def read(given: object) -> Address:
    """An address from a dictionary with the fields of `Address`, or from one line of text."""
    fields = dict(given) if isinstance(given, dict) else {"street": given}
    unknown = [field for field in fields if field not in Address._fields]
    if unknown:
        raise UsageError(
            f"An address has no field {unknown[0]!r}.", f"It has: {', '.join(Address._fields)}."
        )
    cleaned = {field: clean_input(str(value), field) for field, value in fields.items() if value}
    return Address._make(cleaned.get(field) for field in Address._fields)


def replace(db: "Database", noun: str, id: int, given: object) -> bool:
    """Let a record have these addresses and no others; True if that changed any."""
    wanted = [read(item) for item in ([given] if isinstance(given, dict) else texts(given))]
    if wanted == of(db, noun, id):
        return False
    for (row,) in db.rows(f"SELECT id FROM address WHERE {noun}_id = ?", (id,)):
        db.delete("address", row)
    for address in wanted:
        db.insert("address", {f"{noun}_id": id, **address._asdict()})
    return True
