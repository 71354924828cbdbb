"""`merge`: two records become one."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def two(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--title", "Analyst", "--email", "a@example.com")
    run(
        "add-contact", "--name", "A. Lovelace", "--title", "Countess", "--phone", "+44 20 7946 0958"
    )


@pytest.mark.usefixtures("two")
def test_the_first_is_kept_and_has_what_both_had(run: Run) -> None:
    assert run("merge", "C1", "C2").out == "C1\n"
    ada = json.loads(run("list-contacts", "--jsonl").out)
    assert (ada["ref"], ada["name"], ada["job_title"]) == ("C1", "Ada Lovelace", "Analyst")
    assert [point["value"] for point in ada["phone"]] == ["+44 20 7946 0958"]


@pytest.mark.usefixtures("two")
def test_fields_can_be_taken_from_the_other(run: Run) -> None:
    ada = json.loads(run("merge", "C1", "C2", "--take", "title", "--take", "name", "--json").out)
    assert (ada["name"], ada["job_title"]) == ("A. Lovelace", "Countess")


@pytest.mark.usefixtures("two")
def test_a_dry_run_says_what_would_change_and_changes_nothing(run: Run) -> None:
    before = run("list-contacts", "--json").out
    result = run("merge", "C1", "C2", "--take", "title", "--dry-run")
    assert "job_title: Analyst → Countess" in result.out
    assert "name: Ada Lovelace, not A. Lovelace" in result.out
    assert "phone: nothing → +44 20 7946 0958" in result.out
    assert run("list-contacts", "--json").out == before
    merged = json.loads(run("merge", "C1", "C2", "--dry-run", "--json").out)
    assert [point["value"] for point in merged["phone"]] == ["+44 20 7946 0958"]
    assert run("list-contacts", "--json").out == before


@pytest.mark.usefixtures("two")
def test_a_field_that_does_not_exist_cannot_be_taken(run: Run) -> None:
    for field in ("colour", "self", "keep", "other"):
        run("merge", "C1", "C2", "--take", field, code=2)
    assert run("list-contacts", "--ids").out == "C2\nC1\n"


@pytest.mark.usefixtures("two")
def test_a_record_is_not_merged_with_itself_or_with_another_kind(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd")
    run("merge", "C1", "C1", code=6)
    run("merge", "C1", "O1", code=2)
    run("merge", "D1", "C1", code=2)


def test_firms_are_merged_by_their_references(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd")
    run("add-company", "--name", "Engine Works", "--industry", "machines")
    run("add-contact", "--name", "Ada", "--company", "Engine Works")
    assert run("merge", "O1", "O2").out == "O1\n"
    assert run("list-contacts", "--format", "{company}").out == "Engines Ltd\n"
