"""`doctor`: rows for programs, groups for people, exit codes, mending."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tinycrm.crm import Crm


def shell(path: Path, *statements: str) -> None:
    """Change the file as a database shell would."""
    with Crm(str(path)) as crm:
        crm.db.connection.execute("PRAGMA query_only = OFF")
        for statement in statements:
            crm.db.connection.execute(statement)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")


def test_a_well_file_gives_no_rows(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--email", "ada@example.com")
    assert run("doctor") == (0, "", "")
    assert run("doctor", "--json").out == "[]\n"


def test_findings_are_rows_with_the_command_that_mends_them(run: Run) -> None:
    run("add-deal", "--title", "Engine", "--close", "2020-01-01", "--next-step", "ask")
    rows = [line.split("\t") for line in run("doctor").out.splitlines()]
    assert ["past-close", "D1", "Engine", "was to be decided on 2020-01-01",
            "crm edit-deal D1 --close …"] in rows  # fmt: skip
    assert {row[0] for row in rows} == {"past-close", "amount", "customer"}
    found = json.loads(run("doctor", "amount", "--json").out)
    assert [set(row) for row in found] == [{"check", "ref", "label", "problem", "command"}]
    assert run("doctor", "amount", "customer", "--ids").out == "D1\nD1\n"


def test_every_command_that_is_told_works_once_it_is_filled_in(run: Run) -> None:
    """The spellings must be those of the commands: only the dots are for a person to fill in."""
    run("add-contact", "--name", "Unknown")
    run("add-deal", "--title", "Engine", "--close", "2020-01-01")
    run("add-company", "--name", "Engines")
    run("add-company", "--name", "ENGINES Ltd")
    run("add-task", "Ring", "--due", "2020-01-01")
    values = {"--email": "a@example.com", "--name": "Ada", "--close": "+5d", "--amount": "3k",
              "--next-step": "ask", "--contact": "C1", "snooze": "+3d"}  # fmt: skip
    seen = set()
    for row in json.loads(run("doctor", "--json").out):
        words = row["command"].removeprefix("crm ").split()
        if words[-1] == "…":
            words[-1] = values[words[0] if words[0] == "snooze" else words[-2]]
        seen.add(row["check"])
        run(*words)
    assert seen >= {"unreachable", "nameless", "past-close", "next-step", "amount", "customer",
                    "overdue", "companies", "empty"}  # fmt: skip
    left = {row["check"] for row in json.loads(run("doctor", "--json").out)}
    assert left == set()


def test_only_what_is_wrong_with_the_file_itself_fails(run: Run, path: Path) -> None:
    run("add-contact", "--name", "Ada")
    assert "unreachable" in run("doctor", code=0).out
    shell(path, "CREATE TRIGGER spy AFTER INSERT ON deal BEGIN DELETE FROM contact; END")
    out = run("doctor", "schema", code=1).out
    assert "spy" in out
    assert "DROP TRIGGER" in out
    run("doctor", "--fix", code=1)
    run("doctor", "unreachable", code=0)


def test_mending_says_what_it_mended_and_can_be_undone(run: Run, path: Path) -> None:
    run("add-contact", "--name", "Ada", "--email", "ada@example.com", "--tag", "vip")
    run("untag", "C1", "vip")
    shell(path, "DELETE FROM contact_fts")
    run("doctor", code=1)
    planned = run("doctor", "--fix", "--dry-run", code=1).out.splitlines()
    assert planned == [
        "search\tC1\tAda\tto be mended: cannot be found by searching\t",
        "unused-tags\t\tvip\tto be mended: is on no record\t",
    ]
    assert "vip" in run("list-tags").out
    done = run("doctor", "--fix", code=0).out.splitlines()
    assert done == [line.replace("to be mended", "mended") for line in planned]
    assert "vip" not in run("list-tags").out
    assert run("doctor") == (0, "", "")
    assert "mended: tags that nothing carries (1)" in run("history", "--limit", "1").out
    run("undo")
    assert "vip" in run("list-tags").out


def test_a_dry_run_needs_something_to_try(run: Run) -> None:
    assert "--fix" in run("doctor", "--dry-run", code=2).err


def test_an_unknown_check_is_refused_with_the_nearest(run: Run) -> None:
    assert "“emails”" in run("doctor", "emials", code=2).err


def test_what_is_left_out_is_told_of(run: Run) -> None:
    for name in ("Ada", "Grace", "Joan"):
        run("add-contact", "--name", name)
    result = run("doctor", "--limit", "2")
    assert len(result.out.splitlines()) == 2
    assert "unreachable: 2 of 3" in result.err


@pytest.mark.usefixtures("terminal")
def test_people_get_groups_with_counts_and_the_first_few(run: Run) -> None:
    for name in ("Ada", "Grace", "Joan", "Mary", "Hedy"):
        run("add-contact", "--name", name)
    out = run("doctor").out
    assert "People who cannot be reached: 5" in out
    assert "  C1 Ada: has no e-mail" in out
    assert "      crm edit-contact C1 --email …" in out
    assert "  … and 2 more: crm doctor unreachable --limit 5" in out
    assert "5 to mend, 0 to think about." in out


@pytest.mark.usefixtures("terminal")
def test_people_are_told_what_was_mended_and_what_could_be(run: Run) -> None:
    assert run("doctor").err.endswith("All is well.\n")
    run("add-contact", "--name", "Ada", "--email", "ada@example.com", "--tag", "vip")
    run("untag", "C1", "vip")
    assert "Of these, 1 can be mended by: crm doctor --fix" in run("doctor").out
    assert "To be mended: 1 (unused-tags)." in run("doctor", "--fix", "--dry-run").out
    assert "Tags that nothing carries: 1, mended" in run("doctor", "--fix").out


@pytest.mark.usefixtures("terminal")
def test_a_hostile_name_stays_a_name(run: Run, path: Path) -> None:
    run("add-contact", "--name", "Ada [/bold]")
    shell(path, "UPDATE contact SET name = 'A' || char(27) || ']52;c;RVZJTA==' || char(7)")
    out = run("doctor", "unreachable").out
    assert "\x1b]" not in out
    assert "\x07" not in out
