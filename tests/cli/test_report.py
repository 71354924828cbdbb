"""`report month`."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def deals(run: Run) -> None:
    run("config", "currency", "EUR")
    run("add-deal", "--title", "Engine", "--amount", "1000", "--stage", "Proposal")
    run("add-deal", "--title", "Logo", "--amount", "400")
    run("win-deal", "D2")
    run("config", "goal.month", "800")


def test_the_month_is_told_in_lines_of_columns(run: Run) -> None:
    (line,) = run("report", "month").out.splitlines()
    cells = line.split("\t")
    assert cells[:3] == ["EUR", "400.00", "1"]
    assert cells[5].split() == ["0.00"] * 7 + ["400.00"]
    assert cells[6:] == ["1000.00", "1", "500.00", "0.00", "0.00", "500.00", "800.00", "50"]


def test_the_month_is_told_as_json(run: Run) -> None:
    (euros,) = json.loads(run("report", "month", "--json").out)
    assert (euros["won"], euros["won_minor"], euros["won_deals"]) == ("400.00", 40000, 1)
    assert (euros["goal_minor"], euros["reached"], euros["change"]) == (80000, 50, None)
    assert euros["weeks_minor"][-1] == 40000
    assert json.loads(run("report", "month", "--jsonl").out) == euros


def test_the_month_is_laid_out_for_a_person(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    out = run("report", "month").out
    assert "▁▁▁▁▁▁▁█  in 1 deal" in out
    assert "50 % reached" in out


def test_an_unknown_report_is_refused(run: Run) -> None:
    assert "Did you mean “month”?" in run("report", "mont", code=2).err
    run("report", code=2)


def test_a_goal_is_an_amount(run: Run) -> None:
    assert run("config", "goal.month", "17k EUR").out == "17000.00 EUR\n"
    run("config", "goal.month", "much", code=5)
