"""Opens what is to be imported: files, standard input, folders of vCards, archives."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import ExitStack

    from tinycrm.crm import Crm
    from tinycrm.interchange.importing import Input
    from tinycrm.interchange.sources import Choices, Source

KEPT_IN_MEMORY = 8 << 20


class InputFile:
    """A file whose content was recognised, with the name of the file for its rejected rows."""

    def __init__(
        self, path: str, source: Source, opened: IO[bytes] | None, member: str = ""
    ) -> None:
        self.path = path
        self.source = source
        self.opened = opened
        self.name = "standard input" if path == "-" else Path(path).name or path
        if member:
            self.name += f"/{member}"
        self.member = member
        self.size = 0
        self.rejects = ""

    def close(self) -> None:
        """Close the file; what is not one has nothing to close."""
        if self.opened is not None:
            self.opened.close()

    def place(self) -> tuple[int, int]:
        """How many bytes of the file are read, and how many it has."""
        if self.opened is None or self.opened.closed:
            return 0, 0
        return self.opened.tell(), self.size

    def input(self, stack: ExitStack, *, write: bool) -> Input:
        """What the importer takes; with `write` rejected rows go into a file."""
        from tinycrm.interchange.importing import Input, nobody

        if not write:
            return Input(self.name, self.source, nobody, *self.identity())
        return Input(self.name, self.source, Rejects(self, stack).write, *self.identity())

    def identity(self) -> tuple[int, str]:
        """The size of the file in bytes and its SHA-256, by which it is known again."""
        if self.opened is None:
            return 0, ""
        import hashlib

        self.opened.seek(0)
        digest = hashlib.file_digest(self.opened, "sha256")  # type: ignore[arg-type]  # a file
        self.size = self.opened.tell()
        return self.size, digest.hexdigest()


class Rejects:
    """The file of rejected rows, which comes into being with the first of them.

    One that is there already gets a `~` behind its name: somebody may have begun to mend it.
    """

    def __init__(self, file: InputFile, stack: ExitStack) -> None:
        self.file = file
        self.stack = stack
        self.row: Any = None

    def write(self, line: int, row: Any, words: str) -> None:
        """Keep a rejected row, with why it was."""
        if self.row is None:
            from tinycrm.interchange.files import new_file

            source = self.file.source
            name = rejects_name(self.file.path, self.file.member, source.kind)
            with suppress(OSError):
                Path(name).replace(f"{name}~")
            opened = self.stack.enter_context(new_file(name, replace=True))
            self.row, self.file.rejects = source.rejects_writer(opened), name
        self.row(line, row, words)


def rejects_name(path: str, member: str, kind: str) -> str:
    """Where rejected rows go: beside the file; of standard input under a free name right here."""
    inner = "." + re.sub(r"[^\w.-]", "_", member) if member else ""
    if path != "-":
        return f"{path.rstrip('/')}{inner}.rejected.{kind}"
    names = (f"stdin{number}{inner}.rejected.{kind}" for number in ("", *range(2, 10_000)))
    return next(name for name in names if not os.path.lexists(name))


def opened_inputs(
    crm: Crm,
    stack: ExitStack,
    names: Sequence[str],
    choices: Choices,
    tell: Callable[[str], None] = lambda words: None,
) -> list[InputFile]:
    """All files, opened and recognised before anything is written; `stack` closes them.

    `tell` hears what is left out of an archive. Raises NotFoundError and InvalidError for what
    cannot be read, NeedsDates (an InvalidError) where dates could be read in two ways.
    """
    from tinycrm.interchange.archives import sheets_in, tables_in
    from tinycrm.interchange.sources import ALL, open_source

    found = []
    for name in dict.fromkeys(names):
        path = Path(name).expanduser()
        if name != "-" and path.is_dir():
            found += of_folder(crm, stack, path, choices, tell)
            continue
        opened = stack.enter_context(opened_file(name))
        place = name if name == "-" else str(path)
        members = tables_in(opened)
        if members:
            found += of_archive(crm, stack, place, members, choices, tell)
            continue
        if choices.sheet == ALL and (sheets := sheets_in(opened)):
            found += of_workbook(crm, stack, place, opened, sheets, choices, tell)
            continue
        try:
            source = open_source(crm, opened, choices)
        except InvalidError as error:
            if len(names) == 1:
                raise
            raise naming(Path(name).name, error) from None
        found.append(InputFile(place, source, opened))
    return found


def naming(file: str, error: InvalidError) -> InvalidError:
    """The same error, with the name of the file of several that it is about."""
    from tinycrm.interchange.formats import NeedsDates

    words = f"{quote_value(file)}: {error.message}"
    if isinstance(error, NeedsDates):
        return NeedsDates(error.columns, words)
    return InvalidError(words, error.remedy)


def of_folder(
    crm: Crm,
    stack: ExitStack,
    folder: Path,
    choices: Choices,
    tell: Callable[[str], None],
) -> list[InputFile]:
    """The vCards of a folder, which come in as one, and the tables in it, each by itself."""
    from tinycrm.interchange.archives import TABLES
    from tinycrm.interchange.card_source import CARDS, FolderSource

    # Hidden files are none of the person's: macOS puts one beside each file on other disks.
    seen = (each for each in folder.iterdir() if not each.name.startswith("."))
    files = sorted(each for each in seen if each.is_file())
    tables = [each for each in files if each.suffix.lower() in TABLES]
    # What an earlier import rejected is imported when somebody has mended it, and says so.
    members = [(each.name, each.open("rb")) for each in tables if ".rejected." not in each.name]
    found = of_archive(crm, stack, str(folder), members, choices, tell) if members else []
    if not members or any(each.suffix.lower() in CARDS for each in files):
        found.append(InputFile(str(folder), FolderSource(folder, choices.encoding), None))
    return found


def of_archive(
    crm: Crm,
    stack: ExitStack,
    path: str,
    members: Sequence[tuple[str, IO[bytes]]],
    choices: Choices,
    tell: Callable[[str], None],
) -> list[InputFile]:
    """The files of an archive or a folder, or the one of them that was chosen."""
    for _, opened in members:
        stack.callback(opened.close)
    from tinycrm.interchange.sources import ALL

    chosen = [member for member in members if member[0] == choices.sheet]
    if chosen or choices.sheet == ALL:
        choices = choices.of_sheet("")
    return recognised(crm, path, [(*member, choices) for member in chosen or members], tell)


def of_workbook(
    crm: Crm,
    stack: ExitStack,
    path: str,
    opened: IO[bytes],
    sheets: Sequence[str],
    choices: Choices,
    tell: Callable[[str], None],
) -> list[InputFile]:
    """All sheets of a workbook."""
    members = []
    for sheet in sheets:
        again = copied(opened) if path == "-" else opened_file(path)
        opened.seek(0)
        stack.callback(again.close)
        members.append((sheet, again, choices.of_sheet(sheet)))
    return recognised(crm, path, members, tell)


def recognised(
    crm: Crm,
    path: str,
    members: Sequence[tuple[str, IO[bytes], Choices]],
    tell: Callable[[str], None],
) -> list[InputFile]:
    """Several tables in one; beside those of a known program no others."""
    from tinycrm.interchange.formats import NeedsDates
    from tinycrm.interchange.sources import open_source

    found, refused = [], []
    for name, opened, choices in members:
        try:
            found.append(InputFile(path, open_source(crm, opened, choices), opened, name))
        except NeedsDates as error:
            raise naming(name, error) from None
        except InvalidError as error:
            opened.close()
            refused.append((name, error.message))
    known = [each for each in found if not each.source.format.startswith("CSV of ")]
    if known:
        words = "nothing tells what it holds; to import it all the same, give it alone."
        others = [each for each in found if each not in known]
        refused += [(each.member, words) for each in others]
        for each in others:
            each.close()
    for name, words in refused:
        tell(f"{quote_value(name)} is left out: {words}")
    if not found:
        raise InvalidError(
            f"{quote_value(Path(path).name)} holds nothing that can be imported.",
            "Give one of its files alone.",
        )
    return known or found


def opened_file(name: str) -> IO[bytes]:
    """The file, or a copy of standard input: reading begins again once it is known what it is."""
    if name == "-":
        return copied(sys.stdin.buffer)
    path = Path(name).expanduser()
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {quote_value(name)}.", "Check the path.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InvalidError(
            f"The file {quote_value(name)} cannot be read: {why}.", "Give a CSV file."
        ) from None
    if not opened.seekable():
        opened.close()
        raise InvalidError(f"{quote_value(name)} is no plain file.", "Pipe it in: crm import -")
    return opened


def copied(stream: IO[bytes]) -> IO[bytes]:
    """What a pipe holds as a file, which nobody else sees."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy
