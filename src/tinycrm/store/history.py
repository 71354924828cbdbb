"""The history: what was done, and taking it back or doing it again.

An undo is itself an operation that replays the logged changes backwards, so that it can be
undone in turn (that is a redo). Each change is only taken back where the row still holds what the
change had left there: a later edit of the same field is never overwritten, it is named.
"""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.store.database import Database
    from tinycrm.store.differences import Difference

IMPORTED = "import.all"
"""The kind of the step that filled a new file with everything from another one."""
NOT_A_STEP = "('undo', 'redo', 'setup')"
COUNTED = 1001
STEPS = (
    "(SELECT *, (SELECT count(*) FROM (SELECT 1 FROM change"
    f" WHERE operation_id = operation.id LIMIT {COUNTED})) AS changes FROM operation)"
)
"""Where steps are read from."""


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


def read(db: "Database", where: str, parameters: "Sequence[object]" = ()) -> list[Step]:
    """The steps that answer to a condition, in the order that it asks for."""
    return db.view(Step, STEPS, where, parameters)


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
        return read(
            self.db,
            f"{where} ORDER BY id DESC LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )

    def step(self, id: int) -> Step:
        """One step by its number; raises NotFoundError."""
        found = read(self.db, "WHERE id = ?", (id,))
        if not found:
            raise NotFoundError(f"There is no step {id}.", "See the steps with: crm history")
        return found[0]

    def differences(
        self, step: int, limit: int = 200, after: int = 0, record: str = ""
    ) -> "list[Difference]":
        """What a step changed, field by field and in words; see `Difference`.

        `after` is the `id` of the last one of the page before; with the reference of a `record`
        (`C12`), what it changed in that one. Raises NotFoundError.
        """
        from tinycrm.store.differences import differences

        return differences(self.db, self.step(step).id, limit, after, record)

    # Taking back

    def undo(self, id: int | None = None) -> Step:
        """Take back the newest step, or the one with that id, and return it.

        Raises NotFoundError when there is nothing to undo, ConflictError when a later change
        stands in the way.
        """
        from tinycrm.store import replay

        with self.db.operation("undo") as operation:
            # Chosen only here, where nobody else can be undoing the same step.
            step = self.step(id) if id is not None else self.newest()
            refuse_undoing(step)
            replay.reverse(self.db, step, step.id, operation, "undid")
            self.db.run("UPDATE operation SET undone_by = ? WHERE id = ?", (operation.id, step.id))
            replay.refuse_orphans(self.db, step)
        return step

    def redo(self, id: int | None = None) -> Step:
        """Do again the step that was undone last, or the one with that id, and return it."""
        from tinycrm.store import replay

        with self.db.operation("redo") as operation:
            step = self.step(id) if id is not None else self.newest_undone()
            if step.undone_by is None:
                raise ConflictError(
                    f"Step {step.id} is not undone.", "See the steps with: crm history"
                )
            replay.reverse(self.db, step, step.undone_by, operation, "redid")
            self.db.run("UPDATE operation SET undone_by = NULL WHERE id = ?", (step.id,))
            replay.refuse_orphans(self.db, step)
        return step

    def newest(self) -> Step:
        """The step that an undo takes back; raises NotFoundError."""
        found = read(
            self.db,
            f"WHERE undone_by IS NULL AND kind NOT IN {NOT_A_STEP} ORDER BY id DESC LIMIT 1",
        )
        if not found:
            raise NotFoundError("There is nothing to undo.", "See what was done with: crm history")
        return found[0]

    def newest_undone(self) -> Step:
        """The step that a redo does again; raises NotFoundError where something was done since."""
        found = read(self.db, "WHERE undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1")
        if not found:
            raise NotFoundError("There is nothing to redo.", "See what was done with: crm history")
        later = read(
            self.db,
            f"WHERE id > ? AND kind NOT IN {NOT_A_STEP} ORDER BY id LIMIT 1",
            (found[0].undone_by,),
        )
        if later:
            raise NotFoundError(
                f"There is nothing to redo: since the undo, “{later[0].summary}” was done.",
                f"To redo “{found[0].summary}” all the same: crm redo --step {found[0].id}",
            )
        return found[0]
