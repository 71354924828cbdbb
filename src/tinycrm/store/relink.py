"""Giving what belongs to one record to another one of its kind, as a merge does.

Rows are deleted and inserted rather than updated where the search index or the derived columns
follow them, and so that they stand behind the other record's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store import points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.database import Database

    Lost = list[tuple[str, object]]
    """The fields that had two values, with the one that gave way."""

MOVED = {
    "address": ("label", "street", "city", "region", "postal_code", "country"),
    "record_tag": ("tag_id",),
    "activity_link": ("activity_id",),
    "task_link": ("task_id",),
    "external_ref": ("source", "external_id"),
}
"""The tables whose rows move along, with the columns that make two rows the same."""

POINTING = {
    "contact": (("contact", "merged_into_id"),),
    "company": (
        ("company", "merged_into_id"),
        ("company", "parent_id"),
        ("contact", "company_id"),
        ("deal", "company_id"),
    ),
}
"""The columns of records that point at a record of the noun."""


def relink(db: Database, noun: str, kept: int, gone: int, choices: Mapping[str, str]) -> Lost:
    """Move everything within the current operation; returns the values that gave way."""
    lost: Lost = []
    move_points(db, noun, kept, gone, choices, lost)
    for table in MOVED:
        move(db, table, noun, kept, gone)
    if noun == "contact":
        move_consents(db, kept, gone)
        move_roles(db, kept, gone, lost)
    move_differences(db, noun, kept, gone)
    repoint(db, noun, kept, gone)
    return lost


def pick(
    field: str, mine: object, theirs: object, choices: Mapping[str, str], lost: Lost
) -> object:
    """The value that stays; the other one, if there is one, is added to `lost`."""
    if theirs in (None, "") or theirs == mine:
        return mine
    if mine in (None, ""):
        return theirs
    winner, loser = (theirs, mine) if choices.get(field) == "other" else (mine, theirs)
    lost.append((field, loser))
    return winner


def move_points(
    db: Database, noun: str, kept: int, gone: int, choices: Mapping[str, str], lost: Lost
) -> None:
    """Move the contact points; the kept record's primary ones stay that unless chosen."""
    own = points.of(db, noun, kept)
    known = {(point.kind, points.key_of_point(point)): point for point in own}
    theirs = points.of(db, noun, gone)
    for point in theirs:
        db.delete("contact_point", point.id)
        same = known.get((point.kind, points.key_of_point(point)))
        if same is None:
            first = point.is_primary and point.kind not in {mine.kind for mine in own}
            row = {**point._asdict(), f"{noun}_id": kept, "is_primary": int(first)}
            del row["id"]
            db.insert("contact_point", row)
        else:
            label = pick(f"label of {point.value}", same.label, point.label, {}, lost)
            invalid = same.invalid_since or point.invalid_since
            if (label, invalid) != (same.label, same.invalid_since):
                db.update("contact_point", same.id, {"label": label, "invalid_since": invalid})
    for kind in points.POINT_FIELDS:
        first_of_kind = next((point for point in theirs if point.kind == kind), None)
        if first_of_kind and choices.get(kind) == "other":
            points.prefer(db, noun, kept, kind, points.key_of_point(first_of_kind))


def move(db: Database, table: str, noun: str, kept: int, gone: int) -> None:
    """Give the rows of one record to the other, apart from those that it has itself."""
    identity = MOVED[table]
    query = f"SELECT id, {', '.join(identity)} FROM {table} WHERE {noun}_id = ? ORDER BY id"
    known = {tuple(row) for _, *row in db.rows(query, (kept,))}
    for id, *row in db.rows(query, (gone,)):
        db.delete(table, id)
        if tuple(row) not in known:
            known.add(tuple(row))
            db.insert(table, {f"{noun}_id": kept, **dict(zip(identity, row, strict=True))})


def move_consents(db: Database, kept: int, gone: int) -> None:
    """Let the statements stand in order of time; of two at one instant the refusal holds."""
    query = (
        "SELECT id, contact_id, at, status, channel, basis FROM consent WHERE contact_id IN (?, ?)"
    )
    rows = db.rows(query, (kept, gone))
    if not any(contact == gone for _, contact, *_ in rows):
        return
    for id, *_ in rows:
        db.delete("consent", id)
    columns = ("at", "status", "channel", "basis")
    for statement in sorted({tuple(row) for _, _, *row in rows}, key=lambda row: row[:3]):
        db.insert("consent", {"contact_id": kept, **dict(zip(columns, statement, strict=True))})


def move_roles(db: Database, kept: int, gone: int, lost: Lost) -> None:
    """Put the kept person into the other's deals, at the other's place where that is the first."""
    query = "SELECT deal_id, id, role, position FROM deal_contact WHERE contact_id = ?"
    own = {deal: part for deal, *part in db.rows(query, (kept,))}
    for deal, id, role, position in db.rows(query, (gone,)):
        if deal not in own:
            db.update("deal_contact", id, {"contact_id": kept})
            continue
        mine, my_role, my_position = own[deal]
        db.delete("deal_contact", id)
        place = {
            "role": pick(f"role in D{deal}", my_role, role, {}, lost),
            "position": min(position, my_position),
        }
        if place != {"role": my_role, "position": my_position}:
            db.update("deal_contact", mine, place)


def move_differences(db: Database, noun: str, kept: int, gone: int) -> None:
    """Whoever is somebody else than the one is somebody else than the other."""
    low, high = f"{noun}_a_id", f"{noun}_b_id"
    query = f"SELECT id, {low}, {high} FROM not_duplicate WHERE {low} = ?1 OR {high} = ?1"
    known = {kept}.union(*(pair for _, *pair in db.rows(query, (kept,))))
    for id, *pair in db.rows(query, (gone,)):
        db.delete("not_duplicate", id)
        (other,) = {*pair} - {gone}
        if other not in known:
            a, b = sorted((kept, other))
            db.insert("not_duplicate", {low: a, high: b})


def repoint(db: Database, noun: str, kept: int, gone: int) -> None:
    """Let the records that point at the one point at the other."""
    for table, column in POINTING[noun]:
        db.run(
            f"UPDATE {table} SET {column} = ?, version = version + 1, updated_at = ?"
            f" WHERE {column} = ? AND ({table}.id <> ? OR '{table}' <> '{noun}')",
            (kept, db.operation_time(), gone, kept),
        )
