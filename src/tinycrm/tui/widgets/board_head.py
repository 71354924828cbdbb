"""The line over the board: the whole pipeline in figures, and what is out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len

from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.amounts import fitted_sums
from tinycrm.tui.widgets.bars import Bar

if TYPE_CHECKING:
    from tinycrm.store.board import Board

SUMS = 22
"""Cells that sums of several currencies take at most."""


class WonDeals(NamedTuple):
    """What was won in a month: how many deals, and their sums by currency."""

    month: str
    deals: int
    sums: list[tuple[str, int]]


class BoardHead(Bar):
    """Pipeline, figures, what was won this month, and how many stages are out of sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--good"}

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.won: WonDeals | None = None
        self.currency = ""
        self.hidden = (0, 0)
        self.dragged = ""
        """What is being dragged and where to, in words."""

    def parts(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        right = self.hints()
        room = self.size.width - sum(cell_len(text) for text, _, _ in right)
        if self.dragged:
            return [(f" {shorten(self.dragged, room - 1)}", "here", "")], right
        left = [(" ", "", "")]
        for part in self.facts():
            cells = sum(cell_len(text) for text, _, _ in [*left, part])
            if cells <= room:
                left.append(part)
        return left, right

    def facts(self) -> list[tuple[str, str, str]]:
        """What is worth saying, the most important first."""
        if self.board is None:
            return []
        name = shorten(safe_text(self.board.pipeline), 24)
        facts = [(name, "name", "pipeline"), (f" · {self.board.deals:,} open", "muted", "")]
        if self.board.sums:
            amounts = [(each.currency, each.amount) for each in self.board.sums]
            facts.append((f" · {fitted_sums(amounts, self.currency, SUMS)}", "", ""))
            likely = [(each.currency, each.weighted) for each in self.board.sums]
            words = f" · likely {fitted_sums(likely, self.currency, SUMS)}"
            facts.append((words, "muted", ""))
        if self.won is not None and self.won.deals:
            sums = fitted_sums(self.won.sums, self.currency, SUMS)
            words = f"won in {self.won.month} · {self.won.deals:,}" + (f" · {sums}" if sums else "")
            facts.append((f"    {words}", "good", "closed"))
        return facts

    def hints(self) -> list[tuple[str, str, str]]:
        """How many stages stand further left and right."""
        left, right = self.hidden
        words = [f"‹ {left} more"] * bool(left) + [f"{right} more ›"] * bool(right)
        return [(f"  {'   '.join(words)} ", "here", "")] if words else []
