"""What may stand next in an unfinished filter, with help, for the shell and for the app."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinycrm.crm import Crm
from tinycrm.store import filter_completion, filter_fields
from tinycrm.store.filter_completion import Completion, complete, complete_sort
from tinycrm.store.filter_help import OWN, SHARED
from tinycrm.store.references import plural

NOUNS = ("contact", "company", "deal", "activity", "task")


@pytest.fixture
def file(crm: Crm) -> Crm:
    crm.contacts.add(
        name="Ada Lovelace", email=["ada@example.com"], company="Engines Ltd", source="fair",
        tags=["vip", "key account"],
    )  # fmt: skip
    crm.contacts.add(name="Bo", company="Acme, Inc", source="trade fair", tags=["press"])
    crm.contacts.add(name="Cy", source="fair")
    crm.deals.add(title="Engine No. 2", contact="C1")
    crm.fields.add("contact", "region", type="choice", choices=["north", "far south"])
    return crm


def texts(found: list[Completion]) -> list[str]:
    return [each.text for each in found]


def inserted(text: str, found: list[Completion]) -> list[str]:
    return [text[: each.start] + each.insert for each in found]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_key_has_its_words_of_help(noun: str) -> None:
    assert {*OWN[noun], *SHARED} == set(filter_fields.fields(noun))


def test_keys_come_with_help_the_nouns_own_first(file: Crm) -> None:
    found = complete(file.db, "contact", "")
    assert texts(found)[:2] == ["name:", "email:"]
    assert "region:" in texts(found)
    assert found[0] == Completion("name:", "name:", "name, nickname or job title", 0)
    assert texts(complete(file.db, "deal", "is:open (-sta")) == ["stage:", "status:", "stale:"]


def test_another_spelling_of_a_key_is_offered_when_it_is_typed(file: Crm) -> None:
    assert complete(file.db, "deal", "amo") == [Completion("amount:", "amount:", "the amount", 0)]


@pytest.mark.parametrize(
    ("noun", "text", "expected"),
    [
        ("contact", "tag:v", ["tag:vip"]),
        ("contact", "tag:vip,", ['tag:vip,"key account"', "tag:vip,press", "tag:vip,vip",
            "tag:vip,any", "tag:vip,none"]),
        ("contact", "tag:acc", ['tag:"key account"']),
        ('contact', 'tag:"key', ['tag:"key account"']),
        ("contact", "company:eng", ['company:"Engines Ltd"']),
        ("contact", "company:acme", ['company:"Acme, Inc"']),
        ("contact", "email:AD", ["email:ada@example.com"]),
        ("contact", "is:arch", ["is:archived"]),
        ("contact", "has:em", ["has:email"]),
        ("contact", "source:", ["source:fair", 'source:"trade fair"', "source:any", "source:none"]),
        ("contact", "region:n", ["region:north", "region:none"]),
        ("contact", "region:far", ['region:"far south"']),
        ("contact", "lifecycle:cust", ["lifecycle:customer"]),
        ("contact", "quiet:>3", ["quiet:>30d"]),
        ("contact", "quiet:", ["quiet:>7d", "quiet:>14d", "quiet:>30d", "quiet:>90d", "quiet:>1y",
            "quiet:any", "quiet:none"]),
        ("contact", "name:ad", ['name:"Ada Lovelace"']),
        ("deal", "stage:prop", ["stage:Proposal"]),
        ("deal", "close:this-m", ["close:this-month"]),
        ("deal", "close:today..next-w", ["close:today..next-week"]),
        ("deal", "contact:ada", ['contact:"Ada Lovelace"']),
        ("task", "priority:h", ["priority:high"]),
        ("contact", "nothing:x", []),
        ("contact", "tag:vip", []),
    ],
)  # fmt: skip
def test_values_are_offered_as_the_filter_wants_them_written(
    file: Crm, noun: str, text: str, expected: list[str]
) -> None:
    assert inserted(text, complete(file.db, noun, text)) == expected
    for offer in expected:
        getattr(file, plural(noun)).count(offer)


def test_words_for_days_say_which_days_they_mean(file: Crm) -> None:
    help = {each.text: each.help for each in complete(file.db, "task", "due:")}
    assert help["today"] == "2026-06-30"
    assert help["this-week"] == "2026-06-29..2026-07-05"
    assert help["overdue"] == "..2026-06-29"


def test_records_are_offered_with_their_references(file: Crm) -> None:
    (found,) = complete(file.db, "contact", "company:eng")
    assert (found.text, found.help) == ("Engines Ltd", "O1")
    file.companies.add(name="Engines Ltd")
    (found,) = complete(file.db, "contact", "company:eng")
    assert (found.text, found.help) == ("Engines Ltd", "several")


def test_only_what_stands_before_the_cursor_counts(file: Crm) -> None:
    (found,) = complete(file.db, "contact", "tag:v is:lead", 5)
    assert (found.insert, found.start) == ("vip", 4)


def test_a_value_with_hidden_characters_is_not_offered(file: Crm) -> None:
    file.contacts.add(name="Zed", source="z\x1b[31m", company="Z\u202eed")
    assert complete(file.db, "contact", "source:z") == []
    assert complete(file.db, "contact", "company:z") == []


def test_names_that_look_like_filters_are_quoted(file: Crm) -> None:
    for name in ("none", "a*b", 'x "y"', "1..2", ">5", "a) or (b", "or"):
        id = file.companies.add(name=name)
        (found,) = [
            each
            for each in complete(file.db, "contact", f"company:{name[0]}")
            if each.help == f"O{id}"
        ]
        file.contacts.count(f"company:{found.insert}")
        assert file.companies.find(f"name:={found.insert}")[0].name == name


def test_an_order_offers_keys_that_lists_sort_by(file: Crm) -> None:
    assert texts(complete_sort(file.db, "contact", "-las")) == ["last"]
    found = complete_sort(file.db, "contact", "-last, na")
    assert found == [Completion("name", "name", "name, nickname or job title", 7)]
    assert "has" not in texts(complete_sort(file.db, "contact", ""))
    for noun in NOUNS:
        for each in complete_sort(file.db, noun, ""):
            getattr(file, plural(noun)).find(sort=f"-{each.insert}")


@pytest.mark.parametrize("noun", NOUNS)
def test_every_value_that_is_offered_is_understood(file: Crm, noun: str) -> None:
    records = getattr(file, plural(noun))
    for key, _ in filter_completion.keys(file.db, noun):
        for each in complete(file.db, noun, f"{key}:"):
            records.count(f"{key}:{each.insert}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    text=st.text(st.sampled_from('abtsg:"\\>=<.,-() *é\u202e\n'), max_size=12),
    noun=st.sampled_from(NOUNS),
)
def test_no_unfinished_text_breaks_it(file: Crm, text: str, noun: str) -> None:
    for each in complete(file.db, noun, text):
        assert 0 <= each.start <= len(text)
    complete_sort(file.db, noun, text)
