"""How a task repeats: rules given in words, tied to a due date, described and computed.

A rule is kept as RRULE text (RFC 5545) in one normal form: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`.
"""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from tinycrm.domain.date_words import UNITS, count_of, month_length, split_words, weekday_number
from tinycrm.domain.rrule import (
    DAY_CODES,
    join_rule,
    normal_parts,
    occurrences,
    parts_of_text,
    split_rule,
)
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

WORKDAYS = "MO,TU,WE,TH,FR"
REMEDY = "Write daily, weekly, every 2 weeks, every mon,thu, last day of month, or an RRULE."
UNIT_RULES = {
    "day": "FREQ=DAILY",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "quarter": "FREQ=MONTHLY;INTERVAL=3",
    "year": "FREQ=YEARLY",
}
COMMON_RULES = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "yearly": "FREQ=YEARLY",
    "annually": "FREQ=YEARLY",
    "weekdays": f"FREQ=WEEKLY;BYDAY={WORKDAYS}",
}


def parse_recurrence(text: str) -> str:
    """Return the normal form of a rule given in words or as RRULE text.

    Words: `daily weekly biweekly monthly quarterly yearly weekdays`, `every 2 weeks`, `2w`,
    `every monday`, `every mon,thu`, `every 2 weeks on mon and thu`, `every month on the 15th`,
    `last day of month`. Raises InvalidError (field `recurrence`) for anything else, for rules
    within a day, for intervals above ten years and for days that no month has.
    """
    clean = text.strip().lower()
    if clean in COMMON_RULES:
        return COMMON_RULES[clean]
    if len(text) > 300:
        _refuse(text, "is too long to be a recurrence")
    try:
        parts = parts_of_text(text) if "=" in text else _parts_of_words(split_words(text))
        if parts is None:
            raise ValueError("is not a recurrence")
        return join_rule(normal_parts(parts))
    except ValueError as error:
        _refuse(text, str(error))


def anchor(rule: str, due: date) -> str:
    """Return the rule tied to the due date of its task, which is how it has to be stored.

    A monthly task due on the 29th to 31st remembers that day, so that after the last day of a
    short month it comes back; so does a yearly one due on 29 February. COUNT becomes the UNTIL
    that it amounts to (within 50 years), because the due date it is counted from moves on.
    Doing it again changes nothing, unless `due` has left the series: then the remembered day
    follows it.
    """
    parts = split_rule(rule)
    day = _remembered_day(parts)
    if day is not None and not _falls_on(parts, day, due):
        del parts["BYMONTHDAY"], parts["BYSETPOS"]
        if parts["FREQ"] == "YEARLY":
            del parts["BYMONTH"]
    if due.day > 28 and _takes_day_from(parts, due):
        # The last that exists of these days is the wanted one, or the end of a short month.
        parts["BYMONTHDAY"] = ",".join(str(n) for n in range(28, due.day + 1))
        parts["BYSETPOS"] = "-1"
        if parts["FREQ"] == "YEARLY":
            parts["BYMONTH"] = "2"
    if "COUNT" in parts:
        last = due
        for occurrence in occurrences(parts, due, due):
            last = occurrence
        del parts["COUNT"]
        parts["UNTIL"] = last.isoformat().replace("-", "")
    return join_rule(parts)


def next_due(rule: str, due: date, done: date) -> date | None:
    """Return the first occurrence after both days in the series that starts at `due`.

    The rule is taken as anchored to `due` where it was not. None when COUNT or UNTIL has run
    out, or when nothing comes within 50 years.
    """
    parts = split_rule(anchor(rule, due))
    after = max(due, done)
    return next((day for day in occurrences(parts, due, after) if day > after), None)


def describe_recurrence(rule: str) -> str:
    """Return the rule in words: `every 2 weeks on Mon and Thu`."""
    parts = split_rule(rule)
    interval = int(parts.get("INTERVAL", "1"))
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[parts["FREQ"]]
    words = f"every {interval} {unit}s" if interval > 1 else f"every {unit}"
    if rule == COMMON_RULES["weekdays"]:
        words = "every weekday"
    else:
        words += _days_in_words(parts)
    if "BYMONTH" in parts:
        names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
        words += " in " + _listed([names[int(n) - 1] for n in parts["BYMONTH"].split(",")])
    if "COUNT" in parts:
        words += ", once" if parts["COUNT"] == "1" else f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        words += f", until {date.fromisoformat(parts['UNTIL'])}"
    return words


def _refuse(text: str, why: str) -> NoReturn:
    raise InvalidError(f"{quote_value(text)} {why}.", REMEDY, "recurrence")


