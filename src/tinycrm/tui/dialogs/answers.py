"""A line of answers, each given with its key or with a click."""

from __future__ import annotations

from textual.widgets import Static


class Answers(Static):
    """`offered` are (key as it is shown, what it does in a word, the action of a click)."""

    def __init__(self, *offered: tuple[str, str, str]) -> None:
        parts = [
            f"[@click={action}][b $accent]{key}[/] {words}[/]" for key, words, action in offered
        ]
        super().__init__("   ".join(parts), classes="answers")
