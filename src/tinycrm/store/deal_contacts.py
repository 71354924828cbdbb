"""The people in a deal, each with a part in it; the first one is whom the deal is with."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, quote_value
from tinycrm.errors import NotFoundError
from tinycrm.store.references import Found, label, resolve
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from tinycrm.store.database import Database


class DealContact(NamedTuple):
    """A person in a deal."""

    contact_id: int
    ref: str
    name: str
    job_title: str | None
    role: str | None


def of(db: "Database", deal_id: int) -> list[DealContact]:
    """The people in a deal, in their order."""
    rows = db.rows(
        "SELECT contact.id, 'C' || contact.id, contact.name, contact.job_title, deal_contact.role"
        " FROM deal_contact JOIN contact ON contact.id = deal_contact.contact_id"
        " WHERE deal_contact.deal_id = ? ORDER BY deal_contact.position, deal_contact.id",
        (deal_id,),
    )
    return [DealContact._make(row) for row in rows]


def of_many(db: "Database", deal_ids: list[int]) -> dict[int, list[DealContact]]:
    """The people of a page of deals, by the deal's id."""
    sql = (
        "SELECT deal_id, contact.id, 'C' || contact.id, contact.name, contact.job_title, role"
        " FROM deal_contact JOIN contact ON contact.id = deal_contact.contact_id"
        " WHERE deal_id IN ({}) ORDER BY deal_contact.position, deal_contact.id"
    )
    return db.by_owner(DealContact, sql, deal_ids)


def given_ids(db: "Database", given: object) -> dict[int, str | None]:
    """Contact ids with their roles, in the order given; None where no role is given.

    Each is a reference, or {"contact": …, "role": …}, where the role "" takes one away. Raises
    NotFoundError, AmbiguousError.
    """
    found: dict[int, str | None] = {}
    for item in texts(given):
        reference, role = (
            (item.get("contact"), item.get("role")) if isinstance(item, dict) else (item, None)
        )
        id = resolve(db, "contact", reference)
        found[id] = found.get(id) if role is None else clean_input(str(role), "role")
    return found


def put(db: "Database", deal_id: int, given: object) -> bool:
    """Add people after those in a deal, or give them other roles; True if that changed any."""
    known = db.value("SELECT max(position) + 1 FROM deal_contact WHERE deal_id = ?", (deal_id,))
    changed = False
    for position, (id, role) in enumerate(given_ids(db, given).items(), known or 0):
        changed = put_one(db, deal_id, id, role, position) or changed
    return changed


def put_one(db: "Database", deal_id: int, id: int, role: str | None, position: int) -> bool:
    """Add a person to a deal, or give them another role; True if that changed anything."""
    held = db.row(
        "SELECT id, role FROM deal_contact WHERE deal_id = ? AND contact_id = ?", (deal_id, id)
    )
    if held is None:
        values = {"deal_id": deal_id, "contact_id": id, "role": role or None, "position": position}
        db.insert("deal_contact", values)
        return True
    if role is None or role == (held[1] or ""):
        return False
    db.update("deal_contact", held[0], {"role": role or None})
    return True


def replace(db: "Database", deal_id: int, given: object) -> bool:
    """Let a deal have these people and no others, in this order; True if that changed any.

    Whoever stays without a role being given keeps the one held.
    """
    wanted = given_ids(db, given)
    held = db.rows(
        "SELECT id, contact_id, role, position FROM deal_contact WHERE deal_id = ?", (deal_id,)
    )
    changed = False
    for link, contact_id, _, _ in held:
        if contact_id not in wanted:
            db.delete("deal_contact", link)
            changed = True
    links = {contact_id: (link, role, at) for link, contact_id, role, at in held}
    for position, (id, role) in enumerate(wanted.items()):
        if id not in links:
            changed = put_one(db, deal_id, id, role, position)
            continue
        link, held_role, at = links[id]
        wanted_role = held_role if role is None else role or None
        if (wanted_role, position) != (held_role, at):
            db.update("deal_contact", link, {"role": wanted_role, "position": position})
            changed = True
    return changed


def take(db: "Database", deal_id: int, contact: object) -> int:
    """Take a person out of a deal, and return their id; raises NotFoundError if not in it."""
    id = resolve(db, "contact", contact)
    link = db.value(
        "SELECT id FROM deal_contact WHERE deal_id = ? AND contact_id = ?", (deal_id, id)
    )
    if link is None:
        raise NotFoundError(
            f"{quote_value(label(db, Found('contact', id)))} has no part in D{deal_id}.",
            f"See who has: crm show-deal D{deal_id}",
        )
    db.delete("deal_contact", link)
    return id
