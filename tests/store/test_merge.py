from datetime import timedelta

import pytest

from tinycrm.errors import ConflictError, InvalidError, UsageError
from tinycrm.store import addresses, points, tags


def note_on(crm, ref):
    """The body of the newest note on a record."""
    letter, id = ref[0], int(ref[1:])
    column = {"C": "contact_id", "O": "company_id"}[letter]
    return crm.db.value(
        "SELECT body FROM activity JOIN activity_link ON activity_id = activity.id"
        f" WHERE {column} = ? AND kind = 'note' ORDER BY activity.id DESC",
        (id,),
    )


def pointing_at(crm, noun, id):
    """The (table, column) pairs of foreign keys that hold a record's id."""
    keys = crm.db.rows(
        'SELECT s.name, f."from" FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS f'
        " WHERE s.type = 'table' AND f.\"table\" = ?",
        (noun,),
    )
    assert len(keys) >= 9
    return [
        (table, column)
        for table, column in keys
        if crm.db.value(f"SELECT 1 FROM {table} WHERE {column} = ?", (id,))
    ]


def two_people(crm, clock):
    """A person known twice, with everything that can hang on a contact."""
    other = crm.contacts.add(
        name="Ada King",
        email=["ada@old.example", {"value": "ADA@x.example", "label": "work"}],
        phone="+44 20 7946 0958",
        handle="@ada",
        company="Old Ltd",
        job_title="Countess",
        nickname="Addie",
        tags=["vip", "maths"],
        addresses=[{"street": "1 High St", "city": "Leeds"}, {"city": "York"}],
        cadence="30 days",
    )
    clock.now += timedelta(days=1)
    keep = crm.contacts.add(
        name="Ada Lovelace",
        email="ada@x.example",
        company="New Ltd",
        job_title="Programmer",
        tags=["maths", "london"],
        addresses=[{"city": "York"}],
    )
    shared = crm.deals.add(title="Engine", contact=f"C{keep}")
    crm.deals.add_contact(shared, f"C{other}", "buyer")
    crm.deals.add(title="Loom", contact=f"C{other}")
    crm.activities.log("call", [f"C{keep}", f"C{other}"], "both")
    crm.activities.log("call", f"C{other}", "alone")
    crm.tasks.add(title="Ring both", for_=[f"C{keep}", f"C{other}"])
    crm.tasks.add(title="Ring her", for_=f"C{other}")
    crm.contacts.consent(other, "email", "in", "form")
    with crm.operation("import"):
        crm.db.insert("external_ref", {"source": "hub", "external_id": "17", "contact_id": other})
    clock.now += timedelta(days=1)
    return keep, other


def test_the_kept_person_has_everything_of_both(crm, clock):
    keep, other = two_people(crm, clock)
    born = crm.contacts.get(other).created_at
    assert crm.contacts.merge(keep, f"C{other}") == keep
    ada = crm.contacts.get(keep)
    assert (ada.name, ada.job_title, ada.company) == ("Ada Lovelace", "Programmer", "New Ltd")
    assert (ada.nickname, ada.cadence_days, ada.created_at) == ("Addie", 30, born)
    assert (ada.email, ada.phone) == ("ada@x.example", "+44 20 7946 0958")
    assert [(p.value, p.label) for p in points.of(crm.db, "contact", keep)] == [
        ("ada@x.example", "work"),
        ("ada@old.example", None),
        ("@ada", None),
        ("+44 20 7946 0958", None),
    ]
    assert tags.of(crm.db, "contact", keep) == ["maths", "london", "vip"]
    assert [a.city for a in addresses.of(crm.db, "contact", keep)] == ["York", "Leeds"]
    assert [c.status for c in crm.contacts.consents(keep)] == ["in"]
    assert [(d.contact_id, d.role) for d in crm.deals.contacts_of("Engine")] == [(keep, "buyer")]
    assert [d.contact_id for d in crm.deals.contacts_of("Loom")] == [keep]
    assert crm.db.value("SELECT contact_id FROM external_ref") == keep
    assert [task.links for task in crm.tasks.find(sort="name")] == [f"C{keep}", f"C{keep}"]
    assert crm.db.rows("SELECT contact_id FROM activity_link ORDER BY activity_id") == [(keep,)] * 3


def test_what_gives_way_stands_in_a_note(crm, clock):
    keep, other = two_people(crm, clock)
    crm.contacts.merge(keep, other)
    assert note_on(crm, f"C{keep}").splitlines() == [
        "- name: Ada King",
        "- job title: Countess",
        "- company: Old Ltd (O1)",
    ]
    subject = crm.db.value("SELECT subject FROM activity WHERE kind = 'note'")
    assert subject.startswith(f"Merged from C{other} Ada King")
    step = crm.history.steps()[0]
    assert step.summary.startswith(f"merged C{other} Ada King")
    assert f"into C{keep} Ada Lovelace" in step.summary


