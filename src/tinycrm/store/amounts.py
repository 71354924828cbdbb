"""What deals are worth, as people give it, as the two columns in which a deal keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.domain.money import (
    LARGEST_MINOR,
    Money,
    deal_value,
    decimal_text,
    is_currency,
    parse_money,
)
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.database import Database


def columns(
    db: Database, fields: Mapping[str, object], amount: int | None = None, currency: str = ""
) -> dict[str, Any]:
    """`amount` in minor units and `currency`, for what `fields` says of the two.

    The amount is text as people write it, a number, Money, or (minor units, currency); `amount`
    and `currency` are those held so far. Raises InvalidError for an amount or a currency that
    cannot be read, for two that contradict each other, below zero and beyond 10**15 minor units.
    """
    named = currency_code(fields.get("currency"))
    code = named or currency or default_currency(db)
    if "amount" not in fields:
        if amount is not None and currency and code != currency:
            # The figure stays: 100.00 EUR become 100 JPY, which has no minor units.
            amount = parse_money(decimal_text(amount, currency), code).minor
        return {"amount": amount, "currency": code}
    given = fields["amount"]
    if given is None or given == "":
        return {"amount": None, "currency": code}
    money = read(given, code)
    if named and money.currency != named:
        raise InvalidError(
            f"The amount {quote_value(str(given))} is not in {named}.",
            "Name the same currency twice, or only once.",
            "currency",
        )
    return {"amount": money.minor, "currency": money.currency}


def read(given: object, currency: str) -> Money:
    """What a deal is worth; an amount that names no currency is in `currency`.

    Raises InvalidError as `columns` does.
    """
    if not isinstance(given, tuple):
        return deal_value(parse_money(str(given), currency))
    money = Money(*given)
    if not is_currency(money.currency):
        raise unknown_currency(str(money.currency))
    if money.minor > LARGEST_MINOR:
        raise InvalidError(
            f"{money.minor} is larger than any amount can be.",
            f"Give at most {LARGEST_MINOR} minor units.",
            "amount",
        )
    return deal_value(money)


def currency_code(given: object) -> str:
    """An ISO 4217 code in capitals; "" where none is given."""
    code = str(given or "").strip().upper()
    if code and not is_currency(code):
        raise unknown_currency(str(given))
    return code


def default_currency(db: Database) -> str:
    """The currency of amounts that name none."""
    from tinycrm.store.settings import currency

    return currency(db)


def unknown_currency(given: str) -> InvalidError:
    """The error for what is no ISO 4217 code."""
    return InvalidError(
        f"{quote_value(given)} is not a currency.", "Give a code like EUR.", "currency"
    )
