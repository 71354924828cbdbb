r"""Every row of a file, as it stands: read for an export of everything, and put into a new file.

Text that is empty is told from text that is not there: to a text of nothing but backslashes, which
includes the empty one, a further backslash is added.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from tinycrm.errors import ConflictError
from tinycrm.store.bulk import CHUNK, PRIMARY
from tinycrm.store.database import Database
from tinycrm.store.history import IMPORTED, logged_tables
from tinycrm.store.indexing import index_all
from tinycrm.store.references import LETTER_OF

HISTORY = ("operation", "import_file", "change")
DERIVED = ("last_activity_at", "last_contact_at")
"""Columns that triggers compute; generated ones are not listed by the engine either."""


class Column(NamedTuple):
    """A column that is kept: its name, `TEXT` or `INTEGER`, and the kind of record it names."""

    name: str
    type: str
    noun: str


def columns(db: Database, table: str) -> list[Column]:
    """The columns of a table, without those that follow from other rows."""
    targets = {
        name: target
        for _, _, target, name, *_ in db.rows(f"PRAGMA foreign_key_list({table})")
        if target in LETTER_OF
    }
    return [
        Column(name, kind, targets.get(name, ""))
        for _, name, kind, *_ in db.rows(f"PRAGMA table_info({table})")
        if name not in DERIVED
    ]


# Reading


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Read the file as it is now, whatever others write meanwhile."""
    db.run("BEGIN")
    try:
        yield
    finally:
        db.run("COMMIT")


def rows(db: Database, table: str, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """All rows of a table by id; records are named by their references."""
    listed = ", ".join(expression(column, f't."{column.name}"') for column in columns)
    # Where a file comes from is no part of what is in it.
    where = f"WHERE kind <> '{IMPORTED}'" if table == "operation" else ""
    yield from streamed(db, f"SELECT {listed} FROM {table} AS t {where} ORDER BY t.id")


def records(
    db: Database, noun: str, shape: Sequence[str], columns: Sequence[Column], more: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """All records of a noun by id, as rows of its view, with `more` columns of its table.

    The primary contact points are left empty, as in `bulk.stream`.
    """
    own = {column.name: column for column in columns if not column.noun}
    listed = [
        "NULL"
        if name in PRIMARY
        else expression(own[name], f"t.{name}")
        if name in own and own[name].type == "TEXT"
        else f"v.{name}"
        for name in shape
    ]
    listed += [expression(own[name], f"t.{name}") for name in more]
    yield from streamed(
        db,
        f"SELECT {', '.join(listed)} FROM {noun} AS t CROSS JOIN {noun}_view AS v ON v.id = t.id"
        " ORDER BY t.id",
    )


def expression(column: Column, name: str) -> str:
    """A column as SQL: a reference for a record, empty text told from none."""
    if column.noun:
        return f"'{LETTER_OF[column.noun]}' || {name}"
    if column.type == "TEXT":
        return f"CASE WHEN rtrim({name}, '\\') = '' THEN {name} || '\\' ELSE {name} END"
    return name


def streamed(db: Database, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, in constant memory."""
    cursor = db.run(sql)
    while found := cursor.fetchmany(CHUNK):
        yield from found


def last_ids(db: Database) -> dict[str, int]:
    """The last id that each table has given away: none is ever given to another row."""
    found = dict(db.rows("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
    return {table: found[table] for table in logged_tables(db) if found.get(table)}


# Writing


@contextmanager
def filling(db: Database, summary: str, *, dry_run: bool = False) -> Iterator[None]:
    """Empty a new file and let it be filled with rows that bring their history with them.

    At the end a step says where everything came from. All of it happens, or nothing of it.
    Raises ConflictError where the file is not new any more.
    """
    with db.transaction():
        refuse_used(db)
        tables = logged_tables(db)
        triggers = db.rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_log_*'"
        )
        # What comes in is in its own history already.
        for name, _ in triggers:
            db.run(f"DROP TRIGGER {name}")
        for table in (*tables, *reversed(HISTORY)):
            db.run(f"DELETE FROM {table}")
        db.run("UPDATE current_operation SET index_later = 1")
        yield
        db.run("UPDATE current_operation SET index_later = 0")
        index_all(db)
        db.run(
            "INSERT INTO operation (at, actor, program, kind, summary) VALUES (?, ?, ?, ?, ?)",
            (db.now(), db.actor, db.program, IMPORTED, summary),
        )
        for _, sql in triggers:
            db.run(sql)
        if dry_run:
            db.run("ROLLBACK")


def refuse_used(db: Database) -> None:
    """Raise ConflictError if anything was done in the file since it was made."""
    used = db.value("SELECT 1 FROM operation WHERE kind <> 'setup' LIMIT 1")
    for noun in LETTER_OF:
        used = used or db.value(f"SELECT 1 FROM {noun} LIMIT 1")
    if used:
        raise ConflictError(
            f"{db.path} is in use: everything can only be imported into a new file.",
            "Name one that does not exist yet: crm import FOLDER --db NEW.db",
        )


def put(db: Database, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows as they are; the engine's refusal is raised as it is."""
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    db.connection.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)


def put_last_ids(db: Database, last: dict[str, int], tables: Iterable[str]) -> None:
    """Let the tables give away ids from where those of the other file ended."""
    for table in tables:
        db.run("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        if table in last:
            db.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last[table]))


def broken_links(db: Database) -> list[tuple[str, int, str]]:
    """The first rows that name a row which does not exist: table, id, table of the missing one."""
    found = db.run("PRAGMA foreign_key_check").fetchmany(1)
    return [(table, row, parent) for table, row, parent, _ in found]
