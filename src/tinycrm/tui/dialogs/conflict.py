"""Asks which of two values to keep, where somebody else has changed the same fields meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.answers import Answers
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = 3
"""Lines that each field takes: its name, what was typed here, what stands in the file."""


class Disputed(NamedTuple):
    """A field with two values: the one typed here, and the one that somebody else has written."""

    key: str
    label: str
    mine: str
    theirs: str


class BothValues(VirtualList):
    """The disputed fields, each with the two values of which one is chosen."""

    def __init__(self, fields: Sequence[Disputed]) -> None:
        super().__init__()
        self.fields = fields
        self.theirs: set[str] = set()
        """The keys of the fields of which the other value is kept."""

    def line_count(self) -> int:
        return len(self.fields) * LINES

    def choosable(self, index: int) -> bool:
        return index % LINES > 0

    def cells(self, index: int, width: int) -> Cells:
        number, part = divmod(index, LINES)
        field = self.fields[number]
        if part == 0:
            return [(safe_text(field.label), "label", width, False)]
        value = field.mine if part == 1 else field.theirs
        kept = (field.key in self.theirs) == (part == 2)
        words = safe_text(" ".join(value.split())) or "(empty)"
        return [
            (" ● " if kept else " ○ ", "accent" if kept else "muted", 3, False),
            ("yours" if part == 1 else "theirs", "" if kept else "muted", 8, False),
            (words, "" if kept else "muted", max(width - 11, 1), False),
        ]

    def keep(self) -> None:
        """Keep the value under the cursor."""
        number, part = divmod(self.cursor, LINES)
        key = self.fields[number].key
        self.theirs = self.theirs - {key} if part == 1 else self.theirs | {key}
        self.refresh()


class Conflict(Dialog[set[str]]):
    """Answers with the keys of the fields in which the other one's value is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "keep", "Keep this one", show=False),
        Binding("m", "all(False)", "Keep all of yours", show=False),
        Binding("t", "all(True)", "Keep all of theirs", show=False),
        Binding("ctrl+s", "save", "Save", show=False),
    ]
    foot_words = ""

    def __init__(self, ref: str, fields: Sequence[Disputed]) -> None:
        super().__init__()
        self.title_words = f"{ref} was changed meanwhile: which to keep?"
        self.fields = fields

    def content(self) -> ComposeResult:
        values = BothValues(self.fields)
        values.styles.height = min(len(self.fields) * LINES, 12)
        yield values
        yield Answers(
            ("space", "keep this", "screen.keep"),
            ("m", "all mine", "screen.all(False)"),
            ("t", "all theirs", "screen.all(True)"),
            ("enter", "save", "screen.save"),
            ("esc", "back", "screen.leave"),
        )

    def on_mount(self) -> None:
        self.values.relist()

    @property
    def values(self) -> BothValues:
        return self.query_one(BothValues)

    def action_keep(self) -> None:
        self.values.keep()

    def on_click(self) -> None:
        if self.values.has_focus:
            self.values.keep()

    def action_all(self, theirs: bool) -> None:
        self.values.theirs = {field.key for field in self.fields} if theirs else set()
        self.values.refresh()

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        self.dismiss(set(self.values.theirs))
