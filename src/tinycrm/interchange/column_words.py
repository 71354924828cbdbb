"""Says in words what a column of an imported file becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from tinycrm.interchange.formats import Column
    from tinycrm.interchange.sources import Source

KINDS = {"email": "e-mail", "phone": "phone", "url": "web page", "handle": "handle"}
FIELDS = {
    "stage_name": "stage",
    "id": "identity in the file",
    "uid": "identity",
    "_id": "identity in the file",
    "_type": "kind",
    "_people": "people",
    "_who": "person",
    "_what": "company or deal",
    "_addresses": "addresses",
    "parent": "parent company",
}
OWN_FIELD = "a field of your own"
PAIRED = {"label": "title of a field of your own", "value": OWN_FIELD}


def becomes(column: Column, account: str) -> str:
    """What a column becomes, given what `Source.accounts` says of it."""
    if account in ("ignored", "extra"):
        return {"ignored": "(left out)", "extra": OWN_FIELD}[account]
    meaning = column.meaning
    if meaning.startswith("custom:"):
        return f"your field {safe_text(meaning[7:])}"
    meaning, _, group = meaning.partition("#")
    head, _, part = meaning.partition(".")
    if head == "more":
        return PAIRED.get(part, OWN_FIELD)
    head, _, label = head.partition(":")
    part, _, place = part.partition(":")
    label = label or place
    number = f" {group}" if group.isdecimal() else ""
    labelled = f" ({label.replace('_', ' ')})" if label else ""
    if head in KINDS:
        return f"{'label of ' if part == 'label' else ''}{KINDS[head]}{number}{labelled}"
    if head == "address":
        words = "whole address" if part == "formatted" else part.replace("_", " ")
        place = f"address{number or labelled}"
        return f"{place}: {words}" if words != "label" else f"label of {place}"
    plain = FIELDS.get(head, head.strip("_").replace("_", " "))
    return (
        f"{plain}, by {'e-mail' if part == 'email' else part}" if part in ("id", "email") else plain
    )


def mapped(source: Source, most: int = 12) -> str:
    """The columns with what they become, those without an own name first of all left away."""
    accounts = source.accounts()
    words = []
    for column in source.columns():
        account = accounts[column.name]
        if account in ("mapped", "extra"):
            name, meaning = safe_text(column.name)[:30], becomes(column, account)
            words.append(name if name.lower() == meaning else f"{name} → {meaning}")
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more
