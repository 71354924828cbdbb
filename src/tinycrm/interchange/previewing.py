"""Looks at files without writing anything, and imports them: in one call each, as data."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.errors import CrmError
from tinycrm.interchange.column_words import becomes
from tinycrm.interchange.importing import Options, import_files
from tinycrm.interchange.inputs import InputFile, opened_inputs
from tinycrm.interchange.report import Report
from tinycrm.interchange.sources import Choices
from tinycrm.interchange.trying import tried

if TYPE_CHECKING:
    from tinycrm.crm import Crm

AS_USUAL = Options()


class ColumnLook(NamedTuple):
    """A column of a file: its title, what it becomes in words, and the first value in it.

    `account` is mapped, extra (a field of one's own), ignored or empty; `meaning` is how
    `Choices.mapping` calls what it becomes.
    """

    name: str
    becomes: str
    account: str
    meaning: str
    example: str


class FileLook(NamedTuple):
    """What a file was taken for: records of `noun` as the program `format` writes them, and `why`.

    `guessed` says that the encoding is a guess, `remembered` which mapping of earlier was taken,
    `guessed_name` which column was taken for the records' name where none says so. Rows are
    counted in `unit`: lines, cards. `table` is which one of an archive or a folder it is; of a
    workbook `sheet` is the one of its `sheets` that is read.
    """

    name: str
    noun: str
    format: str
    why: str
    encoding: str
    guessed: bool
    delimiter: str
    remembered: str
    guessed_name: str
    unit: str
    table: str
    sheets: Sequence[str]
    sheet: str
    columns: list[ColumnLook]


class Preview(NamedTuple):
    """What an import would do: what each file is, what would become of its rows, what is left out.

    `reports` stand in the order in which files are imported, companies first: `name` tells them.
    """

    files: list[FileLook]
    reports: list[Report]
    left_out: list[str]


class Imported(NamedTuple):
    """What an import did, file by file; `rejects` are the files of rejected rows, by name."""

    reports: list[Report]
    rejects: dict[str, str]


def preview(
    crm: "Crm",
    paths: Sequence[str],
    choices: Choices | None = None,
    options: Options = AS_USUAL,
    looked: Callable[[list[FileLook]], None] = lambda files: None,
) -> Preview:
    """Look at files and try their import, without writing anything.

    `looked` hears what the files were taken for before their import is tried, which takes longer.
    `options.progress` hears of the rows, and may raise to stop. Raises NotFoundError and
    InvalidError for what cannot be read, NeedsDates (an InvalidError) where dates could be read
    in two ways: then `choices.dates` has to say which.
    """
    left_out: list[str] = []
    with ExitStack() as stack:
        files = opened_inputs(crm, stack, paths, choices or Choices(), left_out.append)
        looks = [look(file) for file in files]
        looked(looks)
        return Preview(looks, tried(crm, files, options), left_out)


def import_paths(
    crm: "Crm",
    paths: Sequence[str],
    choices: Choices | None = None,
    options: Options = AS_USUAL,
    tell: Callable[[str], None] = lambda words: None,
) -> Imported:
    """Import files, each as a step of the history; rejected rows go into files beside them.

    With `options.keep_going` the good rows of a file are written although others are bad.
    `tell` hears what is left out of an archive. Raises the same as `preview`.
    """
    with ExitStack() as stack:
        files = opened_inputs(crm, stack, paths, choices or Choices(), tell)
        inputs = [file.input(stack, write=not options.dry_run) for file in files]
        reports = import_files(crm, inputs, options)
    return Imported(reports, {file.name: file.rejects for file in files if file.rejects})


def import_as_one(
    crm: "Crm",
    paths: Sequence[str],
    choices: Choices | None = None,
    options: Options = AS_USUAL,
) -> Imported:
    """Import files, all of them as a single step of the history.

    Rejected rows never hold back the others here. Raises the same as `preview`.
    """
    with crm.db.operation("import", bulk=True) as operation:
        found = import_paths(crm, paths, choices, options._replace(keep_going=True))
        operation.summary = "; ".join(report.summary() for report in found.reports)
    return found


def columns_alone(path: str, choices: Choices | None = None) -> list[ColumnLook]:
    """The columns of a table of which nothing tells what it holds, each with a value from it.

    For somebody to say what they become, in `Choices.mapping`. None of any other file.
    """
    from tinycrm.interchange import csv_reading
    from tinycrm.interchange.formats.columns import column_names, raw_header
    from tinycrm.interchange.inputs import opened_file
    from tinycrm.interchange.table_source import TextTable

    asked = choices or Choices()
    try:
        with opened_file(path) as file:
            encoding, guessed = csv_reading.encoding_of(file, asked.encoding)
            sample = csv_reading.sample_of(file, encoding)
            if not sample.strip() or sample.lstrip()[0] in "{[<":
                return []
            table = TextTable(file, encoding, asked.delimiter, sample, guessed)
            header, rows = raw_header(table.records())
            _, first = next(rows, (0, []))
    except CrmError:
        return []
    names = column_names(header)
    cells = [*first, *[""] * len(names)]
    return [
        ColumnLook(name, "", "extra", "", cell) for name, cell in zip(names, cells, strict=False)
    ]


def look(file: InputFile) -> FileLook:
    """What an opened file was taken for and why, and what each column becomes."""
    source = file.source
    accounts = source.accounts()
    return FileLook(
        name=file.name,
        noun=source.noun,
        format=source.format,
        why=source.why,
        encoding=source.encoding,
        guessed=source.guessed,
        delimiter=source.delimiter,
        remembered=source.remembered,
        guessed_name=source.guessed_name,
        unit=source.unit,
        table=file.member,
        sheets=source.sheets,
        sheet=source.sheet,
        columns=[
            ColumnLook(
                column.name,
                becomes(column, accounts[column.name]),
                accounts[column.name],
                column.meaning,
                column.example,
            )
            for column in source.columns()
        ],
    )
