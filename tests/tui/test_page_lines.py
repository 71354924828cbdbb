"""The lines of a page: wrapped, cut, harmless, and named so that they are found again."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tinycrm.crm import Crm
from tinycrm.domain.text import safe_text
from tinycrm.store.pages import MANY
from tinycrm.tui.page.heads import Sheet, head, title
from tinycrm.tui.page.line import Line, flow
from tinycrm.tui.page.sections import sections
from tinycrm.tui.page.wrapping import excerpt, wrapped

HOSTILE = "[/bold][red]\x1b]52;c;aGk=\x07\u202eevil\x00".replace("\x00", "")


def lines_of(crm: Crm, ref: str, width: int = 76) -> list[Line]:
    page = crm.page(ref, events=0)
    events = crm.deals.events(ref) if page.noun == "deal" else []
    sheet = Sheet(page, events, crm.db.today(), width, {"restore": "B"})
    return [*head(sheet), *sections(sheet)]


def texts(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, *_ in line.cells) for line in lines)


def test_words_stay_whole_where_they_fit() -> None:
    assert list(wrapped("one two three four", 9)) == ["one two", "three", "four"]
    assert list(wrapped("a\n\nb", 9)) == ["a", "", "b"]
    assert list(wrapped("incomprehensibilities", 9)) == ["incompreh", "ensibilit", "ies"]


@given(st.text(max_size=300), st.integers(2, 40))
def test_no_line_of_a_wrapped_text_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    shown = safe_text(text, newlines=True)
    lines = list(wrapped(shown, width))
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_of_a_long_text_only_the_beginning_is_looked_at() -> None:
    lines, more = excerpt("word " * 200_000, 40, 6)
    assert (len(lines), more) == (6, True)
    assert excerpt("short\n", 40, 6) == (["short"], False)


def test_what_does_not_fit_beside_another_flows_onto_the_next_line() -> None:
    assert [
        "".join(text for text, *_ in cells) for cells in flow([("aaaa", ""), ("bbbb", "")], 9)
    ] == ["aaaa", "bbbb"]
    (together,) = flow([("with ", "muted"), ("Ada", "")], 20)
    assert "".join(text for text, *_ in together) == "with Ada"


def test_every_line_of_a_page_fits_its_width_and_is_harmless(crm: Crm) -> None:
    crm.fields.add("contact", "wish", HOSTILE)
    crm.contacts.add(
        name=HOSTILE, job_title=HOSTILE, company=HOSTILE, email="a@example.com", tags=["#" * 300],
        about=HOSTILE * 500, wish=HOSTILE, phone={"value": "123456", "label": HOSTILE},
        addresses=[{"street": HOSTILE, "city": HOSTILE}],
    )  # fmt: skip
    crm.deals.add(title=HOSTILE, contact="C1", next_step=HOSTILE * 50, amount="12345678.90 EUR")
    crm.tasks.add(title=HOSTILE, for_="C1", notes=HOSTILE)
    crm.activities.log("call", ["C1"], HOSTILE)
    for ref in ("C1", "O1", "D1", "T1", "A1"):
        for width in (20, 58, 76, 150):
            for line in lines_of(crm, ref, width):
                assert sum(cells for _, _, cells, _ in line.cells) <= width
                assert all(safe_text(text) == text for text, *_ in line.cells)
        assert safe_text(title(crm.page(ref))) == title(crm.page(ref))


def test_the_lines_of_a_page_have_names_of_their_own(crm: Crm) -> None:
    crm.contacts.add(name="Ada", company="Engines", email=["a@x.example", "b@x.example"])
    crm.deals.add(title="One", contact="C1")
    crm.deals.add(title="Two", contact="C1")
    crm.deals.win("D2")
    crm.tasks.add(title="Ring", for_="C1")
    keys = [line.key for line in lines_of(crm, "C1") if line.key]
    assert len(keys) == len(set(keys))


def test_open_and_closed_deals_stand_under_what_the_open_ones_come_to(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.deals.add(title="Engine No. 2", contact="C1", amount="12000 EUR", stage="Proposal")
    crm.deals.add(title="Engine No. 1", contact="C1", amount="5000 EUR")
    crm.deals.win("D2")
    shown = texts(lines_of(crm, "C1"))
    assert "deals · 2" in shown
    assert "€ 12,000 open" in shown
    assert "Engine No. 1" in shown
    assert "won 30 Jun" in shown


def test_a_deals_page_tells_its_stages_and_why_it_was_lost(crm: Crm) -> None:
    crm.contacts.add(name="Ada", company="Engines")
    crm.deals.add(title="Engine", contact="C1", amount="5000 EUR", next_step="Send the drawings")
    crm.deals.move("D1", "Proposal")
    crm.deals.lose("D1", "price", competitor="Babbage & Co")
    shown = texts(lines_of(crm, "D1"))
    for words in (
        "lost today", "in Proposal", "because price", "to Babbage & Co", "Send the drawings",
        "stages · 3", "to Proposal", "with Ada", "for Engines",
    ):  # fmt: skip
        assert words in shown


def test_an_archived_record_says_which_key_brings_it_back(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.contacts.archive("C1")
    assert texts(lines_of(crm, "C1")).startswith("Archived today · B brings it back")
    crm.contacts.delete("C1")
    assert texts(lines_of(crm, "C1")).startswith("Deleted today · B brings it back")


def test_a_merged_record_leads_to_the_one_that_took_it_in(crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="A. Lovelace")
    crm.contacts.merge("C1", "C2")
    first = lines_of(crm, "C2")[0]
    assert texts([first]) == "Merged into Ada Lovelace  C1 · B brings it back"
    assert first.enter == ("record", "C1")


def test_the_first_line_stands_for_the_record_itself(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.deals.add(title="Engine", contact="C1")
    crm.tasks.add(title="Ring", for_="C1")
    for ref in ("C1", "D1", "T1"):
        line = next(line for line in lines_of(crm, ref) if line.enter)
        assert (line.key, line.subject) == (("own",), "")


def test_a_firm_of_many_people_names_the_first_and_leads_to_the_list_of_all(crm: Crm) -> None:
    crm.companies.add(name="Huge")
    with crm.operation("many people"):
        for number in range(60):
            crm.contacts.add(name=f"Person {number:02}", company="O1")
    lines = lines_of(crm, "O1")
    assert "people · 60" in texts(lines)
    (more,) = [line for line in lines if line.key == ("more", "contacts")]
    assert "10 more" in texts([more])
    assert more.enter == ("list", "contacts company:O1")
    assert len(crm.contacts.ids("company:O1")) == 60


def test_what_a_page_has_no_room_for_is_what_the_list_of_all_finds(crm: Crm) -> None:
    crm.companies.add(name="Engines")
    crm.contacts.add(name="Ada", company="O1")
    crm.deals.add(title="Engine", contact="C1")
    with crm.operation("many"):
        for at in range(MANY + 1):
            crm.tasks.add(title=f"Ring {at}", for_=["C1", "O1", "D1"])
    crm.tasks.done("T1")
    crm.tasks.add(title="Ring", for_=["C1", "O1", "D1"])
    for ref in ("C1", "O1", "D1"):
        (more,) = [line for line in lines_of(crm, ref) if line.key == ("more", "tasks")]
        assert more.enter == ("list", f"tasks for:{ref} is:open")
        assert crm.tasks.count(f"for:{ref} is:open") == MANY + 1


def test_amounts_are_rounded_where_they_do_not_fit_and_never_cut(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.deals.add(title="Dam", contact="C1", amount="9876543210.25 EUR")
    crm.deals.add(title="Bridge", contact="C1", amount="5 USD")
    shown = texts(lines_of(crm, "C1", 50))
    assert "€ 9,876.5M" in shown
    assert "€ 9,876,543,210.25 · $ 5 open" in shown


def test_a_birthday_may_be_without_a_year(crm: Crm) -> None:
    crm.contacts.add(name="Ada", birthday="--12-24")
    crm.contacts.add(name="Bo", birthday="1988-06-21")
    assert "24 Dec" in texts(lines_of(crm, "C1"))
    assert "21 Jun 1988" in texts(lines_of(crm, "C2"))
