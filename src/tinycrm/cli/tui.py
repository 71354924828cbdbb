"""`tui`, and `crm` alone: hands over to the full-screen app, which this package does not import."""

import os
import sys
from typing import Annotated

import typer

from tinycrm.errors import UsageError


def tui(
    ctx: typer.Context,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="Begin with this saved view.")
    ] = "",
) -> None:
    from tinycrm.cli.session import user_name

    refuse_without_terminal()
    session = ctx.obj
    # Opened and closed here first: what is wrong with the file is said before the screen changes.
    path = session.crm.db.path
    session.close()
    session.opened = None
    session.open_app(path, user_name(), view)


def on_a_terminal(ctx: typer.Context) -> None:
    """What `crm` alone does: open the app where there is a terminal, show the help where not."""
    if sys.stdin.isatty() and sys.stdout.isatty() and ctx.obj.open_app:
        tui(ctx)
    else:
        from tinycrm.cli.help import overview

        overview(ctx.obj)


def refuse_without_terminal() -> None:
    """Raise UsageError where the app cannot be seen; it is drawn on standard error."""
    streams = {"input": sys.stdin, "output": sys.stdout, "error": sys.stderr}
    missing = [name for name, stream in streams.items() if not stream.isatty()]
    if missing or os.environ.get("TERM") == "dumb":
        what = f"standard {missing[0]} is redirected" if missing else "TERM is dumb"
        raise UsageError(
            f"The app needs a terminal, but {what}.", "Use a command instead; see: crm --help"
        )
