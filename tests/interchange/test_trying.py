"""What an import would do is found out without anybody having to wait for it."""

import threading
import time
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import CrmError
from tinycrm.interchange import trying
from tinycrm.interchange.importing import Options
from tinycrm.interchange.previewing import import_paths, preview
from tinycrm.interchange.report import Report


class Enough(CrmError):
    """Nobody wants to know any more."""


@pytest.fixture
def many(tmp_path: Path) -> str:
    rows = "".join(f"Person {at},p{at}@example.com,Firm {at % 50}\n" for at in range(1200))
    path = tmp_path / "many.csv"
    path.write_text(f"Name,E-mail,Company\n{rows}", encoding="utf-8")
    return str(path)


def test_others_write_while_rows_are_tried(crm: Crm, path: Path, many: str) -> None:
    begun: list[Report] = []
    written = threading.Event()

    def write() -> None:
        with Crm(str(path)) as other:
            other.contacts.add(name="Somebody")
        written.set()

    thread = threading.Thread(target=write)

    def look(name: str, rows: int) -> None:
        if thread.ident is None:
            thread.start()
            while not crm.db.is_awaited():
                time.sleep(0.001)
        elif len(begun) == 2:
            assert written.wait(60)

    (report,) = preview(crm, [many], options=Options(begun=begun.append, progress=look)).reports
    thread.join()
    assert (report.created, report.added) == (1200, {"company": 50})
    assert len(begun) == 2  # once on the file, and anew on the copy
    assert crm.contacts.count() == 1


def test_a_trial_does_not_wait_for_whoever_writes(crm: Crm, path: Path, many: str) -> None:
    crm.contacts.add(name="Person 7", email="p7@example.com")
    with Crm(str(path)) as other, other.operation("long"):
        other.contacts.add(name="Unfinished")
        (report,) = preview(crm, [many]).reports
    assert (report.created, report.updated) == (1199, 1)
    assert crm.contacts.count() == 2


def test_a_copy_and_the_file_give_the_same_counts(crm: Crm, path: Path, many: str) -> None:
    import_paths(crm, [many])
    crm.contacts.edit("C3", name="Somebody Else")
    here = preview(crm, [many]).reports[0]
    with Crm(str(path)) as other, other.operation("long"):
        other.contacts.add(name="Unfinished")
        there = preview(crm, [many]).reports[0]
    assert here.counts == there.counts
    assert here.told() == there.told()


def test_nothing_is_left_of_a_copy(crm: Crm, path: Path, many: str, tmp_path, monkeypatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(trying.tempfile, "gettempdir", lambda: str(place))
    seen: list[int] = []

    def look(name: str, rows: int) -> None:
        seen.append(len([*place.iterdir()]))
        if rows > 500:
            raise Enough("Enough.")

    with Crm(str(path)) as other, other.operation("long"):
        other.contacts.add(name="Unfinished")
        with pytest.raises(Enough):
            preview(crm, [many], options=Options(progress=look))
    assert set(seen) == {1}
    assert [*place.iterdir()] == []


def test_the_copying_stops_when_nobody_wants_it(crm: Crm, path: Path, many: str) -> None:
    import_paths(crm, [many])

    def look(name: str, rows: int) -> None:
        raise Enough(f"Enough at {rows}.")

    with Crm(str(path)) as other, other.operation("long"):
        other.contacts.add(name="Unfinished")
        with pytest.raises(Enough, match="Enough at 0"):
            preview(crm, [many], options=Options(progress=look))
    assert crm.contacts.count() == 1201


def test_without_room_for_a_copy_one_waits(
    crm: Crm, path: Path, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "ROOM", 1 << 40)
    begun = threading.Event()

    def write() -> None:
        with Crm(str(path)) as other, other.operation("long"):
            other.contacts.add(name="Person 7", email="p7@example.com")
            begun.set()
            time.sleep(0.5)

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    (report,) = preview(crm, [many]).reports
    thread.join()
    assert (report.created, report.unchanged + report.updated) == (1199, 1)
