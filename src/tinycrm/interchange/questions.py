"""Gathers the questions that an import raises: whether a row is a record that is there already.

Nobody else can write while files are read, so they are read once to gather the questions, and
again with the answers, which can lead to further questions.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tinycrm.interchange.comparison import Facing
from tinycrm.interchange.placing import Question

SHOWN = 100
"""Questions that are gathered at once with both sides field by field, which takes longer."""


class Raised(NamedTuple):
    """A question, its usual answer, and the record beside the row; the row is the `other`."""

    question: Question
    usual: str
    sides: list[Facing]


class Questions:
    """The answers that were `given`, and the questions to which there was none, in their order."""

    def __init__(self, given: Mapping[Question, str]) -> None:
        self.given = dict(given)
        self.raised: dict[Question, Raised] = {}

    def ask(self, question: Question, sides: Callable[[], list[Facing]]) -> str:
        """The answer, or the usual one where the question has yet to be put to the person."""
        if question in self.given:
            return self.given[question]
        if question not in self.raised:
            usual = "new" if question.why.endswith("alone") else "fill"
            shown = sides() if len(self.raised) < SHOWN else []
            self.raised[question] = Raised(question, usual, shown)
        return self.raised[question].usual
