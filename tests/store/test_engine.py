"""The engine behind the file: its settings, and what Python's own SQLite does instead."""

from pathlib import Path

import pytest

from tests import files
from tinycrm.crm import Crm
from tinycrm.store import engine
from tinycrm.store.engine import wal_is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_write_ahead_logs_are_used_only_where_they_are_safe(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


def test_every_connection_has_the_settings_that_keep_data_safe(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "connect", files.connect)
    with Crm(str(path)) as crm:
        has_settings_that_keep_data_safe(crm)


def has_settings_that_keep_data_safe(crm: Crm) -> None:
    assert crm.db.value("PRAGMA journal_mode") == "wal"
    assert crm.db.value("PRAGMA synchronous") == 2
    assert crm.db.value("PRAGMA foreign_keys") == 1
    assert crm.db.value("PRAGMA secure_delete") == 1
    assert crm.db.value("PRAGMA trusted_schema") == 0
    assert crm.db.value("PRAGMA query_only") == 1


def test_pythons_own_sqlite_serves_without_a_write_ahead_log(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINYCRM_DRIVER", "sqlite3")
    with Crm(str(path)) as first:
        if wal_is_safe(first.db.driver.sqlite_version_info):
            return
        ada = first.contacts.add(name="Ada")
    with Crm(str(path), cache=1) as again, Crm(str(path)) as reader:
        reader.db.read_at_once()
        assert again.db.value("PRAGMA journal_mode") == "truncate"
        with again.operation("contact.add"):
            for number in range(20):
                again.contacts.add(name=f"Person {number}", about="words " * 20_000)
            # Much more than is kept in memory: it must not be written while others read.
            assert reader.contacts.count("") == 1
        assert reader.contacts.count("") == 21
        again.contacts.edit(ada, about="later")
        assert again.contacts.get(ada).about == "later"
