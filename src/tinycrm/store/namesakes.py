"""Live records with a name, an address or a number that a row of a file has as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.store.database import Database

ENOUGH = 4
"""So many are looked up where it only counts whether there is one."""
SHARING = 50
"""So many people are looked at who share an address or a number."""
FIRMS = 10


def people_called(db: Database, key: str) -> list[int]:
    """Ids of some people with that `name_key`, the oldest first."""
    sql = "SELECT id FROM contact WHERE name_key = ? AND deleted_at IS NULL ORDER BY id LIMIT ?"
    return [int(id) for (id,) in db.rows(sql, (key, ENOUGH))]


def people_gone(db: Database, key: str) -> list[tuple[int, int | None]]:
    """Some people of that `name_key` who are in the trash, with whom they were merged into."""
    return [
        (int(id), survivor)
        for id, survivor in db.rows(
            "SELECT gone.id, contact.id FROM contact AS gone"
            " LEFT JOIN contact ON contact.id = gone.merged_into_id AND contact.deleted_at IS NULL"
            " WHERE gone.name_key = ? AND gone.deleted_at IS NOT NULL"
            " ORDER BY gone.id DESC LIMIT ?",
            (key, ENOUGH),
        )
    ]


def people_sharing(db: Database, kind: str, key: str) -> list[tuple[int, str, str]]:
    """(id, name, `name_key`) of the people with a contact point of that kind and normal form."""
    rows = db.rows(
        "SELECT DISTINCT contact.id, name, name_key FROM contact_point"
        " JOIN contact ON contact.id = contact_point.contact_id"
        " WHERE value_key = ? AND kind = ? AND deleted_at IS NULL ORDER BY contact.id LIMIT ?",
        (key, kind, SHARING),
    )
    return [(int(id), str(name), str(own)) for id, name, own in rows]


def has_point(db: Database, contact: int, kind: str, key: str) -> bool:
    """Whether a person has that contact point."""
    sql = "SELECT 1 FROM contact_point WHERE contact_id = ? AND kind = ? AND value_key = ?"
    return bool(db.value(sql, (contact, kind, key)))


def firms_with(db: Database, column: str, value: str) -> list[tuple[int, str]]:
    """Ids and names of firms with that `domain` or `name_key`."""
    rows = db.rows(
        f"SELECT id, name FROM company WHERE {column} = ? AND deleted_at IS NULL"
        " ORDER BY id LIMIT ?",
        (value, FIRMS),
    )
    return [(int(id), str(name)) for id, name in rows]


def deals_called(db: Database, title: str) -> list[int]:
    """Ids of some deals with exactly that title."""
    sql = "SELECT id FROM deal WHERE title = ? AND deleted_at IS NULL LIMIT ?"
    return [int(id) for (id,) in db.rows(sql, (title, ENOUGH))]


def deals_with(db: Database, title: str, company: int | None, contact: int | None) -> list[int]:
    """Ids of the deals of that title with a firm or, where none is given, with a person."""
    rows = db.rows(
        "SELECT id FROM deal WHERE title = ? AND company_id IS ? AND deleted_at IS NULL"
        if company
        else "SELECT id FROM deal WHERE title = ? AND id IN"
        " (SELECT deal_id FROM deal_contact WHERE contact_id = ?) AND deleted_at IS NULL",
        (title, company or contact),
    )
    return [int(id) for (id,) in rows]
