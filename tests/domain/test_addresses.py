"""Addresses in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.addresses import parse_address


@pytest.mark.parametrize(
    ("line", "street", "city", "region", "code", "country"),
    [
        ("12 Main St, Springfield", "12 Main St", "Springfield", None, None, None),
        ("12 Main St, Springfield, IL 62701", "12 Main St", "Springfield", "IL", "62701", None),
        ("1 Elm, Boston, MA 02108-1512, USA", "1 Elm", "Boston", "MA", "02108-1512", "USA"),
        ("5 rue X, 75010 Paris, France", "5 rue X", "Paris", None, "75010", "France"),
        ("Torstr. 5, D-10115 Berlin", "Torstr. 5", "Berlin", None, "D-10115", None),
        ("Damrak 1, 1012 AB Amsterdam", "Damrak 1", "Amsterdam", None, "1012 AB", None),
        ("221B Baker St, London NW1 6XE, UK", "221B Baker St", "London", None, "NW1 6XE", "UK"),
        ("Flat 2, 12 High St, London, UK", "Flat 2, 12 High St", "London", None, None, "UK"),
        ("Box 12\n123 45 Umeå\nSweden", "Box 12", "Umeå", None, "123 45", "Sweden"),
        ("Nowhere Lane", "Nowhere Lane", None, None, None, None),
    ],
)
def test_an_address_is_taken_apart(line, street, city, region, code, country) -> None:
    found = parse_address(line)
    names = ("street", "city", "region", "postal_code", "country")
    assert tuple(found.get(name) for name in names) == (street, city, region, code, country)


@given(st.text(max_size=60))
def test_nothing_of_an_address_is_lost(line: str) -> None:
    found = "".join(parse_address(line).values())
    assert sorted(filter(str.isalnum, found)) == sorted(filter(str.isalnum, line))


def test_a_long_line_takes_no_time() -> None:
    assert parse_address("1" * 100_000 + ", " + "a 1" * 50_000)["street"] == "1" * 100_000
