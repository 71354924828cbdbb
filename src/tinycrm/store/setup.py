"""A new file: the schema and the few rows that every file begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinycrm.store.opening import APPLICATION_ID, SCHEMA_VERSION

DEFAULT_STAGES = (
    ("Lead", 10, 14),
    ("Qualified", 25, 14),
    ("Proposal", 50, 10),
    ("Negotiation", 75, 7),
)
"""Name, probability in percent, days until a deal in it counts as stale."""


def create_schema(connection: Any, path: str, at: str, *, wal: bool) -> None:
    """Create everything in an empty file, in one transaction; `at` is the present instant.

    The caller holds the writer lock.
    """
    connection.execute("PRAGMA query_only = OFF")
    # WAL is kept in the file's header; without it, truncating the journal survives power cuts.
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}")
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    stages = "\n".join(
        "INSERT INTO stage (pipeline_id, name, name_key, position, probability, stale_days)"
        f" VALUES (1, '{name}', '{name.casefold()}', {position}, {probability}, {days});"
        for position, (name, probability, days) in enumerate(DEFAULT_STAGES)
    )
    connection.executescript(
        f"""
        BEGIN IMMEDIATE;
        PRAGMA application_id = {APPLICATION_ID};
        PRAGMA user_version = {SCHEMA_VERSION};
        {schema}
        INSERT INTO operation (at, program, kind, summary)
            VALUES ('{at}', 'setup', 'setup', 'created the file');
        INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
        INSERT INTO pipeline (name, name_key) VALUES ('Sales', 'sales');
        {stages}
        UPDATE current_operation SET operation_id = NULL;
        COMMIT;
        """
    )
    connection.execute("PRAGMA query_only = ON")
