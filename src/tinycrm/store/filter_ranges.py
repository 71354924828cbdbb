"""What the values of filters with an order mean: numbers, dates, instants, amounts.

Each function takes the field, the operator, the values and the context, and returns a condition
with its parameters. It raises InvalidError or UsageError for a value that means nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tinycrm.domain.choices import yes_or_no
from tinycrm.errors import InvalidError, UsageError
from tinycrm.store.filter_fields import Field, comparable_amount
from tinycrm.store.filter_texts import any_of, only_equal
from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.store.filter_texts import Kind, Sql
    from tinycrm.store.filters import FilterContext

    Bounds = tuple[object, object]  # the first and last value that is meant, None for none

OPEN: Bounds = (None, None)
TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", ":": "<=", "=": "=", "range": "range"}
"""How an age compares where an instant compares so; an age without operator is a least age."""


def compare(column: str, op: str, bounds: list[Bounds], *, half_open: bool = False) -> Sql:
    """The condition that a column stands so to the values; with `half_open` without their ends."""
    low, high = bounds[0]
    below = "<" if half_open else "<="
    match op:
        case ">":
            return _bounded(column, (">=" if half_open else ">", high))
        case ">=":
            return _bounded(column, (">=", low))
        case "<":
            return _bounded(column, ("<", low))
        case "<=":
            return _bounded(column, (below, high))
        case "range":
            return _bounded(column, (">=", low), (below, bounds[1][1]))
    return any_of([_bounded(column, (">=", low), (below, high)) for low, high in bounds])


def _bounded(column: str, *ends: tuple[str, object]) -> Sql:
    given = [(sign, value) for sign, value in ends if value is not None]
    if not given:
        # An open end: everything lies before it, nothing behind it.
        return (f"{column} IS NOT NULL" if ends[0][0] in ("<=", ">=") else "0"), []
    if len(given) == 2 and given[0][1] == given[1][1]:
        return f"{column} = ?", [given[0][1]]
    sql = " AND ".join(f"{column} {sign} ?" for sign, _ in given)
    return f"({sql})", [value for _, value in given]


def number(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    return compare(field.column, op, _each(values, _number))


def record_id(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A record's number, with its letter or without."""
    letter = LETTER_OF[field.target]

    def read(value: str) -> int:
        found = re.fullmatch(rf"{letter}?([0-9]{{1,18}})", value.strip(), re.IGNORECASE)
        if not found:
            raise InvalidError(
                f"{_quoted(value)} is not the number of a {field.target}.",
                f"Write it like {letter}12.",
            )
        return int(found[1])

    return compare(field.column, op, _each(values, read))


