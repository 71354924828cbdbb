"""Tasks: due dates, order, doing them, those that come back, and putting them off."""

from datetime import timedelta

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, InvalidError, UsageError


@pytest.fixture
def people(crm: Crm) -> Crm:
    crm.contacts.add(name="Ada Lovelace")
    crm.companies.add(name="Engines")
    return crm


def newest(crm: Crm) -> str:
    return crm.history.steps(limit=1)[0].summary


def due(crm: Crm, id: int) -> tuple[str | None, str | None]:
    task = crm.tasks.get(id)
    return task.due_on, task.due_time


def test_a_task_takes_what_people_write(people: Crm) -> None:
    id = people.tasks.add(
        title="Ring Ada", for_=["C1", "O1"], due="tomorrow 9am", priority="HIGH",
        notes="about the engine", owner="me", tags=["calls"],
    )  # fmt: skip
    task = people.tasks.get(id)
    assert (task.ref, task.title, task.due_on, task.due_time) == (
        "T1", "Ring Ada", "2026-07-01", "09:00",
    )  # fmt: skip
    assert (task.priority, task.links, task.tags) == ("high", "C1, O1", "calls")
    assert newest(people) == "added T1 Ring Ada"


def test_a_task_needs_a_title_and_nothing_else(people: Crm) -> None:
    assert people.tasks.get(people.tasks.add(title="Think")).priority == "normal"
    with pytest.raises(InvalidError, match="title"):
        people.tasks.add(due="today")


def test_a_time_needs_a_day(people: Crm) -> None:
    with pytest.raises(InvalidError, match="needs a day"):
        people.tasks.add(title="Ring Ada", due_time="15:30")
    id = people.tasks.add(title="Ring Ada", due_on="2026-07-02", due_time="15:30")
    people.tasks.edit(id, due="")
    assert due(people, id) == (None, None)


def test_fields_of_other_records_are_refused(people: Crm) -> None:
    with pytest.raises(UsageError, match="no field"):
        people.tasks.add(title="Ring Ada", phone="+49 30 1234567")


def test_a_required_field_must_be_given(people: Crm) -> None:
    people.fields.add("task", "effort", type="number", required=True)
    with pytest.raises(InvalidError, match="needs a value"):
        people.tasks.add(title="Ring Ada")
    people.tasks.add(title="Ring Ada", effort="3")
    assert people.tasks.ids("effort:3") == [1]


def test_open_tasks_are_listed_by_urgency(people: Crm) -> None:
    for title, when, priority in (
        ("someday", "", "low"),
        ("soon", "tomorrow", "normal"),
        ("at ten", "today 10:00", "low"),
        ("whenever", "", "high"),
        ("today, important", "today", "high"),
        ("today", "today", "normal"),
        ("late", "3d ago", "low"),
        ("finished", "today", "high"),
    ):
        people.tasks.add(title=title, due=when, priority=priority)
    people.tasks.done("finished")
    assert [task.title for task in people.tasks.find()] == [
        "late", "at ten", "today, important", "today", "soon", "whenever", "someday",
    ]  # fmt: skip
    assert people.tasks.count() == 7


def test_the_list_of_open_tasks_is_read_from_its_index(people: Crm) -> None:
    where, _ = people.tasks.condition("")
    plan = people.db.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM task"
        f" WHERE {where} ORDER BY {people.tasks.default_order} LIMIT 50"
    )
    assert len(plan) == 1
    assert "ix_task_open_urgency" in plan[0][3]


