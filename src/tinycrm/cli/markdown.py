"""Lists and pages as Markdown: for a wiki, a mail, a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.cli.columns import LISTS, RIGHT, Columns, for_programs
from tinycrm.cli.page import LONG_TEXT, Line, Section, lines, sections, title
from tinycrm.interchange.markdown import in_cell, plain, table
from tinycrm.store.timeline import TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tinycrm.crm import Crm

EVENTS_AT_ONCE = 200
CUT = 500
"""How much of a text a timeline tells."""


def records(noun: str, rows: Iterable[Any]) -> Iterator[str]:
    """A list of records with the columns that lists show."""
    columns = [column for column in LISTS[noun] if column[2] != "currency"]
    yield from table(
        [heading for heading, _, _ in columns],
        [kind in RIGHT for _, _, kind in columns],
        ([value(row, field, kind) for _, field, kind in columns] for row in rows),
    )


def value(row: Any, field: str, kind: str) -> str:
    """A value as it stands in a document: amounts with their currency, days as dates."""
    given = getattr(row, field)
    if given is not None and kind == "money":
        from tinycrm.domain.money import format_money

        return format_money(given, row.currency)
    return for_programs(row, field, kind) if kind != "instant" else local(given or "")


def local(text: str) -> str:
    """A text whose instants are told as local days and times."""
    from tinycrm.domain.instants import local_minute

    instant = r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"
    return re.sub(instant, lambda found: local_minute(found[0]), text)


def page(crm: Crm, reference: str) -> Iterator[str]:
    """Everything about a record: facts, text, what belongs to it, and all that happened."""
    found = crm.page(reference)
    yield f"# {plain(' '.join(title(found).split()))}\n\n"
    for line in lines(found, None):
        yield fact(line)
    text = getattr(found.record, LONG_TEXT[found.noun])
    if text:
        yield f"\n{text.strip()}\n"
    for section in sections(found, None):
        if section.heading == "Timeline":
            yield "\n## Timeline\n\n"
            yield from timeline(crm, reference)
        else:
            yield from part(section)


def fact(line: Line) -> str:
    note = f" ({plain(local(line.note))})" if line.note else ""
    return f"- **{plain(line.label)}:** {in_cell(local(line.value))}{note}\n"


def part(section: Section) -> Iterator[str]:
    yield f"\n## {section.heading}\n\n"
    columns: Columns = tuple(column for column in section.columns if column[2] != "currency")
    yield from table(
        [field.replace("_", " ").capitalize() if field != "ref" else "" for _, field, _ in columns],
        [kind in RIGHT for _, _, kind in columns],
        ([value(row, field, kind) for _, field, kind in columns] for row in section.rows),
    )
    if section.total > len(section.rows):
        yield f"\n… and {section.total - len(section.rows)} more.\n"


def timeline(crm: Crm, reference: str) -> Iterator[str]:
    """All that happened, the newest first."""
    last: TimelineEntry | None = None
    while True:
        entries = crm.timeline(reference, EVENTS_AT_ONCE, last)
        for last in entries:
            yield event(last)
        if len(entries) < EVENTS_AT_ONCE:
            return


def event(entry: TimelineEntry) -> str:
    what = entry.kind + (f" {entry.direction}" if entry.direction else "")
    minutes = f", {entry.minutes} min" if entry.minutes else ""
    # Text of several lines stays within its item.
    whole = entry.text or ""
    text = f"{whole}…" if len(whole) == CUT else whole
    text = text.strip().replace("\r\n", "\n").replace("\n", "\n  ")
    return f"- {local(entry.at)} **{what}{minutes}** {entry.ref}{': ' if text else ''}{text}\n"
