"""Everything in which some words occur, each kind of record by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tinycrm.errors import CrmError
from tinycrm.tui.hit_lines import hit_lines
from tinycrm.tui.lookup import Lookup, Superseded
from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.hits import PLURALS, HitLine, HitList
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.search import Hit

EACH = 100
"""Hits shown of each kind of record; the heading tells how many there are."""


class WordsInput(OneLine):
    """The line for the words."""

    typing_keys = (("enter", "to the hits"), ("esc", "back"))


class SearchScreen(FullScreen):
    """What is found by the words in the line at the top, or by a filter such as `tag:vip`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "type", "Other words", show=False),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text
        self.shown_text: str | None = None
        self.wanted = False

    def content(self) -> ComposeResult:
        with Vertical(classes="pane") as pane:
            pane.border_title = "Search"
            yield WordsInput(
                self.text,
                placeholder="words, or a filter like tag:vip",
                compact=True,
                classes="words",
            )
            yield HitList()

    def on_mount(self) -> None:
        self.lookup = Lookup(self.app.open_to_read)
        self.set_focus(self.query_one(HitList if self.text else Input))
        self.read(self.text)

    def on_unmount(self) -> None:
        self.lookup.close()

    @property
    def hits(self) -> HitList:
        return self.query_one(HitList)

    def here(self) -> Here:
        ref = self.hits.ref if self.is_mounted else ""
        return Here("search", (ref,) if ref else ())

    def reload(self) -> None:
        self.read(self.text)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.text = event.value.strip()
        self.read(self.text)

    @work(group="search", exclusive=True)
    async def read(self, text: str) -> None:
        try:
            lines = await self.lookup.ask(lambda crm: sections(crm, text))
        except Superseded:
            return
        keep = self.hits.ref if text == self.shown_text else ""
        self.shown_text = text
        self.hits.show(lines, keep)
        if self.wanted:
            self.go_to_hits()

    def action_type(self) -> None:
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def submitted(self) -> None:
        self.wanted = True
        if self.shown_text == self.text:
            self.go_to_hits()

    def go_to_hits(self) -> None:
        self.wanted = False
        if self.hits.ref:
            self.set_focus(self.hits)

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        self.app.open_record(self.hits.ref)


def sections(crm: Crm, text: str) -> list[HitLine]:
    """The hits under a heading for each kind of record that has any."""
    if not text:
        return [HitLine("Type words that occur in what you look for, or a filter.")]
    try:
        hits = crm.search.everything(text, EACH)
    except CrmError as error:
        return [HitLine(f"{error.message} {error.remedy}")]
    lines: list[HitLine] = []
    for noun, title in PLURALS.items():
        of_noun = [hit for hit in hits if hit.noun == noun]
        if of_noun:
            lines += [HitLine("")] if lines else []
            lines.append(HitLine(f"{title} · {count(crm, noun, text, of_noun)}"))
            lines += hit_lines(crm, of_noun)
    return lines or [HitLine("Nothing is found by these words.")]


def count(crm: Crm, noun: str, text: str, hits: list[Hit]) -> str:
    """How many records of a kind there are, and how many of them are shown."""
    if len(hits) < EACH:
        return str(len(hits))
    return f"{crm.search.count(noun, text):,}, of which {len(hits)} are shown"
