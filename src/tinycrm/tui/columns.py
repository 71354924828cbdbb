"""The columns that lists can show: how wide they are, and what they say about a record."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tinycrm.domain.text import safe_text

Cell = tuple[str, str]
"""A text, harmless for the terminal, and its tone: "", muted, good, bad or accent."""


class Column(NamedTuple):
    """A column of a list.

    `width` cells are what it needs, `grow` its share of what is left over; where there is no
    room, columns with the highest `yields` go first, and those with 0 never. `sort` is the key
    of the filter language to sort by, "" where there is none.
    """

    key: str
    label: str
    width: int
    cell: Callable[[Any, date], Cell]
    grow: int = 0
    yields: int = 0
    right: bool = False
    sort: str = ""


def text(field: str, tone: str = "") -> Callable[[Any, date], Cell]:
    def cell(record: Any, today: date) -> Cell:
        value = getattr(record, field)
        return ("–", "muted") if value in (None, "") else (safe_text(str(value)), tone)

    return cell


def day(field: str) -> Callable[[Any, date], Cell]:
    """A day of the calendar that has been, such as that of an activity."""

    def cell(record: Any, today: date) -> Cell:
        from tinycrm.domain.dates import describe_day
        from tinycrm.domain.instants import local_day

        value = getattr(record, field)
        return (describe_day(local_day(value), today), "muted") if value else ("–", "muted")

    return cell


def due(field: str, settled: str = "") -> Callable[[Any, date], Cell]:
    """A day by which something is to be; not overdue where the field `settled` has a value."""

    def cell(record: Any, today: date) -> Cell:
        from tinycrm.domain.dates import describe_due

        value = getattr(record, field)
        if not value:
            return "–", "muted"
        on = date.fromisoformat(value)
        done = bool(settled) and bool(getattr(record, settled))
        tone = "bad" if on < today and not done else "accent" if on == today and not done else ""
        return describe_due(on, today), tone

    return cell


def money(record: Any, today: date) -> Cell:
    from tinycrm.domain.money import format_money

    if record.amount is None:
        return "–", "muted"
    return format_money(record.amount, record.currency), ""


def stage(record: Any, today: date) -> Cell:
    if record.status == "open":
        return safe_text(record.stage), ""
    return record.status, "good" if record.status == "won" else "bad"


def percent(record: Any, today: date) -> Cell:
    return f"{record.probability} %", "muted"


def priority(record: Any, today: date) -> Cell:
    return {"high": ("high", "accent"), "low": ("low", "muted")}.get(record.priority, ("", ""))


def whom(record: Any, today: date) -> Cell:
    """Whom and what a task or an activity is about."""
    names = [name for name in (record.contacts, record.companies, record.deals) if name]
    return (safe_text(", ".join(names)), "") if names else ("–", "muted")


def said(record: Any, today: date) -> Cell:
    """The subject of an activity and the beginning of its text, on one line."""
    parts = [part for part in (record.subject, record.body) if part]
    line = " – ".join(" ".join(part[:500].split()) for part in parts)
    return safe_text(line), ""


def activity_kind(record: Any, today: date) -> Cell:
    direction = {"in": " in", "out": " out"}.get(record.direction or "", "")
    return f"{record.kind}{direction}", ""


def task_state(record: Any, today: date) -> Cell:
    if record.done_at:
        return "✓", "good"
    return "○", "muted"


REF = Column("ref", "", 8, text("ref", "muted"), yields=9, sort="id")
TAGS = Column("tags", "Tags", 12, text("tags", "muted"), grow=1, yields=8)
OWNER = Column("owner", "Owner", 10, text("owner", "muted"), yields=7, sort="owner")
CREATED = Column("created", "Added", 10, day("created_at"), yields=6, sort="created")
COLUMNS: dict[str, tuple[Column, ...]] = {
    "contact": (
        Column("name", "Name", 16, text("name"), grow=3, sort="name"),
        Column("company", "Company", 12, text("company"), grow=2, yields=2, sort="company"),
        Column("email", "E-mail", 26, text("email"), grow=1, yields=5),
        Column("phone", "Phone", 18, text("phone"), yields=4),
        Column("title", "Title", 14, text("job_title"), grow=1, yields=6),
        Column("lifecycle", "Lifecycle", 11, text("lifecycle"), yields=6, sort="lifecycle"),
        Column("source", "Source", 12, text("source"), yields=6, sort="source"),
        OWNER,
        TAGS,
        Column("last", "Last", 10, day("last_activity_at"), sort="last"),
        Column("next", "Next", 10, due("next_task_on"), yields=1, sort="next"),
        CREATED,
        REF,
    ),
    "company": (
        Column("name", "Name", 16, text("name"), grow=3, sort="name"),
        Column("domain", "Domain", 18, text("domain"), grow=1, yields=4, sort="domain"),
        Column("industry", "Industry", 14, text("industry"), grow=1, yields=3, sort="industry"),
        Column("size", "Size", 8, text("size"), yields=6, sort="size"),
        Column("type", "Type", 10, text("type"), yields=6, sort="type"),
        Column("people", "People", 6, text("contacts"), right=True, yields=1),
        Column("deals", "Open", 5, text("open_deals"), right=True, yields=1),
        OWNER,
        TAGS,
        Column("last", "Last", 10, day("last_activity_at"), yields=2, sort="last"),
        CREATED,
        REF,
    ),
    "deal": (
        Column("title", "Deal", 18, text("title"), grow=3, sort="title"),
        Column("contact", "With", 14, text("contact"), grow=2, yields=3, sort="contact"),
        Column("company", "Company", 14, text("company"), grow=2, yields=4, sort="company"),
        Column("amount", "Amount", 14, money, right=True, sort="value"),
        Column("stage", "Stage", 12, stage, yields=1, sort="stage"),
        Column("probability", "Chance", 6, percent, right=True, yields=6, sort="probability"),
        Column("close", "Close", 10, due("expected_close_on", "closed_at"), yields=2, sort="close"),
        Column("last", "Last", 10, day("last_activity_at"), yields=5, sort="last"),
        Column("pipeline", "Pipeline", 10, text("pipeline"), yields=7),
        OWNER,
        TAGS,
        REF,
    ),
    "task": (
        Column("state", "", 1, task_state),
        Column("due", "Due", 10, due("due_on", "done_at"), sort="due"),
        Column("title", "Task", 20, text("title"), grow=3, sort="title"),
        Column("for", "For", 16, whom, grow=2, yields=2),
        Column("priority", "", 4, priority, yields=3, sort="priority"),
        Column("repeat", "Repeats", 10, text("recurrence", "muted"), yields=6),
        OWNER,
        TAGS,
        CREATED,
        REF,
    ),
    "activity": (
        Column("when", "When", 10, day("happened_at"), sort="on"),
        Column("kind", "Kind", 9, activity_kind, sort="kind"),
        Column("for", "With", 18, whom, grow=1, yields=2),
        Column("text", "What", 24, said, grow=3),
        Column("minutes", "Min", 4, text("minutes", "muted"), right=True, yields=5),
        Column("outcome", "Outcome", 12, text("outcome"), yields=6, sort="outcome"),
        OWNER,
        TAGS,
        REF,
    ),
}
DEFAULTS = {
    "contact": ("name", "company", "email", "phone", "last", "next", "ref"),
    "company": ("name", "domain", "industry", "people", "deals", "last", "ref"),
    "deal": ("title", "contact", "company", "amount", "stage", "close", "ref"),
    "task": ("state", "due", "title", "for", "priority", "ref"),
    "activity": ("when", "kind", "for", "text", "minutes", "ref"),
}
GAP = 2


def chosen(noun: str, keys: Sequence[str] = ()) -> list[Column]:
    """The columns of these keys, in their order; the usual ones without any."""
    known = {column.key: column for column in COLUMNS[noun]}
    return [known[key] for key in keys or DEFAULTS[noun] if key in known]


def fitted(columns: Sequence[Column], width: int) -> list[tuple[Column, int]]:
    """Those columns that have room in so many cells, each with its width."""
    shown = list(columns)
    while len(shown) > 1 and sum(column.width + GAP for column in shown) - GAP > width:
        least = max(shown, key=lambda column: (column.yields, shown.index(column)))
        if least.yields == 0:
            break
        shown.remove(least)
    spare = width - sum(column.width + GAP for column in shown) + GAP
    shares = sum(column.grow for column in shown)
    widths = [
        column.width + (max(spare, 0) * column.grow // shares if shares else 0) for column in shown
    ]
    return list(zip(shown, widths, strict=True))
