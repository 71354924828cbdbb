"""Dates as other programs write them: their order of day and month, Excel's numbers, no dates.

A date is read as (year or None, month, day) and a clock; what has no zone stays local.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from datetime import date, timedelta
from typing import NamedTuple

from tinycrm.domain.date_words import month_number
from tinycrm.domain.text import fold

OTHER_MONTHS = (
    *("januar janner janvier enero", "februar fevrier febrero", "marz mars marzo"),
    *("april avril abril", "mai mayo", "juni juin junio", "juli juillet julio"),
    *("august aout agosto", "september septembre septiembre setiembre"),
    *("oktober octobre octubre", "november novembre noviembre"),
    "dezember decembre diciembre",
)
"""The months in German, French and Spanish, folded."""
NUMBERS = r"(\d\d?)([-/.])\s?(\d\d?)\2\s?(\d{4}|\d\d)(?!\d)"


class When(NamedTuple):
    """A day, and a clock as HH:MM or HH:MM:SS with a zone, either of them may be empty."""

    day: str
    clock: str = ""
    zone: str = ""
    guessed_century: bool = False


def is_none(text: str) -> bool:
    """Whether a text is how a program writes that there is no date (`0/0/00`, `1/1/1601`)."""
    return bool(
        re.fullmatch(r"[0\s./:-]+", text) or re.match(r"0?1[./-]0?1[./-](1601|4501)\b", text)
    )


def evidence(text: str) -> str:
    """What a text says of the order in its column: `dmy`, `mdy`, `either` or nothing."""
    found = re.match(NUMBERS, text)
    if not found:
        return ""
    one, two = int(found[1]), int(found[3])
    if one > 12 or (found[2] == "." and two <= 12):
        return "dmy"
    if two > 12:
        return "mdy"
    return "either" if one != two else ""


def read(text: str, order: str) -> When:
    """Read a date; raises ValueError for what is none, or could be two where `order` is empty."""
    text = text.strip()
    serial = re.fullmatch(r"(\d{5})(?:[.,](\d+))?", text)
    if serial:
        return from_serial(int(serial[1]), serial[2] or "")
    for read_as in (year_first, numbers, day_and_name, name_and_day):
        found = read_as(text, order)
        if found:
            (year, month, day), rest = found
            clock, zone = clock_of(rest)
            guessed = len(year) == 2
            whole = int(year) if not guessed else 2000 + int(year) - 100 * (int(year) > 68)
            return When(date(whole, month, day).isoformat(), clock, zone, guessed)
    raise ValueError("no date")


Found = tuple[tuple[str, int, int], str] | None


def year_first(text: str, order: str) -> Found:
    found = re.fullmatch(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:[T\s,]+(.+))?", text, re.ASCII)
    if not found:
        compact = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(.+))?", text, re.ASCII)
        if not compact:
            return None
        return (compact[1], int(compact[2]), int(compact[3])), compact[4] or ""
    return (found[1], int(found[3]), int(found[4])), found[5] or ""


def numbers(text: str, order: str) -> Found:
    found = re.fullmatch(NUMBERS + r"\.?(?:[T\s,]+(.+))?", text, re.ASCII)
    if not found:
        return None
    order = {"dmy": "dmy", "mdy": "mdy", "either": order}.get(evidence(text), "dmy")
    if not order:
        raise ValueError("day first or month first")
    one, two = int(found[1]), int(found[3])
    month, day = (two, one) if order == "dmy" else (one, two)
    return (found[4], month, day), found[5] or ""


def day_and_name(text: str, order: str) -> Found:
    found = re.fullmatch(
        r"(?:[^\W\d_]+\.?,\s*)?(\d\d?)(?:st|nd|rd|th|er|º)?[.\s-]*(?:of\s|de\s)?([^\W\d_]+)\.?,?"
        r"[\s-]+(?:de\s)?(\d{4}|\d\d)(?:[T\s,]+(.+))?",
        text,
    )
    month = month_of(found[2]) if found else None
    return ((found[3], month, int(found[1])), found[4] or "") if found and month else None


def name_and_day(text: str, order: str) -> Found:
    found = re.fullmatch(
        r"(?:[^\W\d_]+\.?,?\s+)?([^\W\d_]+)\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})"
        r"(?:[T\s,]+(.+))?",
        text,
    )
    month = month_of(found[1]) if found else None
    return ((found[3], month, int(found[2])), found[4] or "") if found and month else None


def month_of(word: str) -> int | None:
    """The number of a month from its name in four languages, or its beginning."""
    plain = fold(word)
    for number, names in enumerate(OTHER_MONTHS, 1):
        if len(plain) >= 3 and any(name.startswith(plain) for name in names.split()):
            return number
    return month_number(plain)


def clock_of(text: str) -> tuple[str, str]:
    """The time of day as HH:MM or HH:MM:SS, and its zone; raises ValueError."""
    text = text.strip(" ,")
    if not text:
        return "", ""
    found = re.fullmatch(
        r"(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?",
        text.lower(),
        re.ASCII,
    )
    if not found:
        raise ValueError("no time of day")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if found[4][0] == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("no such time")
    seconds = f":{second:02}" if found[3] else ""
    zone = (found[5] or "").upper()
    return f"{hour:02}:{minute:02}{seconds}", "Z" if zone in ("Z", "UTC", "GMT") else zone


def from_serial(days: int, fraction: str) -> When:
    """A date as Excel counts it: days since the end of 1899, with the time as a fraction."""
    day = date(1899, 12, 30) + timedelta(days=days)
    if not fraction.strip("0"):
        return When(day.isoformat())
    seconds = round(int(fraction[:12]) * 86400 / 10 ** len(fraction[:12]))
    day, seconds = day + timedelta(days=seconds // 86400), seconds % 86400
    hours, minutes = divmod(seconds // 60, 60)
    return When(day.isoformat(), f"{hours:02}:{minutes:02}:{seconds % 60:02}")


def day_text(text: str, order: str) -> tuple[str, bool]:
    """The day as `YYYY-MM-DD`, whatever the time, and whether its century is a guess."""
    when = read(text, order)
    return when.day, when.guessed_century


def instant_words(text: str, order: str) -> str:
    """A point in time: UTC text where the zone is known, else the local day and clock."""
    from tinycrm.domain.instants import instant_text, parse_instant

    when = read(text, order)
    if not when.clock:
        return when.day
    if when.zone:
        # The text itself where it is of that shape, because it may have fractions of a second.
        iso = re.fullmatch(r"\d{4}-\d\d-\d\dT.*", text.strip(), re.ASCII)
        whole = text.strip() if iso else f"{when.day}T{when.clock}{when.zone}"
        return instant_text(parse_instant(whole))
    return f"{when.day} {when.clock}"
