"""The parts that people have in a deal."""

import pytest


@pytest.fixture
def deal(crm) -> str:
    crm.contacts.add(name="Ada")
    crm.contacts.add(name="Bob")
    id = crm.deals.add(title="Engine", contact=[{"contact": "C1", "role": "buyer"}, "C2"])
    return f"D{id}"


def roles(crm, deal: str) -> list[tuple[str, str | None]]:
    return [(person.ref, person.role) for person in crm.deals.contacts_of(deal)]


def test_a_part_is_kept_unless_another_one_is_given(crm, deal: str) -> None:
    crm.deals.edit(deal, contact=["C1", {"contact": "C2", "role": None}])
    assert roles(crm, deal) == [("C1", "buyer"), ("C2", None)]
    crm.deals.add_contact(deal, "C1")
    assert roles(crm, deal) == [("C1", "buyer"), ("C2", None)]


def test_an_empty_part_takes_one_away(crm, deal: str) -> None:
    crm.deals.edit(deal, contact=[{"contact": "C1", "role": ""}, "C2"])
    assert roles(crm, deal) == [("C1", None), ("C2", None)]
    crm.history.undo()
    assert roles(crm, deal) == [("C1", "buyer"), ("C2", None)]


def test_nothing_is_written_where_there_was_no_part_to_take_away(crm, deal: str) -> None:
    version = crm.deals.get(deal).version
    crm.deals.edit(deal, contact=["C1", {"contact": "C2", "role": ""}])
    assert crm.deals.get(deal).version == version
