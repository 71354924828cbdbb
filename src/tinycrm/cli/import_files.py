"""Opens what is to be imported: files, standard input, folders of vCards."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, NotFoundError

if TYPE_CHECKING:
    from tinycrm.cli.session import Session
    from tinycrm.interchange.importing import Input
    from tinycrm.interchange.sources import Choices, Source

KEPT_IN_MEMORY = 8 << 20


class InputFile:
    """A file whose content was recognised, with the name of the file for its rejected rows."""

    def __init__(self, path: str, source: Source, opened: IO[bytes] | None) -> None:
        self.path = path
        self.source = source
        self.opened = opened
        self.name = "standard input" if path == "-" else Path(path).name or path
        self.rejects = ""

    def input(self, stack: ExitStack, *, write: bool) -> Input:
        """What the importer takes; with `write` rejected rows go into a file."""
        from tinycrm.interchange.importing import Input, nobody

        if not write or self.path == "-":
            return Input(self.name, self.source, nobody, *self.identity())
        return Input(self.name, self.source, Rejects(self, stack).write, *self.identity())

    def identity(self) -> tuple[int, str]:
        """The size of the file in bytes and its SHA-256, by which it is known again."""
        if self.opened is None:
            return 0, ""
        import hashlib

        self.opened.seek(0)
        digest = hashlib.file_digest(self.opened, "sha256")  # type: ignore[arg-type]  # a file
        return self.opened.tell(), digest.hexdigest()


class Rejects:
    """The file of rejected rows, which comes into being with the first of them."""

    def __init__(self, file: InputFile, stack: ExitStack) -> None:
        self.file = file
        self.stack = stack
        self.row: Any = None

    def write(self, line: int, row: Any, words: str) -> None:
        if self.row is None:
            from tinycrm.interchange.files import new_file

            source = self.file.source
            name = f"{self.file.path.rstrip('/')}.rejected.{source.kind}"
            opened = self.stack.enter_context(new_file(name, replace=True))
            self.row, self.file.rejects = source.rejects_writer(opened), name
        self.row(line, row, words)


def opened_inputs(
    session: Session, stack: ExitStack, names: list[str], choices: Choices
) -> list[InputFile]:
    """All files, opened and recognised before anything is written.

    Where there is no database yet, none comes into being for files that are refused.
    """
    with ExitStack() as trial:
        scratch(session, trial)
        return recognised(session, stack, names, choices)


def recognised(
    session: Session, stack: ExitStack, names: list[str], choices: Choices
) -> list[InputFile]:
    from tinycrm.interchange.sources import open_source

    found = []
    for name in dict.fromkeys(names):
        path = Path(name).expanduser()
        if name != "-" and path.is_dir():
            from tinycrm.interchange.card_source import FolderSource

            found.append(InputFile(str(path), FolderSource(path, choices.encoding), None))
            continue
        opened = stack.enter_context(opened_file(name))
        try:
            source = open_source(session.crm, opened, choices)
        except InvalidError as error:
            if len(names) == 1:
                raise
            words = f"{quote_value(Path(name).name)}: {error.message}"
            raise InvalidError(words, error.remedy) from None
        found.append(InputFile(name if name == "-" else str(path), source, opened))
    return found


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


def scratch(session: Session, stack: ExitStack) -> None:
    """Where there is no database yet, let one be used that vanishes."""
    from tinycrm.config import database_path

    if session.opened is not None or Path(database_path(session.db)).exists():
        return
    from tinycrm.crm import Crm

    folder = stack.enter_context(tempfile.TemporaryDirectory())
    session.opened = stack.enter_context(Crm(str(Path(folder) / "crm.db"), program="cli"))
    stack.callback(setattr, session, "opened", None)
