"""What a field is entered with: a line, a text of many lines, a choice among a few."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.widgets.one_line import OneLine, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(OneLine):
    """A text of one line, as a form has it."""

    enter_help = "Save, and leave."

    @property
    def text(self) -> str:
        return self.value

    @text.setter
    def text(self, text: str) -> None:
        self.value = text


class TextBox(TextArea):
    """A text of many lines, as high as it needs to be within limits."""

    LOW, HIGH = 2, 8
    LONGEST_LINE = 20_000
    """Characters of a line that is pasted: a longer one takes seconds to be wrapped at each key."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )
        self.cursor_blink = False

    @property
    def text(self) -> str:
        return self.document.text

    @text.setter
    def text(self, text: str) -> None:
        # As a step that can be taken back, where TextArea would forget all steps.
        if text != self.text:
            self.history.checkpoint()
            self.replace(text, self.document.start, self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        longest = max(map(len, event.text.splitlines()), default=0)
        if longest > self.LONGEST_LINE:
            event.prevent_default()
            words = (
                f"A line of {longest:,} characters is too long for a form: ctrl+o opens an editor."
            )
            self.app.notify(words, severity="warning", timeout=10)

    def get_line(self, line_index: int) -> Text:
        return Text(harmless(self.document.get_line(line_index)), end="", no_wrap=True)

    def wanted_height(self) -> int:
        return min(max(self.wrapped_document.height, self.LOW), self.HIGH)


class Choices(Widget, can_focus=True):
    """A few words side by side, one of which holds; "" stands for none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--chosen", "choices--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,space", "move(1)", tooltip="Choose the next word, or by letter.", show=False
        ),
        Binding("left", "move(-1)", tooltip="Choose the word before.", show=False),
        Binding("enter", "submit", tooltip=Line.enter_help, show=False),
    ]
    text: reactive[str] = reactive("")

    class Changed(Message):
        """Another word was chosen."""

    class Submitted(Message):
        """`enter` was pressed."""

    def __init__(self, text: str, words: Sequence[str]) -> None:
        super().__init__()
        self.words = [*words, *([text] if text not in words else [])]
        self.set_reactive(Choices.text, text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def watch_text(self) -> None:
        self.post_message(self.Changed())

    def labels(self) -> list[tuple[str, str]]:
        """Each word with what is shown of it, closer together where there is little room."""
        shown = [safe_text(word) or "–" for word in self.words]
        gap = 2 if sum(cell_len(word) + 2 for word in shown) < self.size.width else 1
        return [
            (word, f"{label}{' ' * gap}") for word, label in zip(self.words, shown, strict=True)
        ]

    def render_line(self, y: int) -> Strip:
        chosen = self.get_component_rich_style("choices--chosen", partial=True)
        other = self.get_component_rich_style("choices--other", partial=True)
        base = self.rich_style
        cells = [Segment(" ", base)]
        for word, label in self.labels():
            style = base + (chosen if word == self.text else other)
            cells += [Segment(label.rstrip(), style), Segment(label[len(label.rstrip()) :], base)]
        return Strip(cells).adjust_cell_length(self.size.width, base)

    def action_move(self, by: int) -> None:
        at = self.words.index(self.text) if self.text in self.words else 0
        self.text = self.words[(at + by) % len(self.words)]

    def action_submit(self) -> None:
        self.post_message(self.Submitted())

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next word that begins with it."""
        if not event.is_printable or event.character is None or event.character == " ":
            return
        letter = event.character.casefold()
        at = self.words.index(self.text) + 1 if self.text in self.words else 0
        turned = [*self.words[at:], *self.words[:at]]
        word = next((word for word in turned if word.casefold().startswith(letter)), None)
        if word is not None:
            self.text = word
        event.stop()

    def on_click(self, event: events.Click) -> None:
        at = 1
        for word, label in self.labels():
            at += cell_len(label)
            if event.x < at:
                self.text = word
                return


class LongText(Widget, can_focus=True):
    """A text that is too long to be typed into here, and is written in an editor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.editor", tooltip="Write it in your editor.", show=False)
    ]
    SHORT, LONG = 2_000, 20_000
    """Characters from which on texts of one line, and of many, are taken as too long."""
    text: reactive[str] = reactive("")

    class Changed(Message):
        """The text was written anew."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.set_reactive(LongText.text, text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def watch_text(self) -> None:
        self.post_message(self.Changed())

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        words = f" … {len(self.text):,} characters: ^o "
        head = shorten(safe_text(" ".join(self.text[:300].split())), max(width - len(words), 0))
        return Strip([Segment(f"{head}{words}", base)]).adjust_cell_length(width, base)


Entry = Line | TextBox | Choices | LongText
