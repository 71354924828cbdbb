"""Filters against a real file: what each key finds, what is refused, and that nothing gets in."""

from __future__ import annotations

import pytest

from tests.store.filter_sample import ADA, BRIEN, GONE, JURGEN, NOUNS, OLD, Sample
from tinycrm.crm import Crm
from tinycrm.domain.query import QueryError
from tinycrm.errors import UsageError
from tinycrm.store.filter_fields import aliases, fields
from tinycrm.store.filters import known_keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [ADA, BRIEN, JURGEN]),
        ("lovelace", [ADA]),
        ("LOVE ada", [ADA]),
        ("o'brien", [BRIEN]),
        ("a@b.co", [BRIEN]),
        ("gross", [JURGEN]),
        ("groß", [JURGEN]),
        ("jurgen", [JURGEN]),
        ('"ada love"', [ADA]),
        ('"love ada"', []),
        ("ada - lovelace", [ADA]),
        ("🎉", []),
        ("-🎉", [ADA, BRIEN, JURGEN]),
        ("ada or gross", [ADA, JURGEN]),
        ("-ada", [BRIEN, JURGEN]),
        ("name:ada", [ADA]),
        ("name:lace", []),
        ("name:*lace", [ADA]),
        ("name:*VELA*", [ADA]),
        ("name:ada*", [ADA]),
        ("name:=Ada", []),
        ('name:="ada lovelace"', [ADA]),
        ('name:="jurgen gross"', [JURGEN]),
        ("name:o'brien,ada", [ADA, BRIEN]),
        ("title:engineer", [ADA]),
        ("title:ngineer", []),
        ("title:interim", [JURGEN]),
        ("title:none", [BRIEN]),
        ("-title:engineer", [BRIEN, JURGEN]),
        ("email:ada@example.com", [ADA]),
        ("email:ADA@EXAMPLE.COM", [ADA]),
        ("email:@example.com", [ADA]),
        ("email:@example", [ADA]),
        ("email:exam", [ADA]),
        ("email:a*", [ADA, BRIEN]),
        ("email:none", [JURGEN]),
        ("email:any", [ADA, BRIEN]),
        ("phone:+442079460958", [ADA]),
        ('phone:"+44 (20) 7946"', [ADA]),
        ("phone:00442079460958", [ADA]),
        ("phone:02079460958", [ADA]),
        ("phone:any", [ADA, JURGEN]),
        ("company:acme", [ADA]),
        ('company:"Acme Inc"', [ADA]),
        ("company:=Acme", []),
        ('company:="acme inc"', [ADA]),
        ("company:O1", [ADA]),
        ("company:1,o2", [ADA, JURGEN]),
        ("company:backerei", [JURGEN]),
        ("company:*weiss", [JURGEN]),
        ("company:none", [BRIEN]),
        ("deal:D1", [ADA]),
        ("deal:engine", [ADA]),
        ("tag:vip", [ADA, JURGEN]),
        ("tag:#VIP", [ADA, JURGEN]),
        ('tag:"big fish"', [ADA]),
        ("tag:big*", [ADA]),
        ("tag:*ish", [ADA]),
        ("tag:none", []),
        ('tag:"none"', [BRIEN]),
        ("tag:vip -tag:big*", [JURGEN]),
        ("-tag:vip", [BRIEN]),
        ("tag:any", [ADA, BRIEN, JURGEN]),
        ("lifecycle:Customer,lead", [ADA, BRIEN]),
        ("-lifecycle:customer", [BRIEN, JURGEN]),
        ('status:"won over"', [ADA]),
        ("source:messe owner:zoe language:DE", [ADA]),
        ("owner:zo", []),
        ("owner:zo*", [ADA]),
        ("city:munchen", [ADA]),
        ("city:MÜN", [ADA]),
        ("country:de", [ADA]),
        ("city:none", [BRIEN, JURGEN]),
        ("last:yesterday", [ADA]),
        ("last:<2026-03-01", [JURGEN]),
        ("last:none", [BRIEN]),
        ("last:2026-03", [ADA]),
        ("quiet:>30d", [BRIEN, JURGEN]),
        ("quiet:<=1d", [ADA]),
        ("quiet:1", [ADA, BRIEN, JURGEN]),
        ("quiet:=1", [ADA]),
        ("quiet:54d..", [BRIEN, JURGEN]),
        ("quiet:54..60", [JURGEN]),
        ("next:today", [ADA]),
        ("next:none", [BRIEN, JURGEN]),
        ("cadence:30", [BRIEN]),
        ("cadence:>1m", [JURGEN]),
        ("is:due", [BRIEN]),
        ("is:overdue", [BRIEN]),
        ("due:<today", [BRIEN]),
        ("birthday:apr", [BRIEN]),
        ("birthday:apr..dec", [ADA, BRIEN]),
        ("birthday:april,feb", [BRIEN]),
        ("birthday:1963", [BRIEN]),
        ("birthday:2026-12-20..2027-01-10", [ADA]),
        ("birthday:none", [JURGEN]),
        ("birthday:>1960-01-01", [BRIEN]),
        ("id:C1,3", [ADA, JURGEN]),
        ("id:2..", [BRIEN, JURGEN]),
        ("created:2026-01-01", [ADA, BRIEN, JURGEN]),
        ("consent:email", [ADA]),
        ("has:consent", [ADA]),
        ("has:email,phone", [ADA, BRIEN, JURGEN]),
        ("has:deal", [ADA, JURGEN]),
        ("has:note", [JURGEN]),
        ("-has:task", [BRIEN, JURGEN]),
        ("has:address has:tag has:birthday has:company", [ADA]),
        ("is:customer", [ADA]),
        ("is:archived", [OLD]),
        ("is:deleted", [GONE]),
        ("is:archived or name:ada", [ADA, OLD]),
        ("-is:archived", [ADA, BRIEN, JURGEN]),
        ("region:nord", [ADA]),
        ("custom.region:nord", [ADA]),
        ("region:none", [BRIEN, JURGEN]),
        ("score:7", [ADA]),
        ("score:<0", [JURGEN]),
        ("budget:>1000", [ADA]),
        ("budget:<1000usd", [JURGEN]),
        ("budget:1200.50", [ADA]),
        ("renewal:<2026-05-01", [ADA]),
        ("vegan:yes", [ADA]),
        ("vegan:no", [BRIEN, JURGEN]),
        ("vegan:off", [BRIEN, JURGEN]),
        ("größe:xl", [JURGEN]),
        ("custom.name:x", [ADA]),
    ],
)  # fmt: skip
def test_contacts_are_found(sample: Sample, text: str, found: list[int]) -> None:
    assert sample.find("contact", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name:acme", [1]),
        ("domain:acme", [1]),
        ("domain:=acme.com", [1]),
        ("industry:engines size:11-50", [1]),
        ("type:partner", [2]),
        ("has:contact", [1, 2]),
        ("has:deal", [1]),
        ("quiet:<1", [1]),
        ("weiss", [2]),
        ("parent:none", [1, 2]),
        ("people:1 deals:0", [2]),
        ("open-deals:>0 contacts:<5", [1]),
    ],
)
def test_companies_are_found(sample: Sample, text: str, found: list[int]) -> None:
    assert sample.find("company", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("stage:proposal", [1]),
        ("stage:prop*,lead", [1, 2]),
        ("pipeline:sales", [1, 2, 3, 4]),
        ("status:open", [1, 2]),
        ("is:won", [4]),
        ("is:lost", [3]),
        ("-is:open", [3, 4]),
        ("value:>1000", [1, 2]),
        ("value:>1000eur", [1]),
        ("value:>=5000 currency:jpy", [2]),
        ("value:1200.50", [1]),
        ("value:<1k", [3]),
        ("value:900usd,1200.50eur", [1, 3]),
        ("value:900eur,1200.50eur", [1]),
        ("value:900..1300", [1, 3]),
        ("amount:none", [4]),
        ("has:amount", [1, 2, 3]),
        ("probability:>=50", [1, 4]),
        ("probability:10%", [2]),
        ("close:2026-03", [1]),
        ("close:<=eom", [1]),
        ("close:none", [2, 3, 4]),
        ("closed:2026-02", [3, 4]),
        ("opened:2026-03-01", [1, 2, 3, 4]),
        ("age:>20", [1, 2, 3, 4]),
        ("age:>30", []),
        ("company:acme contact:ada", [1]),
        ("contact:C3", [3]),
        ("contact:none", [2, 4]),
        ("tag:vip", [1]),
        ("reason:price", [3]),
        ("is:stale", [2]),
        ("stale:no", [1, 3, 4]),
        ("quiet:>30", [2]),
        ("next:<today", [1]),
        ("has:task", [1]),
        ("engine", [1]),
        ("name:tok", [2]),
    ],
)
def test_deals_are_found(sample: Sample, text: str, found: list[int]) -> None:
    assert sample.find("deal", text) == found


