"""Opens the full-screen app: what `crm` alone does on a terminal, without loading any command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tinycrm.cli.session import Session, user_name
from tinycrm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.cli.session import OpenApp


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for nothing but the app, on a terminal."""
    plain = list(arguments) in ([], ["tui"]) and "_CRM_COMPLETE" not in os.environ
    return plain and not missing()


def run(open_app: OpenApp) -> int:
    """Open the app over the usual file and return the exit code."""
    os.umask(0o077)
    session = Session(open_app)
    try:
        begin(session)
    except (Exception, KeyboardInterrupt) as error:
        from tinycrm.cli.failures import report

        return report(error, session, [])
    finally:
        session.close()
    return 0


def begin(session: Session, view: str = "", *, plain: bool = False) -> None:
    """Open the app with a saved view, or with Today; `plain` for screen readers.

    Raises UsageError where the app cannot be seen, NotFoundError for a view that there is not.
    """
    if missing() or session.open_app is None:
        raise UsageError(
            f"The app needs a terminal, but {missing() or 'there is none'}.",
            "Use a command instead; see: crm --help",
        )
    # Opened and closed here first: what is wrong is said before the screen changes.
    path = session.crm.db.path
    if view:
        session.crm.views.get(view)
    session.close()
    session.opened = None
    session.open_app(path, user_name(), view, plain)


def missing() -> str:
    """What is missing for the app, which is drawn on standard error; "" where nothing is."""
    for name, words in (("stdin", "input"), ("stdout", "output"), ("stderr", "error")):
        if not getattr(sys, name).isatty():
            return f"standard {words} is redirected"
    return "TERM is dumb" if os.environ.get("TERM") == "dumb" else ""
