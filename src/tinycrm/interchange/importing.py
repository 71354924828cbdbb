"""Brings files into the database, each row accounted for, nothing of it twice.

What is there is not overwritten unless that is asked for: what is empty is filled in, and what an
earlier import of such a file wrote follows the file as long as nobody edited it.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import CrmError, DatabaseError
from tinycrm.interchange import mappings
from tinycrm.interchange.placing import Ask, Placer
from tinycrm.interchange.report import NOUNS, OUTCOMES, Report
from tinycrm.interchange.sources import Source
from tinycrm.store import imports

if TYPE_CHECKING:
    from tinycrm.crm import Crm


def nobody(line: int, row: Any, words: str) -> None:
    """Where nobody wants to hear of rejected rows."""


class Input(NamedTuple):
    """A file to be imported: its name, its rows, and who is given each rejected row."""

    name: str
    source: Source
    rejected: Callable[[int, Any, str], None] = nobody
    size: int = 0
    sha256: str = ""


class Options(NamedTuple):
    """How to import: what to do about records that are there, and about rows that are bad.

    `on_match` is one of fill, overwrite, skip, ask, new; `ask` answers the questions of the one
    but last. `save_mapping` is a name under which the mapping of columns is kept; `progress` is
    told now and then how many rows were read. `begun` is given the report of each file before its
    first row, to be looked at while it grows.
    """

    on_match: str = "fill"
    dry_run: bool = False
    keep_going: bool = False
    ask: Ask | None = None
    save_mapping: str = ""
    progress: Callable[[str, int], None] | None = None
    begun: Callable[[Report], None] | None = None


EVERY = 100
"""Rows between two reports of progress."""


def import_files(crm: "Crm", inputs: Sequence[Input], options: Options) -> list[Report]:
    """Import files, each as a step of the history of its own, and say what became of each row.

    Companies come first, then people, deals, and what happened or is to be done, so that links
    find what they lead to. Of a file of which any row is rejected nothing is written, unless
    `keep_going`; with `dry_run` nothing is in any case, and the counts are the same.
    """
    ordered = sorted(inputs, key=lambda each: NOUNS.index(each.source.noun))
    if not options.dry_run or len(ordered) == 1:
        return [import_file(crm, each, options) for each in ordered]
    # One operation around all of them: what comes later links to what came before.
    with crm.db.operation("import", dry_run=True, bulk=True):
        return [tried(crm, each, options) for each in ordered]


def import_file(crm: "Crm", given: Input, options: Options) -> Report:
    """Import one file."""
    source = given.source
    report = Report(given.name, source.noun, source.unit)
    with crm.db.operation("import", dry_run=options.dry_run, bulk=True) as operation:
        place_all(crm, given, options, report)
        keep_mapping(crm, source, options)
        if report.rejected and not options.keep_going:
            operation.dry_run = report.refused = True
        report.written = not operation.dry_run
        imports.record(crm.db, record_of(given, report))
        operation.summary = report.summary()
    report.pictures = source.pictures
    return report


def record_of(given: Input, report: Report) -> dict[str, Any]:
    """What is kept of a file, so that it is known later what came from where."""
    source = given.source
    return {
        "name": given.name,
        "format": source.format,
        "encoding": source.encoding,
        "size": given.size,
        "sha256": given.sha256[:16],
        **{outcome: report.total(outcome) for outcome in OUTCOMES},
    }


def tried(crm: "Crm", given: Input, options: Options) -> Report:
    """Import a file within a dry run of several, where the next one finds what it wrote."""
    with crm.db.part() as part:
        report = import_file(crm, given, options)
        part.kept = not report.rejected or options.keep_going
    return report


def place_all(crm: "Crm", given: Input, options: Options, report: Report) -> None:
    """Place the rows of a file one by one; those that cannot be are rejected."""
    source = given.source
    if options.begun:
        options.begun(report)
    placer = Placer(
        crm,
        report,
        options.on_match,
        options.ask,
        keep_going=options.keep_going,
        format=source.format,
    )
    skipped = 0
    for number, (line, row, make) in enumerate(source.rows(), 1):
        placer.line = line
        try:
            for item in make():
                placer.place(item)
        except DatabaseError:
            raise
        except CrmError as error:
            words = error.message.strip().rstrip(".")
            report.reject(line, words)
            given.rejected(line, row, words)
        if source.skipped > skipped:
            skipped = source.skipped
            report.count(source.noun, "skipped")
        if options.progress and number % EVERY == 0:
            options.progress(given.name, number)
    for line, words in source.remarks():
        report.remark(line, words)


def keep_mapping(crm: "Crm", source: Source, options: Options) -> None:
    """Remember what the person said of the columns, for the next file of that kind."""
    if source.mapping or options.save_mapping:
        from tinycrm.interchange.table_source import TableSource

        if isinstance(source, TableSource):
            mappings.keep(crm.db, source.fingerprint, source.mapping, options.save_mapping)
