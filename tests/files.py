"""Files for tests at little cost: made once and copied then, and no disk is waited for."""

from typing import Any

from tinycrm.store import engine, setup

made: dict[type, Any] = {}
"""A new file in memory, by the kind of connection."""
make, connect = setup.create_schema, engine.connect


def copied(connection: Any, path: str, *, wal: bool) -> None:
    """Stands in for `setup.create_schema`, which makes the first file of all."""
    kind = type(connection)
    if kind not in made:
        first = kind(":memory:", isolation_level=None, check_same_thread=False)
        make(first, path, wal=False)
        made[kind] = first
    connection.execute("PRAGMA query_only = OFF")
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}")
    made[kind].backup(connection)
    connection.execute("PRAGMA query_only = ON")


def connected(*arguments: Any, **options: Any) -> Any:
    """Stands in for `engine.connect`: a power cut alone would show that nothing is flushed."""
    connection = connect(*arguments, **options)
    connection.execute("PRAGMA synchronous = OFF")
    return connection
