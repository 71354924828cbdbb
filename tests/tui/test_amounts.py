"""Amounts in as many cells as there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.tui.amounts import fitted_amount, fitted_sums


@pytest.mark.parametrize(
    ("minor", "currency", "cells", "shown"),
    [
        (1234567, "EUR", 11, "€ 12,345.67"),
        (1234567, "EUR", 10, "€ 12,346"),
        (1234567, "EUR", 7, "€ 12.3k"),
        (-120050, "EUR", 8, "-€ 1,201"),
        (-120050, "EUR", 7, "-€ 1.2k"),
        (5000000, "JPY", 9, "¥ 5,000k"),
        (5000000, "JPY", 4, "¥ 5M"),
        (123456, "KWD", 11, "KWD 123.456"),
        (123456, "KWD", 8, "KWD 123"),
        (10**15, "EUR", 12, "€ 10,000bn"),
        (10**15, "EUR", 9, "€ 10tn"),
        (0, "EUR", 3, "€ 0"),
    ],
)
def test_an_amount_is_exact_where_it_fits_and_rounded_where_not(minor, currency, cells, shown):
    assert fitted_amount(minor, currency, cells) == shown


def test_sums_stand_in_the_own_currency_first_and_the_rest_is_counted():
    sums = [("USD", 5000), ("EUR", 920000), ("JPY", 3000)]
    assert fitted_sums(sums, "EUR", 40) == "€ 9,200 · ¥ 3,000 · $ 50"
    assert fitted_sums(sums, "EUR", 20) == "€ 9,200 · ¥ 3,000 +1"
    assert fitted_sums(sums, "EUR", 10) == "€ 9,200 +2"
    assert fitted_sums(sums, "EUR", 9) == "€ 9.2k +2"
    assert fitted_sums(sums, "CHF", 12) == "€ 9,200 +2"
    assert fitted_sums([], "EUR", 12) == ""


@given(st.integers(-(10**15), 10**15), st.sampled_from(["EUR", "JPY", "KWD"]), st.integers(13, 40))
def test_every_amount_fits_into_thirteen_cells(minor, currency, cells):
    assert len(fitted_amount(minor, currency, cells)) <= cells
