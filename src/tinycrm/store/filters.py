"""Filters and sort orders as SQL over a noun's table: fixed expressions and bound parameters.

No text of a person becomes part of the SQL, and every text gives SQL that runs or an error that
says where it is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tinycrm.domain.query import parse_query
from tinycrm.domain.query_tree import (
    And,
    Node,
    Not,
    Or,
    QueryError,
    Quoted,
    Term,
    Text,
    terms,
)
from tinycrm.errors import InvalidError, UsageError
from tinycrm.store.filter_fields import NAMES, Field, aliases, fields
from tinycrm.store.fts import match_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tinycrm.store.database import Database

    Sql = tuple[str, list[object]]

CUSTOM_KINDS = {"number": "number", "money": "money_text", "date": "date", "flag": "yes_no"}
"""How values of a custom field's type compare; those of the other types are texts."""
FREQUENT = 3000
"""With so many hits of a text, reading a list in its order is faster than sorting the hits."""
_HIDDEN = {"archived": {"archived", "deleted"}, "deleted": {"deleted"}}
"""The states that lists leave out, and the words after `is:` that bring each of them in."""


class FilterContext:
    """What a filter's meaning depends on besides its text.

    `today` is the local day; `custom_fields` gives a noun's custom fields with their types,
    `currency` that of amounts that name none, and `is_frequent` says whether many records match
    an expression in a search index: they are asked only when a filter needs them.
    """

    __slots__ = ("currency", "custom_fields", "is_frequent", "today")

    def __init__(
        self,
        today: date,
        custom_fields: Callable[[str], Mapping[str, str]] = lambda noun: {},
        currency: Callable[[], str] = lambda: "EUR",
        is_frequent: Callable[[str, str], bool] = lambda index, expression: False,
    ) -> None:
        self.today = today
        self.custom_fields = custom_fields
        self.currency = currency
        self.is_frequent = is_frequent


def context_of(db: Database) -> FilterContext:
    """The context of filters over an open file."""

    def custom_fields(noun: str) -> dict[str, str]:
        from tinycrm.store.custom import definitions

        return {key: field.type for key, field in definitions(db, noun).items()}

    def currency() -> str:
        from tinycrm.store.settings import currency

        return currency(db)

    def is_frequent(index: str, expression: str) -> bool:
        found = f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {FREQUENT}"
        return bool(db.value(f"SELECT count(*) = {FREQUENT} FROM ({found})", (expression,)))

    return FilterContext(db.today(), custom_fields, currency, is_frequent)


def compile_filter(noun: str, text: str, ctx: FilterContext) -> Sql:
    """Return a condition over the table `noun`, and its parameters.

    Archived and deleted records are left out, unless the text names `is:archived` or
    `is:deleted` (also in the negative) and so decides about them itself. Raises QueryError for a
    text that cannot be understood.
    """
    if not text.isascii():
        _check_encodable(text)
    node = parse_query(text)
    named = words_after_is(node)
    parts = [f"{noun}.{state}_at IS NULL" for state in _HIDDEN if not named & _HIDDEN[state]]
    parameters: list[object] = []
    if node is not None:
        sql, parameters = _Compiler(noun, text, ctx).sql(node)
        parts.append(sql)
    return " AND ".join(parts), parameters


def compile_sort(noun: str, text: str, ctx: FilterContext) -> str:
    """Return the terms of ORDER BY for keys like `-last,name`; a dash turns the order around.

    Records without a value come last in either direction, and ties are in the order of their
    numbers. Raises UsageError for a key that cannot be sorted by.
    """
    terms: list[str] = []
    direction = ""
    for word in filter(None, (part.strip() for part in text.split(","))):
        direction = " DESC" if word.startswith("-") else ""
        key = word.removeprefix("-").removeprefix("+")
        terms.append(_sort_expression(noun, key, ctx) + (direction or " NULLS LAST"))
    return ", ".join([*terms, f"{noun}.id{direction}"])


