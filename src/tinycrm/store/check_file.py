"""Checks of the file itself: whether it is sound, whole, private, and nobody else's work."""

import os
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

from tinycrm.store.checks import FILE, Check, Found, Item, Scope, gathered, joined
from tinycrm.store.database import Database
from tinycrm.store.references import LETTER_OF

SIDE_FILES = ("", "-wal", "-shm", "-lock", "-journal")


def checks() -> list[Check]:
    return [
        Check("damage", "Damage in the file", FILE, damage),
        Check("schema", "Tables, views and triggers that are not as they should be", FILE, schema),
        Check("links", "Rows that belong to rows that do not exist", FILE, broken_links),
        Check("search", "Records that the search index has wrong", FILE, search, refill, False),
        Check("sums", "Records with a wrong time of last contact", FILE, sums, recompute, False),
        Check("open-step", "A step of the history left open", FILE, open_step, close_step, False),
        Check("mode", "Files that others on this machine may read", FILE, modes, protect, False),
    ]


def said(words: str, command: str = "", label: str = "") -> Item:
    return Item("", 0, words, command, label)


# Pages and rows


def damage(scope: Scope) -> Found:
    """Whether every page can be read and makes sense; with --deep, and every index agrees."""
    db = scope.db
    newest = "restore the newest backup, and keep the damaged file"
    if scope.deep:
        statements = [f"PRAGMA integrity_check({scope.limit + 1})"]
    else:
        # Table by table, without the search index's own slow check: another check is about that.
        tables = db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
        statements = [f"PRAGMA quick_check({quoted(name)})" for (name,) in tables]
    return gathered(
        scope,
        (said(f"{text}: {newest}") for each in statements for text in reports(db, each)),
    )


def reports(db: Database, statement: str) -> Iterator[str]:
    """What the engine has to say about damage; it stops at pages that it cannot read."""
    try:
        yield from (str(text) for (text,) in db.connection.execute(statement) if text != "ok")
    except db.driver.DatabaseError as error:
        yield str(error)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def broken_links(scope: Scope) -> Found:
    rows = scope.db.run("PRAGMA foreign_key_check")
    return gathered(
        scope,
        (said(f"row {row} belongs to a {parent} that does not exist", "", table)
         for table, row, parent, _ in rows),
    )  # fmt: skip


# The schema


def schema(scope: Scope) -> Found:
    """What differs from the schema of this version: a file from elsewhere may hold a trap."""
    wanted, held = expected(scope.db), objects(scope.db.connection)
    path = shlex.quote(scope.db.path)

    def items() -> Iterator[Item]:
        for kind, name in held.keys() - wanted.keys():
            drop = f"DROP {kind.upper()} {quoted(name)}"
            words = f"this {kind} is not tinycrm's" + (
                ": it may change records behind your back" if kind == "trigger" else ""
            )
            yield said(words, f"sqlite3 {path} {shlex.quote(drop)}", name)
        for kind, name in wanted.keys() - held.keys():
            yield said(f"this {kind} is missing: restore the newest backup", "", name)
        for kind, name in wanted.keys() & held.keys():
            if wanted[kind, name] != held[kind, name]:
                yield said(f"this {kind} was changed: restore the newest backup", "", name)

    return gathered(scope, sorted(items()))


def tampered(db: Database) -> list[str]:
    """Names of triggers, views and tables that would make a repair do something else."""
    wanted, held = expected(db), objects(db.connection)
    strange = {what for what in held.keys() - wanted.keys() if what[0] == "trigger"}
    changed = {what for what in wanted if held.get(what) != wanted[what]}
    return sorted(name for _, name in strange | changed)


def expected(db: Database) -> dict[tuple[str, str], str]:
    """The schema of this version, as it looks in a new file."""
    connection = db.driver.connect(":memory:")
    try:
        text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        connection.executescript(text)
        return objects(connection)
    finally:
        connection.close()


def objects(connection: object) -> dict[tuple[str, str], str]:
    """The SQL of each (kind, name), without differences in spaces."""
    rows = connection.execute(  # type: ignore[attr-defined]  # the driver is one of two modules
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
        " WHERE type IN ('trigger', 'view') OR name NOT GLOB 'sqlite_*'"
    )
    # What the search index keeps its own data in is the engine's business.
    return {
        (kind, name): "" if kind == "table" and "_fts_" in name else " ".join(sql.split())
        for kind, name, sql in rows
    }


# What is computed from the rest


def search(scope: Scope) -> Found:
    """Records that are missing in the index or left over in it; with --deep, or indexed wrongly."""
    return joined(scope, (gathered(scope, wrongly_indexed(scope, noun)) for noun in LETTER_OF))


def wrongly_indexed(scope: Scope, noun: str) -> Iterator[Item]:
    mend = "crm doctor search --fix"
    for (id,) in scope.db.run(f"SELECT id FROM ({missing_in_index(noun)})"):
        yield Item(noun, id, "cannot be found by searching", mend)
    for (id,) in scope.db.run(f"SELECT id FROM ({left_in_index(noun)})"):
        yield said("is found by searching, and does not exist", mend, f"{LETTER_OF[noun]}{id}")
    if scope.deep:
        for (id,) in scope.db.run(f"SELECT id FROM ({wrong_in_index(noun)})"):
            yield Item(noun, id, "is found by words that it does not hold", mend)
        for (text,) in scope.db.run(f"PRAGMA quick_check({noun}_fts)"):
            if text != "ok":
                yield said(text, mend, f"{noun}_fts")


