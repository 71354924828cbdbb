"""Worked examples of every reason for which two records are thought to be one, or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.block_keys import keys_of
from tinycrm.domain.similarity import CERTAIN, PERSON_POINTS, company_score, person_score
from tinycrm.domain.traits import Firm, Person, firm, person

LISTED = 70
"""What the list of likely duplicates begins with."""


def points_of(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value.lower(), value) for value in values)


def p(name: str, email: str = "", phone: tuple[str, str] = ("", ""), **more: str) -> Person:
    emails = points_of(email) if email else ()
    return person(name, emails=emails, phones=(phone,) if phone[0] else (), **more)


def f(name: str, email: str = "", **more: object) -> Firm:
    return firm(name, emails=points_of(email) if email else (), **more)


def why(a: Person, b: Person) -> str:
    return ", ".join(person_score(a, b).reasons)


# People who share an e-mail address


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ada Lovelace", "ada lovelace"),
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ada Lovelace", "Lovelace Ada"),
        ("José García", "Jose Garcia"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Anne Marie Doe", "Annemarie Doe"),
        ("Bob Smith", "Robert Smith"),
        ("Smith Bob", "Robert Smith"),
        ("Ada Lovelace", "Ada Lovelcae"),
        ("Ana García López", "Ana García"),
        ("John Smith", "John A. Smith"),
        ("Dr. Ada Lovelace", "Ada Lovelace"),
        ("Ada", "Ada"),
    ],
)
def test_one_address_and_a_compatible_name_are_certain(a: str, b: str) -> None:
    assert person_score(p(a, "x@y.example"), p(b, "X@Y.example")).points == CERTAIN


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("J. Smith", "John Smith"),
        ("Marlon Smith", "Malron Smith"),
        ("Ada", "Ada Lovelace"),
        ("ada@y.example", "Ada Lovelace"),
        ("Ada King", "Ada Lovelace"),
        ("John Smith", "John Smith Jr."),
        ("John A. Smith", "John B. Smith"),
    ],
)
def test_one_address_and_a_name_that_may_be_another_is_likely_and_not_certain(
    a: str, b: str
) -> None:
    score = person_score(p(a, "x@y.example"), p(b, "x@y.example"))
    assert LISTED <= score.points < CERTAIN


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Homer Simpson", "Marge Simpson"),
        ("Alexander Smith", "Alexandra Smith"),
        ("Martin Schulz", "Martina Schulz"),
        ("Joan Baker", "Jean Baker"),
        ("Mr. J. Smith", "Mrs. J. Smith"),
        ("Maria Rossi", "Mario Rossi"),
    ],
)
def test_a_couple_with_one_address_and_telephone_stays_two(a: str, b: str) -> None:
    phone = ("+4930123456", "030 123456")
    one, other = p(a, "x@y.example", phone), p(b, "x@y.example", phone)
    assert person_score(one, other).points < LISTED
    assert "but " in why(one, other)


def test_the_reasons_say_that_a_couple_has_two_given_names() -> None:
    reasons = why(p("Homer Simpson", "s@y.example"), p("Marge Simpson", "s@y.example"))
    assert reasons == "same e-mail s@y.example, but different given names: Homer, Marge"


def test_different_birthdays_lower_the_score_and_are_named() -> None:
    old = p("John Smith", "x@y.example", birthday="1950-01-02")
    young = p("John Smith", "x@y.example", birthday="1980-01-02")
    assert person_score(old, young).points < LISTED
    assert "but different birthdays" in why(old, young)
    yearless = p("John Smith", "x@y.example", birthday="--01-02")
    assert person_score(old, yearless).points == CERTAIN


def test_an_office_address_is_never_certain() -> None:
    score = person_score(p("Ada Doe", "info@y.example"), p("Ada Doe", "info@y.example"))
    assert LISTED < score.points < CERTAIN
    assert "office" in score.reasons[0]


def test_a_mailbox_is_known_in_another_spelling() -> None:
    one, other = p("Ada Doe", "ada.doe+crm@gmail.com"), p("Ada Doe", "adadoe@googlemail.com")
    assert "same mailbox adadoe@gmail.com in another spelling" in why(one, other)
    assert LISTED < person_score(one, other).points < CERTAIN


# People who share something else


def test_a_number_is_known_in_another_spelling() -> None:
    one = p("Jon Smith", phone=("+442079460958", "+44 20 7946 0958"))
    other = p("John Smith", phone=("02079460958", "020 79460958"))
    assert "same phone number +44 20 7946 0958, in another spelling" in why(one, other)
    assert person_score(one, other).points > 90


def test_extensions_and_country_codes_tell_numbers_apart() -> None:
    for a, b in (
        ("+4930123456;ext=1", "+4930123456;ext=2"),
        ("+4930123456", "+4930123456;ext=2"),
        ("+4930123456", "+4330123456"),
    ):
        assert "number" not in why(p("A Doe", phone=(a, a)), p("A Doe", phone=(b, b)))


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("Peggy Doe", "Margaret Doe", "Peggy and Margaret are forms of one name"),
        ("Hans Meyer", "Johannes Meyer", "Hans and Johannes are forms of one name"),
        ("Paco Ruiz", "Francisco Ruiz", "Paco and Francisco are forms of one name"),
        ("J. Smith", "John Smith", "J. may stand for John"),
        ("Jhon Smith", "John Smith", "a slip in"),
        ("Marlon Schmidt", "Marlon Schmit", "a slip in Schmidt or Schmit"),
        ("Schmidt Marlon", "Marlon Schmidt", "its parts in another order"),
        ("Zoë Doe", "Zoe Doe", "apart from accents"),
        ("Jürgen Groß", "Juergen Gross", "umlauts"),
        ("John S.", "John Smith", "S. may stand for Smith"),
    ],
)
def test_a_similar_name_at_one_firm_is_listed_with_its_reason(a: str, b: str, words: str) -> None:
    one, other = p(a, firm="acme"), p(b, firm="acme")
    assert person_score(one, other).points >= LISTED
    assert words in why(one, other)
    assert "same firm" in why(one, other)


def test_colleagues_stay_two() -> None:
    one, other = p("Ada Lovelace", "ada@y.example"), p("Bob Byron", "bob@y.example")
    assert person_score(one, other).points < 20


def test_a_nickname_that_is_written_down_counts() -> None:
    one, other = p("Zbigniew Nowak", firm="acme", nickname="Zbig"), p("Zbig Nowak", firm="acme")
    assert person_score(one, other).points > 80
    stranger = p("Homer Nowak", firm="acme")
    assert person_score(one, stranger).points < 20


def test_a_name_alone_is_never_certain_and_two_firms_make_it_unlikely() -> None:
    assert LISTED <= person_score(p("Ada Doe"), p("Ada Doe")).points < 80
    one = p("Marlon Schmidt", "Marlon_Schmidt@gmail.com", firm="schowalter")
    other = p("Marlon Schmidt", "Marlon99@hotmail.com", firm="schmitt")
    assert person_score(one, other).points < LISTED
    assert "but different firms" in why(one, other)


def test_one_birthday_and_one_name_are_likely() -> None:
    one, other = (p("Ada Doe", birthday="1815-12-10") for _ in range(2))
    assert person_score(one, other).points > 90


# Firms


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (f("Acme GmbH"), f("ACME"), "same name apart from the legal form"),
        (f("Brekke, Dietrich and Klein"), f("Klein, Dietrich & Brekke Ltd"), "another order"),
        (f("Gottleib and Sons"), f("Gottlieb & Sons"), "a slip in a word"),
        (f("Müller AG"), f("Mueller AG"), "umlauts"),
        (f("IBM", domain="ibm.com"), f("International Business Machines", domain="ibm.com"), "IBM"),
        (f("Acme", domain="a.example"), f("Acme Engineering", domain="a.example"), "begins"),
    ],
)
def test_firms_with_a_similar_name_are_listed_with_the_reason(a: Firm, b: Firm, words: str) -> None:
    score = company_score(a, b)
    assert LISTED <= score.points < CERTAIN
    assert words in ", ".join(score.reasons)


def test_one_domain_or_tax_number_and_one_name_are_certain() -> None:
    one, other = f("Acme GmbH", domain="a.example"), f("Acme", domain="a.example")
    assert company_score(one, other).points == CERTAIN
    one, other = f("Acme", tax_id="DE 123"), f("Acme", tax_id="de123")
    assert company_score(one, other).points == CERTAIN


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (f("Acme GmbH", domain="a.example"), f("Acme Ltd", domain="a.example"), "legal forms"),
        (
            f("Acme", domain="a.example", tax_id="1"),
            f("Acme", domain="a.example", tax_id="2"),
            "tax",
        ),
        (
            f("Inn", domain="i.example", cities=["Bonn"]),
            f("Inn", domain="i.example", cities=["Ulm"]),
            "cities",
        ),
        (
            f("Acme", domain="a.example", id=1),
            f("Acme", domain="a.example", id=2, parent=1),
            "belongs",
        ),
        (f("Acme", domain="a.example"), f("Acme", domain="b.example"), "domains"),
    ],
)
def test_what_tells_firms_apart_is_named_and_never_certain(a: Firm, b: Firm, words: str) -> None:
    score = company_score(a, b)
    assert score.points < CERTAIN
    assert any(words in reason for reason in score.reasons if reason.startswith("but "))


def test_a_number_in_a_name_is_no_slip_and_a_page_at_a_shared_host_no_domain() -> None:
    assert company_score(f("Studio 54"), f("Studio 55")).points == 0
    one, other = (f("Pizza", domain="facebook.com") for _ in range(2))
    assert company_score(one, other).points < CERTAIN


# Anything

WORDS = st.sampled_from(
    [
        "Ada",
        "Bob",
        "Robert",
        "Smith",
        "Smyth",
        "J.",
        "van",
        "Müller",
        "山田",
        "太郎",
        "Jr.",
        "Mrs.",
        ",",
    ]
)
NAMES = st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12)
PEOPLE = st.builds(
    p,
    NAMES,
    st.sampled_from(["", "a@x.example", "info@x.example", "a@gmail.com"]),
    firm=st.sampled_from(["", "acme"]),
    birthday=st.sampled_from(["", "1980-01-01", "--01-01", "1990-02-02"]),
)


@given(PEOPLE, PEOPLE)
def test_a_score_is_from_0_to_100_and_the_same_both_ways(a: Person, b: Person) -> None:
    score = person_score(a, b)
    assert 0 <= score.points <= CERTAIN
    assert person_score(b, a).points == score.points


@given(PEOPLE)
def test_a_name_alone_is_never_certain(a: Person) -> None:
    assert person_score(a._replace(emails=()), a).points < CERTAIN


@given(PEOPLE, PEOPLE)
def test_whoever_is_listed_shares_a_key(a: Person, b: Person) -> None:
    # But for a slip in both parts of a name that only a firm or a birthday supports.
    if person_score(a, b).points >= 90:
        assert keys_of(a, 90) & keys_of(b, 90)


def test_a_slip_in_one_part_of_a_name_alone_shares_a_key_when_so_little_is_asked_for() -> None:
    least = min(PERSON_POINTS["name"][3:])
    for a, b in (("Marlon Schmidt", "Marlon Schmit"), ("Narlon Schmidt", "Marlon Schmidt"),
                 ("J. Smith", "John Smith"), ("Bob Smith", "Robert Smith"),
                 ("Ada Lovelace", "Ada Ovelace")):  # fmt: skip
        assert keys_of(p(a), least) & keys_of(p(b), least), (a, b)


def test_a_nickname_or_a_slip_in_the_family_name_shares_a_key_when_a_similar_name_is_enough() -> (
    None
):
    enough = PERSON_POINTS["name"][4]
    for a, b in (
        (p("Marlon Schmidt"), p("Marlon Schmit")),
        (p("Ada Lovelace"), p("Ada Ovelace")),
        (p("Bob Smith"), p("Robert Smith")),
        (p("Ada Smith", nickname="Bear"), p("Bear Smith")),
        (p("Ada King"), p("Ada Augusta King")),
    ):
        assert person_score(a, b).points >= enough
        assert keys_of(a, enough) & keys_of(b, enough), (a, b)
