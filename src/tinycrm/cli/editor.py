"""Asking for a text in the person's own editor."""

import sys

import typer

from tinycrm.cli.session import Session
from tinycrm.domain.text import is_blank
from tinycrm.errors import UsageError


def edit(session: Session, text: str = "") -> str:
    """The text as the person leaves it in $VISUAL or $EDITOR.

    An empty or unchanged text ends the command with a sentence and exit code 1. Raises
    UsageError without a terminal, CrmError when the editor fails.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "There is no text, and no terminal to write it in.",
            "Give the text, or - to read it from standard input.",
        )
    from tinycrm.editor import edited

    written = edited(text)
    if is_blank(written):
        session.tell("The text is empty: nothing was changed.")
        raise typer.Exit(1)
    if written == text:
        session.tell("The text is as it was: nothing was changed.")
        raise typer.Exit(1)
    return written
