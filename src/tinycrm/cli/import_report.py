"""Tells what became of imported files: the counts as data, everything else as talk."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.cli import output
from tinycrm.domain.text import quote_value
from tinycrm.interchange.report import NOUNS, OUTCOMES, counted
from tinycrm.store.references import plural

if TYPE_CHECKING:
    from tinycrm.cli.session import Session
    from tinycrm.interchange.importing import Options
    from tinycrm.interchange.inputs import InputFile
    from tinycrm.interchange.report import Report
    from tinycrm.interchange.sources import Source

COLUMNS = (
    ("What", "what", "text"),
    *((outcome.capitalize(), outcome, "number") for outcome in OUTCOMES),
    ("File", "file", "text"),
)


MOST = 12
HEADER = " The first line was taken for the titles; if it is none, put a line of titles before it."
BAR = 20
"""Signs of which a bar is made."""


class Counts(NamedTuple):
    """What became of a file's records of one noun."""

    what: str
    created: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    file: str


class Progress:
    """A line on standard error that shows how far files are read; `files` can tell."""

    def __init__(self, files: "Sequence[InputFile]") -> None:
        self.files = {file.name: file for file in files}
        self.shown = False
        self.read = 0

    def show(self, name: str, rows: int) -> None:
        from tinycrm.domain.text import safe_text, shorten

        line = f"\r\x1b[K{safe_text(shorten(name, 40))}: {self.bar(name)}{rows:,} rows"
        print(line, end="", file=sys.stderr, flush=True)
        self.shown = True

    def bar(self, name: str) -> str:
        """How much of a file is read; nothing where its place does not tell, as in a workbook."""
        read, size = self.files[name].place()
        moves, self.read = read != self.read, read
        if not moves or not size:
            return ""
        done = min(BAR, read * BAR // size)
        return f"[{'#' * done}{'.' * (BAR - done)}] {min(100, read * 100 // size)} %, "

    def clear(self) -> None:
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.shown = False


def rows_of(reports: "Sequence[Report]") -> list[Counts]:
    """The counts by file and noun; a file of which nothing came has a row as well."""
    found = []
    for report in reports:
        if not report.counts:
            report.counts[report.noun] = dict.fromkeys(OUTCOMES, 0)
        for noun, counts in report.done():
            found.append(Counts(what=plural(noun), **counts, file=report.name))
    return found


def tell(
    session: "Session",
    files: "Sequence[InputFile]",
    reports: "Sequence[Report]",
    options: "Options",
) -> None:
    """The counts on standard output, everything that wants a word on standard error."""
    # Reports come in the order of nouns; of two files with one name each has its own.
    ordered = sorted(files, key=lambda file: NOUNS.index(file.source.noun))
    pairs = list(zip(reports, ordered, strict=True))
    rows = rows_of(reports)
    if session.json:
        output.write_json(as_json(pairs, options))
    else:
        output.table(session, COLUMNS, rows)
    for report, file in pairs:
        tell_one(session, report, file, options, len(reports) > 1)


def tell_formats(session: "Session", files: "Sequence[InputFile]") -> None:
    """What files were taken for and what their columns become, briefly, where none asks first."""
    from tinycrm.interchange.column_words import mapped

    for file in files:
        source = file.source
        session.tell(f"{file.name}: {source.format}, because {source.why}.")
        if len(source.sheets) > 1 and not file.member:
            others = listed([sheet for sheet in source.sheets if sheet != source.sheet])
            session.tell(
                f"  The sheet {quote_value(source.sheet)} is read, and of no other: {others}."
                " Say --sheet NAME for one of them, --sheet '*' for all."
            )
        if columns := mapped(source):
            session.tell(f"  {columns}")


def tell_one(
    session: "Session", report: "Report", file: "InputFile", options: "Options", several: bool
) -> None:
    prefix = f"{report.name}: " if several else ""

    def say(words: str) -> None:
        session.tell(prefix + words)

    source = file.source
    if source.guessed:
        say("The file is not UTF-8; taken for cp1252. Say otherwise with --encoding.")
    if source.remembered:
        say(f"Columns are mapped by {source.remembered}.")
    if source.guessed_name:
        say(guess_words(source))
    for key, (noun, title) in () if report.refused else report.new_fields.items():
        column = quote_value(column_of(source, key, title))
        say(f"New field {key} of every {noun}, from the column {column}.")
    if report.added and not report.refused:
        added = ", ".join(counted(noun, count) for noun, count in report.added.items())
        say(f"Created besides, because rows name them: {added}.")
    if report.linked and not report.refused:
        linked = ", ".join(counted(noun, count) for noun, count in report.linked.items())
        say(f"Linked, because they had named these before: {linked}.")
    for name, pipeline, percent in () if report.refused else report.new_stages[:MOST]:
        say(
            f"New stage {quote_value(name)} of {quote_value(pipeline)}, taken for {percent} %"
            f" probable; to change that: crm edit-stage {shlex.quote(name)} --probability …"
        )
    ignored = [name for name, account in source.accounts().items() if account == "ignored"]
    if ignored:
        say(f"Left out: {listed(ignored)}.")
    if report.pictures:
        say(f"Pictures are not kept: {report.pictures}.")
    for words in report.told():
        say(words.rstrip(".") + ".")
    if report.unheard:
        say(f"… and {report.unheard:,} more remarks, of other kinds.")
    if report.differing:
        say(differing_words(report, "kept"))
    if file.rejects:
        say(f"The rejected rows are in {file.rejects}")
    if report.rejected and not report.written and not options.dry_run:
        say("Nothing was written. --keep-going imports the others.")


def differing_words(report: "Report", keep: str) -> str:
    """How many records keep their own values, and what takes those of the file."""
    return (
        f"{counted('record', report.differing)} {keep} values that the file has otherwise;"
        " --on-match overwrite takes the file's."
    )


def guess_words(source: "Source") -> str:
    """What is said where no title told which column names the records."""
    column = quote_value(source.guessed_name)
    columns = source.columns()
    header = "" if any(each.name == f"column_{len(columns)}" for each in columns) else HEADER
    return (
        f"No title says which column names the records; {column} was taken."
        f' Say otherwise with --map "Column=name".{header}'
    )


def column_of(source: "Source", key: str, title: str) -> str:
    """The column that a field was made for, also where --map names the key of the field."""
    mapped = (each.name for each in source.columns() if each.meaning == f"custom:{key}")
    return next(mapped, title)


def listed(names: Sequence[str], most: int = MOST) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def as_json(pairs: "Sequence[tuple[Report, InputFile]]", options: "Options") -> dict[str, Any]:
    """The report as one object: totals, and each file."""
    reports = [report for report, _ in pairs]
    return {
        "dry_run": options.dry_run,
        "written": all(report.written for report in reports),
        **{
            each: sum(counts[each] for report in reports for _, counts in report.done())
            for each in OUTCOMES
        },
        "would": {each: sum(report.total(each) for report in reports) for each in OUTCOMES},
        "files": [file_json(report, file) for report, file in pairs],
    }


def file_json(report: "Report", file: "InputFile") -> dict[str, Any]:
    source, accounts = file.source, file.source.accounts()
    return {
        "name": report.name,
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter or None,
        "written": report.written,
        "counts": {plural(noun): counts for noun, counts in report.done()},
        "would": {plural(noun): counts for noun, counts in report.rows()},
        "added": {plural(noun): count for noun, count in report.added.items()},
        "linked": {plural(noun): count for noun, count in report.linked.items()},
        "new_stages": [
            {"name": name, "pipeline": pipeline, "probability": percent}
            for name, pipeline, percent in report.new_stages
        ],
        "columns": [
            {
                "name": column.name,
                "meaning": column.meaning or None,
                "field": report.extra_columns.get(column.name),
                "account": accounts.get(column.name),
            }
            for column in source.columns()
        ],
        "new_fields": {
            key: column_of(source, key, title) for key, (_, title) in report.new_fields.items()
        },
        "pictures": report.pictures,
        "differing": report.differing,
        "kinds": [
            {"rows": count, "first_line": line, "words": words}
            for count, line, words in report.kinds.values()
        ],
        "rejections": [{"line": line, "error": words} for line, words in report.rejections],
        "remarks": [{"line": line, "remark": words} for line, words in report.remarks],
        "rejected_file": file.rejects or None,
    }
