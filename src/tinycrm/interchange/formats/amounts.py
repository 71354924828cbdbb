"""Amounts as other programs write them: which sign is the decimal mark is decided by the column."""

from __future__ import annotations

import re

from tinycrm.domain.money import Money, exponent, parse_money

NUMBER = r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?"


def evidence(text: str) -> str:
    """The decimal mark that a text shows, `.` or `,`; empty where it tells nothing."""
    found = re.search(NUMBER, text)
    if not found:
        return ""
    number = found[0]
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return ""
    mark, other = number[last], "," if number[last] == "." else "."
    if other in number:
        return mark
    if number.count(mark) > 1:
        return other
    before, after = number[:last], number[last + 1 :]
    plain = before.isdecimal() and (len(before) > 3 or before[0] == "0")
    return mark if len(after) != 3 or plain else ""


def read(text: str, mark: str, currency: str) -> Money:
    """An amount whose decimal mark is `mark`, or as people write it where that is empty.

    Raises InvalidError for what is no amount.
    """
    if mark:
        text = re.sub(NUMBER, lambda found: with_point(found[0], mark, currency), text, count=1)
    return parse_money(text, currency)


def with_point(number: str, mark: str, currency: str) -> str:
    """A number with a point that nobody takes for a thousands sign; unchanged if it is none."""
    whole, _, fraction = number.partition(mark)
    grouped = re.fullmatch(r"\d+|\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*", whole)
    if not grouped or not re.fullmatch(r"\d*", fraction):
        return number
    if len(fraction) == 3 and exponent(currency) < 3:
        fraction += "0"
    return re.sub(r"\D", "", whole) + ("." + fraction if fraction else "")
