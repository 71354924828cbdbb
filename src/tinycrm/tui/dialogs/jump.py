"""Asks for a record, whatever its kind, by a few letters of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.hit_lines import hit_lines
from tinycrm.tui.lookup import Lookup, Superseded
from tinycrm.tui.widgets.hits import HitLine, HitList
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinycrm.crm import Crm

EACH = 6
"""Hits shown of each kind of record."""
LAST = 12
"""Records offered before anything has been typed."""


class Jump(Dialog[tuple[str, str]]):
    """Records that answer to what was typed, people first; the last ones opened before that.

    The answer is the reference of one and the text, or no reference where all hits are wanted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("ctrl+k", "all_hits", "All hits", show=False, priority=True),
    ]
    title_words = "Jump to"
    foot_words = "enter open   ^k all hits   esc leave"

    def __init__(self) -> None:
        super().__init__()
        self.answered = asyncio.Event()
        """Whether the hits are those of what was typed."""

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="name, part of a number, e-mail, deal, C12", compact=True)
        yield HitList()

    @property
    def text(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def hits(self) -> HitList:
        return self.query_one(HitList)

    def on_mount(self) -> None:
        self.lookup = Lookup(self.app.open_to_read)
        self.hits.can_focus = False
        self.read("")

    def on_unmount(self) -> None:
        self.lookup.close()

    @on(Input.Changed)
    def changed(self) -> None:
        self.answered.clear()
        self.read(self.text)

    @work(group="jump", exclusive=True)
    async def read(self, text: str) -> None:
        try:
            lines = await self.lookup.ask(self.answer_to(text))
        except Superseded:
            return
        if self.is_attached:
            self.hits.show(lines)
            self.answered.set()

    def answer_to(self, text: str) -> Callable[[Crm], list[HitLine]]:
        """What looks for the lines to show, in another thread."""
        opened = tuple(self.app.opened)
        return lambda crm: found(crm, text) if text else offered(crm, opened)

    def action_move(self, by: int) -> None:
        self.hits.action_cursor(by)

    def action_all_hits(self) -> None:
        self.dismiss(("", self.text))

    @on(Input.Submitted)
    def submitted(self) -> None:
        if self.answered.is_set():
            self.choose()
        else:
            self.choose_when_answered()

    @work(group="place")
    async def choose_when_answered(self) -> None:
        """Open the record as soon as it is found; the keys typed after that are meant for it."""
        await self.answered.wait()
        self.choose()

    @on(VirtualList.Chosen)
    def choose(self) -> None:
        if self.hits.ref:
            self.dismiss((self.hits.ref, self.text))


def offered(crm: Crm, opened: Sequence[str]) -> list[HitLine]:
    """The records opened or added last, and then those with which something happened lately."""
    recent = (entry.ref for entry in crm.recent(3 * LAST))
    refs = list(dict.fromkeys([*opened, *recent]))
    lines = [HitLine("Last opened or added" if opened else "Lately")]
    hits = [hit for hit in map(crm.search.record, refs[: 2 * LAST]) if hit][:LAST]
    return lines + hit_lines(crm, hits) if hits else []


def found(crm: Crm, text: str) -> list[HitLine]:
    """The record of that number, and then what holds the words, people first."""
    try:
        hits = crm.search.everything(text, EACH)
    except CrmError as error:
        return [HitLine(error.message)]
    exact = crm.search.record(text.upper())
    if exact:
        hits = [exact, *(hit for hit in hits if hit.ref != exact.ref)]
    if not hits:
        return [HitLine("Nothing is found by these letters.")]
    return hit_lines(crm, hits)
