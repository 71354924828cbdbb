"""One week, day by day, with how many tasks are due on each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDEST = 13
"""Cells of a day where there is room."""


LAST = date.max - timedelta(days=6)
"""Where the last week begins: the calendar ends on a Friday, so this one is a Saturday."""


def monday_of(day: date) -> date:
    return min(day - timedelta(days=day.weekday()), LAST)


def weeks_from(monday: date, by: int) -> date:
    """The Monday so many weeks later; the same one where the calendar ends before."""
    try:
        return min(monday + timedelta(weeks=by), LAST)
    except OverflowError:
        return monday


class WeekStrip(Widget):
    """The days of the week from `monday` with their counts; `day` is the one that is looked at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week--muted",
        "week--today",
        "week--late",
        "week--day",
    }
    ALLOW_SELECT = False

    class DayChosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.monday = monday_of(today)
        self.day: date | None = None
        self.counts: Mapping[str, int] = {}

    def show(self, monday: date, counts: Mapping[str, int]) -> None:
        self.monday, self.counts = monday, counts
        self.refresh()

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=ahead) for ahead in range(7)]

    @property
    def cell(self) -> int:
        return min((self.size.width - 1) // 7, WIDEST)

    def render_line(self, y: int) -> Strip:
        segments = [Segment(" ", self.rich_style)]
        for day in self.days:
            count = self.counts.get(day.isoformat(), 0)
            text = f"{day:%a} {day.day}" if y == 0 else (f"{count}" if count else "·")
            style = (
                self.get_component_rich_style("week--day") if day == self.day else self.rich_style
            )
            for name in self.tones(day, count, is_count=y > 0):
                style += self.get_component_rich_style(f"week--{name}", partial=True)
            segments.append(Segment(f" {text}".ljust(self.cell)[: self.cell], style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def tones(self, day: date, count: int, *, is_count: bool) -> list[str]:
        if day == self.today:
            return ["today"]
        if not count:
            return ["muted"]
        return ["late"] if is_count and day < self.today else []

    def on_click(self, event: events.Click) -> None:
        at = (event.x - 1) // max(self.cell, 1)
        if 0 <= at < 7:
            self.post_message(self.DayChosen(self.days[at]))
