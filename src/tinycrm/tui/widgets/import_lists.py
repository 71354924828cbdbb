"""The two lists of an import: what the file is and what comes of it, and its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text
from tinycrm.tui.files.import_lines import LABEL, Fact
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.interchange.previewing import ColumnLook


class FactList(VirtualList):
    """Facts of an import, some of which can be changed."""

    def __init__(self) -> None:
        super().__init__(classes="pane facts")
        self.facts: Sequence[Fact] = ()

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other lines; the cursor stays on its line where that is still there."""
        before = self.fact
        self.facts = facts
        names = [(fact.kind, fact.label) for fact in facts]
        if before is not None and before.kind and (before.kind, before.label) in names:
            self.cursor = names.index((before.kind, before.label))
        self.relist()

    @property
    def fact(self) -> Fact | None:
        return self.facts[self.cursor] if self.cursor < len(self.facts) else None

    def line_count(self) -> int:
        return len(self.facts)

    def choosable(self, index: int) -> bool:
        return self.facts[index].kind not in ("", "heading")

    def cells(self, index: int, width: int) -> Cells:
        fact = self.facts[index]
        if fact.kind == "heading":
            return [("", "", 2, False), (fact.label, "title", width - 2, False)]
        changes = fact.kind not in ("", "text")
        return [
            self.edge(index),
            (safe_text(fact.label), "muted", LABEL + 1, False),
            (safe_text(fact.value), fact.tone, max(width - LABEL - 5, 1), False),
            (" ›" if changes else "", "accent", 2, False),
        ]


class ColumnList(VirtualList):
    """The columns of the files, each with what it becomes and a value from it."""

    header_lines = 1

    def __init__(self) -> None:
        super().__init__(classes="pane columns")
        self.columns: Sequence[ColumnLook | str] = ()
        """Columns, and names of files over theirs where there are several."""

    def show(self, columns: Sequence[ColumnLook | str]) -> None:
        self.columns = columns
        self.relist()

    @property
    def column(self) -> ColumnLook | None:
        column = self.columns[self.cursor] if self.cursor < len(self.columns) else None
        return None if isinstance(column, str) else column

    def line_count(self) -> int:
        return len(self.columns)

    def choosable(self, index: int) -> bool:
        return not isinstance(self.columns[index], str)

    def widths(self, width: int) -> tuple[int, int, int]:
        left = max(width - 6, 6)
        name = min(28, left * 3 // 10)
        meaning = min(32, left * 4 // 10)
        return name, meaning, left - name - meaning

    def header(self, width: int) -> Cells:
        return self.line(("", "Column", "becomes", "for example"), ("", "", ""), width)

    def line(
        self, texts: tuple[str, str, str, str], tones: tuple[str, str, str], width: int
    ) -> Cells:
        edge, *words = texts
        cells: Cells = [(edge, "accent", 2, False)]
        for text, tone, wide in zip(words, tones, self.widths(width), strict=True):
            cells += [(text, tone, wide, False), ("  ", "", 2, False)]
        return cells

    def cells(self, index: int, width: int) -> Cells:
        column = self.columns[index]
        if isinstance(column, str):
            return [(f"  {safe_text(column)}", "title", width, False)]
        edge = self.edge(index)[0]
        becomes = "(empty)" if column.account == "empty" else column.becomes
        tone = {"extra": "accent", "ignored": "muted", "empty": "muted"}.get(column.account, "")
        faint = "muted" if column.account in ("ignored", "empty") else ""
        texts = (edge, safe_text(column.name), safe_text(becomes), safe_text(column.example[:200]))
        return self.line(texts, (faint, tone, "muted"), width)
