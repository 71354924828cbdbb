"""The sections of a page: what belongs to a record, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.domain.dates import birthday_in_words, describe_day
from tinycrm.domain.instants import local_day
from tinycrm.tui.amounts import fitted_amount, fitted_sums
from tinycrm.tui.columns import Column
from tinycrm.tui.page.heads import Sheet, short
from tinycrm.tui.page.line import LABEL, Cells, Line, cells_in, fact, heading, row
from tinycrm.tui.page.tables import AMOUNT, CLOSED, DEALS, PEOPLE, TASKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.store.pages import Page

MANY = 50
"""Steps of a deal that are shown, as of everything else on a page."""
CONSENT = {"in": "agrees", "out": "refuses"}
"""What was said of a channel, in words."""
DETAILS = {
    "contact": (
        ("Nickname", "nickname"),
        ("Birthday", "birthday"),
        ("Source", "source"),
        ("Owner", "owner"),
        ("Language", "language"),
        ("Time zone", "time_zone"),
    ),
    "company": (("Tax id", "tax_id"), ("Terms", "payment_terms"), ("Owner", "owner")),
    "deal": (
        ("Pipeline", "pipeline"),
        ("Type", "type"),
        ("Source", "source"),
        ("Owner", "owner"),
    ),
    "task": (("Owner", "owner"),),
    "activity": (("Owner", "owner"),),
}
"""Facts of less weight, as (label, field)."""


def sections(sheet: Sheet) -> list[Line]:
    """All sections but the timeline, of those that have anything to say."""
    made = {
        "contact": (deals, tasks, points, consents),
        "company": (people, deals, tasks, points),
        "deal": (people, tasks, stages),
        "task": (),
        "activity": (),
    }[sheet.page.noun]
    return [line for make in (*made, related, details) for line in make(sheet)]


def records(sheet: Sheet, several: Sequence[Any], columns: Sequence[Column]) -> list[Line]:
    return [
        Line(
            row(record, columns, sheet.width, sheet.today),
            ("record", record.ref),
            ("record", record.ref),
            record.ref,
        )
        for record in several
    ]


def more(sheet: Sheet, count: int, shown: int, place: str, filter: str) -> list[Line]:
    """What is not shown of many, and the list that has them all."""
    if count <= shown:
        return []
    words = f" {count - shown:,} more, enter lists them all"
    cells: Cells = ((words, "muted", sheet.width, False),)
    return [Line(cells, ("more", place), ("list", f"{place} {filter}"))]


def deals(sheet: Sheet) -> list[Line]:
    page = sheet.page
    count = page.open_deals + page.closed_deals
    if not count:
        return []
    own = page.open_sums[0][0] if page.open_sums else ""
    sums = fitted_sums(page.open_sums, own, max(sheet.width - 24, 16))
    open = f"{sums} open" if sums else "" if page.open_deals else "none open"
    key = f"{page.noun}:{page.record.ref}"
    return [
        *heading("deals", f"{count:,}", open, sheet.width, "deals"),
        *records(sheet, page.deals, DEALS),
        *more(sheet, page.open_deals, len(page.deals), "deals", key),
        *records(sheet, page.closed, CLOSED),
        *more(sheet, page.closed_deals, len(page.closed), "deals", f"{key} -status:open"),
    ]


def tasks(sheet: Sheet) -> list[Line]:
    page = sheet.page
    if not page.open_tasks:
        return []
    return [
        *heading("tasks", f"{page.open_tasks:,}", "", sheet.width, "tasks"),
        *records(sheet, page.tasks, TASKS),
        *more(sheet, page.open_tasks, len(page.tasks), "tasks", f"for:{page.record.ref} is:open"),
    ]


def people(sheet: Sheet) -> list[Line]:
    page = sheet.page
    if not page.people_count:
        return []
    return [
        *heading("people", f"{page.people_count:,}", "", sheet.width, "people"),
        *records(sheet, page.people, PEOPLE),
        *more(sheet, page.people_count, len(page.people), "contacts", f"company:{page.record.ref}"),
    ]


def labelled(sheet: Sheet, label: str, value: str, note: str, note_tone: str) -> Cells:
    beside = sheet.width - LABEL - 3
    most = min(cells_in(note), beside // 2)
    return (
        (" ", "", 1, False),
        (label, "muted", LABEL, False),
        ("  ", "", 2, False),
        (value, "", beside - (most + 2 if note else 0), False),
        *((("  ", "", 2, False), (note, note_tone, most, False)) if note else ()),
    )


def points(sheet: Sheet) -> list[Line]:
    """All ways to reach somebody, labelled."""
    page = sheet.page
    count = len(page.points) + len(page.addresses)
    if not count or told_above(page):
        return []
    lines = heading("reach", f"{count}", "", sheet.width, "reach")
    for point in page.points:
        note, tone = "", ""
        if point.invalid_since:
            day = describe_day(local_day(point.invalid_since), sheet.today)
            note, tone = f"invalid since {day}", "bad"
        label = short(point.label or "") or {"email": "e-mail"}.get(point.kind, point.kind)
        cells = labelled(sheet, label, short(point.value), note, tone)
        lines.append(Line(cells, ("point", str(point.id)), ("reach", str(point.id))))
    for at, address in enumerate(page.addresses):
        whole = ", ".join(part for part in address[1:] if part)
        label = short(address.label or "") or "address"
        lines += fact(label, whole, sheet.width, ("address", str(at)))
    return lines


def told_above(page: Page) -> bool:
    """Whether the head says all there is: an address and a number without labels."""
    kinds = [point.kind for point in page.points]
    plain = all(not point.label and not point.invalid_since for point in page.points)
    return plain and not page.addresses and kinds in (["email"], ["phone"], ["email", "phone"])


def consents(sheet: Sheet) -> list[Line]:
    page = sheet.page
    if not page.consents:
        return []
    lines = heading("consent", f"{len(page.consents)}", "", sheet.width, "consent")
    for consent in page.consents:
        when = describe_day(local_day(consent.at), sheet.today)
        why = f"{when}, {short(consent.basis)}" if consent.basis else when
        cells = labelled(
            sheet, short(consent.channel), CONSENT.get(consent.status, ""), why, "muted"
        )
        lines.append(Line(cells, ("consent", consent.channel), ("consent", consent.channel)))
    return lines


def stages(sheet: Sheet) -> list[Line]:
    """What became of a deal, the latest first."""
    moves = [event for event in sheet.events if event.kind not in ("amount", "close_date")]
    if len(moves) < 2:
        return []
    lines = heading("stages", f"{len(moves)}", "", sheet.width, "stages")
    for event in reversed(moves[-MANY:]):
        when = describe_day(local_day(event.at), sheet.today)
        words = f"to {short(event.stage)}" if event.kind == "moved" else event.kind
        tone = {"won": "good", "lost": "bad"}.get(event.kind, "")
        worth = "" if event.amount is None else fitted_amount(event.amount, event.currency, AMOUNT)
        beside = max(sheet.width - LABEL - AMOUNT - 4, 10)
        cells: Cells = (
            (" ", "", 1, False),
            (when, "muted", LABEL, False),
            ("  ", "", 2, False),
            (words, tone, beside, False),
            (worth, "muted", AMOUNT + 1, True),
        )
        lines.append(Line(cells, ("stage", str(event.id))))
    return lines


def related(sheet: Sheet) -> list[Line]:
    """The records that no other section names."""
    page = sheet.page
    if page.noun in ("contact", "deal"):
        return []
    parent = f"O{page.record.parent_id}" if page.noun == "company" else ""
    others = [(ref, name) for ref, name in page.related if ref != parent]
    if not others:
        return []
    title = "parts" if page.noun == "company" else "concerns"
    lines = heading(title, f"{len(others)}", "", sheet.width, "related")
    for ref, name in others:
        cells: Cells = (
            (" ", "", 1, False),
            (short(name), "", sheet.width - 10, False),
            (ref, "muted", 9, True),
        )
        lines.append(Line(cells, ("record", ref), ("record", ref), ref))
    return lines


def details(sheet: Sheet) -> list[Line]:
    """Custom fields, facts of less weight, and since when the record has been there."""
    page, record = sheet.page, sheet.page.record
    lines = heading("details", "", "", sheet.width, "details")
    for label, value in page.fields:
        lines += fact(label, value, sheet.width, ("custom", label))
    for label, field in DETAILS[page.noun]:
        value = getattr(record, field)
        if value:
            words = birthday_in_words(value) if field == "birthday" else str(value)
            lines += fact(label, words, sheet.width, ("fact", field))
    added = describe_day(local_day(record.created_at), sheet.today)
    return [*lines, *fact("Added", f"{added}, {record.ref}", sheet.width, ("fact", "created_at"))]
