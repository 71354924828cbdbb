"""`tui`: hands over to the full-screen app, which this package does not import."""

from typing import Annotated

import typer

from tinycrm.cli.opening import begin


def tui(
    ctx: typer.Context,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="Begin with this saved view.")
    ] = "",
) -> None:
    begin(ctx.obj, view)
