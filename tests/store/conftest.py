"""What the tests of the store share: comparing whole files, and measuring the engine's work."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.store.filter_sample import Sample, fill
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


@pytest.fixture
def assert_undone(
    crm: Crm, clock: Clock, dump: Callable[[Crm], object]
) -> Callable[[Sequence[Callable[[], object]]], None]:
    """A function that takes steps a minute apart, and asserts that undo and redo lead exactly
    through the states between them, backwards and forwards.
    """

    def go(steps: Sequence[Callable[[], object]]) -> None:
        states = [dump(crm)]
        for step in steps:
            clock.now += timedelta(minutes=1)
            step()
            states.append(dump(crm))
            assert states[-1] != states[-2]
        for state in reversed(states[:-1]):
            crm.history.undo()
            assert dump(crm) == state
        for state in states[1:]:
            crm.history.redo()
            assert dump(crm) == state

    return go


def rows(crm: Crm, table: str) -> list[tuple[object, ...]]:
    columns = [
        f'"{name}"'
        for (name,) in crm.db.rows("SELECT name FROM pragma_table_xinfo(?)", (table,))
        if name not in ("version", "updated_at", table, "rank")
    ]
    order = "rowid" if table.endswith("_fts") else "id"
    return crm.db.rows(f"SELECT {', '.join([order, *columns])} FROM {table} ORDER BY {order}")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The small file in which filters are tried; nobody writes to it."""
    sample = Sample(tmp_path_factory.mktemp("filters") / "crm.db")
    with sample.db.operation("test"):
        fill(sample)
    yield sample
    sample.db.close()


@pytest.fixture
def work() -> Callable[[Crm, Callable[[], object]], int]:
    """A function that counts the steps of SQLite's machine, in hundreds, that a call takes."""

    def count(crm: Crm, call: Callable[[], object]) -> int:
        steps = [0]

        def step() -> int:
            steps[0] += 1
            return 0

        crm.db.connection.set_progress_handler(step, 100)
        call()
        crm.db.connection.set_progress_handler(None, 0)
        return steps[0]

    return count


@pytest.fixture
def crowd() -> Callable[[Crm], None]:
    """A function that adds a person (the last one) with a firm, and 2,000 of everything to both."""

    def add(crm: Crm) -> None:
        contact = crm.contacts.add(name="Crowd", company="Crowd")
        company = crm.contacts.get(contact).company_id
        now = crm.db.now()
        stamps = f"'{now}', '{now}'"
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        first = [
            crm.db.value(f"SELECT coalesce(max(id), 0) FROM {table}")
            for table in ("activity", "task", "deal")
        ]
        activity, task, deal = (f"{id} + i" for id in first)
        statements = (
            f"activity (id, uid, kind, happened_at, created_at, updated_at)"
            f" {many} SELECT {activity}, 'a' || i, 'call', {stamps}, '{now}' FROM n",
            f"activity_link (activity_id, contact_id) {many} SELECT {activity}, {contact} FROM n",
            f"task (id, uid, title, done_at, created_at, updated_at)"
            f" {many} SELECT {task}, 't' || i, 'Task', '{now}', {stamps} FROM n",
            f"task_link (task_id, contact_id) {many} SELECT {task}, {contact} FROM n",
            f"deal (id, uid, title, sort_key, company_id, stage_id, currency, opened_at,"
            f" stage_entered_at, created_at, updated_at) {many} SELECT {deal}, 'd' || i, 'Deal',"
            f" 'deal', {company}, 1, 'EUR', {stamps}, {stamps} FROM n",
            f"deal_contact (deal_id, contact_id) {many} SELECT {deal}, {contact} FROM n",
            f"deal_event (deal_id, at, kind, stage_id, currency) {many}"
            f" SELECT {deal}, '{now}', 'created', 1, 'EUR' FROM n",
            f"contact (uid, name, name_key, sort_key, company_id, created_at, updated_at) {many}"
            f" SELECT 'c' || i, 'Crowd', 'crowd', 'crowd', {company}, {stamps} FROM n",
        )
        with crm.operation("a crowd"):
            for statement in statements:
                crm.db.run(f"INSERT INTO {statement}")

    return add
