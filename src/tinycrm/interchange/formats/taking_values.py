"""What is done with the cells of days, times, amounts and other numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import amounts, dates, taking

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.meanings import Bound

STAMPS = ("created_at", "updated_at", "archived_at", "deleted_at")


def take_day(draft: Draft, bound: Bound, text: str) -> None:
    """A day into its field; `date` is one that is an extra."""
    if dates.is_none(text):
        return
    try:
        day, guessed = day_of(bound, text)
    except (ValueError, InvalidError):
        draft.refuse(bound.title, text, "is not a date")
        return
    if guessed:
        draft.warnings.append(f"{bound.title}: {quote_value(text)} was taken for {day}.")
    if bound.head == "date":
        draft.add_extra(bound.title, day)
    elif draft.fields.setdefault(bound.head, day) != day:
        draft.add_extra(bound.title, text)


def day_of(bound: Bound, text: str) -> tuple[str, bool]:
    try:
        day, guessed = dates.day_text(text, bound.order)
    except ValueError:
        if bound.head != "birthday":
            raise
        from tinycrm.domain.dates import parse_birthday

        return parse_birthday(text), False
    if bound.head == "birthday" and guessed and day[:2] == "20" and day[2:4] > "29":
        day = f"19{day[2:]}"
    return day, guessed and bound.head == "birthday"


def take_instant(draft: Draft, bound: Bound, text: str) -> None:
    if dates.is_none(text):
        return
    try:
        words = dates.instant_words(text, bound.order)
    except (ValueError, InvalidError, OverflowError):
        draft.refuse(bound.title, text, "is not a point in time")
        return
    held = draft.stamps if bound.head in STAMPS else draft.fields
    if held.setdefault(bound.head, words) != words:
        draft.add_extra(bound.title, text)


def take_clock(draft: Draft, bound: Bound, text: str) -> None:
    try:
        draft.fields[bound.head] = dates.clock_of(text)[0][:5]
    except ValueError:
        draft.refuse(bound.title, text, "is not a time of day")


def take_amount(draft: Draft, bound: Bound, text: str) -> None:
    """Kept as text until the currency of the row is known."""
    draft.private["_amount"], draft.titles["_amount"] = text, bound.title
    draft.private["_mark"] = bound.mark


def read_amount(draft: Draft) -> None:
    """Make money of the amount; what is none leaves it empty, with a warning."""
    text, mark = draft.private.pop("_amount", ""), draft.private.pop("_mark", "")
    if not text:
        return
    from tinycrm.domain.money import is_currency

    named = str(draft.fields.get("currency", "")).strip().upper()
    if named and not is_currency(named):
        draft.refuse("Currency", str(draft.fields.pop("currency")), "is not a currency")
        named = ""
    try:
        money = amounts.read(text, mark, named or draft.currency)
    except InvalidError:
        draft.refuse(draft.titles["_amount"], text, "is not an amount")
        return
    if named and money.currency != named:
        draft.refuse(draft.titles["_amount"], text, f"is not in {named}")
        return
    draft.fields["amount"] = money
    draft.fields["currency"] = money.currency


def take_percent(draft: Draft, bound: Bound, text: str) -> None:
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d+))?\s*%?", text, re.ASCII)
    number = int(found[1]) if found else 101
    if not found or number > 100:
        draft.refuse(bound.title, text, "is not a percentage")
        return
    if (found[2] or "").strip("0"):
        draft.warnings.append(f"{bound.title}: {quote_value(text)} was cut to whole percents.")
    draft.fields[bound.head] = number


def take_minutes(draft: Draft, bound: Bound, text: str) -> None:
    from tinycrm.domain.dates import parse_minutes

    try:
        draft.fields[bound.head] = parse_minutes(text)
    except InvalidError:
        draft.refuse(bound.title, text, "is not a duration")


def take_domain(draft: Draft, bound: Bound, text: str) -> None:
    from tinycrm.domain.web import domain_of

    if domain_of(text):
        taking.take_text(draft, bound, text)
    else:
        draft.refuse(bound.title, text, "is not a domain")


def take_lifecycle(draft: Draft, bound: Bound, text: str) -> None:
    from tinycrm.domain.choices import LIFECYCLES

    if text.lower() in LIFECYCLES:
        draft.fields["lifecycle"] = text.lower()
    else:
        draft.add_extra(bound.title, text)


def take_days(draft: Draft, bound: Bound, text: str) -> None:
    from tinycrm.domain.dates import parse_days

    try:
        draft.fields[bound.head] = max(1, parse_days(text))
    except InvalidError:
        draft.refuse(bound.title, text, "is not a number of days")


def take_rule(draft: Draft, bound: Bound, text: str) -> None:
    from tinycrm.domain.recurrence import parse_recurrence

    try:
        draft.fields[bound.head] = parse_recurrence(text)
    except InvalidError:
        draft.refuse(bound.title, text, "is not a recurrence")