def days(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    from tinycrm.domain.dates import parse_days

    return compare(field.column, op, _each(values, parse_days))


def minutes(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    from tinycrm.domain.dates import parse_minutes

    return compare(field.column, op, _each(values, parse_minutes))


def day(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A date; a value may mean several days, like a month."""
    bounds: list[Bounds] = []
    for value in values:
        first, last = _days(value, ctx, "future")
        bounds.append((first and first.isoformat(), last and last.isoformat()))
    return compare(field.column, op, bounds)


def instant(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """The local day on which something happened."""
    bounds = [_day_bounds(*_days(value, ctx, "past")) for value in values]
    return compare(field.column, op, bounds, half_open=True)


def quiet(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """How many days ago something happened; `30d` means that many or more."""
    from tinycrm.domain.dates import parse_days

    bounds: list[Bounds] = []
    for value in reversed(values):
        that = ctx.today - timedelta(parse_days(value)) if value else None
        bounds.append(_day_bounds(that, that))
    op = TURNED[op]
    sql, parameters = compare(field.column, op, bounds, half_open=True)
    if not field.fallback:
        return sql, parameters
    other, more = compare(field.fallback, op, bounds, half_open=True)
    return f"({sql} OR {field.column} IS NULL AND {other})", parameters + more


def birthday(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """The day of a birthday in any year; a value of a year or more means the day of birth."""
    if op not in (":", "range"):
        return day(field, op, values, ctx)
    spans = [_birthdays(value, ctx) for value in values]
    if op == "range":
        spans = [(spans[0][0], spans[1][1])]
    parts: list[Sql] = []
    for first, last in spans:
        if first is None or last is None or last - first >= timedelta(364):
            ends = (first and first.isoformat(), last and last.isoformat())
            born, parameters = compare(field.column, ":", [ends])
            parts.append((f"({born} AND {field.column} GLOB '[0-9]*')", parameters))
        else:
            sql, parameters = _in_year(field.fallback, first, last)
            parts.append((f"({field.column} IS NOT NULL AND {sql})", parameters))
    return any_of(parts)


def _birthdays(value: str, ctx: FilterContext) -> tuple[date | None, date | None]:
    """The days of a value, which may also be a month alone."""
    from tinycrm.domain.date_words import month_length, month_number

    month = month_number(value.lower())
    if month is None:
        return _days(value, ctx, "future")
    year = ctx.today.year
    return date(year, month, 1), date(year, month, month_length(year, month))


def _in_year(column: str, first: date, last: date) -> Sql:
    start, end = (moment.isoformat()[5:] for moment in (first, last))
    if end == "02-28" and (last + timedelta(1)).day == 1:
        end = "02-29"  # whoever was born on that day celebrates on the 28th
    joined = "AND" if start <= end else "OR"  # over New Year's Eve
    return f"({column} >= ? {joined} {column} <= ?)", [start, end]


def money(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """Without a currency an amount means so many of whatever currency the deal has."""
    return _amounts(comparable_amount(), "deal.currency", 1, op, values, ctx)


def money_text(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """An amount that is held as text, like `1200.50 EUR`."""
    column = field.column
    return _amounts(f"CAST({column} AS REAL)", f"substr({column}, -3)", 10_000, op, values, ctx)


def _amounts(
    column: str, currency: str, unit: int, op: str, values: tuple[str, ...], ctx: FilterContext
) -> Sql:
    if op in ":=" and len(values) > 1:
        return any_of([_amounts(column, currency, unit, op, (v,), ctx) for v in values])
    amounts = [_amount(value, ctx) if value else (None, "") for value in values]
    bounds: list[Bounds] = [
        OPEN if minor is None else (minor / unit, minor / unit) if unit > 1 else (minor, minor)
        for minor, _ in amounts
    ]
    sql, parameters = compare(column, op, bounds)
    codes = {code for _, code in amounts if code}
    if len(codes) > 1:
        raise UsageError(f"{' and '.join(sorted(codes))} cannot be compared.", "Give one currency.")
    if codes:
        return f"({sql} AND {currency} = ?)", [*parameters, *codes]
    return sql, parameters


def _amount(value: str, ctx: FilterContext) -> tuple[int, str]:
    """An amount in units of 1/10000, and its currency where one was written."""
    from tinycrm.domain.money import exponent, parse_money

    if re.fullmatch(r"[^A-Za-z$€£¥]*(?:k|m|mn|mio|b|bn)?", value.strip(), re.IGNORECASE):
        return parse_money(value, "EUR").minor * 100, ""
    amount = parse_money(value, ctx.currency())
    return amount.minor * 10 ** (4 - exponent(amount.currency)), amount.currency


def yes_no(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """Whether something holds; `no` also where nobody said so."""
    only_equal(op, "Yes and no", "Write key:yes or key:no.")
    parts: list[Sql] = []
    for value in values:
        held = "IS TRUE" if yes_or_no(value) else "IS NOT TRUE"
        sql, parameters = with_day(field.column, ctx)
        parts.append((f"({sql}) {held}", parameters))
    return any_of(parts)


def with_day(sql: str, ctx: FilterContext) -> Sql:
    """Put parameters in the place of `:today` and `:midnight`."""
    known = {":today": ctx.today.isoformat(), ":midnight": start_of(ctx.today)}
    found = re.findall(":today|:midnight", sql)
    return re.sub(":today|:midnight", "?", sql), [known[name] for name in found]


def start_of(day: date) -> str:
    """The instant at which a day begins where we are."""
    from tinycrm.domain.instants import instant_text

    try:
        return instant_text(datetime(day.year, day.month, day.day).astimezone(UTC))
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return f"{day.isoformat()}T00:00:00.000Z"


def _day_bounds(first: date | None, last: date | None) -> Bounds:
    """Where days begin and end; the last day that there is has no end."""
    start = None if first is None else start_of(first)
    end = None if last in (None, date.max) else start_of(last + timedelta(1))
    return start, end


def _days(value: str, ctx: FilterContext, prefer: str) -> tuple[date | None, date | None]:
    from tinycrm.domain.dates import parse_range

    return parse_range(value, ctx.today, prefer=prefer) if value else (None, None)


def _each(values: tuple[str, ...], read: Callable[[str], object]) -> list[Bounds]:
    numbers = [read(value) if value else None for value in values]
    return [(number, number) for number in numbers]


def _number(value: str) -> int | float:
    digits = value.strip().removesuffix("%").replace("_", "")
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", digits):
        raise InvalidError(f"{_quoted(value)} is not a number.", "Write it as 12 or 12.5.")
    return float(digits) if "." in digits else int(digits)


def _quoted(value: str) -> str:
    from tinycrm.domain.text import quote_value

    return quote_value(value)


KINDS: dict[str, Kind] = {
    "number": number,
    "id": record_id,
    "days": days,
    "minutes": minutes,
    "date": day,
    "instant": instant,
    "quiet": quiet,
    "birthday": birthday,
    "money": money,
    "money_text": money_text,
    "yes_no": yes_no,
}
