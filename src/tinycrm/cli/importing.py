"""`import`: people from CSV or JSON Lines."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, NotFoundError

KEPT_IN_MEMORY = 8 << 20
REJECTED = 5
"""The exit code when rows were rejected."""


def import_file(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="- reads standard input.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, do nothing.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Import the good rows when some are bad.")
    ] = False,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Like cp1252; found out if left out.")
    ] = "",
    delimiter: Annotated[
        str, typer.Option("--delimiter", metavar="SIGN", help="Like ; (found out if left out).")
    ] = "",
) -> None:
    session = ctx.obj
    if file != "-" and Path(file).expanduser().is_dir():
        from tinycrm.interchange.whole import is_whole

        if is_whole(file):
            import_whole(session, file, dry_run)
            return
    from tinycrm.interchange.importing import import_people, source_of
    from tinycrm.interchange.sources import open_source, rejects_writer

    with ExitStack() as stack:
        opened = stack.enter_context(opened_file(file))
        sign = "\t" if delimiter in ("\\t", "tab") else delimiter
        source = open_source(session.crm, opened, encoding, sign)
        if source.guessed:
            session.tell("The file is not UTF-8; taken for cp1252. Say otherwise with --encoding.")
        rejects = Rejects(file, source.kind, rejects_writer, source, stack, dry_run)
        report = import_people(
            session.crm,
            source.rows,
            "standard input" if file == "-" else Path(file).name,
            "jsonl" if source.columns is None else source_of(source.columns.names),
            dry_run=dry_run,
            keep_going=keep_going,
            rejected=rejects.write,
        )
    tell(session, report, source, rejects.path, dry_run)
    if report.rejected:
        raise typer.Exit(REJECTED)


def import_whole(session: Any, folder: str, dry_run: bool) -> None:
    """Make the new file equal to the one that the folder was exported from."""
    from tinycrm.interchange.whole import import_all

    report = import_all(session.crm, folder, dry_run=dry_run)
    if session.json:
        from tinycrm.cli.output import write_json

        write_json({**report._asdict(), "written": not dry_run})
        return
    for name, count in report.rows.items():
        session.say(f"{name.removesuffix('.csv')}\t{count}")


def opened_file(name: str) -> IO[bytes]:
    """The file, or a copy of standard input: reading begins again once it is known what it is."""
    if name == "-":
        return copied(sys.stdin.buffer)
    path = Path(name).expanduser()
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {quote_value(name)}.", "Check the path.") from None
    except OSError as error:
        raise InvalidError(
            f"The file {quote_value(name)} cannot be read: {error.strerror}.", "Give a CSV file."
        ) from None
    if not opened.seekable():
        opened.close()
        raise InvalidError(f"{quote_value(name)} is no plain file.", "Pipe it in: crm import -")
    return opened


def copied(stream: IO[bytes]) -> IO[bytes]:
    """What a pipe holds as a file, which nobody else sees."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


class Rejects:
    """The file of rejected rows, which comes into being with the first of them."""

    def __init__(
        self, name: str, kind: str, writer: Any, source: Any, stack: ExitStack, dry_run: bool
    ) -> None:
        self.wanted = "" if dry_run or name == "-" else f"{name}.rejected.{kind}"
        self.path = ""
        self.writer = writer
        self.source = source
        self.stack = stack
        self.row: Any = None

    def write(self, line: int, row: Any, words: str) -> None:
        if not self.wanted:
            return
        if self.row is None:
            from tinycrm.interchange.files import new_file

            file = self.stack.enter_context(new_file(self.wanted, replace=True))
            self.row, self.path = self.writer(self.source, file), self.wanted
        self.row(line, row, words)


def tell(session: Any, report: Any, source: Any, rejects: str, dry_run: bool) -> None:
    """The counts on standard output, everything that wants a word on standard error."""
    counts = ("created", "updated", "unchanged", "rejected")
    if session.json:
        from tinycrm.cli.output import write_json

        columns = source.columns
        write_json(
            {
                **{name: getattr(report, name) for name in counts},
                "dry_run": dry_run,
                "written": report.written,
                "columns": dict(zip(columns.names, columns.meanings, strict=True))
                if columns
                else {},
                "new_fields": report.new_fields,
                "rejections": [{"line": line, "error": words} for line, words in report.rejections],
                "remarks": [{"line": line, "remark": words} for line, words in report.remarks],
                "rejected_file": rejects or None,
            }
        )
    else:
        for name in counts:
            session.say(f"{name}\t{getattr(report, name)}")
    for key, title in report.new_fields.items():
        session.tell(f"New field {key}, from the column {quote_value(title)}.")
    for line, words in sorted([*report.remarks, *report.rejections]):
        session.tell(f"Line {line}: {words.rstrip('.')}.")
    if report.rejected > len(report.rejections):
        session.tell(f"… and {report.rejected - len(report.rejections)} more rejected rows.")
    if rejects:
        session.tell(f"The rejected rows are in {rejects}")
    if report.rejected and not report.written and not dry_run:
        session.tell("Nothing was written. --keep-going imports the others.")
