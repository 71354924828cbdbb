"""Cards that are broken, nested, too large or meant to hurt cost nothing but themselves."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.vcards import card, read
from tinycrm.interchange.content_lines import MAX_PROPERTY
from tinycrm.interchange.properties import split_value, unescaped
from tinycrm.interchange.vcard_reading import Card, Problem, read_cards


def test_a_card_that_names_nobody_is_refused() -> None:
    (found,) = read("\n\nBEGIN:VCARD\nVERSION:3.0\nNOTE:hm\nEND:VCARD\n")
    assert isinstance(found, Problem)
    assert (found.line, "names nobody" in found.message) == (3, True)


def test_a_card_without_an_end_is_refused_and_the_next_one_read() -> None:
    items = read("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n")
    assert [(type(item).__name__, item.line) for item in items] == [
        ("Problem", 1),
        ("Card", 3),
        ("Problem", 6),
    ]


def test_thousands_of_nested_cards_give_one_sentence() -> None:
    items = read("BEGIN:VCARD\n" * 3000 + "FN:A\n" + "END:VCARD\n" * 3000)
    problem, innermost = items
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert "2,999 cards in a row" in problem.message
    assert isinstance(innermost, Card)


def test_an_agent_within_a_card_is_left_out_and_named() -> None:
    inner = ["BEGIN:VCARD", "FN:Assistant", "AGENT:", *["BEGIN:VCARD", "END:VCARD"], "END:VCARD"]
    found = card("FN:Ada", "AGENT:", *inner, "TITLE:Countess", version="2.1")
    assert found.fields == {"name": "Ada", "job_title": "Countess"}
    assert found.warnings == ["The card within it (line 5) was left out."]


@pytest.mark.parametrize("fold", ["\n ", ""])
def test_a_property_that_is_too_long_refuses_its_card_only(fold: str) -> None:
    note = f"{'x' * 1000}{fold}" * (MAX_PROPERTY // 1000) + "x" * 1000
    items = read(f"BEGIN:VCARD\nFN:A\nNOTE:{note}\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    problem, after = items
    assert isinstance(problem, Problem)
    assert problem.line == 3
    assert "The card that begins on line 1 is too long" in problem.message
    assert isinstance(after, Card)
    assert after.fields == {"name": "B"}


def test_a_card_with_too_many_properties_is_refused() -> None:
    (problem,) = read("BEGIN:VCARD\nFN:A\n" + f"X-A:{'1' * 1000}\n" * 15_000 + "END:VCARD\n")
    assert isinstance(problem, Problem)
    assert problem.line == 1


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 3_000_000,
        "PHOTO;ENCODING=BASE64:\n" + ("A" * 600 + "\n") * 5_000,
        "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&200&200&DPxHVS0qk7S9pKOnUGqBAA==;ENCODI\n"
        " NG=b;TYPE=JPEG:\n" + (" " + "A" * 600 + "\n") * 5_000,
    ],
)
def test_a_large_picture_is_counted_and_not_kept(photo: str) -> None:
    data = f"BEGIN:VCARD\nFN:A\n{photo}\nTITLE:Boss\nEND:VCARD\n".encode()
    source = io.BytesIO(data)
    tracemalloc.start()
    (found,) = read_cards(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Card)
    assert (found.fields, found.photos) == ({"name": "A", "job_title": "Boss"}, 1)
    assert found.warnings == []
    assert most < 3_500_000


def test_other_binary_data_is_named() -> None:
    found = card("FN:Ada", "KEY;ENCODING=b:AAAA", " BBBB", "TITLE:Boss")
    assert found.fields["job_title"] == "Boss"
    assert found.warnings == ["Line 4: KEY is not text, and was left out."]


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    def lines() -> Iterator[bytes]:
        for number in range(1000):
            yield b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person %d\r\nNOTE:%s\r\nEND:VCARD\r\n" % (
                number,
                b"x" * 500,
            )

    tracemalloc.start()
    count = sum(isinstance(item, Card) for item in read_cards(lines()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1000
    assert most < 500_000


@pytest.mark.parametrize(
    "value",
    ['"' * 50_000, "\\" * 50_001, ";" * 100_000, "," * 100_000, "\r" * 70_000, "=" * 100_000],
)
def test_rows_of_one_sign_take_no_time(value: str) -> None:
    for start in ("NOTE", "N", "TEL;TYPE=", "NOTE;ENCODING=QUOTED-PRINTABLE"):
        for line in (f"{start}:{value}", f"{start}{value}", f"{start};X={value}:a"):
            read(f"BEGIN:VCARD\nFN:A\n{line}\nEND:VCARD\n")


PIECES = st.sampled_from(
    [
        *(b"BEGIN:VCARD\n", b"END:VCARD\r\n", b"VERSION:2.1\n", b"VERSION:4.0\r", b"FN:", b"N:;"),
        *(b"TEL;", b"TYPE=", b"PREF=1", b"ENCODING=QUOTED-PRINTABLE:", b"CHARSET=utf-7:", b"=\n"),
        *(b"item1.X-ABLabel:", b"item1.", b"PHOTO;ENCODING=b:", b"AGENT:\n", b"BDAY:", b"ORG:"),
        *(b"IMPP:", b"ADR:", b"CATEGORIES:", b"X-ANDROID-CUSTOM:", b"X-TINYCRM-A:", b"KIND:"),
        *(b"\n ", b"\r", b'"', b"\\", b";", b",", b":", b"=", b"%", b"^", b"\xff", b"\0", b"\xe9"),
    ]
)


@given(st.lists(PIECES | st.binary(max_size=4), max_size=40).map(b"".join))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for within in (data, b"BEGIN:VCARD\nFN:A\n" + data + b"\nEND:VCARD\n"):
        for item in read(within):
            assert item.line > 0
            assert isinstance(item, Problem) or item.fields["name"]


@given(st.text('a;,\\n\n"'), st.sampled_from(";,"))
def test_the_parts_of_a_value_are_the_value(text: str, separator: str) -> None:
    parts = split_value(text, separator)
    assert separator.join(parts) == text
    for part in parts:
        unescaped(part)
