"""Replays logged changes backwards: what an undo does, and a redo, which undoes the undo.

Each change is only taken back where the row still holds what the change had left there.
"""

import json
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.errors import ConflictError
from tinycrm.store.history import Step, read
from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinycrm.store.database import Database, Operation

BOOKKEEPING = {"updated_at"}
"""Columns that say nothing about what a person wrote: they are restored, but cause no conflict."""
BATCH = 1000
MANY = 500
"""Changes from which on the search index is written at the end."""


class Change(NamedTuple):
    """A logged change of one row, its columns before and after as JSON."""

    id: int
    table_name: str
    row_id: int
    kind: str
    before: str | None
    after: str | None


def reverse(db: "Database", step: Step, changes: int, operation: "Operation", verb: str) -> None:
    """Take back what the operation `changes` did, to undo or redo `step`."""
    operation.summary = f"{verb}: {step.summary}"
    if is_long(db, changes):
        db.index_later()
    replay_backwards(db, changes, step)
    db.run("UPDATE operation SET undoes = ? WHERE id = ?", (changes, operation.id))


def is_long(db: "Database", operation: int) -> bool:
    """Whether an operation consists of many changes."""
    sql = "SELECT 1 FROM change WHERE operation_id = ? LIMIT 1 OFFSET ?"
    return db.value(sql, (operation, MANY)) is not None


def replay_backwards(db: "Database", operation: int, step: Step) -> None:
    """Take back every change of `operation`, the last one first."""
    for change in backwards(db, operation):
        if not take_back(db, change):
            refuse(db, step, change)


def backwards(db: "Database", operation: int) -> "Iterator[Change]":
    """The changes of an operation, the last one first, in constant memory."""
    last = None
    while True:
        batch = db.view(
            Change,
            "change",
            "WHERE operation_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
            (operation, last or 1 << 62, BATCH),
        )
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1].id


def take_back(db: "Database", change: Change) -> bool:
    """Reverse one change; False if the row is no longer as the change had left it."""
    table, before, after = (
        change.table_name,
        json.loads(change.before or "{}"),
        json.loads(change.after or "{}"),
    )
    if change.kind == "delete":
        db.insert(table, {"id": change.row_id, **before})
        return True
    held = {column: value for column, value in after.items() if column not in BOOKKEEPING}
    where = " AND ".join(["id = ?", *(f'"{column}" IS ?' for column in held)])
    if change.kind == "insert":
        sql, values = f"DELETE FROM {table} WHERE {where}", []
    else:
        sets = [f'"{column}" = ?' for column in before]
        if table in LETTER_OF:  # whose rows count how often they were changed
            sets.append("version = version + 1")
        sql = f"UPDATE {table} SET {', '.join(sets)} WHERE {where}"
        values = list(before.values())
    return bool(db.run(sql, (*values, change.row_id, *held.values())).rowcount)


# Saying what stands in the way


def refuse(db: "Database", step: Step, change: Change) -> None:
    """Raise ConflictError for a change that cannot be taken back, naming the later steps."""
    blocking = read(
        db,
        "WHERE id > ? AND undone_by IS NULL AND kind NOT IN ('undo', 'redo') AND id IN"
        " (SELECT operation_id FROM change WHERE row_id = ? AND table_name = ?)"
        " ORDER BY id DESC LIMIT 3",
        (step.id, change.row_id, change.table_name),
    )
    raise conflict(step, blocking)


def refuse_orphans(db: "Database", step: Step) -> None:
    """Refuse an undo that would leave rows of later steps without what they belong to."""
    orphaned = later_rows_without_owner(db, step.id)
    if orphaned:
        raise conflict(step, orphaned)


def later_rows_without_owner(db: "Database", step: int) -> list[Step]:
    """Later steps with rows that point at rows which are gone now."""
    found: dict[int, Step] = {}
    gone = db.rows(
        "SELECT DISTINCT table_name FROM change WHERE operation_id = ? AND kind = 'insert'",
        (step,),
    )
    for (table,) in gone:
        for child, column in references(db, table):
            rows = read(
                db,
                f"""WHERE id IN (
                    SELECT later.operation_id FROM change
                    JOIN {child} AS child ON child.{column} = change.row_id
                    JOIN change AS later
                      ON later.row_id = child.id AND later.table_name = '{child}'
                    WHERE change.operation_id = ? AND change.table_name = ?
                      AND change.kind = 'insert' AND later.operation_id > change.operation_id
                      AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = change.row_id)
                    LIMIT 3)""",
                (step, table),
            )
            found.update({row.id: row for row in rows})
    return list(found.values())[:3]


def references(db: "Database", table: str) -> list[tuple[str, str]]:
    """The (table, column) pairs of foreign keys that point at `table`."""
    return [
        (str(child), str(column))
        for child, column in db.rows(
            """SELECT s.name, f."from" FROM sqlite_schema AS s,
                   pragma_foreign_key_list(s.name) AS f
               WHERE s.type = 'table' AND f."table" = ?
                   AND s.name NOT IN ('operation', 'change', 'current_operation')""",
            (table,),
        )
    ]


def conflict(step: Step, blocking: list[Step]) -> ConflictError:
    """The error for a step that cannot be undone, with what came later."""
    if not blocking:
        return ConflictError(
            f"“{step.summary}” cannot be undone: the record has been changed since.",
            f"See what was done since with: crm history (this was step {step.id})",
        )
    later = "; ".join(f"step {row.id} “{row.summary}”" for row in blocking)
    return ConflictError(
        f"“{step.summary}” cannot be undone: it would overwrite what came later ({later}).",
        f"Undo that first: crm undo --step {blocking[0].id}",
    )
