"""What may be chosen for a field while it is typed: records, stages, tags, fixed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold
from tinycrm.errors import CrmError
from tinycrm.store.references import LETTER_OF, beginning_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinycrm.crm import Crm
    from tinycrm.tui.fields.table import FieldSpec

SHOWN = 8
RECORDS = {
    "company": ("company",),
    "parent": ("company",),
    "contact": ("contact",),
    "for": ("contact", "company", "deal"),
}
"""The nouns whose records are offered for a field."""


def offers(
    crm: Crm, noun: str, spec: FieldSpec, text: str, others: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(what would stand in the field, how it is shown) for what may become of a text."""
    field = spec.field
    if field in RECORDS:
        return records(crm, RECORDS[field], text.strip()) if text.strip() else []
    if field == "tags":
        return tags(crm, text)
    if field == "stage":
        try:
            stages = crm.pipelines.stages(others.get("pipeline", "").strip())
        except CrmError:
            return []  # There is no such pipeline, which is said when it is to be saved.
        words = {each.name: f"{each.name}  {each.probability} %" for each in stages}
        return matching(words, text)
    if field == "pipeline":
        return matching({each.name: each.name for each in crm.pipelines.all()}, text)
    if field == "lost_reason":
        return matching({reason: reason for reason in crm.deals.lost_reasons()}, text)
    return matching({offer: offer for offer in spec.offers if offer}, text)


def matching(words: Mapping[str, str], text: str) -> list[tuple[str, str]]:
    """Those that begin like the text, then those that hold it; none where it is one of them."""
    typed = fold(text)
    if any(fold(word) == typed for word in words):
        return []
    begins = [word for word in words if fold(word).startswith(typed)]
    holds = [word for word in words if typed in fold(word) and word not in begins]
    return [(word, words[word]) for word in [*begins, *holds]][:SHOWN]


def records(crm: Crm, nouns: Iterable[str], text: str) -> list[tuple[str, str]]:
    """Records whose name begins like the text, each by name if no other has that name."""
    found = [
        (name, f"{LETTER_OF[noun]}{id}")
        for noun in nouns
        for id, name in beginning_with(crm.db, noun, text, SHOWN)
    ][:SHOWN]
    names = [fold(name) for name, _ in found]
    if len(found) == 1 and text == found[0][0]:
        return []
    return [
        (name if names.count(fold(name)) == 1 else ref, f"{name}  {ref}") for name, ref in found
    ]


def tags(crm: Crm, text: str) -> list[tuple[str, str]]:
    """Tags that the last of those typed may become."""
    before, comma, last = text.rpartition(",")
    if not last.strip():
        return []
    known = {name: name for name in crm.tags.names()}
    head = f"{before}, " if comma else ""
    return [(f"{head}{name}", name) for name, _ in matching(known, last.strip().lstrip("#"))]
