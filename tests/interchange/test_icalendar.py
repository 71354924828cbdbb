"""Calendars are written so that another program's reader finds the same days, times and texts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.crm import Crm
from tinycrm.interchange.icalendar_writing import write_calendar
from tinycrm.interchange.shapes import shapes

TASK = {
    "uid": "0198c5a1-0000-7000-8000-000000000001",
    "title": "Send the offer, please; today",
    "notes": "first\nsecond\\third",
    "due_on": "2026-03-27",
    "due_time": None,
    "priority": "high",
    "recurrence": None,
    "done_at": None,
    "contacts": "Ada Lovelace",
    "tags": ["vip", "a;b"],
    "created_at": "2026-03-01T08:00:00.000Z",
    "updated_at": "2026-03-02T09:30:15.123Z",
}
MEETING = {
    "uid": "0198c5a1-0000-7000-8000-000000000002",
    "subject": None,
    "body": "Talked about it",
    "outcome": "agreed",
    "happened_at": "2026-03-27T15:30:00.000Z",
    "minutes": 45,
    "contacts": "Ada Lovelace, Charles Babbage",
    "tags": [],
    "created_at": "2026-03-27T17:00:00.000Z",
    "updated_at": "2026-03-27T17:00:00.000Z",
}
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


def written(*tasks: dict[str, Any], meetings: tuple[dict[str, Any], ...] = ()) -> str:
    return "".join(write_calendar(tasks, meetings))


def read(text: str) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    assert all(not item.errors for item in calendar.subcomponents)
    return list(calendar.subcomponents)


def test_a_task_is_found_with_its_day_and_its_texts() -> None:
    (todo,) = read(written(TASK))
    assert todo.name == "VTODO"
    assert todo["UID"] == "0198c5a1-0000-7000-8000-000000000001@tinycrm"
    assert todo["SUMMARY"] == "Send the offer, please; today"
    assert todo["DESCRIPTION"] == "first\nsecond\\third"
    assert todo.decoded("DUE") == date(2026, 3, 27)
    assert todo.decoded("DTSTAMP") == datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
    assert todo.decoded("CREATED") == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert todo["PRIORITY"] == 1
    assert todo["STATUS"] == "NEEDS-ACTION"
    assert todo["CONTACT"] == "Ada Lovelace"
    assert todo["CATEGORIES"].cats == ["vip", "a;b"]
    assert "DTSTART" not in todo


def test_a_time_of_day_is_local() -> None:
    (todo,) = read(written({**TASK, "due_time": "15:30"}))
    assert todo.decoded("DUE") == datetime(2026, 3, 27, 15, 30)


@pytest.mark.parametrize(("priority", "number"), [("high", 1), ("normal", 5), ("low", 9)])
def test_priorities_are_numbers(priority: str, number: int) -> None:
    (todo,) = read(written({**TASK, "priority": priority}))
    assert todo["PRIORITY"] == number


def test_a_task_that_was_done_says_when() -> None:
    (todo,) = read(written({**TASK, "done_at": "2026-03-26T10:00:00.000Z"}))
    assert todo["STATUS"] == "COMPLETED"
    assert todo.decoded("COMPLETED") == datetime(2026, 3, 26, 10, tzinfo=UTC)
    assert todo["PERCENT-COMPLETE"] == 100


def test_a_series_starts_on_the_day_it_is_due() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260630;BYDAY=FR"
    (todo,) = read(written({**TASK, "recurrence": rule}))
    assert todo.decoded("DTSTART") == todo.decoded("DUE") == date(2026, 3, 27)
    assert todo["RRULE"]["BYDAY"] == ["FR"]
    assert todo["RRULE"]["INTERVAL"] == [2]
    assert todo["RRULE"]["UNTIL"] == [date(2026, 6, 30)]
    (timed,) = read(written({**TASK, "recurrence": rule, "due_time": "09:00"}))
    assert timed["RRULE"]["UNTIL"] == [datetime(2026, 6, 30, 23, 59, 59)]


def test_a_task_without_a_day_has_no_place_in_a_calendar() -> None:
    assert read(written({**TASK, "due_on": None})) == []


def test_a_meeting_is_found_with_its_time_and_length() -> None:
    (event,) = read(written(meetings=(MEETING,)))
    assert event.name == "VEVENT"
    assert event["UID"] == "0198c5a1-0000-7000-8000-000000000002@tinycrm"
    assert event["SUMMARY"] == "Meeting with Ada Lovelace, Charles Babbage"
    assert event["DESCRIPTION"] == "Talked about it\n\nagreed"
    assert event.decoded("DTSTART") == datetime(2026, 3, 27, 15, 30, tzinfo=UTC)
    assert event.decoded("DURATION") == timedelta(minutes=45)
    named = {**MEETING, "subject": "Kick-off", "minutes": None, "body": None, "outcome": None}
    (event,) = read(written(meetings=(named,)))
    assert event["SUMMARY"] == "Kick-off"
    assert "DURATION" not in event
    assert "DESCRIPTION" not in event


@given(WORDS, WORDS)
def test_any_text_is_found_as_it_was(title: str, notes: str) -> None:
    (todo,) = read(written({**TASK, "title": title, "notes": f"{notes}\n{notes}", "tags": []}))
    assert todo["SUMMARY"] == title
    assert todo["DESCRIPTION"] == f"{notes}\n{notes}"


@given(st.text(max_size=150))
def test_lines_are_short_and_hold_no_control_characters(title: str) -> None:
    title = title.encode("utf-8", "ignore").decode()
    text = written({**TASK, "title": title})
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert not any(char < " " and char != "\t" for char in line)


def test_an_empty_calendar_is_whole() -> None:
    assert written().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tinycrm//tinycrm//EN",
        "CALSCALE:GREGORIAN",
        "END:VCALENDAR",
        "",
    ]


def test_records_of_a_file_give_the_same_bytes_twice(crm: Crm) -> None:
    contact = f"C{crm.contacts.add(name='Ada Lovelace')}"
    task = crm.tasks.add(title="Ring Ada", due="tomorrow 9:00", for_=contact, repeat="weekly")
    crm.activities.add(kind="meeting", subject="Kick-off", minutes=30, for_=contact)

    def export() -> str:
        tasks = shapes(crm, "task", [crm.tasks.get(task)])
        meetings = shapes(crm, "activity", [crm.activities.get(1)])
        return "".join(write_calendar(tasks, meetings))

    first = export()
    assert first == export()
    todo, event = read(first)
    assert (todo["SUMMARY"], event["SUMMARY"]) == ("Ring Ada", "Kick-off")
    assert todo["RRULE"]["FREQ"] == ["WEEKLY"]
    assert todo["CONTACT"] == "Ada Lovelace"