def test_a_filter_finds_done_tasks_where_it_speaks_of_them(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", priority="high")
    people.tasks.add(title="Ring Bo", priority="high")
    people.tasks.done("T1")
    for filter in ("", "ring", "priority:high or ring", "-is:overdue", "is:today or ring"):
        assert (people.tasks.ids(filter), people.tasks.count(filter)) == ([2], 1)
    for filter in ("is:done", "ring done:any", "-is:open", "IS:Done", "id:T1"):
        assert (people.tasks.ids(filter), people.tasks.count(filter)) == ([1], 1)
    for filter in ("ring (is:done or is:open)", "is:open,done", "ring -done:yesterday", "id:T1,T2"):
        assert people.tasks.ids(filter) == [1, 2]
    people.tasks.archive("T1")
    assert people.tasks.ids("is:archived") == [1]


def test_a_task_is_done_once(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="today")
    assert people.tasks.done("T1") == (1, None, None)
    assert people.tasks.get("T1").done_at == "2026-06-30T12:00:00.000Z"
    assert newest(people) == "ticked off T1 Ring Ada"
    with pytest.raises(ConflictError, match="T1 was done already, on 2026-06-30"):
        people.tasks.done("T1")


def test_a_task_was_done_when_somebody_says_so(people: Crm) -> None:
    people.tasks.add(title="Ring Ada")
    people.tasks.done("T1", at="yesterday 17:00")
    assert people.tasks.get("T1").done_at == "2026-06-29T17:00:00.000Z"


def test_a_task_in_the_trash_cannot_be_done(people: Crm) -> None:
    people.tasks.add(title="Ring Ada")
    people.tasks.delete("T1")
    with pytest.raises(ConflictError, match="in the trash"):
        people.tasks.done("T1")


def test_done_can_be_taken_back(people: Crm) -> None:
    people.tasks.add(title="Ring Ada")
    with pytest.raises(ConflictError, match="not done yet"):
        people.tasks.reopen("T1")
    people.tasks.done("T1")
    people.tasks.reopen("T1")
    assert people.tasks.get("T1").done_at is None
    assert newest(people) == "reopened T1 Ring Ada"


def test_a_repeating_task_brings_the_next_in_one_step(people: Crm, dump) -> None:
    people.tasks.add(
        title="Ring Ada", for_=["C1", "O1"], due="2026-06-29 9:00", repeat="weekly",
        priority="high", notes="as agreed", tags=["calls", "vip"],
    )  # fmt: skip
    before = dump(people)
    assert people.tasks.done("T1") == (1, 2, "2026-07-06")
    assert newest(people) == "ticked off T1 Ring Ada; next is T2 on 2026-07-06"
    task = people.tasks.get("T2")
    assert due(people, 2) == ("2026-07-06", "09:00")
    assert (task.recurrence, task.priority, task.notes) == ("FREQ=WEEKLY", "high", "as agreed")
    assert (task.links, task.tags) == ("C1, O1", "calls, vip")
    assert (task.version, task.done_at) == (1, None)
    after = dump(people)
    people.history.undo()
    assert dump(people) == before
    people.history.redo()
    assert dump(people) == after


def test_a_repeating_task_done_late_skips_what_has_passed(people: Crm) -> None:
    people.tasks.add(title="Post the report", due="2026-06-01", repeat="weekly")
    assert people.tasks.done("T1").next_due == "2026-07-06"


def test_a_repeating_task_done_early_keeps_its_days(people: Crm) -> None:
    people.tasks.add(title="Post the report", due="2026-07-10", repeat="weekly")
    assert people.tasks.done("T1").next_due == "2026-07-17"


def test_the_end_of_the_month_comes_back_after_a_short_one(people: Crm, clock) -> None:
    people.tasks.add(title="Invoice", due="2026-08-31", repeat="monthly")
    days = [people.tasks.done(id).next_due for id in (1, 2, 3)]
    assert days == ["2026-09-30", "2026-10-31", "2026-11-30"]


def test_a_series_ends(people: Crm) -> None:
    people.tasks.add(title="Dose", due="2026-07-01", repeat="FREQ=DAILY;COUNT=2")
    assert people.tasks.done("T1").next_due == "2026-07-02"
    assert people.tasks.done("T2") == (2, None, None)


def test_a_done_task_that_is_opened_again_starts_no_second_series(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="today", repeat="weekly")
    people.tasks.done("T1")
    people.tasks.reopen("T1")
    assert people.tasks.done("T1") == (1, None, None)
    assert people.tasks.ids() == [2]


def test_a_task_without_a_day_cannot_repeat(people: Crm) -> None:
    with pytest.raises(InvalidError, match="needs a due date"):
        people.tasks.add(title="Ring Ada", repeat="weekly")
    people.tasks.add(title="Ring Ada", due="today", repeat="weekly")
    with pytest.raises(InvalidError, match="needs a due date"):
        people.tasks.edit("T1", due="")
    people.tasks.edit("T1", due="", repeat="")
    assert people.tasks.get("T1").recurrence is None


def test_snooze_counts_from_today_and_keeps_the_time(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="2026-06-25 9:00")
    assert people.tasks.snooze("T1", "+1d") == "2026-07-01"
    assert due(people, 1) == ("2026-07-01", "09:00")
    assert newest(people) == "put off T1 Ring Ada to 2026-07-01"
    people.tasks.snooze("T1", "fri 14:00")
    assert due(people, 1) == ("2026-07-03", "14:00")


@pytest.mark.parametrize("until", ["yesterday", ""])
def test_a_task_is_not_put_off_to_a_day_that_has_passed(people: Crm, until: str) -> None:
    people.tasks.add(title="Ring Ada")
    with pytest.raises(InvalidError, match="put off"):
        people.tasks.snooze("T1", until)


def test_a_done_task_is_not_put_off(people: Crm) -> None:
    people.tasks.add(title="Ring Ada")
    people.tasks.done("T1")
    with pytest.raises(ConflictError):
        people.tasks.snooze("T1", "fri")


def test_snooze_moves_one_occurrence_and_an_edit_the_series(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="2026-07-06", repeat="every 2 weeks")
    people.tasks.snooze("T1", "2026-07-08")
    people.tasks.snooze("T1", "2026-07-15")
    assert people.tasks.done("T1").next_due == "2026-07-20"
    people.tasks.edit("T2", due="2026-07-22")
    assert people.tasks.done("T2").next_due == "2026-08-05"


def test_a_form_that_gives_everything_again_leaves_a_put_off_series_alone(people: Crm) -> None:
    people.tasks.add(title="Invoice", due="2026-08-31", repeat="monthly")
    people.tasks.snooze("T1", "2026-09-02")
    people.tasks.edit("T1", title="Invoices", due="2026-09-02", repeat="monthly")
    assert people.tasks.done("T1").next_due == "2026-09-30"


def test_a_snooze_is_undone_with_the_series(people: Crm, dump) -> None:
    people.tasks.add(title="Ring Ada", due="2026-07-06", repeat="weekly")
    before = dump(people)
    people.tasks.snooze("T1", "2026-07-08")
    people.history.undo()
    assert dump(people) == before


def test_an_edit_writes_only_what_differs(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="today", priority="high")
    people.tasks.edit("T1", title="Ring Ada", due="2026-06-30", priority="high")
    assert people.tasks.get("T1").version == 1
    people.tasks.edit("T1", priority="", **{"for": "C1"})
    assert (people.tasks.get("T1").priority, people.tasks.get("T1").links) == ("normal", "C1")
    with pytest.raises(ConflictError):
        people.tasks.edit("T1", version=1, title="Ring Bo")
    with pytest.raises(InvalidError, match="title"):
        people.tasks.edit("T1", title=" ")


def test_open_tasks_are_counted_by_the_day_on_which_they_are_due(people: Crm) -> None:
    people.tasks.add(title="Ring Ada", due="today", **{"for": "C1"})
    people.tasks.add(title="Send the offer", due="today")
    people.tasks.add(title="Invoice", due="fri")
    people.tasks.add(title="Rent", due="2026-07-06")
    people.tasks.add(title="Done", due="today")
    people.tasks.done("T5")
    first, last = people.db.today(), people.db.today() + timedelta(days=5)
    assert people.tasks.due_counts(first, last) == {"2026-06-30": 2, "2026-07-03": 1}
    assert people.tasks.due_counts(first, last, "ada OR offer") == {"2026-06-30": 2}
    assert people.tasks.due_counts(first, last, "contact:C1") == {"2026-06-30": 1}
