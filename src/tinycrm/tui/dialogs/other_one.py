"""Asks with which other record one is to be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.jump import Jump
from tinycrm.tui.widgets.hits import HitLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

AT_MOST = 12


class OtherOne(Jump):
    """Another record of the same kind, found by a few letters; the likeliest ones come first."""

    foot_words = "enter choose   esc leave"

    def __init__(self, noun: str, ref: str, name: str) -> None:
        super().__init__()
        self.noun = noun
        self.ref = ref
        self.title_words = f"Merge {ref} {name} with"

    def answer_to(self, text: str) -> Callable[[Crm], list[HitLine]]:
        noun, ref = self.noun, self.ref
        return lambda crm: others(crm, noun, ref, text)

    def action_all_hits(self) -> None:
        """There is no place for hits of all kinds here."""


def others(crm: Crm, noun: str, ref: str, text: str) -> list[HitLine]:
    """Records that answer to a text; before anything is typed, those with a name like this one."""
    records = crm.records(noun)
    id = int(ref[1:])
    if not text:
        text = " ".join(records.by_ids([id])[0].name.split()[-1:])
    try:
        ids = [other for other in records.ids(text, limit=AT_MOST + 1) if other != id]
    except CrmError as error:
        return [HitLine(error.message)]
    lines = [
        HitLine(safe_text("  ".join(filter(None, described(record)))), record.ref, noun)
        for record in records.by_ids(ids[:AT_MOST])
    ]
    return lines or [HitLine("Type a few letters of the other one.")]


def described(record: object) -> tuple[str, ...]:
    """What tells a record from its namesakes."""
    fields = ("name", "company", "domain", "email", "phone")
    return tuple(str(getattr(record, field, None) or "") for field in fields)
