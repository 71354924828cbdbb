"""Spellings: words that are probably one, and words that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.spelling import similar_pairs


@pytest.mark.parametrize(
    "pair",
    [
        ("customer", "customers"),
        ("follow-up", "followup"),
        ("follow up", "Follow_Up"),
        ("company", "companies"),
        ("newsletter", "newsleter"),
        ("newsletter", "newlsetter"),
        ("supplier", "suppliar"),
        ("café", "cafe"),
    ],
)
def test_one_slip_a_hyphen_or_a_plural_makes_a_pair(pair: tuple[str, str]) -> None:
    assert similar_pairs(pair) == [pair]
    assert similar_pairs(pair[::-1]) == [pair[::-1]]


@pytest.mark.parametrize(
    "pair",
    [("2025", "2026"), ("q1-2026", "q2-2026"), ("hot", "hat"), ("vip", "vat"), ("boss", "bos")],
)
def test_other_words_are_no_pair(pair: tuple[str, str]) -> None:
    assert similar_pairs(pair) == []


def test_words_without_a_letter_are_never_a_pair() -> None:
    assert similar_pairs(["!!!", "???", ""]) == []


@given(st.text("abcdefgh", min_size=6, max_size=12), st.data())
def test_any_letter_left_out_is_found(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    assert similar_pairs([word, word[:place] + word[place + 1 :]]) != []


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_pairs_are_words_that_were_given_each_once(words: list[str]) -> None:
    found = similar_pairs(words)
    assert len(set(found)) == len(found)
    assert all(words.index(first) < words.index(second) for first, second in found)
