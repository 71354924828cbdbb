"""What was imported from where: the files behind the steps of the history."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinycrm.store.database import Database


class Imported(NamedTuple):
    """A file that was imported; `step` is its step of the history, `undone_by` the one undoing it.

    `sha256` are the first signs of the file's checksum, `size` its bytes; 0 and "" of a folder.
    """

    step: int
    at: str
    file: str
    format: str
    encoding: str
    size: int
    sha256: str
    created: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    undone_by: int | None


def record(db: "Database", values: "Mapping[str, Any]") -> None:
    """Note a file that the current operation imports."""
    if db.current is not None:
        db.insert("import_file", {"operation_id": db.current.id, **values})


def changes_of(db: "Database", table: str, row: int, format: str) -> "Iterable[tuple[Any, ...]]":
    """What changed a row, the newest first: its columns before and after as JSON, and whether
    that was an import of a file of that format.

    A step that was undone, and its undoing, changed nothing.
    """
    found: Iterable[tuple[Any, ...]] = db.run(
        'SELECT "before", "after", EXISTS (SELECT 1 FROM import_file'
        " WHERE import_file.operation_id = change.operation_id AND format = ?)"
        " FROM change JOIN operation ON operation.id = change.operation_id"
        " WHERE row_id = ? AND table_name = ? AND undone_by IS NULL"
        " AND operation.kind NOT IN ('undo', 'redo') ORDER BY change.id DESC",
        (format, row, table),
    )
    return found


def imported(db: "Database", limit: int = 50) -> list[Imported]:
    """The files that were imported, the newest first."""
    rows = db.rows(
        "SELECT operation.id, at, name, format, encoding, size, sha256, created, updated,"
        " unchanged, skipped, rejected, undone_by FROM import_file"
        " JOIN operation ON operation.id = import_file.operation_id"
        " ORDER BY import_file.id DESC LIMIT ?",
        (limit,),
    )
    return [Imported._make(row) for row in rows]
