import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinycrm.errors import AmbiguousError, ConflictError, InvalidError, NotFoundError, UsageError
from tinycrm.store import addresses, points
from tinycrm.store.addresses import Address


def emails(crm, id):
    return [p.value for p in points.of(crm.db, "contact", id) if p.kind == "email"]


def test_a_person_is_read_back_as_added(crm):
    id = crm.contacts.add(
        name="Dr. Ada Lovelace",
        email="ada@example.com",
        phone="+44 20 7946 0958",
        company="Engines Ltd",
        title="Countess",
        lifecycle="LEAD",
        cadence="30 days",
        birthday="1815-12-10",
        tags="vip",
        addresses={"city": "London"},
        created_at="2026-01-02T03:04:05Z",
    )
    ada = crm.contacts.get(f"C{id}")
    assert (ada.name, ada.prefix, ada.given_name, ada.family_name) == (
        "Dr. Ada Lovelace",
        "Dr.",
        "Ada",
        "Lovelace",
    )
    assert (ada.job_title, ada.company, ada.lifecycle) == ("Countess", "Engines Ltd", "lead")
    assert (ada.cadence_days, ada.birthday, ada.tags) == (30, "1815-12-10", "vip")
    assert ada.created_at == "2026-01-02T03:04:05.000Z"
    assert (ada.version, ada.uid.count("-")) == (1, 4)


def test_the_history_names_the_person_and_the_fields(crm):
    id = crm.contacts.add(name="Ada")
    crm.contacts.edit(id, job_title="x", add_email="a@b.example")
    assert [step.summary for step in crm.history.steps()[:2]] == [
        "edited C1 Ada · a@b.example: job title, add email",
        "added C1 Ada",
    ]


def test_a_name_in_parts_is_shown_whole_and_kept_in_step(crm):
    id = crm.contacts.add(given_name=" Ada ", family_name="Byron")
    crm.contacts.edit(id, family_name="Lovelace", prefix="Lady")
    ada = crm.contacts.get(id)
    assert (ada.name, ada.given_name, ada.family_name) == ("Lady Ada Lovelace", "Ada", "Lovelace")
    assert crm.contacts.id("ada lovelace") == id
    crm.contacts.edit(id, name=" Grace Hopper ")
    grace = crm.contacts.get(id)
    assert (grace.name, grace.prefix, grace.family_name) == ("Grace Hopper", None, "Hopper")


@pytest.mark.parametrize("fields", [{}, {"name": ""}, {"name": " "}, {"given_name": " "}])
def test_a_person_needs_a_name(crm, fields):
    with pytest.raises(InvalidError):
        crm.contacts.add(**fields)
    id = crm.contacts.add(name="Ada")
    with pytest.raises(InvalidError):
        crm.contacts.edit(id, given_name="", name="")


@pytest.mark.parametrize(
    "fields",
    [
        {"given_name": "A\0da"},
        {"name": "Ada", "given_name": "\ud800"},
        {"name": "A\0"},
        {"name": "Ada", "lifecycle": "friend"},
        {"name": "Ada", "cadence": "0"},
        {"name": "Ada", "email": "nowhere"},
        {"name": "Ada", "phone": "call me"},
        {"name": "Ada", "tags": "a,b"},
        {"name": "Ada", "birthday": "1815-02-30"},
    ],
)
def test_a_value_that_is_refused_leaves_nothing_behind(crm, fields, dump):
    before = dump(crm)
    with pytest.raises(InvalidError):
        crm.contacts.add(company="New Ltd", **fields)
    assert dump(crm) == before


def test_an_empty_value_empties_a_field(crm):
    id = crm.contacts.add(name="Ada", company="Engines", email="a@b.example", cadence="30")
    crm.contacts.edit(id, company="", email="", cadence=None)
    ada = crm.contacts.get(id)
    assert (ada.company, ada.email, ada.cadence_days) == (None, None, None)
    assert crm.companies.count() == 1


def test_an_edit_replaces_the_primary_address(crm):
    id = crm.contacts.add(
        name="Ada", email=[{"value": "old@x.example", "label": "work"}, "b@x.example"]
    )
    with crm.operation("bounced"):
        crm.db.run("UPDATE contact_point SET invalid_since = '2026-01-01' WHERE id = 1")
    crm.contacts.edit(id, email="new@x.example")
    first = points.of(crm.db, "contact", id)[0]
    assert (first.value, first.label, first.invalid_since) == ("new@x.example", "work", None)
    assert emails(crm, id) == ["new@x.example", "b@x.example"]


def test_a_known_address_becomes_the_primary_one(crm):
    id = crm.contacts.add(name="Ada", email=["a@x.example", "b@x.example"])
    crm.contacts.edit(id, email={"value": "B@x.example", "label": "home"})
    assert crm.contacts.get(id).email == "B@x.example"
    assert emails(crm, id) == ["B@x.example", "a@x.example"]
    assert points.of(crm.db, "contact", id)[0].label == "home"
    crm.contacts.edit(id, email="a@x.example")
    assert emails(crm, id) == ["a@x.example", "B@x.example"]


def test_several_given_addresses_are_all_kept(crm):
    id = crm.contacts.add(name="Ada", email="a@x.example")
    crm.contacts.edit(id, email=["b@x.example", "c@x.example"])
    assert emails(crm, id) == ["b@x.example", "c@x.example"]


