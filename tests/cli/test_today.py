"""`today`: the agenda for a person and for a program."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def agenda(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace")
    run("add-task", "Ring Ada", "--for", "C1", "--due", "2020-01-02")
    run("add-task", "Send the offer", "--due", "today", "--priority", "high")
    run("add-task", "Someday")
    run("add-task", "Later", "--due", "2100-01-01")
    run("add-deal", "--title", "Website", "--contact", "C1", "--set", "opened_at=2020-01-01")


def test_what_is_overdue_comes_first_and_each_line_says_why(run: Run, agenda: None) -> None:
    lines = [line.split("\t") for line in run("today").out.splitlines()]
    assert [(line[0], line[1], line[4], line[5]) for line in lines] == [
        ("T1", "overdue", "Ring Ada", "Ada Lovelace"),
        ("T2", "due", "Send the offer", ""),
        ("D1", "stale", "Website", "Ada Lovelace"),
    ]
    assert (lines[0][3], lines[1][6]) == ("2020-01-02", "high")


def test_the_agenda_as_json_names_the_command_that_helps(run: Run, agenda: None) -> None:
    items = json.loads(run("today", "--json").out)
    assert [item["command"] for item in items][:2] == ["crm done T1", "crm done T2"]
    assert run("today", "--ids", "--limit", "2").out == "T1\nT2\n"
    assert run("today", "--format", "{ref}: {title}", "--limit", "1").out == "T1: Ring Ada\n"


def test_an_empty_day_is_an_empty_list_for_programs(run: Run) -> None:
    assert run("today").out == ""
    assert run("today", "--json").out == "[]\n"


def test_a_person_is_told_that_nothing_wants_doing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("list-tasks")
    monkeypatch.setenv("FORCE_COLOR", "1")
    empty = run("today")
    assert (empty.out, empty.err) == ("", "Nothing wants doing today.\n")


def test_on_a_terminal_overdue_is_red_and_no_line_is_wider_than_it(
    run: Run, agenda: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add-task", "[/bold]\x1b]52;c;RVZJTA==\x07" + "x" * 200, "--due", "2020-01-01")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("today").out
    assert "\x1b[31m" in shown
    assert "\x1b]" not in shown
    assert "[/bold]␛]52" in shown
    assert len(shown.splitlines()) == 4
    assert "T5" in shown