def words_after_is(node: Node | None) -> set[str]:
    """The states that a filter asks for, also in the negative."""
    return {value.lower() for term in terms(node) if term.key == "is" for value in term.values}


def known_keys(noun: str, ctx: FilterContext) -> list[str]:
    """The keys of a noun, its custom fields included, for completion and suggestions."""
    return [*fields(noun), *(key for key in ctx.custom_fields(noun) if key not in fields(noun))]


def field_of(noun: str, key: str, ctx: FilterContext) -> Field | None:
    """The field behind a key or an alias, also a custom one; None if there is none."""
    plain = key.lower().replace("_", "-")
    field = fields(noun).get(aliases(noun).get(plain, plain))
    return field or _custom_field(noun, key.lower().removeprefix("custom."), ctx)


def _check_encodable(text: str) -> None:
    """Raise QueryError for a text that holds bytes which are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            "The filter is not valid UTF-8", text, error.start, 1, "Retype it."
        ) from None


class _Compiler:
    """Walks over the tree of one filter; `text` is what error messages point into."""

    def __init__(self, noun: str, text: str, ctx: FilterContext) -> None:
        self.noun = noun
        self.text = text
        self.ctx = ctx

    def sql(self, node: Node) -> Sql:
        match node:
            case And(parts):
                return self.joined(" AND ", parts)
            case Or(parts):
                return self.joined(" OR ", parts)
            case Not(part):
                sql, parameters = self.sql(part)
                # A condition on a missing value is neither true nor false.
                return f"({sql}) IS NOT TRUE", parameters
            case Text(words):
                return self.words(words)
            case Term():
                return self.term(node)
        raise TypeError(f"not a part of a filter: {node!r}")

    def joined(self, operator: str, parts: tuple[Node, ...]) -> Sql:
        compiled = [self.sql(part) for part in parts]
        parameters = [parameter for _, more in compiled for parameter in more]
        return f"({operator.join(sql for sql, _ in compiled)})", parameters

    def words(self, words: tuple[str, ...]) -> Sql:
        expression = match_text(words)
        if not expression:
            return "0", []
        index = f"{self.noun}_fts"
        # Many hits are not fetched and sorted: the plus lets the list be read in its order until a
        # page of them is found.
        # A letter begins a word of so many records that counting them is time lost.
        letters = all(len(word) == 1 and word.isascii() for word in words)
        plus = "+" if letters or self.ctx.is_frequent(index, expression) else ""
        found = f"{plus}{self.noun}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"
        digits = part_of_number(words) if self.noun in ("contact", "company") else ""
        if digits:
            # The index of words knows the beginnings of numbers, not what stands in their middle.
            # Keys of numbers are digits and a plus, all before the colon: only those are read.
            numbers = (
                f"SELECT {self.noun}_id FROM contact_point"
                " WHERE value_key < ':' AND value_key GLOB ? AND kind = 'phone'"
                f" AND {self.noun}_id IS NOT NULL"
            )
            return f"({found} OR {self.noun}.id IN ({numbers}))", [expression, f"*{digits}*"]
        return found, [expression]

    def term(self, term: Term) -> Sql:
        field = field_of(self.noun, term.key, self.ctx)
        if field is None:
            self.unknown(term, term.key, known_keys(self.noun, self.ctx), "Unknown filter key")
        try:
            return self.values(term, field)
        except QueryError:
            raise
        except (InvalidError, UsageError) as error:
            self.fail(term, error.message.removesuffix("."), error.remedy)

    def values(self, term: Term, field: Field) -> Sql:
        from tinycrm.store.filter_ranges import with_day

        if field.kind == "flag":
            return self.flags(term)
        word = term.values[0].lower() if len(term.values) == 1 and term.op == ":" else ""
        bare = bool(word) and not isinstance(term.values[0], Quoted)
        if (bare and word in ("none", "any", "*")) or (term.op in ":=" and term.values == ("",)):
            return with_day(_presence(field, word not in ("any", "*")), self.ctx)
        kinds = _kinds(field.kind)
        sql, parameters = kinds[field.kind](field, term.op, term.values, self.ctx)
        if field.kind == "text" and not field.via:
            # Few records have such a text, and no index finds them: scanning the table and
            # sorting what is left is ten times as fast as following the index of the order.
            sql = f"unlikely({sql})"
        return (field.via.format(sql) if field.via else sql), parameters

    def flags(self, term: Term) -> Sql:
        from tinycrm.store import filter_flags
        from tinycrm.store.filter_ranges import with_day
        from tinycrm.store.filter_texts import any_of

        known = (filter_flags.states if term.key == "is" else filter_flags.possessions)(self.noun)
        parts: list[Sql] = []
        for value in term.values:
            word = value.lower()
            if term.op not in ":=" or word not in known:
                self.unknown(term, value, list(known), f"Unknown after {term.key}:")
            sql, parameters = with_day(known[word], self.ctx)
            parts.append((f"({sql})", parameters))
        return any_of(parts)

    def unknown(self, term: Term, word: str, known: list[str], what: str) -> NoReturn:
        from tinycrm.domain.text import did_you_mean, quote_value

        swapped = [key for key in known if sorted(key) == sorted(word.lower())]
        hint = did_you_mean(swapped[0] if swapped else word, known).strip()
        hint = hint or f"Known are: {', '.join(known)}."
        self.fail(term, f"{what} {quote_value(word)}", hint)

    def fail(self, term: Term, problem: str, remedy: str) -> NoReturn:
        length = max(1, term.end - term.position)
        raise QueryError(problem, self.text, term.position, length, remedy) from None


def part_of_number(words: tuple[str, ...]) -> str:
    """The digits of what may be a part of a telephone number, four at least; "" for other words."""
    text = "".join(words)
    digits = "".join(char for char in text if char in "0123456789")
    return digits if len(digits) >= 4 and not text.strip("+()-./0123456789") else ""


def _kinds(kind: str) -> Mapping[str, Callable[..., Sql]]:
    from tinycrm.store import filter_texts

    if kind in filter_texts.KINDS:
        return filter_texts.KINDS
    from tinycrm.store import filter_ranges

    return filter_ranges.KINDS


def _presence(field: Field, missing: bool) -> str:
    """The condition that a field has no value, or that it has one; an empty text is none."""
    there = f"{field.column} <> ''"
    if field.kind == "name":
        there = f"{field.target}.{NAMES[field.target]} <> ''"
    elif field.kind in ("email", "phone"):
        there = f"{field.fallback} <> ''"
    if field.via:
        there = field.via.format(there)
    return f"({there}) IS NOT TRUE" if missing else f"({there})"


def _custom_field(noun: str, key: str, ctx: FilterContext) -> Field | None:
    for name, type_ in ctx.custom_fields(noun).items():
        # A JSON path cannot quote a quotation mark.
        if name.lower() == key and '"' not in name and "\0" not in name:
            path = f'$."{name}"'.replace("'", "''")
            return Field(CUSTOM_KINDS.get(type_, "text"), f"json_extract({noun}.custom, '{path}')")
    return None


def _sort_expression(noun: str, key: str, ctx: FilterContext) -> str:
    field = field_of(noun, key, ctx)
    if field and field.sort:
        return field.sort
    if field and field.column and not field.via:
        plain = field.kind in ("text", "choice") and not field.choices
        return f"{field.column} COLLATE NOCASE" if plain else field.column
    from tinycrm.domain.text import did_you_mean, quote_value

    known = [
        key for key, field in fields(noun).items() if field.sort or (field.column and not field.via)
    ]
    hint = (
        did_you_mean(key, [*known, *ctx.custom_fields(noun)]).strip()
        or f"Sort by one of: {', '.join(known)}."
    )
    raise UsageError(f"Records cannot be sorted by {quote_value(key)}.", hint)
