"""How a failure is told: a sentence and a remedy on standard error, or one JSON object."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from typer import Abort
from typer._click.exceptions import ClickException

from tinycrm.cli.session import discard, talk
from tinycrm.domain.text import quote_value, safe_text, shorten
from tinycrm.errors import AmbiguousError, CrmError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.cli.session import Session

INTERRUPTED = 130
WIDEST = 1000
"""Cells of a line that are told: what is wrong may hold a whole argument, or a long name."""


def report(error: BaseException, session: Session, arguments: Sequence[str]) -> int:
    """Tell what went wrong and return the exit code."""
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has seen enough.
        discard(sys.stdout)
        return 0
    if isinstance(error, (KeyboardInterrupt, Abort)):
        return INTERRUPTED
    if isinstance(error, ClickException):
        error = from_click(error, session.command)
    if isinstance(error, OSError):
        error = from_system(error)
    if not isinstance(error, CrmError):
        error = unexpected(error, session)
    if any(argument in ("--json", "--jsonl") for argument in arguments):
        tell_as_json(error)
    else:
        tell(error)
    return error.exit_code


def from_click(error: ClickException, command: str) -> CrmError:
    """Typer's own complaint about an option or argument, as ours."""
    # Typer does not always say of which command it speaks.
    return UsageError(error.format_message(), f"See: {f'crm {command}'.strip()} --help")


def from_system(error: OSError) -> CrmError:
    """What the system refuses, as ours: a file that has a name, or else a standard stream."""
    if error.filename is not None:
        name = quote_value(os.fsdecode(error.filename))
        return CrmError(
            f"{name} cannot be used: {error.strerror}.", "Look at the path and its permissions."
        )
    discard(sys.stdout)
    return CrmError(
        f"Standard input or output cannot be used: {error.strerror or error}.",
        "Changes that were made before are saved; see them with: crm history",
    )


def unexpected(error: BaseException, session: Session) -> CrmError:
    """An error of ours: the traceback goes to a log file, or to the screen with --debug."""
    import traceback

    text = "".join(traceback.format_exception(error))
    if session.debug:
        return CrmError(text)
    from tinycrm.config import user_folder

    log = user_folder("state") / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text + "\n")
    except OSError as problem:
        return CrmError(
            f"Something unexpected went wrong ({type(error).__name__}), and it could not be"
            f" written to {log}: {problem.strerror}.",
            "Run the command again with --debug to see it.",
        )
    return CrmError(
        f"Something unexpected went wrong ({type(error).__name__}). Nothing was half done.",
        f"It is written down in {log}; --debug shows it here.",
    )


def tell(error: CrmError) -> None:
    lines = [f"Error: {error.message}"]
    if isinstance(error, AmbiguousError):
        lines += [f"  {ref}  {label}" for ref, label in error.candidates]
    if error.remedy:
        lines.append(error.remedy)
    shown = safe_text("\n".join(lines), newlines=True)
    talk("\n".join(shorten(line, WIDEST) for line in shown.split("\n")))


def tell_as_json(error: CrmError) -> None:
    fields: dict[str, object] = {
        "kind": error.kind,
        "message": error.message,
        "remedy": error.remedy or None,
    }
    if isinstance(error, AmbiguousError):
        fields["candidates"] = [{"ref": ref, "label": label} for ref, label in error.candidates]
    talk(json.dumps({"error": fields}))
