"""Who may be the same person as somebody: found by an index, at the cost of a few look-ups."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tinycrm.store.database import Database

SAME = {"email": "e-mail", "phone": "phone number", "name": "name"}
MOST = 3
ENOUGH = 50
"""Whoever scores less than this is known to be somebody else, like a spouse at one telephone."""


class Lookalike(NamedTuple):
    """A person who shares something with another one; `same` says what, in words."""

    id: int
    name: str
    same: str


def lookalikes(db: "Database", id: int) -> list[Lookalike]:
    """Those who share an e-mail address, a telephone number or the name with a person.

    At most three; each once, by the strongest sign. Who is in the trash is left out, and who
    shares an address or a number but is called quite otherwise.
    """
    shared = db.rows(
        """SELECT contact.id, contact.name, other.kind FROM contact_point AS own
           CROSS JOIN contact_point AS other
             ON other.value_key = own.value_key AND other.kind = own.kind
           CROSS JOIN contact ON contact.id = other.contact_id
           WHERE own.contact_id = ?1 AND own.kind IN ('email', 'phone')
             AND contact.id <> ?1 AND contact.deleted_at IS NULL
           LIMIT ?2""",
        (id, 2 * MOST),
    )
    named = db.rows(
        """SELECT contact.id, contact.name, 'name' FROM contact AS own
           CROSS JOIN contact ON contact.name_key = own.name_key
           WHERE own.id = ?1 AND own.name_key <> '' AND contact.id <> ?1
             AND contact.deleted_at IS NULL
           LIMIT ?2""",
        (id, MOST),
    )
    found: dict[int, Lookalike] = {}
    for sign in SAME:
        for other, name, kind in (*shared, *named):
            if kind == sign:
                found.setdefault(other, Lookalike(other, name, SAME[sign]))
    return likely(db, id, found)[:MOST] if found else []


def likely(db: "Database", id: int, found: dict[int, Lookalike]) -> list[Lookalike]:
    """Those who score enough when they are compared, as `tinycrm.store.duplicates` does."""
    from tinycrm.store.comparable import load
    from tinycrm.store.duplicates import compare

    people = load(db, "contact", [id, *found])
    return [one for one in found.values() if compare(people[id], people[one.id]).points >= ENOUGH]
