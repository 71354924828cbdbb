"""What a stage without deals says: what belongs there, and the key that adds it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.widgets.stage_column import StageColumn


def empty_words(column: StageColumn, width: int) -> list[tuple[str, str]]:
    """The lines in so many cells, each with its tone."""
    lines: list[tuple[str, str]] = []
    for text in sentences(column):
        lines += [(line, "muted") for line in wrap(text[:400], max(width, 8))]
        lines.append(("", ""))
    return lines


def sentences(column: StageColumn) -> list[str]:
    board, stage = column.board, column.stage
    key = board.app.key_of("new")
    if any(len(each.rows) for each in board.columns):
        criteria = stage.exit_criteria
        left = [f"It is left when: {criteria}"] if criteria else []
        return [f"Nothing in {stage.name}.", *left, f"{key} adds a deal here."]
    if column is board.columns[0]:
        first = "A deal is work that you may win: what it is, for whom, how much."
        return [first, f"{key} adds the first one."]
    return [f"Deals here are won {stage.probability} % of the time."]
