"""RFC 5545 recurrence rules on whole days: their normal form and the days they yield.

A rule is a dictionary of its parts (`{"FREQ": "WEEKLY", "BYDAY": "MO,TH"}`). The search for its
days is bounded, so that a rule that never matches is found out in milliseconds.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tinycrm.domain.date_words import month_length

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The parts of a rule in the order of the normal form.
PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
# Ten years of each; no real task waits longer, and the search for the next day stays short.
LONGEST_INTERVAL = {"DAILY": 3660, "WEEKLY": 520, "MONTHLY": 120, "YEARLY": 10}
MOST_COUNTED = 1000
# 29 February every ten years can take 40 years to come.
SEARCH_YEARS = 50


class _Filter(NamedTuple):
    """What a day has to satisfy; an empty part lets every day pass."""

    months: list[int]
    month_days: list[int]
    weekdays: list[tuple[int, int]]  # which one of the period (0 for any), and Monday = 0
    positions: list[int]
    in_year: bool  # whether "the second Monday" is counted in the year, not in the month


def split_rule(rule: str) -> dict[str, str]:
    """Take a rule in its normal form apart."""
    return dict(part.split("=") for part in rule.split(";"))


def join_rule(parts: dict[str, str]) -> str:
    """Put the parts together in the order of the normal form."""
    return ";".join(f"{name}={parts[name]}" for name in PARTS if name in parts)


def parts_of_text(text: str) -> dict[str, str]:
    """Take RRULE text as others write it apart; raise ValueError where a part is repeated."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").strip(" ;").split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value or name in parts:
            raise ValueError("is not a recurrence")
        parts[name] = value
    return parts


def normal_parts(parts: dict[str, str]) -> dict[str, str]:
    """Return the parts checked, sorted, and without those that change nothing.

    Raises ValueError with the end of a sentence that says what is wrong.
    """
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY") or parts.keys() & {"BYHOUR", "BYMINUTE"}:
        raise ValueError("repeats within a day")
    if frequency not in LONGEST_INTERVAL:
        raise ValueError("is not a recurrence")
    unknown = sorted(parts.keys() - set(PARTS))
    if unknown:
        raise ValueError("has a part that is not supported")
    _check_combinations(parts, frequency)
    result = {"FREQ": frequency}
    interval = _number(parts.get("INTERVAL", "1"), LONGEST_INTERVAL[frequency])
    if interval > 1:
        result["INTERVAL"] = str(interval)
    if "COUNT" in parts:
        result["COUNT"] = str(_number(parts["COUNT"], MOST_COUNTED))
    if "UNTIL" in parts:
        result["UNTIL"] = _until(parts["UNTIL"])
    for name, largest in (("BYMONTH", 12), ("BYMONTHDAY", 31), ("BYSETPOS", 366)):
        if name in parts:
            result[name] = _numbers(parts[name], largest, signed=name != "BYMONTH")
    if "BYDAY" in parts:
        result["BYDAY"] = _weekdays(parts["BYDAY"], frequency, "BYMONTH" in parts)
    week_start = parts.get("WKST", "MO")
    if week_start not in DAY_CODES:
        raise ValueError("begins its weeks on no day")
    if frequency == "WEEKLY" and interval > 1 and week_start != "MO":
        result["WKST"] = week_start
    _check_possible(result)
    return result


def occurrences(parts: dict[str, str], start: date, after: date) -> Iterator[date]:
    """Yield the days of the series that starts at `start`, in order.

    Days before `after` may be left out. Ends with COUNT, with UNTIL, and 50 years after
    `after`. `start` itself is yielded only if it matches the rule.
    """
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    week_start = DAY_CODES.index(parts.get("WKST", "MO"))
    wanted = _filter(parts, start)
    until = date.fromisoformat(parts["UNTIL"]) if "UNTIL" in parts else date.max
    left = int(parts["COUNT"]) if "COUNT" in parts else None
    skipped = 0 if left is not None else max(0, _periods_between(frequency, start, after))
    number = skipped - skipped % interval
    while True:
        period = _period(frequency, start, number, week_start)
        if not period or period[0] > until or period[0].year > after.year + SEARCH_YEARS:
            return
        for day in _matching(period, wanted):
            if day > until or left == 0:
                return
            if day >= start:
                left = None if left is None else left - 1
                yield day
        number += interval


def _number(text: str, largest: int) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= largest:
        raise ValueError("has a number that is too small or too large")
    return int(text)


def _numbers(text: str, largest: int, *, signed: bool) -> str:
    numbers = set()
    for piece in text.split(","):
        negative = signed and piece.startswith("-")
        size = _number(piece.lstrip("+-") if signed else piece, largest)
        numbers.add(-size if negative else size)
    return ",".join(str(number) for number in sorted(numbers))