def _parts_of_words(words: list[str]) -> dict[str, str] | None:
    if len(words) == 1 and words[0] in COMMON_RULES:
        return split_rule(COMMON_RULES[words[0]])
    match words:
        case ["every", *rest] if rest:
            words = ["2", *rest[1:]] if rest[0] == "other" else rest
        case ["last" | "first" as which, "day", "of", *rest] if rest[-1:] == ["month"]:
            if rest[:-1] not in ([], ["the"], ["every"], ["each"]):
                return None
            return {"FREQ": "MONTHLY", "BYMONTHDAY": "-1" if which == "last" else "1"}
    if words == ["weekday"]:
        return split_rule(COMMON_RULES["weekdays"])
    days = _day_codes(words)
    if days:
        return {"FREQ": "WEEKLY", "BYDAY": days}
    count = count_of(words[0]) if words else None
    unit = UNITS.get(words[0 if count is None else 1]) if len(words) > (count is not None) else None
    if unit is None:
        return None
    parts = split_rule(UNIT_RULES[unit])
    parts["INTERVAL"] = str(int(parts.get("INTERVAL", "1")) * (1 if count is None else count))
    return _with_days(parts, unit, words[1 if count is None else 2 :])


def _with_days(parts: dict[str, str], unit: str, words: list[str]) -> dict[str, str] | None:
    """Add what follows the unit: `on mon and thu` to weeks, `on the 15th` to months."""
    match words:
        case []:
            return parts
        case ["on", *names] if unit == "week" and (days := _day_codes(names)):
            return {**parts, "BYDAY": days}
        case ["on", *rest] if unit == "month":
            found = [word for word in rest if word not in ("the", "day", "st", "nd", "rd", "th")]
            if found == ["last"]:
                return {**parts, "BYMONTHDAY": "-1"}
            if len(found) == 1 and found[0].isdecimal():
                return {**parts, "BYMONTHDAY": found[0]}
    return None


def _day_codes(words: list[str]) -> str:
    """Return `MO,TH` for the words `mon and thu`, nothing if one is not a weekday."""
    days = [
        weekday_number(word.removesuffix("s") if len(word) > 5 else word)
        for word in words
        if word not in ("and", "&")
    ]
    if not days or None in days:
        return ""
    return ",".join(DAY_CODES[day] for day in sorted({day for day in days if day is not None}))


def _remembered_day(parts: dict[str, str]) -> int | None:
    """Return the day of the month that `anchor` has put into the rule, if it has."""
    days = parts.get("BYMONTHDAY", "").split(",")
    if parts["FREQ"] == "YEARLY" and parts.get("BYMONTH") != "2":
        return None
    if len(days) < 2 or parts.get("BYSETPOS") != "-1" or "BYDAY" in parts:
        return None
    return int(days[-1]) if days == [str(n) for n in range(28, 28 + len(days))] else None


def _falls_on(parts: dict[str, str], day: int, due: date) -> bool:
    in_month = parts["FREQ"] == "MONTHLY" or due.month == 2
    return in_month and due.day == min(day, month_length(due.year, due.month))


def _takes_day_from(parts: dict[str, str], due: date) -> bool:
    if parts.keys() & {"BYDAY", "BYMONTHDAY", "BYSETPOS"}:
        return False
    if parts["FREQ"] == "YEARLY":
        return due.month == 2 and parts.get("BYMONTH", "2") == "2"
    return parts["FREQ"] == "MONTHLY"


def _days_in_words(parts: dict[str, str]) -> str:
    remembered = _remembered_day(parts)
    if remembered is not None:
        return f" on day {remembered} or the last"
    words = ""
    if "BYDAY" in parts:
        words += " on " + _listed([_weekday_in_words(code) for code in parts["BYDAY"].split(",")])
    if "BYMONTHDAY" in parts:
        days = [
            f"the {_ordinal(int(day))} day" if day.startswith("-") else f"day {day}"
            for day in parts["BYMONTHDAY"].split(",")
        ]
        words += " on " + _listed(days)
    if "BYSETPOS" in parts:
        places = _listed([_ordinal(int(place)) for place in parts["BYSETPOS"].split(",")])
        words += f" (the {places} of these)"
    return words


def _weekday_in_words(code: str) -> str:
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[DAY_CODES.index(code[-2:])]
    return f"the {_ordinal(int(code[:-2]))} {name}" if len(code) > 2 else name


def _ordinal(number: int) -> str:
    if number == -1:
        return "last"
    size = abs(number)
    teens = size % 100 in (11, 12, 13)
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(size % 10, "th")
    return f"{size}{suffix} last" if number < 0 else f"{size}{suffix}"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
