"""Required fields: refused when a person adds a record without them, however they come."""

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import InvalidError, NotFoundError, UsageError
from tinycrm.store.required import require, required_fields, unrequire


def test_a_record_without_a_required_field_is_refused_and_nothing_is_left_of_it(crm: Crm) -> None:
    require(crm.db, "deal", ["amount"])
    with pytest.raises(InvalidError, match="amount") as refused:
        crm.deals.add(title="Engine", company="Engines Ltd")
    assert refused.value.field == "amount"
    assert crm.companies.count() == 0
    assert crm.deals.get(crm.deals.add(title="Engine", amount="3k")).amount == 300_000


def test_another_name_of_a_field_is_the_same_field(crm: Crm) -> None:
    assert require(crm.db, "deal", ["close", "expected_close_on"]) == ["expected_close_on"]
    crm.deals.add(title="Engine", close="tomorrow")
    assert unrequire(crm.db, "deal", ["close"]) == []


def test_a_value_that_comes_by_itself_is_a_value(crm: Crm) -> None:
    from tinycrm.store import settings

    require(crm.db, "contact", ["owner", "family_name"])
    require(crm.db, "deal", ["company"])
    settings.put(crm.db, "owner", "sam")
    ada = crm.contacts.add(name="Ada Lovelace", company="Engines Ltd")
    crm.deals.add(title="Engine", contact=ada)
    with pytest.raises(InvalidError, match="family name"):
        crm.contacts.add(name="Ada")


@pytest.mark.parametrize(
    ("noun", "field", "without", "value"),
    [
        ("contact", "email", {"name": "Ada"}, "ada@example.com"),
        ("contact", "tags", {"name": "Ada"}, ["vip"]),
        ("contact", "birthday", {"name": "Ada"}, "1815-12-10"),
        ("contact", "addresses", {"name": "Ada"}, [{"city": "London"}]),
        ("company", "parent", {"name": "Engines"}, "Holding"),
        ("company", "domain", {"name": "Engines"}, "engines.example"),
        ("deal", "contact", {"title": "Engine"}, "C1"),
        ("deal", "probability", {"title": "Engine"}, 0),
        ("task", "due", {"title": "Ring"}, "tomorrow"),
        ("task", "for", {"title": "Ring"}, "C1"),
        ("activity", "for", {"body": "hello"}, "C1"),
        ("activity", "minutes", {"body": "hello"}, 0),
    ],
)
def test_every_kind_of_field_can_be_required(
    crm: Crm, noun: str, field: str, without: dict[str, object], value: object
) -> None:
    from tinycrm.store.references import plural

    crm.contacts.add(name="Somebody")
    require(crm.db, noun, [field])
    records = getattr(crm, plural(noun))
    with pytest.raises(InvalidError, match="needs a value"):
        records.add(**without)
    records.add(**without, **{field: value})


def test_a_logged_call_needs_what_an_activity_needs(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    require(crm.db, "activity", ["minutes", "for"])
    with pytest.raises(InvalidError, match="minutes"):
        crm.activities.log("call", "C1", "hello")
    crm.activities.log("call", "C1", "hello", minutes=5)


def test_a_custom_field_is_required_by_its_own_definition(crm: Crm) -> None:
    crm.fields.add("deal", "region")
    assert require(crm.db, "deal", ["region", "amount"]) == ["amount", "region"]
    assert crm.fields.get("deal", "region").required == 1
    assert unrequire(crm.db, "deal", ["region"]) == ["amount"]
    assert crm.fields.get("deal", "region").required == 0


def test_requiring_is_a_step_that_can_be_undone(crm: Crm) -> None:
    require(crm.db, "deal", ["amount"])
    crm.history.undo()
    crm.deals.add(title="Engine")
    assert required_fields(crm.db, "deal") == []


def test_what_cannot_be_required_is_refused(crm: Crm) -> None:
    with pytest.raises(UsageError, match="amout") as unknown:
        require(crm.db, "deal", ["amout"])
    assert "amount" in unknown.value.remedy
    with pytest.raises(UsageError):
        require(crm.db, "dael", ["amount"])
    for field in ("stage", "status", "title", "lost_reason"):
        with pytest.raises(InvalidError):
            require(crm.db, "deal", [field])
    with pytest.raises(NotFoundError):
        unrequire(crm.db, "deal", ["amount"])


def test_names_that_the_file_makes_up_do_not_reach_the_engine(crm: Crm) -> None:
    with crm.operation("a hostile file"):
        crm.db.insert("setting", {"key": "require.deal", "value": "amount),(SELECT 1,nonsense"})
    assert required_fields(crm.db, "deal") == []
    crm.deals.add(title="Engine")
