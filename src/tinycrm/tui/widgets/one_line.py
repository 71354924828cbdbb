"""A field of one line, in which what was typed can be taken back and is harmless to look at."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from tinycrm.domain.text import safe_text

MOST = 100
"""Steps that can be taken back."""
LONGEST = 4_000
"""Characters that a line takes of what is pasted: to draw more of them slows all keys down."""


def harmless(text: str) -> str:
    """A text for a place in which every character needs one of its own: hidden ones as `�`."""
    if safe_text(text) == text:
        return text
    return "".join(safe if len(safe) == 1 else "\ufffd" for safe in map(safe_text, text))


def in_one_line(text: str) -> str:
    """What was pasted, its lines one after another, without the characters that are no letters."""
    words = " ".join(filter(None, (line.strip() for line in text.splitlines())))
    return "".join(char for char in words.replace("\t", " ") if not is_control(char))


def is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"


class Stood(NamedTuple):
    """A text that stood in a field, and what of it was selected: nothing where both are one."""

    text: str
    start: int
    end: int


class Steps:
    """What stood in a field before each step, and what stood there before it was taken back.

    A word that is typed is a step, as are letters deleted one after another, and whatever comes
    at once: what is pasted, completed or filled in.
    """

    def __init__(self) -> None:
        self.past: list[Stood] = []
        self.future: list[Stood] = []
        self.kind = ""
        """What goes on with the last step where it is done `at` the same place once more."""
        self.at = 0

    def note(self, before: Stood, after: str) -> None:
        kind, at = kind_of(before, after)
        same_place = before.start == before.end == self.at
        new_word = kind == "typed" and at > 1 and after[at - 2] == " " != after[at - 1]
        if not kind or kind != self.kind or not same_place or new_word:
            self.past = [*self.past, before][-MOST:]
        self.future.clear()
        self.kind, self.at = kind, at

    def rest(self) -> None:
        """Let what comes next be a step of its own."""
        self.kind = ""

    def turn(self, now: Stood, *, back: bool) -> Stood | None:
        """What is to stand there instead, one step back or on; None where there is none."""
        source, target = (self.past, self.future) if back else (self.future, self.past)
        self.rest()
        if not source:
            return None
        target.append(now)
        return source.pop()


def kind_of(before: Stood, after: str) -> tuple[str, int]:
    """Whether one letter was typed or deleted, "" for more, and where the cursor is then."""
    text, start, end = before
    at = start + 1
    if f"{text[:start]}{after[start:at]}{text[end:]}" == after and len(after) > start:
        return "typed", at
    for gone in (start - 1, start):
        if gone >= 0 and start == end and f"{text[:gone]}{text[gone + 1 :]}" == after:
            return "deleted", gone
    return "", end


class OneLine(Input):
    """A text of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
        # Where a list stands below the field, it would delete what is under the cursor there.
        Binding("shift+delete", "cut", "Cut", show=False),
    ]

    enter_help = "Take what was typed or chosen."
    """What `enter` does, in a sentence."""

    def __init__(self, value: str = "", **options: Any) -> None:
        self.steps = Steps()
        self.held = ""
        """The text that stands there, or stood until it is now changed."""
        super().__init__(value, validate_on=[], **options)
        self.held = value
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        # Input shows the value as it is, and a terminal would obey what stands in it.
        return Text(harmless(self.value), no_wrap=True, overflow="ignore", end="")

    @property
    def stood(self) -> Stood:
        return Stood(self.held, *sorted(self.selection))

    def _watch_value(self, value: str) -> None:
        # Here, because in a watcher of our own the cursor stands in the new text already.
        if value != self.held and self.is_running:
            self.steps.note(self.stood, value)
        self.held = value
        super()._watch_value(value)

    def on_blur(self) -> None:
        self.steps.rest()

    def action_undo(self) -> None:
        """Take back what was typed last; where nothing was, records stay as they are too."""
        self.go_back(back=True)

    def action_redo(self) -> None:
        self.go_back(back=False)

    def go_back(self, *, back: bool) -> None:
        stood = self.steps.turn(self.stood, back=back)
        if stood is not None:
            self.held = stood.text
            self.value = stood.text
            self.selection = Selection(stood.start, stood.end)

    def _on_paste(self, event: events.Paste) -> None:
        """Put in what was pasted as one line, as much of it as there is room for."""
        event.stop()
        event.prevent_default()
        # Of a megabyte, that alone would be seen.
        text = in_one_line(event.text[: 4 * LONGEST])
        room = LONGEST - len(self.value) + len(self.selected_text)
        if len(text) > room:
            self.app.notify(f"A line takes {LONGEST:,} characters; the others were left out.")
        if text and room > 0:
            self.replace(text[:room], *self.selection)
