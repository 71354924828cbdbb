"""Workbooks for tests of imports."""

from collections.abc import Mapping, Sequence
from pathlib import Path

PEOPLE = [("Name", "E-Mail", "Company"), ("Ada", "ada@a.co", "Acme")]
FIRMS = [("Company name", "Company Domain Name"), ("Acme", "acme.example")]


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write sheets with these titles and rows."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