def _weekdays(text: str, frequency: str, in_month: bool) -> str:
    most = {"MONTHLY": 5, "YEARLY": 5 if in_month else 53}.get(frequency, 0)
    days = set()
    for piece in text.split(","):
        found = re.fullmatch(r"([+-]?)([0-9]{0,2})(MO|TU|WE|TH|FR|SA|SU)", piece)
        if not found or (found[1] and not found[2]):
            raise ValueError("names a day that is not a weekday")
        ordinal = _number(found[2], most) if found[2] else 0
        days.add((-ordinal if found[1] == "-" else ordinal, DAY_CODES.index(found[3])))
    return ",".join(f"{ordinal or ''}{DAY_CODES[day]}" for ordinal, day in sorted(days))


def _until(text: str) -> str:
    found = re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T[0-9]{6}Z?)?", text)
    if not found:
        raise ValueError("ends on a day that is not a date")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat().replace("-", "")
    except ValueError:
        raise ValueError("ends on a day that is not in the calendar") from None


def _check_combinations(parts: dict[str, str], frequency: str) -> None:
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("has two ends, COUNT and UNTIL")
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        raise ValueError("repeats weekly on a day of the month")
    if "BYSETPOS" in parts and (
        frequency == "DAILY" or not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH"}
    ):
        raise ValueError("picks from a set that it does not name")


def _check_possible(parts: dict[str, str]) -> None:
    if "BYMONTH" in parts and "BYMONTHDAY" in parts:
        months = [int(month) for month in parts["BYMONTH"].split(",")]
        nearest = min(abs(int(day)) for day in parts["BYMONTHDAY"].split(","))
        if nearest > max(month_length(2000, month) for month in months):
            raise ValueError("names a day that its months do not have")


def _integers(text: str) -> list[int]:
    return [int(piece) for piece in text.split(",")] if text else []


def _filter(parts: dict[str, str], start: date) -> _Filter:
    """Make explicit what the rule leaves to its first day."""
    frequency = parts["FREQ"]
    months = _integers(parts.get("BYMONTH", ""))
    month_days = _integers(parts.get("BYMONTHDAY", ""))
    weekdays = [
        (int(code[:-2] or 0), DAY_CODES.index(code[-2:]))
        for code in parts.get("BYDAY", "").split(",")
        if code
    ]
    in_year = frequency == "YEARLY" and not months
    if not weekdays and not month_days:
        if frequency == "WEEKLY":
            weekdays = [(0, start.weekday())]
        elif frequency != "DAILY":
            month_days = [start.day]
            months = [start.month] if in_year else months
    return _Filter(months, month_days, weekdays, _integers(parts.get("BYSETPOS", "")), in_year)


def _periods_between(frequency: str, start: date, after: date) -> int:
    if frequency in ("DAILY", "WEEKLY"):
        return (after - start).days // (7 if frequency == "WEEKLY" else 1)
    years = after.year - start.year
    return years if frequency == "YEARLY" else years * 12 + after.month - start.month


def _period(frequency: str, start: date, number: int, week_start: int) -> list[date]:
    """Return the days of the day, week, month or year that is `number` after that of `start`.

    Empty after the end of the calendar.
    """
    if frequency in ("DAILY", "WEEKLY"):
        length = 7 if frequency == "WEEKLY" else 1
        back = (start.weekday() - week_start) % length
        first = start.toordinal() - back + number * length
        days = range(max(first, 1), min(first + length, date.max.toordinal() + 1))
        return [date.fromordinal(day) for day in days]
    months = start.year * 12 + (start.month - 1 if frequency == "MONTHLY" else 0)
    year, month = divmod(months + number * (1 if frequency == "MONTHLY" else 12), 12)
    if year > 9999:
        return []
    if frequency == "MONTHLY":
        return [date(year, month + 1, day + 1) for day in range(month_length(year, month + 1))]
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(first + day) for day in range(365 + (month_length(year, 2) == 29))]


def _matching(period: list[date], wanted: _Filter) -> list[date]:
    days = [day for day in period if _matches(day, wanted)]
    if not wanted.positions:
        return days
    size = len(days)
    places = {at - 1 if at > 0 else size + at for at in wanted.positions}
    return [days[at] for at in sorted(places) if 0 <= at < size]


def _matches(day: date, wanted: _Filter) -> bool:
    if wanted.months and day.month not in wanted.months:
        return False
    length = month_length(day.year, day.month)
    if wanted.month_days and not {day.day, day.day - length - 1} & set(wanted.month_days):
        return False
    if not wanted.weekdays:
        return True
    place = day.day
    if wanted.in_year:
        place = day.toordinal() - date(day.year, 1, 1).toordinal() + 1
        length = 365 + (month_length(day.year, 2) == 29)
    ordinals = (0, (place - 1) // 7 + 1, -((length - place) // 7 + 1))
    return any(day.weekday() == code and at in ordinals for at, code in wanted.weekdays)
