"""Completion in bash, which takes `tag:vip` and `region=north` for three words each.

Typer knows nothing of it: what bash took apart is put together again before it is completed, and
of what is offered only the part is returned that bash is going to replace.
"""

import os

from typer._click.shell_completion import add_completion_class, split_arg_string
from typer._completion_classes import BashComplete

BREAKS = ":="


class Completion(BashComplete):
    """Typer's completion for bash, with whole words."""

    known = ""
    """What stands on the command line before the part that bash replaces."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ["COMP_WORDS"])
        at = int(os.environ["COMP_CWORD"])
        before, incomplete, self.known = joined(words, at)
        return before[1:], incomplete

    def complete(self) -> str:
        arguments, incomplete = self.get_completion_args()
        offers = [item.value for item in self.get_completions(arguments, incomplete)]
        if not self.in_quotes():
            offers = [offer.replace(" ", "\\ ") for offer in offers]
        return "\n".join(offer.removeprefix(self.known) for offer in offers)

    def in_quotes(self) -> bool:
        """Whether the word that is completed began with a quotation mark."""
        words = os.environ["COMP_WORDS"].split("\n")
        (word,) = words[int(os.environ["COMP_CWORD"]) :][:1] or [""]
        return word.startswith(("'", '"'))


def joined(words: list[str], at: int) -> tuple[list[str], str, str]:
    """The whole words before place `at`, the one there, and what of it bash does not replace."""
    whole: list[str] = []
    parts = [*words[:at], words[at] if at < len(words) else ""]
    known, glue = "", False
    for part in parts:
        breaks = bool(part) and set(part) <= set(BREAKS)
        if whole and (breaks or glue) and len(whole) > 1:
            known = whole[-1] + part if breaks else whole[-1]
            whole[-1] += part
        else:
            known = ""
            whole.append(part)
        glue = breaks
    return whole[:-1], whole[-1], known


def install() -> None:
    """Let Typer use it."""
    add_completion_class(Completion, "bash")
