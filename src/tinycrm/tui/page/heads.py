"""The first lines of a page: what a record is, and how things stand with it."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tinycrm.domain.dates import describe_day, describe_due
from tinycrm.domain.instants import local_day
from tinycrm.domain.money import format_compact
from tinycrm.domain.text import safe_text
from tinycrm.store.deal_events import DealEvent
from tinycrm.store.pages import Page
from tinycrm.tui.fields.table import LONG_TEXT
from tinycrm.tui.page.line import OWN, Line, Words, fact, flow, long_text, one

ABOUT = 6
"""Lines of a longer text that stand on a page."""
WHOLE = 100
"""Lines of it on a page that is about little else: that of a note."""


class Sheet(NamedTuple):
    """What a page is made of: what the file says, for whom and for how many cells.

    `events` are those of a deal; `keys` names the key of each action.
    """

    page: Page
    events: list[DealEvent]
    today: date
    width: int
    keys: dict[str, str]


def title(page: Page) -> str:
    """What a record is called, in one line that is harmless and short."""
    record = page.record
    if page.noun in ("contact", "company"):
        name = record.name
    elif page.noun == "activity":
        name = record.subject or record.kind
    else:
        name = record.title
    return safe_text(" ".join(str(name)[:200].split())) or record.ref


def short(value: object) -> str:
    """A value within a line."""
    return safe_text(" ".join(str(value)[:500].split()))


def head(sheet: Sheet) -> list[Line]:
    """What stands above all sections."""
    page, width = sheet.page, sheet.width
    parts = {
        "contact": contact,
        "company": company,
        "deal": deal,
        "task": task,
        "activity": activity,
    }[page.noun]
    lines = []
    for at, (words, enter) in enumerate(parts(sheet)):
        given = [(text, tone) for text, tone in words if text]
        for n, cells in enumerate(flow(given, width)):
            lines.append(Line(cells, ("head", str(at), str(n)), enter if n == 0 else None))
    lines = [*state(sheet), *begun(sheet, lines)]
    if page.tags:
        tags: list[Words] = [(f"#{short(tag)}", "muted") for tag in page.tags]
        lines += [Line(cells, ("tags", str(at))) for at, cells in enumerate(flow(tags, width, " "))]
    if page.noun == "deal" and page.record.next_step:
        lines += fact("Next step", page.record.next_step, width, ("fact", "next_step"))
    field = LONG_TEXT[page.noun]
    text = getattr(page.record, field)
    if text:
        most = WHOLE if page.noun in ("activity", "task") else ABOUT
        lines += [Line(), *long_text(text, field, width, most)]
    return lines


def begun(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """The lines, of which the first one is there and stands for the record itself.

    The cursor begins on it, so that keys mean the record of the page and nothing below it.
    """
    if not lines:
        lines = [Line(one(f"{sheet.page.noun} {sheet.page.record.ref}", "muted", sheet.width))]
    first = lines[0]
    return [first._replace(key=OWN, enter=first.enter or ("own", "")), *lines[1:]]


def state(sheet: Sheet) -> Iterator[Line]:
    """Why a record is not in the lists, and how it comes back."""
    page, record = sheet.page, sheet.page.record
    key = sheet.keys["restore"]
    if page.merged_into:
        ref, name = page.merged_into
        words: list[Words] = [("Merged into ", "bad"), (f"{short(name)}  {ref}", "")]
        words.append((f"{key} brings it back", "bad"))
        for cells in flow(words, sheet.width):
            yield Line(cells, ("state", "merged"), ("record", ref))
    elif record.deleted_at or record.archived_at:
        word, at = ("Deleted", record.deleted_at) if record.deleted_at else ("Archived", None)
        day = describe_day(local_day(at or record.archived_at), sheet.today)
        text = f"{word} {day} · {key} brings it back"
        yield Line(((text, "bad", min(len(text), sheet.width), False),), ("state", "hidden"))


Parts = list[tuple[list[Words], tuple[str, str] | None]]
"""Lines of a head: what each says, and where enter leads on it."""


def contact(sheet: Sheet) -> Parts:
    page, record, today = sheet.page, sheet.page.record, sheet.today
    firm = ("record", f"O{record.company_id}") if record.company_id else None
    standing = [
        (record.lifecycle or "", ""),
        (short(record.lead_status or ""), ""),
        (f"every {record.cadence_days} d" if record.cadence_days else "", ""),
        *last_contact(record, today),
        (f"by {short(record.preferred_channel)}" if record.preferred_channel else "", ""),
    ]
    return [
        ([(short(record.job_title or ""), ""), (short(record.company or ""), "")], firm),
        (reach(page), ("reach", "")),
        (standing, None),
    ]


def last_contact(record: Any, today: date) -> list[Words]:
    """When a person was spoken to, and when that is due again."""
    words: list[Words] = []
    if record.last_contact_at:
        words.append((f"spoken to {describe_day(local_day(record.last_contact_at), today)}", ""))
    if record.next_contact_on:
        on = date.fromisoformat(record.next_contact_on)
        words.append((f"again {describe_due(on, today)}", "bad" if on < today else ""))
    return words


def reach(page: Page) -> list[Words]:
    """The first address, number and place."""
    first = {point.kind: point.value for point in reversed(page.points)}
    place = next((address.city for address in page.addresses if address.city), "")
    values = [first.get("email", ""), first.get("phone", ""), place or ""]
    return [(short(value), "") for value in values if value]


def company(sheet: Sheet) -> Parts:
    page, record = sheet.page, sheet.page.record
    what = [record.industry, record.type, f"{record.size} people" if record.size else ""]
    parent = ("record", f"O{record.parent_id}") if record.parent_id else None
    web = record.website or record.domain
    return [
        ([(short(value), "") for value in what if value], None),
        ([("part of ", "muted"), (short(record.parent or ""), "")] if parent else [], parent),
        ([(short(web or ""), "")], ("reach", "web") if web else None),
        (reach(page), ("reach", "")),
    ]


def deal(sheet: Sheet) -> Parts:
    record, today = sheet.page.record, sheet.today
    amount = "" if record.amount is None else format_compact(record.amount, record.currency)
    firm = ("record", f"O{record.company_id}") if record.company_id else None
    person = ("record", f"C{record.contact_id}") if record.contact_id else None
    stage = short(record.stage)
    if record.status == "open":
        standing = [(stage, ""), (f"{record.probability} %", ""), *close(sheet)]
    else:
        tone = "good" if record.status == "won" else "bad"
        day = describe_day(local_day(record.closed_at), today) if record.closed_at else ""
        standing = [(f"{record.status} {day}", tone), (f"in {stage}", "")]
    why = [
        (f"because {short(record.lost_reason)}" if record.lost_reason else "", ""),
        (f"to {short(record.competitor)}" if record.competitor else "", ""),
    ]
    return [
        ([(amount, "title"), *standing], None),
        (why, None),
        ([("with ", "muted"), (short(record.contact or ""), "")] if person else [], person),
        ([("for ", "muted"), (short(record.company or ""), "")] if firm else [], firm),
    ]


def close(sheet: Sheet) -> list[Words]:
    """When a deal is expected to close, and for how long it has been quiet if it is stale."""
    record, today = sheet.page.record, sheet.today
    words: list[Words] = []
    if record.expected_close_on:
        on = date.fromisoformat(record.expected_close_on)
        words.append((f"close {describe_due(on, today)}", "bad" if on < today else ""))
    quiet = (today - local_day(record.last_touched_at)).days
    planned = any((task.due_on or "") >= today.isoformat() for task in sheet.page.tasks)
    if record.stale_days is not None and quiet > record.stale_days and not planned:
        words.append((f"quiet for {quiet} d", "bad"))
    return words


def task(sheet: Sheet) -> Parts:
    record, today = sheet.page.record, sheet.today
    words: list[Words] = []
    if record.done_at:
        words.append((f"✓ done {describe_day(local_day(record.done_at), today)}", "good"))
    elif record.due_on:
        on = date.fromisoformat(record.due_on)
        tone = "bad" if on < today else "accent" if on == today else ""
        words.append((f"due {describe_due(on, today)}", tone))
        words.append((record.due_time or "", tone))
    if record.priority != "normal":
        words.append((f"{record.priority} priority", ""))
    if record.recurrence:
        from tinycrm.domain.recurrence import describe_recurrence

        words.append((short(describe_recurrence(record.recurrence)), "muted"))
    return [(words, None)]


def activity(sheet: Sheet) -> Parts:
    from tinycrm.domain.instants import parse_instant

    record = sheet.page.record
    moment = parse_instant(record.happened_at).astimezone()
    direction = f" {record.direction}" if record.direction else ""
    when = f"{describe_day(moment.date(), sheet.today)}, {moment:%H:%M}"
    minutes = f"{record.minutes} min" if record.minutes else ""
    return [
        ([(f"{record.kind}{direction}", "title"), (when, ""), (minutes, "")], None),
        ([("outcome ", "muted"), (short(record.outcome), "")] if record.outcome else [], None),
    ]
