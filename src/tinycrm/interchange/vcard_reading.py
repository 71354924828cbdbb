"""Reads vCards 2.1, 3.0 and 4.0 as phones, mail programs and address books write them.

A card that cannot be read is reported, and reading goes on with the next one.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tinycrm.domain.text import quote_value
from tinycrm.interchange.content_lines import MAX_PROPERTY, Line, content_lines, head_of
from tinycrm.interchange.properties import Property, is_utf8, parse
from tinycrm.interchange.vcard_fields import found_in, named

MAX_CARD = 16 << 20
"""Bytes that a card may have, pictures aside."""


class Card(NamedTuple):
    """A person or a firm as a card has it.

    `fields` are those that `contacts.create` takes, or `companies.create` if it `is_company`; of
    several values the preferred one is first. `leftovers` are the names and values of what has
    no field, `line` is where the card begins.
    """

    fields: dict[str, Any]
    is_company: bool
    external_id: str
    leftovers: list[tuple[str, str]]
    photos: int
    line: int
    warnings: list[str]


class Problem(NamedTuple):
    """Something in the file that could not be read, and what to do about it."""

    line: int
    message: str
    remedy: str


class Gathered:
    """The lines of one card while they are read."""

    __slots__ = ("begin", "inner", "lines", "oversized", "size")

    def __init__(self, begin: int) -> None:
        self.begin = begin
        self.lines: list[Line] = []
        self.size = 0
        self.inner: list[int] = []
        self.oversized = 0

    def add(self, line: Line) -> None:
        self.size += len(line.raw) + 200
        if line.oversized:
            self.oversized = self.oversized or line.number
        if self.size > MAX_CARD:
            self.lines.clear()
        else:
            self.lines.append(line)


def read_cards(source: Any, encoding: str = "cp1252") -> Iterator[Card | Problem]:
    """The cards of a binary stream (or of an iterable of lines), in constant memory.

    A card that is not UTF-8 and names no character set is read in `encoding`, with a warning.
    """
    for item in gathered(source):
        yield item if isinstance(item, Problem) else card_of(item, encoding)


def gathered(source: Any) -> Iterator[Gathered | Problem]:
    """The lines of each card; a card within a card (vCard 2.1 has agents) is left out."""
    card: Gathered | None = None
    depth = unclosed = first_unclosed = spare = 0
    outside = False
    for line in content_lines(source):
        mark = marker(line.raw)
        if depth:
            depth += (mark == b"BEGIN") - (mark == b"END")
        elif mark == b"BEGIN" and card and is_agent(card):
            depth = 1
            card.inner.append(line.number)
        elif mark == b"BEGIN":
            if card:
                first_unclosed = first_unclosed if unclosed else card.begin
                unclosed += 1
            card, outside = Gathered(line.number), False
        elif mark == b"END" and card:
            if unclosed:
                yield without_end(first_unclosed, unclosed)
            yield card
            card, spare, unclosed = None, unclosed, 0
        elif card:
            card.add(line)
        elif mark == b"END" and spare:
            spare -= 1
        elif line.raw.strip(b"\xef\xbb\xbf \t") and not outside:
            outside = True
            yield stray(line)
    if card:
        yield without_end(first_unclosed if unclosed else card.begin, unclosed + 1)


def marker(raw: bytes) -> bytes:
    """BEGIN or END where a line begins or ends a card, otherwise nothing."""
    if len(raw) > 80:
        return b""
    found = re.fullmatch(rb"(?i)(?:\xef\xbb\xbf)*\s*(BEGIN|END)\s*:\s*VCARD\s*", raw)
    return found[1].upper() if found else b""


def is_agent(card: Gathered) -> bool:
    """Whether the card's last line announces a card within it."""
    last = card.lines[-1].raw if card.lines else b""
    return re.fullmatch(rb"(?i)(?:[\w-]+\.)?AGENT(?:;[^:]*)?:\s*", last[:200]) is not None


def without_end(line: int, count: int) -> Problem:
    said = "The card has" if count == 1 else f"{count:,} cards in a row, from this one on, have"
    return Problem(
        line,
        f"{said} no END:VCARD.",
        "The file may be cut off; export it again, or add the missing lines.",
    )


def stray(line: Line) -> Problem:
    shown = quote_value(line.raw[:200].decode("utf-8", "backslashreplace"))
    return Problem(
        line.number, f"{shown} stands outside any card.", "A card begins with BEGIN:VCARD."
    )


def card_of(gathered: Gathered, encoding: str) -> Card | Problem:
    """The card that these lines make, or why they make none."""
    if gathered.oversized or gathered.size > MAX_CARD:
        most = MAX_PROPERTY if gathered.oversized else MAX_CARD
        what = "a property" if gathered.oversized else "a card"
        line = gathered.oversized or gathered.begin
        return Problem(
            line,
            f"The card that begins on line {gathered.begin} is too long.",
            f"Without its pictures, {what} may have {most:,} bytes; shorten it.",
        )
    warnings: list[str] = []
    found = found_in(properties(gathered.lines, encoding, warnings))
    warnings += [f"The card within it (line {at}) was left out." for at in gathered.inner]
    if found.kind == "group":
        return Problem(
            gathered.begin,
            f"The card {quote_value(found.fields.get('name', ''))} is a list of members.",
            "Only people and firms are read; use tags in its place.",
        )
    if not named(found):
        return Problem(
            gathered.begin, "The card names nobody: it has neither a name nor an address.", ""
        )
    return Card(
        found.fields,
        found.kind == "org",
        found.external_id,
        found.leftovers,
        found.photos,
        gathered.begin,
        warnings + found.warnings,
    )


def properties(lines: list[Line], encoding: str, warnings: list[str]) -> Iterator[Property]:
    """The lines taken apart and decoded; what is doubtful about them is added to `warnings`."""
    unnamed = (line for line in lines if b"CHARSET=" not in head_of(line.raw).upper())
    if all(is_utf8(line.raw) for line in unnamed if not line.binary):
        encoding = "utf-8"
    else:
        warnings.append(f"The card is not UTF-8; it was read as {encoding}.")
    for line in lines:
        found = parse(line, encoding)
        if found:
            if found.doubt and not line.binary:
                warnings.append(f"Line {line.number}: {found.doubt}.")
            if line.binary and found.name not in ("PHOTO", "LOGO"):
                warnings.append(
                    f"Line {line.number}: {found.name[:40]} is not text, and was left out."
                )
            yield found._replace(value="") if line.binary else found
        elif line.raw.strip():
            shown = quote_value(line.raw[:200].decode("utf-8", "backslashreplace"))
            warnings.append(f"Line {line.number} is not a property: {shown}.")
