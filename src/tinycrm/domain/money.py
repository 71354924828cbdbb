"""Amounts of money: integer minor units and an ISO 4217 code, never a float.

An amount of 1200.50 EUR is 120050 minor units; how many digits a currency has after the point
is its exponent (EUR 2, JPY 0, KWD 3).
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from typing import NamedTuple, NoReturn

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

LARGEST_MINOR = 10**15
# ISO 4217 as of 2026: every code with a minor unit, funds included, and after the gap those
# withdrawn since 2022, in which older amounts are written.
CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
    "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
    "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF XPF "
    "YER ZAR ZMW ZWG  "
    "ANG BGN CUC HRK SLL ZWL"
)
# Every currency whose exponent is not 2.
EXPONENTS = (
    "BIF0 CLP0 DJF0 GNF0 ISK0 JPY0 KMF0 KRW0 PYG0 RWF0 UGX0 UYI0 VND0 VUV0 XAF0 XOF0 XPF0 "
    "BHD3 IQD3 JOD3 KWD3 LYD3 OMR3 TND3 CLF4 UYW4"
)
# A sign means the default currency where that is among its currencies, else the first one.
SIGNS = {
    "€": "EUR",
    "$": "USD AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD "
    "TTD TWD UYU XCD ARS",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "£": "GBP EGP FKP GIP SHP",
    "¥": "JPY CNY",
    "₹": "INR",
    "rs": "INR PKR LKR NPR MUR",
    "rs.": "INR PKR LKR NPR MUR",
    "fr": "CHF",
    "fr.": "CHF",
    "sfr": "CHF",
    "sfr.": "CHF",
    "₩": "KRW KPW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "฿": "THB",
    "zł": "PLN",
    "kč": "CZK",
}
KRONER = "SEK NOK DKK ISK"
MAGNITUDES = {"": 0, "k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9}
REMEDY = "Write it like 1200.50, 1,200.50, 1.200,50 EUR or 3k."


class Money(NamedTuple):
    """An amount in minor units of its currency."""

    minor: int
    currency: str


def is_currency(code: str) -> bool:
    """Return whether `code` is an ISO 4217 code in capitals."""
    return code in CODES.split()


def exponent(currency: str) -> int:
    """Return how many digits the currency has after the point: 2 for all but a few."""
    at = EXPONENTS.find(currency)
    known = at >= 0 and len(currency) == 3 and currency.isalpha()
    return int(EXPONENTS[at + 3]) if known else 2


def parse_money(text: str, default_currency: str) -> Money:
    """Read an amount as people write it, with its currency or in the default one.

    Groups of three digits may be set apart by commas, dots, apostrophes or spaces; with dots
    and commas the last kind is the decimal mark. One comma or dot before exactly three digits
    sets thousands apart (`1,200`, `1.200`), but a dot is decimal after a leading zero, before
    `k` or `m`, and in currencies with three digits or more (KWD `1.200`). `k`, `m` and `bn`
    multiply; a minus or brackets make it negative. Nothing is ever rounded: more digits than
    the currency has are refused unless they are zeros.

    Raises InvalidError (field `amount`), also beyond 10**15 minor units.
    """
    if len(text) > 64:
        _refuse(text, "is too long to be an amount")
    plain = _plain(text)
    found = re.fullmatch(r"(\D*?)((?:(?<![a-z])[.,])?\d(?:.*\d)?)(\D*)", plain)
    if found is None:
        _refuse(text, "is not an amount")
    head, sign = _sign(found[1], found[3], text)
    zeros, tail = _magnitude(found[3])
    currency = _currency(head, tail, default_currency, text)
    whole, fraction = _digits(found[2], exponent(currency) >= 3 or zeros > 0, text)
    shift = exponent(currency) + zeros
    if fraction[shift:].strip("0"):
        _refuse(text, f"has more digits after the point than {currency} has")
    minor = int(whole + fraction[:shift].ljust(shift, "0"))
    if minor > LARGEST_MINOR:
        _refuse(text, "is larger than any amount can be")
    return Money(sign * minor, currency)


def deal_value(money: Money) -> Money:
    """Return what a deal may be worth: any amount but one below zero, as refunds are no deals.

    Raises InvalidError (field `amount`).
    """
    if money.minor < 0:
        raise InvalidError(
            f"A deal cannot be worth less than zero: {format_money(*money)}.",
            "Give an amount without a minus; a refund is no deal, but may be a note on one.",
            "amount",
        )
    return money


def decimal_text(minor: int, currency: str) -> str:
    """Return the amount as plain digits with a point: `1200.50`, `-0.05`, `1200` for JPY."""
    places = exponent(currency)
    digits = str(abs(minor)).rjust(places + 1, "0")
    sign = "-" if minor < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def format_money(minor: int, currency: str) -> str:
    """Return the amount for a screen: `€ 1,200.50`, `-€ 5.00`, `CHF 20.00`."""
    whole, point, fraction = decimal_text(abs(minor), currency).partition(".")
    label = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}.get(currency, currency)
    return f"{'-' if minor < 0 else ''}{label} {int(whole):,}{point}{fraction}"


def format_compact(minor: int, currency: str) -> str:
    """Return the amount for a screen, without its minor part where that is zero: `€ 12,000`."""
    whole, _, fraction = format_money(minor, currency).partition(".")
    return f"{whole}.{fraction}" if fraction.strip("0") else whole


def weighted(minor: int, percent: int) -> int:
    """Return `percent` hundredths of an amount, in minor units, halves rounded to even."""
    whole, rest = divmod(minor * percent, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))


def _refuse(text: str, why: str, remedy: str = REMEDY) -> NoReturn:
    raise InvalidError(f"{quote_value(text)} {why}.", remedy, "amount")


def _plain(text: str) -> str:
    """Lower case with western digits, one kind of space, minus and apostrophe."""
    same = {"−": "-", "–": "-", "—": "-", "’": "'", "٫": ".", "٬": ",", "￥": "¥"}
    plain = (
        str(int(char)) if char.isdecimal() else " " if char.isspace() else same.get(char, char)
        for char in text
    )
    return "".join(plain).strip().lower()


def _sign(head: str, tail: str, text: str) -> tuple[str, int]:
    """Take the sign off what precedes the digits, and say whether the brackets are closed."""
    opened, closed = head.count("("), tail.count(")")
    bare = head.replace("(", "")
    marks = bare.count("-") + bare.count("+")
    if opened != closed or opened > 1 or marks + opened > 1:
        _refuse(text, "is not an amount")
    negative = bool(opened) or "-" in bare
    return bare.replace("-", "").replace("+", "").strip(), -1 if negative else 1


def _magnitude(tail: str) -> tuple[int, str]:
    """Split what follows the digits into zeros to add (3 for `k`) and the currency."""
    # "1200.-" is how round amounts are written in Switzerland.
    rest = re.sub(r"^[.,]--?", "", tail).replace(")", "").strip()
    letters = re.match(r"[a-z]*", rest)
    word = letters[0] if letters else ""
    if word in MAGNITUDES:
        return MAGNITUDES[word], rest[len(word) :].strip()
    if word[:1] in ("k", "m") and is_currency(word[1:].upper()):
        return MAGNITUDES[word[:1]], rest[1:]
    return 0, rest


def _currency(head: str, tail: str, default: str, text: str) -> str:
    named = {_currency_named(name, default, text) for name in (head, tail) if name}
    if len(named) > 1:
        _refuse(text, "names two currencies")
    return named.pop() if named else default


def _currency_named(name: str, default: str, text: str) -> str:
    if is_currency(name.upper()):
        return name.upper()
    if name in ("kr", "kr."):
        if default in KRONER.split():
            return default
        _refuse(text, "may be in several currencies", "Write SEK, NOK, DKK or ISK in place of kr.")
    codes = SIGNS.get(name, "").split()
    if not codes:
        _refuse(text, "is not an amount")
    return default if default in codes else codes[0]


def _digits(number: str, dot_is_decimal: bool, text: str) -> tuple[str, str]:
    """Return the digits before and after the decimal mark."""
    mark = _decimal_mark(number, dot_is_decimal)
    whole, _, fraction = number.rpartition(mark) if mark else (number, "", "")
    # Groups are of three; in India only the last one is, and those before it are of two.
    grouped = re.fullmatch(r"\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d\d)+,\d{3}", whole)
    if not (grouped or whole.isdecimal() or (mark and not whole)) or not (
        fraction.isdecimal() or not mark
    ):
        _refuse(text, "is not an amount")
    return re.sub(r"\D", "", whole) or "0", fraction


def _decimal_mark(number: str, dot_is_decimal: bool) -> str:
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return ""
    mark = number[last]
    others = set(number[:last]) - set("0123456789")
    if mark in others:
        return ""
    before, after = number[:last], number[last + 1 :]
    if others or len(after) != 3 or not 1 <= len(before) <= 3 or before[0] == "0":
        return mark
    return mark if mark == "." and dot_is_decimal else ""
