"""Asks of one row after another whether it is a record that is there, both side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.interchange.questions import SHOWN
from tinycrm.store.references import LETTERS
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.dialogs.merge import FOLLOWING, Sides
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.interchange.placing import Question
    from tinycrm.interchange.questions import Raised

ANSWERS = {
    "f": ("fill", "fill in what is empty here"),
    "o": ("overwrite", "take the file's values"),
    "s": ("skip", "leave it as it is"),
    "n": ("new", "add the row as a new one"),
}
"""Keys with the answers that they give, and what those do."""
OTHER_LINES = 13
"""Lines of the screen that the window needs for everything but the fields."""


class Beside(Sides):
    """A record and a row, in which nothing is chosen field by field."""

    def action_turn(self) -> None:
        """Only the row as a whole is decided about."""

    def action_take(self, side: str) -> None:
        """Only the row as a whole is decided about."""


class MatchDialog(Dialog["dict[Question, str]"]):
    """Answers to questions; with `esc` those that were given so far."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{key}')", words.capitalize(), show=False)
            for key, (_, words) in ANSWERS.items()
        ),
        *(
            Binding(key.upper(), f"answer_all('{key}')", f"All the rest: {words}", show=False)
            for key, (_, words) in ANSWERS.items()
        ),
        Binding("backspace,b", "back", "The one before", show=False),
    ]
    title_words = "Is it the same?"
    foot_words = "backspace the one before   esc leave"

    def __init__(self, raised: Sequence[Raised]) -> None:
        super().__init__()
        self.raised = raised
        self.answers: dict[Question, str] = {}
        self.at = 0

    def content(self) -> ComposeResult:
        yield Static(classes="question", markup=False)
        yield Beside("contact")
        yield Static(classes="answers", markup=False)

    def on_mount(self) -> None:
        self.set_focus(self.sides)
        self.show_question()

    def on_resize(self) -> None:
        self.fit()

    @property
    def sides(self) -> Beside:
        return self.query_one(Beside)

    def fit(self) -> None:
        lines = len(self.sides.fields) + 1
        self.sides.styles.height = min(lines, max(self.size.height - OTHER_LINES, 4))

    def show_question(self) -> None:
        question, usual, fields = self.raised[self.at]
        left = len(self.raised) - self.at
        where = f"{self.at + 1:,} of {len(self.raised):,}   {question.unit} {question.line:,}"
        words: list[Content | str] = [
            Content.styled(f"{where}   ", "$text-muted"),
            f"Is {safe_text(question.row)} the same as {question.ref} {safe_text(question.name)}? ",
            Content.styled(f"Both have: {safe_text(question.why)}", "$text-muted"),
        ]
        self.query_one(".question", Static).update(Content.assemble(*words))
        self.sides.noun = LETTERS[question.ref[0]]
        told = [field for field in fields if field.field not in FOLLOWING]
        self.sides.show(told, (f"  here: {question.ref}", "  in the file"))
        self.sides.display = bool(told)
        self.fit()
        self.query_one(".answers", Static).update(self.keys_in_words(question, usual, left))

    def keys_in_words(self, question: Question, usual: str, left: int) -> Content:
        """What the keys do; the answer that was given, or that enter gives, is told apart."""
        now = self.answers.get(question)
        parts: list[Content | str] = []
        for key, (answer, words) in ANSWERS.items():
            sign = "●" if answer == now else " "
            enter = "  (enter)" if answer == (now or usual) else ""
            parts.append(Content.styled(f"{sign} {key} ", "$accent"))
            parts.append(f"{words}{enter}\n")
        if left > 1:
            keys = " ".join(key.upper() for key in ANSWERS)
            words = f"  {keys}   the same for this and the {left - 1:,} that follow"
            parts.append(Content.styled(words, "$text-muted"))
        return Content.assemble(*parts)

    def action_answer(self, key: str) -> None:
        self.answers[self.raised[self.at].question] = ANSWERS[key][0]
        self.go_on()

    def action_answer_all(self, key: str) -> None:
        """Give one answer to this question and to all that follow."""
        for question, _, _ in self.raised[self.at :]:
            self.answers[question] = ANSWERS[key][0]
        self.dismiss(self.answers)

    @on(VirtualList.Chosen)
    def answer_as_usual(self) -> None:
        question, usual, _ = self.raised[self.at]
        self.answers.setdefault(question, usual)
        self.go_on()

    def go_on(self) -> None:
        if self.at + 1 == len(self.raised[:SHOWN]):
            # Of further ones both sides are not known yet.
            self.dismiss(self.answers)
            return
        self.at += 1
        self.show_question()

    def action_back(self) -> None:
        self.at = max(self.at - 1, 0)
        self.show_question()

    def action_leave(self) -> None:
        self.dismiss(self.answers)
