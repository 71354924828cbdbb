"""Files that are not ours, and paths where no file can be, are refused and left as they are."""

import os
import sqlite3
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import DatabaseError


def test_a_database_of_another_program_is_refused_and_stays_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="belongs to another program"):
        Crm(str(path))
    assert path.read_bytes() == before


def test_a_file_made_by_a_newer_version_is_refused_and_stays_as_it_is(path: Path) -> None:
    Crm(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="newer version"):
        Crm(str(path))
    assert path.read_bytes() == before


def test_an_empty_file_is_taken_for_a_new_one(path: Path, clock) -> None:
    path.touch(mode=0o600)
    with Crm(str(path), clock=clock) as crm:
        assert crm.contacts.add(name="Ada") == 1
        assert [step.at for step in crm.history.steps()] == ["2026-06-30T12:00:00.000Z"] * 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("~nosuchuser/crm.db", "no such home"),
        ("x" * 300, "cannot be opened"),
        ("loop/crm.db", "cannot be opened"),
        ("file/crm.db", "part of the path is a file"),
        ("folder", "is a folder"),
        ("link", "symbolic link"),
        ("/dev/null", "not a regular file"),
        ("text", "not a tinycrm file"),
    ],
)
def test_a_path_that_cannot_be_a_file_of_ours_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("link").symlink_to("nowhere")
    Path("folder").mkdir()
    Path("file").touch()
    Path("text").write_text("Dear diary, today I met Ada and she told me about her engines.")
    with pytest.raises(DatabaseError, match=words):
        Crm(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_what_may_not_be_written_can_be_read_and_is_left_as_it_is(
    path: Path, file: int, folder: int
) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada")
    path.chmod(file)
    path.parent.chmod(folder)
    try:
        before = sorted(path.parent.iterdir())
        with Crm(str(path)) as crm:
            assert [row.name for row in crm.contacts.find()] == ["Ada"]
            with pytest.raises(DatabaseError):
                crm.contacts.add(name="Grace")
        assert sorted(path.parent.iterdir()) == before
    finally:
        path.parent.chmod(0o700)
        path.chmod(0o600)
    with Crm(str(path)) as crm:
        assert crm.contacts.add(name="Grace") == 2


def test_nothing_is_written_to_a_file_that_a_newer_version_has_upgraded_meanwhile(path) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada")
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.raises(DatabaseError, match="newer version"):
            crm.contacts.add(name="Grace")
        assert crm.contacts.count() == 1
