"""No file, however made, brings a traceback; every kind of file is read that people bring."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.interchange.loading import load
from tests.workbooks import FIRMS, PEOPLE, write_workbook
from tinycrm.crm import Crm
from tinycrm.errors import CrmError, InvalidError, NotFoundError
from tinycrm.interchange.previewing import import_paths, preview
from tinycrm.interchange.sources import Choices

DATA = Path(__file__).parents[1] / "data"
CSVS = sorted((DATA / "hostile" / "csv-spectrum" / "csvs").iterdir())


# Whatever bytes

PIECES = st.sampled_from(
    [
        *(b"name", b"email", b"phone", b"company", b"birthday", b"Deal - Title", b"Deal - Value"),
        *(b"Id", b"IsDeleted", b"StageName", b"Amount", b"CloseDate", b"uid", b"ref", b"id"),
        *(b"Activity - Subject", b"Activity - Due date", b"First Name", b"Last Name", b"custom.x"),
        *(b",", b";", b"\t", b'"', b'""', b"\n", b"\r\n", b"\r", b"\0", b"=", b"sep=;\n", b":"),
        *(b"a@b.co", b"+49 30 1234567", b"31/12/2024", b"1/2/2024", b"1.200,50", b"9" * 400),
        *(b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3\xa4", b"\xf0\x9f\x98\x80", b"\x1b[2J"),
        *(b"{", b"}", b'{"name": "A", "', b'"title": ', b"[", b"null", b"1e999", b"BEGIN:VCARD\n"),
        *(b"END:VCARD\n", b"FN:A\n", b"N:;;;;\n", b"TEL:1\n", b"BDAY:x\n", b"PK\x03\x04"),
        *(b"2024-02-30", b"99999", b"-", b"%", b"open", b"won", b"USD", b"\xe2\x80\xae", b" "),
    ]
)
FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(PIECES, max_size=60).map(b"".join),
    st.lists(st.one_of(PIECES, st.binary(max_size=5)), max_size=60).map(b"".join),
    st.lists(PIECES, max_size=20).map(lambda found: b"name,email,birthday\n" + b",".join(found)),
)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=FILES, keep_going=st.booleans(), noun=st.sampled_from(["", "deals", "tasks"]))
@example(data=b"PK\x03\x04" + b"\0" * 50, keep_going=True, noun="")
def test_no_bytes_bring_more_than_a_refusal(
    crm: Crm, data: bytes, keep_going: bool, noun: str
) -> None:
    with suppress(CrmError):
        load(crm, data, Choices(noun=noun), dry_run=True, keep_going=keep_going)
    assert crm.contacts.count() == 0


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(cells, cells, cells, cells), max_size=6), keep_going=st.booleans())
def test_a_dry_run_counts_exactly_as_the_real_run(
    crm: Crm, rows: list[tuple[str, ...]], keep_going: bool
) -> None:
    import csv

    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["name", "email", "company", "hobby"])
    writer.writerows(rows)
    data = file.getvalue().encode()
    results: list[object] = []
    for dry_run in (True, False):
        try:
            report = load(crm, data, dry_run=dry_run, keep_going=keep_going)
            results.append((report.counts, report.added, report.rejections, report.remarks))
        except CrmError as error:
            results.append(error.message)
    assert results[0] == results[1]
    accounted = load(crm, data, keep_going=True) if isinstance(results[1], tuple) else None
    if accounted is not None:
        assert accounted.created == 0 or not keep_going
        written = sum(any(cell.strip() for cell in row) for row in rows)
        total = sum(sum(counts.values()) for counts in accounted.counts.values())
        assert total <= written


# The samples


@pytest.mark.parametrize("file", CSVS, ids=lambda file: file.name)
def test_every_row_of_the_csv_spectrum_is_accounted_for(crm: Crm, file: Path) -> None:
    import csv

    data = file.read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    choices = Choices(mapping={rows[0][0]: "name"})
    report = load(crm, data, choices)
    assert (report.created, report.rejected) == (len(rows) - 1, 0)
    again = load(crm, data)
    assert (again.created, again.unchanged) == (0, len(rows) - 1)
    contacts = {contact.name: contact for contact in crm.contacts.find()}
    assert set(contacts) == {row[0] for row in rows[1:]}


NUMBERS = ("empty.csv", "empty_crlf.csv", "simple.csv", "simple_crlf.csv")
"""In these there is nothing that anybody could be called."""


@pytest.mark.parametrize("file", CSVS, ids=lambda file: file.name)
def test_the_csv_spectrum_comes_in_as_it_is_wherever_there_are_words(crm: Crm, file: Path) -> None:
    import csv

    data = file.read_bytes()
    if file.name in (*NUMBERS, "json.csv"):
        with pytest.raises(InvalidError, match="No column names a contact") as refusal:
            load(crm, data)
        assert "--map" in refusal.value.remedy
        return
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert load(crm, data).created == len(rows) - 1
    again = load(crm, data)
    assert (again.created, again.unchanged) == (0, len(rows) - 1)


@pytest.mark.parametrize("coding", ["UTF8", "UTF16BE", "UTF16LE"])
def test_files_with_a_byte_order_mark_are_read(crm: Crm, coding: str) -> None:
    data = (DATA / f"dataloader_bom_{coding}.csv").read_bytes()
    assert load(crm, data).created == 2
    assert load(crm, data).unchanged == 2
    found = {contact.name: json.loads(contact.custom) for contact in crm.contacts.find()}
    assert found == {
        "row1-1": {"column2": "row1-2", "column3": "row1-3"},
        "row2-1": {"column2": "row2-2", "column3": "row2-3"},
    }


@pytest.mark.parametrize("file", sorted(DATA.glob("ezvcard_*.vcf")), ids=lambda file: file.stem)
def test_cards_come_in_once(crm: Crm, file: Path) -> None:
    report = load(crm, file.read_bytes())
    assert (report.created, report.rejected) == (1, 0)
    assert (load(crm, file.read_bytes()).unchanged, crm.contacts.count()) == (1, 1)


def test_pictures_are_counted_and_said_to_be_left_out(crm: Crm) -> None:
    assert load(crm, (DATA / "ezvcard_John_Doe_IPHONE.vcf").read_bytes()).pictures == 1


def test_a_card_of_a_firm_is_a_company(crm: Crm) -> None:
    card = b"BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Acme\nORG:Acme;\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    assert load(crm, card).counts["company"]["created"] == 1
    assert load(crm, card).counts["company"]["unchanged"] == 1


def test_a_card_that_cannot_be_read_keeps_none_of_the_others_out(crm: Crm) -> None:
    cards = b"".join(
        b"BEGIN:VCARD\nVERSION:3.0\n" + line + b"\nEND:VCARD\n"
        for line in (b"FN:Ada", b"NOTE:nobody", b"FN:Grace")
    )
    report = load(crm, cards, keep_going=True)
    assert (report.created, report.rejected) == (2, 1)


# Archives


def zipped(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return file.getvalue()


def test_a_zip_with_one_table_is_read(crm: Crm) -> None:
    assert load(crm, zipped(people__csv="name,email\nAda,ada@a.co\n")).created == 1


@pytest.mark.parametrize(
    "data",
    [
        zipped(),
        zipped(a__csv="name\nA\n", b__csv="name\nB\n"),
        zipped(a__bin="x"),
        zipped(a__csv="name\nA\n")[:-30],
        zipped(a__csv="PK\x03\x04"),
    ],
    # An archive holds the time when it was made: as a name it would be another one each time.
    ids=["empty", "no person named", "no table", "cut off", "archive inside"],
)
def test_other_archives_are_refused(crm: Crm, data: bytes) -> None:
    with pytest.raises(InvalidError):
        load(crm, data)


def test_a_zip_bomb_is_refused(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinycrm.interchange.archives.MOST_BYTES", 1 << 20)
    with pytest.raises(InvalidError, match="Unpacked"):
        load(crm, zipped(a__csv="name\n" + "A" * (2 << 20)))


def workbook() -> bytes:
    from datetime import date

    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    first, second = book.add_worksheet("People"), book.add_worksheet("Firms")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, title in enumerate(("Name", "E-Mail", "Birthday", "Number")):
        first.write(0, at, title)
    first.write_string(1, 0, "Ada")
    first.write_string(1, 1, "ada@a.co")
    first.write_datetime(1, 2, date(1985, 12, 10), day)
    first.write_number(1, 3, 42)
    second.write(0, 0, "Company name")
    second.write(0, 1, "Company Domain Name")
    second.write(1, 0, "Acme")
    second.write(1, 1, "acme.example")
    book.close()
    return file.getvalue()


def test_a_workbook_is_read_by_sheet(crm: Crm) -> None:
    assert load(crm, workbook()).created == 1
    ada = crm.contacts.get("ada@a.co")
    assert (ada.birthday, ada.custom) == ("1985-12-10", '{"number": "42"}')
    assert load(crm, workbook()).unchanged == 1
    assert load(crm, workbook(), Choices(sheet="Firms")).counts["company"]["created"] == 1
    with pytest.raises(NotFoundError, match="no sheet"):
        load(crm, workbook(), Choices(sheet="Frims"))


def test_all_sheets_of_a_workbook_are_tied_to_each_other(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    write_workbook(path, {"People": PEOPLE, "Empty": [], "Firms": FIRMS})
    told: list[str] = []
    done = import_paths(crm, [str(path)], Choices(sheet="*"), tell=told.append)
    assert [(each.name, each.created) for each in done.reports] == [
        ("all.xlsx/Firms", 1),
        ("all.xlsx/People", 1),
    ]
    assert done.reports[1].added == {}
    assert (crm.contacts.get("Ada").company_id, crm.companies.get("Acme").domain) == (
        1,
        "acme.example",
    )
    assert len(told) == 1
    assert "Empty" in told[0]
    first = preview(crm, [str(path)]).files[0]
    assert (first.sheet, first.sheets) == ("People", ["People", "Empty", "Firms"])


def test_hidden_files_of_a_folder_are_left_out(crm: Crm, tmp_path: Path) -> None:
    for name, content in {
        "a.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy\r\nEND:VCARD\r\n",
        "._a.vcf": b"\0\5\x16\7\0\2\0\0Mac OS X",
        "people.csv": b"Name,E-mail\nAda,ada@a.co\n",
        "._people.csv": b"\0\5\x16\7\0\2\0\0Mac OS X",
    }.items():
        (tmp_path / name).write_bytes(content)
    told: list[str] = []
    done = import_paths(crm, [str(tmp_path)], tell=told.append)
    assert [report.created for report in done.reports] == [1, 1]
    assert told == []


def test_one_table_of_an_archive_can_be_chosen(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.csv", "Name,E-mail\nAda,ada@a.co\n")
        archive.writestr("firms.csv", "Company name,Company Domain Name\nAcme,acme.example\n")
    assert [file.table for file in preview(crm, [str(path)]).files] == ["people.csv", "firms.csv"]
    done = import_paths(crm, [str(path)], Choices(sheet="firms.csv"))
    assert [each.name for each in done.reports] == ["two.zip/firms.csv"]
    assert (crm.contacts.count(), crm.companies.count()) == (0, 1)


def test_a_broken_workbook_is_refused(crm: Crm) -> None:
    whole = workbook()
    with pytest.raises(InvalidError):
        load(crm, zipped(**{"xl/workbook__xml": "<x/>"}))
    for cut in range(10, len(whole), len(whole) // 12):
        with pytest.raises(InvalidError):
            load(crm, whole[:cut])


@pytest.mark.parametrize("data", [b'{"contact": true}', b'{"company": "X", "title": " "}'])
def test_a_deal_without_a_title_is_rejected(crm: Crm, data: bytes) -> None:
    report = load(crm, data, Choices(noun="deals"))
    assert report.rejected == 1
    assert "no title" in report.rejections[0][1]
