"""What the values of text-like filters mean: each function compiles one kind of field to SQL.

A function takes the field, the operator, the values and the context, and returns a condition
with its parameters. It raises InvalidError or UsageError for a value that means nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.query_tree import Quoted
from tinycrm.errors import InvalidError, UsageError
from tinycrm.store.filter_fields import NAMES, Field
from tinycrm.store.fts import match_text
from tinycrm.store.references import LETTER_OF, LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.store.filters import FilterContext

    Sql = tuple[str, list[object]]
    Kind = Callable[[Field, str, tuple[str, ...], FilterContext], Sql]

LONGEST_TEXT = 200
"""Characters of a text value; SQLite bounds the length of a pattern."""


def any_of(parts: list[Sql]) -> Sql:
    """The condition that one of several holds."""
    if len(parts) == 1:
        return parts[0]
    sql = " OR ".join(sql for sql, _ in parts)
    return f"({sql})", [parameter for _, parameters in parts for parameter in parameters]


def text(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """`:` finds texts with a word that begins so, `=` the whole text, `*` stands for anything."""
    only_equal(op)
    return any_of([_text(field.column, op == "=", value) for value in values])


def choice(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """One of a few values, whatever its case and accents."""
    only_equal(op)
    if not field.choices:
        return any_of([_text(field.column, True, value) for value in values])
    words = [_known(value, field.choices) for value in values]
    return any_of([(f"{field.column} = ?", [word]) for word in words])


def key(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A column that holds folded names: an index serves whole ones and those that begin so."""
    from tinycrm.domain.text import fold

    only_equal(op)
    parts: list[Sql] = []
    for value in values:
        lead, core, tail = _wildcards(value)
        core = fold(core).removeprefix("#")
        if lead:
            parts.append((f"{field.column} GLOB ?", ["*" + _escaped(core) + "*" * tail]))
        elif tail:
            parts.append(_begins(field.column, core))
        else:
            parts.append((f"{field.column} = ?", [core]))
    return any_of(parts)


