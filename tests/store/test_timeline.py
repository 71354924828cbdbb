"""Timelines: of a person, a firm, a deal, and of everything."""

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import UsageError
from tinycrm.store.references import Found
from tinycrm.store.timeline import TimelineEntry, timeline


@pytest.fixture
def people(crm: Crm, clock) -> Crm:
    """Ada (C1) and Bo (C2) of Engines (O1), and a deal (D1) with Ada that was won."""
    crm.contacts.add(name="Ada Lovelace", company="Engines")
    crm.contacts.add(name="Bo Holm", company="Engines")
    crm.contacts.add(name="Cy Young")
    crm.deals.add(title="Engine", contact="C1", company="O1", opened_at="2026-06-01 09:00")
    crm.activities.log("call", ["C1", "C2"], "about steam", at="2026-06-05 10:00", minutes=15)
    crm.activities.note("D1", "budget ends in May", at="2026-06-07 10:00")
    crm.activities.log("email", "C3", "hello", at="2026-06-09 10:00", direction="out")
    crm.tasks.add(title="Send the offer", for_="D1")
    crm.tasks.done("T1", at="2026-06-11 10:00")
    crm.deals.win("D1")
    return crm


def told(entries: list[TimelineEntry]) -> list[tuple[str, str, str | None]]:
    return [(entry.kind, entry.ref, entry.text) for entry in entries]


CALL = ("call", "A1", "about steam")
NOTE = ("note", "A2", "budget ends in May")
TASK = ("task done", "T1", "Send the offer")
CREATED = ("deal created", "D1", "Engine (Lead)")
WON = ("deal won", "D1", "Engine (Lead)")


def test_a_person_sees_calls_and_what_became_of_deals(people: Crm) -> None:
    assert told(people.timeline("C1")) == [WON, CALL, CREATED]
    assert told(people.timeline("C2")) == [CALL]


def test_a_deal_sees_its_events_notes_and_tasks(people: Crm) -> None:
    assert told(people.timeline("D1")) == [WON, TASK, NOTE, CREATED]


def test_a_firm_sees_each_event_of_its_people_and_deals_once(people: Crm) -> None:
    assert told(people.timeline("O1")) == [WON, TASK, NOTE, CALL, CREATED]


def test_an_entry_says_when_how_long_and_with_whom(people: Crm) -> None:
    entry = people.timeline("C2")[0]
    assert entry == (
        "2026-06-05T10:00:00.000Z", "call", "A1", "about steam", 15, None, "Ada Lovelace, Bo Holm",
    )  # fmt: skip
    assert people.timeline("D1")[0].who == "Ada Lovelace, Engines"


def test_consent_stands_in_the_timeline(people: Crm) -> None:
    people.contacts.consent("C3", "email", "in", "web form", "2026-06-10")
    entry = people.timeline("C3")[0]
    assert (entry.kind, entry.ref, entry.text, entry.who) == (
        "consent in", "C3", "email", "Cy Young",
    )  # fmt: skip


def test_deleted_activities_are_not_shown(people: Crm) -> None:
    people.activities.delete("A1")
    assert told(people.timeline("C2")) == []
    assert CALL not in told(people.recent())


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_each_other_without_gaps(people: Crm, size: int) -> None:
    for day in (3, 3, 3, 4):
        people.activities.note("O1", "the same moment", at=f"2026-06-0{day} 10:00")
    whole = people.timeline("O1", limit=100)
    pages: list[TimelineEntry] = []
    while page := people.timeline("O1", size, before=pages[-1] if pages else None):
        assert len(page) <= size
        pages += page
    assert pages == whole
    assert len(whole) == 9


def test_a_long_text_is_cut(people: Crm) -> None:
    people.activities.note("C3", "x" * 10_000)
    assert people.timeline("C3")[0].text == "x" * 500


def test_tasks_and_activities_have_no_timeline(people: Crm) -> None:
    with pytest.raises(UsageError, match="T1 has no timeline"):
        people.timeline("T1")


