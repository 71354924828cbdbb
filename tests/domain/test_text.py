import contextlib
import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinycrm.domain.emails import check_email, email_key, name_and_address
from tinycrm.domain.names import company_key, display_name, name_key, split_name
from tinycrm.domain.phones import check_phone, looks_like_phone, phone_key
from tinycrm.domain.quick_add import parse_quick_add
from tinycrm.domain.text import (
    clean_input,
    did_you_mean,
    fold,
    is_blank,
    nearest,
    quote_value,
    required_line,
    safe_text,
    shorten,
    sort_key,
)
from tinycrm.domain.web import domain_of, url_key
from tinycrm.errors import InvalidError

NAUGHTY = json.loads((Path(__file__).parents[1] / "data/hostile/blns.json").read_text("utf-8"))
INVISIBLE = "\u034f\u115f\u1160\u17b4\u3164\uffa0"

anything = st.text(st.characters(exclude_categories=[]))
tricky = st.text(
    st.sampled_from(
        "aZ 9é\u0301\u0308\u0315ß\t\r\n\x00\x1b\x7f\x9b\xad\u061c\u200b\u200c\u200d"
        "\u200e\u202e\u2028\u2066\ufeff\ufe0f\ufe00\u20e3#1❤👩🔥🏽نیक्ष葛\u180b\u1820\U000e0100\U000e0041\ud800…⟨⟩"
    ),
    max_size=60,
)


def is_harmless(shown: str, allowed: str = "") -> bool:
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return not any(
        (unicodedata.category(char) in hidden and char not in "\u200c\u200d" + allowed)
        or char in INVISIBLE
        for char in shown
    )


@given(anything | tricky)
def test_what_is_shown_holds_no_control_or_invisible_character(text: str) -> None:
    assert is_harmless(safe_text(text))
    assert is_harmless(safe_text(text, newlines=True), allowed="\n")


@given(anything | tricky)
def test_showing_a_text_twice_changes_nothing(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)
    lines = safe_text(text, newlines=True)
    assert safe_text(lines, newlines=True) == lines


def test_every_character_of_the_basic_plane_and_of_the_tags_is_harmless() -> None:
    for code in (*range(0x10000), *range(0xE0000, 0xE0200)):
        shown = safe_text(f"a{chr(code)}b")
        assert is_harmless(shown), hex(code)
        assert "\u200c" not in shown
        assert "\u200d" not in shown
        assert len(shown) > 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A\x1b]52;c;RVZJTA==\x07", "A␛]52;c;RVZJTA==␇"),
        ("\x9d0;x\x9c", "⟨009D⟩0;x⟨009C⟩"),
        ("a\tb\nc\rd\x7f", "a␉b␊c␍d␡"),
        ("user\u202etxt.exe", "user⟨202E⟩txt.exe"),
        ("zero\u200bwidth", "zero⟨200B⟩width"),
        ("join\u200ded", "join⟨200D⟩ed"),
        ("caf\udce9", "caf⟨DCE9⟩"),
        ("tag\U000e0041", "tag⟨E0041⟩"),
        ("a\ufe0f", "a⟨FE0F⟩"),
        ("line\u2028break", "line⟨2028⟩break"),
        ("\ufeffname", "⟨FEFF⟩name"),
    ],
)
def test_hidden_characters_become_visible(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[bold]not markup[/bold]",
        "José O'Neil-Smith",
        "山田太郎",
        "葛\U000e0100城市",
        "نمی\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 👍🏽 1\ufe0f\u20e3",
        "e\u0301",
        "no\xa0break",
    ],
)
def test_what_scripts_and_emoji_need_is_shown_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_lines_stay_lines_where_they_are_wanted() -> None:
    assert safe_text("a\r\nb\tc\rd\n", newlines=True) == "a\nb    c␍d\n"


def test_of_a_long_row_of_combining_marks_sixteen_are_shown() -> None:
    assert safe_text("z" + "\u0335" * 1000 + "a") == "z" + "\u0335" * 16 + "…a"


