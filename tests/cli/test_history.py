"""`undo`, `redo` and `history`."""

import json

import pytest

from tests.cli.conftest import Run
from tinycrm.crm import Crm


@pytest.fixture
def deal(run: Run) -> None:
    run("add-deal", "--title", "Website")
    run("move-deal", "D1", "Proposal")
    run("move-deal", "D1", "Negotiation")


def stage(crm: Crm) -> str:
    return crm.deals.get("D1").stage


def step_of(run: Run, words: str) -> str:
    """The number of the step that the history tells in these words."""
    steps = json.loads(run("history", "--json").out)
    (found,) = [step["id"] for step in steps if words in step["summary"] and not step["undoes"]]
    return str(found)


def test_the_last_step_is_undone_and_done_again(run: Run, crm: Crm, deal: None) -> None:
    words = "moved D1 Website from Proposal to Negotiation"
    undone = run("undo")
    assert (undone.out, undone.err) == (f"undid: {words}\n", "")
    assert stage(crm) == "Proposal"
    assert run("redo").out == f"redid: {words}\n"
    assert stage(crm) == "Negotiation"


def test_several_steps_are_undone_with_a_count(run: Run, crm: Crm, deal: None) -> None:
    assert run("undo", "--count", "2").out.count("undid: moved D1") == 2
    assert stage(crm) == "Lead"
    run("redo", "--count", "2")
    assert stage(crm) == "Negotiation"


def test_a_given_step_is_undone_and_later_ones_stay(run: Run, crm: Crm, deal: None) -> None:
    run("add-task", "Ring Ada")
    run("undo", "--step", step_of(run, "to Negotiation"))
    assert (stage(crm), crm.tasks.count()) == ("Proposal", 1)
    run("undo", "--step", "1", "--count", "2", code=2)
    run("undo", "--step", "999", code=3)


def test_a_step_that_later_ones_build_on_is_not_undone(run: Run, crm: Crm, deal: None) -> None:
    run("undo", "--step", step_of(run, "added D1"), code=6)
    assert stage(crm) == "Negotiation"


def test_undoing_more_than_there_is_tells_what_was_undone(run: Run, crm: Crm, deal: None) -> None:
    result = run("undo", "--count", "9", code=3)
    assert len(result.out.splitlines()) == 3
    assert "nothing to undo" in result.err
    assert crm.deals.count("status:any") == 0


def test_without_an_undo_there_is_nothing_to_redo(run: Run, deal: None) -> None:
    run("redo", code=3)


def test_the_steps_undone_are_told_as_json(run: Run, deal: None) -> None:
    (step,) = json.loads(run("undo", "--json").out)
    assert step["summary"] == "moved D1 Website from Proposal to Negotiation"
    assert step["undone_by"] > step["id"]


def test_the_history_says_who_did_what_with_which_program(
    run: Run, deal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "ada")
    run("add-task", "Ring Ada")
    (line,) = run("history", "--limit", "1").out.splitlines()
    number, at, *words = line.split("\t")
    assert int(number) > 1
    assert at.endswith("Z")
    assert words == ["added T1 Ring Ada", "ada", "cli", "", "1"]


def test_the_history_says_by_which_step_one_was_undone(run: Run, deal: None) -> None:
    run("undo")
    undo, undone = (line.split("\t") for line in run("history", "--limit", "2").out.splitlines())
    assert undo[2].startswith("undid: moved D1")
    assert undone[5] == undo[0]


def test_the_history_of_a_record_by_any_name_is_its_own(run: Run, deal: None) -> None:
    run("add-task", "Ring Ada")
    for given in ("D1", "d1", "website"):
        lines = run("history", given).out.splitlines()
        assert len(lines) == 3
        assert all("D1" in line for line in lines)
    assert len(run("history", "D1", "--ids").out.splitlines()) == 3


def test_a_record_that_is_gone_still_has_its_history(run: Run, deal: None) -> None:
    run("undo", "--count", "3")
    assert "added D1 Website" in run("history", "D1").out
    run("history", "D77", code=3)
    run("history", "nobody", code=3)


def test_no_escape_sequence_reaches_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add-task", "[/bold]\x1b]52;c;RVZJTA==\x07")
    assert "[/bold]␛]52" in run("history").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b]" not in run("history").out
    assert "\x1b]" not in run("undo").out


def test_a_step_is_told_field_by_field(run: Run, deal: None) -> None:
    step = step_of(run, "to Negotiation")
    assert run("history", "--step", step).out == (
        "D1\tWebsite\tdeal\tchanged\tstage\tProposal\tNegotiation\n"
    )
    (found,) = json.loads(run("history", "--step", step, "--json").out)
    assert (found["before"], found["after"]) == ("Proposal", "Negotiation")
    run("history", "--step", "999", code=3)
    run("history", "D1", "--step", step, code=2)


def test_steps_before_a_given_one_are_listed(run: Run, deal: None) -> None:
    step = step_of(run, "to Negotiation")
    assert run("history", "--before", step, "--limit", "1", "--ids").out == f"{int(step) - 1}\n"
