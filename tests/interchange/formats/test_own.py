"""Our own exports come back exactly as they were."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.formats.reading import named, one, opened, read
from tinycrm.crm import Crm
from tinycrm.errors import InvalidError
from tinycrm.interchange.export import write_rows
from tinycrm.interchange.formats import Link, links_of, reader, recognise

UID = "019a0000-0000-7000-8000-000000000001"


def exported(crm: Crm, noun: str, *, excel: bool = False) -> str:
    file = io.StringIO(newline="")
    records = getattr(crm, {"company": "companies", "activity": "activities"}.get(noun, f"{noun}s"))
    ids = [id for (id,) in crm.db.rows(f"SELECT id FROM {noun} ORDER BY id")]
    write_rows(crm, noun, records.by_ids(ids), file, excel=excel)
    return file.getvalue().removeprefix("\ufeff")


def filled(crm: Crm) -> None:
    crm.fields.add("contact", "region", "Region")
    crm.companies.add(name="Engines; Ltd", website="engines.example", tags=["vip"])
    crm.contacts.add(
        name=" Ada  Lovelace",
        company="O1",
        email=[{"value": "ada@x.example", "label": "work: a; b"}, {"value": "b@x.example"}],
        phone="+44 20 7946 0958",
        addresses=[{"label": "home", "street": "1 | Row\nYard", "city": "London"}],
        tags=["vip", "a friend"],
        about="  two spaces,\n=1+1 ",
        region="north",
    )
    crm.contacts.add(name="Grace Hopper")
    crm.deals.add(
        title="Engine",
        contact=[{"contact": "C1", "role": "buyer"}, "C2"],
        amount="1200.50 EUR",
        probability=35,
        close="2026-12-24",
        stage="Proposal",
    )
    crm.activities.add(kind="call", for_=["C1", "D1"], subject="about it", minutes=15)
    crm.tasks.add(title="Ring", for_="C2, O1", due="tomorrow 15:30", repeat="weekly")


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("contact", "contacts"),
        ("company", "companies"),
        ("deal", "deals"),
        ("activity", "activities"),
        ("task", "tasks"),
    ],
)
def test_every_noun_is_recognised_with_all_its_columns(crm: Crm, noun: str, plural: str) -> None:
    filled(crm)
    found, made, _ = opened(exported(crm, noun))
    assert found.format == f"tinycrm {plural}"
    assert found.score == 1.0
    assert "extra" not in made.accounts().values()


def test_a_person_comes_back_exactly(crm: Crm) -> None:
    filled(crm)
    ada, grace = read(exported(crm, "contact"))
    assert ada.fields["name"] == "Ada  Lovelace"
    assert ada.fields["about"] == "  two spaces,\n=1+1 "
    assert ada.fields["email"] == [
        {"value": "ada@x.example", "label": "work: a; b"},
        {"value": "b@x.example", "label": None},
    ]
    assert ada.fields["addresses"] == [
        {"label": "home", "street": "1 | Row\nYard", "city": "London"}
    ]
    assert ada.fields["tags"] == ["a friend", "vip"]
    assert ada.extra == {"custom.region": "north"}
    assert ada.links == {"company": Link("tinycrm", "O1", "Engines; Ltd")}
    assert ada.stamps["ref"] == "C1"
    assert ada.stamps["uid"] == crm.db.value("SELECT uid FROM contact WHERE id = 1")
    assert ada.id == grace.id == ""
    assert "lifecycle" not in grace.fields or grace.fields["lifecycle"]


def test_the_guard_of_a_spreadsheet_is_taken_off(crm: Crm) -> None:
    crm.contacts.add(name="=1+1", phone="+44 20 7946 0958")
    text = exported(crm, "contact", excel=True)
    assert "'=1+1" in text
    assert one(text, excel=True).fields["name"] == "=1+1"
    assert one(text, excel=True).fields["phone"][0]["value"] == "+44 20 7946 0958"
    assert one(text).fields["name"] == "'=1+1"


def test_a_deal_comes_back_with_its_people_and_where_it_stands(crm: Crm) -> None:
    filled(crm)
    deal = one(exported(crm, "deal"))
    assert deal.fields["status"] == "open"
    assert deal.fields["stage_name"] == "Proposal"
    assert (deal.fields["amount"], deal.fields["currency"]) == ("1200.50", "EUR")
    assert deal.fields["probability"] == "35"
    assert deal.fields["expected_close_on"] == "2026-12-24"
    assert deal.fields["opened_at"] == "2026-06-30T12:00:00.000Z"
    assert links_of(deal, "contact") == [
        Link("tinycrm", "C1", "Ada  Lovelace", "buyer"),
        Link("tinycrm", "C2", "Grace Hopper"),
    ]
    assert deal.stamps["stage_entered_at"] == "2026-06-30T12:00:00.000Z"


def test_what_happened_and_what_is_to_be_done_come_back_with_their_links(crm: Crm) -> None:
    filled(crm)
    call = one(exported(crm, "activity"))
    assert (call.fields["kind"], call.fields["minutes"]) == ("call", "15")
    assert links_of(call, "contact") == [Link("tinycrm", "C1", "")]
    assert links_of(call, "deal") == [Link("tinycrm", "D1", "")]
    task = one(exported(crm, "task"))
    assert (task.fields["due_on"], task.fields["due_time"]) == ("2026-07-01", "15:30")
    assert "WEEKLY" in task.fields["recurrence"]
    assert links_of(task, "contact")[0].id == "C2"
    assert links_of(task, "company")[0].id == "O1"


def test_a_uid_that_is_none_is_refused() -> None:
    header = "ref,id,uid,name,given_name,family_name"
    assert one(f"{header}\nC1,1,{UID},Ada,,\n").stamps["uid"] == UID
    with pytest.raises(InvalidError, match="uid"):
        read(f"{header}\nC1,1,abc,Ada,,\n")


def test_a_part_of_an_export_is_read_by_its_usual_titles() -> None:
    text = "given_name,family_name,email,phone\nAda,Lovelace,a@x.example,1\n"
    assert named("CSV of contacts", text)
    assert one(text).fields["family_name"] == "Lovelace"


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    header = ["ref", "id", "uid", "name", "given_name", "family_name", "about", "custom.key"]
    made = reader(recognise(header, []))
    (item,) = made.items(["C1", "1", UID, text, "", "", text, text], 2)
    assert item.fields == {"name": text, "about": text}
    assert item.extra == {"custom.key": text}
