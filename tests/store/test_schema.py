"""The schema: generated, complete, and the same in every way of asking for it."""

import re
from pathlib import Path
from typing import Any

import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from tinycrm.crm import Crm
from tinycrm.store import ddl, engine
from tinycrm.store.activities import Activity
from tinycrm.store.companies import Company
from tinycrm.store.contacts import Contact
from tinycrm.store.deals import Deal
from tinycrm.store.tasks import Task

# Stages are retired rather than removed, so nobody waits for these look-ups.
NEED_NO_INDEX = {("deal", "stage_id"), ("deal_event", "stage_id"), ("deal_event", "from_stage_id")}
UNLOGGED = {"operation", "change", "current_operation", "import_file"}


def test_schema_sql_is_what_the_models_say() -> None:
    written = Path(ddl.HERE / "schema.sql").read_text(encoding="utf-8")
    assert written == ddl.schema_sql(), "run: make schema"


def test_a_new_file_has_the_tables_of_the_models(crm: Crm) -> None:
    database = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: engine.connect(engine.load_driver(), crm.db.path)
    )
    with database.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda item, name, kind, *_: not re.search("_fts", name or "")},
        )
        differences = compare_metadata(context, SQLModel.metadata)
    database.dispose()
    assert differences == []


def test_every_logged_table_has_its_three_change_triggers(crm: Crm) -> None:
    tables = {table.name for table in SQLModel.metadata.sorted_tables} - UNLOGGED
    rows = crm.db.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    triggers = {name for (name,) in rows}
    wanted = {f"{table}_log_{kind}" for table in tables for kind in ("insert", "update", "delete")}
    assert wanted <= triggers


def test_every_foreign_key_can_be_looked_up(crm: Crm) -> None:
    keys = crm.db.rows(
        """SELECT s.name, f."from" FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS f
           WHERE s.type = 'table'"""
    )
    missing = [
        (table, column)
        for table, column in keys
        if table not in UNLOGGED
        and (table, column) not in NEED_NO_INDEX
        and "SEARCH" not in plan(crm, f"SELECT 1 FROM {table} WHERE {column} = ?")
    ]
    assert missing == []


def plan(crm: Crm, sql: str) -> str:
    return " ".join(row[3] for row in crm.db.rows(f"EXPLAIN QUERY PLAN {sql}", (1,)))


def test_the_views_have_every_column_that_is_read_from_them(crm: Crm) -> None:
    shapes: dict[str, Any] = {
        "contact": Contact,
        "company": Company,
        "deal": Deal,
        "activity": Activity,
        "task": Task,
    }
    for noun, shape in shapes.items():
        columns = {row[1] for row in crm.db.rows(f"PRAGMA table_info({noun}_view)")}
        assert set(shape._fields) <= columns, noun


def test_strict_tables_refuse_a_date_that_does_not_exist(crm: Crm) -> None:
    with crm.db.operation("test"):
        id = crm.tasks.add(title="Ring Ada")
        for wrong in ("2026-02-31", "0000-00-00", "soon", "2026-2-3"):
            try:
                crm.db.connection.execute("UPDATE task SET due_on = ? WHERE id = ?", (wrong, id))
            except crm.db.driver.IntegrityError:
                continue
            raise AssertionError(wrong)