def test_a_deal_with_a_next_step_in_time_is_not_stale(sample: Sample) -> None:
    with sample.db.operation("test", dry_run=True):
        sample.task("Ring back", "2026-03-27", deal_id=2)
        assert sample.find("deal", "is:stale") == []


@pytest.mark.parametrize(
    ("noun", "text", "found"),
    [
        ("activity", "kind:call", [1]),
        ("activity", "type:note,email", [2, 3]),
        ("activity", "subject:eng", [1]),
        ("activity", "subject:none", [2, 3]),
        ("activity", "body:c++", [2]),
        ("activity", "C++ strasse", [2]),
        ("activity", "text:*stra*", [2]),
        ("activity", "on:today", [3]),
        ("activity", "at:yesterday", [1]),
        ("activity", "minutes:>10min", [1]),
        ("activity", "contact:ada", [1]),
        ("activity", "company:acme deal:D1", [3]),
        ("activity", "direction:out", [3]),
        ("activity", "is:note", [2]),
        ("activity", "has:outcome", [1]),
        ("activity", "-has:contact", [3]),
        ("task", "is:open", [1, 2, 3]),
        ("task", "is:done", [4]),
        ("task", "is:overdue", [2]),
        ("task", "is:today", [1]),
        ("task", "is:recurring", [2]),
        ("task", "due:today", [1]),
        ("task", "due:overdue", [2, 4]),
        ("task", "due:..today", [1, 2, 4]),
        ("task", "due:none", [3]),
        ("task", "done:2026-03-01", [4]),
        ("task", "priority:high", [1]),
        ("task", "contact:ada", [1]),
        ("task", "deal:engine", [2]),
        ("task", "contact:none deal:none", [3]),
        ("task", "has:time", [1]),
        ("task", "notes:hurry", [3]),
        ("task", "id:T2", [2]),
        ("task", "for:ada", [1]),
        ("task", "for:c1,d1", [1, 2]),
        ("task", "for:none", [3]),
        ("task", "-for:any", [3]),
        ("task", 'for:"D1"', []),
        ("activity", "for:acme", [3]),
        ("activity", "for:O1 -for:C1", [3]),
    ],
)
def test_activities_and_tasks_are_found(
    sample: Sample, noun: str, text: str, found: list[int]
) -> None:
    assert sample.find(noun, text) == found


