"""Cells that a spreadsheet would take for formulas: an apostrophe goes before them."""

from __future__ import annotations

FORMULA_SIGNS = "=+-@\t\r\n\0＝＋－＠"  # a spreadsheet reads full-width signs alike


def is_formula(cell: str) -> bool:
    """Whether a cell begins like a formula, spaces and earlier apostrophes apart."""
    first = cell.lstrip(" '")[:1]
    return bool(first) and first in FORMULA_SIGNS


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would compute it."""
    return f"'{cell}" if is_formula(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and is_formula(cell[1:]) else cell