def test_the_other_one_goes_to_the_trash_and_says_where_it_went(crm, clock):
    keep, other = two_people(crm, clock)
    crm.contacts.merge(keep, other)
    gone = crm.contacts.get(f"C{other}")
    assert gone.deleted_at is not None
    assert gone.merged_into_id == keep
    assert pointing_at(crm, "contact", other) == []
    assert [contact.id for contact in crm.contacts.find()] == [keep]


def test_derived_columns_and_the_search_index_follow(crm, clock):
    keep, other = two_people(crm, clock)
    called = crm.contacts.get(other).last_contact_at
    with crm.operation("forget the shared call"):
        crm.activities.delete("A1")
    crm.contacts.merge(keep, other)
    assert crm.contacts.get(keep).last_contact_at == called
    assert crm.contacts.get(other).last_contact_at is None
    for word in ("old", "addie"):
        found = crm.db.rows("SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?", (word,))
        assert (keep,) in found


def test_a_merge_is_one_step_and_undone_exactly(crm, clock, dump):
    keep, other = two_people(crm, clock)
    before, steps = dump(crm), len(crm.history.steps())
    crm.contacts.merge(keep, other, email="other", title="other")
    assert len(crm.history.steps()) == steps + 1
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


def test_a_person_can_choose_the_values_of_the_other(crm, clock):
    keep, other = two_people(crm, clock)
    crm.contacts.merge(keep, other, name="other", title="other", company="other", email="other")
    ada = crm.contacts.get(keep)
    assert (ada.name, ada.family_name, ada.job_title) == ("Ada King", "King", "Countess")
    assert (ada.company, ada.email) == ("Old Ltd", "ada@old.example")
    assert crm.contacts.id("Ada King") == keep
    assert "- job title: Programmer" in note_on(crm, f"C{keep}")


def test_an_empty_value_is_never_chosen(crm):
    keep = crm.contacts.add(name="Ada", job_title="Countess")
    other = crm.contacts.add(name="Ada")
    crm.contacts.merge(keep, other, job_title="other")
    assert crm.contacts.get(keep).job_title == "Countess"


def test_nothing_is_noted_where_nothing_gives_way(crm):
    keep, other = crm.contacts.add(name="Ada"), crm.contacts.add(name="Ada", job_title="Countess")
    crm.contacts.merge(keep, other)
    assert crm.db.value("SELECT count(*) FROM activity") == 0


def test_a_choice_about_nothing_is_refused(crm):
    keep, other = crm.contacts.add(name="Ada"), crm.contacts.add(name="Ada K")
    with pytest.raises(UsageError):
        crm.contacts.merge(keep, other, nothing="other")
    with pytest.raises(InvalidError):
        crm.contacts.merge(keep, other, name="both")
    assert crm.contacts.count() == 2


def test_merging_with_itself_or_the_trash_is_refused(crm):
    ada, bob, eve = (crm.contacts.add(name=name) for name in ("Ada", "Bob", "Eve"))
    with pytest.raises(ConflictError, match="itself"):
        crm.contacts.merge(ada, "Ada")
    crm.contacts.delete(bob)
    for pair in ((ada, bob), (bob, ada)):
        with pytest.raises(ConflictError, match="trash"):
            crm.contacts.merge(*pair)
    crm.contacts.merge(ada, eve)
    with pytest.raises(ConflictError, match=f"merged into C{ada}"):
        crm.contacts.merge(ada, eve)


def test_a_chain_of_merges_points_at_the_last_one(crm):
    a, b, c = (crm.contacts.add(name=name) for name in ("Ada", "Bea", "Cleo"))
    crm.contacts.merge(b, a)
    crm.contacts.merge(c, b)
    assert crm.contacts.get(a).merged_into_id == c


def test_one_brought_back_from_the_trash_is_no_longer_merged(crm):
    a, b = crm.contacts.add(name="Ada"), crm.contacts.add(name="Bea")
    crm.contacts.merge(a, b)
    crm.contacts.restore(b)
    assert crm.contacts.get(b).merged_into_id is None
    assert crm.contacts.count() == 2


def test_of_two_statements_at_one_instant_the_refusal_holds(crm):
    from tinycrm.store.consent import standing

    keep, other = crm.contacts.add(name="Ada"), crm.contacts.add(name="Ada")
    crm.contacts.consent(keep, "email", "out")
    crm.contacts.consent(other, "email", "in")
    crm.contacts.merge(keep, other)
    assert standing(crm.db, keep)["email"].status == "out"
    assert len(crm.contacts.consents(keep)) == 2


