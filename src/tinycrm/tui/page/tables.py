"""The columns in which a page shows deals, tasks and people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tinycrm.domain.instants import local_day
from tinycrm.tui.amounts import fitted_amount
from tinycrm.tui.columns import Cell, Column, due
from tinycrm.tui.page.heads import short

if TYPE_CHECKING:
    from datetime import date

Columns = tuple[Column, ...]
AMOUNT = 12
"""Cells for an amount; one that is longer is rounded, never cut."""


def text(field: str, tone: str = "") -> Callable[[Any, date], Cell]:
    def cell(record: Any, today: date) -> Cell:
        value = getattr(record, field)
        return (short(value), tone) if value else ("–", "muted")

    return cell


def amount(record: Any, today: date) -> Cell:
    if record.amount is None:
        return "–", "muted"
    return fitted_amount(record.amount, record.currency, AMOUNT), ""


def ended(deal: Any, today: date) -> Cell:
    """How and when a deal ended: `won 3 Mar`, `lost Oct 2025`."""
    on = local_day(deal.closed_at)
    day = f"{on.day} {on:%b}" if on.year == today.year else f"{on:%b} {on.year}"
    return f"{deal.status} {day}", "good" if deal.status == "won" else "bad"


def priority(record: Any, today: date) -> Cell:
    return ("high", "accent") if record.priority == "high" else ("", "")


def role(person: Any, today: date) -> Cell:
    return short(person.role or person.job_title or ""), "muted"


def reason(deal: Any, today: date) -> Cell:
    return short(deal.lost_reason or ""), "muted"


def deal_columns(state: Callable[[Any, date], Cell], last: Callable[[Any, date], Cell]) -> Columns:
    """The same columns for open and for closed deals, so that the amounts line up."""
    return (
        Column("title", "", 12, text("title"), grow=3),
        Column("state", "", 13, state, yields=1),
        Column("amount", "", AMOUNT, amount, right=True),
        Column("last", "", 10, last, grow=1, yields=2),
    )


DEALS = deal_columns(text("stage"), due("expected_close_on"))
CLOSED = deal_columns(ended, reason)
TASKS = (
    Column("due", "", 10, due("due_on")),
    Column("title", "", 16, text("title"), grow=1),
    Column("priority", "", 4, priority, yields=1),
)
PEOPLE = (
    Column("name", "", 16, text("name"), grow=1),
    Column("role", "", 12, role, grow=1, yields=1),
    Column("email", "", 24, text("email", "muted"), grow=2, yields=2),
    Column("phone", "", 18, text("phone", "muted"), yields=3),
)
