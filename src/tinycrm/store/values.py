"""What people give for a record's fields, turned into what the columns hold.

Each noun lists its fields with a kind (`CONTACT_FIELDS` …); the kinds are the functions below.
A value may be text as typed or of the right Python type already; `None` and "" empty the field.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import clean_input, did_you_mean, quote_value
from tinycrm.errors import InvalidError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tinycrm.store.database import Database

    Kind = Callable[[object, str, Database], object]


def line(value: object, field: str, db: Database) -> str:
    """Text as it is; raises InvalidError for what cannot be stored."""
    return clean_input(str(value), field)


def day(value: object, field: str, db: Database) -> str:
    """A date as `YYYY-MM-DD`, from words as well."""
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d").rjust(10, "0")
    from tinycrm.domain.dates import parse_date

    return parse_date(str(value), db.today()).isoformat()


def instant(value: object, field: str, db: Database) -> str:
    """A point in time as ISO text with a zone, or a day and time as people write them.

    A day alone is its noon, today alone is now.
    """
    from tinycrm.domain.instants import instant_text, parse_instant

    text = str(value).strip()
    if re.match(r"\d{4}-\d\d-\d\dT", text):
        return instant_text(parse_instant(text))
    from datetime import datetime, time

    from tinycrm.domain.dates import parse_moment

    now = db.local_now()
    moment = parse_moment(text, now, prefer="past")
    clock = moment.time or (now.time() if moment.day == now.date() else time(12))
    local = datetime.combine(moment.day, clock).astimezone()
    return instant_text(local)


def birthday(value: object, field: str, db: Database) -> str:
    """A date, or `--MM-DD` without its year."""
    from tinycrm.domain.dates import parse_birthday

    return parse_birthday(str(value))


def days(value: object, field: str, db: Database) -> int:
    """A number of days, from 1 to a hundred years."""
    from tinycrm.domain.dates import parse_days

    return between(parse_days(str(value)), 1, 36_500, field)


def minutes(value: object, field: str, db: Database) -> int:
    """A duration in whole minutes, up to a year."""
    from tinycrm.domain.dates import parse_minutes

    return between(parse_minutes(str(value)), 0, 525_600, field)


def percent(value: object, field: str, db: Database) -> int:
    """Whole percents, 0 to 100, with the sign or without."""
    try:
        number = int(str(value).strip().removesuffix("%").strip())
    except ValueError:
        raise InvalidError(
            f"{quote_value(str(value))} is not a percentage.", "Give a whole number.", field
        ) from None
    return between(number, 0, 100, field)


def clock_time(value: object, field: str, db: Database) -> str:
    """A time of day as `HH:MM`."""
    from tinycrm.domain.dates import parse_moment

    moment = parse_moment(str(value), db.local_now())
    if moment.time is None:
        raise InvalidError(
            f"{quote_value(str(value))} is not a time of day.", "Write it as 15:30.", field
        )
    return moment.time.strftime("%H:%M")


def between(number: int, low: int, high: int, field: str) -> int:
    """The number, if it is within these bounds; raises InvalidError."""
    if not low <= number <= high:
        raise InvalidError(
            f"{number} is out of range for {field}.", f"Give {low} to {high}.", field
        )
    return number


def choice(*known: str) -> Kind:
    """A kind that takes one of a fixed list, whatever its case; its docstring is the list."""

    def kind(value: object, field: str, db: Database) -> str:
        word = str(value).strip().casefold()
        if word in known:
            return word
        remedy = did_you_mean(word, known)
        raise InvalidError(
            f"{quote_value(str(value))} is not a {field.replace('_', ' ')}.",
            f"{remedy}Known are: {', '.join(known)}.",
            field,
        )

    kind.__doc__ = ", ".join(known)
    return kind


def columns(
    db: Database,
    kinds: Mapping[str, Kind],
    given: Mapping[str, object],
) -> dict[str, Any]:
    """The columns for those of the `given` fields that have a kind in `kinds`."""
    return {
        field: None if value is None or value == "" else kinds[field](value, field, db)
        for field, value in given.items()
        if field in kinds
    }


def texts(value: object) -> list[object]:
    """One value or several, as a list; an empty one is none."""
    if value is None or value == "":
        return []
    if isinstance(value, (list, tuple)):
        return [item for item in value if item not in (None, "")]
    return [value]


def refuse_unknown(noun: str, unknown: Iterable[str], known: Iterable[str]) -> None:
    """Raise UsageError for the first field that the noun does not have."""
    for field in unknown:
        hint = did_you_mean(field, known)
        raise UsageError(
            f"A {noun} has no field {quote_value(field)}.",
            f"{hint}See: crm help fields, or define it: crm add-field {noun} {field}",
        )
