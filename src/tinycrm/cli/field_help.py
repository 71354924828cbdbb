"""`crm help fields`: the fields of each kind of record, from the store's own tables."""

import json
from pathlib import Path
from typing import Any

from tinycrm.domain.text import safe_text
from tinycrm.store.records import records_of
from tinycrm.store.references import LETTER_OF, plural

INTRODUCTION = """Fields: what a record has, as --set FIELD=VALUE, JSON Lines and imports take it

An empty value empties a field. Your own fields: crm add-field NOUN FIELD --type TYPE
"""
TAKES = {
    "birthday": "like 1815-12-10, or 10 dec without the year",
    "clock_time": "a time of day",
    "day": "a date; see: crm help dates",
    "days": "a number of days, 30d or 2 weeks",
    "domain": "like engines.example",
    "happened": "a date and time that is past",
    "instant": "a date and time",
    "line": "text",
    "minutes": "minutes, or 1h 30m",
    "percent": "0 to 100",
    "rule": "daily, weekly, every 2 months …",
}
"""What a kind of field takes, by the name of the store's function for it."""
SPECIAL = {
    "addresses": "one or several, like 5 rue X, 75010 Paris, France; as objects in JSON Lines",
    "amount": "an amount of money; see: crm help money",
    "company": "a reference or a name",
    "contact": "references",
    "created_at": "a date and time",
    "currency": "an ISO 4217 code, like EUR",
    "due": "a date, with a time if it has one; see: crm help dates",
    "email": "one or several",
    "for": "references of people, firms and deals",
    "handle": "one or several, like @ada",
    "name": "the whole name",
    "opened_at": "a date and time",
    "parent": "the firm it belongs to, a reference or a name",
    "phone": "one or several",
    "pipeline": "a pipeline's name",
    "stage": "a stage's name",
    "status": "open, won, lost",
    "tags": "one or several",
    "title": "text",
    "url": "one or several",
}
"""What the fields without a kind of their own take."""


def text(path: str) -> str:
    """The fields of all nouns, with the custom ones of the file at `path`, if there is one."""
    custom = custom_fields(path) if Path(path).is_file() else []
    parts = [INTRODUCTION]
    for noun in LETTER_OF:
        rows = [*own_fields(noun), *((key, takes) for of, key, takes in custom if of == noun)]
        width = max(len(field) for field, _ in rows)
        parts.append(plural(noun).capitalize())
        parts += [f"  {field:<{width}}  {takes}" for field, takes in rows] + [""]
    return "\n".join(parts)


def own_fields(noun: str) -> list[tuple[str, str]]:
    """The fields that every record of the noun has, each with what it takes."""
    records = records_of(noun)
    fields = {field: SPECIAL[field] for field in records.special}
    fields.update((field, takes(kind)) for field, kind in records.kinds.items())
    fields.update((field, SPECIAL[field]) for field in records.attached if field in SPECIAL)
    for alias, field in records.aliases.items():
        if not alias.endswith("_"):
            fields[field] += f" (or: {alias})"
    return list(fields.items())


def takes(kind: Any) -> str:
    """What a kind of field takes, in words; a choice among known ones says them itself."""
    return TAKES.get(kind.__name__) or str(kind.__doc__)


def custom_fields(path: str) -> list[tuple[str, str, str]]:
    """(noun, key, what it takes) of the fields that the owner of a file defined."""
    from tinycrm.crm import Crm

    with Crm(path, program="cli") as crm:
        return [(field.noun, field.key, safe_text(described(field))) for field in crm.fields.all()]


def described(field: Any) -> str:
    words = ", ".join(json.loads(field.choices)) if field.choices else field.type
    return f"{field.label}: {words}{', required' if field.required else ''}"
