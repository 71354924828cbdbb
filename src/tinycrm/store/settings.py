"""Settings that belong to the file: they travel with it, unlike the machine's configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import InvalidError, UsageError

if TYPE_CHECKING:
    from tinycrm.domain.money import Money
    from tinycrm.store.database import Database

KNOWN = {
    "currency": "the currency of amounts that name none, as an ISO 4217 code",
    "region": "the country of telephone numbers without a country code, as two letters",
    "owner": "who new records belong to",
    "goal.month": "what to win in a month, as an amount like 17000 EUR",
}


def get(db: Database, key: str) -> str | None:
    """The stored value of a setting, or None where it was never set."""
    found = db.value("SELECT value FROM setting WHERE key = ?", (key,))
    return None if found is None else str(found)


def names(db: Database, prefix: str) -> list[str]:
    """What follows a prefix in the keys of the settings that begin with it, in order."""
    rows = db.rows(
        "SELECT key FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key", (len(prefix), prefix)
    )
    return [key.removeprefix(prefix) for (key,) in rows]


def put(db: Database, key: str, value: str) -> None:
    """Set a setting; an empty value removes it."""
    value = check(key, value)
    if key == "goal.month" and value:
        value = goal_text(db, value)
    with db.operation("config", f"set {key} to {value}" if value else f"unset {key}"):
        db.forget()
        write(db, key, value)


def write(db: Database, key: str, value: str) -> None:
    """Write a setting within the current operation, as it is; an empty value removes it."""
    known = db.value("SELECT id FROM setting WHERE key = ?", (key,))
    if not value:
        if known:
            db.delete("setting", known)
    elif known:
        db.update("setting", known, {"value": value})
    else:
        db.insert("setting", {"key": key, "value": value})


def check(key: str, value: str) -> str:
    """The value as it is kept; raises UsageError for an unknown key, InvalidError for the value."""
    if key not in KNOWN:
        raise UsageError(
            f"There is no setting {quote_value(key)}.",
            did_you_mean(key, KNOWN).strip() or f"Known are: {', '.join(KNOWN)}.",
        )
    if key == "currency" and value:
        from tinycrm.domain.money import is_currency

        if not is_currency(value.upper()):
            raise InvalidError(f"{quote_value(value)} is not a currency.", "Give a code like EUR.")
    if key == "region" and value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise InvalidError(f"{quote_value(value)} is not a country.", "Give two letters, like DE.")
    return value.upper() if key in ("currency", "region") else value


def goal_text(db: Database, given: str) -> str:
    """A goal as it is kept, `17000.00 EUR`; raises InvalidError for what is no amount above 0."""
    from tinycrm.domain.money import decimal_text, parse_money

    minor, code = parse_money(given, currency(db))
    if minor <= 0:
        raise InvalidError(f"{quote_value(given)} is no goal.", "Give an amount above zero.")
    return f"{decimal_text(minor, code)} {code}"


def month_goal(db: Database) -> Money | None:
    """What the owner wants to win in a month, or None where nothing is set."""
    held = get(db, "goal.month")
    if held is None:
        return None
    from tinycrm.domain.money import parse_money

    return parse_money(held, currency(db))


def currency(db: Database) -> str:
    """The currency of amounts that name none: the file's, else the locale's, else EUR."""
    return get(db, "currency") or locale_currency()


def locale_currency() -> str:
    """The currency of the machine's locale, else EUR."""
    import locale

    try:
        locale.setlocale(locale.LC_MONETARY, "")
    except locale.Error:
        return "EUR"
    return str(locale.localeconv()["int_curr_symbol"]).strip() or "EUR"


def region(db: Database) -> str:
    """The country of telephone numbers without a country code: the file's, else the locale's."""
    return get(db, "region") or locale_region()


def locale_region() -> str:
    """The country of the machine's locale; empty if it names none."""
    from tinycrm.domain.phones import default_region

    names = (os.environ.get(name) for name in ("LC_ALL", "LC_TELEPHONE", "LANG"))
    return default_region(next(filter(None, names), None))
