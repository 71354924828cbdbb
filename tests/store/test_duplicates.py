import csv
from pathlib import Path

import pytest

from tinycrm.errors import ConflictError, NotFoundError, UsageError
from tinycrm.store import blocking
from tinycrm.store.duplicates import dismiss, find, groups, merge_exact

SAMPLE = Path(__file__).parent.parent / "data" / "atomiccrm_contacts_500.csv"


def pairs(crm, noun="contact", **options):
    return [{pair.a, pair.b} for pair in find(crm.db, noun, **options)]


def add(crm, name, **fields):
    return crm.contacts.add(name=name, **fields)


# Finding


def test_pairs_come_with_points_and_reasons_the_likeliest_first(crm):
    ada = add(crm, "Ada Lovelace", email="ada@x.example")
    same = add(crm, "Lovelace, Ada", email="ADA@x.example")
    bob = add(crm, "Bob Smith", company="Acme")
    robert = add(crm, "Robert Smith", company="ACME Ltd")
    found = list(find(crm.db, "contact"))
    assert [(pair.a, pair.b, pair.points) for pair in found] == [
        (ada, same, 100),
        (bob, robert, 84),
    ]
    assert found[0].reasons[0] == "same e-mail ada@x.example"
    assert pairs(crm, minimum=90) == [{ada, same}]
    assert pairs(crm, limit=1) == [{ada, same}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"name": "Jon Smith", "phone": "+44 20 7946 0958"},
            {"name": "John Smith", "phone": "020 7946 0958"},
        ),
        ({"name": "Peggy Doe", "company": "Acme"}, {"name": "Margaret Doe", "company": "acme"}),
        ({"name": "J. Smith", "company": "Acme"}, {"name": "John Smith", "company": "Acme"}),
        ({"name": "Ada Lovelace", "company": "Acme"}, {"name": "Ada Lovelcae", "company": "Acme"}),
        (
            {"name": "Malron Schmidt", "company": "Acme"},
            {"name": "Marlon Schmidt", "company": "Acme"},
        ),
        (
            {"name": "Adelaide Doe", "birthday": "1990-01-02"},
            {"name": "Addie Doe", "birthday": "1990-01-02"},
        ),
        ({"name": "Jörg Müller"}, {"name": "Mueller Joerg"}),
        (
            {"name": "Ada Doe", "email": "adadoe+x@gmail.com"},
            {"name": "Doe Ada", "email": "ada.doe@gmail.com"},
        ),
        (
            {"name": "J. Doe", "email": "jd@acme.example"},
            {"name": "Jane Doe", "email": "jane.doe@acme.example"},
        ),
    ],
)
def test_a_pair_is_found_among_others(crm, one, other):
    for name in ("Homer Simpson", "Marge Simpson", "Grace Hopper"):
        add(crm, name, company="Acme", email="office@acme.example")
    pair = {crm.contacts.add(**one), crm.contacts.add(**other)}
    assert pairs(crm) == [pair]


def test_with_less_asked_for_similar_names_alone_are_listed(crm):
    pair = {add(crm, "Bob Smith"), add(crm, "Robert Smith")}
    assert pairs(crm) == []
    assert pairs(crm, minimum=60) == [pair]


def test_a_couple_at_one_telephone_stays_two(crm):
    add(crm, "Homer Simpson", phone="+1 415 555 0100", email="s@x.example")
    add(crm, "Marge Simpson", phone="+1 415 555 0100", email="s@x.example")
    assert pairs(crm) == []


def test_the_marlon_schmidts_of_three_firms_stay_three(crm):
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with crm.operation("import"):
        for row in rows:
            add(
                crm,
                f"{row['first_name']} {row['last_name']}",
                company=row["company"],
                email=[row[f"email_{kind}"] for kind in ("work", "home", "other")],
                phone=[row[f"phone_{kind}"] for kind in ("work", "home", "other")],
            )
    marlons = {id for (id,) in crm.db.rows("SELECT id FROM contact WHERE name = 'Marlon Schmidt'")}
    assert len(marlons) == 3
    assert all(len(pair & marlons) < 2 for pair in pairs(crm))
    assert merge_exact(crm.db, "contact") == []


def test_the_trash_is_left_out_and_the_archive_is_not(crm):
    ada, same = add(crm, "Ada Doe", email="a@x.example"), add(crm, "Ada Doe", email="a@x.example")
    crm.contacts.archive(ada)
    assert pairs(crm) == [{ada, same}]
    crm.contacts.delete(same)
    assert pairs(crm) == []


