"""What a person sees: tables that fit the terminal, and a pager for what is longer than it."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.on_terminal import on_terminal

MARKING_PAGER = f"{sys.executable} -c \"import sys; print('<' + sys.stdin.read() + '>')\""


@pytest.fixture
def screen(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command on a terminal of a given size, and returns what it would show."""
    monkeypatch.setenv("TINYCRM_DB", str(path))
    monkeypatch.setenv("PAGER", MARKING_PAGER)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)

    def call(*arguments: str, columns: int = 80, lines: int = 24) -> str:
        shown = on_terminal(*arguments, size=(columns, lines))
        assert shown.code == 0, shown
        return re.sub(r"\x1b\[[0-9;]*m", "", shown.out)

    return call


@pytest.fixture
def people(run: Run) -> None:
    lines = [
        {
            "name": f"Ada Countess of Lovelace the {number}.",
            "email": f"ada.lovelace.{number}@example.com",
            "phone": f"+4420794609{number:02}",
            "company": "Engines and Further Machinery Limited",
            "tags": ["vip"],
        }
        for number in range(30)
    ]
    run("add-contact", "-", stdin="\n".join(map(json.dumps, lines)))


def test_a_narrow_terminal_goes_without_a_column_rather_than_cutting_addresses(
    people: None, screen
) -> None:
    heading, first, *_ = screen("list-contacts", "--limit", "3", columns=66).splitlines()
    assert heading.split() == ["Name", "Company", "E-mail"]
    assert "ada.lovelace.0@example.com" in first


def test_a_wide_terminal_shows_every_column_that_holds_something(people: None, screen) -> None:
    heading, first, *_ = screen("list-contacts", "--limit", "3", columns=160).splitlines()
    assert heading.split() == ["Name", "Company", "E-mail", "Phone", "Tags"]
    assert "Engines and Further Machinery Limited" in first


@pytest.mark.parametrize("columns", [20, 33, 40, 60, 79])
def test_no_line_is_wider_than_the_terminal(people: None, screen, columns: int) -> None:
    lines = screen("list-contacts", "--limit", "3", columns=columns).splitlines()[:4]
    assert max(map(len, lines)) <= columns
    assert lines[1].startswith("C1 ")


def test_a_list_that_fits_is_shown_without_a_pager(people: None, screen) -> None:
    assert "<" not in screen("list-contacts", "--limit", "20")


def test_a_list_longer_than_the_screen_goes_through_the_pager(people: None, screen) -> None:
    shown = screen("list-contacts", "--limit", "25")
    assert shown.startswith("<")
    assert "C30" not in screen("list-contacts", "--limit", "25", "--ids")[:1]


def test_a_page_longer_than_the_screen_goes_through_the_pager_as_a_whole(
    people: None, screen
) -> None:
    shown = screen("show", "C1", lines=5)
    assert shown.startswith("<Ada Countess")
    assert shown.rstrip().endswith(">")


def test_a_pager_that_cannot_be_started_is_done_without(
    people: None, screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pager in ("/nowhere/less", "", "'"):
        monkeypatch.setenv("PAGER", pager)
        assert screen("list-contacts", "--all").count("ada.lovelace") == 30


def test_help_that_is_longer_than_the_screen_goes_through_the_pager(screen) -> None:
    for arguments in (["--help"], ["help"], ["help", "filters"]):
        assert screen(*arguments).startswith("<"), arguments
    assert not screen("help", "exit-codes").startswith("<")


def test_the_overview_says_how_to_open_the_app(run: Run) -> None:
    assert "\ncrm             opens all of it in the full-screen app" in run("--help").out


@pytest.mark.parametrize("columns", [40, 80])
def test_the_overview_breaks_its_lines_between_words(screen, columns: int) -> None:
    lines = screen("--help", columns=columns, lines=400).splitlines()
    assert max(map(len, lines)) <= columns
    assert all(line.strip() not in ("st.", "s one by one.", "nt.") for line in lines)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["list-contacts"], "No contacts yet. Add the first: crm add "),
        (["list-companies"], "No companies yet. Add the first: crm add-company"),
        (["list-deals"], "No deals yet. Add one: crm add-deal"),
        (["list-notes"], "No notes yet. Write one: crm add-note"),
        (["list-activities"], "No activities yet. Log one: crm log"),
        (["list-tasks"], "No tasks yet. Add one: crm add-task"),
        (["list-tags"], "No tags yet."),
        (["list-fields"], "No fields of your own yet."),
        (["timeline"], "Nothing has happened yet."),
        (["search", "ada"], "Nothing found."),
        (["today"], "Nothing wants doing today."),
    ],
)
def test_an_empty_list_says_what_to_do(run: Run, screen, command: list[str], told: str) -> None:
    run("config", "currency", "EUR")
    assert screen(*command).startswith(told)


def test_a_filter_that_finds_nothing_asks_whether_another_name_was_meant(run: Run, screen) -> None:
    run("add-contact", "--name", "Ada", "--tag", "vip")
    assert screen("list-contacts", "--", "-tag:vip") == "No contacts match this filter.\n"
    assert screen("list-contacts", "ada (tag:vipp or -tags:v*)").splitlines() == [
        "No contacts match this filter.",
        'There is no tag "vipp". Did you mean “vip”?',
    ]
    assert screen("list-deals", "stage:propsal,lead").splitlines() == [
        "No deals match this filter.",
        'There is no stage "propsal". Did you mean “Proposal”?',
    ]
    run("add-task", "Ring Ada")
    assert screen("list-tasks", "write or call") == "No tasks match this filter.\n"
    run("done", "T1")
    assert screen("list-tasks", "ring or call").splitlines() == [
        "No tasks match this filter.",
        "Done tasks that match: 1. Add is:done to list them.",
    ]


def test_a_page_does_not_repeat_whose_it_is(run: Run, screen) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--company", "Engines Ltd")
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1")
    run("log", "call", "C1", "hello", "--for", "D1")
    call, created = screen("show", "C1", columns=200).splitlines()[-2:]
    assert call.split("  ")[-1].strip() == "Engine No. 2"
    assert "Engine No. 2 (Lead)" in created
    assert "(Lead)" not in screen("show", "D1", columns=200)


def test_the_reason_for_which_somebody_is_in_todays_list_can_be_read(run: Run, screen) -> None:
    run("add-contact", "--name", "Ada Countess of Lovelace", "--company", "Engines and Further Ltd")
    run("edit-contact", "C1", "--cadence", "60d")
    run("log", "call", "C1", "hello", "--at", "2025-01-01")
    run("add-task", "Something that takes a long time to say", "--due", "today")
    assert "every 60 d, last spoke " in (narrow := screen("today"))
    assert narrow.count(" d ago") == 1
    assert "Engines" not in narrow
    assert "Engines and Further Ltd" in screen("today", columns=140)
