"""How the file of an export will begin, to be looked at before it is written."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.interchange.exporting import Wanted, Writer, refuse_unfit

if TYPE_CHECKING:
    from tinycrm.crm import Crm

TABLES = ("csv", "tsv", "xlsx", "markdown")
LINES = 20
LONGEST = 500
"""Characters of a cell or a line: more of them nobody can look at."""


class Beginning(NamedTuple):
    """The first records of a file, as it will have them.

    Of a table these are the `titles` of its columns and `rows` of cells, of any other form the
    `lines` of the records, without what stands around all of them. What is longer than 500
    characters is cut.
    """

    titles: list[str]
    rows: list[list[str]]
    lines: list[str]


def beginning(crm: "Crm", wanted: Wanted, records: int = 5) -> Beginning:
    """How a file begins; of the records no more than these few are read.

    Raises UsageError for what does not go together and for an unknown column.
    """
    refuse_unfit(wanted, "file")
    few = wanted._replace(limit=records, ids=wanted.ids[:records])
    return of_table(crm, few) if wanted.form in TABLES else of_text(crm, few)


def of_table(crm: "Crm", wanted: Wanted) -> Beginning:
    from tinycrm.interchange.export import chosen_cells

    names, batches = chosen_cells(crm, wanted.noun, Writer(crm, wanted).rows(), wanted.fields)
    written = cells_of(crm, wanted, names)
    rows = [[cell[:LONGEST] for cell in written(row)] for batch in batches for row in batch]
    return Beginning(names, rows, [])


def cells_of(
    crm: "Crm", wanted: Wanted, names: Sequence[str]
) -> Callable[[Sequence[object]], list[str]]:
    """What makes texts of the cells of a row, as they stand in a table of this form."""
    if wanted.form == "xlsx":
        from tinycrm.interchange.xlsx_writing import readers

        read = readers(crm, wanted.noun, names)
        return lambda row: [
            "" if cell is None or cell == "" else as_shown(become(cell))
            for become, cell in zip(read, row, strict=True)
        ]
    if wanted.form == "markdown":
        from tinycrm.interchange.markdown import in_cell

        return lambda row: ["" if cell is None else in_cell(str(cell)[:LONGEST]) for cell in row]
    if wanted.excel:
        from tinycrm.interchange.export import guarded_cells

        return lambda row: ["" if cell is None else str(cell) for cell in guarded_cells(row)]
    return lambda row: ["" if cell is None else str(cell) for cell in row]


def as_shown(value: object) -> str:
    """A value of a workbook, as a spreadsheet shows it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def of_text(crm: "Crm", wanted: Wanted) -> Beginning:
    file = io.StringIO(newline="")
    Writer(crm, wanted).write(file)
    lines = file.getvalue().replace("\r\n", "\n").removesuffix("\n").split("\n")
    if wanted.form == "json":
        lines = lines[1:-1]
    elif wanted.form == "ical":
        # What stands before the first of them is the same in every calendar.
        begins = (at for at, line in enumerate(lines) if line in ("BEGIN:VTODO", "BEGIN:VEVENT"))
        lines = lines[next(begins, len(lines)) : -1]
    return Beginning([], [], [line[:LONGEST] for line in lines[:LINES] if line])
