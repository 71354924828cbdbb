"""Which columns a list shows, and how a value is written for a person or for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

Columns = tuple[tuple[str, str, str], ...]
"""(heading, field, kind) of each column; the kinds are the branches of `for_people` below."""
LISTS: dict[str, Columns] = {
    "contact": (
        ("", "ref", "ref"),
        ("Name", "name", "text"),
        ("Company", "company", "text"),
        ("E-mail", "email", "text"),
        ("Phone", "phone", "text"),
        ("Tags", "tags", "text"),
        ("Last", "last_activity_at", "instant"),
        ("Next", "next_task_on", "due"),
    ),
    "company": (
        ("", "ref", "ref"),
        ("Name", "name", "text"),
        ("Domain", "domain", "text"),
        ("Industry", "industry", "text"),
        ("People", "contacts", "number"),
        ("Open deals", "open_deals", "number"),
        ("Tags", "tags", "text"),
    ),
    "deal": (
        ("", "ref", "ref"),
        ("Title", "title", "text"),
        ("With", "contact", "text"),
        ("Company", "company", "text"),
        ("Stage", "stage", "stage"),
        ("Amount", "amount", "money"),
        ("Currency", "currency", "currency"),
        ("Close", "expected_close_on", "due"),
    ),
    "activity": (
        ("", "ref", "ref"),
        ("When", "happened_at", "instant"),
        ("Kind", "kind", "text"),
        ("With", "contacts", "text"),
        ("About", "deals", "text"),
        ("Text", "body", "text"),
    ),
    "task": (
        ("", "ref", "ref"),
        ("Due", "due_on", "due"),
        ("Task", "title", "text"),
        ("For", "contacts", "text"),
        ("About", "deals", "text"),
        ("Priority", "priority", "text"),
        ("Done", "done_at", "instant"),
    ),
}
RIGHT = {"money", "number"}
GIVING_WAY = (
    *("outcome", "tags", "phone", "industry", "last_activity_at", "priority", "done_at", "program"),
    *("who", "company", "open_deals", "deals", "next_task_on", "expected_close_on"),
)
"""The columns that a narrow terminal goes without, the first of them first."""
LEAST = 10
FLOORS = {"name": 16, "email": 26, "phone": 17}
"""How many cells of a text are worth showing: an address is of no use when it is cut."""


def for_programs(row: Any, field: str, kind: str) -> str:
    """A value whole and plain: ISO dates, amounts as decimals without their currency."""
    value = getattr(row, field)
    if value is None:
        return ""
    if kind == "money":
        from tinycrm.domain.money import decimal_text

        return decimal_text(value, row.currency)
    if kind == "words":
        return ", ".join(value)
    if kind == "stage" and row.status != "open":
        return str(row.status)
    return str(value)


def for_people(row: Any, field: str, kind: str, today: date) -> str:
    """A value as one reads it: relative dates when near, amounts with their currency."""
    value = getattr(row, field)
    if value is None or kind == "currency":
        return ""
    if kind == "money":
        from tinycrm.domain.money import format_money

        return format_money(value, row.currency)
    if kind == "due":
        from datetime import date as calendar

        from tinycrm.domain.dates import describe_due

        return describe_due(calendar.fromisoformat(value), today)
    if kind == "instant":
        return day_of(value, today)
    return for_programs(row, field, kind)


def day_of(instant: str, today: date) -> str:
    """The local day of an instant, in words when it is near."""
    from tinycrm.domain.dates import describe_day
    from tinycrm.domain.instants import local_day

    return describe_day(local_day(instant), today)
