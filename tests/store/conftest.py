"""What the tests of the store share: the whole of a file, to compare before and after."""

from collections.abc import Callable

import pytest

from tinycrm.crm import Crm

HISTORY = ("operation", "change", "current_operation")


@pytest.fixture
def dump() -> Callable[[Crm], dict[str, list[tuple[object, ...]]]]:
    """A function that reads every row of every table but the history's, search index included.

    Versions and times of change are left out: an undo raises them, too.
    """

    def read(crm: Crm) -> dict[str, list[tuple[object, ...]]]:
        tables = crm.db.rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
        names = [
            name
            for name, sql in tables
            if name not in HISTORY and ("fts5" in sql or "_fts_" not in name)
        ]
        return {name: rows(crm, name) for name in names}

    return read


def rows(crm: Crm, table: str) -> list[tuple[object, ...]]:
    columns = [
        f'"{name}"'
        for (name,) in crm.db.rows("SELECT name FROM pragma_table_xinfo(?)", (table,))
        if name not in ("version", "updated_at", table, "rank")
    ]
    order = "rowid" if table.endswith("_fts") else "id"
    return crm.db.rows(f"SELECT {', '.join([order, *columns])} FROM {table} ORDER BY {order}")