def test_firms_are_found_by_domain_name_and_initials(crm):
    acme = crm.companies.add(name="Acme GmbH", website="https://www.acme.example")
    same = crm.companies.add(name="ACME", domain="acme.example")
    ibm = crm.companies.add(name="IBM", phone="+1 415 555 0100")
    long = crm.companies.add(name="International Business Machines", phone="+1 415 555 0100")
    crm.companies.add(name="Other", phone="+1 415 555 0100")
    assert pairs(crm, "company") == [{acme, same}, {ibm, long}]


def test_a_daughter_of_the_same_name_is_no_duplicate(crm):
    crm.companies.add(name="Acme", domain="acme.example")
    crm.companies.add(name="Acme GmbH", domain="acme.example", parent="O1")
    assert pairs(crm, "company") == []


def test_pairs_are_looked_at_again_when_they_are_given_out(crm):
    ids = [add(crm, "Ada Doe", email="a@x.example") for _ in range(3)]
    found = find(crm.db, "contact")
    first = next(found)
    crm.contacts.merge(first.a, first.b)
    left = {*ids} - {first.b}
    assert [{pair.a, pair.b} for pair in found] == [left]


# Large blocks


def test_a_large_block_is_cut_by_the_other_keys_of_its_members():
    keys = {id: {"all", f"one of {id // 2}"} for id in range(20 * blocking.LARGEST)}
    blocks = blocking.Blocks()
    blocks.fill(keys.items())
    blocks.cut(lambda ids: [(id, keys[id]) for id in ids])
    found = list(blocks.pairs())
    blocks.close()
    assert {(id, id + 1) for id in range(0, len(keys), 2)} <= {*found}
    assert len(found) <= len(keys) * blocking.NEIGHBOURS


def test_a_pair_is_found_in_a_crowd_with_one_address(crm):
    with crm.operation("crowd"):
        for number in range(blocking.LARGEST * 2):
            add(crm, f"{chr(97 + number % 26)}{number} Crowd", email="info@acme.example")
        pair = {add(crm, "Ada Doe", email="info@acme.example", phone="+44 20 7946 0958")}
        pair |= {add(crm, "Doe, Ada", email="info@acme.example", phone="+44 20 7946 0959")}
    assert pairs(crm) == [pair]


def test_many_copies_of_one_are_all_merged(crm):
    with crm.operation("crowd"):
        ids = [add(crm, "Ada Doe", email="ada@x.example") for _ in range(2 * blocking.LARGEST)]
    (merge,) = merge_exact(crm.db, "contact")
    assert (merge.kept, *merge.gone) == tuple(ids)
    assert crm.contacts.count() == 1


# Of whom somebody said that they are two


def test_a_dismissed_pair_stays_away_until_that_is_undone(crm, dump):
    ada, same = add(crm, "Ada Doe", email="a@x.example"), add(crm, "Ada Doe", email="a@x.example")
    before = dump(crm)
    assert dismiss(crm.db, f"C{same}", f"C{ada}") == ("contact", same, ada)
    assert crm.history.steps()[0].summary.startswith(f"noted that C{same} Ada Doe")
    assert crm.history.steps(record=f"C{ada}")[0].kind == "duplicate.dismiss"
    assert pairs(crm) == []
    assert merge_exact(crm.db, "contact") == []
    steps = len(crm.history.steps())
    dismiss(crm.db, f"C{ada}", f"C{same}")
    assert len(crm.history.steps()) == steps
    crm.history.undo()
    assert dump(crm) == before
    assert pairs(crm) == [{ada, same}]


def test_firms_are_dismissed_as_well(crm):
    for name in ("Acme", "Acme Ltd"):
        crm.companies.add(name=name, domain="acme.example")
    dismiss(crm.db, "O1", "O2")
    assert pairs(crm, "company") == []


def test_only_two_of_a_kind_can_be_told_apart(crm):
    add(crm, "Ada Doe", company="Acme")
    with pytest.raises(ConflictError):
        dismiss(crm.db, "C1", "C1")
    with pytest.raises(UsageError):
        dismiss(crm.db, "C1", "O1")
    with pytest.raises(NotFoundError):
        dismiss(crm.db, "C1", "C7")


def test_whoever_is_merged_stays_somebody_else_than_the_third(crm, dump):
    a, b, c, d = (add(crm, name) for name in ("Ada", "Bea", "Cleo", "Dora"))
    for one, other in ((a, b), (b, c), (a, d), (b, d)):
        dismiss(crm.db, f"C{one}", f"C{other}")
    before = dump(crm)
    crm.contacts.merge(c, b)
    rows = "SELECT contact_a_id, contact_b_id FROM not_duplicate ORDER BY 1, 2"
    assert crm.db.rows(rows) == [(a, c), (a, d), (c, d)]
    crm.contacts.merge(c, d)
    assert crm.db.rows(rows) == [(a, c)]
    crm.history.undo()
    crm.history.undo()
    assert dump(crm) == before


