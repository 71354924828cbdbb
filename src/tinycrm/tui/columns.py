"""The columns that lists can show: how wide they are, and what they say about a record."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tinycrm.domain.text import safe_text
from tinycrm.store.custom import FieldDefinition

Cell = tuple[str, str]
"""A text, harmless for the terminal, and its tone: "", muted, good, bad or accent."""


class Column(NamedTuple):
    """A column of a list.

    `width` cells are what it needs, `grow` its share of what is left over; where there is no
    room, those with the lowest `yields` are shown. `sort` is the key of the filter language to
    sort by, "" where there is none; `falling` says that the highest or newest is wanted first.
    """

    key: str
    label: str
    width: int
    cell: Callable[[Any, date], Cell]
    grow: int = 0
    yields: int = 0
    right: bool = False
    sort: str = ""
    falling: bool = False


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
        from tinycrm.domain.dates import describe_day, describe_due

        value = getattr(record, field)
        if not value:
            return "–", "muted"
        on = date.fromisoformat(value)
        done = bool(settled) and bool(getattr(record, settled))
        tone = "bad" if on < today and not done else "accent" if on == today and not done else ""
        return describe_day(on, today) if done else describe_due(on, today), tone

    return cell


def money(record: Any, today: date) -> Cell:
    from tinycrm.domain.money import format_compact

    if record.amount is None:
        return "–", "muted"
    return format_compact(record.amount, record.currency), ""


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
TAGS = Column("tags", "Tags", 12, text("tags", "muted"), grow=1, yields=8, sort="tag")
OWNER = Column("owner", "Owner", 10, text("owner", "muted"), yields=7, sort="owner")
CREATED = Column("created", "Added", 10, day("created_at"), yields=6, sort="created", falling=True)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "contact": (
        Column("name", "Name", 18, text("name"), grow=3, sort="name"),
        Column("company", "Company", 16, text("company"), grow=2, yields=1, sort="company"),
        Column("email", "E-mail", 26, text("email"), grow=1, yields=5, sort="email"),
        Column("phone", "Phone", 18, text("phone"), yields=4, sort="phone"),
        Column("title", "Title", 14, text("job_title"), grow=1, yields=6, sort="title"),
        Column("lifecycle", "Lifecycle", 11, text("lifecycle"), yields=6, sort="lifecycle"),
        Column("source", "Source", 12, text("source"), yields=6, sort="source"),
        OWNER,
        TAGS,
        Column("last", "Last", 10, day("last_activity_at"), yields=2, sort="last", falling=True),
        Column("next", "Next", 10, due("next_task_on"), yields=1, sort="next"),
        CREATED,
        REF,
    ),
    "company": (
        Column("name", "Name", 18, text("name"), grow=3, sort="name"),
        Column("domain", "Domain", 22, text("domain"), grow=1, yields=4, sort="domain"),
        Column("industry", "Industry", 14, text("industry"), grow=1, yields=3, sort="industry"),
        Column("size", "Size", 8, text("size"), yields=6, sort="size"),
        Column("type", "Type", 10, text("type"), yields=6, sort="type"),
        Column("people", "People", 6, text("contacts"), 0, 1, True, "people", True),
        Column("deals", "Open", 5, text("open_deals"), 0, 1, True, "deals", True),
        OWNER,
        TAGS,
        Column("last", "Last", 10, day("last_activity_at"), yields=2, sort="last", falling=True),
        CREATED,
        REF,
    ),
    "deal": (
        Column("title", "Deal", 16, text("title"), grow=3, sort="title"),
        Column("contact", "With", 14, text("contact"), grow=2, yields=3, sort="contact"),
        Column("company", "Company", 14, text("company"), grow=2, yields=4, sort="company"),
        Column("amount", "Amount", 13, money, right=True, sort="value", falling=True),
        Column("stage", "Stage", 12, stage, yields=1, sort="stage"),
        Column(
            "probability",
            "Chance",
            6,
            percent,
            right=True,
            yields=6,
            sort="probability",
            falling=True,
        ),
        Column("close", "Close", 10, due("expected_close_on", "closed_at"), yields=2, sort="close"),
        Column("closed", "Closed", 10, day("closed_at"), yields=2, sort="closed", falling=True),
        Column("reason", "Reason", 14, text("lost_reason"), grow=1, yields=3, sort="reason"),
        Column("last", "Last", 10, day("last_activity_at"), yields=5, sort="last", falling=True),
        Column("pipeline", "Pipeline", 10, text("pipeline"), yields=7, sort="pipeline"),
        OWNER,
        TAGS,
        REF,
    ),
    "task": (
        Column("state", "", 1, task_state, yields=-1, sort="done", falling=True),
        Column("due", "Due", 10, due("due_on", "done_at"), sort="due"),
        Column("title", "Task", 24, text("title"), grow=4, sort="title"),
        Column("for", "For", 14, whom, grow=1, yields=2, sort="for"),
        Column("priority", "", 4, priority, yields=3, sort="priority", falling=True),
        Column("repeat", "Repeats", 10, text("recurrence", "muted"), yields=6, sort="recurrence"),
        OWNER,
        TAGS,
        CREATED,
        REF,
    ),
    "activity": (
        Column("when", "When", 10, day("happened_at"), sort="on", falling=True),
        Column("kind", "Kind", 9, activity_kind, sort="kind"),
        Column("for", "With", 14, whom, grow=1, yields=2, sort="for"),
        Column("text", "What", 16, said, grow=3, sort="subject"),
        Column("minutes", "Min", 4, text("minutes", "muted"), 0, 5, True, "minutes", True),
        Column("outcome", "Outcome", 12, text("outcome"), yields=6, sort="outcome"),
        OWNER,
        TAGS,
        REF,
    ),
}
DEFAULTS = {
    "contact": ("name", "company", "email", "phone", "last", "next"),
    "company": ("name", "domain", "industry", "people", "deals", "tags"),
    "deal": ("title", "contact", "company", "amount", "stage", "close"),
    "task": ("state", "due", "title", "for", "priority", "ref"),
    "activity": ("when", "kind", "for", "text", "minutes", "ref"),
}
NAMES = {"state": "Done or not", "priority": "Priority", "ref": "Number"}
"""What columns without a heading are called."""
GAP = 2


def name_of(column: Column) -> str:
    return column.label or NAMES[column.key]


DEFAULT_SORT = {
    "contact": "name",
    "company": "name",
    "deal": "close",
    "task": "due",
    "activity": "-on",
}
"""The keys by which lists are sorted when nothing else is asked for."""
ALL = {"deal": "status:any", "task": "is:open or is:done"}
"""What selects all records of a kind of which lists show the open ones."""


def custom_column(field: FieldDefinition) -> Column:
    """The column of a field that the owner of the file has defined."""
    kind = field.type
    wide, narrow = kind in ("text", "url", "choice"), kind in ("flag", "number", "date")
    return Column(
        f"custom.{field.key}",
        safe_text(field.label),
        16 if wide else 10 if narrow else 14,
        custom_value(field.key, kind),
        grow=1 if wide else 0,
        yields=6,
        right=kind in ("number", "money"),
        sort=f"custom.{field.key}",
        falling=kind in ("number", "money"),
    )


def custom_value(key: str, kind: str) -> Callable[[Any, date], Cell]:
    def cell(record: Any, today: date) -> Cell:
        import json

        value = json.loads(record.custom).get(key) if record.custom != "{}" else None
        if value is None or value == "":
            return "–", "muted"
        if kind == "flag":
            return ("yes", "") if value else ("no", "muted")
        if kind == "date":
            from tinycrm.domain.dates import describe_day

            return describe_day(date.fromisoformat(value), today), ""
        return safe_text(str(value)), ""

    return cell


def offered(noun: str, fields: Iterable[FieldDefinition] = ()) -> list[Column]:
    """All columns that a list of the noun can have, those of custom fields at the end."""
    return [*COLUMNS[noun], *(custom_column(field) for field in fields)]


def chosen(
    noun: str, keys: Sequence[str] = (), fields: Iterable[FieldDefinition] = ()
) -> list[Column]:
    """The columns of these keys, in their order; the usual ones without any that is known.

    Where there is no room for all that were chosen, the first ones are shown; the usual ones, when
    chosen, yield as usual.
    """
    known = {column.key: column for column in offered(noun, fields)}
    found = [known[key]._replace(yields=at) for at, key in enumerate(keys) if key in known]
    usual = DEFAULTS[noun]
    return found if found and tuple(keys) != usual else [known[key] for key in usual]


def fitted(columns: Sequence[Column], width: int) -> list[tuple[Column, int]]:
    """Those columns that have room in so many cells, each with its width.

    The first one is always there; of the others those that yield last are asked first. Numbers
    are shown where the columns that can grow have half as much again as they need.
    """
    left = width - columns[0].width
    shown = {columns[0].key}
    to_grow = columns[0].width // 2 if columns[0].grow else 0
    for column in sorted(columns[1:], key=lambda column: column.yields):
        needed = column.width + GAP + (to_grow if column.yields == REF.yields else 0)
        if needed <= left:
            left -= column.width + GAP
            shown.add(column.key)
            to_grow += column.width // 2 if column.grow else 0
    fitting = [column for column in columns if column.key in shown]
    shares = sum(column.grow for column in fitting)
    widths = [
        column.width + (max(left, 0) * column.grow // shares if shares else 0) for column in fitting
    ]
    if len(fitting) == 1:
        widths = [min(widths[0], max(width, 1))]
    return list(zip(fitting, widths, strict=True))
