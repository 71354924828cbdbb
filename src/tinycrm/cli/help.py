"""`crm --help` and `crm help TOPIC`, answered without importing a single command."""

from importlib.resources import files
from typing import Annotated

import typer

from tinycrm.cli.manifest import COMMANDS, PANELS

TOPICS = ("dates", "exit-codes", "fields", "filters", "formats", "money", "references")


def overview(terminal: bool) -> None:
    """Print all commands by panel; with rich on a terminal, plain in a pipe."""
    if terminal:
        from rich.console import Console

        console = Console(highlight=False)
        console.print("[bold]crm[/] COMMAND …   customers, deals, notes and tasks in one file\n")
        for panel, commands in PANELS.items():
            console.print(f"[bold]{panel}[/]")
            for name, command in commands.items():
                console.print(f"  [cyan]{name:<18}[/] {command.help}", soft_wrap=True)
        console.print(FOOTER)
        return
    print("crm COMMAND …   customers, deals, notes and tasks in one file")
    for panel, commands in PANELS.items():
        print(f"\n{panel}")
        for name, command in commands.items():
            print(f"  {name:<18} {command.help}")
    print(FOOTER)


FOOTER = f"""
Every command explains itself: crm add-contact --help
Topics: crm help {", ".join(TOPICS)}
The file: --db FILE, else TINYCRM_DB, else the one in your data folder (crm config path)
"""


def topic(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[TOPIC]", help=", ".join(TOPICS))] = "",
) -> None:
    if not name:
        overview(ctx.obj.is_terminal)
    elif name in COMMANDS:
        from tinycrm.cli.app import build

        command = build(name)
        with command.make_context(f"crm {name}", [], resilient_parsing=True) as context:
            typer.echo(command.get_help(context))
    elif name == "fields":
        from tinycrm.cli.field_help import text
        from tinycrm.config import database_path

        print(text(database_path(ctx.obj.db)), end="")
    elif name in TOPICS:
        file = files("tinycrm.cli").joinpath(f"topics/{name}.md")
        print(file.read_text(encoding="utf-8"), end="")
    else:
        from tinycrm.domain.text import did_you_mean, quote_value
        from tinycrm.errors import UsageError

        near = did_you_mean(name, [*TOPICS, *COMMANDS])
        raise UsageError(
            f"There is no help on {quote_value(name)}.",
            f"Did you mean “{near}”?" if near else f"Topics are: {', '.join(TOPICS)}.",
        )
