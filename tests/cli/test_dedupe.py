"""`dedupe`: listing, merging and telling apart, from scripts and on a terminal."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.on_terminal import on_terminal


@pytest.fixture
def people(run: Run, once) -> None:
    once(fill, run)


def fill(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--email", "a@x.example", "--title", "Analyst")
    run("add-contact", "--name", "Lovelace, Ada", "--email", "A@x.example", "--title", "Countess")
    run("add-contact", "--name", "Bob Smith", "--company", "Acme")
    run("add-contact", "--name", "Robert Smith", "--company", "Acme")


@pytest.mark.usefixtures("people")
def test_without_a_terminal_the_pairs_are_listed(run: Run) -> None:
    first, second = run("dedupe").out.splitlines()
    assert first.split("\t")[:5] == ["100", "C1", "Ada Lovelace", "C2", "Lovelace, Ada"]
    assert second.split("\t")[5] == "same firm, similar name, Bob and Robert are forms of one name"
    assert run("dedupe", "contacts", "--min", "90", "--ids").out == "C1 C2\n"
    assert run("dedupe", "--limit", "1", "--format", "{score} {left}").out == "100 C1\n"
    assert run("dedupe", "companies").out == ""


@pytest.mark.usefixtures("people")
def test_json_has_the_score_and_each_reason(run: Run) -> None:
    assert json.loads(run("dedupe", "--json", "--limit", "1").out) == [
        {
            "score": 100,
            "left": "C1",
            "left_name": "Ada Lovelace",
            "right": "C2",
            "right_name": "Lovelace, Ada",
            "reasons": ["same e-mail a@x.example", "same name"],
        }
    ]


@pytest.mark.usefixtures("people")
def test_certain_ones_are_merged_at_once_and_undone_at_once(run: Run) -> None:
    before = run("list-contacts", "--json").out
    assert run("dedupe", "--auto-exact", "--dry-run").out == "C1\tAda Lovelace\tC2\n"
    assert run("list-contacts", "--json").out == before
    merged = json.loads(run("dedupe", "--auto-exact", "--json").out)
    assert merged == [{"ref": "C1", "name": "Ada Lovelace", "merged": ["C2"]}]
    assert run("list-contacts", "--ids", "--sort", "name").out.split() == ["C1", "C3", "C4"]
    run("undo")
    assert len(run("list-contacts", "--ids").out.split()) == 4


@pytest.mark.usefixtures("people")
def test_two_that_are_different_are_not_listed_again(run: Run) -> None:
    assert run("dedupe", "--dismiss", "C1", "C2").out == "C1\nC2\n"
    assert run("dedupe", "--ids").out == "C3 C4\n"
    run("undo")
    assert run("dedupe", "--ids").out == "C1 C2\nC3 C4\n"


@pytest.mark.usefixtures("people")
def test_what_makes_no_sense_is_refused(run: Run) -> None:
    run("dedupe", "deals", code=2)
    run("dedupe", "--dismiss", "C1", "C1", code=6)
    run("dedupe", "--dismiss", "C1", "C77", code=3)
    run("dedupe", "--auto-exact", "--min", "50", code=2)


@pytest.fixture
def answered(path: Path, monkeypatch: pytest.MonkeyPatch):
    """What `crm dedupe` shows on a terminal on which these lines are typed."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(typed: str) -> str:
        shown = on_terminal("--db", str(path), "dedupe", size=(100, 24), typed=typed)
        assert shown.code == 0, shown
        return shown.out

    return call


@pytest.mark.usefixtures("people")
def test_on_a_terminal_each_pair_is_asked_about(run: Run, answered) -> None:
    shown = answered("x\nm\n1\n2\nd\n")
    assert "Analyst" in shown
    assert "C2 into C1: [m]erge, [d]ifferent, [s]kip, [q]uit?" in shown
    assert "job title: [1] Analyst  [2] Countess?" in shown
    assert "Merged 1, told apart 1, skipped 0." in shown
    ada = json.loads(run("show-contact", "C1", "--json").out)
    assert json.dumps(ada).count("Countess") >= 1
    assert run("list-contacts", "--format", "{ref} {name} {job_title}").out.splitlines() == [
        "C1 Ada Lovelace Countess",
        "C3 Bob Smith ",
        "C4 Robert Smith ",
    ]
    assert run("dedupe").out == ""


@pytest.mark.usefixtures("people")
def test_quitting_or_the_end_of_input_leaves_the_rest_as_it_is(run: Run, answered) -> None:
    before = run("list-contacts", "--json").out
    assert "skipped 0." in answered("q\n")
    assert "skipped 1." in answered("s\n\x04")
    assert run("list-contacts", "--json").out == before


def test_hostile_names_reach_the_terminal_harmless(run: Run, answered) -> None:
    for _ in range(2):
        run("add-contact", "--name", "A\x1b]52;c;RVZJTA==\x07 [/bold]", "--email", "h@x.example")
    shown = answered("q\n")
    assert "\x1b]52" not in shown
    assert "[/bold]" in shown
