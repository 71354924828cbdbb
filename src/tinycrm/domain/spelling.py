"""Spellings: which of several words are probably meant to be the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 5
"""Below this many letters, words that differ by one are mostly different words."""


def similar_pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of words that differ in case, hyphens, a plural's ending or one slip of the keyboard.

    Each pair in the order given, each once. A slip is a letter too many, missing, wrong or
    swapped with the next (Damerau's four); words that differ in their digits are no pair.
    """
    pairs: dict[tuple[int, int], None] = {}
    known = list(words)
    holders: dict[str, list[int]] = {}
    for second, word in enumerate(known):
        for form in forms(word):
            for first in holders.setdefault(form, []):
                if (first, second) not in pairs and alike(known[first], word):
                    pairs[first, second] = None
            holders[form].append(second)
    return [(known[first], known[second]) for first, second in pairs]


def letters(word: str) -> str:
    """A word's letters and digits, without accents and case."""
    return "".join(char for char in fold(word) if char.isalnum())


def forms(word: str) -> set[str]:
    """Texts of which two similar words always share one: each with one letter left out."""
    plain = letters(word)
    found = {plain, singular(plain)}
    if len(plain) >= SHORTEST - 1:
        found.update(plain[:place] + plain[place + 1 :] for place in range(len(plain)))
    return found


def singular(plain: str) -> str:
    """An English or Romance plural without its ending; short words stay, and so does `ss`."""
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    return plain[:-1] if len(plain) > 2 and plain.endswith("s") and plain[-2] != "s" else plain


def alike(first: str, second: str) -> bool:
    """Whether two words may be one, spelled in two ways."""
    one, other = letters(first), letters(second)
    if digits(one) != digits(other):
        return False
    if one == other or singular(one) == singular(other):
        return bool(one)
    return max(len(one), len(other)) >= SHORTEST and one_slip(one, other)


def digits(plain: str) -> str:
    """The digits of a word."""
    return "".join(char for char in plain if char.isdigit())


def one_slip(one: str, other: str) -> bool:
    """Whether a letter added, left out, replaced or swapped turns one text into the other."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(other) - len(one) == 1:
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return len(one) == len(other) and (
        one[start + 1 :] == other[start + 1 :]
        or (swapped and one[start + 2 :] == other[start + 2 :])
    )
