"""The pairs of people or firms that may be one, to be merged or told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.store.references import LETTER_OF, plural
from tinycrm.tui.lookup import Lookup, Superseded
from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.crm import Crm

AT_MOST = 500
"""Pairs shown; whoever has gone through those looks again."""


class PairLine(NamedTuple):
    """Two records that may be one; `left` is the one to keep."""

    points: int
    left: str
    left_name: str
    right: str
    right_name: str
    reasons: str


class PairList(VirtualList):
    """Pairs, the likeliest first."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[PairLine] = []
        self.words = "Looking for people and firms that are there twice…"

    def line_count(self) -> int:
        return len(self.pairs) or 1

    def choosable(self, index: int) -> bool:
        return bool(self.pairs)

    def cells(self, index: int, width: int) -> Cells:
        if not self.pairs:
            return [("", "", 2, False), (self.words, "muted", width - 2, False)]
        pair = self.pairs[index]
        why = width // 3 if width >= 90 else 0
        name = max((width - why - 13 - 16) // 2, 8)
        line = [
            self.edge(index, 1),
            (f"{pair.points} %", "muted", 5, True),
            ("  ", "", 2, False),
            (safe_text(pair.left_name), "", name, False),
            (f" {pair.left}", "muted", 8, False),
            ("  ", "", 2, False),
            (safe_text(pair.right_name), "", name, False),
            (f" {pair.right}", "muted", 8, False),
            ("  ", "", 2, False),
        ]
        return [*line, (safe_text(pair.reasons), "muted", why, False)] if why else line


class DuplicatesScreen(FullScreen):
    """Goes through the pairs: `enter` shows two side by side, `x` tells them apart."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "different", "These are two", show=False),
        Binding("tab", "other_kind", "People or firms", show=False, priority=True),
        Binding("r", "look", "Look again", show=False),
    ]

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun

    def content(self) -> ComposeResult:
        pairs = PairList()
        pairs.add_class("pane")
        yield pairs

    def on_mount(self) -> None:
        self.lookup = Lookup(self.app.open_to_read)
        self.action_look()

    def on_unmount(self) -> None:
        self.lookup.close()

    @property
    def list(self) -> PairList:
        return self.query_one(PairList)

    @property
    def pair(self) -> PairLine | None:
        list = self.list
        return list.pairs[list.cursor] if list.cursor < len(list.pairs) else None

    def here(self) -> Here:
        pair = self.pair if self.is_mounted else None
        return Here("duplicates", (pair.left, pair.right) if pair else ())

    def reload(self) -> None:
        """Leave out the pairs of which one record is gone; looking anew takes too long."""
        ids = {int(ref[1:]) for pair in self.list.pairs for ref in (pair.left, pair.right)}
        letter = LETTER_OF[self.noun]
        there = {
            f"{letter}{record.id}"
            for record in self.app.crm.records(self.noun).by_ids([*ids])
            if not record.deleted_at
        }
        self.list.pairs = [pair for pair in self.list.pairs if {pair.left, pair.right} <= there]
        self.list.words = "None left. Press r to look again."
        self.list.relist()
        self.show_title()

    def show_title(self) -> None:
        self.list.border_title = Content(
            f"{plural(self.noun).capitalize()} that may be one · {len(self.list.pairs)}"
        )
        other = "companies" if self.noun == "contact" else "contacts"
        self.list.border_subtitle = Content(f"enter compare   x not one   tab {other}")

    @work(group="pairs", exclusive=True)
    async def action_look(self) -> None:
        """Look through the whole file, which takes minutes in a very large one."""
        noun = self.noun
        self.list.pairs = []
        self.list.words = PairList().words
        self.list.relist()
        self.show_title()
        try:
            pairs = await self.lookup.ask(lambda crm: likely(crm, noun))
        except Superseded:
            return
        self.list.pairs = pairs
        self.list.words = f"No {plural(noun)} are there twice, as far as can be seen."
        self.list.relist()
        self.show_title()

    def action_other_kind(self) -> None:
        self.noun = "company" if self.noun == "contact" else "contact"
        self.action_look()

    def action_different(self) -> None:
        from tinycrm.tui.actions.merging import tell_apart

        pair = self.pair
        if pair:
            self.list.pairs.remove(pair)
            self.list.relist()
            tell_apart(self.app, pair.left, pair.right)

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        from tinycrm.tui.actions.merging import ask_how

        pair = self.pair
        if pair:
            reasons = f"{pair.points} %: {pair.reasons}"
            ask_how(self.app, self.noun, pair.left, pair.right, reasons)


def likely(crm: Crm, noun: str) -> list[PairLine]:
    """The likeliest pairs, with their names."""
    from tinycrm.store.duplicates import AHEAD, find

    pairs = list(find(crm.db, noun, limit=AT_MOST, ahead=AHEAD))
    ids = {id for pair in pairs for id in (pair.a, pair.b)}
    names = {record.id: record.name for record in crm.records(noun).by_ids([*ids])}
    letter = LETTER_OF[noun]
    return [
        PairLine(
            pair.points,
            f"{letter}{pair.a}",
            names[pair.a],
            f"{letter}{pair.b}",
            names[pair.b],
            ", ".join(pair.reasons),
        )
        for pair in pairs
    ]
