"""Records written into a file in one call, in every form."""

import csv
import re
import stat
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, UsageError
from tinycrm.interchange.beginning import beginning
from tinycrm.interchange.exporting import FORMS, Wanted, export, form_of, forms_of


@pytest.fixture
def file(crm: Crm) -> Crm:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com", tags=["vip"])
    crm.contacts.add(name="Bo")
    crm.tasks.add(title="Ring Ada", for_="C1", due="tomorrow")
    return crm


BEGINNINGS = {
    "csv": b"ref,id,uid,",
    "tsv": b"ref\tid\tuid\t",
    "json": b"[\n{",
    "jsonl": b"{",
    "vcard": b"BEGIN:VCARD\r\nVERSION:3.0",
    "vcard4": b"BEGIN:VCARD\r\nVERSION:4.0",
    "markdown": b"| ref |",
    "xlsx": b"PK",
}


@pytest.mark.parametrize("form", BEGINNINGS)
def test_every_form_is_written_into_a_private_file(file: Crm, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    done = export(file, Wanted("contact", form=form), str(path))
    assert (done.path, done.records, done.remarks) == (str(path), 2, [])
    assert path.read_bytes().startswith(BEGINNINGS[form])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_calendar_holds_tasks_with_a_day(file: Crm, tmp_path: Path) -> None:
    done = export(file, Wanted("calendar", form="ical"), str(tmp_path / "out.ics"))
    assert done.records == 1
    assert b"SUMMARY:Ring Ada" in (tmp_path / "out.ics").read_bytes()


def test_a_filter_an_order_and_columns_are_kept_to(file: Crm, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    wanted = Wanted("contact", sort="-name", fields=["name", "email"])
    export(file, wanted, str(path))
    assert path.read_text() == "name,email\nBo,\nAda Lovelace,ada@example.com\n"
    done = export(file, wanted._replace(filter="tag:vip"), str(path), replace=True)
    assert done.records == 1
    export(file, Wanted("contact", reference="C2", fields=["name"]), str(path), replace=True)
    assert path.read_text() == "name\nBo\n"


def test_a_file_that_exists_stays_and_so_does_the_database(
    file: Crm, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(ConflictError):
        export(file, Wanted("contact"), str(tmp_path / "out.csv"))
    with pytest.raises(ConflictError):
        export(file, Wanted("contact"), str(path), replace=True)
    assert (tmp_path / "out.csv").read_text() == "mine"


def test_what_does_not_go_together_is_refused(file: Crm, tmp_path: Path) -> None:
    for wanted in (
        Wanted("deal", form="vcard"),
        Wanted("contact", form="ical"),
        Wanted("calendar", form="csv"),
        Wanted("contact", form="png"),
        Wanted("contact", form="json", excel=True),
        Wanted("contact", form="vcard", fields=["name"]),
        Wanted("contact", fields=["nothing"]),
        Wanted("contact", filter="nothing:x"),
    ):
        with pytest.raises(UsageError):
            export(file, wanted, str(tmp_path / "out"))
    assert list(tmp_path.glob("out*")) == []


def test_the_forms_of_a_noun_are_known_and_a_name_tells_one(file: Crm, tmp_path: Path) -> None:
    assert forms_of("deal") == ["csv", "tsv", "json", "jsonl", "markdown", "xlsx"]
    assert forms_of("calendar") == ["ical"]
    assert form_of("~/People.VCF", "contact") == "vcard"
    assert (form_of("people", "contact"), form_of("x", "calendar")) == ("csv", "ical")
    for noun in ("contact", "company", "deal", "activity", "task", "calendar"):
        for form in forms_of(noun):
            assert form in FORMS
            export(file, Wanted(noun, form=form), str(tmp_path / f"{noun}.{form}"))


def test_progress_is_told_and_can_stop_it(file: Crm, tmp_path: Path) -> None:
    with file.operation("many"):
        for number in range(1000):
            file.contacts.add(name=f"Cy {number}")
    heard: list[int] = []
    export(file, Wanted("contact"), str(tmp_path / "out.csv"), progress=heard.append)
    assert heard == [500, 1000]

    def stop(records: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(file, Wanted("contact"), str(tmp_path / "two.csv"), progress=stop)
    assert not (tmp_path / "two.csv").exists()


def test_records_of_given_numbers_are_written_in_their_order(file: Crm, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    done = export(file, Wanted("contact", ids=[2, 99, 1], fields=["name"]), str(path))
    assert done.records == 2
    assert path.read_text(encoding="utf-8") == "name\nBo\nAda Lovelace\n"


def test_a_table_is_shown_as_it_will_be_written(file: Crm, tmp_path: Path) -> None:
    file.fields.add("contact", "score", type="number")
    file.contacts.add(name="=1+1", about="a|b\n" + "x" * 900, score="7.50", birthday="1990-05-01")
    for at in range(9):
        file.contacts.add(name=f"Person {at}")
    fields = ["ref", "name", "about", "birthday", "custom.score", "created_at"]
    shown = {}
    for form in ("csv", "tsv", "xlsx", "markdown", "excel"):
        wanted = Wanted("contact", sort="id", form="csv" if form == "excel" else form)
        begun = beginning(file, wanted._replace(fields=fields, excel=form == "excel"))
        assert (begun.titles, len(begun.rows), begun.lines) == (fields, 5, [])
        shown[form] = begun.rows[2]
        assert len(shown[form][2]) == 500
    assert shown["csv"][:2] == shown["tsv"][:2] == ["C3", "=1+1"]
    assert shown["excel"][1] == "'=1+1"
    assert shown["markdown"][2].startswith(r"a\|b<br>x")
    assert shown["csv"][4] == "7.5"
    assert shown["xlsx"][3:5] == ["1990-05-01", "7.5"]
    assert re.fullmatch(r"[0-9-]{10} [0-9]{2}:[0-9]{2}", shown["xlsx"][5])
    path = tmp_path / "out.csv"
    export(file, Wanted("contact", sort="id"), str(path))
    with path.open(newline="", encoding="utf-8") as written:
        rows = list(csv.reader(written))
    begun = beginning(file, Wanted("contact", sort="id"))
    assert [begun.titles, *begun.rows[:2]] == rows[:3]
    assert beginning(file, Wanted("contact", "name:xyz")).rows == []


def test_a_text_is_shown_from_its_first_record_on(file: Crm) -> None:
    for form in ("vcard", "vcard4"):
        lines = beginning(file, Wanted("contact", sort="name", form=form), 1).lines
        assert lines[0] == "BEGIN:VCARD"
        assert lines[-1] == "END:VCARD"
        assert "FN:Ada Lovelace" in lines
    for form in ("json", "jsonl"):
        lines = beginning(file, Wanted("contact", form=form, ids=[2, 1]), 2).lines
        assert [line[:2] for line in lines] == ['{"', '{"']
        assert '"C2"' in lines[0]
    assert beginning(file, Wanted("calendar", form="ical")).lines[0] == "BEGIN:VTODO"
    for form in ("json", "jsonl", "vcard", "vcard4"):
        assert beginning(file, Wanted("contact", "name:xyz", form=form)).lines == []
    assert beginning(file, Wanted("task", "is:done", form="ical")).lines == []
    with pytest.raises(UsageError):
        beginning(file, Wanted("deal", form="vcard"))
    with pytest.raises(UsageError):
        beginning(file, Wanted("contact", fields=["nmae"]))
