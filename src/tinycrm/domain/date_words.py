"""The words that a date is written in, and the calendar arithmetic behind them.

The readers here return None for what they do not know, and raise ValueError or OverflowError
for a day that is not in the calendar; `tinycrm.domain.dates` makes messages of both.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
UNITS = {
    **{"d": "day", "day": "day", "days": "day"},
    **{"w": "week", "wk": "week", "wks": "week", "week": "week", "weeks": "week"},
    **{"m": "month", "mo": "month", "mos": "month", "month": "month", "months": "month"},
    **{"q": "quarter", "quarter": "quarter", "quarters": "quarter"},
    **{"y": "year", "yr": "year", "yrs": "year", "year": "year", "years": "year"},
}
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case: numbers, letters, and any mark with a meaning.

    Spaces, underscores, commas, dots and hyphens only separate, but a hyphen or a plus at the
    start of a word is a sign and stays, so `next-week` is two words and `-2w` is three.
    """
    plain = text.lower().replace("−", "-")
    return re.findall(r"(?<!\S)[+-]|\d+|[^\W\d_]+|[^\s\w.,-]", plain)


def _index_of(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)


def weekday_number(word: str) -> int | None:
    """Return 0 (Monday) to 6 for a weekday's name or its beginning of three letters or more."""
    return _index_of(word, WEEKDAYS)


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or its beginning of three letters or more."""
    at = _index_of(word, MONTHS)
    return None if at is None else at + 1


def count_of(word: str) -> int | None:
    """Return the number that `word` stands for: digits, `a`, `an`, `one` to `ten`."""
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    return COUNTS.index(word) + 1 if word in COUNTS else None


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def shift(day: date, count: int, unit: str) -> date:
    """Move `day` by `count` units (`day`, `week`, `month`, `quarter`, `year`).

    In a month that is too short the last day is taken: 31 January + 1 month is 28 February.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def first_of(unit: str, day: date) -> date:
    """Return the first day of the ISO week, month, quarter or year that holds `day`."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(day.year, day.month - (day.month - 1) % length, 1)


def last_of(unit: str, day: date) -> date:
    """Return the last day of the ISO week (its Sunday), month, quarter or year of `day`."""
    if unit == "week":
        return first_of(unit, day) + timedelta(days=6)
    month = first_of(unit, day).month + {"month": 0, "quarter": 2, "year": 11}[unit]
    return date(day.year, month, month_length(day.year, month))


def written_date(text: str) -> tuple[int | None, int, int] | None:
    """Read a date that is written out, as (year or None, month, day), not yet checked.

    Dots put the day first. Slashes and hyphens count only where the order cannot be mistaken;
    otherwise InvalidError asks for the ISO form, as it does for a year of two digits.
    """
    clean = text.strip().lower()
    found = re.fullmatch(r"(\d{1,4})([-./])(\d{1,2})(?:\2(\d{1,4})?)?", clean)
    if found is None:
        return _named_date(split_words(clean))
    first, separator, second, third = found.groups()
    if len(first) == 4:
        return (int(first), int(second), int(third)) if third else None
    if separator == ".":
        return _year(third, text), int(second), int(first)
    if third is None and (separator == "-" or clean.endswith(separator)):
        return None
    one, two = int(first), int(second)
    if one != two and max(one, two) <= 12:
        raise InvalidError(
            f"{quote_value(text)} can mean two different days.",
            "Write the year first, as in 2026-03-27, or the day first with dots: 27.3.2026.",
        )
    return _year(third, text), min(one, two), max(one, two)


def _named_date(words: list[str]) -> tuple[int | None, int, int] | None:
    fillers = ("st", "nd", "rd", "th", "of")
    words = [word for at, word in enumerate(words) if at == 0 or word not in fillers]
    if len(words) not in (2, 3) or words[0].isdecimal() == words[1].isdecimal():
        return None
    day, name = words[:2] if words[0].isdecimal() else words[1::-1]
    month = month_number(name)
    year = words[2] if len(words) == 3 else None
    if month is None or (year is not None and not year.isdecimal()):
        return None
    return _year(year, " ".join(words)), month, int(day)


def _year(digits: str | None, text: str) -> int | None:
    if digits is None:
        return None
    if len(digits) != 4:
        raise InvalidError(
            f"The year in {quote_value(text)} does not have four digits.",
            "Write it in full, as in 2026-03-27.",
        )
    return int(digits)


def read_day(text: str, today: date, prefer: str) -> date | None:
    """Read one day out of `text`; see `tinycrm.domain.dates.parse_date` for the grammar."""
    parts = written_date(text)
    if parts is not None:
        return _placed(*parts, today, prefer)
    words = split_words(text)
    if len(words) > 1 and words[0] == "on":
        words = words[1:]
    match words:
        case [word]:
            return _one_word(word, today, prefer)
        case ["+" | "-" as sign, number, unit]:
            return _moved(number, unit, today, -1 if sign == "-" else 1)
        case ["in", number, unit]:
            return _moved(number, unit, today, 1)
        case [number, unit, "ago"]:
            return _moved(number, unit, today, -1)
        case ["this" | "next" | "last" as which, name]:
            return _relative(which, name, today)
        case ["start" | "beginning" | "end" as edge, "of", *rest] if rest:
            return _edge_of(edge, [word for word in rest if word != "the"], today)
        case [number, unit]:
            return _moved(number, unit, today, -1 if prefer == "past" else 1)
    return None


def _placed(year: int | None, month: int, day: int, today: date, prefer: str) -> date:
    if year is not None:
        return date(year, month, day)
    step = -1 if prefer == "past" else 1
    # 29 February comes back after at most eight years (1896, 1904).
    for candidate in range(today.year, today.year + 9 * step, step):
        if day <= month_length(candidate, month):
            found = date(candidate, month, day)
            if found == today or (found > today) == (step > 0):
                return found
    raise ValueError("no such day")


def _one_word(word: str, today: date, prefer: str) -> date | None:
    if word in ("today", "tomorrow", "yesterday"):
        return today + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
    if word == "eoww":
        return first_of("week", today) + timedelta(days=4)
    if len(word) == 3 and word[1] == "o" and word[0] in "se" and word[2] in "wmqy":
        return (first_of if word[0] == "s" else last_of)(UNITS[word[2]], today)
    weekday = weekday_number(word)
    if weekday is None:
        return None
    if prefer == "past":
        return _previous(weekday, today)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _previous(weekday: int, today: date) -> date:
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _moved(number: str, unit: str, today: date, direction: int) -> date | None:
    count, name = count_of(number), UNITS.get(unit)
    if count is None or name is None:
        return None
    return shift(today, count * direction, name)


def _relative(which: str, name: str, today: date) -> date | None:
    step = {"last": -1, "this": 0, "next": 1}[which]
    unit = UNITS.get(name)
    if unit == "day":
        return None
    if unit is not None:
        return first_of(unit, shift(today, step, unit))
    weekday = weekday_number(name)
    if weekday is None:
        return None
    if which == "last":
        return _previous(weekday, today)
    return first_of("week", today) + timedelta(days=7 * step + weekday)


def _edge_of(edge: str, words: list[str], today: date) -> date | None:
    which, name = words if len(words) == 2 else ("this", " ".join(words))
    unit = UNITS.get(name)
    if unit in (None, "day") or which not in ("this", "next", "last"):
        return None
    inside = shift(today, {"last": -1, "this": 0, "next": 1}[which], unit)
    return (last_of if edge == "end" else first_of)(unit, inside)
