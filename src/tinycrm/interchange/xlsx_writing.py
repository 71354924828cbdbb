"""Writes records as a workbook, with real dates and numbers, in constant memory.

Needs XlsxWriter, which the extra `tinycrm[xlsx]` installs. No text becomes a formula or a link.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from tinycrm.errors import CrmError, InvalidError
from tinycrm.interchange.record_columns import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tinycrm.crm import Crm

MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets count a day that there never was."""
NUMBERS = 10**15
"""Beyond it a spreadsheet would round."""
WIDE = ("name", "title", "subject", "body", "about", "notes", "email", "emails", "company")


def write_sheet(
    file: IO[bytes],
    title: str,
    names: Sequence[str],
    batches: Iterable[Sequence[Sequence[object]]],
    reads: Sequence[Callable[[Any], object]],
) -> int:
    """Write one sheet with a heading; returns how many cells had to be cut.

    `reads` say what the cells of each column become. Instants become local times. Raises
    CrmError where XlsxWriter is missing, InvalidError for more rows than a sheet has.
    """
    workbook, sheet = new_workbook(file, title)
    formats = {
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "instant": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    bold = workbook.add_format({"bold": True})
    for column, name in enumerate(names):
        sheet.set_column(column, column, 28 if name in WIDE else max(11, min(len(name) + 2, 24)))
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    row = cut = 0
    for cells in (cells for batch in batches for cells in batch):
        row += 1
        if row >= MOST_ROWS:
            raise InvalidError(
                f"A sheet has {MOST_ROWS:,} rows, and these are more.",
                "Narrow them down with a filter, or use --csv.",
            )
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                cut += write_cell(sheet, row, column, reads[column](cell), formats)
    if row:
        sheet.autofilter(0, 0, row, len(names) - 1)
    workbook.close()
    return cut


def new_workbook(file: IO[bytes], title: str) -> tuple[Any, Any]:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise CrmError(
            "Workbooks need XlsxWriter, which is not installed.",
            "Install it with: pip install 'tinycrm[xlsx]'",
        ) from None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(file, options)
    # The time of the export would make another file of the same records.
    workbook.set_properties({"created": datetime(2000, 1, 1)})
    return workbook, workbook.add_worksheet(title[:31])


def write_cell(sheet: Any, row: int, column: int, value: object, formats: dict[str, Any]) -> bool:
    """Write a value by its type; True if it had to be cut."""
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["instant"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        # A character beyond the first 65,536 counts twice.
        if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
            whole = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
            sheet.write_string(row, column, whole.decode("utf-16-le", "ignore") + "…")
            return True
        sheet.write_string(row, column, text)
    return False


def readers(crm: Crm, noun: str, names: Sequence[str]) -> list[Callable[[Any], object]]:
    """What the cells of each column become."""
    from tinycrm.store.custom import definitions

    own = {f"custom.{key}": each.type for key, each in definitions(crm.db, noun).items()}
    return [reader(name, own.get(name, "")) for name in names]


def reader(name: str, kind: str) -> Callable[[Any], object]:
    """What a cell of a column becomes, by the column's name or its type."""
    if kind == "date" or name.endswith("_on") or name == "birthday":
        return day
    if name.endswith(("_at", "_since")):
        return instant
    if kind == "number":
        return decimal
    return number


def number(cell: Any) -> object:
    if isinstance(cell, Number):
        return decimal(cell)
    return str(cell) if isinstance(cell, int) and abs(cell) > NUMBERS else cell


def decimal(cell: Any) -> object:
    """A number for its digits, unless a spreadsheet would keep fewer of them."""
    text = str(cell)
    digits = re.fullmatch(r"-?([0-9]+)(?:\.([0-9]+))?", text)
    return float(text) if digits and len(text) <= 16 else text


def day(cell: Any) -> object:
    try:
        found = date.fromisoformat(str(cell))
    except ValueError:
        return cell  # a birthday without its year
    return found if found >= FIRST_DAY else cell


def instant(cell: Any) -> object:
    from tinycrm.domain.instants import parse_instant

    try:
        local = parse_instant(str(cell)).astimezone().replace(tzinfo=None, microsecond=0)
    except (InvalidError, ValueError, OverflowError):
        return cell
    return local if local.date() >= FIRST_DAY else cell