@pytest.mark.parametrize(
    ("noun", "text", "position", "problem", "remedy"),
    [
        ("deal", "value:>1 stgae:x", 9, 'Unknown filter key "stgae" at position 10',
         "Did you mean “stage”?"),
        ("contact", "regoin:x", 0, 'Unknown filter key "regoin"', "Did you mean “region”?"),
        ("contact", "is:achived", 0, 'Unknown after is: "achived"', "Did you mean “archived”?"),
        ("contact", "has:zzz", 0, 'Unknown after has: "zzz"', "Known are:"),
        ("contact", "lifecycle:custmer", 0, '"custmer" is not known here', "“customer”"),
        ("contact", "id:D1", 0, '"D1" is not the number of a contact', "C12"),
        ("contact", "created:gestern", 0, '"gestern"', "2026-03-27"),
        ("contact", "quiet:soon", 0, '"soon"', "30d"),
        ("contact", "name:>a", 0, "cannot be compared with “>”", "Quote it"),
        ("contact", "name:a..b", 0, "cannot be compared with “..”", "Quote it"),
        ("contact", "vegan:maybe", 0, '"maybe" is neither yes nor no', "Give yes or no"),
        ("contact", "vegan:>yes", 0, "Yes and no cannot be compared with “>”", "key:yes"),
        ("contact", "phone:abc", 0, "A telephone number has digits", "+49"),
        ("contact", f"title:{'o' * 201}", 0, "too long", "200"),
        ("deal", "value:lots", 0, '"lots"', "Write it like"),
        ("deal", "value:1eur..2usd", 0, "EUR and USD cannot be compared", "one currency"),
        ("deal", "probability:high", 0, '"high" is not a number', "12"),
    ],
)  # fmt: skip
def test_a_mistake_is_pointed_at(
    sample: Sample, noun: str, text: str, position: int, problem: str, remedy: str
) -> None:
    with pytest.raises(QueryError) as caught:
        sample.find(noun, text)
    assert caught.value.position == position
    assert problem in caught.value.message
    assert remedy in caught.value.remedy


