"""Everything can be taken out and put into a new file, which is then equal to the one it was in."""

import csv
import io
import json
import shutil
import stat
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import files
from tinycrm.crm import Crm
from tinycrm.demo.build import build
from tinycrm.errors import ConflictError, CrmError, InvalidError, NotFoundError
from tinycrm.interchange.vcard_reading import Card, read_cards
from tinycrm.interchange.whole import import_all, is_whole
from tinycrm.interchange.whole_files import FILES, OTHERS, meaning
from tinycrm.interchange.whole_writing import export_all
from tinycrm.store import imports, required, whole
from tinycrm.store import settings as file_settings
from tinycrm.store.history import logged_tables

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
END = b"the end of the file"
ODD = [
    "",
    "\\",
    "\\\\",
    "\\n",
    '"',
    "\r",
    "a\rb\r\nc\n",
    "=1+1",
    "a,b;c",
    " x ",
    "\ufeff",
    "é\0",
    "'",
]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def copy_of(folder: Path, into: Path) -> bytes:
    """Import the folder into a new file, and return what an export of that differs in."""
    with Crm(str(into / "copy.db")) as copy:
        import_all(copy, str(folder))
        export_all(copy, str(into / "again"))
    before, after = bytes_of(folder), bytes_of(into / "again")
    return b"".join(name.encode() for name in before if before[name] != after.get(name))


def lived_in(crm: Crm) -> None:
    """Let the file have something of everything, and a past."""
    for noun in ("contact", "company", "deal", "activity", "task"):
        crm.fields.add(noun, "mood")
    crm.fields.add("contact", "sizes", "Sizes", "choice", ["small", "large"])
    file_settings.put(crm.db, "currency", "JPY")
    file_settings.put(crm.db, "region", "DE")
    required.require(crm.db, "deal", ["amount"])
    crm.companies.add(name="Holding", tags=["key"])
    firm = crm.companies.add(
        name="Engines Ltd", parent="Holding", website="https://engines.example"
    )
    ada = crm.contacts.add(
        name="Dr. Ada Lovelace",
        company=f"O{firm}",
        email=[{"value": "ada@a.example", "label": "work"}, "ada@b.example"],
        phone="030 1234567",
        handle="@ada",
        tags=["vip", "Émigré"],
        addresses=[{"label": "home", "street": "12 High St", "city": "London"}],
        birthday="--12-10",
        mood="“good”",
    )
    crm.contacts.edit(ada, email="ada@b.example")
    crm.contacts.consent(ada, "email", "in", "asked")
    twin = crm.contacts.add(name="Ada Lovelace", email="ada@c.example", mood="")
    other = crm.contacts.add(name="Grace")
    deal = crm.deals.add(
        title="Engine", contact=[{"contact": f"C{ada}", "role": "decides"}], amount="5 JPY"
    )
    crm.deals.add(title="Motor", amount="1200.5 EUR", company=f"O{firm}", tags=["vip"])
    crm.deals.move(deal, "Proposal")
    crm.deals.lose(deal, "price")
    crm.activities.add(kind="meeting", subject="Talk", body="a\nb", for_=[f"C{ada}", f"D{deal}"])
    crm.tasks.add(title="Ring", for_=[f"C{ada}"], due_on="2026-07-01", recurrence="weekly")
    crm.contacts.merge(ada, twin)
    crm.contacts.archive(other)
    crm.contacts.delete(crm.contacts.add(name="Gone"))
    crm.contacts.add(name="Never was")
    crm.history.undo()
    crm.contacts.tag(ada, "short-lived")
    crm.contacts.untag(ada, "short-lived")
    with crm.operation("an import"):
        refs = {"source": "google", "external_id": "x1", "contact_id": ada}
        crm.db.insert("external_ref", refs)
        crm.db.insert("not_duplicate", {"contact_a_id": ada, "contact_b_id": other})
        imports.record(crm.db, {"name": "people.csv", "format": "CSV", "size": 7, "created": 1})


@pytest.fixture
def full(crm: Crm) -> Crm:
    files.filled(crm, lived_in, crm)
    return crm


@pytest.fixture
def folder(full: Crm, tmp_path: Path) -> Path:
    export_all(full, str(tmp_path / "all"))
    return tmp_path / "all"


# Equal files


def test_a_copy_of_everything_exports_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for file in FILES:
        assert rows_of(folder / file.name), f"nothing to prove in {file.name}"
    assert copy_of(folder, tmp_path) == b""