def missing_in_index(noun: str) -> str:
    return (
        f"SELECT {noun}.id FROM {noun} LEFT JOIN {noun}_fts_content AS held ON held.id = {noun}.id"
        " WHERE held.id IS NULL"
    )


def left_in_index(noun: str) -> str:
    return (
        f"SELECT held.id FROM {noun}_fts_content AS held LEFT JOIN {noun} ON {noun}.id = held.id"
        f" WHERE {noun}.id IS NULL"
    )


def wrong_in_index(noun: str) -> str:
    return (
        f"SELECT wanted.id FROM {noun}_document AS wanted"
        f" JOIN {noun}_fts_content AS held ON held.id = wanted.id"
        " WHERE held.c0 IS NOT wanted.title OR held.c1 IS NOT wanted.body"
    )


def refill(db: Database) -> None:
    """Index again what is wrong in the index, after setting it up anew from what it holds."""
    for noun in LETTER_OF:
        index = f"{noun}_fts"
        db.run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        wrong = db.rows(f"{left_in_index(noun)} UNION {wrong_in_index(noun)}")
        for row in wrong:
            db.run(f"DELETE FROM {index} WHERE rowid = ?", row)
        db.run(
            f"INSERT INTO {index} (rowid, title, body)"
            f" SELECT id, title, body FROM {noun}_document WHERE id IN ({missing_in_index(noun)})"
        )


COLUMNS = {
    "contact": {
        "last_activity_at": "max(activity.happened_at)",
        "last_contact_at": "max(iif(activity.kind <> 'note', activity.happened_at, NULL))",
    },
    "company": {"last_activity_at": "max(activity.happened_at)"},
    "deal": {"last_activity_at": "max(activity.happened_at)"},
}
"""The columns that triggers keep, and what they sum up over a record's activities."""


def sums(scope: Scope) -> Found:
    mend = "crm doctor sums --fix"
    items = (
        Item(noun, id, "has a wrong time of last contact", mend)
        for noun in COLUMNS
        for (id,) in scope.db.run(wrong_sums(noun))
    )
    return gathered(scope, items)


def wrong_sums(noun: str) -> str:
    """SQL for the ids of records whose columns differ from what their activities say.

    The activities are read in their own order, which is three times as quick as record by record.
    """
    totals = ", ".join(f"{total} AS {column}" for column, total in COLUMNS[noun].items())
    differ = " OR ".join(f"{noun}.{column} IS NOT total.{column}" for column in COLUMNS[noun])
    return (
        f"SELECT {noun}.id FROM {noun} LEFT JOIN (SELECT {noun}_id AS owner, {totals}"
        " FROM activity CROSS JOIN activity_link ON activity_link.activity_id = activity.id"
        f" WHERE activity.deleted_at IS NULL AND +{noun}_id IS NOT NULL GROUP BY {noun}_id)"
        f" AS total ON total.owner = {noun}.id WHERE {differ}"
    )


def recompute(db: Database) -> None:
    for noun, columns in COLUMNS.items():
        changes = ", ".join(
            f"{column} = (SELECT {total} FROM activity_link"
            " JOIN activity ON activity.id = activity_link.activity_id"
            f" WHERE activity_link.{noun}_id = {noun}.id AND activity.deleted_at IS NULL)"
            for column, total in columns.items()
        )
        for row in db.rows(wrong_sums(noun)):
            db.run(f"UPDATE {noun} SET {changes} WHERE id = ?", row)


# The history


def open_step(scope: Scope) -> Found:
    rows = scope.db.rows("SELECT operation_id FROM current_operation")
    mend = "crm doctor open-step --fix"
    if not rows:
        return Found(1, [said("the history does not know where it stands", mend)])
    open_ones = [step for (step,) in rows if step is not None]
    return gathered(
        scope, (said(f"what is changed now is counted to step {step}", mend) for step in open_ones)
    )


def close_step(db: Database) -> None:
    db.run("DELETE FROM current_operation")
    db.run("INSERT INTO current_operation (id, operation_id) VALUES (1, NULL)")


# The disk


def readable_by_others(db: Database) -> Iterator[str]:
    """The paths of the file and those beside it that are not their owner's alone."""
    if os.name != "posix":
        return
    for suffix in SIDE_FILES:
        path = Path(db.path + suffix)
        if path.exists() and stat.S_IMODE(path.lstat().st_mode) & 0o077:
            yield str(path)


def modes(scope: Scope) -> Found:
    paths = readable_by_others(scope.db)
    words = "other users of this machine may read it"
    return gathered(scope, (said(words, f"chmod 600 {shlex.quote(path)}", path) for path in paths))


def protect(db: Database) -> None:
    for path in readable_by_others(db):
        Path(path).chmod(0o600)