def exact(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """An identifier, in lower case."""
    only_equal(op)
    return any_of([(f"{field.column} = ?", [value.lower()]) for value in values])


def email(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A whole address, a domain after `@`, or any part of an address."""
    only_equal(op)
    parts: list[Sql] = []
    for value in values:
        lead, core, tail = _wildcards(value)
        core = core.strip().lower()
        if op == "=" or (not lead and not tail and re.fullmatch(r"[^@]+@[^@]+\.[^@]+", core)):
            parts.append((f"{field.column} = ?", [core]))
        elif tail and not lead:
            parts.append(_begins(field.column, core))
        else:
            ends = not tail and (lead or re.match(r"@.*\.", core) is not None)
            parts.append((f"{field.column} GLOB ?", [f"*{_escaped(core)}{'' if ends else '*'}"]))
    return any_of(parts)


def phone(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A telephone number in any spelling, or some of its digits."""
    only_equal(op)
    parts: list[Sql] = []
    for value in values:
        digits = re.sub(r"[^0-9]", "", value)
        if not digits:
            raise InvalidError("A telephone number has digits.", "Write it like +49 30 1234.")
        if value.lstrip("( ").startswith(("+", "00")):
            number = "+" + digits.removeprefix("00")
            parts.append(_begins(field.column, number))
        else:
            # Within a country the number has a zero that the international form leaves out.
            pattern = f"*{digits.lstrip('0') or digits}*"
            parts.append((f"coalesce({field.column}, {field.fallback}) GLOB ?", [pattern]))
    return any_of(parts)


def name(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A record by its own name, which the full-text index holds."""
    only_equal(op)
    return any_of([_named(field.column, field.target, op, value) for value in values])


def ref(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """Another record, by its number or its name."""
    only_equal(op)
    letter = LETTER_OF[field.target]
    parts: list[Sql] = []
    for value in values:
        found = re.fullmatch(rf"{letter}?([0-9]{{1,18}})", value, re.IGNORECASE)
        if found and not isinstance(value, Quoted):
            parts.append((f"{field.column} = ?", [int(found[1])]))
        else:
            parts.append(_named(field.column, field.target, op, value))
    return any_of(parts)


def whom(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A person, a firm or a deal that a record is linked to, by its number or its name."""
    parts: list[Sql] = []
    for value in values:
        given = "" if isinstance(value, Quoted) else value
        found = re.fullmatch(r"([cod])[0-9]{1,18}", given, re.IGNORECASE)
        nouns = (LETTERS[found[1].upper()],) if found else ("contact", "company", "deal")
        parts += [
            ref(Field("ref", f"{field.fallback}.{noun}_id", target=noun), op, (value,), ctx)
            for noun in nouns
        ]
    return any_of(parts)


def body(field: Field, op: str, values: tuple[str, ...], ctx: FilterContext) -> Sql:
    """A long text, which the full-text index holds."""
    only_equal(op)
    parts = []
    for value in values:
        lead, core, tail = _wildcards(value)
        expression = match_text([core], "body")
        if lead or tail or op == "=" or not expression:
            parts.append(_text(field.column, op == "=", value))
        else:
            parts.append(_matching(f"{field.target}.id", field.target, expression))
    return any_of(parts)


def _named(id_column: str, noun: str, op: str, value: str) -> Sql:
    lead, core, tail = _wildcards(value)
    expression = match_text([core], "title", exact=op == "=")
    if not lead and not tail and op == ":" and expression:
        return _matching(id_column, noun, expression)
    sql, parameters = _text(f"named.{NAMES[noun]}", op == "=", value)
    if op == "=" and expression:
        found, more = _matching("named.id", noun, expression)
        sql, parameters = f"{found} AND {sql}", more + parameters
    return f"{id_column} IN (SELECT named.id FROM {noun} AS named WHERE {sql})", parameters


def _matching(id_column: str, noun: str, expression: str) -> Sql:
    found = f"SELECT rowid FROM {noun}_fts WHERE {noun}_fts MATCH ?"
    return f"{id_column} IN ({found})", [expression]


def _text(column: str, whole: bool, value: str) -> Sql:
    from tinycrm.store.patterns import WORD_BREAK, letters

    lead, core, tail = _wildcards(value)
    if len(core) > LONGEST_TEXT:
        raise InvalidError(
            "The text to look for is too long.", f"Give at most {LONGEST_TEXT} characters."
        )
    patterns = letters(core)
    if whole or lead or tail:
        shapes = ["*" * lead + pattern + "*" * tail for pattern in patterns]
    elif core[:1].isalnum():
        shapes = [before + p + "*" for p in patterns for before in ("", "*" + WORD_BREAK)]
    else:
        shapes = [f"*{pattern}*" for pattern in patterns]
    return any_of([(f"{column} GLOB ?", [shape]) for shape in shapes])


def _wildcards(value: str) -> tuple[bool, str, bool]:
    """Whether anything may come before, the text, whether anything may follow."""
    value = value.replace("\0", "")
    if isinstance(value, Quoted) or not value.strip("*"):
        return False, value, False
    return value[0] == "*", value.strip("*"), value[-1] == "*"


def _begins(column: str, start: str) -> Sql:
    return f"({column} >= ? AND {column} < ?)", [start, start + "\U0010ffff"]


def _escaped(core: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", core)


def _known(value: str, choices: tuple[str, ...]) -> str:
    word = value.strip().casefold()
    if word in choices:
        return word
    from tinycrm.domain.text import did_you_mean, quote_value

    hint = did_you_mean(word, choices)
    raise UsageError(
        f"{quote_value(value)} is not known here", f"{hint}Known are: {', '.join(choices)}."
    )


def only_equal(op: str, what: str = "A text", remedy: str = "Quote it, or write key:text.") -> None:
    """Raise UsageError where something is compared that only is or is not."""
    if op not in ":=":
        sign = ".." if op == "range" else op
        raise UsageError(f"{what} cannot be compared with “{sign}”", remedy)


KINDS: dict[str, Kind] = {
    "text": text,
    "choice": choice,
    "key": key,
    "exact": exact,
    "email": email,
    "phone": phone,
    "name": name,
    "ref": ref,
    "whom": whom,
    "body": body,
}
