import pytest

from tinycrm.errors import AmbiguousError, ConflictError, InvalidError, NotFoundError, UsageError
from tinycrm.store.companies import find_or_create, find_or_create_by_name


def found(crm, given):
    with crm.operation("found"):
        return find_or_create(crm.db, given)


def test_a_company_is_read_back_as_it_was_added(crm):
    id = crm.companies.add(
        name="Engines Ltd",
        website="https://www.engines.example/about",
        industry="Machines",
        tax_id="GB 123",
        payment_terms="30 days",
        email="info@engines.example",
        phone="+44 20 7946 0958",
        tags=["vip", "north"],
        addresses=[{"street": "1 High St", "city": "Leeds"}],
        parent="Mother Inc",
    )
    company = crm.companies.get(id)
    assert company.ref == f"O{id}"
    assert (company.name, company.industry, company.tax_id) == (
        "Engines Ltd",
        "Machines",
        "GB 123",
    )
    assert (company.email, company.phone) == ("info@engines.example", "+44 20 7946 0958")
    assert (company.domain, company.parent, company.tags) == (
        "engines.example",
        "Mother Inc",
        "vip, north",
    )
    assert crm.companies.get("Mother Inc").id == company.parent_id


def test_the_history_says_what_was_done_to_a_company(crm):
    id = crm.companies.add(name="Engines Ltd")
    crm.companies.edit(id, industry="Machines", tax_id="1")
    words = [step.summary for step in crm.history.steps()[:2]]
    assert words == ["edited O1 Engines Ltd: industry, tax id", "added O1 Engines Ltd"]


@pytest.mark.parametrize(
    ("fields", "domain"),
    [
        ({"website": "www.acme.com"}, "acme.com"),
        ({"email": "Ann <ann@Acme.com>"}, "acme.com"),
        ({"email": ["boss@gmail.com", "ann@acme.com"]}, "acme.com"),
        ({"email": "boss@gmail.com"}, None),
        ({"website": "https://a.example", "email": "x@b.example"}, "a.example"),
        ({"domain": "HTTPS://www.Own.example/x", "email": "x@b.example"}, "own.example"),
    ],
)
def test_the_domain_comes_from_the_website_or_an_address_of_its_own(crm, fields, domain):
    id = crm.companies.add(name="Acme", **fields)
    assert crm.companies.get(id).domain == domain


def test_a_domain_that_is_none_is_refused(crm):
    with pytest.raises(InvalidError):
        crm.companies.add(name="Acme", domain="not a domain")
    assert crm.companies.find() == []


def test_the_domain_follows_the_website_but_not_over_one_that_was_given(crm):
    derived = crm.companies.add(name="A", website="old.example")
    given = crm.companies.add(name="B", website="old.example", domain="mine.example")
    for id in (derived, given):
        crm.companies.edit(id, website="https://new.example")
    assert crm.companies.get(derived).domain == "new.example"
    assert crm.companies.get(given).domain == "mine.example"


def test_an_address_gives_a_domain_only_where_there_is_none(crm):
    id = crm.companies.add(name="A")
    crm.companies.edit(id, email="a@first.example")
    crm.companies.edit(id, email="a@second.example")
    assert crm.companies.get(id).domain == "first.example"


@pytest.mark.parametrize("name", [None, "", "   ", "\u200b"])
def test_a_company_needs_a_visible_name(crm, name):
    with pytest.raises(InvalidError):
        crm.companies.add(name=name)
    id = crm.companies.add(name="Acme")
    with pytest.raises(InvalidError):
        crm.companies.edit(id, name=name)


def test_an_unknown_field_names_the_nearest_known_one(crm):
    with pytest.raises(UsageError, match="industri") as caught:
        crm.companies.add(name="Acme", industri="x")
    assert "industry" in caught.value.remedy


def test_a_company_cannot_be_above_itself(crm):
    a = crm.companies.add(name="A")
    b = crm.companies.add(name="B", parent=f"O{a}")
    c = crm.companies.add(name="C", parent="B")
    for parent in ("A", "B", "C"):
        with pytest.raises(ConflictError):
            crm.companies.edit(a, parent=parent)
    crm.companies.edit(c, parent=None)
    crm.companies.edit(a, parent="C")
    assert crm.companies.get(a).parent_id == c
    assert crm.companies.get(b).parent_id == a


