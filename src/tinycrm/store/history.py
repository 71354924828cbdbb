"""The history: what was done, and taking it back or doing it again.

An undo is itself an operation that replays the logged changes backwards, so that it can be
undone in turn (that is a redo). Each change is only taken back where the row still holds what the
change had left there: a later edit of the same field is never overwritten, it is named.
"""

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinycrm.store.database import Database, Operation
    from tinycrm.store.differences import Difference

VERSIONED = {"contact", "company", "deal", "activity", "task"}
# These say nothing about what a person wrote: they are restored, but cause no conflict.
BOOKKEEPING = {"updated_at"}
IMPORTED = "import.all"
"""The kind of the step that filled a new file with everything from another one."""
NOT_A_STEP = "('undo', 'redo', 'setup')"
BATCH = 1000
COUNTED = 1001
STEPS = (
    "(SELECT *, (SELECT count(*) FROM (SELECT 1 FROM change"
    f" WHERE operation_id = operation.id LIMIT {COUNTED})) AS changes FROM operation)"
)
"""Where steps are read from."""
MANY = 500
"""Changes from which on the search index is written at the end."""


class Step(NamedTuple):
    """One operation of the history; `undone_by` is the operation that took it back.

    `changes` is how many rows it changed; of more than a thousand it says 1001.
    """

    id: int
    at: str
    actor: str
    program: str
    kind: str
    summary: str
    undoes: int | None
    undone_by: int | None
    changes: int


class Change(NamedTuple):
    id: int
    table_name: str
    row_id: int
    kind: str
    before: str | None
    after: str | None


def refuse_undoing(step: Step) -> None:
    """Raise ConflictError where a step is none that can be taken back."""
    if step.kind in ("undo", "redo"):
        raise ConflictError(
            f"Step {step.id} is itself an {step.kind}.", "Use: crm redo, or crm undo"
        )
    if step.undone_by is not None:
        raise ConflictError(f"Step {step.id} is undone already.", f"crm redo --step {step.id}")
    if step.kind == "setup":
        raise ConflictError("The creation of the file cannot be undone.", "Delete the file.")
    if step.kind == IMPORTED:
        raise ConflictError(
            "The import of everything cannot be undone: the file would be empty.",
            "Delete the file, or undo an earlier step: crm undo --step N (see: crm history)",
        )


def logged_tables(db: "Database") -> list[str]:
    """The tables whose changes are in the history, by name: those that hold what people wrote."""
    rows = db.rows("SELECT tbl_name FROM sqlite_schema WHERE name GLOB '*_log_insert' ORDER BY 1")
    return [table for (table,) in rows]


