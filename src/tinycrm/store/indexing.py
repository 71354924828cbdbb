"""The search index after much was written at once: each changed record is taken up anew, once.

Triggers keep the index while single records are written. It writes itself out at each of their
statements, though, which makes a third of the time of an import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from tinycrm.store.database import Database

CHUNK = 2000
"""Records indexed by one statement: SQLite keeps what that changes in memory."""
LAST = (1 << 63) - 1


def index_all(db: Database) -> None:
    """Fill the empty index."""
    for noun in LETTER_OF:
        last = db.value(f"SELECT max(id) FROM {noun}") or 0
        for first in range(0, last, CHUNK):
            db.run(
                f"INSERT INTO {noun}_fts (rowid, title, body)"
                f" SELECT id, title, body FROM {noun}_document WHERE id > ? AND id <= ?",
                (first, first + CHUNK),
            )


def index_changed(db: Database, operation: int) -> None:
    """Index every record that an operation wrote, or whose firm it renamed."""
    db.run(
        "CREATE TEMP TABLE touched (noun TEXT, id INTEGER, PRIMARY KEY (noun, id))"
        " STRICT, WITHOUT ROWID"
    )
    db.run(
        "INSERT OR IGNORE INTO temp.touched SELECT substr(record, 1, 1),"
        " CAST(substr(record, 2) AS INTEGER) FROM change"
        " WHERE operation_id = ? AND record IS NOT NULL",
        (operation,),
    )
    for noun in ("contact", "deal"):
        db.run(
            f"INSERT OR IGNORE INTO temp.touched SELECT ?, {noun}.id FROM change"
            f" JOIN {noun} ON {noun}.company_id = change.row_id"
            " WHERE operation_id = ? AND table_name = 'company' AND change.kind = 'update'",
            (LETTER_OF[noun], operation),
        )
    for noun, letter in LETTER_OF.items():
        last: int | None = 0
        while last is not None:
            last = index_some(db, noun, letter, last)
    db.run("DROP TABLE temp.touched")


def index_some(db: Database, noun: str, letter: str, after: int) -> int | None:
    """Index the next touched records of a noun; returns where to go on, or None at the end."""
    last = db.value(
        "SELECT id FROM temp.touched WHERE noun = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?",
        (letter, after, CHUNK - 1),
    )
    ids = "SELECT id FROM temp.touched WHERE noun = ? AND id > ? AND id <= ?"
    chosen = (letter, after, last or LAST)
    db.run(f"DELETE FROM {noun}_fts WHERE rowid IN ({ids})", chosen)
    db.run(
        f"INSERT INTO {noun}_fts (rowid, title, body)"
        f" SELECT id, title, body FROM {noun}_document WHERE id IN ({ids})",
        chosen,
    )
    return None if last is None else int(last)
