"""Files looked at and imported in one call each, for those who show a preview."""

from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import InvalidError, NotFoundError
from tinycrm.interchange.importing import Options
from tinycrm.interchange.previewing import (
    ColumnLook,
    columns_alone,
    import_as_one,
    import_paths,
    preview,
)
from tinycrm.interchange.report import Report
from tinycrm.interchange.sources import Choices


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name;E-mail;Shoe size;Empty\nAda Lovelace;ada@example.com;38;\nBo;bo@example.com;44;\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.csv"
    path.write_text("Name,Email\nAda,ada@example.com\n,\nBo,no address\n", encoding="utf-8")
    return str(path)


def test_a_preview_says_what_a_file_is_and_what_would_become_of_it(crm: Crm, people: str) -> None:
    found = preview(crm, [people])
    (file,) = found.files
    assert (file.name, file.noun, file.delimiter, file.encoding) == (
        "people.csv", "contact", ";", "utf-8",
    )  # fmt: skip
    assert file.format.startswith("CSV")
    assert file.why
    assert file.columns[0] == ColumnLook("Name", "name", "mapped", "name", "Ada Lovelace")
    assert file.columns[2].becomes == "a field of your own"
    assert file.columns[3].account == "empty"
    (report,) = found.reports
    assert (report.created, report.rejected, report.written) == (2, 0, False)


def test_a_preview_writes_nothing(crm: Crm, people: str, bad: str) -> None:
    before = crm.db.rows("SELECT count(*) FROM operation")
    preview(crm, [people, bad])
    assert crm.db.rows("SELECT count(*) FROM operation") == before
    assert crm.contacts.count() == 0
    assert [each.name for each in Path(people).parent.glob("*.rejected*")] == []


def test_what_was_previewed_is_imported_with_the_same_choices(crm: Crm, people: str) -> None:
    choices = Choices(mapping={"Shoe size": "custom:shoe", "E-mail": "ignore"})
    (file,) = preview(crm, [people], choices).files
    assert [column.becomes for column in file.columns[1:3]] == ["(left out)", "your field shoe"]
    found = import_paths(crm, [people], choices)
    assert (found.reports[0].created, found.rejects) == (2, {})
    assert [(each.name, each.email, each.custom) for each in crm.contacts.find("shoe:38")] == [
        ("Ada Lovelace", None, '{"shoe": "38"}')
    ]
    crm.history.undo()
    assert crm.contacts.count() == 0


def test_rejected_rows_go_into_a_file_beside_theirs(crm: Crm, bad: str) -> None:
    assert preview(crm, [bad]).reports[0].rejected >= 1
    refused = import_paths(crm, [bad]).reports[0]
    assert (refused.refused, crm.contacts.count()) == (True, 0)
    found = import_paths(crm, [bad], options=Options(keep_going=True))
    assert crm.contacts.count() == found.reports[0].created
    assert Path(found.rejects["bad.csv"]).is_file()


def test_progress_is_told_and_can_stop_it(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("name\n" + "".join(f"Ada {number}\n" for number in range(1100)))
    heard: list[tuple[str, int]] = []
    preview(
        crm, [str(path)], options=Options(progress=lambda name, rows: heard.append((name, rows)))
    )
    assert heard == [("many.csv", rows) for rows in range(100, 1101, 100)]

    def stop(name: str, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(crm, [str(path)], options=Options(progress=stop))
    assert crm.contacts.count() == 0


def test_what_cannot_be_read_is_refused_in_words(crm: Crm, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        preview(crm, [str(tmp_path / "nowhere.csv")])
    (tmp_path / "page.csv").write_text("<html>")
    with pytest.raises(InvalidError):
        import_paths(crm, [str(tmp_path / "page.csv")])


def test_what_a_file_is_is_told_before_its_import_is_tried(crm: Crm, people: str) -> None:
    heard: list[str] = []

    def counting(name: str, rows: int) -> None:
        heard.append("rows")

    with Path(people).open("a", encoding="utf-8") as file:
        file.writelines(f"P{at};p{at}@example.com;1;\n" for at in range(100))
    preview(
        crm,
        [people],
        options=Options(progress=counting),
        looked=lambda files: heard.append(files[0].noun),
    )
    assert heard == ["contact", "rows"]


def test_the_columns_of_a_table_that_tells_nothing_are_known_all_the_same(
    crm: Crm, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("key,val\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidError):
        preview(crm, [str(path)])
    found = columns_alone(str(path))
    assert [(column.name, column.example) for column in found] == [("key", "1"), ("val", "2")]
    mapped = Choices(mapping={"val": "name"})
    assert preview(crm, [str(path)], mapped).reports[0].created == 1
    assert columns_alone(str(tmp_path / "none.csv")) == []


def test_the_report_of_a_file_can_be_looked_at_while_it_grows(
    crm: Crm, people: str, bad: str
) -> None:
    begun: list[Report] = []
    found = preview(crm, [people, bad], options=Options(begun=begun.append))
    assert begun == found.reports


def test_several_files_can_be_one_step(crm: Crm, people: str, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,Email\nCy,cy@example.com\n,no address\n", encoding="utf-8")
    found = import_as_one(crm, [people, str(other)])
    assert [report.created for report in found.reports] == [2, 1]
    assert list(found.rejects) == ["other.csv"]
    assert crm.history.steps(1)[0].summary == (
        "imported 2 contacts from people.csv; imported 1 contact from other.csv"
    )
    crm.history.undo()
    assert crm.contacts.count() == 0