def test_a_copy_holds_the_same_rows_and_the_same_search_index(
    full: Crm, folder: Path, tmp_path: Path
) -> None:
    tables = full.db.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts_*'"
        " AND name NOT GLOB 'sqlite_*'"
    )
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    with Crm(str(tmp_path / "copy.db")) as copy:
        import_all(copy, str(folder))
        for (table,) in tables:
            where = " WHERE kind <> 'import.all'" if table == "operation" else ""
            sql = f"SELECT rowid, * FROM {table}{where} ORDER BY rowid"
            assert copy.db.rows(sql) == full.db.rows(sql), table
        assert copy.db.rows(schema) == full.db.rows(schema)
        assert copy.contacts.find("lovelace") == full.contacts.find("lovelace") != []


def test_the_demo_comes_through_as_it_was(tmp_path: Path) -> None:
    with Crm(str(tmp_path / "demo.db")) as crm:
        build(crm, date.today())
        counts = export_all(crm, str(tmp_path / "all"))
    assert counts["deals.csv"] == 40
    assert copy_of(tmp_path / "all", tmp_path) == b""


def test_exporting_twice_gives_the_same_bytes(full: Crm, folder: Path, tmp_path: Path) -> None:
    export_all(full, str(tmp_path / "twice"))
    assert bytes_of(folder) == bytes_of(tmp_path / "twice")


def test_a_new_file_comes_through_as_well(crm: Crm, tmp_path: Path) -> None:
    export_all(crm, str(tmp_path / "all"))
    assert copy_of(tmp_path / "all", tmp_path) == b""


