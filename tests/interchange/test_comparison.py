"""Two records side by side."""

from tinycrm.crm import Crm
from tinycrm.interchange.comparison import Facing, compare
from tinycrm.store.merge import merge


def test_two_people_stand_side_by_side_field_by_field(crm: Crm) -> None:
    crm.fields.add("contact", "region")
    crm.contacts.add(
        name="Ada Lovelace", email="ada@a.example", company="Engines", job_title="Boss", region="n"
    )
    crm.contacts.add(
        name="Ada Lovelace", email="ada@b.example", company="Mills", tags=["vip"], region="s"
    )
    found = {each.field: each for each in compare(crm, "contact", 1, 2)}
    assert found["name"] == Facing("name", "Ada Lovelace", "Ada Lovelace", False, False)
    assert found["company"] == Facing("company", "Engines", "Mills", True, True)
    assert found["job_title"] == Facing("job_title", "Boss", "", False, False)
    assert found["email"] == Facing("email", "ada@a.example", "ada@b.example", True, False)
    assert found["tags"] == Facing("tags", "", "vip", False, False)
    assert found["region"] == Facing("region", "n", "s", True, True)
    assert not {"id", "uid", "version", "custom", "company_ref"} & set(found)


def test_every_field_that_asks_can_be_chosen_in_a_merge(crm: Crm) -> None:
    crm.fields.add("company", "region")
    for name, parent in (("Engines", "North"), ("Engine Works", "South")):
        crm.companies.add(
            name=name, parent=parent, domain=f"{parent}.example", industry=parent, size=name,
            type=parent, tax_id=name, payment_terms=name, about=name, owner=name, region=parent,
            website=f"https://{parent}.example",
        )  # fmt: skip
    one, other = (crm.companies.id(name) for name in ("Engines", "Engine Works"))
    before = compare(crm, "company", one, other)
    asked = [each for each in before if each.asks]
    assert len(asked) >= 10
    merge(crm.db, "company", one, other, choices={each.field: "other" for each in asked})
    kept = {each.field: each.keep for each in compare(crm, "company", one, one)}
    assert all(kept[each.field] == each.other for each in asked)
