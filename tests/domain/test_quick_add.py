import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.quick_add import QuickAdd, parse_quick_add
from tinycrm.errors import InvalidError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead #vip",
            QuickAdd(
                "Jane Doe", ("jane@acme.com",), ("+1 415 555 0100",), (), "Acme", ("lead", "vip")
            ),
        ),
        (
            'Ada ada@x.org, 020 7946 0958 ext 12 @"Acme Inc" #"two words" // met // in Bonn\n2nd',
            QuickAdd(
                "Ada",
                ("ada@x.org",),
                ("020 7946 0958 ext 12",),
                (),
                "Acme Inc",
                ("two words",),
                "met // in Bonn\n2nd",
            ),
        ),
        (
            "O'Brien-Smith 3rd www.foo.com, https://x.y/a//b",
            QuickAdd("O'Brien-Smith 3rd", urls=("www.foo.com", "https://x.y/a//b")),
        ),
        (
            "R2D2 415-555-0100 415-555-0101",
            QuickAdd("R2D2", phones=("415-555-0100", "415-555-0101")),
        ),
        (
            "Ann (415) 555-0100; +44 20 7946 0958",
            QuickAdd("Ann", phones=("(415) 555-0100", "+44 20 7946 0958")),
        ),
        ("Bob -- likes tea", QuickAdd("Bob", note="likes tea")),
        ("jane.doe+x@acme.com", QuickAdd("Jane Doe", ("jane.doe+x@acme.com",))),
        ("Jane<jane@acme.com>", QuickAdd("Jane", ("jane@acme.com",))),
        ('"Doe, Jane" <jane@acme.com>', QuickAdd("Doe, Jane", ("jane@acme.com",))),
        ("a@b.com A@B.com Jo", QuickAdd("Jo", ("a@b.com",))),
        ("李小龍 #明星", QuickAdd("李小龍", tags=("明星",))),
        ("Jo #vip #VIP", QuickAdd("Jo", tags=("vip",))),
        ("Studio 54 2026-03-27 I <3 you", QuickAdd("Studio 54 2026-03-27 I <3 you")),
    ],
)
def test_a_line_is_read(text: str, expected: QuickAdd) -> None:
    assert parse_quick_add(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no name"),
        ("@Acme", "no name"),
        ("Bob @", "company after @ is missing"),
        ("Bob #", "tag after # is missing"),
        ('Bob @"Acme Inc', "not closed"),
        ("Bob <x>", "not an e-mail address"),
        ("Bob a@b", "not an e-mail address"),
        ("Bob @A @B", "Two companies"),
        ("Bob http://", "not a web address"),
        ("Bob\0", "NUL"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidError, match=why):
        parse_quick_add(text)


pieces = st.sampled_from(
    [
        "Jane",
        "@Acme",
        '@"A B"',
        "#x",
        '#"',
        "//",
        "--",
        "<a@b.co>",
        "+1",
        "415",
        "5550100",
        "ext",
        "<",
    ]
)


@given(
    st.text(st.characters(exclude_categories=[]))
    | st.lists(pieces | st.text("@#<>\"'/+-.,;(1a \u200b", max_size=6)).map(" ".join)
)
def test_no_line_raises_anything_but_a_refusal(text: str) -> None:
    try:
        read = parse_quick_add(text)
    except InvalidError:
        return
    assert read.name


@given(st.lists(st.text(st.characters(categories=["L", "M"]), min_size=1), min_size=1))
def test_a_name_in_any_script_stays_as_it_is(words: list[str]) -> None:
    from tinycrm.domain.text import clean_input, is_blank

    name = " ".join(clean_input(word, "name") for word in words)
    if not is_blank(name) and not name.lower().startswith("www."):
        assert parse_quick_add(name).name == clean_input(name, "name")


def test_a_very_long_line_is_read_in_a_moment() -> None:
    assert parse_quick_add("Jo " + "1 2, <x " * 40_000).phones == ()
