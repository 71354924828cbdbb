"""How an event is shown in one line, and which kinds of events can be asked for alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.dates import day_in_words, describe_day
from tinycrm.domain.instants import local_day, parse_instant
from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from datetime import date

    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.tui.page.line import Cells

KINDS = {
    "": "everything",
    "call": "calls",
    "email": "e-mails",
    "note": "notes",
    "meeting": "meetings",
    "message": "messages",
    "visit": "visits",
    "deal": "deals",
    "task": "tasks done",
    "consent": "consent",
}
"""What events can be narrowed down to, in words."""
TONES = {"deal won": "good", "deal lost": "bad", "task done": "good"}
WHO = 500
"""Characters of the names of those concerned that are looked at."""
WHEN = 10
KIND = 16
SHORT_KIND = 12
ROOMY = 60
"""From how many cells on an event has room for its minutes."""
BESIDE = 76
"""From how many cells on an event has room for whom it concerns."""


def entry_cells(entry: TimelineEntry, width: int, today: date, own: str) -> Cells:
    """An event on the page of a record: when, what, and what was said.

    The record's `own` name is left out, which would stand in every line.
    """
    others = ", ".join(name for name in entry.who[:WHO].split(", ") if name and name != own)
    who = width // 4 if others and width >= BESIDE else 0
    when = describe_day(local_day(entry.at), today)
    kind = KIND if width >= ROOMY else SHORT_KIND
    rest = width - WHEN - kind - 5 - (who + 2 if who else 0)
    return (
        (" ", "", 1, False),
        (when, "muted", WHEN, False),
        ("  ", "", 2, False),
        (kind_words(entry, minutes=kind == KIND), TONES.get(entry.kind, ""), kind, False),
        ("  ", "", 2, False),
        (said(entry, own), "", max(rest, 0), False),
        *((("  ", "", 2, False), (safe_text(others), "muted", who, False)) if who else ()),
    )


def file_entry_cells(entry: TimelineEntry, width: int) -> Cells:
    """An event among those of the whole file: at what time, what, with whom, what was said."""
    who = min(max(width // 4, 12), 32)
    kind = KIND if width >= ROOMY else SHORT_KIND
    rest = width - 5 - kind - who - 7
    return (
        (" ", "", 1, False),
        (f"{parse_instant(entry.at).astimezone():%H:%M}", "muted", 5, False),
        ("  ", "", 2, False),
        (kind_words(entry, minutes=kind == KIND), TONES.get(entry.kind, ""), kind, False),
        ("  ", "", 2, False),
        (safe_text(entry.who[:WHO]), "", who, False),
        ("  ", "", 2, False),
        (said(entry, ""), "", max(rest, 0), False),
    )


def kind_words(entry: TimelineEntry, *, minutes: bool = True) -> str:
    """`call out, 15 min`, `deal won`, `✓ task`."""
    if entry.kind == "task done":
        return "✓ task"
    words = entry.kind.replace("_", " ")
    if entry.direction:
        words += f" {entry.direction}"
    if entry.minutes and minutes:
        words += f", {entry.minutes} min"
    return words


def said(entry: TimelineEntry, own: str) -> str:
    """The text of an event on one line."""
    text = safe_text(" ".join((entry.text or "").split()))
    if not entry.kind.startswith("deal "):
        return text
    title, _, stage = text.removesuffix(")").rpartition(" (")
    parts = [f"to {stage}"] if title and entry.kind == "deal moved" else []
    return " · ".join([*parts, *([title or text] if title != own else [])])


def day_words(day: date, today: date) -> str:
    """The heading of a day: `today · Sun 22 Nov`, `Sat 3 Oct`, `Fri 3 Oct 2025`."""
    words = day_in_words(day, today)
    near = {0: "today", 1: "yesterday"}.get((today - day).days)
    return f"{near} · {words}" if near else words
