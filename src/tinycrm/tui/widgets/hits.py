"""Records that were found, each kind by itself, as lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import safe_text
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence


PLURALS = {
    "contact": "People",
    "company": "Companies",
    "deal": "Deals",
    "task": "Tasks",
    "activity": "Activity",
}


class HitLine(NamedTuple):
    """A record with the words that tell it from others, or the heading over some.

    `about` is what stands beside words that others may have as well.
    """

    words: str
    ref: str = ""
    noun: str = ""
    about: str = ""


class HitList(VirtualList):
    """Records of several kinds, some of the lines being headings."""

    has_headings = True

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[HitLine] = ()

    def show(self, lines: Sequence[HitLine], keep: str = "") -> None:
        """Show other lines; the cursor stays on the record `keep`, or goes to the first one."""
        self.lines = lines
        refs = [line.ref for line in lines]
        self.cursor = refs.index(keep) if keep in refs else 0
        self.relist()

    @property
    def ref(self) -> str:
        """The record under the cursor, "" where there is none."""
        return self.lines[self.cursor].ref if self.cursor < len(self.lines) else ""

    def line_count(self) -> int:
        return len(self.lines)

    def choosable(self, index: int) -> bool:
        return bool(self.lines[index].ref)

    def cells(self, index: int, width: int) -> Cells:
        line = self.lines[index]
        if not line.ref:
            return [(f" {safe_text(line.words)}", "muted", width, False)]
        name, _, rest = line.words.partition(" · ")
        noun = line.noun
        if noun == "activity":
            noun, name, rest = name, rest, ""
        if line.about:
            name = name if line.noun == "activity" else line.words
            rest = line.about
        first = (width - 22) // 2 if rest else width - 22
        return [
            self.edge(index, 1),
            (safe_text(f" {noun}"), "muted", 10, False),
            (safe_text(name), "", first, False),
            *(
                [("  ", "", 2, False), (safe_text(rest), "muted", width - 24 - first, False)]
                if rest
                else []
            ),
            ("  ", "", 2, False),
            (line.ref, "muted", 8, True),
            (" ", "", 1, False),
        ]
