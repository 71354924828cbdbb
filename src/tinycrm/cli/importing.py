"""`import` and `list-imports`: files of people, firms, deals and what happened."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from tinycrm.cli import output
from tinycrm.cli.lists import Limit
from tinycrm.cli.params import DryRun, Several, Yes
from tinycrm.domain.text import quote_value
from tinycrm.errors import UsageError
from tinycrm.interchange.report import OUTCOMES

REJECTED = 5
"""The exit code when rows were rejected."""


def import_file(
    ctx: typer.Context,
    file: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files, a folder, or - (standard input).")
    ],
    dry_run: DryRun = False,
    yes: Yes = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Import the good rows when some are bad.")
    ] = False,
    on_match: Annotated[
        str,
        typer.Option(
            "--on-match",
            metavar="WHAT",
            help="Of what is there already: fill (what is empty or came from such a file and was"
            " not changed since), overwrite, skip, ask, new.",
        ),
    ] = "fill",
    as_: Annotated[
        str, typer.Option("--as", metavar="NOUN", help="Take the rows for contacts, deals …")
    ] = "",
    map_: Annotated[
        Several,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Or =custom:KEY; repeatable."),
    ] = None,
    ignore: Annotated[
        Several, typer.Option("--ignore", metavar="COLUMN", help="Leave out; repeatable.")
    ] = None,
    mapping: Annotated[
        str, typer.Option("--mapping", metavar="NAME", help="Map as kept under that name.")
    ] = "",
    save_mapping: Annotated[
        str, typer.Option("--save-mapping", metavar="NAME", help="Keep the mapping.")
    ] = "",
    dates: Annotated[
        str, typer.Option("--dates", metavar="ORDER", help="dmy or mdy, where 3/4/2026 occurs.")
    ] = "",
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Like cp1252; found out if left out.")
    ] = "",
    delimiter: Annotated[
        str, typer.Option("--delimiter", metavar="SIGN", help="Like ; (found out if left out).")
    ] = "",
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help="Of a workbook (else the first one; * for all), or a table of an archive.",
        ),
    ] = "",
) -> None:
    session = ctx.obj
    if len(file) == 1 and file[0] != "-" and Path(file[0]).expanduser().is_dir():
        from tinycrm.interchange.whole import is_whole

        if is_whole(file[0]):
            import_whole(session, file[0], dry_run)
            return
    from tinycrm.cli.import_files import new_database
    from tinycrm.cli.import_preview import Answers, preview
    from tinycrm.cli.import_report import Progress, tell, tell_formats
    from tinycrm.interchange.importing import Options, import_files
    from tinycrm.interchange.inputs import opened_inputs
    from tinycrm.interchange.placing import POLICIES
    from tinycrm.interchange.sources import Choices
    from tinycrm.interchange.trying import tried

    if on_match not in POLICIES:
        raise UsageError(
            f"There is no --on-match {quote_value(on_match)}.", f"Known are: {', '.join(POLICIES)}."
        )
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    if on_match == "ask" and not asks:
        raise UsageError("Questions need a terminal.", "Decide with --on-match fill, skip or new.")
    choices = Choices(
        encoding=encoding,
        delimiter="\t" if delimiter in ("\\t", "tab") else delimiter,
        noun=as_,
        mapping=pairs(map_, ignore),
        mapping_name=mapping,
        dates=dates,
        sheet=sheet,
    )
    with new_database(session, dry_run=dry_run), ExitStack() as stack:
        files = opened_inputs(session.crm, stack, file, choices, session.tell)
        progress = Progress(files)
        options = Options(
            on_match,
            dry_run,
            keep_going,
            save_mapping=save_mapping,
            progress=progress.show if sys.stderr.isatty() else None,
        )
        if on_match == "ask":
            options = Answers(session).settle(files, options)
        if not dry_run and not yes and asks and sys.stdout.isatty():
            preview(session, files, options)
        elif not session.json:
            tell_formats(session, files)
        if dry_run:
            reports = tried(session.crm, files, options)
        else:
            inputs = [each.input(stack, write=True) for each in files]
            reports = import_files(session.crm, inputs, options)
        progress.clear()
    tell(session, files, reports, options)
    if any(report.rejected for report in reports):
        raise typer.Exit(REJECTED)


IMPORTS = (
    ("Step", "step", "number"),
    ("When", "at", "instant"),
    ("File", "file", "text"),
    ("Format", "format", "text"),
    *((outcome.capitalize(), outcome, "number") for outcome in OUTCOMES),
    ("Undone by", "undone_by", "number"),
)


def list_imports(
    ctx: typer.Context,
    limit: Limit = 50,
) -> None:
    from tinycrm.store.imports import imported

    empty = "Nothing was imported yet. Try it: crm import people.csv --dry-run"
    output.table(ctx.obj, IMPORTS, imported(ctx.obj.crm.db, limit), empty)


def pairs(mapped: list[str] | None, ignored: list[str] | None) -> dict[str, str]:
    """What --map and --ignore say of columns."""
    found = {}
    for text in mapped or ():
        column, sign, field = text.rpartition("=")
        if not sign or not column.strip():
            raise UsageError(
                f"--map {quote_value(text)} names no field.", 'Write --map "Column=field".'
            )
        found[column.strip()] = field.strip()
    found.update({column.strip(): "ignore" for column in ignored or ()})
    return found


def import_whole(session: Any, folder: str, dry_run: bool) -> None:
    """Make the new file equal to the one that the folder was exported from."""
    from tinycrm.cli.import_files import new_database
    from tinycrm.interchange.whole import import_all

    with new_database(session, dry_run=dry_run):
        report = import_all(session.crm, folder, dry_run=dry_run)
    if session.json:
        output.write_json({**report._asdict(), "written": not dry_run})
        return
    for name, count in report.rows.items():
        print(f"{name.removesuffix('.csv')}\t{count}")
