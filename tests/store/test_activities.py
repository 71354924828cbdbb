"""Activities: what they concern, what they do to "last contact", and the follow-up in one step."""

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, InvalidError, NotFoundError, UsageError


@pytest.fixture
def people(crm: Crm) -> Crm:
    """Ada (C1) of Engines (O1), Bo (C2), and a deal (D1) that is with Ada first."""
    crm.contacts.add(name="Ada Lovelace", company="Engines")
    crm.contacts.add(name="Bo Holm")
    crm.deals.add(title="Engine No. 2", contact=["C1", "C2"], company="O1")
    return crm


def newest(crm: Crm) -> str:
    return crm.history.steps(limit=1)[0].summary


def test_an_activity_concerns_any_mix_of_records(people: Crm) -> None:
    id = people.activities.add(
        kind="meeting",
        text="Kick-off",
        for_=["bo holm", "O1", "D1"],
        at="yesterday 15:30",
        min="1h",
    )
    activity = people.activities.get(id)
    assert (activity.ref, activity.kind, activity.minutes) == ("A1", "meeting", 60)
    assert activity.happened_at == "2026-06-29T15:30:00.000Z"
    assert (activity.links, activity.contacts) == ("C2, O1, D1", "Bo Holm")
    assert (activity.subject, activity.body) == (None, "Kick-off")


def test_numbers_may_stand_in_one_text(people: Crm) -> None:
    id = people.activities.note("C1, C2,d1", "Both like tea")
    assert people.activities.get(id).links == "C1, C2, D1"


def test_the_same_record_is_linked_once(people: Crm) -> None:
    id = people.activities.note(["C1", "Ada Lovelace", "1"], "Prefers mornings")
    assert people.activities.get(id).links == "C1"


def test_a_note_is_told_in_the_history(people: Crm) -> None:
    people.activities.note("C1", "prefers mornings\nand tea")
    assert newest(people) == "added note A1 for Ada Lovelace: prefers mornings"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_note_is_refused(people: Crm, text: str) -> None:
    with pytest.raises(InvalidError, match="The note"):
        people.activities.note("C1", text)
    assert people.activities.count() == 0


def test_a_call_needs_no_words(people: Crm) -> None:
    people.activities.log("call", "C1")
    assert newest(people) == "logged call A1 for Ada Lovelace"


def test_a_call_counts_as_contact_and_a_note_does_not(people: Crm) -> None:
    people.activities.note("C1", "prefers mornings")
    contact = people.contacts.get("C1")
    assert contact.last_activity_at == "2026-06-30T12:00:00.000Z"
    assert contact.last_contact_at is None
    people.activities.log("call", "C1", at="3d ago")
    contact = people.contacts.get("C1")
    assert contact.last_activity_at == "2026-06-30T12:00:00.000Z"
    assert contact.last_contact_at == "2026-06-27T12:00:00.000Z"


def test_a_call_for_a_deal_alone_is_contact_with_whom_the_deal_is(people: Crm) -> None:
    logged = people.activities.log("call", "D1", "about the price")
    assert people.activities.get(logged.activity).links == "D1, C1"
    assert people.contacts.get("C1").last_contact_at == "2026-06-30T12:00:00.000Z"
    assert people.contacts.get("C2").last_contact_at is None


def test_a_call_for_a_deal_and_somebody_else_stays_as_given(people: Crm) -> None:
    id = people.activities.add(kind="call", for_=["D1", "C2"])
    assert people.activities.get(id).links == "D1, C2"


def test_a_note_about_a_deal_is_no_contact_with_anybody(people: Crm) -> None:
    id = people.activities.note("D1", "budget ends in May")
    assert people.activities.get(id).links == "D1"


def test_a_deleted_person_is_not_met_through_a_deal(people: Crm) -> None:
    people.contacts.delete("C1")
    id = people.activities.add(kind="call", for_="D1")
    assert people.activities.get(id).links == "D1, C2"


def test_deleting_and_restoring_a_call_moves_the_last_contact(people: Crm) -> None:
    people.activities.log("call", ["C1", "O1", "D1"], at="2026-06-01 09:00")
    people.activities.log("email", ["C1", "O1", "D1"], at="2026-06-20 09:00")
    latest = "2026-06-20T09:00:00.000Z"
    assert lasts(people) == [latest] * 4
    people.activities.delete("A2")
    assert lasts(people) == ["2026-06-01T09:00:00.000Z"] * 4
    people.activities.restore("A2")
    assert lasts(people) == [latest] * 4
    people.activities.edit("A2", at="2026-05-01 09:00")
    assert lasts(people) == ["2026-06-01T09:00:00.000Z"] * 4


def lasts(crm: Crm) -> list[str | None]:
    contact = crm.contacts.get("C1")
    return [
        contact.last_activity_at,
        contact.last_contact_at,
        crm.companies.get("O1").last_activity_at,
        crm.deals.get("D1").last_activity_at,
    ]


