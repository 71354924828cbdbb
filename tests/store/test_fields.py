import json

import pytest

from tinycrm.errors import ConflictError, InvalidError, NotFoundError, UsageError


def custom(crm, id):
    return json.loads(crm.contacts.get(id).custom)


def test_a_defined_field_takes_values_of_its_type(crm):
    crm.fields.add("contact", "customer_since", type="date")
    crm.fields.add("contact", "score", "Lead score", "number")
    crm.fields.add("contact", "budget", type="money")
    crm.fields.add("contact", "friend", type="flag")
    crm.fields.add("contact", "blog", type="url")
    crm.fields.add("contact", "level", type="choice", choices=["Gold", "Silver"])
    labels = [(field.key, field.label) for field in crm.fields.all("contact")]
    assert labels[:2] == [("customer_since", "Customer since"), ("score", "Lead score")]
    ada = crm.contacts.add(
        name="Ada",
        customer_since="tomorrow",
        score="12.5",
        budget="1.200,50 EUR",
        friend="Yes",
        blog="example.com/ada",
        level="gold",
    )
    assert custom(crm, ada) == {
        "customer_since": "2026-07-01",
        "score": 12.5,
        "budget": "1200.50 EUR",
        "friend": True,
        "blog": "example.com/ada",
        "level": "Gold",
    }


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("date", "never"),
        ("number", "twelve"),
        ("number", "nan"),
        ("number", "9" * 5000),
        ("money", "much"),
        ("flag", "perhaps"),
        ("url", "not an address"),
        ("choice", "Bronze"),
        ("text", "a\0b"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(crm, type, value):
    crm.fields.add("contact", "extra", type=type, choices=["Gold"] if type == "choice" else ())
    with pytest.raises(InvalidError):
        crm.contacts.add(name="Ada", extra=value)
    assert crm.contacts.count() == 0


def test_an_undefined_field_is_refused_with_a_suggestion(crm):
    crm.fields.add("contact", "colour")
    with pytest.raises(UsageError) as caught:
        crm.contacts.add(name="Ada", color="red")
    assert "colour" in caught.value.remedy
    with pytest.raises(UsageError):
        crm.companies.add(name="Acme", colour="red")


@pytest.mark.parametrize("key", ["", "Colour", "2nd", "a-b", "a b", "ä", "a\n", "_a", "a" * 61])
def test_a_key_that_cannot_be_one_is_refused(crm, key):
    with pytest.raises(InvalidError):
        crm.fields.add("contact", key)


@pytest.mark.parametrize(
    ("noun", "key"),
    [
        ("contact", "name"),
        ("contact", "job_title"),
        ("contact", "title"),
        ("contact", "email"),
        ("contact", "add_email"),
        ("contact", "tags"),
        ("contact", "is"),
        ("contact", "quiet"),
        ("contact", "uid"),
        ("contact", "version"),
        ("contact", "given"),
        ("contact", "lead_status"),
        ("company", "parent"),
        ("company", "domain"),
        ("deal", "stage"),
        ("deal", "amount"),
        ("task", "due"),
        ("activity", "body"),
    ],
)
def test_a_key_that_the_noun_has_by_itself_is_refused(crm, noun, key):
    with pytest.raises(ConflictError):
        crm.fields.add(noun, key)
    assert crm.fields.all() == []


def test_a_key_is_defined_once_for_a_noun(crm):
    crm.fields.add("contact", "colour")
    crm.fields.add("company", "colour")
    with pytest.raises(ConflictError):
        crm.fields.add("contact", "colour")
    crm.fields.retire("contact", "colour")
    with pytest.raises(ConflictError, match="retired") as caught:
        crm.fields.add("contact", "colour")
    assert "restore-field contact colour" in caught.value.remedy


@pytest.mark.parametrize(
    "definition",
    [
        {"type": "colour"},
        {"type": "choice"},
        {"type": "choice", "choices": ["a", "A"]},
        {"type": "choice", "choices": ["a", " "]},
        {"type": "text", "choices": ["a"]},
        {"label": " "},
    ],
)
def test_a_definition_that_makes_no_sense_is_refused(crm, definition):
    with pytest.raises(InvalidError):
        crm.fields.add("contact", "extra", **definition)
    with pytest.raises(InvalidError):
        crm.fields.add("person", "extra")


def test_a_required_field_must_be_given_when_a_person_adds_a_record(crm):
    crm.contacts.add(name="Early")
    crm.fields.add("contact", "region", required=True)
    crm.fields.add("company", "region", required=True)
    for given in ({}, {"region": ""}):
        with pytest.raises(InvalidError, match="Region"):
            crm.contacts.add(name="Ada", **given)
    with pytest.raises(InvalidError):
        crm.companies.add(name="Acme")
    ada = crm.contacts.add(name="Ada", region="north", company="Created alongside")
    with pytest.raises(InvalidError, match="cannot be empty"):
        crm.contacts.edit(ada, region="")
    crm.contacts.edit("Early", job_title="x")
    crm.fields.edit("contact", "region", required=False)
    crm.contacts.add(name="Bob")


def test_a_retired_field_keeps_its_values_for_later(crm):
    crm.fields.add("contact", "colour")
    ada = crm.contacts.add(name="Ada", colour="red")
    crm.fields.retire("contact", "colour")
    assert crm.fields.all() == []
    assert [field.key for field in crm.fields.all(retired=True)] == ["colour"]
    with pytest.raises(UsageError):
        crm.contacts.edit(ada, colour="blue")
    crm.fields.restore("contact", "colour")
    crm.contacts.edit(ada, job_title="x")
    assert custom(crm, ada) == {"colour": "red"}


def test_renaming_a_key_takes_the_values_along(crm, dump):
    crm.fields.add("contact", "color")
    ada = crm.contacts.add(name="Ada", color="red")
    crm.contacts.add(name="Bob")
    before = dump(crm)
    crm.fields.rename("contact", "color", "colour")
    assert custom(crm, ada) == {"colour": "red"}
    assert crm.fields.get("contact", "colour").label == "Colour"
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after
    with pytest.raises(ConflictError):
        crm.fields.rename("contact", "colour", "name")
    with pytest.raises(NotFoundError):
        crm.fields.rename("contact", "color", "hue")


def test_the_type_changes_only_if_all_values_fit(crm, dump):
    crm.fields.add("contact", "score")
    ada = crm.contacts.add(name="Ada", score="12")
    bob = crm.contacts.add(name="Bob", score="many")
    before = dump(crm)
    with pytest.raises(ConflictError, match="many"):
        crm.fields.edit("contact", "score", type="number")
    assert dump(crm) == before
    crm.contacts.edit(bob, score="7")
    crm.fields.edit("contact", "score", type="number")
    assert custom(crm, ada) == {"score": 12}
    crm.fields.edit("contact", "score", type="text")
    assert custom(crm, bob) == {"score": "7"}


def test_a_choice_in_use_cannot_be_taken_away(crm):
    crm.fields.add("contact", "level", type="choice", choices=["Gold", "Silver"])
    ada = crm.contacts.add(name="Ada", level="Gold")
    with pytest.raises(ConflictError):
        crm.fields.edit("contact", "level", choices=["Silver"])
    crm.fields.edit("contact", "level", choices=["GOLD", "Bronze"])
    assert custom(crm, ada) == {"level": "GOLD"}
    crm.contacts.edit(ada, level="bronze")
    with pytest.raises(InvalidError):
        crm.fields.edit("contact", "level", choices=[])


def test_the_history_says_what_was_done_to_a_field(crm):
    crm.fields.add("contact", "colour")
    crm.fields.edit("contact", "colour", label="Favourite colour")
    crm.fields.retire("contact", "colour")
    crm.fields.restore("contact", "colour")
    crm.fields.edit("contact", "colour", label="Favourite colour")
    assert [step.summary for step in crm.history.steps()[:4]] == [
        "restored the contact field colour",
        "retired the contact field colour",
        "changed the contact field colour",
        "defined the contact field colour",
    ]
