"""`pipeline`: the board as text, as tab-separated lines and as JSON."""

import json
import re

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def board(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--company", "Engines")
    deal = ("add-deal", "--title")
    run(*deal, "Logo", "--amount", "100.01 EUR")
    run(*deal, "Site", "--amount", "50 USD", "--contact", "C1", "--close", "2030-01-31")
    run(*deal, "Talk", "--currency", "EUR")
    run(*deal, "Engine", "--amount", "5000 EUR", "--stage", "Proposal")
    run(*deal, "Gone", "--amount", "7000 EUR", "--stage", "Proposal")
    run("win-deal", "Gone")


def test_each_line_of_the_board_says_what_it_is(run: Run, board: None) -> None:
    lines = [line.split("\t") for line in run("pipeline").out.splitlines()]
    assert [line[1:] for line in lines if line[0] == "stage"] == [
        ["Lead", "3"],
        ["Qualified", "0"],
        ["Proposal", "1"],
        ["Negotiation", "0"],
    ]
    assert [line[1:] for line in lines if line[0] == "sum"] == [
        ["Lead", "EUR", "100.01", "10.00"],
        ["Lead", "USD", "50.00", "5.00"],
        ["Proposal", "EUR", "5000.00", "2500.00"],
    ]
    deals = {line[2]: line for line in lines if line[0] == "deal"}
    assert deals["D2"] == [
        *("deal", "Lead", "D2", "Site", "Ada Lovelace", "Engines", "50.00", "USD", "2030-01-31")
    ]
    assert deals["D3"][6] == ""
    assert "D5" not in deals


def test_the_board_as_json_has_exact_sums_and_whole_deals(run: Run, board: None) -> None:
    found = json.loads(run("pipeline", "Sales", "--json").out)
    assert (found["pipeline"], found["deals"], found["without_amount"]) == ("Sales", 4, 1)
    assert found["sums"][0] == {
        "currency": "EUR",
        "deals": 2,
        "amount": "5100.01",
        "amount_minor": 510001,
        "weighted": "2510.00",
        "weighted_minor": 251000,
    }
    proposal = found["stages"][2]
    assert (proposal["name"], proposal["probability"]) == ("Proposal", 50)
    (card,) = proposal["cards"]
    assert (card["ref"], card["amount_minor"], card["stale"]) == ("D4", 500000, False)


def test_a_limit_cuts_the_deals_but_not_the_figures(
    run: Run, board: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = run("pipeline", "--limit", "1").out.splitlines()
    assert len([line for line in lines if line.startswith("deal")]) == 2
    assert "stage\tLead\t3" in lines
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "… 2 more" in run("pipeline", "--limit", "1").out


def test_an_unknown_pipeline_names_those_there_are(run: Run) -> None:
    assert "Sales" in run("pipeline", "Nowhere", code=3).err


def test_on_a_narrow_terminal_titles_give_way_and_money_does_not(
    run: Run, board: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add-deal", "--title", "[/red]\x1b[2J" + "x" * 200, "--amount", "9 EUR", "--contact", "C1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", run("pipeline").out).splitlines()
    assert max(map(len, lines)) <= 70
    (long,) = [line for line in lines if "[/red]␛[2J" in line]
    assert long.startswith("D6")
    assert "€ 9" in long
    assert any("All · 5" in line and "€ 5,109.01" in line for line in lines)
