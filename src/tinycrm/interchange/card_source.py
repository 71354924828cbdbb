"""vCards as rows of an import."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.content_writing import content_line, escaped
from tinycrm.interchange.formats import Item, Link
from tinycrm.interchange.refs import CARD
from tinycrm.interchange.sources import Source
from tinycrm.interchange.vcard_fields import REASON
from tinycrm.interchange.vcard_reading import Card, Problem, read_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tinycrm.interchange.sources import Row

CARDS = (".vcf", ".vcard")


class CardSource(Source):
    """A file of vCards; pictures are counted, not kept."""

    kind = "vcf"
    format = "vCard"
    noun = "contact"
    why = "it begins with BEGIN:VCARD"

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self.file = file
        self.encoding = encoding
        self.mapping = {}

    def rows(self) -> Iterator[Row]:
        self.pictures = 0
        self.file.seek(0)
        for found in read_cards(self.file, self.encoding):
            if isinstance(found, Card):
                self.pictures += found.photos
            yield found.line, found, partial(items_of, found)

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        """Rejected cards as they stand in the file, each with the reason in a property."""

        def write_card(line: int, row: Any, words: str) -> None:
            here = self.file.tell()
            copy_card(self.file, line, file, self.encoding, words)
            self.file.seek(here)

        return write_card


class FolderSource(Source):
    """A folder of vCards, which come in as one."""

    kind = "vcf"
    unit = "card"
    format = "vCards"
    noun = "contact"
    why = "the folder holds .vcf files"

    def __init__(self, folder: Path, encoding: str) -> None:
        self.encoding = encoding or "cp1252"
        self.mapping = {}
        self.paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in CARDS and path.is_file() and not path.name.startswith(".")
        )
        if not self.paths:
            raise InvalidError(
                f"The folder {quote_value(str(folder))} holds no .vcf files and no tables.",
                "Give files.",
            )

    def rows(self) -> Iterator[Row]:
        self.pictures = number = 0
        for path in self.paths:
            with path.open("rb") as file:
                for found in read_cards(file, self.encoding):
                    number += 1
                    if isinstance(found, Card):
                        self.pictures += found.photos
                    yield number, (path, found.line), partial(self.items, path.name, found)

    @staticmethod
    def items(name: str, found: Card | Problem) -> list[Item]:
        """The card, which says in what file it is where something is doubtful."""
        if isinstance(found, Problem):
            raise InvalidError(f"{name}: {found.message}", found.remedy)
        warnings = [f"{name}: {words}" for words in found.warnings]
        return items_of(found._replace(warnings=warnings))

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        def write_card(line: int, row: Any, words: str) -> None:
            path, begin = row
            with path.open("rb") as opened:
                copy_card(opened, begin, file, self.encoding, words)

        return write_card


def copy_card(source: IO[bytes], line: int, target: IO[str], encoding: str, words: str) -> None:
    """Copy the card that begins on a line, as it stands, with the reason why it was rejected."""
    source.seek(0)
    for _ in range(line - 1):
        source.readline()
    reason, ended, old = content_line(REASON, escaped(words)), False, False
    while not ended and (raw := source.readline(1 << 20)):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode(encoding, "replace")
        ended = raw.strip().upper() == b"END:VCARD"
        old = text.startswith(f"{REASON}:") or (old and text[:1] in " \t")
        if not old:
            target.write(f"{reason}{text}" if ended else text)
    if not ended:
        target.write(reason)


def items_of(found: Card | Problem) -> list[Item]:
    """The person or the firm on a card; raises InvalidError for one that cannot be read."""
    if isinstance(found, Problem):
        raise InvalidError(found.message, found.remedy)
    fields = dict(found.fields)
    extra: dict[str, str] = {}
    for name, text in found.leftovers:
        title = name.strip() or "Other"
        held = extra.get(title)
        extra[title] = f"{held}; {text}" if held and held != text else text
    firm = str(fields.pop("company", "")).strip()
    links: dict[str, Link | list[Link]] = {}
    if firm and not found.is_company:
        links["company"] = Link(CARD, "", firm)
    noun = "company" if found.is_company else "contact"
    warnings = list(found.warnings)
    return [Item(noun, fields, links, extra, {}, CARD, found.external_id, warnings)]
