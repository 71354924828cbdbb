"""The filter language of lists, searches, segments and reports: text to syntax tree and back.

    stage:proposal,"closed won" value:>=1000 due:today..fri (tag:vip or is:open) -tag:lost lovelace

Which keys exist and what their values mean is the business of whoever compiles the tree.
"""

from __future__ import annotations

import re
from typing import NoReturn

from tinycrm.domain.query_tree import (
    KEY,
    OPERATOR,
    And,
    Node,
    Not,
    Or,
    QueryError,
    Quoted,
    Term,
    Text,
    bare_end,
    lower_key,
    read_quoted,
)

__all__ = [
    "And",
    "Node",
    "Not",
    "Or",
    "QueryError",
    "Quoted",
    "Term",
    "Text",
    "parse_query",
    "unparse",
]

MAX_LENGTH = 10_000
"""Characters that a filter may have."""
MAX_DEPTH = 50
"""Parentheses that may be open at once."""
MAX_ITEMS = 200
"""Words and values that a filter may have; SQLite bounds the depth of an expression."""


def parse_query(text: str) -> Node | None:
    """Return the tree of a filter, or None for a blank one. Raises QueryError."""
    refuse_long(text)
    if not text.strip():
        return None
    return _Parser(text).parse()


def refuse_long(text: str) -> None:
    """Raise QueryError for a text that somebody cannot have meant to look for."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The filter is too long: {len(text):,} characters, where {MAX_LENGTH:,} are allowed,",
            text,
            MAX_LENGTH,
            len(text) - MAX_LENGTH,
            "Shorten it.",
        )


def unparse(node: Node | None) -> str:
    """Return the canonical text of a tree: parsing it gives the same tree again."""
    match node:
        case And(parts):
            return " ".join(_inside(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(unparse(part) for part in parts)
        case Not(Text(words)) if len(words) > 1:
            return f"-({unparse(node.part)})"
        case Not(part):
            inside = _inside(part, And, Or)
            return f"-({inside})" if inside.startswith("-") else f"-{inside}"
        case Text(words):
            return " ".join(map(_word_text, words))
        case Term(_, _, values):
            bare = _term_text(node, [_quote(v) if isinstance(v, Quoted) else v for v in values])
            return bare if _means(bare, node) else _term_text(node, [*map(_quote, values)])
    return ""


class _Parser:
    """A recursive descent over the text; `at` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.items = 0

    def parse(self) -> Node:
        node = self.either()
        if self.at < len(self.text):
            self.fail("“)” closes nothing", self.at, 1, "Remove it, or put its word in quotes.")
        return node

    def either(self) -> Node:
        """Alternatives: `a or b`."""
        parts: list[Node] = []
        while not parts or self.reserved() == "or":
            self.at += 2 if parts else 0
            part = self.all_of()
            parts.extend(part.parts if isinstance(part, Or) else (part,))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self) -> Node:
        """What stands side by side, or has `and` between it."""
        parts: list[Node] = []
        while True:
            part = self.opposite()
            for each in part.parts if isinstance(part, And) else (part,):
                _append(parts, each)
            if self.reserved() == "and":
                self.at += 3
            elif self.at == len(self.text) or self.text[self.at] == ")" or self.reserved() == "or":
                return parts[0] if len(parts) == 1 else And(tuple(parts))

    def opposite(self) -> Node:
        """A term, a word or a group, with any number of `not` and `-` before it."""
        negated = False
        while True:
            if self.reserved() == "not":
                self.at += 3
            elif re.compile(r"-+(?![-\s)]|$)").match(self.text, self.at):
                self.at += 1
            else:
                break
            negated = not negated
        node = self.single()
        if not negated:
            return node
        return node.part if isinstance(node, Not) else Not(node)

    def single(self) -> Node:
        """A group, a term, a word or a phrase."""
        text, start, word = self.text, self.at, self.reserved()
        if word or start == len(text) or text[start] == ")":
            found = f"“{word}”" if word else "“)”" if start < len(text) else "the end"
            self.fail(
                f"A term is missing before {found}",
                start,
                len(word) or 1,
                "Write a term there, or put a word like “or” in quotes to search for it.",
            )
        if text[start] == "(":
            return self.group()
        key = re.compile(KEY).match(text, start)
        if key:
            return self.term(lower_key(key[1]), start, key.end())
        return Text((self.item("", start),), start, self.at)

    def group(self) -> Node:
        start = self.at
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("Too many parentheses are open", start, 1, f"{MAX_DEPTH} are allowed.")
        self.at += 1
        node = self.either()
        if self.at == len(self.text):
            self.fail("This “(” is never closed", start, 1, "Add “)”.")
        self.at += 1
        self.depth -= 1
        return node

    def term(self, key: str, start: int, at: int) -> Term:
        """The operator and the values after a colon."""
        text = self.text
        operator = re.compile(OPERATOR).match(text, at)
        op = operator[0] if operator else ":"
        self.at = at + (len(op) if operator else 0)
        values: tuple[str, ...]
        if op == ":" and (low := self.range_start()) is not None:
            self.at += 2
            op, values = "range", (str(low) and low, self.item("", start))
        elif op in ":=":
            values = self.any_of(start)
        else:
            values = (self.item("", start),)
        if not any(value or isinstance(value, Quoted) for value in values):
            self.fail(
                f"Nothing follows {_quoted(text[start : self.at])}",
                start,
                self.at - start,
                f"Write the value right after it, or {key}:none for what has none.",
            )
        rest = bare_end(text, self.at)
        if rest > self.at:
            self.fail(
                f"{_quoted(text[self.at : rest])} follows a closing quotation mark",
                self.at,
                rest - self.at,
                'Separate it with a blank, or write \\" for a quotation mark in a value.',
            )
        return Term(key, op, values, start, self.at)

    def range_start(self) -> str | None:
        """Read the value before `..`; None, and nothing read, where there is no range."""
        start = self.at
        if self.text.startswith('"', start):
            low: str = self.item("", start)
        else:
            bare = self.text[start : bare_end(self.text, start)].partition('"')[0]
            low = bare.partition("..")[0]
            self.at += len(low)
        if self.text.startswith("..", self.at):
            return low
        self.at = start
        return None

    def any_of(self, start: int) -> tuple[str, ...]:
        values = [self.item(",", start)]
        while self.text.startswith(",", self.at):
            self.at += 1
            values.append(self.item(",", start))
        return tuple(value for value in values if value or isinstance(value, Quoted))

    def item(self, stops: str, start: int) -> str:
        """One value or word, quoted or bare; a bare one may be empty."""
        self.items += 1
        if self.items > MAX_ITEMS:
            self.fail("Too many words and values", start, 1, f"{MAX_ITEMS} are allowed.")
        if self.text.startswith('"', self.at):
            value, end, closed = read_quoted(self.text, self.at)
            if not closed:
                self.fail("This quotation mark is never closed", self.at, 1, 'Add “"”.')
            self.at = end
            return Quoted(value)
        first, self.at = self.at, bare_end(self.text, self.at, stops)
        return self.text[first : self.at]

    def reserved(self) -> str:
        """Skip blanks; return the operator that stands there as a word of its own, or ""."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        word = re.compile(r"(?:and|or|not)(?![^\s()])", re.I).match(self.text, self.at)
        return word[0].lower() if word else ""

    def fail(self, problem: str, position: int, length: int, remedy: str) -> NoReturn:
        raise QueryError(problem, self.text, position, length, remedy)


def _append(parts: list[Node], part: Node) -> None:
    """Add a part to those of an `And`; words that stand side by side become one `Text`."""
    last = parts[-1] if parts else None
    if isinstance(last, Text) and isinstance(part, Text):
        parts[-1] = Text(last.words + part.words, last.position, part.end)
    else:
        parts.append(part)


def _quoted(text: str) -> str:
    from tinycrm.domain.text import quote_value

    return quote_value(text)


def _inside(node: Node, *kinds: type[Node]) -> str:
    """The text of a part, in parentheses where it is of one of `kinds`."""
    return f"({unparse(node)})" if isinstance(node, kinds) else unparse(node)


def _word_text(word: str) -> str:
    bare = not isinstance(word, Quoted) and _means(word, Text((word,)))
    return word if bare else _quote(word)


def _term_text(term: Term, values: list[str]) -> str:
    if term.op == "range":
        low, high = ("" if value == '""' else value for value in values)
        return f"{term.key}:{low}..{high}"
    return f"{term.key}:{'' if term.op == ':' else term.op}{','.join(values)}"


def _means(text: str, node: Node) -> bool:
    try:
        return parse_query(text) == node
    except QueryError:
        return False


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
