"""Exports hold exactly what was stored, under one stable header."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, CrmError, UsageError
from tinycrm.interchange.cells import (
    Item,
    read_addresses,
    read_items,
    write_addresses,
    write_items,
)
from tinycrm.interchange.export import text_of, write_rows
from tinycrm.interchange.files import new_file
from tinycrm.interchange.guard import guarded, unguarded
from tinycrm.store.addresses import Address


def exported(crm: Crm, noun: str, **options: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(crm, noun, **options), newline="")))


def text(crm: Crm, noun: str, **options: object) -> str:
    file = io.StringIO(newline="")
    nouns = {"contact": crm.contacts, "company": crm.companies, "deal": crm.deals}
    write_rows(crm, noun, nouns[noun].stream(), file, **options)
    return file.getvalue()


def test_a_contact_is_written_with_everything_that_belongs_to_it(crm: Crm) -> None:
    crm.fields.add("contact", "region")
    crm.contacts.add(
        name="Ada Lovelace",
        email=[{"value": "ada@a.co", "label": "work"}, "ada@b.co"],
        phone="+49 30 1234567",
        company="Engines",
        tags=["vip", "Alpha"],
        addresses=[{"label": "home", "street": "12 High St", "city": "London"}],
        region="north",
    )
    (row,) = exported(crm, "contact")
    assert list(row)[:4] == ["ref", "id", "uid", "name"]
    assert row["ref"] == "C1"
    assert row["email"] == "ada@a.co"
    assert row["emails"] == "work: ada@a.co; ada@b.co"
    assert row["phones"] == "+49 30 1234567"
    assert row["tags"] == "Alpha, vip"
    assert (row["company"], row["company_ref"]) == ("Engines", "O1")
    assert row["addresses"] == "home: 12 High St | London |  |  | "
    assert row["custom.region"] == "north"
    assert row["created_at"] == "2026-06-30T12:00:00.000Z"


def test_amounts_are_plain_decimals_with_their_currency_beside_them(crm: Crm) -> None:
    crm.deals.add(title="Engine", amount="1.200,50 EUR", contact=f"C{crm.contacts.add(name='Ada')}")
    crm.deals.add(title="Motor", amount="1200 JPY")
    rows = {row["title"]: row for row in exported(crm, "deal")}
    assert (rows["Engine"]["amount"], rows["Engine"]["currency"]) == ("1200.50", "EUR")
    assert (rows["Motor"]["amount"], rows["Motor"]["currency"]) == ("1200", "JPY")
    assert rows["Engine"]["people"] == "C1 Ada"


@pytest.mark.parametrize(
    "value", ["a\rb", "a\nb", 'say "x"', " leading", "a,b", "a\r\nb", "\x1b[2J", "=1+1", "\r"]
)
def test_odd_cells_come_back_as_they_were(crm: Crm, value: str) -> None:
    crm.contacts.add(name="Ada", about=value)
    assert exported(crm, "contact")[0]["about"] == value
    (row,) = csv.DictReader(
        io.StringIO(text(crm, "contact", delimiter="\t"), newline=""), delimiter="\t"
    )
    assert row["about"] == value


def test_lines_end_in_lf_and_for_spreadsheets_in_crlf(crm: Crm) -> None:
    crm.contacts.add(name="Ada", phone="+49 30 1234567")
    assert "\r" not in text(crm, "contact")
    excel = text(crm, "contact", excel=True)
    assert excel.startswith("\ufeffref,")
    assert excel.endswith("\r\n")
    assert ",'+49 30 1234567," in excel


def test_columns_can_be_chosen(crm: Crm) -> None:
    crm.contacts.add(name="Ada", email="ada@a.co")
    assert text(crm, "contact", fields=["email", "ref"]) == "email,ref\nada@a.co,C1\n"
    assert text(crm, "contact", fields=["about"]) == 'about\n""\n'
    with pytest.raises(UsageError, match="no column") as caught:
        text(crm, "contact", fields=["emial"])
    assert "email" in caught.value.remedy


def test_an_empty_list_is_a_header(crm: Crm) -> None:
    assert text(crm, "company").startswith("ref,id,uid,name,")
    assert text(crm, "company").count("\n") == 1


def test_nothing_harmful_reaches_a_terminal(crm: Crm) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    crm.contacts.add(name="A\x1b]52;c;RVZJTA==\x07")
    file = Terminal()
    write_rows(crm, "contact", crm.contacts.stream(), file)
    assert "\x1b" not in file.getvalue()
    assert "\x07" not in file.getvalue()


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip)


@given(
    st.lists(
        st.builds(Item, words.map(str.strip), st.none() | words, st.none() | st.just("2026-01-01"))
    )
)
def test_any_items_come_back_from_their_cell(items: list[Item]) -> None:
    assert read_items(write_items(items)) == items


def test_items_that_look_like_their_own_signs_come_back() -> None:
    items = [
        Item("https://a.co/x;y: z"),
        Item("a: b", "c: d; e\\"),
        Item("x (invalid since y)"),
        Item("tel:", None, "2026"),
        Item("\\"),
    ]
    assert read_items(write_items(items)) == items


def test_a_cell_written_by_hand_is_read() -> None:
    assert read_items("a@b.co;c@d.co ; work: e@f.co") == [
        Item("a@b.co"),
        Item("c@d.co "),
        Item("e@f.co", "work"),
    ]
    assert read_items("") == []


parts = st.none() | words


@given(st.lists(st.builds(Address, parts, words, parts, parts, parts, parts)))
def test_any_addresses_come_back_from_their_cell(addresses: list[Address]) -> None:
    found = read_addresses(write_addresses(addresses))
    assert [Address(**{k: v or None for k, v in each.items()}) for each in found] == addresses


@given(st.text())
def test_an_apostrophe_against_formulas_is_taken_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", " =1", "+49 30", "-1", "@x", "\t=1", "＝1", "'=1"])
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == "'" + cell


def test_a_file_is_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with new_file(str(path)) as file:
        file.write("Ada\r\n")
        assert not path.exists()
    assert path.read_bytes() == b"Ada\r\n"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConflictError, match="exists already"), new_file(str(path)):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_a_failed_file_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> None:
        with new_file(str(tmp_path / "x.csv")) as file:
            file.write("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("precious")
    link.symlink_to(target)
    with pytest.raises(ConflictError), new_file(str(link)):
        pass
    with new_file(str(link), replace=True) as file:
        file.write("new")
    assert target.read_text() == "precious"
    assert link.read_text() == "new"
    assert not link.is_symlink()


def test_the_database_and_impossible_places_are_refused(tmp_path: Path, crm: Crm) -> None:
    with (
        pytest.raises(ConflictError, match="database"),
        new_file(crm.db.path, replace=True, never=crm.db.path),
    ):
        pass
    with pytest.raises(ConflictError, match="folder"), new_file(str(tmp_path)):
        pass
    with pytest.raises(CrmError, match="cannot be written"), new_file(str(tmp_path / "no" / "x")):
        pass


@given(
    st.lists(
        st.lists(st.text(alphabet="aä ,;\t\"'\n\r") | st.none() | st.integers(), min_size=1),
        min_size=1,
    ),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_are_quoted_where_the_csv_module_would(
    rows: list[list[str | int | None]], delimiter: str, end: str
) -> None:
    written = text_of(rows, delimiter, end)
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)) == cells
    for row in rows:
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=delimiter, lineterminator=end).writerow(row)
        has_return = any(type(cell) is str and "\r" in cell for cell in row)
        assert has_return or text_of([row], delimiter, end) == file.getvalue()
