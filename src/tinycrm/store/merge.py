"""Merging two people or two firms into one, which keeps everything that either had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError, InvalidError
from tinycrm.store import custom, points, values
from tinycrm.store.companies import COMPANY_FIELDS
from tinycrm.store.contacts import CONTACT_FIELDS, NAME_FIELDS
from tinycrm.store.references import LETTER_OF, Found, resolve, told
from tinycrm.store.relink import pick, relink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinycrm.store.database import Database
    from tinycrm.store.relink import Lost

    Values = dict[str, Any]

NAME_COLUMNS = {
    "contact": ("name", "name_key", "sort_key", *NAME_FIELDS),
    "company": ("name", "name_key", "sort_key"),
}
FIELDS = {
    "contact": tuple(field for field in CONTACT_FIELDS if field not in NAME_FIELDS),
    "company": tuple(COMPANY_FIELDS),
}
FIRM = {"contact": "company", "company": "parent"}
"""The field that names a firm; its column ends in `_id`."""


def merge(
    db: Database,
    noun: str,
    keep: object,
    other: object,
    *,
    choices: Mapping[str, str] | None = None,
) -> int:
    """Merge the contact or company `other` into `keep`, and return the id of that.

    Empty fields are filled from the other one. Where both have a value the kept one's stays,
    unless `choices` says `{field: "other"}`; the value that gives way is written into a note. The
    other one goes to the trash with `merged_into_id`. Raises ConflictError for a record in the
    trash or for a record and itself, UsageError and InvalidError for a choice that is none.
    """
    with db.operation(f"{noun}.merge") as operation:
        kept, gone = resolve(db, noun, keep), resolve(db, noun, other)
        refuse(db, noun, kept, gone)
        choices = checked(db, noun, choices or {})
        source, into = told(db, Found(noun, gone)), told(db, Found(noun, kept))
        columns, lost = merged_columns(db, noun, kept, gone, choices)
        lost += relink(db, noun, kept, gone, choices)
        if not db.update_record(noun, kept, columns):
            db.touch(noun, kept)
        db.update_record(noun, gone, {"deleted_at": operation.at, "merged_into_id": kept})
        if lost:
            write_note(db, noun, kept, source, lost)
        operation.summary = operation.summary or f"merged {source} into {into}"
    return kept


def refuse(db: Database, noun: str, kept: int, gone: int) -> None:
    """Refuse what cannot be merged: a record with itself, or one that is in the trash."""
    if kept == gone:
        raise ConflictError(
            f"{told(db, Found(noun, kept))} cannot be merged with itself.", "Name two records."
        )
    for id in (kept, gone):
        row = db.row(f"SELECT deleted_at, merged_into_id FROM {noun} WHERE id = ?", (id,))
        deleted, survivor = row or (None, None)
        ref = f"{LETTER_OF[noun]}{id}"
        if deleted and survivor:
            raise ConflictError(
                f"{ref} was merged into {LETTER_OF[noun]}{survivor} already.",
                "Name that one instead.",
            )
        if deleted:
            raise ConflictError(
                f"{told(db, Found(noun, id))} is in the trash.", f"First: crm restore {ref}"
            )


def checked(db: Database, noun: str, choices: Mapping[str, str]) -> Mapping[str, str]:
    """The choices, if each is about a field of the noun and says `keep` or `other`."""
    known = {"name", FIRM[noun], *FIELDS[noun], *points.POINT_FIELDS}
    if not known.issuperset(choices):
        known.update(custom.definitions(db, noun))
    values.refuse_unknown(noun, (field for field in choices if field not in known), known)
    for field, whose in choices.items():
        if whose not in ("keep", "other"):
            raise InvalidError(
                f"{quote_value(str(whose))} does not say whose {field} to take.",
                "Say keep or other.",
                field,
            )
    return choices


# The fields


def merged_columns(
    db: Database, noun: str, kept: int, gone: int, choices: Mapping[str, str]
) -> tuple[Values, Lost]:
    """The kept record's columns as they shall be, and what gave way."""
    firm = f"{FIRM[noun]}_id"
    wanted = (*NAME_COLUMNS[noun], *FIELDS[noun], firm, "custom", "created_at", "archived_at")
    mine, theirs = (held(db, noun, id, wanted) for id in (kept, gone))
    lost: Lost = []
    name = pick("name", mine["name"], theirs["name"], choices, lost)
    named_by = mine if name == mine["name"] else theirs
    columns = {column: named_by[column] for column in NAME_COLUMNS[noun]}
    for field in FIELDS[noun]:
        columns[field] = pick(field, mine[field], theirs[field], choices, lost)
    firms = [mine[firm], theirs[firm]]
    if noun == "company":
        firms = outside(db, (kept, gone), firms, lost)
    columns[firm] = stay(db, FIRM[noun], firms, choices, lost)
    columns["custom"] = merged_custom(mine["custom"], theirs["custom"], choices, lost)
    columns["created_at"] = min(mine["created_at"], theirs["created_at"])
    # What stood in the lists as either of the two goes on standing there.
    columns["archived_at"] = theirs["archived_at"] and mine["archived_at"]
    return columns, lost


def held(db: Database, noun: str, id: int, columns: tuple[str, ...]) -> Values:
    """Some columns of a record, by name."""
    row = db.row(f"SELECT {', '.join(columns)} FROM {noun} WHERE id = ?", (id,))
    return dict(zip(columns, row or (), strict=True))


def merged_custom(mine: str, theirs: str, choices: Mapping[str, str], lost: Lost) -> str:
    """The custom fields of both records, and what gave way."""
    if mine == theirs:
        return mine
    merged = json.loads(mine)
    for key, value in json.loads(theirs).items():
        merged[key] = pick(key, merged.get(key), value, choices, lost)
    return custom.written(merged)


def outside(db: Database, ids: tuple[int, int], firms: list[int | None], lost: Lost) -> list[int]:
    """Those of the parents of two firms that do not themselves belong to either of the two."""
    below = {
        id
        for (id,) in db.rows(
            "WITH RECURSIVE below(id) AS (VALUES (?), (?) UNION SELECT company.id FROM company"
            " JOIN below ON company.parent_id = below.id) SELECT id FROM below",
            ids,
        )
    }
    lost += [("parent", firm_name(db, firm)) for firm in firms if firm in below - {*ids}]
    return [firm for firm in firms if firm and firm not in below]


def stay(
    db: Database, field: str, firms: Sequence[int | None], choices: Mapping[str, str], lost: Lost
) -> int | None:
    """Which of the kept record's firm and the other's stays."""
    known = list(dict.fromkeys(firm for firm in firms if firm))
    if len(known) < 2:
        return known[0] if known else None
    winner, loser = reversed(known) if choices.get(field) == "other" else known
    lost.append((field, firm_name(db, loser)))
    return winner


def firm_name(db: Database, id: int | None) -> str:
    """A firm in the words of the note on what gave way."""
    return f"{db.value('SELECT name FROM company WHERE id = ?', (id,))} (O{id})"


def write_note(db: Database, noun: str, kept: int, source: str, lost: Lost) -> None:
    """Keep what gave way where people read it."""
    lines = [f"- {field.replace('_', ' ')}: {custom.as_text(value)}" for field, value in lost]
    note = {"kind": "note", "happened_at": db.operation_time(), "subject": f"Merged from {source}"}
    activity = db.insert_record("activity", {**note, "body": "\n".join(lines)})
    db.insert("activity_link", {"activity_id": activity, f"{noun}_id": kept})