def test_unlinking_takes_the_contact_back(people: Crm) -> None:
    people.activities.log("call", "C1")
    assert people.activities.link("A1", "C2") == ["C2"]
    assert people.activities.link("A1", "C2") == []
    assert people.activities.unlink("A1", ["C1", "D1"]) == ["C1"]
    assert newest(people) == "unlinked A1 call from Ada Lovelace"
    assert people.contacts.get("C1").last_contact_at is None
    assert people.contacts.get("C2").last_contact_at == "2026-06-30T12:00:00.000Z"
    assert people.activities.get("A1").version == 3


def test_a_log_with_a_next_step_is_one_step_of_the_history(people: Crm, dump) -> None:
    before = dump(people)
    logged = people.activities.log(
        "call", "D1", "talked about the engine", at="yesterday", minutes="15",
        next_="send offer", due="fri 9:00", direction="out", tags=["hot"],
    )  # fmt: skip
    task = people.tasks.get(logged.task)
    assert (task.title, task.due_on, task.due_time) == ("send offer", "2026-07-03", "09:00")
    assert task.links == people.activities.get(logged.activity).links == "D1, C1"
    assert newest(people) == (
        "logged call A1 for Engine No. 2 and Ada Lovelace: talked about the engine;"
        " next is T1 send offer"
    )
    after = dump(people)
    people.history.undo()
    assert dump(people) == before
    people.history.redo()
    assert dump(people) == after


def test_a_due_date_alone_brings_a_follow_up(people: Crm) -> None:
    logged = people.activities.log("email", "C1", due="+1d")
    assert people.tasks.get(logged.task).title == "Follow up"


def test_a_bad_due_date_leaves_nothing_behind(people: Crm) -> None:
    with pytest.raises(InvalidError):
        people.activities.log("call", "C1", due="someday")
    assert (people.activities.count(), people.tasks.count()) == (0, 0)


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ("", "2026-06-30T12:00:00.000Z"),
        ("today", "2026-06-30T12:00:00.000Z"),
        ("fri", "2026-06-26T12:00:00.000Z"),
        ("2h ago", "2026-06-30T10:00:00.000Z"),
        ("2026-03-27T15:30:00+01:00", "2026-03-27T14:30:00.000Z"),
        ("9:15", "2026-06-30T09:15:00.000Z"),
    ],
)
def test_times_are_read_as_people_write_them(people: Crm, at: str, instant: str) -> None:
    id = people.activities.add(kind="call", for_="C1", at=at)
    assert people.activities.get(id).happened_at == instant


def test_what_is_to_come_is_no_activity(people: Crm) -> None:
    with pytest.raises(InvalidError, match="2026-07-30 is still to come"):
        people.activities.log("meeting", "C1", at="2026-07-30")


def test_unknown_kinds_fields_and_records_are_refused(people: Crm) -> None:
    with pytest.raises(InvalidError, match="not a kind"):
        people.activities.log("cal", "C1")
    with pytest.raises(UsageError, match="no field"):
        people.activities.add(kind="call", for_="C1", email="a@example.com")
    with pytest.raises(NotFoundError):
        people.activities.note("C9", "hello")
    people.activities.note("C1", "hello")
    with pytest.raises(UsageError, match="A1 is") as refused:
        people.activities.link("A1", "A1")
    assert refused.value.remedy == "Here a contact or a company or a deal is wanted."


def test_an_edit_replaces_links_and_tags_and_can_be_undone(people: Crm, dump) -> None:
    people.activities.note("C1", "hello", tags=["one"])
    before = dump(people)
    people.activities.edit("A1", text="bye", **{"for": ["C2"]}, tags=["two"], direction="in")
    activity = people.activities.get("A1")
    assert (activity.body, activity.links, activity.tags) == ("bye", "C2", "two")
    assert (activity.direction, activity.version) == ("in", 2)
    assert newest(people) == "edited A1 note · bye: body, for, tags, direction"
    people.history.undo()
    assert dump(people) == before


def test_an_edit_of_an_older_version_is_a_conflict(people: Crm) -> None:
    people.activities.note("C1", "hello")
    people.activities.edit("A1", text="hello again")
    with pytest.raises(ConflictError):
        people.activities.edit("A1", version=1, text="too late")
    with pytest.raises(ConflictError):
        people.activities.edit("A1", version=1, tags=["too late"])


@pytest.mark.parametrize("field", ["kind", "at"])
def test_an_activity_keeps_its_kind_and_time(people: Crm, field: str) -> None:
    people.activities.note("C1", "hello")
    with pytest.raises(InvalidError):
        people.activities.edit("A1", **{field: ""})


def test_the_newest_come_first_from_the_index(people: Crm) -> None:
    for at in ("2026-06-03", "2026-06-28", "2026-06-10"):
        people.activities.log("call", "C1", at=at)
    assert [row.id for row in people.activities.find()] == [2, 3, 1]
    where, _ = people.activities.condition("")
    plan = people.db.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM activity"
        f" WHERE {where} ORDER BY {people.activities.default_order} LIMIT 50"
    )
    assert len(plan) == 1
    assert "ix_activity_live_happened_at" in plan[0][3]
