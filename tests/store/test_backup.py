import os
import stat
import threading
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, DatabaseError
from tinycrm.store import backup as backups
from tinycrm.store.backup import backup


def fill(crm: Crm) -> None:
    ada = crm.contacts.add(name="Ada Lovelace", email="ada@example.com", company="Engines Ltd")
    crm.activities.note([f"C{ada}"], "prefers mornings")
    crm.tasks.add(title="Ring Ada", for_=f"C{ada}")


def test_a_backup_opens_and_holds_what_the_file_holds(crm: Crm, path: Path, dump):
    fill(crm)
    made = backup(crm.db)
    assert made.path == str(path.parent / "backups" / "crm-2026-06-30-120000.db")
    assert made.counts == {"contact": 1, "company": 1, "deal": 0, "activity": 1, "task": 1}
    assert made.size == Path(made.path).stat().st_size
    with Crm(made.path) as copy:
        assert dump(copy) == dump(crm)
        assert [step.summary for step in copy.history.steps()] == [
            step.summary for step in crm.history.steps()
        ]
        assert copy.contacts.get("ada@example.com").name == "Ada Lovelace"
        copy.history.undo()


def test_a_restored_backup_has_the_journal_mode_of_the_file(crm: Crm):
    made = backup(crm.db)
    with Crm(made.path) as copy:
        assert copy.db.value("PRAGMA journal_mode") == crm.db.value("PRAGMA journal_mode")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_backup_and_its_folder_are_private_under_any_umask(crm: Crm, path: Path, umask: int):
    before = os.umask(umask)
    try:
        made = Path(backup(crm.db).path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_nothing_but_the_backup_is_left_behind(crm: Crm, path: Path):
    made = Path(backup(crm.db).path)
    assert list(made.parent.iterdir()) == [made]


def test_a_backup_overwrites_nothing(crm: Crm, tmp_path: Path):
    target = tmp_path / "mine.db"
    target.write_text("a diary")
    with pytest.raises(ConflictError, match="exists already"):
        backup(crm.db, str(target))
    assert target.read_text() == "a diary"
    assert not Path(f"{target}.part").exists()


def test_a_symbolic_link_is_not_followed(crm: Crm, tmp_path: Path):
    (tmp_path / "mine.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConflictError):
        backup(crm.db, str(tmp_path / "mine.db"))
    assert not (tmp_path / "elsewhere").exists()


def test_a_backup_to_a_name_that_another_one_is_writing_stops(crm: Crm, tmp_path: Path):
    (tmp_path / "mine.db.part").touch()
    with pytest.raises(ConflictError, match="unfinished backup"):
        backup(crm.db, str(tmp_path / "mine.db"))
    assert (tmp_path / "mine.db.part").exists()


def test_two_backups_within_a_second_have_two_names(crm: Crm):
    names = [Path(backup(crm.db).path).name for _ in range(3)]
    assert names == [
        "crm-2026-06-30-120000.db",
        "crm-2026-06-30-120000-2.db",
        "crm-2026-06-30-120000-3.db",
    ]


def test_a_folder_as_the_target_gets_a_dated_file(crm: Crm, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    assert backup(crm.db, str(tmp_path / "stick")).path == str(
        tmp_path / "stick" / "crm-2026-06-30-120000.db"
    )


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(crm: Crm, tmp_path: Path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(DatabaseError, match="cannot be written"):
        backup(crm.db, str(tmp_path / "locked" / "mine.db"))


def test_a_copy_that_lacks_rows_is_not_kept(crm: Crm, tmp_path: Path, monkeypatch):
    fill(crm)

    def lose_a_row(db, part):
        copied(db, part)
        connection = db.driver.connect(str(part))
        connection.execute("DELETE FROM task_link")
        connection.execute("DELETE FROM task")
        # A copy that is short of rows is short of their history, too.
        connection.execute("DELETE FROM change WHERE kind = 'delete'")
        connection.commit()
        connection.close()

    copied = backups.copy
    monkeypatch.setattr(backups, "copy", lose_a_row)
    with pytest.raises(DatabaseError, match="not sound"):
        backup(crm.db, str(tmp_path / "mine.db"))
    assert not list(tmp_path.glob("mine.db*"))


def test_a_damaged_copy_is_not_kept(crm: Crm, tmp_path: Path, monkeypatch):
    fill(crm)

    def damage(db, part):
        copied(db, part)
        with part.open("rb+") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096 * 8)

    copied = backups.copy
    monkeypatch.setattr(backups, "copy", damage)
    with pytest.raises(DatabaseError):
        backup(crm.db, str(tmp_path / "mine.db"))
    assert not list(tmp_path.glob("mine.db*"))


def test_what_others_write_and_undo_meanwhile_does_not_spoil_the_comparison(
    crm: Crm, path: Path, tmp_path: Path, monkeypatch
):
    fill(crm)

    def with_changes_after(db, part):
        copied(db, part)
        with Crm(str(path)) as other:
            for name in ("Grace", "Jean", "Emmy"):
                other.contacts.add(name=name, email=f"{name}@example.com", tags=["new"])
            other.history.undo()

    copied = backups.copy
    monkeypatch.setattr(backups, "copy", with_changes_after)
    assert backup(crm.db, str(tmp_path / "mine.db")).counts["contact"] == 1


def test_backups_are_whole_while_another_writes_without_pause(crm: Crm, path: Path):
    fill(crm)
    stop = threading.Event()

    def write() -> None:
        with Crm(str(path)) as other:
            while not stop.is_set():
                other.contacts.add(name="Grace Hopper", email="grace@example.com", company="Navy")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup(crm.db) for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    for each in made:
        with Crm(each.path) as copy:
            assert copy.db.value("PRAGMA integrity_check") == "ok"
            contacts = copy.db.value("SELECT count(*) FROM contact")
            assert contacts == copy.db.value("SELECT count(*) FROM contact_point")
            assert contacts == each.counts["contact"]
