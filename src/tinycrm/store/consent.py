"""Consent: what a person agreed to or refused, by channel; the last word on a channel holds."""

import re
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, quote_value
from tinycrm.errors import InvalidError
from tinycrm.store import values

if TYPE_CHECKING:
    from tinycrm.store.database import Database

STATUSES = ("in", "out")
CHANNELS = ("email", "phone", "sms", "post", "whatsapp")


class Consent(NamedTuple):
    """One statement of a person; `basis` says where it comes from, `at` when it was made."""

    id: int
    channel: str
    status: str
    basis: str | None
    at: str


def of(db: "Database", contact: int) -> list[Consent]:
    """Everything that a person stated, the oldest first."""
    return db.view(Consent, "consent", "WHERE contact_id = ? ORDER BY at, id", (contact,))


def standing(db: "Database", contact: int) -> dict[str, Consent]:
    """What holds now, by channel; a channel that is missing was never spoken of."""
    return {consent.channel: consent for consent in of(db, contact)}


def set_consent(
    db: "Database", contact: int, channel: str, status: str, basis: str = "", at: str = ""
) -> Consent:
    """Record within the current operation that a person agreed (`in`) or refused (`out`).

    `channel` is email, phone, sms, post, whatsapp or any other word; without `at` it is now.
    A statement that is recorded already is not recorded twice. Raises InvalidError, also for a
    word that is nearly one of these, or of those that were used before.
    """
    given = {
        "channel": known_channel(db, channel_word(channel)),
        "status": values.choice(*STATUSES)(status, "consent status", db),
        "basis": clean_input(basis, "basis").strip() or None,
        "at": values.instant(at, "at", db) if at else db.operation_time(),
    }
    if str(given["at"]) > db.operation_time():
        raise InvalidError(
            f"{quote_value(at)} is in the future.", "Give the day on which it was said.", "at"
        )
    for known in of(db, contact):
        if known._asdict() == {"id": known.id, **given}:
            return known
    id = db.insert("consent", {"contact_id": contact, **given})
    db.touch("contact", contact)
    return db.view(Consent, "consent", "WHERE id = ?", (id,))[0]


def channel_word(channel: str) -> str:
    """A channel in its one spelling; raises InvalidError for what is not one word."""
    word = clean_input(channel, "channel").strip().lower()
    if not re.fullmatch(r"\w[\w-]{0,39}", word):
        raise InvalidError(
            f"{quote_value(channel)} is not a channel.",
            "Give one word: email, phone, sms, post, whatsapp …",
            "channel",
        )
    return "email" if word == "e-mail" else word


def known_channel(db: "Database", word: str) -> str:
    """The channel, unless it seems to be a mistyped one: nobody would find such a consent again."""
    if word in CHANNELS:
        return word
    used = {str(each) for (each,) in db.rows("SELECT DISTINCT channel FROM consent")}
    if word not in used:
        from difflib import get_close_matches

        near = get_close_matches(word, [*CHANNELS, *sorted(used)], 1, 0.75)
        if near:
            raise InvalidError(
                f"There is no channel {quote_value(word)}.", f"Did you mean “{near[0]}”?", "channel"
            )
    return word