def test_text_that_is_no_utf8_is_refused(sample: Sample) -> None:
    with pytest.raises(QueryError, match="not valid UTF-8"):
        sample.find("contact", "ada \udcff")


@pytest.mark.parametrize(
    ("noun", "sort", "found"),
    [
        ("contact", "name", [JURGEN, ADA, BRIEN]),
        ("contact", "-name", [BRIEN, ADA, JURGEN]),
        ("contact", "last", [JURGEN, ADA, BRIEN]),
        ("contact", "-last,name", [ADA, JURGEN, BRIEN]),
        ("contact", "company", [ADA, JURGEN, BRIEN]),
        ("contact", "-company", [JURGEN, ADA, BRIEN]),
        ("contact", "email", [BRIEN, ADA, JURGEN]),
        ("contact", "next", [ADA, BRIEN, JURGEN]),
        ("contact", "score", [JURGEN, ADA, BRIEN]),
        ("contact", "-custom.score", [ADA, JURGEN, BRIEN]),
        ("contact", "it's", [ADA, BRIEN, JURGEN]),
        ("contact", "job-title", [JURGEN, ADA, BRIEN]),
        ("contact", "birthday", [BRIEN, ADA, JURGEN]),
        ("contact", "due", [BRIEN, JURGEN, ADA]),
        ("contact", "-created", [JURGEN, BRIEN, ADA]),
        ("contact", "", [ADA, BRIEN, JURGEN]),
        ("deal", "-value", [2, 1, 3, 4]),
        ("deal", "value", [3, 1, 2, 4]),
        ("deal", "stage", [2, 3, 1, 4]),
        ("task", "due", [4, 2, 1, 3]),
        ("task", "-priority", [1, 4, 3, 2]),
        ("contact", "tag", [BRIEN, JURGEN, ADA]),
        ("contact", "-tags", [ADA, JURGEN, BRIEN]),
        ("company", "-people", [2, 1]),
        ("company", "deals", [2, 1]),
        ("company", "-open-deals", [1, 2]),
        ("deal", "reason", [3, 1, 2, 4]),
        ("deal", "tag", [1, 2, 3, 4]),
        ("task", "for", [2, 1, 4, 3]),
        ("task", "-for", [4, 1, 2, 3]),
        ("task", "-done", [4, 3, 2, 1]),
        ("task", "title", [1, 2, 3, 4]),
        ("activity", "for", [3, 2, 1]),
        ("activity", "subject", [2, 1, 3]),
        ("activity", "-minutes", [1, 3, 2]),
    ],
)
def test_lists_are_sorted_with_missing_values_last(
    sample: Sample, noun: str, sort: str, found: list[int]
) -> None:
    assert sample.find(noun, "", sort) == found


