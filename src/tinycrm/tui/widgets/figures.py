"""The figures of the month: won, open, likely, and how far the goal is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.money import format_compact
from tinycrm.tui.amounts import whole_amount

if TYPE_CHECKING:
    from datetime import date

    from tinycrm.reports.month import MonthFigures

Parts = list[tuple[str, str]]
MUTED = "$text-muted"
BLOCKS = "▁▂▃▄▅▆▇█"
OTHERS = 2
"""Further currencies that get a line of their own."""
EXACT = 9
"""Characters up to which an amount is exact; of a larger one the fractions do not matter."""
GOAL = 10
"""Cells of the bar that shows how much of the goal is reached."""


class Figures(Static):
    """What was won this month and what is still to be decided, in each currency."""

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes, markup=False)
        self.short = Content()
        """The figures in a few words, for where they have no room."""

    def show(self, figures: list[MonthFigures], today: date) -> None:
        self.border_title = f"{today:%B}"
        lines = full_lines(figures[0], today)
        lines += other_lines(figures[1:])
        self.update(Content("\n").join(Content.assemble(*line) for line in lines))
        self.short = Content.assemble(*short_form(figures[0], today))


def short_form(month: MonthFigures, today: date) -> Parts:
    """The figures of the currency that comes first, on one line; none where there are none yet."""
    if not month.won and not month.open_deals:
        return []
    parts: Parts = [(f"{today:%B}", MUTED)]
    for word, minor in (("won", month.won), ("open", month.open), ("likely", month.likely)):
        parts += [(f" · {word} ", MUTED), (amount(minor, month), "")]
    return parts


def full_lines(month: MonthFigures, today: date) -> list[Parts]:
    """The lines of the currency that comes first."""
    from tinycrm.domain.date_words import last_of

    end = last_of("month", today)
    deals = "deal" if month.open_deals == 1 else "deals"
    amounts = [amount(value, month) for value in (month.won, month.open, month.likely)]
    width = max(len(text) for text in amounts)
    won, open, likely = (text.rjust(width) for text in amounts)
    lines: list[Parts] = [
        [label("won"), (won, ""), ("  ", ""), (sparkline(month.weeks), "$success"), *change(month)],
        [label("open"), (open, ""), (f"  in {month.open_deals} {deals}", MUTED)],
        [label("likely"), (likely, ""), (f"  by {end.day} {end:%b}", MUTED)],
    ]
    if month.overdue:
        late = amount(month.overdue, month).rjust(width)
        lines.append([label("late"), (late, "$error"), ("  past its date", MUTED)])
    if month.goal is not None and month.reached is not None:
        full = min(month.reached * GOAL // 100, GOAL)
        goal = amount(month.goal, month)
        bar = [("█" * full, "$success"), ("░" * (GOAL - full), MUTED)]
        lines.append([label("goal"), *bar, (f"  {month.reached} %", ""), (f" of {goal}", MUTED)])
    return lines


def other_lines(others: list[MonthFigures]) -> list[Parts]:
    """What is open in further currencies, those with most deals in a line of their own."""
    shown = [month for month in others if month.won or month.open_deals]
    shown.sort(key=lambda month: -month.open_deals)
    if len(shown) > OTHERS + 1:
        more = [[label(""), (f"{len(shown) - OTHERS} more currencies", MUTED)]]
        return [short_line(month) for month in shown[:OTHERS]] + more
    return [short_line(month) for month in shown]


def short_line(month: MonthFigures) -> Parts:
    parts = []
    if month.won:
        parts.append(f"{amount(month.won, month)} won")
    if month.open_deals:
        parts.append(f"{amount(month.open, month)} in {month.open_deals}")
    return [label("and"), (", ".join(parts), MUTED)]


def label(word: str) -> tuple[str, str]:
    return f" {word:<7}", MUTED


def amount(minor: int, month: MonthFigures) -> str:
    """An amount, in whole units where it is large."""
    text = format_compact(minor, month.currency)
    return whole_amount(minor, month.currency) if len(text) > EXACT else text


def change(month: MonthFigures) -> Parts:
    """By how much more was won than in the month before, where that says something."""
    if month.change is None:
        return []
    sign = "+" if month.change >= 0 else "−"
    return [(f"  {sign}{abs(month.change)} %", "$success" if month.change >= 0 else MUTED)]


def sparkline(values: tuple[int, ...]) -> str:
    """One block a value, as high as it is in proportion to the highest; none of zeros alone."""
    highest = max(values)
    if highest <= 0:
        return ""
    return "".join(BLOCKS[max(value, 0) * (len(BLOCKS) - 1) // highest] for value in values)
