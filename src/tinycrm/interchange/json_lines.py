"""Reads JSON Lines: one JSON object a line, strictly, in constant memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO, TextIO

MAX_LINE = 16 << 20
"""Bytes a line may have: a record of several fields of 1 MiB, but no endless one."""


def read_json_lines(
    stream: TextIO | BinaryIO, refused: Callable[[InvalidError], object] | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their line numbers, counted from 1; blank lines are skipped.

    The text is UTF-8, with or without a byte order mark. Raises InvalidError, which names the
    line, for one that is not UTF-8, not a JSON object or longer than `MAX_LINE` bytes, for a key
    given twice, and for numbers that JSON does not have (NaN, Infinity). With `refused`, the error
    is handed to that instead, and reading goes on with the next line.
    """
    decoder = strict_decoder()
    source: Any = getattr(stream, "buffer", stream)
    number = 0
    while line := source.readline(MAX_LINE + 1):
        number += 1
        try:
            text = decoded(line, number)
            found = parsed(decoder, text, number) if text and not text.isspace() else None
        except InvalidError as error:
            # The rest of an endless line is not the next line.
            if refused is None or len(line) > MAX_LINE:
                raise
            refused(error)
            continue
        if found is not None:
            yield number, found


def strict_decoder() -> json.JSONDecoder:
    """A decoder that refuses what JSON does not have, and a key given twice."""
    return json.JSONDecoder(
        object_pairs_hook=unique_keys,
        parse_constant=no_number,
        parse_float=finite,
        parse_int=whole,
    )


def decoded(line: bytes | str, number: int) -> str:
    """A line as text, without the byte order mark that the first may have."""
    if len(line) > MAX_LINE:
        raise refusal(number, f"it is longer than {MAX_LINE:,} bytes", "Split it up.")
    try:
        raw = line.encode() if isinstance(line, str) else line
        text = raw.decode()
    except UnicodeError:
        raise refusal(number, "it is not valid UTF-8", "Convert the file to UTF-8.") from None
    return text.removeprefix("\ufeff") if number == 1 else text


def parsed(decoder: json.JSONDecoder, text: str, number: int) -> dict[str, Any]:
    """The object in a line; raises InvalidError with the number of the line."""
    try:
        found = decoder.decode(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}"
        shown = quote_value(text.strip())
        raise refusal(number, f"{shown} is not JSON: {where}", one_object(text)) from None
    except RecursionError:
        raise refusal(number, "it is nested too deeply", "Flatten it.") from None
    except ValueError as error:
        raise refusal(number, str(error), "Mend the line, or leave it out.") from None
    if not isinstance(found, dict):
        shown = quote_value(text.strip())
        raise refusal(number, f"{shown} is not a JSON object", one_object(text))
    return found


def one_object(text: str) -> str:
    """What to do about a line that is no object."""
    if text.lstrip().startswith("["):
        return "Write one object a line; jq -c '.[]' makes lines of an array."
    if text.lstrip().startswith("{"):
        return "Write each object on one line; jq -c . makes such lines of others."
    return 'Write one object a line, like {"name": "Ada Lovelace"}.'


def refusal(number: int, reason: str, remedy: str) -> InvalidError:
    """The error for a line."""
    return InvalidError(f"Line {number} cannot be read: {reason}.", remedy)


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of pairs; raises ValueError for a key given twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = dict.fromkeys(found, 0)
        for key, _ in pairs:
            seen[key] += 1
        twice = next(key for key, count in seen.items() if count > 1)
        raise ValueError(f"the key {quote_value(twice)} stands in it twice")
    return found


def no_number(name: str) -> float:
    """Refuse NaN and Infinity."""
    raise ValueError(f"{name} is not a number in JSON")


def finite(text: str) -> float:
    """A number with a point; raises ValueError for one that is too large."""
    number = float(text)
    if abs(number) == float("inf"):
        raise ValueError(f"the number {quote_value(text)} is too large")
    return number


def whole(text: str) -> int:
    """A whole number; raises ValueError for one of more than a hundred digits."""
    if len(text) > 100:
        raise ValueError(f"the number {quote_value(text)} is too large")
    return int(text)
