"""Writes tasks, and meetings or other activities, as an iCalendar file (RFC 5545).

The same records give the same bytes: what says when something was written is its last change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.interchange.content_writing import content_line, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Shape = Mapping[str, Any]

PRIORITIES = {"high": "1", "normal": "5", "low": "9"}


def write_calendar(tasks: Iterable[Shape], meetings: Iterable[Shape]) -> Iterator[str]:
    """The file in pieces, from the JSON shapes of tasks and of activities.

    Tasks without a due date have no place in a calendar and are left out. Days stay days, times
    of day are local to whoever reads them, instants are UTC. Lines end in CRLF.
    """
    yield content_line("BEGIN", "VCALENDAR")
    yield content_line("VERSION", "2.0")
    yield content_line("PRODID", "-//tinycrm//tinycrm//EN")
    yield content_line("CALSCALE", "GREGORIAN")
    for task in tasks:
        if task.get("due_on"):
            yield "".join(task_lines(task))
    for meeting in meetings:
        yield "".join(meeting_lines(meeting))
    yield content_line("END", "VCALENDAR")


def task_lines(task: Shape) -> Iterator[str]:
    """A VTODO; one that repeats starts on the day it is due, as its rule is counted from there."""
    yield content_line("BEGIN", "VTODO")
    yield from common_lines(task)
    yield from text_lines({"SUMMARY": task["title"], "DESCRIPTION": task.get("notes")})
    kind, due = ";VALUE=DATE", task["due_on"].replace("-", "")
    if task.get("due_time"):
        kind, due = "", f"{due}T{task['due_time'].replace(':', '')}00"
    yield content_line(f"DUE{kind}", due)
    if task.get("recurrence"):
        yield content_line(f"DTSTART{kind}", due)
        # The end of a series is written as its start is: a day, or a local time.
        end = r"\g<0>" if kind else r"\g<0>T235959"
        yield content_line("RRULE", re.sub(r"UNTIL=\d{8}", end, task["recurrence"]))
    yield content_line("PRIORITY", PRIORITIES.get(task.get("priority") or "normal", "5"))
    if task.get("done_at"):
        yield content_line("STATUS", "COMPLETED")
        yield content_line("COMPLETED", instant(task["done_at"]))
        yield content_line("PERCENT-COMPLETE", "100")
    else:
        yield content_line("STATUS", "NEEDS-ACTION")
    yield content_line("END", "VTODO")


def meeting_lines(meeting: Shape) -> Iterator[str]:
    """A VEVENT for a meeting or another activity; without minutes it is a moment."""
    yield content_line("BEGIN", "VEVENT")
    yield from common_lines(meeting)
    people = meeting.get("contacts")
    kind = (meeting.get("kind") or "meeting").replace("email", "e-mail").capitalize()
    title = meeting.get("subject") or (f"{kind} with {people}" if people else kind)
    details = "\n\n".join(filter(None, (meeting.get("body"), meeting.get("outcome"))))
    yield from text_lines({"SUMMARY": title, "DESCRIPTION": details})
    yield content_line("DTSTART", instant(meeting["happened_at"]))
    if meeting.get("minutes"):
        yield content_line("DURATION", f"PT{meeting['minutes']}M")
    yield content_line("END", "VEVENT")


def common_lines(record: Shape) -> Iterator[str]:
    """What identifies a record, and when it was written."""
    yield content_line("UID", f"{record['uid']}@tinycrm")
    yield content_line("DTSTAMP", instant(record["updated_at"]))
    yield content_line("CREATED", instant(record["created_at"]))
    yield content_line("LAST-MODIFIED", instant(record["updated_at"]))
    yield from text_lines({"CONTACT": record.get("contacts")})
    if record.get("tags"):
        yield content_line("CATEGORIES", ",".join(plain(tag) for tag in record["tags"]))


def text_lines(given: Mapping[str, str | None]) -> Iterator[str]:
    for name, text in given.items():
        if text:
            yield content_line(name, plain(text))


def plain(text: str) -> str:
    """A text value, without the control characters that the format does not allow."""
    return escaped(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text))


def instant(text: str) -> str:
    """`2026-03-27T15:30:00.000Z` as `20260327T153000Z`."""
    return re.sub(r"[-:]|\.\d+", "", text)
