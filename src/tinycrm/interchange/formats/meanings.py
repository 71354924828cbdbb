"""What a column may mean for each noun, and which function takes its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import UsageError
from tinycrm.interchange.formats import taking, taking_values
from tinycrm.store.activities import ACTIVITY_FIELDS
from tinycrm.store.companies import COMPANY_FIELDS
from tinycrm.store.contacts import CONTACT_FIELDS
from tinycrm.store.deal_fields import DEAL_FIELDS
from tinycrm.store.tasks import TASK_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.interchange.formats.draft import Draft

    Take = Callable[[Draft, "Bound", str], None]

POINTS = ("email", "phone", "url", "handle")
PARTS = ("label", "street", "house", "extended", "po_box", "city", "region", "postal_code",
         "country", "formatted")  # fmt: skip
STAMPS = ("created_at", "updated_at")
DAYS = ("birthday", "expected_close_on", "due_on", "date")
INSTANTS = (
    *("created_at", "updated_at", "archived_at", "deleted_at", "happened_at", "done_at"),
    *("closed_at", "opened_at", "stage_entered_at", "won_at", "lost_at"),
)
FIELDS = {
    "contact": ("name", *CONTACT_FIELDS),
    "company": ("name", *COMPANY_FIELDS),
    "deal": ("title", "amount", "currency", "stage_name", "pipeline", "status", "opened_at",
             "closed_at", *DEAL_FIELDS),
    "activity": tuple(ACTIVITY_FIELDS),
    "task": ("title", *TASK_FIELDS),
}  # fmt: skip
LINKS = {
    "contact": ("company",),
    "company": ("parent",),
    "deal": ("company", "contact"),
    "activity": ("company", "contact", "deal"),
    "task": ("company", "contact", "deal"),
}
ALIASES = {
    "contact": {"title": "job_title", "note": "about", "notes": "about", "website": "url"},
    "company": {"note": "about", "notes": "about"},
    "deal": {"name": "title", "value": "amount", "close": "expected_close_on",
             "stage": "stage_name", "note": "about", "notes": "about"},
    "activity": {"text": "body", "note": "body", "at": "happened_at"},
    "task": {"name": "title", "due": "due_on", "note": "notes"},
}  # fmt: skip
NAMING = {
    "contact": ("name", "given_name", "family_name", "email", "phone", "company", "nickname"),
    "company": ("name",),
    "deal": ("title",),
    "activity": ("subject", "body"),
    "task": ("title",),
}
"""The meanings of which a file must have one, or no row of it could be taken."""


class Bound:
    """A column with its meaning taken apart, and what the study of its cells decided.

    `order` is that of day and month (`dmy`, `mdy`), `mark` the decimal mark, `used` whether any
    cell had something in it.
    """

    __slots__ = (
        *("group", "head", "label", "mark", "meaning", "order", "part", "place", "take", "title"),
        *("used", "verbatim"),
    )

    def __init__(self, title: str, place: int, meaning: str, *, verbatim: bool) -> None:
        self.title = title
        self.place = place
        self.meaning = meaning
        if meaning.startswith("custom:"):
            self.head, self.part, self.label, self.group = "custom", "", meaning[7:], ""
        else:
            head, _, self.group = meaning.partition("#")
            head, _, self.label = head.partition(":")
            self.head, _, self.part = head.partition(".")
        self.order = self.mark = ""
        self.used = False
        self.verbatim = verbatim
        self.take = take_for(self)

    @property
    def account(self) -> str:
        """What becomes of the column: `empty`, `ignored`, `extra` or `mapped`."""
        if not self.used:
            return "empty"
        if self.head == "ignore":
            return "ignored"
        return "mapped" if self.head and self.head != "date" else "extra"


def take_for(bound: Bound) -> Take:
    """The function for a kind of meaning."""
    head = bound.head
    if not head:
        return taking.take_extra
    if head in POINTS:
        return taking.take_point
    if head in ("company", "contact", "deal", "parent", "merged_into"):
        return taking.take_link
    if head.startswith("_"):
        return taking.take_private
    if bound.verbatim:
        return VERBATIM.get(head, taking.take_text)
    if head in DAYS:
        return taking_values.take_day
    if head in INSTANTS:
        return taking_values.take_instant
    return TAKERS.get(head, taking.take_text)


VERBATIM: dict[str, Take] = {
    "tags": taking.take_tags,
    "custom": taking.take_custom,
    **dict.fromkeys(
        ("uid", "ref", "created_at", "updated_at", "archived_at", "deleted_at"), taking.take_stamp
    ),
}
TAKERS: dict[str, Take] = {
    "tags": taking.take_tags,
    "custom": taking.take_custom,
    "id": taking.take_id,
    "uid": taking.take_stamp,
    "more": taking.take_more,
    "address": taking.take_address,
    "amount": taking_values.take_amount,
    "probability": taking_values.take_percent,
    "minutes": taking_values.take_minutes,
    "due_time": taking_values.take_clock,
    "domain": taking_values.take_domain,
    "lifecycle": taking_values.take_lifecycle,
    "cadence_days": taking_values.take_days,
    "recurrence": taking_values.take_rule,
}


def meaning_for(noun: str, wanted: str, title: str) -> str:
    """The meaning that a person gives a column: a field, `custom:KEY` or `ignore`.

    Raises UsageError for what a noun does not have.
    """
    wanted = wanted.strip()
    if wanted in ("", "ignore") or (wanted.startswith("custom:") and wanted[7:].strip()):
        return wanted
    head, dot, tail = wanted.partition(".")
    word, colon, label = head.partition(":") if not dot else (head, "", "")
    word = ALIASES[noun].get(word, word)
    known = (*FIELDS[noun], *STAMPS, *LINKS[noun], "tags", "id")
    if noun in ("contact", "company"):
        known = (*known, *POINTS, *(f"address.{part}" for part in PARTS))
    plain = f"{word}.{tail.partition(':')[0]}" if dot else word
    if word in LINKS[noun] and (not dot or tail in ("id", "name", "email")):
        return wanted
    if plain in known and (not colon or word in POINTS):
        return f"{word}{dot}{tail}{colon}{label}"
    hint = did_you_mean(plain, known)
    article = "an" if noun == "activity" else "a"
    raise UsageError(
        f"The column {quote_value(title)} cannot become {quote_value(wanted)} of {article} {noun}.",
        f"{hint}Give a field, custom:KEY or ignore.",
    )