def test_an_edit_of_an_older_version_is_a_conflict(crm):
    id = crm.companies.add(name="A")
    version = crm.companies.get(id).version
    crm.companies.edit(id, version, email="a@a.example")
    with pytest.raises(ConflictError):
        crm.companies.edit(id, version, phone="+44 20 7946 0958")
    assert crm.companies.get(id).phone is None


def test_an_edit_that_changes_nothing_leaves_no_step(crm):
    id = crm.companies.add(name="A", email="a@a.example", industry="x", tags=["t"])
    steps = len(crm.history.steps())
    crm.companies.edit(id, name="A", email="a@a.example", industry="x", tags=["T"])
    assert len(crm.history.steps()) == steps
    assert crm.companies.get(id).version == 1


def test_undo_and_redo_of_an_edit_restore_the_company_exactly(crm, dump):
    id = crm.companies.add(name="Acme", email="a@acme.example", tags="old")
    before = dump(crm)
    crm.companies.edit(
        id,
        name="Globex",
        website="globex.example",
        parent="Mother",
        email="b@x.example",
        tags="new",
    )
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


def test_a_known_name_in_another_spelling_is_the_same_company(crm):
    acme = crm.companies.add(name="Acme, Inc.")
    assert found(crm, "ACME GmbH & Co. KG") == acme
    assert found(crm, " acme ") == acme
    assert crm.companies.count() == 1


def test_an_unknown_name_makes_a_company(crm):
    id = found(crm, " Weyland-Yutani Corp ")
    assert crm.companies.get(id).name == "Weyland-Yutani Corp"
    assert found(crm, "weyland yutani") == id


def test_a_reference_wins_over_a_name_and_a_number_without_a_company_is_a_name(crm):
    first = crm.companies.add(name="42")
    assert found(crm, "42") == first
    assert found(crm, "O1") == found(crm, "o1") == found(crm, "1") == found(crm, 1) == first
    o2 = found(crm, "O2")
    assert crm.companies.get(o2).name == "O2"
    assert found(crm, crm.companies.get(first).uid.upper()) == first


def test_an_import_can_ask_for_a_name_whatever_it_looks_like(crm):
    first = crm.companies.add(name="Acme")
    with crm.operation("import"):
        named = find_or_create_by_name(crm.db, "1")
    assert named != first
    assert crm.companies.get(named).name == "1"


def test_of_several_companies_of_a_name_the_exact_spelling_is_meant(crm):
    inc = crm.companies.add(name="Acme Inc")
    crm.companies.add(name="Acme GmbH")
    assert found(crm, "Acme Inc") == inc
    with pytest.raises(AmbiguousError) as caught:
        found(crm, "acme")
    assert caught.value.candidates == [("O1", "Acme Inc"), ("O2", "Acme GmbH")]
    crm.companies.add(name="Acme Inc")
    with pytest.raises(AmbiguousError):
        found(crm, "Acme Inc")


def test_a_company_in_the_trash_is_not_found_by_name_and_refused_by_reference(crm):
    gone = crm.companies.add(name="Acme")
    crm.companies.delete(gone)
    with pytest.raises(NotFoundError, match="trash"):
        found(crm, "O1")
    assert found(crm, "Acme") != gone


def test_a_uid_without_a_company_is_not_a_name(crm):
    with pytest.raises(NotFoundError):
        found(crm, "0197c2a0-0000-7000-8000-000000000000")


def test_a_merged_company_is_found_as_the_one_that_stayed(crm):
    keep, gone = crm.companies.add(name="Globex"), crm.companies.add(name="Acme Inc")
    crm.companies.merge(keep, gone)
    assert found(crm, "acme") == found(crm, f"O{gone}") == keep
    assert crm.companies.count() == 1


def test_the_list_of_companies_is_read_from_an_index(crm):
    sql = (
        "EXPLAIN QUERY PLAN SELECT company.id FROM company WHERE company.archived_at IS NULL"
        f" AND company.deleted_at IS NULL ORDER BY {crm.companies.default_order} LIMIT 50"
    )
    plan = " ".join(str(row[3]) for row in crm.db.rows(sql))
    assert "ix_company_live_sort_key" in plan
    assert "TEMP B-TREE" not in plan


def test_finding_a_company_by_name_reads_an_index(crm):
    sql = "EXPLAIN QUERY PLAN SELECT id FROM company WHERE name_key = 'x' AND deleted_at IS NULL"
    assert "ix_company_name_key" in str(crm.db.rows(sql))
