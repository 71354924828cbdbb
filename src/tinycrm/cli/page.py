"""What stands on the page of a record: lines of facts, and sections of what belongs to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tinycrm.cli.columns import Columns, day_of, for_people, for_programs
from tinycrm.store.pages import Page
from tinycrm.store.timeline import TimelineEntry

# noun -> (label, field, kind), as in `cli.columns`; the first stands above all that is related.
FACTS: dict[str, Columns] = {
    "contact": (
        ("Title", "job_title", "text"),
        ("Nickname", "nickname", "text"),
        ("Lifecycle", "lifecycle", "text"),
        ("Status", "lead_status", "text"),
        ("Source", "source", "text"),
        ("Owner", "owner", "text"),
        ("Language", "language", "text"),
        ("Time zone", "time_zone", "text"),
        ("Reach by", "preferred_channel", "text"),
        ("Birthday", "birthday", "text"),
        ("Cadence in days", "cadence_days", "number"),
        ("Last contact", "last_contact_at", "instant"),
        ("Next contact", "next_contact_on", "due"),
    ),
    "company": (
        ("Domain", "domain", "text"),
        ("Website", "website", "text"),
        ("Industry", "industry", "text"),
        ("Size", "size", "text"),
        ("Type", "type", "text"),
        ("Tax id", "tax_id", "text"),
        ("Payment terms", "payment_terms", "text"),
        ("Owner", "owner", "text"),
    ),
    "deal": (
        ("Status", "status", "text"),
        ("Stage", "stage", "text"),
        ("Pipeline", "pipeline", "text"),
        ("Amount", "amount", "money"),
        ("Currency", "currency", "currency"),
        ("Probability in %", "probability", "number"),
        ("Close", "expected_close_on", "due"),
        ("Next step", "next_step", "text"),
        ("Opened", "opened_at", "instant"),
        ("Closed", "closed_at", "instant"),
        ("Lost because", "lost_reason", "text"),
        ("Competitor", "competitor", "text"),
        ("Source", "source", "text"),
        ("Type", "type", "text"),
        ("Owner", "owner", "text"),
    ),
    "activity": (
        ("Kind", "kind", "text"),
        ("When", "happened_at", "moment"),
        ("Minutes", "minutes", "number"),
        ("Direction", "direction", "text"),
        ("Outcome", "outcome", "text"),
        ("Owner", "owner", "text"),
    ),
    "task": (
        ("Due", "due_on", "due"),
        ("Time", "due_time", "text"),
        ("Priority", "priority", "text"),
        ("Repeats", "recurrence", "rule"),
        ("Done", "done_at", "instant"),
        ("Owner", "owner", "text"),
    ),
}
LONG_TEXT = {
    "contact": "about",
    "company": "about",
    "deal": "about",
    "activity": "body",
    "task": "notes",
}
PEOPLE: Columns = (
    ("", "ref", "ref"),
    ("", "name", "text"),
    ("", "job_title", "text"),
    ("", "role", "text"),
    ("", "email", "text"),
    ("", "phone", "text"),
)
DEALS: Columns = (
    ("", "ref", "ref"),
    ("", "title", "text"),
    ("", "stage", "text"),
    ("", "amount", "money"),
    ("", "currency", "currency"),
    ("", "expected_close_on", "due"),
)
TASKS: Columns = (
    ("", "ref", "ref"),
    ("", "title", "text"),
    ("", "due_on", "due"),
    ("", "due_time", "text"),
    ("", "priority", "text"),
)
EVENTS: Columns = (
    ("", "ref", "ref"),
    ("", "at", "instant"),
    ("", "kind", "text"),
    ("", "text", "text"),
    ("", "who", "text"),
)


class Line(NamedTuple):
    """A fact, with what there is to add to it: a reference, a label, a reason."""

    label: str
    value: str
    note: str = ""


class Section(NamedTuple):
    """Records below a heading; `total` says how many there are, of which `rows` are the first."""

    heading: str
    total: int
    columns: Columns
    rows: list[Any]


def title(page: Page) -> str:
    """What a record is called."""
    record = page.record
    if page.noun in ("contact", "company"):
        return str(record.name)
    if page.noun == "activity":
        return str(record.subject or record.kind)
    return str(record.title)


def lines(page: Page, today: date | None) -> Iterator[Line]:
    """The facts that there are: for a person on the day `today`, or for programs without it."""
    first, *others = FACTS[page.noun]
    yield from state(page, today)
    yield from facts(page, (first,), today)
    yield from related(page)
    for point in page.points:
        invalid = f"invalid since {point.invalid_since}" if point.invalid_since else ""
        note = ", ".join(filter(None, (point.label, invalid)))
        yield Line(point.kind.capitalize(), point.value, note)
    for address in page.addresses:
        yield Line("Address", ", ".join(filter(None, address[1:])), address.label or "")
    yield from facts(page, tuple(others), today)
    for consent in page.consents:
        when = day_of(consent.at, today) if today else consent.at
        reason = f"{consent.basis}, {when}" if consent.basis else when
        yield Line("Consent", f"{consent.channel} {consent.status}", reason)
    for label, value in page.fields:
        yield Line(label, value)
    if page.closed_deals:
        yield Line("Closed deals", str(page.closed_deals))
    if page.tags:
        yield Line("Tags", ", ".join(page.tags))


def state(page: Page, today: date | None) -> Iterator[Line]:
    """Why a record is not in the lists."""
    record = page.record
    if page.merged_into:
        ref, name = page.merged_into
        yield Line("Merged into", name, ref)
    for word, at in (("Archived", record.archived_at), ("Deleted", record.deleted_at)):
        if at:
            yield Line(word, day_of(at, today) if today else at)


def facts(page: Page, columns: Columns, today: date | None) -> Iterator[Line]:
    for label, field, kind in columns:
        value = fact(page.record, field, kind, today)
        if value:
            yield Line(label, value)


def fact(record: Any, field: str, kind: str, today: date | None) -> str:
    value = getattr(record, field)
    if today is None or not value:
        return for_programs(record, field, kind)
    if kind == "rule":
        from tinycrm.domain.recurrence import describe_recurrence

        return describe_recurrence(value)
    if kind == "moment":
        from tinycrm.domain.instants import parse_instant

        return f"{day_of(value, today)}, {parse_instant(value).astimezone():%H:%M}"
    return for_people(record, field, kind, today)


def related(page: Page) -> Iterator[Line]:
    """The records around this one, with their references."""
    for ref, name in page.related:
        if page.noun == "company":
            label = "Parent" if ref == f"O{page.record.parent_id}" else "Part"
        else:
            label = {"C": "Contact", "O": "Company", "D": "Deal"}[ref[0]]
        yield Line(label, name, ref)


def sections(page: Page, today: date | None) -> list[Section]:
    """What belongs to a record, where there is any of it."""
    events = [event(entry, today, title(page)) for entry in page.timeline]
    everything = [
        Section("People", page.people_count, PEOPLE, page.people),
        Section("Open deals", page.open_deals, DEALS, page.deals),
        Section("Open tasks", page.open_tasks, TASKS, page.tasks),
        Section("Timeline", 0, EVENTS, events),
    ]
    return [section for section in everything if section.rows]


def event(entry: TimelineEntry, today: date | None, own: str = "") -> TimelineEntry:
    """An event as a person reads it in one line: `call out, 15 min`.

    On the page of a record its `own` name is left out, which would stand in every line.
    """
    if today is None:
        return entry
    kind = entry.kind
    if entry.direction:
        kind += f" {entry.direction}"
    if entry.minutes:
        kind += f", {entry.minutes} min"
    head = (entry.text or "").strip().partition("\n")[0]
    if own and kind.startswith("deal ") and head.startswith(f"{own} ("):
        head = head.removeprefix(f"{own} (").removesuffix(")")
    others = ", ".join(name for name in entry.who.split(", ") if name != own)
    return entry._replace(kind=kind, text=head, who=others)
