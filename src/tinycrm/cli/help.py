"""`crm --help` and `crm help TOPIC`, answered without importing a single command."""

from importlib.resources import files
from typing import Annotated

import typer

from tinycrm.cli import completion
from tinycrm.cli.manifest import COMMANDS, PANELS
from tinycrm.cli.session import Session

NAME_WIDTH = 18
TOPICS = ("dates", "exit-codes", "fields", "filters", "formats", "money", "references")


EXAMPLES = (
    'crm add "Jane Doe <jane@acme.example> +1 415 555 0100 @Acme #lead"',
    'crm log call jane@acme.example "likes the draft" --next "send offer" --due fri',
    "crm list-contacts 'tag:lead quiet:>30d'",
    "crm today",
)
SUMMARY = "customers, deals, notes and tasks in one file"
APP = "opens all of it in the full-screen app, on a terminal"
FOOTER = f"""
Every command explains itself: crm add-contact --help
Topics: crm help {", ".join(TOPICS)}
The file: --db FILE, else TINYCRM_DB, else the one in your data folder (crm config path)
"""


def overview(session: Session) -> None:
    """Show all commands by panel; laid out on a terminal, plain in a pipe."""
    if not session.is_terminal:
        print(f"crm COMMAND …   {SUMMARY}\ncrm             {APP}")
        for panel, lines in panels().items():
            print(f"\n{panel}")
            print("\n".join(f"  {line}" for line in lines))
        print(FOOTER)
        return
    from rich.text import Text

    from tinycrm.cli.console import console, show

    width = console(session).width
    text = Text.assemble(("crm", "bold"), f" COMMAND …   {SUMMARY}\n")
    text.append("crm", style="bold").append(f"             {APP}\n")
    for panel, lines in panels().items():
        text.append(f"\n{panel}\n", style="bold")
        for line in lines:
            for part in hanging(line, width):
                text.append(part + "\n")
    show(session, text.append(FOOTER))


def panels() -> dict[str, list[str]]:
    """What stands below each heading of the overview."""
    shown = {"For example": list(EXAMPLES)}
    for panel, commands in PANELS.items():
        shown[panel] = [
            f"{name:<{NAME_WIDTH}} {command.help}" for name, command in commands.items()
        ]
    return shown


def hanging(line: str, width: int) -> list[str]:
    """A line of the overview broken between words, below the place where its help begins."""
    from textwrap import wrap

    indent = " " * (NAME_WIDTH + 3 if width > 3 * NAME_WIDTH else 4)
    return wrap(line, width, initial_indent="  ", subsequent_indent=indent, break_on_hyphens=False)


def topic(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="[TOPIC]", help=", ".join(TOPICS), autocompletion=completion.topic),
    ] = "",
) -> None:
    if not name:
        overview(ctx.obj)
    elif name in COMMANDS:
        from tinycrm.cli.app import build

        command = build(name)
        with command.make_context(f"crm {name}", [], resilient_parsing=True) as context:
            typer.echo(command.get_help(context))
    elif name == "fields":
        from tinycrm.cli.field_help import text
        from tinycrm.config import database_path

        tell(ctx.obj, text(database_path(ctx.obj.db)))
    elif name in TOPICS:
        file = files("tinycrm.cli").joinpath(f"topics/{name}.md")
        tell(ctx.obj, file.read_text(encoding="utf-8"))
    else:
        from tinycrm.domain.text import did_you_mean, quote_value
        from tinycrm.errors import UsageError

        raise UsageError(
            f"There is no help on {quote_value(name)}.",
            did_you_mean(name, [*TOPICS, *COMMANDS]).strip() or f"Topics are: {', '.join(TOPICS)}.",
        )


def tell(session: Session, text: str) -> None:
    """Print a text as it stands, through a pager where it is longer than the screen."""
    if not session.is_terminal:
        print(text, end="")
        return
    from rich.text import Text

    from tinycrm.cli.console import show

    show(session, Text(text.rstrip("\n")))