def test_addresses_are_added_once_and_removed_in_any_spelling(crm):
    id = crm.contacts.add(name="Ada", phone="+44 20 7946 0958")
    crm.contacts.edit(id, add_phone=["+442079460958", "+49 30 1234567"])
    assert len(points.of(crm.db, "contact", id)) == 2
    crm.contacts.edit(id, remove_phone="+44 (20) 7946-0958")
    assert crm.contacts.get(id).phone == "+49 30 1234567"
    with pytest.raises(NotFoundError):
        crm.contacts.edit(id, remove_phone="+44 20 7946 0958")


def test_an_edit_that_changes_nothing_leaves_no_step(crm):
    id = crm.contacts.add(name="Ada", email="a@x.example", tags=["t"], addresses="London")
    steps = len(crm.history.steps())
    crm.contacts.edit(
        id, name="Ada", email="a@x.example", add_email="A@x.example", tags="T", addresses="London"
    )
    assert len(crm.history.steps()) == steps
    assert crm.contacts.get(id).version == 1


def test_a_late_edit_is_a_conflict_even_if_only_an_address_is_meant(crm):
    id = crm.contacts.add(name="Ada")
    crm.contacts.edit(id, 1, email="a@x.example")
    with pytest.raises(ConflictError):
        crm.contacts.edit(id, 1, email="b@x.example")
    assert crm.contacts.get(id).email == "a@x.example"
    crm.contacts.edit(id, 2, phone="+44 20 7946 0958")


def test_undo_and_redo_restore_a_person_exactly(crm, assert_undone):
    ada = {"name": "Ada", "email": "a@x.example", "company": "Engines", "tags": "vip"}
    grace = {"name": "Grace", "email": "g@x.example", "company": "Navy", "tags": "new"}
    steps = [
        lambda: crm.contacts.add(**ada),
        lambda: crm.contacts.edit("C1", addresses="Arlington", **grace),
    ]
    assert_undone(steps)


def test_a_company_that_could_be_several_is_asked_about(crm):
    crm.companies.add(name="Acme Inc")
    crm.companies.add(name="Acme GmbH")
    with pytest.raises(AmbiguousError):
        crm.contacts.add(name="Ada", company="Acme")
    assert crm.contacts.count() == 0


def test_addresses_are_replaced_as_a_whole(crm):
    id = crm.contacts.add(
        name="Ada",
        addresses=[
            {"label": "home", "street": "1 High St\nFlat 2", "city": "Leeds", "country": "GB"},
            {"label": "empty", "city": " "},
            "12 Rue X, Paris",
            {},
        ],
    )
    held = addresses.of(crm.db, "contact", id)
    assert held == [
        Address("home", "1 High St\nFlat 2", "Leeds", None, None, "GB"),
        Address(None, "12 Rue X", "Paris", None, None, None),
    ]
    crm.contacts.edit(id, addresses=held)
    assert crm.contacts.get(id).version == 1
    crm.contacts.edit(id, addresses=[held[1], held[1]])
    assert addresses.of(crm.db, "contact", id) == [held[1]]
    crm.contacts.edit(id, addresses=held[0])
    assert addresses.of_many(crm.db, "contact", [id, 99]) == {id: [held[0]]}
    crm.contacts.edit(id, addresses=[])
    assert addresses.of(crm.db, "contact", id) == []


def test_an_address_without_such_a_field_is_refused(crm):
    with pytest.raises(UsageError, match="planet"):
        crm.contacts.add(name="Ada", addresses={"planet": "Mars"})
    with pytest.raises(InvalidError):
        crm.contacts.add(name="Ada", addresses={"city": "\0"})


def test_archived_and_deleted_people_leave_the_list_and_come_back(crm):
    ada, bob = crm.contacts.add(name="Ada"), crm.contacts.add(name="Bob")
    crm.contacts.archive(ada)
    crm.contacts.delete(bob)
    assert crm.contacts.find() == []
    crm.contacts.unarchive(ada)
    crm.contacts.restore(bob)
    assert [contact.name for contact in crm.contacts.find()] == ["Ada", "Bob"]


def test_the_list_of_people_is_read_from_an_index(crm):
    sql = (
        "EXPLAIN QUERY PLAN SELECT contact.id FROM contact WHERE contact.archived_at IS NULL"
        f" AND contact.deleted_at IS NULL ORDER BY {crm.contacts.default_order} LIMIT 50"
    )
    plan = " ".join(str(row[3]) for row in crm.db.rows(sql))
    assert "ix_contact_live_sort_key" in plan
    assert "TEMP B-TREE" not in plan


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_whatever_is_given_as_a_name_is_stored_or_refused(crm, text):
    try:
        id = crm.contacts.add(name=text, company=text)
    except (InvalidError, AmbiguousError, NotFoundError):
        return
    contact = crm.contacts.get(id)
    assert contact.name.strip() == contact.name != ""
    assert crm.companies.get(contact.company_id).name


def test_what_is_wrong_with_an_address_or_number_is_told_as_one_sentence(crm):
    for kind, value in (("phone", "call me"), ("email", "ada@@engines")):
        with pytest.raises(InvalidError) as failure:
            crm.contacts.add(name="Ada", **{kind: value})
        assert str(failure.value).endswith(".")
        assert ".." not in str(failure.value)
