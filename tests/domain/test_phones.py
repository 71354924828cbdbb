import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.phones import (
    _PLAIN_LENGTHS,
    _library_key,
    _plain_key,
    check_phone,
    default_region,
    looks_like_phone,
    phone_key,
)


@pytest.mark.parametrize(
    "spelling",
    ["+1 415 555 0100", "(415) 555-0100", "1-415-555-0100", "415.555.0100", "tel:+1-415-555-0100"],
)
def test_every_spelling_of_a_number_has_one_key(spelling: str) -> None:
    assert phone_key(spelling, "US") == "+14155550100"


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("415-555-0100 x371", "US", "+14155550100;ext=371"),
        ("+49 (0)30 1234567", "", "+49301234567"),
        ("030 1234567", "DE", "+49301234567"),
        ("030 1234567", "de", "+49301234567"),
        ("030 1234567", "", "0301234567"),
        ("030 1234567", "XX", "0301234567"),
        ("555 0100", "US", "5550100"),
        ("٠٣٠ ١٢٣٤٥٦٧", "", "0301234567"),
        ("12", "DE", None),
        ("n/a", "US", None),
    ],
)
def test_numbers_have_the_expected_key(text: str, region: str, key: str | None) -> None:
    assert phone_key(text, region) == key


codes = st.sampled_from([str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE])
numbers = st.tuples(
    st.sampled_from(sorted(_PLAIN_LENGTHS)) | codes,
    st.text("0123456789", min_size=4, max_size=13) | st.from_regex(r"1[0-9]{7,9}", fullmatch=True),
    st.sampled_from([" ", "", "-", "."]),
)


@given(numbers)
def test_the_short_way_to_a_key_agrees_with_the_library(parts: tuple[str, str, str]) -> None:
    code, national, mark = parts
    text = f"+{code}{mark}{national[:3]}{mark}{national[3:]}"
    key = _plain_key(text)
    assert key is None or key == _library_key(text, "US") == _library_key(text, "")


@pytest.mark.parametrize("code", sorted(_PLAIN_LENGTHS))
def test_the_short_way_agrees_for_each_beginning_of_a_number(code: str) -> None:
    for length in map(int, _PLAIN_LENGTHS[code].split()):
        for beginning in range(100, 1000, 3):
            text = f"+{code}{beginning}{'4' * (length - 3)}"
            key = _plain_key(text)
            assert key is None or key == _library_key(text, "")


def test_an_ordinary_international_number_needs_no_library() -> None:
    assert _plain_key("+44 20 7946 0958") == "+442079460958"
    assert _plain_key("+49 (0)30 1234567") is None


@given(st.text(st.characters(exclude_categories=[])) | st.text("+()- .0123456789x;ext=/"))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    key = phone_key(text, "GB")
    if key is not None and key.startswith("+"):
        assert phone_key(key, "US") == key
    check_phone(text)
    looks_like_phone(text)


@pytest.mark.parametrize("text", ["none", "12", "1" * 31])
def test_what_cannot_be_a_number_is_explained(text: str) -> None:
    assert check_phone(text)


@pytest.mark.parametrize("text", ["112", "1-800-FLOWERS", "+1 415 555 0100 ext. 12345"])
def test_unusual_numbers_are_accepted(text: str) -> None:
    assert check_phone(text) is None


@pytest.mark.parametrize(
    "text",
    ["+1 415 555 0100", "(030) 123-4567", "01.23.45.67.89", "5550100", "0171 5550100 ext 1"],
)
def test_numbers_are_recognised(text: str) -> None:
    assert looks_like_phone(text)


@pytest.mark.parametrize(
    "text",
    ["2026-03-27", "27.03.2026", "192.168.10.201", "Suite 54", "007", "1" * 16, "R2-5550100"],
)
def test_other_digits_are_not_taken_for_numbers(text: str) -> None:
    assert not looks_like_phone(text)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("de_DE.UTF-8", "DE"),
        ("en-us", "US"),
        ("zh_Hant_TW", "TW"),
        ("sr_RS@latin", "RS"),
        ("es_419", ""),
        ("English_United States.1252", ""),
        ("C.UTF-8", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_region_comes_from_the_locale(name: str | None, region: str) -> None:
    assert default_region(name) == region