# Merging what is certain


def test_certain_duplicates_are_merged_through_others_in_one_step(crm, dump):
    a = add(crm, "Ada Lovelace", email="a@x.example")
    b = add(crm, "Ada Lovelace", email=["a@x.example", "b@x.example"])
    c = add(crm, "Lovelace, Ada", email="b@x.example", phone="+44 20 7946 0958")
    add(crm, "A. Lovelace", email="b@x.example")
    before, steps = dump(crm), len(crm.history.steps())
    assert merge_exact(crm.db, "contact", dry_run=True) == [(a, (b, c))]
    assert dump(crm) == before
    assert merge_exact(crm.db, "contact") == [(a, (b, c))]
    assert crm.contacts.get(a).phone == "+44 20 7946 0958"
    assert crm.contacts.count() == 2
    assert len(crm.history.steps()) == steps + 1
    assert crm.history.steps()[0].summary == "merged 2 contacts that were there already"
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


def test_the_one_with_most_activities_is_kept(crm):
    old, busy = (add(crm, "Ada Doe", email="a@x.example") for _ in range(2))
    crm.activities.log("call", f"C{busy}", "hello")
    assert merge_exact(crm.db, "contact") == [(busy, (old,))]


def test_a_group_with_two_who_differ_is_left_to_a_person(crm):
    for name in ("Alexander Smith", "Alex Smith", "Alexandra Smith"):
        add(crm, name, email="smith@x.example")
    assert len(pairs(crm, minimum=100)) == 2
    assert merge_exact(crm.db, "contact") == []
    assert crm.contacts.count() == 3


def test_a_group_of_whom_two_were_dismissed_is_left_to_a_person(crm):
    ids = [add(crm, "Ada Doe", email="a@x.example") for _ in range(3)]
    dismiss(crm.db, f"C{ids[0]}", f"C{ids[2]}")
    assert merge_exact(crm.db, "contact") == []


def test_firms_that_are_certain_are_merged_with_their_people(crm):
    crm.companies.add(name="Acme GmbH", domain="acme.example")
    crm.companies.add(name="acme", domain="acme.example")
    ada = crm.contacts.add(name="Ada", company="O2")
    assert merge_exact(crm.db, "company") == [(1, (2,))]
    assert crm.contacts.get(ada).company_id == 1


def test_nothing_certain_leaves_no_step(crm):
    add(crm, "Ada Doe")
    steps = len(crm.history.steps())
    assert merge_exact(crm.db, "contact") == []
    assert len(crm.history.steps()) == steps


def test_groups_connect_through_others():
    assert groups([(5, 3), (9, 8), (1, 5)]) == [[1, 3, 5], [8, 9]]


def test_a_new_person_is_compared_in_the_same_way(crm):
    add(crm, "Homer Simpson", phone="+1 415 555 0100")
    marge = add(crm, "Marge Simpson", phone="+1 415 555 0100")
    assert crm.contacts.lookalikes(marge) == []
    again = add(crm, "H. Simpson", phone="+1 415 555 0100")
    assert [(one.name, one.same) for one in crm.contacts.lookalikes(again)] == [
        ("Homer Simpson", "phone number")
    ]


def test_a_new_person_is_known_by_other_forms_of_the_name(crm):
    crm.contacts.add(name="Jörg Müller")
    for name in ("Joerg Mueller", "Müller Jörg", "Mueller Joerg", "Jorg Muller"):
        with crm.operation("trial"):
            id = crm.contacts.add(name=name)
            first = crm.contacts.lookalikes(id)[0]
        assert (first.name, first.same) in [
            ("Jörg Müller", "name"), ("Jörg Müller", "name in another form")
        ], name  # fmt: skip
        crm.history.undo()
    joerg = crm.contacts.add(name="Joerg Mueller")
    assert [one.same for one in crm.contacts.lookalikes(1)] == ["name in another form"]
    assert crm.contacts.lookalikes(joerg)


def test_a_new_firm_is_known_by_its_name_and_its_domain(crm):
    crm.companies.add(name="Acme GmbH", website="https://acme.example")
    by_name = crm.companies.add(name="ACME Inc.")
    assert [(one.name, one.same) for one in crm.companies.lookalikes(by_name)] == [
        ("Acme GmbH", "name")
    ]
    by_domain = crm.companies.add(name="Acme Europe", domain="acme.example")
    assert ("Acme GmbH", "domain") in [
        (one.name, one.same) for one in crm.companies.lookalikes(by_domain)
    ]
    crm.companies.add(name="Other")
    assert crm.companies.lookalikes(4) == []
