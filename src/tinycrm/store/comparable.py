"""Reads people and firms as they are compared for duplicates, a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.traits import Firm, Person, firm, person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinycrm.domain.traits import Points
    from tinycrm.store.database import Database

    Comparable = Person | Firm
    PointsOf = dict[tuple[int, str], Points]

BATCH = 500


def everyone(db: Database, noun: str) -> Iterator[tuple[int, Comparable]]:
    """All records of the noun that are not in the trash, by id, in constant memory."""
    last = 0
    while rows := db.rows(
        f"SELECT id FROM {noun} WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?",
        (last, BATCH),
    ):
        ids = [id for (id,) in rows]
        yield from load(db, noun, ids).items()
        last = ids[-1]


def load(db: Database, noun: str, ids: Sequence[int]) -> dict[int, Comparable]:
    """Those of the records that are not in the trash, by id; at most a few hundred."""
    marks = ", ".join("?" * len(ids))
    points: PointsOf = {}
    for owner, kind, key, value in db.rows(
        f"SELECT {noun}_id, kind, coalesce(value_key, value), value FROM contact_point"
        f" WHERE {noun}_id IN ({marks}) AND kind IN ('email', 'phone') ORDER BY id",
        ids,
    ):
        points[owner, kind] = (*points.get((owner, kind), ()), (key, value))
    read = people if noun == "contact" else firms
    return read(db, marks, ids, points)


def people(db: Database, marks: str, ids: Sequence[int], points: PointsOf) -> dict[int, Comparable]:
    """People as they are compared, by id."""
    rows = db.rows(
        "SELECT contact.id, contact.name, prefix, given_name, middle_name, family_name, suffix,"
        " nickname, birthday, company.name_key"
        " FROM contact LEFT JOIN company ON company.id = contact.company_id"
        f" WHERE contact.id IN ({marks}) AND contact.deleted_at IS NULL ORDER BY contact.id",
        ids,
    )
    return {
        id: person(
            name,
            parts=parts if any(parts) else (),
            nickname=nickname or "",
            birthday=birthday or "",
            firm=firm_key or "",
            emails=points.get((id, "email"), ()),
            phones=points.get((id, "phone"), ()),
        )
        for id, name, *parts, nickname, birthday, firm_key in rows
    }


def firms(db: Database, marks: str, ids: Sequence[int], points: PointsOf) -> dict[int, Comparable]:
    """Firms as they are compared, by id."""
    cities: dict[int, list[str]] = {}
    for id, city in db.rows(
        f"SELECT company_id, city FROM address WHERE company_id IN ({marks}) AND city <> ''", ids
    ):
        cities.setdefault(id, []).append(city)
    rows = db.rows(
        "SELECT id, name, domain, tax_id, parent_id FROM company"
        f" WHERE id IN ({marks}) AND deleted_at IS NULL ORDER BY id",
        ids,
    )
    return {
        id: firm(
            name,
            domain=domain or "",
            tax_id=tax_id or "",
            id=id,
            parent=parent or 0,
            cities=cities.get(id, ()),
            emails=points.get((id, "email"), ()),
            phones=points.get((id, "phone"), ()),
        )
        for id, name, domain, tax_id, parent in rows
    }