@given(anything | tricky)
@example("ǰ\u0323\u0345")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_letter_folds_in_one_step() -> None:
    for code in (*range(0x3400), *range(0xA000, 0xD800), *range(0xF900, 0x11000)):
        assert fold(fold(chr(code))) == fold(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "Straße"),
        ("Łódź", "lodz"),
        ("Søren  Ærø", " soren aero "),
        ("Đorđe", "dorde"),
        ("Þór", "thor"),
        ("ＡＢＣ", "abc"),
        ("e\u0301", "É"),
        ("İstanbul", "ıstanbul"),
        ("so\xadft", "soft"),
    ],
)
def test_spellings_that_differ_in_case_or_accents_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("कि", "का"), ("ก็", "กา")])
def test_marks_that_make_another_letter_are_not_folded_away(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_names_sort_by_their_first_letter_or_digit() -> None:
    names = ["(Zoe)", "émile", "'Ben", "3M", "Dan"]
    assert sorted(names, key=sort_key) == ["3M", "'Ben", "Dan", "émile", "(Zoe)"]
    assert sort_key("!!!") == "!!!"
    assert len(sort_key("a" * 5000)) == 200


@given(anything | tricky, st.integers(0, 30))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    from rich.cells import cell_len

    shown = safe_text(text)
    short = shorten(shown, width)
    assert cell_len(short) <= width
    if cell_len(shown) <= width and len(shown) <= 20 * width:
        assert short == shown


def test_cutting_counts_cells_and_not_characters() -> None:
    assert shorten("Jane Doe", 8) == "Jane Doe"
    assert shorten("Jane Doe", 5) == "Jane…"
    assert shorten("José Müller", 5) == "José…"
    assert shorten("山田太郎", 8) == "山田太郎"
    assert shorten("山田太郎", 6) == "山田…"
    assert shorten("anything", 0) == ""


def test_letters_taken_as_one_cell_are_one_cell() -> None:
    from rich.cells import cell_len

    for code in (*range(0x20, 0x7F), *range(0xA0, 0x530), *range(0x2010, 0x20C0)):
        text = chr(code) * 3
        if shorten(text, 2) != "…" and unicodedata.category(chr(code))[0] not in "MC":
            assert cell_len(shorten(text, 2)) <= 2, hex(code)
        if shorten(text, 3) == text and unicodedata.category(chr(code))[0] not in "MCZ":
            assert cell_len(text) <= 3, hex(code)


@given(anything | tricky)
def test_stored_text_is_the_given_text_but_for_composition(text: str) -> None:
    if "\0" not in text and not any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        assert clean_input(text, "note") == unicodedata.normalize("NFC", text)
        return
    with pytest.raises(InvalidError) as refusal:
        clean_input(text, "note")
    assert refusal.value.field == "note"
    assert is_harmless(refusal.value.message)


@pytest.mark.parametrize("text", ["  [/] \x1b[31m\r\n\t ", "=1+1", "\u202eabc\u200b"])
def test_escape_sequences_markup_and_odd_spaces_are_stored_as_given(text: str) -> None:
    assert clean_input(text, "note") == text


def test_decomposed_letters_are_stored_composed() -> None:
    assert clean_input("Jose\u0301", "name") == "José"


@pytest.mark.parametrize(
    ("text", "why"), [("a\0b", "NUL"), ("caf\udce9", "UTF-8"), ("é" * 6, "12 bytes")]
)
def test_what_cannot_be_stored_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidError, match=why):
        clean_input(text, "name", max_bytes=10)


def test_half_a_million_combining_marks_are_stored_shown_and_folded_quickly() -> None:
    pile = "a" + "\u0315\u0300" * 250_000
    start = time.perf_counter()
    assert clean_input(pile, "note") == pile
    assert safe_text(pile) == "a" + "\u0315\u0300" * 8 + "…"
    assert fold(pile) == "a"
    assert len(shorten("👩\u200d" * 100_000, 10)) < 300
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("text", ["", "  \t", "\u200b\ufeff", "\u3164", "\x1b", "\u2800", "\u0301"])
def test_a_name_that_shows_nothing_is_refused(text: str) -> None:
    assert is_blank(text)
    with pytest.raises(InvalidError, match="is empty"):
        required_line(text, "name")


def test_a_name_keeps_its_spaces() -> None:
    assert required_line(" Jane\n", "name") == " Jane\n"


def test_values_in_messages_are_harmless_and_short() -> None:
    assert quote_value("a\x1b[2J") == '"a␛[2J"'
    assert quote_value("x" * 1_000_000) == '"' + "x" * 39 + '…"'


def test_the_nearest_known_word_is_offered() -> None:
    assert did_you_mean("Stge", ["stage", "value"]) == "Did you mean “stage”? "
    assert nearest("Stge", ["stage", "value"]) == "stage"
    assert did_you_mean("xyzzy", ["stage", "value"]) == ""


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_strings_pass_through_everything(text: str) -> None:
    assert is_harmless(safe_text(text))
    assert clean_input(text, "name") == unicodedata.normalize("NFC", text)
    for function in (fold, sort_key, quote_value, display_and_back, name_key, company_key):
        assert isinstance(function(text), str)
    for function in (domain_of, url_key):
        assert isinstance(function(text), str)
    for judge in (check_email, email_key, check_phone, looks_like_phone, name_and_address):
        judge(text)
    phone_key(text, "US")
    with contextlib.suppress(InvalidError):
        parse_quick_add(text)
    with contextlib.suppress(InvalidError):
        required_line(text, "name")


def display_and_back(text: str) -> str:
    return display_name(split_name(text))
