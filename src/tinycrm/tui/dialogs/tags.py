"""Asks which tags some records carry: those that there are, with counts, and new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tinycrm.domain.text import fold, safe_text
from tinycrm.errors import CrmError
from tinycrm.store.tags import tag_key, tag_name
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SIGNS = {None: "~", True: "✓", False: " "}


class TagList(VirtualList, can_focus=False):
    """Tags, each with a sign: on all of the records, on some of them, on none."""

    def __init__(self, carried: Mapping[str, int], total: int) -> None:
        super().__init__()
        self.counts: Mapping[str, int] = {}
        """How many records of the file carry each, once that is known."""
        self.before: dict[str, bool | None] = {
            name: True if count == total else None if count else False
            for name, count in carried.items()
        }
        self.wanted = dict(self.before)
        self.known = sorted(carried, key=lambda name: (-carried[name], fold(name)))
        self.names: list[str] = []
        self.new = ""

    def narrow(self, text: str) -> None:
        """Show the tags in which a text occurs; with what was typed as a new one, if it is one."""
        wanted = tag_key(text)
        self.names = [name for name in self.known if wanted in fold(name)]
        self.names.sort(key=lambda name: not fold(name).startswith(wanted))
        exact = any(tag_key(name) == wanted for name in self.known)
        self.new = text.strip().removeprefix("#").strip() if wanted and not exact else ""
        self.set_reactive(VirtualList.cursor, 0)
        self.relist()

    def line_count(self) -> int:
        return len(self.names) + bool(self.new)

    def cells(self, index: int, width: int) -> Cells:
        if index >= len(self.names):
            words = f"+ {safe_text(self.new)}"
            return [self.edge(index), (words, "", width - 10, False), ("new", "muted", 8, True)]
        name = self.names[index]
        changed = self.wanted[name] != self.before[name]
        sign = SIGNS[self.wanted[name]]
        count = f"{self.counts[name]:,}" if self.counts.get(name) else ""
        return [
            self.edge(index),
            (sign, "accent", 2, False),
            (safe_text(name), "title" if changed else "", width - 13, False),
            (count, "muted", 8, True),
            (" ", "", 1, False),
        ]

    def toggle(self) -> None:
        """Put the tag under the cursor on, or take it off; a new one is put on."""
        if self.cursor < len(self.names):
            name = self.names[self.cursor]
            self.wanted[name] = self.wanted[name] is not True
        elif self.new:
            name = tag_name(self.new)
            self.known.insert(0, name)
            self.before[name], self.wanted[name] = False, True

    def change(self) -> tuple[list[str], list[str]]:
        """The tags to put on and those to take off."""
        differing = [name for name in self.known if self.wanted[name] != self.before[name]]
        return (
            [name for name in differing if self.wanted[name]],
            [name for name in differing if not self.wanted[name]],
        )


class TagsDialog(Dialog[tuple[list[str], list[str]]]):
    """The tags to put on and those to take off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("tab", "switch", show=False, priority=True),
    ]
    foot_words = "tab on or off   enter done   esc leave"

    def __init__(
        self, title: str, carried: Mapping[str, int], total: int, kinds: Collection[str]
    ) -> None:
        super().__init__()
        self.title_words = title
        self.kinds = kinds
        self.tags = TagList(carried, total)

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="type to find a tag, or to add a new one", compact=True)
        yield self.tags
        yield Static(classes="problem", markup=False)

    def on_mount(self) -> None:
        self.tags.styles.height = min(max(len(self.tags.known), 3), 14)
        self.tags.narrow("")
        self.count()

    @work(exit_on_error=False)
    async def count(self) -> None:
        """Say how many records carry each tag, which takes a while in a large file."""
        found = await self.app.reader.run(lambda crm: crm.tags.all())
        self.tags.counts = {
            tag.name: sum(n for kind, n in tag._asdict().items() if kind in self.kinds)
            for tag in found
        }
        self.tags.refresh()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.complain("")
        self.tags.narrow(event.value)

    def action_move(self, by: int) -> None:
        self.tags.action_cursor(by)

    def action_switch(self) -> None:
        try:
            self.tags.toggle()
        except CrmError as error:
            self.complain(error)
            return
        self.query_one(Input).value = ""
        self.tags.refresh()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """What was typed is put on as well, so that `#` `vip` `enter` is enough."""
        if event.value.strip():
            try:
                self.tags.toggle()
            except CrmError as error:
                self.complain(error)
                return
        self.dismiss(self.tags.change())

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        self.action_switch()
