"""One run of the command line: where its output goes, which file it opens, how it asks."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

    OpenApp = Callable[[str, str, str, bool], None]


class Session:
    """What every command is given: the terminal's facts and the open file."""

    def __init__(self, open_app: OpenApp | None = None) -> None:
        self.open_app = open_app
        self.command = ""
        """The name of the command, as soon as it is known."""
        self.db = ""
        self.debug = False
        self.json = False
        self.jsonl = False
        self.csv = False
        self.ids = False
        self.format = ""
        self.is_terminal = sys.stdout.isatty()
        self.opened: Crm | None = None

    @property
    def crm(self) -> Crm:
        """The file, opened when it is first needed."""
        if self.opened is None:
            from tinycrm.config import database_path
            from tinycrm.crm import Crm

            self.opened = Crm(database_path(self.db), program="cli", actor=user_name())
            # With JSON, standard error holds one object or nothing.
            if self.opened.db.created and not (self.json or self.jsonl):
                self.tell(f"Created {self.opened.db.path}")
        return self.opened

    @property
    def form_is_given(self) -> bool:
        """Whether an option says in which form to write: JSON, CSV, references, a template."""
        return bool(self.json or self.jsonl or self.csv or self.ids or self.format)

    def close(self) -> None:
        """Tell what there is to be told besides, and close the file."""
        if self.opened is not None:
            for notice in self.opened.db.notices:
                self.tell(notice)
            self.opened.close()

    def colour(self) -> bool:
        """Whether output may be coloured (NO_COLOR, FORCE_COLOR, TERM=dumb)."""
        if os.environ.get("NO_COLOR"):
            return False
        return self.forced_colour() or (self.is_terminal and os.environ.get("TERM") != "dumb")

    def forced_colour(self) -> bool:
        return bool(os.environ.get("FORCE_COLOR"))

    def say(self, text: str) -> None:
        """Write a line of data, made harmless for a terminal, to standard output."""
        print(safe_text(text, newlines=True))

    def tell(self, text: str) -> None:
        """Write a line of talk to standard error."""
        talk(safe_text(text, newlines=True))


def user_name() -> str:
    """Who makes the changes, for the history."""
    name = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    return name.encode("utf-8", "replace").decode()


def talk(line: str) -> None:
    """Write to standard error; where nobody can hear it, the command goes on all the same."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let go what a stream still holds and gets: Python would complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
