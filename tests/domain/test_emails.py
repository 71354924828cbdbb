import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, validate_email
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tinycrm.domain.emails import _ORDINARY, check_email, email_key, name_and_address

CORPUS = Path(__file__).parents[1] / "data/hostile/isemail/tests.xml"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jane.Doe+crm@Acme.COM", "jane.doe+crm@acme.com"),
        (" jane@acme.com ", "jane@acme.com"),
        ("jane@bücher.de", "jane@bücher.de"),
        ("jane@xn--bcher-kva.de", "jane@bücher.de"),
        ("Jose\u0301@acme.com", "josé@acme.com"),
        ("jane@printer.local", "jane@printer.local"),
        ("jane@shop.test", "jane@shop.test"),
        ("jane@bücher.test", "jane@bücher.test"),
        ("jane@localhost", None),
        ("jane", None),
        ("jane@acme..com", None),
        ("a@b.com\n", "a@b.com"),
        ("caf\udce9@acme.com", None),
        ("x" * 100_000, None),
    ],
)
def test_addresses_have_one_form_for_comparing(text: str, key: str | None) -> None:
    assert email_key(text) == key
    assert (check_email(text) is None) == (key is not None)


local_parts = st.lists(st.text("abzAZ019_+'-", min_size=1, max_size=25), min_size=1, max_size=4)
labels = st.lists(st.text("abxnzAZ019-", min_size=1, max_size=66), min_size=1, max_size=4)
top_levels = st.text("abcXYZ", min_size=1, max_size=26) | st.sampled_from(["com", "test", "local"])


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(local_parts.map(".".join), labels.map(".".join), top_levels)
def test_what_the_short_way_accepts_the_library_accepts_alike(
    local: str, labels: str, top_level: str
) -> None:
    address = f"{local}@{labels}.{top_level}"
    assume(re.fullmatch(_ORDINARY, address))
    reserved = address.lower().endswith(tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES))
    suffix = ".com" if reserved else ""
    judged = validate_email(address + suffix, check_deliverability=False)
    assert judged.normalized.removesuffix(suffix).lower() == email_key(address)


@given(st.text("ab-.@_+x0'\u00e9", max_size=20) | st.emails())
def test_the_short_way_accepts_nothing_that_the_library_refuses(address: str) -> None:
    if re.fullmatch(_ORDINARY, address) and address.isascii():
        assert validate_email(address, check_deliverability=False)


@given(st.text(st.characters(exclude_categories=[])) | st.emails())
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    key = email_key(text)
    assert key is None or email_key(key) == key
    name, address = name_and_address(text)
    assert address in text
    assert isinstance(name, str)


def corpus_addresses() -> list[str]:
    # The corpus writes control characters as their pictures.
    pictures = {0x2400 + code: code for code in range(0x20)}
    found = ElementTree.parse(CORPUS).iterfind(".//address")
    return [(element.text or "").translate(pictures) for element in found]


def test_the_whole_corpus_is_judged_in_words() -> None:
    addresses = corpus_addresses()
    reasons = [check_email(address) for address in addresses]
    assert len(addresses) > 150
    assert 10 < reasons.count(None) < len(addresses)
    assert all(reason is None or reason.isprintable() for reason in reasons)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jane Doe <jane@acme.com>", ("Jane Doe", "jane@acme.com")),
        ('"Doe, \\"J\\" Jane" <jane@acme.com>', ('Doe, "J" Jane', "jane@acme.com")),
        ("<jane@acme.com>", ("", "jane@acme.com")),
        ("jane@acme.com", ("", "jane@acme.com")),
        ("", ("", "")),
    ],
)
def test_a_name_in_front_of_an_address_is_taken_off(text: str, parts: tuple[str, str]) -> None:
    assert name_and_address(text) == parts


def test_a_long_hostile_address_is_judged_at_once() -> None:
    assert check_email("a@" + "a" * 187 + "!") is not None
    assert check_email("a" * 64 + "@" + "a-" * 90 + "!") is not None
