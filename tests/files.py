"""Files for tests at little cost: made once and copied then, and no disk is waited for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tinycrm.crm import Crm
from tinycrm.store import engine, setup

made: dict[object, Any] = {}
"""Files in memory: new ones by the kind of connection, others by the day and what filled them."""
make, connect = setup.create_schema, engine.connect


def copied(connection: Any, path: str, at: str, *, wal: bool) -> None:
    """Stands in for `setup.create_schema`, which makes the first file of all."""
    kind = type(connection)
    if kind not in made:
        first = in_memory(kind)
        make(first, path, at, wal=False)
        made[kind] = first
    put(made[kind], connection, f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}")
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("UPDATE operation SET at = ?", (at,))
    connection.execute("PRAGMA query_only = ON")


def filled(crm: Crm, fill: Callable[..., object], *arguments: object) -> None:
    """Let `fill` fill a new file, or copy into it what it made of the first one today."""
    key = (fill, date.today())
    if key in made:
        put(made[key], crm.db.connection)
        return
    fill(*arguments)
    made[key] = in_memory(type(crm.db.connection))
    crm.db.connection.backup(made[key])


def in_memory(kind: Any) -> Any:
    return kind(":memory:", isolation_level=None, check_same_thread=False)


def put(held: Any, connection: Any, *before: str) -> None:
    """Replace everything in an open file."""
    for statement in ("PRAGMA query_only = OFF", *before):
        connection.execute(statement)
    held.backup(connection)
    connection.execute("PRAGMA query_only = ON")


def connected(*arguments: Any, **options: Any) -> Any:
    """Stands in for `engine.connect`: a power cut alone would show that nothing is flushed."""
    connection = connect(*arguments, **options)
    connection.execute("PRAGMA synchronous = OFF")
    return connection