def test_the_newest_of_everything_comes_first(people: Crm) -> None:
    assert told(people.recent()) == [
        WON, TASK, ("email", "A3", "hello"), NOTE, CALL, CREATED,
    ]  # fmt: skip
    assert told(people.recent(2)) == [WON, TASK]
    assert people.recent(3)[2].who == "Cy Young"


def test_a_timeline_costs_no_more_in_a_larger_file(people: Crm, crowd, work) -> None:
    def all_timelines() -> None:
        for found in (Found("contact", 1), Found("company", 1), Found("deal", 1)):
            last = timeline(people.db, found, 2)[-1]
            timeline(people.db, found, 2, last)

    alone = work(people, all_timelines)
    crowd(people)
    assert work(people, all_timelines) < alone + 20


def test_what_happened_lately_is_read_from_the_ends_of_indices(people: Crm, crowd, work) -> None:
    alone = work(people, lambda: people.recent(5))
    crowd(people)
    assert work(people, lambda: people.recent(5)) < alone + 20


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_everything_is_paged_to_its_beginning_without_gaps(
    people: Crm, clock, crowd, size: int
) -> None:
    for day in (3, 3, 3, 4):
        people.activities.note("O1", "the same moment", at=f"2026-06-0{day} 10:00")
    for stage in ("Qualified", "Lead", "Proposal", "Lead"):
        people.deals.add(title=stage)
        people.deals.reopen("D1") if stage == "Qualified" else None
        people.deals.move("D1", stage)
    clock.now = clock.now.replace(year=2027)
    crowd(people) if size == 50 else None
    whole = people.recent(10_000)
    pages: list[TimelineEntry] = []
    while page := people.recent(size, before=pages[-1] if pages else None):
        assert len(page) <= size
        pages += page
    assert pages == whole
    assert len(whole) == 18 + 6000 * (size == 50)


def test_events_of_one_moment_that_only_their_text_tells_apart_are_all_shown(people: Crm) -> None:
    people.deals.reopen("D1")
    for stage in ("Qualified", "Proposal", "Negotiation"):
        people.deals.move("D1", stage)
    for read in (people.recent, lambda *page: people.timeline("D1", *page)):
        texts = []
        last = None
        while page := read(1, last):
            last = page[0]
            texts += [last.text] if last.kind == "deal moved" else []
        assert sorted(texts) == ["Engine (Negotiation)", "Engine (Proposal)", "Engine (Qualified)"]


def test_an_event_that_is_gone_since_the_page_before_does_not_stop_the_next(people: Crm) -> None:
    last = people.recent(1)[0]
    people.history.undo()
    assert told(people.recent(1, before=last)) == [TASK]


def test_a_timeline_can_be_asked_for_some_kinds_alone(people: Crm) -> None:
    people.contacts.consent("C1", "email", "in", "web form", "2026-06-10")
    assert told(people.recent(kinds=["call", "task"])) == [TASK, CALL]
    assert told(people.recent(kinds=["deal"])) == [WON, CREATED]
    assert told(people.recent(1, people.recent(1)[0], kinds=["deal"])) == [CREATED]
    assert told(people.recent(kinds=["visit"])) == []
    assert told(people.timeline("O1", kinds=["note", "deal"])) == [WON, NOTE, CREATED]
    assert told(people.timeline("O1", kinds=["task"])) == [TASK]
    assert [entry.kind for entry in people.timeline("C1", kinds=["consent"])] == ["consent in"]
    with pytest.raises(UsageError, match="without any consent"):
        people.recent(kinds=["consent"])
    with pytest.raises(UsageError) as caught:
        people.timeline("C1", kinds=["mail"])
    assert "email" in caught.value.remedy


def test_a_page_far_back_costs_no_more_than_the_first(people: Crm, crowd, work) -> None:
    last = people.recent(3)[2]
    alone = work(people, lambda: people.recent(5, last))
    crowd(people)
    assert work(people, lambda: people.recent(5, last)) < alone + 20