@pytest.mark.parametrize("sort", ["nmae", "city", "id;DROP TABLE contact", "is", "-has"])
def test_an_unknown_sort_key_is_refused(sample: Sample, sort: str) -> None:
    with pytest.raises(UsageError, match="cannot be sorted by") as caught:
        sample.find("contact", "", sort)
    assert caught.value.remedy


@pytest.mark.parametrize("noun", NOUNS)
def test_every_key_can_be_filtered_and_most_sorted_by(sample: Sample, noun: str) -> None:
    for key in known_keys(noun, sample.ctx):
        if key in ("is", "has", "it's"):
            continue
        assert set(sample.find(noun, f"{key}:none")) == set(sample.find(noun, f"-{key}:any"))
        if key not in ("city", "country", "deal", "contact", "company", "consent"):
            assert len(sample.find(noun, "", key)) == len(sample.find(noun, ""))
    assert set(aliases(noun).values()) <= set(fields(noun))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_state_and_possession_runs(sample: Sample, noun: str) -> None:
    from tinycrm.store.filter_flags import possessions, states

    everything = set(sample.find(noun, "-is:archived -is:deleted or is:archived or is:deleted"))
    for key, words in (("is", states(noun)), ("has", possessions(noun))):
        for word in words:
            yes = set(sample.find(noun, f"{key}:{word}"))
            assert yes <= everything


def test_midnight_is_local(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        assert sample.find("activity", "on:today") == [1, 3]
        assert sample.find("activity", "on:yesterday") == []
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_text_with_very_many_hits_finds_the_same_as_a_rare_one(crm: Crm, monkeypatch):
    with crm.operation("some people"):
        for number in range(8):
            crm.contacts.add(name=f"Ada {number}", tags=["odd"] if number % 2 else [])
    texts = ("ada", "ada tag:odd", "-ada", "ada or tag:odd")
    rare = [crm.contacts.ids(text) for text in texts]
    monkeypatch.setattr("tinycrm.store.filters.FREQUENT", 3)
    assert [crm.contacts.ids(text) for text in texts] == rare
    assert [len(found) for found in rare] == [8, 4, 0, 8]


def test_a_part_of_a_telephone_number_finds_its_people_and_firms(crm: Crm) -> None:
    crm.contacts.add(name="Jane Doe", phone="+1 415 555 0100")
    crm.contacts.add(name="Room 0100", phone="+49 30 1234567")
    crm.companies.add(name="Acme", phone="+1 415 555 0100")
    for words in ("5550100", "555 0100", "555-0100", "(415) 555 0100"):
        assert [person.name for person in crm.contacts.find(words)] == ["Jane Doe"], words
        assert crm.companies.count(words) == 1
    assert [person.id for person in crm.contacts.find("0100")] == [1, 2]
    assert crm.contacts.count("-5550100") == 1
    assert crm.contacts.count("100") == 0
    assert crm.contacts.count("*5550*") == 0


def test_the_same_records_are_found_in_no_order(crm):
    for name, tags in (("Zoe", ["a"]), ("Ada", []), ("Bob", ["a"])):
        crm.contacts.add(name=name, tags=tags)
    for text in ("", "tag:a", "a", "-tag:a", "name:b"):
        found = [id for (id,) in crm.contacts.unordered(text).fetchall()]
        assert sorted(found) == sorted(crm.contacts.ids(text))
