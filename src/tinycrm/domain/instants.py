"""Instants as the store keeps them: UTC text with milliseconds, which sorts by time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError


def instant_text(moment_utc: datetime) -> str:
    """Return an aware moment as the store writes it: `2026-03-27T15:30:00.000Z`.

    Parts of a millisecond are cut off. Raises ValueError for a naive moment.
    """
    if moment_utc.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment_utc.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_instant(text: str) -> datetime:
    """Return the aware UTC moment of an ISO 8601 text.

    Accepts `Z` and offsets, fractions of any length (cut at microseconds), a space for the
    `T`, and a bare date, which is its midnight. Without an offset UTC is meant. Raises
    InvalidError.
    """
    clean = text.strip().upper()
    shape = r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?"
    found = re.fullmatch(shape, clean, re.ASCII)
    try:
        if found is None:
            raise ValueError("not the shape of an instant")
        day, clock, offset = found.groups()
        return datetime.fromisoformat(f"{day}T{clock or '00:00'}{offset or 'Z'}").astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidError(
            f"{quote_value(text)} is not a point in time.", "Write it like 2026-03-27T15:30:00Z."
        ) from None


def local_day(instant: str) -> date:
    """Return the day of an instant in the local zone."""
    return parse_instant(instant).astimezone().date()


def local_minute(instant: str) -> str:
    """Return an instant as a person reads it in the local zone: `2026-03-27 15:30`."""
    return parse_instant(instant).astimezone().strftime("%Y-%m-%d %H:%M")


def beginning_of(day: date) -> str:
    """Return the instant at which a day begins in the local zone, as the store writes it."""
    return instant_text(datetime.combine(day, time()).astimezone())
