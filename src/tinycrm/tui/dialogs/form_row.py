"""A field of a form: its label, what it is entered with, what is made of it, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.widgets.entry import Choices, Entry, Line, LongText, TextBox

if TYPE_CHECKING:
    from tinycrm.tui.fields.table import FieldSpec

LABEL = 13
"""Cells for the label; the style sheet leaves them free beside what is entered."""
NOTE = 20
"""Cells for what the library makes of a text."""
WAS = 200
"""Characters that are said at most of what stood in a field that was emptied."""
MOST_LINES = 3
"""Lines that a problem may take under its field."""


class Rows(Container):
    """The fields of a form, and the styles for all of them: each row with its own would cost a
    quarter of the time in which a form opens."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--label",
        "row--label-here",
        "row--changed",
        "row--note",
        "row--problem",
    }


class FieldRow(Widget):
    """One field. It draws its words itself: a form of thirty fields has to open at once."""

    class OfRow(Message):
        """Something that happened in a field."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    class Changed(OfRow):
        """Another text stands in the field; it was `taken` from what was offered, or typed."""

        def __init__(self, row: FieldRow, *, taken: bool = False) -> None:
            super().__init__(row)
            self.taken = taken

    class Submitted(OfRow):
        """`enter` was pressed in a field of one line."""

    class Left(OfRow):
        """The focus went elsewhere."""

    def __init__(self, spec: FieldSpec, text: str, base: str) -> None:
        super().__init__(classes=spec.kind + (" noted" if spec.note else ""))
        self.spec = spec
        self.seen = text
        self.entry = entry_for(spec, text)
        self.base = base
        self.note = ""
        self.problem = ""
        self.in_cell = False
        """Whether it stands over a cell of a list: without a label, with the note under it."""
        self.fitted = (1, 1)
        """The heights of the entry and of the whole row, in lines."""

    def compose(self) -> ComposeResult:
        yield self.entry

    @property
    def _focus_sort_key(self) -> tuple[int, int]:
        # Usually the place on the screen, which a row that has just been added does not have yet.
        return (self.parent.children.index(self) if self.parent else 0), 0

    @property
    def key(self) -> str:
        return self.spec.key

    @property
    def text(self) -> str:
        return self.entry.text

    @text.setter
    def text(self, text: str) -> None:
        self.entry.text = text

    @property
    def base(self) -> str:
        """The text with which the field began, which it has in the file."""
        return self.began

    @base.setter
    def base(self, text: str) -> None:
        self.began = text
        self.show_hint()

    # What is said about it

    def show_hint(self) -> None:
        """Say in an empty field what stood there before, or what can be typed there.

        That only where one is: in all fields at once it would look like what they hold.
        """
        if isinstance(self.entry, (Line, TextBox)):
            was = " ".join(self.base[:WAS].split())
            hint = self.spec.hint if self.entry.has_focus else ""
            self.entry.placeholder = safe_text(f"was: {was}" if was and not self.text else hint)

    def say(self, note: str = "", problem: str = "") -> None:
        """Show what the library makes of the text, or what it has against it."""
        if (note, problem) == (self.note, self.problem):
            return
        self.note, self.problem = safe_text(note), safe_text(problem)
        if isinstance(self.entry, Line):
            # What is wrong is mended rather than typed anew.
            self.entry.select_on_focus = not problem
        self.fit()
        self.refresh()

    @property
    def indent(self) -> int:
        return 0 if self.in_cell else LABEL

    def lines_below(self) -> list[str]:
        """The problem, or what has no room beside the text."""
        from textwrap import wrap

        words = self.problem or (self.note if self.in_cell else "")
        width = max(self.size.width - self.indent, 20)
        return wrap(words, width, max_lines=MOST_LINES, placeholder=" …")

    def fit(self) -> None:
        """Take as many lines as are needed."""
        height = self.entry.wanted_height() if isinstance(self.entry, TextBox) else 1
        fitted = (height, height + len(self.lines_below()))
        if fitted != self.fitted:
            self.fitted = fitted
            self.entry.styles.height, self.styles.height = fitted

    def on_mount(self) -> None:
        self.fit()

    def on_resize(self) -> None:
        self.fit()

    def render_line(self, y: int) -> Strip:
        width, height = self.size.width, self.fitted[0]
        if y >= height:
            lines = self.lines_below()
            text = lines[y - height] if y - height < len(lines) else ""
            style = "problem" if self.problem else "note"
            return self.strip(" " * self.indent, shorten(text, width - self.indent), style, width)
        if y > 0 or self.in_cell:
            return Strip.blank(width, self.rich_style)
        words = safe_text(self.spec.label) + (" *" if self.spec.required else "")
        label = shorten(words, LABEL - 1)
        left = f"{label}{' ' * (LABEL - cell_len(label))}"
        note = shorten(self.note, NOTE - 1) if self.spec.note and not self.problem else ""
        gap = width - LABEL - cell_len(note)
        return self.strip(f"{left}{' ' * max(gap, 0)}", note, "note", width)

    def strip(self, left: str, right: str, style: str, width: int) -> Strip:
        base = self.rich_style
        name = "row--label-here" if self.entry.has_focus else "row--label"
        if self.text != self.base and not self.entry.has_focus:
            name = "row--changed"
        styles = self.query_ancestor(Rows)
        segments = [
            Segment(left, base + styles.get_component_rich_style(name, partial=True)),
            Segment(right, base + styles.get_component_rich_style(f"row--{style}", partial=True)),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    # What happens in it

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choices.Changed)
    @on(LongText.Changed)
    def text_changed(self, event: Message) -> None:
        event.stop()
        if self.text == self.seen:
            return
        self.seen = self.text
        self.show_hint()
        self.fit()
        self.refresh()
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    @on(Choices.Submitted)
    def submitted(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    def on_descendant_focus(self) -> None:
        self.show_hint()
        self.refresh()

    def on_descendant_blur(self) -> None:
        self.show_hint()
        self.refresh()
        self.post_message(self.Left(self))

    def on_click(self, event: events.Click) -> None:
        """Clicking at the label goes into the field."""
        self.entry.focus()


def entry_for(spec: FieldSpec, text: str) -> Entry:
    if len(text) > (LongText.LONG if spec.kind == "text" else LongText.SHORT):
        return LongText(text)
    if spec.kind == "text":
        return TextBox(text)
    if spec.kind == "choice":
        return Choices(text, spec.offers)
    return Line(text)
