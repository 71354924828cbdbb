"""What records are called elsewhere: the identities that files and other programs have for them.

An identity belongs to a source and a noun; a record may have several, and keeps them when it is
merged. Links that wait for a record which nobody knows yet stand among them, too (`AWAITED`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTER_OF, Found

if TYPE_CHECKING:
    from tinycrm.store.database import Database

AWAITED = "awaited:"
"""What the source of a waiting link begins with; the rest is whose identity it is, and which."""


def survivor(db: Database, noun: str, id: int) -> int:
    """The record into which that one was merged, or itself."""
    while noun in ("contact", "company"):
        merged = db.value(f"SELECT merged_into_id FROM {noun} WHERE id = ?", (id,))
        if not merged:
            break
        id = int(merged)
    return int(id)


def by_number(db: Database, noun: str, id: object) -> int:
    """The record of that number, or the one it was merged into; 0 for none."""
    found = db.value(f"SELECT id FROM {noun} WHERE id = ?", (id,))
    return survivor(db, noun, found) if found else 0


def by_uid(db: Database, noun: str, uid: str) -> int:
    """The record of that uid, or the one it was merged into; 0 for none, and for no uid."""
    found = db.value(f"SELECT id FROM {noun} WHERE uid = ?", (uid,)) if uid else None
    return survivor(db, noun, found) if found else 0


def find(db: Database, noun: str, source: str, external_id: str) -> int:
    """The record with that identity, or the one it was merged into; 0 for none."""
    found = db.value(
        f"SELECT {noun}_id FROM external_ref WHERE source = ? AND external_id = ?",
        (f"{source}:{noun}", external_id),
    )
    return survivor(db, noun, found) if found else 0


def put(db: Database, noun: str, source: str, external_id: str, id: int) -> None:
    """Remember under which identity a source has a record; one that is known already stays."""
    if not is_known(db, f"{source}:{noun}", external_id):
        values = {"source": f"{source}:{noun}", "external_id": external_id, f"{noun}_id": id}
        db.insert("external_ref", values)


def has_own(db: Database, noun: str, source: str, id: int) -> bool:
    """Whether a source has an identity for a record which is not made of the row's content."""
    return bool(
        db.value(
            f"SELECT 1 FROM external_ref WHERE {noun}_id = ? AND source = ?"
            " AND external_id NOT LIKE 'row:%'",
            (id, f"{source}:{noun}"),
        )
    )


def is_alone(db: Database, noun: str, source: str, id: int) -> bool:
    """Whether a record is one row of the source, and not several that were merged."""
    merged = f"SELECT 1 FROM {noun} WHERE merged_into_id = ?"
    if noun in ("contact", "company") and db.value(merged, (id,)):
        return False
    known = f"SELECT count(*) FROM external_ref WHERE {noun}_id = ? AND source = ?"
    return bool(db.value(known, (id, f"{source}:{noun}")) == 1)


def is_known(db: Database, source: str, external_id: str) -> bool:
    """Whether there is that identity, of whatever record."""
    known = "SELECT 1 FROM external_ref WHERE source = ? AND external_id = ?"
    return bool(db.value(known, (source, external_id)))


# Links that wait


def any_awaited(db: Database) -> bool:
    """Whether any link waits for a record."""
    sql = "SELECT 1 FROM external_ref WHERE source > ? AND source < ? LIMIT 1"
    return bool(db.value(sql, (AWAITED, AWAITED[:-1] + ";")))


def wait(db: Database, waiting: Found, noun: str, source: str, external_id: str, role: str) -> None:
    """Let a record wait for the one that a source will have under an identity; `role` says as
    what it is to be linked.
    """
    awaited, link = f"{AWAITED}{source}:{noun}:{external_id}", f"{waiting.ref}:{role}"
    if not is_known(db, awaited, link):
        values = {"source": awaited, "external_id": link, f"{waiting.noun}_id": waiting.id}
        db.insert("external_ref", values)


def no_longer_awaited(
    db: Database, noun: str, source: str, external_id: str
) -> list[tuple[Found, str]]:
    """The records that waited for the one of that identity, each with its role; now they do not."""
    columns = ", ".join(f"{each}_id" for each in LETTER_OF)
    rows = db.rows(
        f"SELECT id, external_id, {columns} FROM external_ref WHERE source = ?",
        (f"{AWAITED}{source}:{noun}:{external_id}",),
    )
    found = []
    for row, link, *targets in rows:
        db.delete("external_ref", row)
        waiting = next(each for each in zip(LETTER_OF, targets, strict=True) if each[1])
        found.append((Found(*waiting), link.partition(":")[2]))
    return found


# The references in an export of ours, which tie together what is imported at once


def begin_exported(db: Database) -> None:
    """Make room for the references of the exports that this connection imports."""
    db.run(
        "CREATE TEMP TABLE IF NOT EXISTS exported"
        " (ref TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )


def put_exported(db: Database, ref: str, id: int) -> None:
    """Remember as what one of our own exports knows a record."""
    db.run("INSERT OR REPLACE INTO temp.exported VALUES (?, ?)", (ref, id))


def find_exported(db: Database, ref: str) -> int:
    """The record that one of our own exports knows so; 0 for none."""
    return int(db.value("SELECT id FROM temp.exported WHERE ref = ?", (ref,)) or 0)
