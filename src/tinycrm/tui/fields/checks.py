"""What the library makes of a text that is typed into a field, and what it has against it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from tinycrm.domain.dates import birthday_in_words, day_in_words
from tinycrm.store import custom, values
from tinycrm.store.references import Found
from tinycrm.tui.fields.table import POINTS
from tinycrm.tui.fields.texts import split_label, with_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.crm import Crm
    from tinycrm.errors import CrmError
    from tinycrm.tui.fields.table import FieldSpec


def understood(crm: Crm, noun: str, spec: FieldSpec, text: str, others: Mapping[str, str]) -> str:
    """What a text means for a field, in a few words where the text itself does not say it.

    `others` are the texts of the whole form by key. Raises the CrmError with which the library
    would refuse the text.
    """
    field, db = spec.field, crm.db
    if not text.strip():
        return refuse_missing(crm, noun, spec, others)
    if field in POINTS:
        from tinycrm.store import points

        points.row_of(db, field, split_label(text))
        return ""
    special = SPECIAL.get(field)
    if special is not None:
        return special(crm, noun, text, others)
    records = crm.records(noun)
    if field in records.kinds:
        kind = records.kinds[field]
        return in_words(kind, kind(text, field, db), db.today())
    defined = custom.definitions(db, noun).get(field)
    if defined is None:
        return ""
    value = custom.checked(db, defined, text)
    if defined.type == "date":
        return near_day(date.fromisoformat(value), db.today())
    return str(value) if defined.type == "money" else ""


def refuse_missing(crm: Crm, noun: str, spec: FieldSpec, others: Mapping[str, str]) -> str:
    """Raise InvalidError for a field that has to have a value."""
    from tinycrm.errors import InvalidError
    from tinycrm.store.references import a

    if spec.required and spec.at <= 0:
        what = "title" if spec.field == "title" else spec.label.lower()
        raise InvalidError(f"{a(noun).capitalize()} needs {a(what)}.", "", spec.field)
    return "follow up" if spec.field == "next_" and others.get("due") else ""


# Fields with a check of their own


def one_line(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.domain.text import required_line

    required_line(text, "text")
    return ""


def firm(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    """Which firm is meant; one that is unknown will be created."""
    from tinycrm.store import companies
    from tinycrm.store.references import SEVERAL, ambiguous, by_name

    text = text.strip()
    number = re.fullmatch(r"[Oo]?(\d{1,18})", text, re.ASCII)
    if number:
        id = companies.by_reference(crm.db, "id", int(number[1]))
        if id:
            return named(crm, [Found("company", id)])
    ids = by_name(crm.db, "company", text, SEVERAL)
    if not ids:
        return "new"
    exact = [one.id for one in crm.companies.by_ids(ids) if one.name == text]
    if len(ids) > 1 and len(exact) != 1:
        raise ambiguous(crm.db, text, [Found("company", id) for id in ids])
    return f"O{(exact or ids)[0]}"


def person(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    """Who is meant, also where a part in the deal stands behind the name."""
    name, _ = with_role(crm, text)
    return known_as(crm, Found("contact", crm.contacts.id(name)), name)


def opened(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.store.deal_events import event_time

    return moment(event_time(crm.db, text, field="opened_at"), crm.db.today())


def concerned(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.store import links

    several = links.targets(crm.db, text.strip())
    return known_as(crm, several[0], text) if len(several) == 1 else named(crm, several)


def known_as(crm: Crm, found: Found, text: str) -> str:
    """The reference of a record whose name was typed, its name where it was the reference."""
    name = named(crm, [found])
    return found.ref if name == text.strip() else f"{found.ref} {name}"


def named(crm: Crm, several: list[Found]) -> str:
    from tinycrm.store import links

    return links.named(crm.db, several)


def money(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.domain.money import format_compact
    from tinycrm.store import amounts

    read = amounts.columns(crm.db, {"amount": text})
    return format_compact(read["amount"], read["currency"])


def stage(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.store.stages import find_pipeline, find_stage

    pipeline = others.get("pipeline", "").strip()
    only = bool(pipeline)
    held = find_stage(crm.db, text, find_pipeline(crm.db, pipeline).id if only else None, only=only)
    return f"{held.name}, {held.probability} %"


def pipeline(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.store.stages import find_pipeline

    name = find_pipeline(crm.db, text).name
    return "" if name == text.strip() else name


def labels(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    """Which of the tags are new."""
    from tinycrm.store import tags

    given = [tags.tag_name(part) for part in text.split(",") if part.strip()]
    known = {tags.tag_key(name) for name in crm.tags.names()}
    new = [name for name in given if tags.tag_key(name) not in known]
    return f"new: {', '.join(new)}" if new else ""


def due(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    day, clock = crm.tasks.due(text)
    words = near_day(date.fromisoformat(day), crm.db.today()) if day else ""
    return f"{words} {clock}" if clock else words


def address(crm: Crm, noun: str, text: str, others: Mapping[str, str]) -> str:
    from tinycrm.store import addresses

    addresses.read(split_label(text)["value"])
    return ""


SPECIAL = {
    "name": one_line,
    "title": one_line,
    "next_": one_line,
    "company": firm,
    "parent": firm,
    "contact": person,
    "for": concerned,
    "amount": money,
    "stage": stage,
    "opened_at": opened,
    "pipeline": pipeline,
    "tags": labels,
    "due": due,
    "addresses": address,
}


# In words


def in_words(kind: Any, value: Any, today: date) -> str:
    """A value that the library has read, where a person would say it otherwise."""
    if kind is values.day:
        return near_day(date.fromisoformat(value), today)
    if kind is values.days:
        return f"{value} days"
    if kind is values.minutes:
        hours, minutes = divmod(value, 60)
        return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
    if kind is values.percent:
        return f"{value} %"
    if kind is values.birthday:
        return birthday_in_words(value)
    if kind.__name__ == "happened" or kind is values.instant:
        return moment(value, today)
    if kind.__name__ == "rule":
        from tinycrm.domain.recurrence import describe_recurrence

        return describe_recurrence(value)
    return ""


def moment(instant: str, today: date) -> str:
    """An instant as its day and the time of a clock on the wall."""
    from tinycrm.domain.instants import parse_instant

    local = parse_instant(instant).astimezone()
    return f"{near_day(local.date(), today)} {local:%H:%M}"


def near_day(day: date, today: date) -> str:
    """A day with its weekday, and with a word where it is this one or beside it."""
    near = {-1: ", yesterday", 0: ", today", 1: ", tomorrow"}.get((day - today).days, "")
    return f"{day_in_words(day, today)}{near}"


def error_words(error: CrmError) -> str:
    """What is wrong and what to do, without advice that only helps in a shell."""
    sentences = re.split(r"(?<=[.?!]) ", error.remedy)
    here = [part for part in sentences if part and "--" not in part and "crm " not in part]
    several = ", ".join(f"{ref} {label}" for ref, label in getattr(error, "candidates", ()))
    return " ".join(filter(None, [error.message, *here, several]))
