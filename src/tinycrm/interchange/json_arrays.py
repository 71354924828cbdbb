"""Reads a JSON array of objects: strictly, object by object, in constant memory."""

from __future__ import annotations

import codecs
import json
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.json_lines import MAX_LINE, strict_decoder

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 16
SPACES = " \t\r\n"


def read_json_array(file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of an array with their numbers, counted from 1.

    The text is UTF-8, with or without a byte order mark. Raises InvalidError, which names the
    element, for what `read_json_lines` refuses, and where the array does not end with the file.
    """
    text = ArrayText(file)
    text.expect("[")
    if text.sign() == "]":
        text.at += 1
    else:
        while True:
            text.number += 1
            yield text.number, text.element()
            if text.expect(",]") == "]":
                break
    if text.sign():
        raise text.refusal("something follows the end of the array", "Remove it.")


class ArrayText:
    """The text of an array, of which little more is held than the element that is being read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.utf8 = codecs.getincrementaldecoder("utf-8-sig")()
        self.json = strict_decoder()
        self.text = ""
        self.at = 0
        self.number = 0

    def refusal(self, reason: str, remedy: str) -> InvalidError:
        where = f"Element {self.number} of the array" if self.number else "The array"
        return InvalidError(f"{where} cannot be read: {reason}.", remedy)

    def more(self) -> bool:
        """Read on, and tell whether there was anything."""
        # As much as is held again, so that a long element is not tried for every few bytes of it.
        raw = self.file.read(max(CHUNK, len(self.text) - self.at))
        try:
            self.text = self.text[self.at :] + self.utf8.decode(raw, final=not raw)
        except UnicodeError:
            raise self.refusal("it is not valid UTF-8", "Convert the file to UTF-8.") from None
        self.at = 0
        return bool(raw)

    def sign(self) -> str:
        """The next sign that is no space, which stays; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACES:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def expect(self, signs: str) -> str:
        """Take the next sign, which has to be one of some."""
        found = self.sign()
        if not found or found not in signs:
            seen = f"{quote_value(found)} stands" if found else "the file ends"
            raise self.refusal(
                f"{seen} where {' or '.join(signs)} should be", "Export the file again."
            )
        self.at += 1
        return found

    def element(self) -> dict[str, Any]:
        """The next object."""
        sign = self.sign()
        if not sign:
            raise self.refusal("the file ends where an object should be", "Export the file again.")
        if sign != "{":
            shown = quote_value(self.text[self.at : self.at + 100])
            remedy = 'Write objects, like [{"name": "Ada Lovelace"}].'
            raise self.refusal(f"{shown} is not a JSON object", remedy)
        while True:
            try:
                found, end = self.json.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                # Perhaps only the rest of it is missing.
                if len(self.text) - self.at > MAX_LINE:
                    words = f"it is longer than {MAX_LINE:,} characters"
                    raise self.refusal(words, "Split it up.") from None
                if not self.more():
                    words = f"{error.msg[:1].lower()}{error.msg[1:]}"
                    raise self.refusal(
                        f"it is not JSON: {words}", "Mend it, or leave it out."
                    ) from None
            except RecursionError:
                raise self.refusal("it is nested too deeply", "Flatten it.") from None
            except ValueError as error:
                raise self.refusal(str(error), "Mend it, or leave it out.") from None
            else:
                self.at = end
                return dict(found)
