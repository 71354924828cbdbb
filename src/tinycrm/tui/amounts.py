"""Amounts of money in as many cells as there are, exact where they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.money import exponent, format_compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAGNITUDES = (("k", 3), ("M", 6), ("bn", 9), ("tn", 12))


def fitted_amount(minor: int, currency: str, cells: int) -> str:
    """The amount in at most so many cells: exact, in whole units, or rounded to `€ 12.3M`.

    What fits in no way is given in its shortest form.
    """
    exact = format_compact(minor, currency)
    if len(exact) <= cells:
        return exact
    whole = whole_amount(minor, currency)
    if len(whole) <= cells:
        return whole
    shorter = list(magnitudes(minor, currency))
    return next((text for text in shorter if len(text) <= cells), shorter[-1] if shorter else whole)


def whole_amount(minor: int, currency: str) -> str:
    """The amount in whole units."""
    one = 10 ** exponent(currency)
    return format_compact(rounded(minor, one) * one, currency)


def magnitudes(minor: int, currency: str) -> Iterable[str]:
    """Rounded forms of an amount, `€ 1,234.6k` and `€ 1.2M`, down to less than a thousand."""
    one = 10 ** exponent(currency)
    for suffix, power in MAGNITUDES:
        if abs(minor) < one * 10**power:
            return
        tenths = rounded(minor * 10, one * 10**power)
        sign = "-" if tenths < 0 else ""
        label = format_compact(0, currency).removesuffix("0")
        digits = f"{abs(tenths) // 10:,}"
        point = f".{abs(tenths) % 10}" if abs(tenths) % 10 else ""
        yield f"{sign}{label}{digits}{point}{suffix}"


def rounded(number: int, by: int) -> int:
    """The number divided, to the nearest whole, halves away from zero."""
    whole = (2 * abs(number) + by) // (2 * by)
    return whole if number >= 0 else -whole


def fitted_sums(sums: Sequence[tuple[str, int]], own: str, cells: int) -> str:
    """Sums of several currencies, the `own` one first, then the others by their codes.

    Those that find no room are counted: `€ 9,200 +2`. Nothing is ever added up across
    currencies.
    """
    if not sums:
        return ""
    for shown in range(len(sums), 0, -1):
        text = first_sums(sums, own, shown)
        if len(text) <= cells:
            return text
    (code, minor), *others = in_order(sums, own)
    more = f" +{len(others)}" if others else ""
    return fitted_amount(minor, code, cells - len(more)) + more


def first_sums(sums: Sequence[tuple[str, int]], own: str, shown: int = 1) -> str:
    """The first so many sums, exact, and how many others there are."""
    exact = [format_compact(minor, code) for code, minor in in_order(sums, own)]
    rest = len(exact) - shown
    return " · ".join(exact[:shown]) + (f" +{rest}" if rest > 0 else "")


def in_order(sums: Sequence[tuple[str, int]], own: str) -> list[tuple[str, int]]:
    return sorted(sums, key=lambda each: (each[0] != own, each[0]))
