"""Everything about one record on one page, as data; every list is short, with a count beside it."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import json
from typing import Any, NamedTuple

from tinycrm.store import addresses, consent, custom, links, points, tags
from tinycrm.store.addresses import Address
from tinycrm.store.consent import Consent
from tinycrm.store.database import Database
from tinycrm.store.points import Point
from tinycrm.store.references import LETTER_OF, Found, live
from tinycrm.store.timeline import TimelineEntry, timeline

MANY = 50
EVENTS = 20


class PagePerson(NamedTuple):
    """A person of a firm or in a deal, there with a role."""

    ref: str
    name: str
    job_title: str | None
    email: str | None
    phone: str | None
    role: str | None


class PageDeal(NamedTuple):
    """An open deal; `amount` is in minor units."""

    ref: str
    title: str
    stage: str
    amount: int | None
    currency: str
    expected_close_on: str | None


class ClosedDeal(NamedTuple):
    """A deal that was won or lost, in the stage in which it ended; `amount` is in minor units."""

    ref: str
    title: str
    status: str
    stage: str
    amount: int | None
    currency: str
    closed_at: str
    lost_reason: str | None


class PageTask(NamedTuple):
    """An open task."""

    ref: str
    title: str
    due_on: str | None
    due_time: str | None
    priority: str
    recurrence: str | None


class Page(NamedTuple):
    """A record with all that belongs to it.

    `record` is the Contact, Company, Deal, Activity or Task. The lists hold up to 50 each, the
    timeline the newest 20; the counts say how many there are. `related` names further records as
    (reference, name): the firm of a person or a deal, the parent and the children of a firm, and
    whatever an activity or a task concerns. `consents` is the last word on each channel,
    `fields` the custom fields as (label, value), `merged_into` the record that took this one in.
    `open_sums` are what the open deals come to, as (currency, minor units).
    """

    noun: str
    record: Any
    points: list[Point]
    addresses: list[Address]
    consents: list[Consent]
    related: list[tuple[str, str]]
    people: list[PagePerson]
    people_count: int
    deals: list[PageDeal]
    open_deals: int
    open_sums: list[tuple[str, int]]
    closed: list[ClosedDeal]
    closed_deals: int
    tasks: list[PageTask]
    open_tasks: int
    tags: list[str]
    fields: list[tuple[str, str]]
    timeline: list[TimelineEntry]
    merged_into: tuple[str, str] | None


def page(db: Database, found: Found, events: int = EVENTS) -> Page:
    """The page of a contact, company, deal, activity or task, with so many events of its timeline.

    The timeline of a firm with thousands of people takes a tenth of a second, the rest little.
    """
    noun, id = found
    record = read(db, found)
    reachable = noun in ("contact", "company")
    people, people_count = people_of(db, found)
    deals, open_deals, closed_deals = deals_of(db, found) if reachable else ([], 0, 0)
    open_sums = sums_of(db, found) if open_deals else []
    closed = closed_of(db, found) if closed_deals else []
    tasks, open_tasks = tasks_of(db, found) if noun in links.TARGETS else ([], 0)
    return Page(
        noun=noun,
        record=record,
        points=points.of(db, noun, id)[:MANY] if reachable else [],
        addresses=addresses.of(db, noun, id)[:MANY] if reachable else [],
        consents=list(consent.standing(db, id).values())[:MANY] if noun == "contact" else [],
        related=related(db, found, record),
        people=people,
        people_count=people_count,
        deals=deals,
        open_deals=open_deals,
        open_sums=open_sums,
        closed=closed,
        closed_deals=closed_deals,
        tasks=tasks,
        open_tasks=open_tasks,
        tags=tags.of(db, noun, id)[:MANY],
        fields=custom_values(db, noun, record.custom),
        timeline=timeline(db, found, events) if events and noun in links.TARGETS else [],
        merged_into=merged_into(db, noun, record),
    )


def read(db: Database, found: Found) -> Any:
    """The record itself, in the shape of its noun."""
    shape: Any
    if found.noun == "contact":
        from tinycrm.store.contacts import Contact as shape
    elif found.noun == "company":
        from tinycrm.store.companies import Company as shape
    elif found.noun == "deal":
        from tinycrm.store.deal_fields import Deal as shape
    elif found.noun == "activity":
        from tinycrm.store.activities import Activity as shape
    else:
        from tinycrm.store.tasks import Task as shape
    return db.by_ids(shape, f"{found.noun}_view", [found.id])[0]


def related(db: Database, found: Found, record: Any) -> list[tuple[str, str]]:
    """The records around this one that no other list of the page shows."""
    if found.noun in ("activity", "task"):
        around = links.of(db, found.noun, found.id)
    elif found.noun == "company":
        children = db.rows(
            f"SELECT id FROM company WHERE parent_id = ? AND {live('company')}"
            " ORDER BY sort_key LIMIT ?",
            (found.id, MANY),
        )
        ids = [record.parent_id, *(id for (id,) in children)]
        around = [Found("company", id) for id in ids if id]
    else:
        around = [Found("company", record.company_id)] if record.company_id else []
    return [(other.ref, links.name(db, other)) for other in around[:MANY]]


def people_of(db: Database, found: Found) -> tuple[list[PagePerson], int]:
    """The people of a firm by name, those in a deal in their order, and how many there are."""
    if found.noun == "company":
        source = f"contact WHERE company_id = ? AND {live('contact')}"
        columns, order = "id, NULL", "sort_key, id"
    elif found.noun == "deal":
        source = "deal_contact WHERE deal_id = ?"
        columns, order = "contact_id, role", "position, id"
    else:
        return [], 0
    rows = db.rows(
        f"SELECT {columns} FROM {source} ORDER BY {order} LIMIT ?",
        (found.id, MANY),
    )
    shown = {
        id: values
        for id, *values in db.rows(
            "SELECT id, ref, name, job_title, email, phone FROM contact_view"
            f" WHERE id IN ({', '.join('?' * len(rows))})",
            [id for id, _ in rows],
        )
    }
    people = [PagePerson._make((*shown[id], role)) for id, role in rows]
    return people, int(db.value(f"SELECT count(*) FROM {source}", (found.id,)))


def deals_where(noun: str) -> str:
    """The live deals of a person or a firm, as a table and its condition."""
    source = {
        "contact": "deal_contact JOIN deal ON deal.id = deal_contact.deal_id"
        " WHERE deal_contact.contact_id = ?",
        "company": "deal WHERE deal.company_id = ?",
    }[noun]
    return f"{source} AND {live('deal')}"


def deals_of(db: Database, found: Found) -> tuple[list[PageDeal], int, int]:
    """The open deals of a person or a firm by expected close, and how many are open and closed."""
    source = deals_where(found.noun)
    open_deals, closed_deals = db.row(
        "SELECT count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status <> 'open')"
        f" FROM {source}",
        (found.id,),
    ) or (0, 0)
    deals = db.view(
        PageDeal,
        "deal_view",
        f"WHERE id IN (SELECT deal.id FROM {source} AND status = 'open'"
        " ORDER BY expected_close_on NULLS LAST, deal.id LIMIT ?)"
        " ORDER BY expected_close_on NULLS LAST, id",
        (found.id, MANY),
    )
    return deals, open_deals, closed_deals


def sums_of(db: Database, found: Found) -> list[tuple[str, int]]:
    """What the open deals of a person or a firm come to in each currency, by its code."""
    return [
        (currency, amount)
        for currency, amount in db.rows(
            f"SELECT currency, sum(amount) FROM {deals_where(found.noun)}"
            " AND status = 'open' AND amount IS NOT NULL GROUP BY currency ORDER BY currency",
            (found.id,),
        )
    ]


def closed_of(db: Database, found: Found) -> list[ClosedDeal]:
    """The won and lost deals of a person or a firm, the latest first."""
    return db.view(
        ClosedDeal,
        "deal_view",
        f"WHERE id IN (SELECT deal.id FROM {deals_where(found.noun)} AND status <> 'open'"
        " ORDER BY closed_at DESC, deal.id DESC LIMIT ?) ORDER BY closed_at DESC, id DESC",
        (found.id, MANY),
    )


def tasks_of(db: Database, found: Found) -> tuple[list[PageTask], int]:
    """The open tasks of a person, a firm or a deal by urgency, and how many there are."""
    source = (
        "task_link JOIN task ON task.id = task_link.task_id"
        f" WHERE task_link.{found.noun}_id = ? AND task.done_at IS NULL AND {live('task')}"
    )
    rows = db.rows(
        "SELECT 'T' || task.id, title, due_on, due_time, priority, recurrence"
        f" FROM {source} ORDER BY urgency, task.id LIMIT ?",
        (found.id, MANY),
    )
    count = db.value(f"SELECT count(*) FROM {source}", (found.id,))
    return [PageTask._make(row) for row in rows], int(count)


def custom_values(db: Database, noun: str, held: str) -> list[tuple[str, str]]:
    """The custom fields as (label, value), in the order of their definitions.

    A value whose field is defined no longer stands at the end, under its key.
    """
    if held == "{}":
        return []
    values = json.loads(held)
    labels = {key: field.label for key, field in custom.definitions(db, noun).items()}
    keys = [
        *(key for key in labels if key in values),
        *(key for key in values if key not in labels),
    ]
    return [(labels.get(key, key), custom.as_text(values[key])) for key in keys[:MANY]]


def merged_into(db: Database, noun: str, record: Any) -> tuple[str, str] | None:
    """The record that took this one in, as (reference, name)."""
    id = getattr(record, "merged_into_id", None)
    return (f"{LETTER_OF[noun]}{id}", links.name(db, Found(noun, id))) if id else None