class History:
    """Reads and replays the change log of one file."""

    def __init__(self, db: "Database") -> None:
        self.db = db

    # Looking back

    def steps(
        self, limit: int = 50, offset: int = 0, record: str = "", before: int | None = None
    ) -> list[Step]:
        """The newest steps first; of one record when its reference (`C12`) is given.

        `before` is the number of the last step of the page before.
        """
        parts, parameters = [], list[object]()
        if record:
            parts.append("id IN (SELECT operation_id FROM change WHERE record = ?)")
            parameters.append(record)
        if before is not None:
            parts.append("id < ?")
            parameters.append(before)
        where = f"WHERE {' AND '.join(parts)}" if parts else ""
        return self.read(
            f"{where} ORDER BY id DESC LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )

    def read(self, where: str, parameters: "Sequence[object]" = ()) -> list[Step]:
        return self.db.view(Step, STEPS, where, parameters)

    def step(self, id: int) -> Step:
        found = self.read("WHERE id = ?", (id,))
        if not found:
            raise NotFoundError(f"There is no step {id}.", "See the steps with: crm history")
        return found[0]

    def changes(self, step: int) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
        """What a step changed, row by row: table, kind, values before, values after."""
        return [
            (
                row.table_name,
                row.kind,
                json.loads(row.before or "{}"),
                json.loads(row.after or "{}"),
            )
            for row in self.db.view(Change, "change", "WHERE operation_id = ? ORDER BY id", (step,))
        ]

    def differences(self, step: int, limit: int = 200, after: int = 0) -> "list[Difference]":
        """What a step changed, field by field and in words; see `Difference`.

        `after` is the `id` of the last one of the page before. Raises NotFoundError.
        """
        from tinycrm.store.differences import differences

        return differences(self.db, self.step(step).id, limit, after)

    # Taking back

    def undo(self, id: int | None = None) -> Step:
        """Take back the newest step, or the one with that id, and return it.

        Raises NotFoundError when there is nothing to undo, ConflictError when a later change
        stands in the way.
        """
        with self.db.operation("undo") as operation:
            # Chosen only here, where nobody else can be undoing the same step.
            step = self.step(id) if id is not None else self.newest()
            refuse_undoing(step)
            self.reverse(step, step.id, operation, "undid")
            self.db.run("UPDATE operation SET undone_by = ? WHERE id = ?", (operation.id, step.id))
            self.refuse_orphans(step)
        return step

    def redo(self, id: int | None = None) -> Step:
        """Do again the step that was undone last, or the one with that id, and return it."""
        with self.db.operation("redo") as operation:
            step = self.step(id) if id is not None else self.newest_undone()
            if step.undone_by is None:
                raise ConflictError(
                    f"Step {step.id} is not undone.", "See the steps with: crm history"
                )
            self.reverse(step, step.undone_by, operation, "redid")
            self.db.run("UPDATE operation SET undone_by = NULL WHERE id = ?", (step.id,))
            self.refuse_orphans(step)
        return step

    def reverse(self, step: Step, changes: int, operation: "Operation", verb: str) -> None:
        """Take back what the operation `changes` did, to undo or redo `step`."""
        operation.summary = f"{verb}: {step.summary}"
        if self.is_long(changes):
            self.db.index_later()
        self.replay_backwards(changes, step)
        self.mark(operation.id, undoes=changes)

    def newest(self) -> Step:
        found = self.read(
            f"WHERE undone_by IS NULL AND kind NOT IN {NOT_A_STEP} ORDER BY id DESC LIMIT 1",
        )
        if not found:
            raise NotFoundError("There is nothing to undo.", "See what was done with: crm history")
        return found[0]

    def newest_undone(self) -> Step:
        found = self.read("WHERE undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1")
        if not found:
            raise NotFoundError("There is nothing to redo.", "See what was done with: crm history")
        later = self.read(
            f"WHERE id > ? AND kind NOT IN {NOT_A_STEP} ORDER BY id LIMIT 1",
            (found[0].undone_by,),
        )
        if later:
            raise NotFoundError(
                f"There is nothing to redo: since the undo, “{later[0].summary}” was done.",
                f"To redo “{found[0].summary}” all the same: crm redo --step {found[0].id}",
            )
        return found[0]

    def is_long(self, operation: int) -> bool:
        """Whether an operation consists of many changes."""
        sql = "SELECT 1 FROM change WHERE operation_id = ? LIMIT 1 OFFSET ?"
        return self.db.value(sql, (operation, MANY)) is not None

    def mark(self, operation: int, undoes: int) -> None:
        self.db.run("UPDATE operation SET undoes = ? WHERE id = ?", (undoes, operation))

    def replay_backwards(self, operation: int, step: Step) -> None:
        """Take back every change of `operation`, the last one first."""
        for change in self.backwards(operation):
            if not self.take_back(change):
                self.refuse(step, change)

    def backwards(self, operation: int) -> "Iterator[Change]":
        last = None
        while True:
            batch = self.db.view(
                Change,
                "change",
                "WHERE operation_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                (operation, last or 1 << 62, BATCH),
            )
            yield from batch
            if len(batch) < BATCH:
                return
            last = batch[-1].id

    def take_back(self, change: Change) -> bool:
        """Reverse one change; False if the row is no longer as the change had left it."""
        table, before, after = (
            change.table_name,
            json.loads(change.before or "{}"),
            json.loads(change.after or "{}"),
        )
        if change.kind == "delete":
            self.db.insert(table, {"id": change.row_id, **before})
            return True
        held = {column: value for column, value in after.items() if column not in BOOKKEEPING}
        where = " AND ".join(["id = ?", *(f'"{column}" IS ?' for column in held)])
        if change.kind == "insert":
            sql, values = f"DELETE FROM {table} WHERE {where}", []
        else:
            sets = [f'"{column}" = ?' for column in before]
            if table in VERSIONED:
                sets.append("version = version + 1")
            sql = f"UPDATE {table} SET {', '.join(sets)} WHERE {where}"
            values = list(before.values())
        return bool(self.db.run(sql, (*values, change.row_id, *held.values())).rowcount)

    # Saying what stands in the way

    def refuse(self, step: Step, change: Change) -> None:
        blocking = self.read(
            "WHERE id > ? AND undone_by IS NULL AND kind NOT IN ('undo', 'redo') AND id IN"
            " (SELECT operation_id FROM change WHERE row_id = ? AND table_name = ?)"
            " ORDER BY id DESC LIMIT 3",
            (step.id, change.row_id, change.table_name),
        )
        raise self.conflict(step, blocking)

    def refuse_orphans(self, step: Step) -> None:
        """Refuse an undo that would leave rows of later steps without what they belong to."""
        orphaned = self.later_rows_without_owner(step.id)
        if orphaned:
            raise self.conflict(step, orphaned)

    def later_rows_without_owner(self, step: int) -> list[Step]:
        """Later steps with rows that point at rows which are gone now."""
        found: dict[int, Step] = {}
        gone = self.db.rows(
            "SELECT DISTINCT table_name FROM change WHERE operation_id = ? AND kind = 'insert'",
            (step,),
        )
        for (table,) in gone:
            for child, column in self.references(table):
                rows = self.read(
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

    def references(self, table: str) -> list[tuple[str, str]]:
        """The (table, column) pairs of foreign keys that point at `table`."""
        return [
            (str(child), str(column))
            for child, column in self.db.rows(
                """SELECT s.name, f."from" FROM sqlite_schema AS s,
                       pragma_foreign_key_list(s.name) AS f
                   WHERE s.type = 'table' AND f."table" = ?
                       AND s.name NOT IN ('operation', 'change', 'current_operation')""",
                (table,),
            )
        ]

    def conflict(self, step: Step, blocking: list[Step]) -> ConflictError:
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