def test_the_kept_person_takes_the_first_place_in_a_deal(crm):
    keep, other, third = (crm.contacts.add(name=name) for name in ("Ada", "Bea", "Cleo"))
    deal = crm.deals.add(title="Engine", contact=f"C{other}")
    crm.deals.add_contact(deal, f"C{third}", "boss")
    crm.deals.add_contact(deal, f"C{keep}", "user")
    with crm.operation("role"):
        crm.db.run("UPDATE deal_contact SET role = 'buyer' WHERE contact_id = ?", (other,))
    crm.contacts.merge(keep, other)
    assert crm.deals.get(deal).contact_id == keep
    assert [(c.contact_id, c.role) for c in crm.deals.contacts_of(deal)] == [
        (keep, "user"),
        (third, "boss"),
    ]
    assert f"- role in D{deal}: buyer" in note_on(crm, f"C{keep}")


def test_custom_fields_are_merged_one_by_one(crm):
    crm.fields.add("contact", "colour")
    crm.fields.add("contact", "friend", type="flag")
    crm.fields.add("contact", "points", type="number")
    keep = crm.contacts.add(name="Ada", colour="red", friend="no")
    other = crm.contacts.add(name="Ada", colour="blue", friend="yes", points="5")
    crm.contacts.merge(keep, other, colour="other")
    assert crm.contacts.get(keep).custom == '{"colour": "blue", "friend": false, "points": 5}'
    assert note_on(crm, f"C{keep}") == "- colour: red\n- friend: yes"


def test_a_live_person_stays_in_the_lists(crm):
    keep, other = crm.contacts.add(name="Ada"), crm.contacts.add(name="Ada")
    crm.contacts.archive(keep)
    crm.contacts.merge(keep, other)
    assert [contact.id for contact in crm.contacts.find()] == [keep]


def test_an_address_that_bounces_stays_marked(crm):
    keep = crm.contacts.add(name="Ada", email="ada@x.example")
    other = crm.contacts.add(name="Ada", email="ada@x.example")
    with crm.operation("bounced"):
        crm.db.run("UPDATE contact_point SET invalid_since = '2026-01-01' WHERE id = 2")
    crm.contacts.merge(keep, other)
    assert [p.invalid_since for p in points.of(crm.db, "contact", keep)] == ["2026-01-01"]


def two_firms(crm):
    other = crm.companies.add(name="Acme Inc", website="acme.example", industry="Looms")
    keep = crm.companies.add(name="Acme Ltd", domain="acme-ltd.example", size="10")
    crm.contacts.add(name="Ada", company=f"O{other}")
    crm.contacts.archive(crm.contacts.add(name="Bob", company=f"O{other}"))
    crm.contacts.delete(crm.contacts.add(name="Cleo", company=f"O{other}"))
    crm.deals.add(title="Engine", company=f"O{other}")
    crm.companies.add(name="Daughter", parent=f"O{other}")
    return keep, other


def test_people_deals_and_daughters_go_to_the_kept_firm(crm, dump):
    keep, other = two_firms(crm)
    before = dump(crm)
    crm.companies.merge(keep, other)
    firm = crm.companies.get(keep)
    assert (firm.domain, firm.website, firm.industry, firm.size) == (
        "acme-ltd.example",
        "acme.example",
        "Looms",
        "10",
    )
    assert (firm.contacts, firm.open_deals) == (1, 1)
    assert crm.companies.get("Daughter").parent_id == keep
    assert pointing_at(crm, "company", other) == []
    assert note_on(crm, f"O{keep}") == "- name: Acme Inc\n- domain: acme.example"
    found = crm.db.rows("SELECT rowid FROM contact_fts WHERE contact_fts MATCH 'ltd'")
    assert len(found) == 3
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


@pytest.mark.parametrize("keep", ["A", "B", "C", "D"])
@pytest.mark.parametrize("other", ["A", "B", "C", "D"])
@pytest.mark.parametrize("choice", ["keep", "other"])
def test_no_merge_puts_a_firm_above_itself(crm, keep, other, choice):
    if keep == other:
        return
    for name, parent in (("A", None), ("B", "A"), ("C", "B"), ("D", "A")):
        crm.companies.add(name=name, parent=parent)
    crm.companies.merge(keep, other, parent=choice)
    above = dict(crm.db.rows("SELECT id, parent_id FROM company WHERE deleted_at IS NULL"))
    for id in above:
        seen = set()
        while id is not None:
            assert id not in seen
            seen.add(id)
            id = above[id]


def test_a_firm_merged_with_the_one_above_its_parent_takes_that_ones_place(crm):
    top = crm.companies.add(name="Top")
    crm.companies.add(name="Upper", parent="Top")
    crm.companies.add(name="Middle", parent="Upper")
    low = crm.companies.add(name="Low", parent="Middle")
    crm.companies.merge("Low", "Upper")
    assert crm.companies.get(low).parent_id == top
    assert crm.companies.get("Middle").parent_id == low
    assert "- parent: Middle (O3)" in note_on(crm, f"O{low}")
