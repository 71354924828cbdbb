"""The filter language: what a text means, what it refuses, and that it survives a round trip."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinycrm.domain.query import (
    And,
    Node,
    Not,
    Or,
    QueryError,
    Quoted,
    Term,
    Text,
    parse_query,
    unparse,
)
from tinycrm.domain.query_completion import term_at
from tinycrm.errors import UsageError


def test_a_blank_filter_asks_for_nothing() -> None:
    assert parse_query("") is None
    assert parse_query(" \t\u00a0") is None
    assert unparse(None) == ""


def test_terms_side_by_side_must_all_hold() -> None:
    assert parse_query('stage:proposal -tag:lost company:"Acme Inc" lovelace') == And(
        (
            Term("stage", ":", ("proposal",)),
            Not(Term("tag", ":", ("lost",))),
            Term("company", ":", (Quoted("Acme Inc"),)),
            Text(("lovelace",)),
        )
    )


def test_and_may_be_written_out() -> None:
    assert parse_query("tag:a AND tag:b") == parse_query("tag:a tag:b")


def test_or_binds_looser_than_blanks() -> None:
    a, b, c = (Term("tag", ":", (letter,)) for letter in "abc")
    assert parse_query("tag:a tag:b OR tag:c") == Or((And((a, b)), c))
    assert parse_query("tag:a (tag:b or tag:c)") == And((a, Or((b, c))))
    assert parse_query("(tag:a)or(tag:b)") == Or((a, b))


def test_groups_of_the_same_kind_are_one() -> None:
    assert parse_query("(tag:a tag:b) tag:c") == parse_query("tag:a (tag:b tag:c)")
    assert parse_query("tag:a or (tag:b or tag:c)") == parse_query("tag:a or tag:b or tag:c")
    assert parse_query("(((tag:a)))") == parse_query("tag:a")


def test_an_and_differs_from_an_or_of_the_same_parts() -> None:
    assert parse_query("tag:a tag:b") != parse_query("tag:a or tag:b")


@pytest.mark.parametrize("text", ["-tag:a", "not tag:a", "NOT(tag:a)", "-(tag:a)", "--  ---tag:a"])
def test_a_term_is_negated_by_a_dash_or_by_not(text: str) -> None:
    expected: Node = Not(Term("tag", ":", ("a",)))
    if text.startswith("--"):
        expected = And((Text(("--",)), expected))
    assert parse_query(text) == expected


def test_two_negations_cancel() -> None:
    assert parse_query("not -(tag:a or tag:b)") == parse_query("tag:a or tag:b")
    assert parse_query("-(-tag:a)") == parse_query("tag:a")


def test_a_dash_negates_one_word_of_several() -> None:
    assert parse_query("ada -grace hopper") == And(
        (Text(("ada",)), Not(Text(("grace",))), Text(("hopper",)))
    )
    assert parse_query("-(ada grace)") == Not(Text(("ada", "grace")))


@pytest.mark.parametrize(
    ("text", "op", "values"),
    [
        ("value:1000", ":", ("1000",)),
        ("value:=1000", "=", ("1000",)),
        ("value:>1,000.50", ">", ("1,000.50",)),
        ("value:>=1000", ">=", ("1000",)),
        ("value:<1000", "<", ("1000",)),
        ('value:<="1 000"', "<=", ("1 000",)),
        ("value:1..5", "range", ("1", "5")),
        ("value:1,000..2,000", "range", ("1,000", "2,000")),
        ("value:1..", "range", ("1", "")),
        ("value:..5", "range", ("", "5")),
        ('value:"next mon".."next fri"', "range", ("next mon", "next fri")),
        ("value:a,b,,c,", ":", ("a", "b", "c")),
        ('value:vip,"big fish"', ":", ("vip", "big fish")),
        ('value:"a..b"', ":", ("a..b",)),
        ('value:"a,b"', ":", ("a,b",)),
        ('value:vip,"1..2"', ":", ("vip", "1..2")),
        ("value:Acme(DE)", ":", ("Acme(DE)",)),
        ("value:*smith*", ":", ("*smith*",)),
        (r'value:"say \"hi\" \\ \n"', ":", ('say "hi" \\ \\n',)),
        ('value:5"', ":", ('5"',)),
        ('value:""', ":", ("",)),
        ("value:a:b", ":", ("a:b",)),
    ],
)
def test_a_value_may_be_written(text: str, op: str, values: tuple[str, ...]) -> None:
    node = parse_query(text)
    assert isinstance(node, Term)
    assert (node.key, node.op, node.values) == ("value", op, values)


def test_a_value_ends_at_a_parenthesis_it_did_not_open() -> None:
    assert parse_query("(company:Acme(DE) tag:a)") == parse_query("company:Acme(DE) tag:a")


def test_a_quoted_value_is_told_from_a_bare_one() -> None:
    assert parse_query('tag:"none"') != parse_query("tag:none")
    assert parse_query('name:"*x"') != parse_query("name:*x")


def test_keys_are_read_in_any_case() -> None:
    assert parse_query("Stage:x") == parse_query("STAGE:x") == parse_query("stage:x")
    assert parse_query("Custom.Line_2:x") == Term("custom.line_2", ":", ("x",))


@pytest.mark.parametrize(
    "word",
    ["12:30", "http://x", "ftp://a.b/c:d", "o'brien", "a@b.co", "C++", "#1", "+44", "-", ":"],
)
def test_a_word_that_is_no_term_is_free_text(word: str) -> None:
    assert parse_query(word) == Text((word,))


def test_a_phrase_in_quotes_stays_together() -> None:
    assert parse_query('ada "engine no. 2" or "or"') == Or(
        (Text(("ada", Quoted("engine no. 2"))), Text((Quoted("or"),)))
    )


def test_nodes_know_where_they_stood() -> None:
    node = parse_query("ada love  -tag:vip")
    assert isinstance(node, And)
    text, negated = node.parts
    assert isinstance(text, Text)
    assert (text.position, text.end) == (0, 8)
    assert isinstance(negated, Not)
    assert isinstance(negated.part, Term)
    assert (negated.part.position, negated.part.end) == (11, 18)


@pytest.mark.parametrize(
    ("text", "position", "length", "summary"),
    [
        ("tag:", 0, 4, 'Nothing follows "tag:" at position 1'),
        ("x value:> 5", 2, 7, 'Nothing follows "value:>" at position 3'),
        ("tag:,", 0, 5, 'Nothing follows "tag:," at position 1'),
        ("tag:..", 0, 6, 'Nothing follows "tag:.." at position 1'),
        ("or tag:a", 0, 2, "A term is missing before “or” at position 1"),
        ("tag:a or", 8, 1, "A term is missing before the end at position 9"),
        ("tag:a or or tag:b", 9, 2, "A term is missing before “or” at position 10"),
        ("not", 3, 1, "A term is missing before the end at position 4"),
        ("-or", 1, 2, "A term is missing before “or” at position 2"),
        ("()", 1, 1, "A term is missing before “)” at position 2"),
        ("(tag:a", 0, 1, "This “(” is never closed at position 1"),
        ("tag:a)", 5, 1, "“)” closes nothing at position 6"),
        ('company:"Acme', 8, 1, "This quotation mark is never closed at position 9"),
        ('tag:"a"b', 7, 1, '"b" follows a closing quotation mark at position 8'),
        ("(" * 51 + "a" + ")" * 51, 50, 1, "Too many parentheses are open at position 51"),
        ("a " * 201, 400, 1, "Too many words and values at position 401"),
    ],
)
def test_a_mistake_is_shown_where_it_is(
    text: str, position: int, length: int, summary: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    error = caught.value
    assert (error.position, error.length, error.summary) == (position, length, summary)
    assert error.remedy
    assert isinstance(error, UsageError)


def test_the_message_points_at_the_mistake() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query('名前 tag:a "open')
    assert caught.value.message.split("\n")[1:] == ['  名前 tag:a "open', "             ^"]


def test_a_long_filter_is_refused_and_its_message_stays_short() -> None:
    with pytest.raises(QueryError, match="too long: 10,001 characters") as caught:
        parse_query("\x1b" * 10_001)
    assert len(caught.value.message) < 250
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    "text", ["(" * 9_999, "-" * 9_999, "not " * 2_400, "-(" * 4_999, "a:" * 4_999]
)
def test_no_nesting_exhausts_the_stack(text: str) -> None:
    with suppress(QueryError):
        parse_query(text)


ALPHABET = st.sampled_from([*'ab:"\\()-,.<>=* \t\u3000*éİ', "..", " or ", "not ", "tag:", "and"])
TEXTS = st.lists(ALPHABET, max_size=25).map("".join) | st.text(max_size=40)


@example("not -")
@given(TEXTS)
@example("tag:a,b..c")
@example("a:a....b")
@example('a:"x",a..b')
@example("a:=>b")
@example("-(a b)")
def test_any_text_is_a_tree_that_survives_a_round_trip_or_an_error(text: str) -> None:
    try:
        node = parse_query(text)
    except QueryError as error:
        misplaced = not 0 <= error.position <= len(text)
    else:
        misplaced = False
        written = unparse(node)
        assert parse_query(written) == node
        assert unparse(parse_query(written)) == written
    assert not misplaced


@given(st.sampled_from([":", "=", ">", "<="]), st.text(min_size=1, max_size=20))
def test_a_term_made_by_a_program_keeps_its_value(op: str, value: str) -> None:
    node = parse_query(unparse(Term("key", op, (value,))))
    assert isinstance(node, Term)
    assert (node.key, node.op, node.values) == ("key", op, (value,))


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_range_made_by_a_program_keeps_its_ends(low: str, high: str) -> None:
    node = parse_query(unparse(Term("key", "range", (low, high))))
    assert isinstance(node, Term)
    assert (node.op, node.values) == ("range", (low, high))


@given(st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=4))
def test_words_given_by_a_program_stay_words(words: list[str]) -> None:
    node = parse_query(unparse(Text(tuple(words))))
    assert isinstance(node, Text)
    assert list(node.words) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, "", 0)),
        ("sta", (None, "sta", 0)),
        ("tag:vip ", (None, "", 8)),
        ("tag:vip -sta", (None, "sta", 9)),
        ("(sta", (None, "sta", 1)),
        ("stage:", ("stage", "", 6)),
        ("Stage:pro", ("stage", "pro", 6)),
        ("tag:vip,bi", ("tag", "bi", 8)),
        ('tag:vip,"big f', ("tag", "big f", 8)),
        ('tag:"big fish",', ("tag", "", 15)),
        ("value:>=1", ("value", "1", 8)),
        ("due:today..fr", ("due", "fr", 11)),
        ('due:"next mon".."next f', ("due", "next f", 16)),
        ('company:"Acme Inc"', ("company", "Acme Inc", 8)),
        ("http://x", (None, "http://x", 0)),
        ('"ada lov', (None, "ada lov", 0)),
    ],
)
def test_completion_learns_what_is_being_typed(
    text: str, expected: tuple[str | None, str, int]
) -> None:
    assert term_at(text, len(text)) == expected
    assert term_at(text + " tag:x", len(text)) == expected


@given(TEXTS, st.integers(0, 40))
def test_completion_copes_with_any_text(text: str, cursor: int) -> None:
    _, _, start = term_at(text, cursor)
    assert 0 <= start <= min(cursor, len(text))
