"""JSON Lines are read strictly, and every mistake is named with its line."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.errors import InvalidError
from tinycrm.interchange.json_lines import MAX_LINE, read_json_lines


def read(data: bytes) -> list[tuple[int, dict[str, object]]]:
    return list(read_json_lines(io.BytesIO(data)))


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidError) as caught:
        read(data)
    return caught.value.message


def test_each_line_gives_an_object_with_its_number() -> None:
    assert read(b'{"name": "Ada"}\n\n  \r\n{"name": "Grace"}') == [
        (1, {"name": "Ada"}),
        (4, {"name": "Grace"}),
    ]


def test_text_streams_are_read_like_files() -> None:
    text = '{"name": "Ångström"}\n'
    wrapped = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii")
    assert list(read_json_lines(io.StringIO(text))) == [(1, {"name": "Ångström"})]
    assert list(read_json_lines(wrapped)) == [(1, {"name": "Ångström"})]


def test_a_byte_order_mark_is_left_out() -> None:
    assert read(b'\xef\xbb\xbf{"name": "Ada"}\n') == [(1, {"name": "Ada"})]
    assert read(b"\xef\xbb\xbf\n") == []


def test_what_comes_before_a_mistake_is_still_given() -> None:
    lines = read_json_lines(io.BytesIO(b'{"a": 1}\nnonsense\n'))
    assert next(lines) == (1, {"a": 1})
    with pytest.raises(InvalidError, match="Line 2"):
        next(lines)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1}\n{"a": ', "Line 2"),
        (b"[1, 2]\n", "not a JSON object"),
        (b'"text"\n', "not a JSON object"),
        (b"null\n", "not a JSON object"),
        (b'{"a": 1} {"a": 2}\n', "extra data"),
        (b'{"a": 1, "a": 2}\n', "twice"),
        (b'{"a": {"b": 1, "b": 2}}\n', "twice"),
        (b'{"a": NaN}\n', "NaN"),
        (b'{"a": -Infinity}\n', "Infinity"),
        (b'{"a": 1e999}\n', "too large"),
        (b'\n{"a": "\xff"}\n', "Line 2 cannot be read: it is not valid UTF-8"),
        (b'\xff\xfe{\x00"\x00', "UTF-8"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "nested too deeply"),
        (b'{"a": ' + b"9" * 10_000 + b"}\n", "too large"),
        (b'{"a": "\x1b[2J\x07\n', "Line 1"),
    ],
)
def test_a_mistake_is_named_with_its_line(data: bytes, words: str) -> None:
    message = refusal(data)
    assert words in message
    assert "\x1b" not in message


def test_an_array_is_answered_with_the_way_to_make_lines_of_it() -> None:
    with pytest.raises(InvalidError) as caught:
        read(b'[\n{"name": "Ada"}\n]\n')
    assert "jq -c" in caught.value.remedy


def test_an_endless_line_is_refused_before_it_fills_the_memory() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size <= MAX_LINE + 1
            return b"x" * size

    with pytest.raises(InvalidError, match="Line 1 cannot be read: it is longer"):
        next(read_json_lines(Endless()))


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none()))
def test_whatever_json_can_say_is_read_back(value: dict[str, object]) -> None:
    assert read(json.dumps(value).encode() + b"\n") == [(1, value)]
