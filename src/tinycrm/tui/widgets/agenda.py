"""The list of what wants doing, and what stands there when nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import safe_text
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.store.agenda import AgendaItem

TONES = {"overdue": "bad", "stale": "bad", "due": "accent"}
GAP = ("  ", "", 2, False)


class Hint(NamedTuple):
    """A line in an empty list: a key or a day, and words; `action` or `ref` is what it leads to."""

    words: str
    lead: str = ""
    tone: str = ""
    action: str = ""
    ref: str = ""


class Agenda(VirtualList):
    """What wants doing, one item a line, or the hints where nothing does."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[AgendaItem] = []
        self.hints: list[Hint] = []
        self.longest = (0, 0)
        """Characters of the longest reason and of the longest reference."""

    def line_count(self) -> int:
        return len(self.items) or len(self.hints)

    def choosable(self, index: int) -> bool:
        return bool(self.items) or bool(self.hints[index].action or self.hints[index].ref)

    @property
    def item(self) -> AgendaItem | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    @property
    def hint(self) -> Hint | None:
        """The hint under the cursor, where nothing wants doing."""
        return self.hints[self.cursor] if not self.items and self.cursor < len(self.hints) else None

    def show(self, items: list[AgendaItem], hints: list[Hint]) -> None:
        """Show other items; the cursor stays on its record, or on its line where that is gone."""
        before = self.item
        self.items, self.hints = items, hints
        self.longest = (
            max((len(why(item, 99)) for item in items), default=0),
            max((len(item.ref) for item in items), default=0),
        )
        if before:
            keys = [(item.ref, item.reason) for item in items]
            if (before.ref, before.reason) in keys:
                self.cursor = keys.index((before.ref, before.reason))
        self.relist()

    # Lines

    def cells(self, index: int, width: int) -> Cells:
        start: Cells = [self.edge(index, 1)]
        return start + (self.item_cells if self.items else self.hint_cells)(index, width - 1)

    def hint_cells(self, index: int, width: int) -> Cells:
        hint = self.hints[index]
        if not hint.lead:
            return [(safe_text(hint.words), hint.tone, width, False)]
        lead = 12 if hint.ref else 4
        return [
            (safe_text(hint.lead), "accent", lead, False),
            (safe_text(hint.words), hint.tone, width - lead, False),
        ]

    def item_cells(self, index: int, width: int) -> Cells:
        item = self.items[index]
        when, who, ref = self.widths(width)
        title = width - when - 2 - (who + 2 if who else 0) - ref - 3
        line: Cells = [
            (why(item, when), TONES.get(item.reason, "muted"), when, False),
            GAP,
            (safe_text(what(item)), "", title, False),
        ]
        if who:
            line += [GAP, (safe_text(item.who), "muted", who, False)]
        return [*line, GAP, (item.ref, "muted", ref, False), (" ", "", 1, False)]

    def widths(self, width: int) -> tuple[int, int, int]:
        """Cells for the reason, for whom it is about, and for the reference."""
        reason, ref = self.longest
        when = min(reason, 11 if width < 90 else 21)
        who = 0 if width < 48 else 14 if width < 70 else 20 if width < 100 else 30
        return when, who, ref


def why(item: AgendaItem, width: int) -> str:
    """The reason for a line in so many cells: `40 d quiet`, `41 d ago, every 30 d`."""
    first, _, second = item.words.partition(", ")
    if item.reason == "cadence":
        spoke = second.removeprefix("last spoke ").replace("never spoken", "not yet")
        both = f"{spoke}, {first}"
        return both if len(both) <= width else spoke
    return first


def what(item: AgendaItem) -> str:
    """What is to be done, or whom or what it is about."""
    if item.reason == "cadence":
        return f"Speak to {item.title}"
    if item.reason == "birthday":
        return f"Birthday of {item.title}"
    return item.title
