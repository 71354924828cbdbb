"""Pages: everything about one record, in short lists with counts."""

import pytest

from tinycrm.crm import Crm


@pytest.fixture
def people(crm: Crm) -> Crm:
    crm.contacts.add(
        name="Ada Lovelace", email="ada@example.com", phone="+44 20 7946 0958",
        company="Engines", job_title="Head of engines", tags=["vip"],
        addresses=[{"city": "London"}],
    )  # fmt: skip
    crm.contacts.add(name="Bo Holm", company="Engines")
    crm.deals.add(
        title="Engine No. 2",
        contact=[{"contact": "C1", "role": "buyer"}, "C2"],
        company="O1",
        amount="1200.50 EUR",
        close="2026-07-31",
    )
    crm.deals.add(title="Engine No. 1", contact="C1", company="O1")
    crm.deals.win("D2")
    crm.tasks.add(title="Send the offer", for_=["C1", "D1", "O1"], due="fri")
    crm.activities.log("call", ["C1", "D1"], "about steam")
    return crm


def test_a_persons_page_holds_it_all(people: Crm) -> None:
    people.contacts.consent("C1", "email", "in")
    people.contacts.consent("C1", "email", "out", at="2026-06-30T12:00:00Z")
    page = people.page("ada@example.com")
    assert (page.noun, page.record.name, page.tags) == ("contact", "Ada Lovelace", ["vip"])
    assert [point.value for point in page.points] == ["ada@example.com", "+44 20 7946 0958"]
    assert [address.city for address in page.addresses] == ["London"]
    assert [(consent.channel, consent.status) for consent in page.consents] == [("email", "out")]
    assert page.related == [("O1", "Engines")]
    assert page.deals == [("D1", "Engine No. 2", "Lead", 120050, "EUR", "2026-07-31")]
    assert (page.open_deals, page.closed_deals) == (1, 1)
    assert page.tasks == [("T1", "Send the offer", "2026-07-03", None, "normal", None)]
    assert page.open_tasks == 1
    assert page.timeline == people.timeline("C1")
    assert (page.people, page.people_count, page.merged_into) == ([], 0, None)


def test_a_firms_page_shows_its_people(people: Crm) -> None:
    people.companies.add(name="Engines North", parent="O1")
    people.contacts.add(name="Cy Young", company="O1")
    people.contacts.archive("C3")
    page = people.page("O1")
    assert [(person.ref, person.name) for person in page.people] == [
        ("C1", "Ada Lovelace"),
        ("C2", "Bo Holm"),
    ]
    assert page.people[0].email == "ada@example.com"
    assert page.people_count == 2
    assert page.related == [("O2", "Engines North")]
    assert people.page("O2").related == [("O1", "Engines")]
    assert (page.open_deals, page.closed_deals, page.open_tasks) == (1, 1, 1)


def test_a_deals_page_shows_who_has_which_part(people: Crm) -> None:
    page = people.page("D1")
    assert [(person.ref, person.role) for person in page.people] == [("C1", "buyer"), ("C2", None)]
    assert (page.people_count, page.related) == (2, [("O1", "Engines")])
    assert (page.deals, page.tasks[0].ref) == ([], "T1")
    assert page.record.amount == 120050


def test_activities_and_tasks_show_what_they_concern(people: Crm) -> None:
    assert people.page("A1").related == [("C1", "Ada Lovelace"), ("D1", "Engine No. 2")]
    page = people.page("T1")
    assert page.record.title == "Send the offer"
    assert [ref for ref, _ in page.related] == ["C1", "D1", "O1"]
    assert page.timeline == []


def test_custom_fields_stand_in_words(people: Crm) -> None:
    people.fields.add("contact", "region", label="Region")
    people.fields.add("contact", "newsletter", type="flag", label="Newsletter")
    people.fields.add("contact", "employees", type="number", label="Employees")
    people.contacts.edit("C1", newsletter="yes", region="North", employees="12")
    assert people.page("C1").fields == [
        ("Region", "North"),
        ("Newsletter", "yes"),
        ("Employees", "12"),
    ]


def test_a_value_outlives_its_field(people: Crm) -> None:
    with people.operation("an old value"):
        people.db.update_record("contact", 1, {"custom": '{"shoe_size": 42}'})
    assert people.page("C1").fields == [("shoe_size", "42")]


def test_a_merged_record_says_where_it_went(people: Crm) -> None:
    people.contacts.merge("C1", "C2")
    assert people.page("C2").merged_into == ("C1", "Ada Lovelace")


def test_lists_are_short_and_counts_are_whole(people: Crm) -> None:
    with people.operation("many"):
        for number in range(60):
            people.contacts.add(name=f"Person {number:02}", company="O1")
            people.tasks.add(title=f"Task {number}", for_="O1")
            people.deals.add(title=f"Deal {number}", company="O1")
            people.activities.note("O1", f"Note {number}")
    page = people.page("O1")
    assert (len(page.people), page.people_count) == (50, 62)
    assert (len(page.tasks), page.open_tasks) == (50, 61)
    assert (len(page.deals), page.open_deals) == (50, 61)
    assert len(page.timeline) == 20


def test_a_page_costs_no_more_in_a_larger_file(people: Crm, crowd, work) -> None:
    def all_pages() -> None:
        for reference in ("C1", "O1", "D1", "A1", "T1"):
            people.page(reference)

    alone = work(people, all_pages)
    crowd(people)
    assert work(people, all_pages) < alone + 30


def test_a_page_tells_the_closed_deals_and_what_the_open_ones_come_to(people: Crm) -> None:
    people.deals.add(title="Engine No. 3", contact="C1", company="O1", amount="99.50 EUR")
    people.deals.add(title="Engine No. 4", contact="C1", company="O1", amount="7 USD")
    people.deals.add(title="Engine No. 5", contact="C1", company="O1", amount="8 USD")
    for page in (people.page("C1"), people.page("O1")):
        assert page.open_sums == [("EUR", 130000), ("USD", 1500)]
        assert [(deal.ref, deal.status, deal.stage) for deal in page.closed] == [
            ("D2", "won", "Lead")
        ]
    people.deals.lose("D5", "price")
    lost, won = people.page("O1").closed
    assert (lost.ref, lost.lost_reason, lost.amount, won.ref) == ("D5", "price", 800, "D2")


def test_a_page_can_do_without_its_timeline(people: Crm) -> None:
    assert people.page("C1", events=0).timeline == []
    assert len(people.page("C1", events=1).timeline) == 1
