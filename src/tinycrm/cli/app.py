"""The `crm` command: finds the command in the manifest, imports it alone, and reports errors.

Building all commands at once would cost many times the start of Python, so only the one that
is wanted is imported; `--help` and completion of names are answered from the manifest.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from tinycrm.cli.manifest import COMMANDS
from tinycrm.cli.session import Session
from tinycrm.errors import UsageError

if TYPE_CHECKING:
    from tinycrm.cli.session import OpenApp

FILE_OPTIONS = (
    ("--db", "FILE", "The file to open."),
    ("--debug", "", "Show where an unexpected error arose."),
)
JSON_OPTION = ("--json", "", "Print JSON.")
STANDARD_OPTIONS = {
    "text": FILE_OPTIONS,
    "json": (JSON_OPTION, *FILE_OPTIONS),
    "rows": (
        JSON_OPTION,
        ("--jsonl", "", "Print JSON, one object a line."),
        ("--csv", "", "Print CSV with every field."),
        ("--ids", "", "Print references alone."),
        ("--format", "TEMPLATE", "Print a line for each, like '{name} <{email}>'."),
        *FILE_OPTIONS,
    ),
}
"""(flag, metavar or "" for a switch, help) by what a command of the manifest puts out."""


class LazyGroup(TyperGroup):
    """A group whose commands are listed in the manifest and imported on demand."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return build(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from tinycrm.domain.text import did_you_mean, quote_value

            hint = did_you_mean(args[0], COMMANDS)
            raise UsageError(
                f"There is no command {quote_value(args[0])}.", f"{hint}See all with: crm --help"
            )
        ctx.obj.command = args[0]
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from tinycrm.cli.help import overview

        overview(ctx.obj)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=command.help)
            for name, command in COMMANDS.items()
            if name.startswith(incomplete)
        ]


def build(name: str) -> Any:
    """The Typer command of that name, from the one module that holds it."""
    entry = COMMANDS[name]
    module, function = entry.target.split(":")
    callback = getattr(import_module(f"tinycrm.cli.{module}"), function)
    # \b keeps the lines that follow from being wrapped together.
    examples = "".join(f"\n  {example}" for example in entry.examples)
    info = CommandInfo(
        name=name,
        callback=callback,
        help=f"{entry.help}\n\n\b\nFor example:{examples}",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    command = get_command_from_info(
        info,
        pretty_exceptions_short=False,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
    )
    command.params += [standard_option(*option) for option in STANDARD_OPTIONS[entry.output]]
    return command


def standard_option(flag: str, metavar: str, help: str) -> TyperOption:
    """An option that every command of a kind has; its value goes to the session."""
    return TyperOption(
        param_decls=[flag],
        is_flag=not metavar,
        metavar=metavar or None,
        help=help,
        default="" if metavar else False,
        expose_value=False,
        callback=keep,
        rich_help_panel="Output and file",
    )


def keep(ctx: Any, parameter: Any, value: Any) -> Any:
    if value:
        setattr(ctx.obj, parameter.name, value)
    return value


def application() -> Any:
    """The whole command line as one Typer group."""
    app = typer.Typer(
        cls=LazyGroup,
        invoke_without_command=True,
        add_completion=wants_completion_options(),
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    app.callback()(begin)
    return typer.main.get_command(app)


def wants_completion_options() -> bool:
    """Whether this run installs or shows shell completion: building those options costs time."""
    return any(argument.endswith("-completion") for argument in sys.argv)


def begin(
    ctx: typer.Context,
    db: str = typer.Option("", "--db", metavar="FILE", help="The file to open."),
    debug: bool = typer.Option(False, "--debug", help="Show where an unexpected error arose."),
) -> None:
    """Customers, deals, notes and tasks in one file of your own."""
    ctx.obj.db = db
    ctx.obj.debug = debug
    if ctx.invoked_subcommand is None:
        from tinycrm.cli import opening

        if ctx.obj.open_app and not opening.missing():
            opening.begin(ctx.obj)
            return
        from tinycrm.cli.help import overview

        overview(ctx.obj)


def run(arguments: Sequence[str], open_app: "OpenApp | None" = None) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback.

    `open_app` runs the full-screen app over a file, given its path, the user, a saved view,
    and whether it is to be plain.
    """
    os.umask(0o077)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        # A terminal may know fewer characters; programs get UTF-8.
        encoding = None if sys.stdout.isatty() else "utf-8"
        reconfigure(encoding=encoding, errors="backslashreplace")
    session = Session(open_app)
    try:
        invoke(list(checked(arguments)), session)
        sys.stdout.flush()
        return 0
    except typer.Exit as leaving:
        return leaving.exit_code
    except (Exception, KeyboardInterrupt) as error:
        from tinycrm.cli.failures import report

        return report(error, session, arguments)
    finally:
        session.close()


def invoke(arguments: list[str], session: Session) -> None:
    """Parse and run; Typer's own `main` would turn errors into exits before we can tell them."""
    group = application()
    if "_CRM_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
        if "bash" in os.environ["_CRM_COMPLETE"]:
            from tinycrm.cli.bash_completion import install

            install()
        group._main_shell_completion({"obj": session}, "crm", "_CRM_COMPLETE")
    with group.make_context("crm", arguments, obj=session) as context:
        group.invoke(context)


def checked(arguments: Sequence[str]) -> Sequence[str]:
    """Refuse arguments that are not UTF-8, which Python hands over as lone surrogates."""
    for argument in arguments:
        if not argument.isascii() and any("\ud800" <= char <= "\udfff" for char in argument):
            from tinycrm.domain.text import quote_value

            raise UsageError(
                f"The argument {quote_value(argument)} is not valid UTF-8.",
                "Convert it, or set your terminal to UTF-8.",
            )
    return arguments
