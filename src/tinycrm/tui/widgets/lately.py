"""What happened lately in the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from datetime import date

    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.store.timeline_makers import Maker
    from tinycrm.tui.app import CrmApp

SHOWN = 40
BY = 7
"""Cells for who did it."""
ROOMY = 44
"""Cells from which on there is room for all of it."""
PROGRAMS = {"tui": "you", "cli": "shell", "library": "script", "setup": ""}
"""What is said of the programs that wrote something down; others are called by their names."""
VERBS = {"created": "new deal", "amount": "new amount for", "close_date": "new date for"}
"""What is said of events of deals whose kinds are no words for a person."""


class Lately(VirtualList):
    """The newest events, one a line: when, what, whom it concerned, and who wrote it down."""

    app: CrmApp

    def __init__(self, today: date, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.today = today
        self.entries: list[TimelineEntry] = []
        self.makers: list[Maker] = []

    def show(self, entries: list[TimelineEntry], makers: list[Maker]) -> None:
        here = self.entry
        self.entries = entries
        self.makers = makers
        if here in entries:
            self.cursor = entries.index(here)
        self.relist()

    @property
    def entry(self) -> TimelineEntry | None:
        """The event under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def line_count(self) -> int:
        return max(len(self.entries), 1)

    def choosable(self, index: int) -> bool:
        return bool(self.entries)

    def shows_cursor(self, index: int) -> bool:
        # What happened is read more often than gone through: no line is lit without the focus.
        return self.has_focus and super().shows_cursor(index)

    def cells(self, index: int, width: int) -> Cells:
        if not self.entries:
            return [(" Calls, notes and deals will stand here.", "muted", width, False)]
        entry = self.entries[index]
        # In a narrow pane only where it tells one line from another.
        by = BY if width >= ROOMY or len({*self.makers}) > 1 else 0
        who = 0 if width < ROOMY else (width - by) // 3
        return [
            self.edge(index, 1),
            (clock_or_day(entry.at, self.today), "muted", 6, False),
            (" ", "", 1, False),
            (
                safe_text(event_words(entry, short=not who)),
                tone(entry),
                width - 8 - by - (who + 2 if who else 0),
                False,
            ),
            *([("  ", "", 2, False), (safe_text(entry.who), "muted", who, False)] if who else []),
            (f" {maker_word(self.makers[index], self.app.actor)}", "muted", by, False),
        ]


def maker_word(maker: Maker, own: str) -> str:
    """`you` for what was done in the app, `shell` for a command; another person by their name."""
    if maker.program == "tui" and maker.actor not in ("", own):
        return safe_text(maker.actor)
    return safe_text(PROGRAMS.get(maker.program, maker.program))


def clock_or_day(instant: str, today: date) -> str:
    """`14:02` for today, `12 Nov` for another day."""
    from tinycrm.domain.instants import parse_instant

    moment = parse_instant(instant).astimezone()
    if moment.date() == today:
        return f"{moment:%H:%M}"
    return f"{moment.day:>2} {moment:%b}"


def event_words(entry: TimelineEntry, *, short: bool) -> str:
    """An event in a few words; with `short`, whom it concerned stands in for a missing text."""
    text = " ".join((entry.text or "").split())
    if entry.kind.startswith("deal "):
        verb = entry.kind.removeprefix("deal ")
        title, _, stage = text.rpartition(" (")
        if verb == "moved" and title:
            return f"{title} to {stage.removesuffix(')')}"
        return f"{VERBS.get(verb, verb)} {title or text}"
    if entry.kind == "task done":
        return f"✓ {text}"
    minutes = f", {entry.minutes} min" if entry.minutes else ""
    about = f" {entry.who}" if short and entry.who else ""
    return f"{entry.kind}{about}{minutes}{': ' if text else ''}{text}"


def tone(entry: TimelineEntry) -> str:
    return "good" if entry.kind in ("deal won", "task done") else ""