@settings(max_examples=12)
@given(st.lists(TEXT | st.sampled_from(ODD), min_size=1, max_size=12))
def test_any_text_comes_through(texts: list[str]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        with Crm(str(root / "crm.db")) as crm, crm.operation("\\".join(texts).replace("\0", "")):
            for number, text in enumerate(texts):
                named, custom = f"N{text}", json.dumps({"mood": text}, ensure_ascii=False)
                id = crm.contacts.add(name="Ada", email="ada@a.example")
                crm.db.update("contact", id, {"name": named, "about": text, "custom": custom})
                crm.db.update("contact_point", id, {"label": text, "value": f"{text}!"})
                crm.db.insert("tag", {"name": named, "name_key": f"{number}{text}"})
                deal = crm.deals.add(title="Deal")
                crm.db.update("deal", deal, {"title": named, "lost_reason": text})
                note = crm.activities.add(kind="note", body="x")
                crm.db.update("activity", note, {"body": text, "subject": text})
                crm.db.insert("setting", {"key": f"{number}{text}", "value": text})
        with Crm(str(root / "crm.db")) as crm:
            export_all(crm, str(root / "all"))
        assert copy_of(root / "all", root) == b""


# What lives on


def test_records_keep_their_numbers_and_identities(full: Crm, folder: Path, tmp_path: Path) -> None:
    with Crm(str(tmp_path / "copy.db")) as copy:
        import_all(copy, str(folder))
        assert copy.contacts.get("C1") == full.contacts.get("C1")
        assert copy.deals.get("D1") == full.deals.get("D1")
        # The number of a record that is gone is not given to another.
        assert copy.contacts.add(name="Next") == full.contacts.add(name="Next")


def test_the_history_stays_and_earlier_steps_can_be_undone(
    full: Crm, folder: Path, tmp_path: Path
) -> None:
    steps = full.history.steps(1000)
    with Crm(str(tmp_path / "copy.db")) as copy:
        import_all(copy, str(folder))
        newest, *others = copy.history.steps(1000)
        assert newest.summary == "imported everything from all"
        assert others == steps
        archived = next(step for step in steps if step.kind == "contact.archive")
        copy.history.undo(archived.id)
        assert copy.contacts.get("Grace").archived_at is None
        copy.history.redo()
        assert copy.contacts.get("C3").archived_at


def test_the_import_itself_is_not_undone(folder: Path, tmp_path: Path) -> None:
    with Crm(str(tmp_path / "copy.db")) as copy:
        import_all(copy, str(folder))
        with pytest.raises(ConflictError, match="cannot be undone"):
            copy.history.undo()
        copy.contacts.add(name="New")
        assert copy.history.undo().summary.startswith("added C")


def test_what_is_done_in_a_copy_is_logged_as_ever(folder: Path, tmp_path: Path) -> None:
    with Crm(str(tmp_path / "copy.db")) as copy:
        import_all(copy, str(folder))
        copy.contacts.edit("C1", nickname="Countess")
        (step,) = copy.history.steps(1)
        (found,) = copy.history.differences(step.id)
        assert (found.ref, found.kind, found.field) == ("C1", "changed", "nickname")
        assert (found.before, found.after) == ("", "Countess")
        assert copy.history.steps(1, record="C1") == [step]


# The folder


def test_every_table_of_the_file_is_exported(crm: Crm) -> None:
    assert {file.table for file in FILES} == {*logged_tables(crm.db), *whole.HISTORY}


def test_every_file_and_every_column_is_explained(folder: Path) -> None:
    readme = (folder / "README.md").read_text()
    described = {file.name: file for file in FILES}
    names = {path.name for path in folder.iterdir()} - {"README.md"}
    assert names == {*described, *OTHERS}
    for name in names:
        assert f"| {name} |" in readme
    for name, file in described.items():
        part = readme.partition(f"### {name}\n")[2].partition("\n### ")[0]
        for column in (folder / name).read_text().partition("\n")[0].split(","):
            assert meaning(file, column)
            assert f"| {column} | {meaning(file, column)} |" in part
        known = {*file.columns} - {*(folder / name).read_text().partition("\n")[0].split(",")}
        assert not known, f"{name} explains columns that it has not: {known}"


def test_archived_and_deleted_records_and_unused_tags_are_there(folder: Path) -> None:
    people = {row["name"]: row for row in rows_of(folder / "contacts.csv")}
    assert people["Grace"]["archived_at"]
    assert people["Gone"]["deleted_at"]
    assert people["Ada Lovelace"]["merged_into_ref"] == "C1"
    assert "short-lived" in {row["name"] for row in rows_of(folder / "tags.csv")}


def test_the_tables_are_for_people_too(folder: Path) -> None:
    ada = rows_of(folder / "contacts.csv")[0]
    assert ada["company"] == "Engines Ltd"
    assert ada["emails"].split("; ")[0] == ada["email"] == "ada@b.example"
    assert ada["custom.mood"] == "“good”"
    amounts = {row["title"]: row["amount"] for row in rows_of(folder / "deals.csv")}
    assert amounts == {"Engine": "5", "Motor": "1200.50"}
    assert any(
        row["summary"] == "undid: added C5 Never was" for row in rows_of(folder / "history.csv")
    )


def test_other_programs_get_cards_and_a_calendar(folder: Path) -> None:
    with (folder / "contacts.vcf").open("rb") as file:
        cards = [card for card in read_cards(file) if isinstance(card, Card)]
    assert [(card.fields["name"], card.is_company) for card in cards] == [
        ("Dr. Ada Lovelace", False),
        ("Engines Ltd", True),
        ("Holding", True),
    ]
    found = icalendar.Calendar.from_ical((folder / "calendar.ics").read_text())
    assert [str(each["SUMMARY"]) for each in found.subcomponents] == ["Ring", "Talk"]


def test_only_its_owner_may_read_the_folder(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_is_in_use_is_left_alone(full: Crm, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "x").write_text("precious")
    (tmp_path / "file").write_text("precious")
    for name in ("used", "file", "crm.db"):
        with pytest.raises(ConflictError, match="exists already"):
            export_all(full, str(tmp_path / name))
    (tmp_path / "empty").mkdir()
    export_all(full, str(tmp_path / "empty"))
    assert is_whole(str(tmp_path / "empty"))
    with pytest.raises(CrmError, match="cannot be written"):
        export_all(full, str(tmp_path / "no" / "where"))
    assert (tmp_path / "used" / "x").read_text() == "precious"


def test_a_failed_export_leaves_nothing_behind(
    full: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())

    def fail(db: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(whole, "last_ids", fail)
    with pytest.raises(ZeroDivisionError):
        export_all(full, str(tmp_path / "all"))
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    full.contacts.add(name="After")


# Refusals


def test_only_a_new_file_takes_everything(full: Crm, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="in use") as caught:
        import_all(full, str(folder))
    assert "--db" in caught.value.remedy
    with Crm(str(tmp_path / "touched.db")) as touched:
        file_settings.put(touched.db, "currency", "USD")
        with pytest.raises(ConflictError, match="in use"):
            import_all(touched, str(folder))


def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    with Crm(str(tmp_path / "copy.db")) as copy:
        report = import_all(copy, str(folder), dry_run=True)
        assert report.rows["contacts.csv"] == 4
        assert copy.contacts.count() == 0
        assert [step.kind for step in copy.history.steps()] == ["setup"]
        assert import_all(copy, str(folder)).rows == report.rows


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("contacts.csv", b"Grace", b"Gracie", "line 4: this was changed since it was exported"),
        ("contacts.csv", b",O2,", b",Ox,", 'line 2: "x" is not a number'),
        ("contacts.csv", b",family_name", b",surname", "line 1: the column family_name is missing"),
        ("contacts.csv", b",nickname,", b",nick,", "line 1: the column nickname is missing"),
        ("deals.csv", b"1200.50", b"1200.5", 'line 3: "1200.5" is not an amount'),
        ("deals.csv", b",lost,", b",lust,", "line 2: the row does not fit"),
        (
            "tags.csv",
            b"4,short-lived,short-lived\n",
            b"",
            "line 4: the file ends after 3 of 4 rows",
        ),
        ("tags.csv", b"lived\n", b"li", "line 5: this was changed"),
        ("tags.csv", b"\n", b"", "line 1: the column"),
        ("tags.csv", END, b'7,"x\n', "line 6: this is no CSV"),
        ("tags.csv", END, b"1,a,b\n", "line 6: the row does not fit"),
        ("tags.csv", END, b"\xff\n", "line 6: this is not UTF-8"),
        ("tags.csv", END, b"9,z\n", "line 6: 2 cells in place of 3"),
        ("tags.csv", END, b"9,z,z\n", "line 6: this was changed"),
        ("changes.csv", b",contact,", b",sqlite_schema,", 'no change of the table "sqlite_schema"'),
        ("changes.csv", b'""nickname""', b'""nick""', 'no change of the table "contact"'),
        ("manifest.json", b"\n}", b"", "manifest.json is not as it was exported"),
        ("manifest.json", b'{\n "program"', b"[" * 100_000, "manifest.json is not as it was"),
        ("manifest.json", b'"format": 1', b'"format": 2', "newer version"),
        ("manifest.json", b'"rows": 4,', b'"rows": 5,', "the file ends after 4 of 5 rows"),
    ],
    ids=lambda given: repr(given)[:30],
)
def test_a_damaged_folder_is_refused_where_it_is_damaged(
    folder: Path, tmp_path: Path, name: str, old: bytes, new: bytes, words: str
) -> None:
    content = (folder / name).read_bytes()
    damaged = content + new if old == END else content.replace(old, new)
    assert damaged != content
    (folder / name).write_bytes(damaged)
    with Crm(str(tmp_path / "copy.db")) as copy:
        before = copy.history.steps()
        with pytest.raises(InvalidError) as caught:
            import_all(copy, str(folder))
        assert words in caught.value.message
        assert caught.value.message.startswith((name, "A newer")) or name == "manifest.json"
        assert caught.value.remedy
        assert copy.history.steps() == before
        assert copy.contacts.count() == 0
        (folder / name).write_bytes(content)
        import_all(copy, str(folder))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_goes_unnoticed(folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([file.name for file in FILES]))
    content = (folder / name).read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    to = data.draw(st.integers(at, len(content)))
    damaged = content[:at] + data.draw(st.binary(max_size=5)) + content[to:]
    shutil.rmtree(tmp_path / "damaged", ignore_errors=True)
    shutil.copytree(folder, tmp_path / "damaged")
    (tmp_path / "damaged" / name).write_bytes(damaged)
    with TemporaryDirectory() as other, Crm(f"{other}/copy.db") as copy:
        if damaged == content:
            import_all(copy, str(tmp_path / "damaged"))
            return
        with pytest.raises(InvalidError, match=r"(?s)\.csv"):
            import_all(copy, str(tmp_path / "damaged"))
        assert copy.contacts.count() == 0


def test_a_missing_file_is_told(folder: Path, tmp_path: Path) -> None:
    with Crm(str(tmp_path / "copy.db")) as copy:
        (folder / "deals.csv").unlink()
        with pytest.raises(NotFoundError, match=r"deals\.csv"):
            import_all(copy, str(folder))
        (folder / "manifest.json").unlink()
        assert not is_whole(str(folder))
        with pytest.raises(NotFoundError, match=r"manifest\.json"):
            import_all(copy, str(folder))


def test_rows_that_belong_to_nothing_are_told(full: Crm, tmp_path: Path) -> None:
    full.db.connection.execute("PRAGMA foreign_keys = OFF")
    with full.operation("damage"):
        full.db.run("UPDATE deal SET stage_id = 99 WHERE id = 1")
    # Views leave out what belongs to nothing; the table of links does not.
    with full.operation("damage"):
        full.db.run("UPDATE deal SET stage_id = 1 WHERE id = 1")
        full.db.run("UPDATE consent SET contact_id = 99")
    export_all(full, str(tmp_path / "all"))
    with (
        Crm(str(tmp_path / "copy.db")) as copy,
        pytest.raises(CrmError, match=r"consents\.csv: the row with the id 1 .* contacts\.csv"),
    ):
        import_all(copy, str(tmp_path / "all"))
