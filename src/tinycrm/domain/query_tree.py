"""The parts of a filter: its tokens, its nodes, and the error for one that makes no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = r"([^\W\d_][\w.-]*):(?!//)"
"""A key and its colon: begins with a letter, and `http://` is not one."""
OPERATOR = r">=|<=|>|<|="


class QueryError(UsageError):
    """A filter that cannot be understood: its `problem`.

    `position` (from 0) and `length` say which part of the text is meant, `summary` says what is
    wrong with it in one line; `message` adds the text with that part marked beneath it.
    """

    def __init__(
        self, problem: str, text: str, position: int, length: int = 1, remedy: str = ""
    ) -> None:
        self.problem = problem
        self.summary = f"{problem} at position {position + 1}"
        self.position = position
        self.length = length
        super().__init__(f"{self.summary}\n{_excerpt(text, position, length)}", remedy)


class Quoted(str):
    """A value or word that stood in quotes: no wildcard, `none`, `any` or operator in it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Quoted({super().__repr__()})"


class Node:
    """A part of a filter. Two are equal when they mean the same, wherever they stood."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __repr__(self) -> str:
        meant = (repr(getattr(self, name)) for name in self.__match_args__)
        return f"{type(self).__name__}({', '.join(meant)})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(repr(self))


class And(Node):
    """All of `parts`; none of them is an `And` itself."""

    __slots__ = ("parts",)
    __match_args__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        self.parts = parts


class Or(Node):
    """At least one of `parts`; none of them is an `Or` itself."""

    __slots__ = ("parts",)
    __match_args__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        self.parts = parts


class Not(Node):
    """The opposite of `part`."""

    __slots__ = ("part",)
    __match_args__ = ("part",)

    def __init__(self, part: Node) -> None:
        self.part = part


class Term(Node):
    """A key with its values: any of them for `:` and `=`, one for a comparison.

    `op` is one of `: = > >= < <= range`. A range has two values, both inclusive, "" for an open
    end. `position` and `end` delimit the term in the text.
    """

    __slots__ = ("end", "key", "op", "position", "values")
    __match_args__ = ("key", "op", "values")

    def __init__(
        self, key: str, op: str, values: tuple[str, ...], position: int = 0, end: int = 0
    ) -> None:
        self.key = key
        self.op = op
        self.values = values
        self.position = position
        self.end = end


class Text(Node):
    """Free text: all of `words`, each a word or a `Quoted` phrase."""

    __slots__ = ("end", "position", "words")
    __match_args__ = ("words",)

    def __init__(self, words: tuple[str, ...], position: int = 0, end: int = 0) -> None:
        self.words = words
        self.position = position
        self.end = end


def terms(node: Node | None) -> Iterator[Term]:
    """Every term below a node, wherever it stands."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part)
        case Not(part):
            yield from terms(part)
        case Term():
            yield node


def _excerpt(text: str, position: int, length: int) -> str:
    """Two lines: the text around `position`, and carets under the part that is meant."""
    first = max(0, position - 40)
    line = "".join(char if char.isprintable() else "·" for char in text[first : first + 72])
    before, meant = line[: position - first], line[position - first :][:length]
    return f"  {line}\n  {' ' * _cells(before)}{'^' * (_cells(meant) or 1)}"


def _cells(text: str) -> int:
    """How wide `text` is on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def bare_end(text: str, at: int, stops: str = "") -> int:
    """Return where text without quotes ends: at a blank, a stop, or a “)” it did not open."""
    depth = 0
    while at < len(text):
        char = text[at]
        if char.isspace() or (depth == 0 and (char == ")" or char in stops)):
            break
        depth += (char == "(") - (char == ")")
        at += 1
    return at


def read_quoted(text: str, at: int) -> tuple[str, int, bool]:
    """Read from an opening quotation mark; return the value, its end, and if it was closed."""
    value = []
    at += 1
    while at < len(text) and text[at] != '"':
        at += text[at] == "\\" and text[at + 1 : at + 2] in ('"', "\\")
        value.append(text[at])
        at += 1
    return "".join(value), min(at + 1, len(text)), at < len(text)


def lower_key(key: str) -> str:
    """Return a key in the form that keys are compared in."""
    # Only ASCII: the small letter of others may be one that no key can have (İ).
    return key.lower() if key.isascii() else key
