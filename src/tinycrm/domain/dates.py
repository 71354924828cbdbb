"""Dates, times of day and durations as people write them.

A date is a day on somebody's calendar and is never shifted by a time zone.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, NoReturn, TypeVar

from tinycrm.domain.date_words import (
    COUNTS,
    MONTHS,
    UNITS,
    WEEKDAYS,
    count_of,
    first_of,
    last_of,
    month_length,
    read_day,
    shift,
    split_words,
    written_date,
)
from tinycrm.domain.text import nearest, quote_value
from tinycrm.errors import InvalidError

T = TypeVar("T")
LONGEST_TEXT = 60
DATE_EXAMPLES = "Write it like 2026-03-27, tomorrow, next fri, +3d, in 2 weeks, eom or 27 mar."
CLOCK = r"noon|midnight|\d{1,2}(?::\d\d){1,2}(?:[.,]\d+)?(?:\s*[ap]m)?|\d{1,2}\s*[ap]m"


class Moment(NamedTuple):
    """A day and, where one was given, the local time of day."""

    day: date
    time: time | None


def parse_date(text: str, today: date, *, prefer: str = "future") -> date:
    """Return the day that `text` means on the day `today`.

    `fri` is the next Friday after today, `this fri` the one of this ISO week (Monday to
    Sunday), `next fri` that of the next week, `last fri` the latest one before today. `next
    week`, `next month` and the like are the first day of that period, `sow som soq soy` the
    first and `eow eom eoq eoy` the last day of the current one (a week ends on Sunday, `eoww`
    is its Friday). `27 mar` is the next such day, today included. Months added to the 31st
    end on the last day of a short month.

    With `prefer="past"`, for what has happened already, `fri` is the latest Friday before
    today, `27 mar` the latest up to today, and `3d` means three days ago.

    Raises InvalidError for anything else, and for days outside the years 1 to 9999.
    """
    _check_size(text, DATE_EXAMPLES)
    day = _in_calendar(text, lambda: read_day(text, today, prefer))
    if day is None:
        _unknown_date(text)
    return day


def parse_moment(text: str, now: datetime, *, prefer: str = "future") -> Moment:
    """Return the day, and the time if there is one, that `text` means at the local time `now`.

    A date as in `parse_date` with an optional time after or before it (`fri 9am`, `fri at 9`,
    `2026-03-27T15:30`), a time alone (today), `now`, `2h ago`, `in 90 min`. Midnight is the
    beginning of its day. `now` carries no zone. Raises InvalidError.
    """
    _check_size(text, DATE_EXAMPLES)
    clean = text.strip().lower()
    minutes = 0 if clean == "now" else _minutes_from_now(clean, prefer)
    if minutes is not None:
        moment = _in_calendar(text, lambda: now + timedelta(minutes=minutes))
        return Moment(moment.date(), moment.time())
    found = re.fullmatch(
        rf"(.*?)(?:\bat\s+({CLOCK}|\d{{1,2}})|(?:(?<=\d)t|[\s,]+|^)({CLOCK}))", clean
    )
    if found:
        rest, clock = found[1].strip(" ,"), found[2] or found[3]
    else:
        first = re.fullmatch(rf"({CLOCK})[\s,]+(.+)", clean)
        rest, clock = (first[2], first[1]) if first else (clean, None)
    day = parse_date(rest, now.date(), prefer=prefer) if rest else now.date()
    return Moment(day, None if clock is None else _clock_time(clock))


def parse_range(
    text: str, today: date, *, prefer: str = "future"
) -> tuple[date | None, date | None]:
    """Return the first and last day, both included, that a filter word spans; None is open.

    `this-week`, `last-month`, `next-quarter`, `this-year` and their like, `2026`, `2026-03`,
    `2026-q1`, `q1` (this year's), `overdue` (up to yesterday); any date of `parse_date` spans
    itself. Raises InvalidError.
    """
    _check_size(text, DATE_EXAMPLES)
    span = _in_calendar(text, lambda: _period(split_words(text), today))
    if span is None:
        day = parse_date(text, today, prefer=prefer)
        return day, day
    return span


def parse_days(text: str) -> int:
    """Return the number of days in `30d`, `2w`, `3m`, `1y`, `2 weeks`, `a month` or `30`.

    A month counts 30 days, a quarter 90, a year 365. Raises InvalidError, also beyond a
    hundred years.
    """
    remedy = "Write a number of days, or 30d, 2w, 3m, 1y."
    _check_size(text, remedy, "a number of days")
    words = split_words(text)
    if len(words) == 1 and words[0].isdecimal():
        words.append("d")
    count = count_of(words[0]) if len(words) == 2 else None
    unit = UNITS.get(words[1]) if len(words) == 2 else None
    if count is None or unit is None:
        raise InvalidError(f"{quote_value(text)} is not a number of days.", remedy)
    days = count * {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}[unit]
    if days > 36500:
        raise InvalidError(f"{quote_value(text)} is longer than a hundred years.", remedy)
    return days


def parse_minutes(text: str) -> int:
    """Return the minutes in `15`, `15min`, `1h`, `1h30`, `1:30` or `1.5h`.

    Rounds to whole minutes. Raises InvalidError, also for more than a week.
    """
    remedy = "Write minutes as 15, 15min, 1h, 1h30, 1:30 or 1.5h."
    _check_size(text, remedy, "a duration")
    clean = text.strip().lower()
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)", clean)
    minutes = int(clock[1]) * 60 + int(clock[2]) if clock else _read_minutes(clean)
    if minutes is None:
        raise InvalidError(f"{quote_value(text)} is not a duration.", remedy)
    if minutes > 7 * 24 * 60:
        raise InvalidError(f"{quote_value(text)} is longer than a week.", remedy)
    return minutes


def parse_birthday(text: str) -> str:
    """Return a birthday as `YYYY-MM-DD`, or as `--MM-DD` when `text` names no year.

    Accepts those two forms (`--1201` and `19901201` as well, as vCard writes them) and the
    written dates of `parse_date`. Raises InvalidError.
    """
    remedy = "Write it like 1990-03-27, 27 mar 1990, or without the year: 27 mar or --03-27."
    _check_size(text, remedy, "a birthday")
    compact = re.fullmatch(r"(--|\d{4}(?=\d{4}))(\d\d)-?(\d\d)", text.strip())
    if compact:
        year = None if compact[1] == "--" else int(compact[1])
        parts: tuple[int | None, int, int] | None = (year, int(compact[2]), int(compact[3]))
    else:
        parts = written_date(text)
    if parts is None:
        raise InvalidError(f"{quote_value(text)} is not a birthday.", remedy)
    year, month, day = parts
    # Any leap year will do to check a day without a year.
    found = _in_calendar(text, lambda: date(2000 if year is None else year, month, day), remedy)
    return found.isoformat() if year is not None else f"-{found.isoformat()[4:]}"


def describe_day(day: date, today: date) -> str:
    """Return a day as one says it: lists and pages of the command line and of the app agree.

    `today`, `tomorrow`, `yesterday`; a weekday (`fri`) for the two to six days after today, so
    that `parse_date` reads it as the same day; `in 9 d`, `3 d ago`; ISO beyond 30 days.
    """
    distance = (day - today).days
    if abs(distance) > 30:
        return day.isoformat()
    if abs(distance) <= 1:
        return ("yesterday", "today", "tomorrow")[distance + 1]
    if 1 < distance < 7:
        return WEEKDAYS[day.weekday()][:3]
    return f"in {distance} d" if distance > 0 else f"{-distance} d ago"


def describe_due(day: date, today: date) -> str:
    """Return the same as `describe_day`, but past days, up to 30, as `2 d over`."""
    over = (today - day).days
    return f"{over} d over" if 0 < over <= 30 else describe_day(day, today)


def day_in_words(day: date, today: date) -> str:
    """Return a day as one checks it at a glance: `Fri 27 Nov`, with its year unless it is this."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def birthday_in_words(birthday: str) -> str:
    """Return `21 Jun 1988`, or `24 Dec` where nobody knows the year; see `parse_birthday`."""
    known = not birthday.startswith("--")
    day = date.fromisoformat(birthday if known else f"2000{birthday[1:]}")
    return f"{day.day} {day:%b}{f' {day.year}' if known else ''}"


def _check_size(text: str, remedy: str, kind: str = "a date") -> None:
    if not text.strip():
        raise InvalidError(f"An empty text is not {kind}.", remedy)
    if len(text) > LONGEST_TEXT:
        raise InvalidError(f"{quote_value(text)} is too long to be {kind}.", remedy)


def _in_calendar(text: str, read: Callable[[], T], remedy: str = DATE_EXAMPLES) -> T:
    try:
        return read()
    except (ValueError, OverflowError):
        raise InvalidError(
            f"{quote_value(text)} is not in the calendar of the years 1 to 9999.", remedy
        ) from None


def _unknown_date(text: str) -> NoReturn:
    known = (
        *("today", "tomorrow", "yesterday", "start", "end", "next", "last", "this", "ago"),
        *(*WEEKDAYS, *MONTHS, *UNITS, *COUNTS, "sow", "som", "soq", "soy"),
        *("eow", "eom", "eoq", "eoy", "eoww", "in", "of", "on", "at"),
    )
    words = split_words(text)
    guesses = [
        word if word in known or len(word) < 3 else nearest(word, known) or word for word in words
    ]
    hint = "" if guesses == words else f"Did you mean {quote_value(' '.join(guesses))}? "
    raise InvalidError(f"{quote_value(text)} is not a date.", hint + DATE_EXAMPLES)


def _period(words: list[str], today: date) -> tuple[date | None, date] | None:
    match words:
        case ["overdue"]:
            return None, today - timedelta(days=1)
        case ["this" | "last" | "next" as which, "week" | "month" | "quarter" | "year" as unit]:
            inside = shift(today, {"last": -1, "this": 0, "next": 1}[which], unit)
            return first_of(unit, inside), last_of(unit, inside)
        case ["q", quarter]:
            return _quarter(today.year, quarter)
        case [year, "q", quarter] if _is_year(year):
            return _quarter(int(year), quarter)
        case [year] if _is_year(year):
            return date(int(year), 1, 1), date(int(year), 12, 31)
        case [year, month] if _is_year(year) and month.isdecimal():
            first = date(int(year), int(month), 1)
            return first, first.replace(day=month_length(first.year, first.month))
    return None


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4


def _quarter(year: int, quarter: str) -> tuple[date, date] | None:
    if not quarter.isdecimal():
        return None
    first = date(year, int(quarter) * 3 - 2, 1)
    return first, last_of("quarter", first)


def _minutes_from_now(clean: str, prefer: str) -> int | None:
    """Return how many minutes after now `2h ago` or `in 90 min` is, None for other texts."""
    found = re.fullmatch(r"(in\s+|[+-]\s*)?(.+?)(\s+ago)?", clean)
    if found is None or (found[1] and found[3]):
        return None
    # Without these letters it would be a number, and `m` alone means months in a date.
    span = re.sub(r"^an?\s+", "1 ", found[2])
    minutes = _read_minutes(span) if "h" in span or "min" in span else None
    if minutes is None:
        return None
    past = found[3] or (found[1] or "").startswith("-") or (prefer == "past" and not found[1])
    return -minutes if past else minutes


def _read_minutes(clean: str) -> int | None:
    found = re.fullmatch(
        r"(?:(\d{1,4})(?:[.,](\d{1,3}))?\s*(?:h|hrs?|hours?))?\s*"
        r"(?:(\d{1,5})\s*(?:m|mins?|minutes?)?)?",
        clean,
    )
    if not clean or found is None or (found[2] and found[3]):
        return None
    scale: int = 10 ** len(found[2] or "")
    fraction = (int(found[2] or 0) * 120 + scale) // (2 * scale)
    return int(found[1] or 0) * 60 + fraction + int(found[3] or 0)


def _clock_time(clock: str) -> time:
    if clock in ("noon", "midnight"):
        return time(12 if clock == "noon" else 0)
    half = clock[-2:] if clock.endswith("m") else ""
    hour, minute, second = ([int(n) for n in re.findall(r"\d+", clock)] + [0, 0])[:3]
    if half and not 1 <= hour <= 12:
        hour = 24
    elif half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise InvalidError(
            f"{quote_value(clock)} is not a time of day.", "Write it like 15:30, 9am or noon."
        ) from None
