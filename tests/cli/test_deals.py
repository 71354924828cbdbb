"""`add-deal`, `edit-deal`, `move-deal` and the other commands about deals."""

import json

import pytest

from tests.cli.conftest import Run
from tinycrm.crm import Crm


@pytest.fixture
def deal(run: Run) -> str:
    """A deal with Ada of the Engines Ltd, in Proposal."""
    run(
        "add-contact",
        "--name",
        "Ada Lovelace",
        "--email",
        "ada@example.com",
        "--company",
        "Engines",
    )
    run("add-contact", "--name", "Grace Hopper")
    added = run(
        *("add-deal", "--title", "Engine No. 2", "--contact", "C1", "--amount", "1.200,50 EUR"),
        *("--stage", "Proposal", "--close", "2026-12-31", "--tag", "big", "--tag", "engine"),
    )
    return added.out.strip()


def of(crm: Crm, field: str, given: str = "D1") -> object:
    return getattr(crm.deals.get(given), field)


def test_a_new_deal_prints_its_reference_and_nothing_else(run: Run, crm: Crm, deal: str) -> None:
    assert deal == "D1"
    held = crm.deals.get("D1")
    assert (held.title, held.amount, held.currency) == ("Engine No. 2", 120050, "EUR")
    assert (held.contact, held.company, held.stage) == ("Ada Lovelace", "Engines", "Proposal")
    assert (held.expected_close_on, held.tags) == ("2026-12-31", "big, engine")


def test_every_option_of_a_deal_reaches_its_field(run: Run, crm: Crm, deal: str) -> None:
    run("add-pipeline", "Projects", "--stage", "Idea:10")
    run(
        *("add-deal", "--title", "App", "--company", "Navy", "--amount", "3k", "--currency", "usd"),
        *("--pipeline", "Projects", "--probability", "33%", "--source", "web", "--type", "new"),
        *("--owner", "me", "--next-step", "call", "--set", "about=all of it"),
    )
    held = crm.deals.get("D2")
    assert (held.company, held.amount, held.currency) == ("Navy", 300000, "USD")
    assert (held.pipeline, held.stage, held.own_probability) == ("Projects", "Idea", 33)
    assert (held.source, held.type, held.owner) == ("web", "new", "me")
    assert (held.next_step, held.about) == ("call", "all of it")


def test_people_come_into_a_new_deal_with_their_roles(run: Run, crm: Crm, deal: str) -> None:
    run(
        *("add-deal", "--title", "Two", "--contact", "ada@example.com:decision maker"),
        *("--contact", "Grace Hopper"),
    )
    people = [(each.ref, each.role) for each in crm.deals.contacts_of("D2")]
    assert people == [("C1", "decision maker"), ("C2", None)]


def test_an_edit_leaves_alone_what_it_does_not_name(run: Run, crm: Crm, deal: str) -> None:
    assert run("edit-deal", "D1", "--amount", "3k").out == "D1\n"
    held = crm.deals.get("D1")
    assert (held.amount, held.contact, held.tags) == (300000, "Ada Lovelace", "big, engine")


def test_an_empty_option_empties_its_field(run: Run, crm: Crm, deal: str) -> None:
    run("edit-deal", "D1", "--close", "", "--contact", "", "--tag", "", "--amount", "")
    held = crm.deals.get("D1")
    assert (held.expected_close_on, held.contact, held.tags, held.amount) == (None,) * 4


def test_an_edit_that_names_nothing_is_refused(run: Run, crm: Crm, deal: str) -> None:
    run("edit-deal", "D1", code=2)
    assert crm.deals.get("D1").version == 1


def test_an_edit_of_a_version_that_is_gone_is_a_conflict(run: Run, crm: Crm, deal: str) -> None:
    run("edit-deal", "D1", "--amount", "1", "--version", "1")
    run("edit-deal", "D1", "--amount", "2", "--version", "1", code=6)
    assert of(crm, "amount") == 100


@pytest.mark.parametrize(
    ("to", "stage"),
    [("Negotiation", "Negotiation"), ("next", "Negotiation"), ("prev", "Qualified")],
)
def test_a_deal_moves_to_a_stage_or_to_the_one_beside(
    run: Run, crm: Crm, deal: str, to: str, stage: str
) -> None:
    moved = run("move-deal", "D1", to)
    assert (moved.out, moved.err) == ("D1\n", "")
    assert of(crm, "stage") == stage


def test_won_is_no_stage_and_the_answer_says_which_command_it_is(run: Run, deal: str) -> None:
    assert "crm win-deal" in run("move-deal", "D1", "won", code=2).err
    assert "Negotiation" in run("move-deal", "D1", "nowhere", code=3).err


def test_a_deal_is_won_for_another_amount_and_reopened(run: Run, crm: Crm, deal: str) -> None:
    assert run("win-deal", "D1", "--amount", "4000").out == "D1\n"
    assert (of(crm, "status"), of(crm, "amount")) == ("won", 400000)
    run("win-deal", "D1", code=6)
    assert run("reopen-deal", "D1").out == "D1\n"
    assert of(crm, "status") == "open"


def test_a_deal_is_lost_with_reason_and_competitor(run: Run, crm: Crm, deal: str) -> None:
    run("lose-deal", "D1", "--reason", "price", "--competitor", "Babbage")
    held = crm.deals.get("D1")
    assert (held.status, held.lost_reason, held.competitor) == ("lost", "price", "Babbage")


def test_a_deal_cannot_be_won_in_the_future(run: Run, crm: Crm, deal: str) -> None:
    run("win-deal", "D1", "--at", "tomorrow", code=5)
    assert of(crm, "status") == "open"


def test_a_person_comes_into_a_deal_with_a_role_and_goes_again(
    run: Run, crm: Crm, deal: str
) -> None:
    assert run("link-deal", "D1", "C2", "--role", "decision maker").out == "D1\n"
    assert [(each.ref, each.role) for each in crm.deals.contacts_of("D1")][1:] == [
        ("C2", "decision maker")
    ]
    assert run("unlink-deal", "D1", "C2").out == "D1\n"
    run("unlink-deal", "D1", "C2", code=3)


def test_a_wrong_amount_is_refused_and_adds_nothing(run: Run, crm: Crm, deal: str) -> None:
    error = run("add-deal", "--title", "X", "--amount", "lots", "--json", code=5).err
    assert json.loads(error)["error"]["kind"] == "invalid"
    assert crm.deals.count("status:open,won,lost") == 1


def test_a_deal_as_json_has_money_twice_and_its_people(run: Run, deal: str) -> None:
    shape = json.loads(run("edit-deal", "D1", "--type", "new", "--json").out)
    assert (shape["ref"], shape["amount"], shape["amount_minor"]) == ("D1", "1200.50", 120050)
    assert [each["ref"] for each in shape["contacts"]] == ["C1"]
