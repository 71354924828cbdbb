"""`tui`: hands over to the full-screen app, which this package does not import."""

from typing import Annotated

import typer

from tinycrm.cli.opening import begin


def tui(
    ctx: typer.Context,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="Begin with this saved view.")
    ] = "",
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="For screen readers: the terminal's own colours, no drawn lines, and at the foot"
            " in words what is under the cursor. Always, with: crm config plain yes",
        ),
    ] = False,
) -> None:
    begin(ctx.obj, view, plain=plain)
