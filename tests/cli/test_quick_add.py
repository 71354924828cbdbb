"""`add`: a person from one line."""

import json

from tests.cli.conftest import Run


def test_one_line_makes_a_person_with_everything_in_it(run: Run) -> None:
    line = "Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead #vip // met in Bonn"
    jane = json.loads(run("add", line, "--json").out)
    assert (jane["name"], jane["company"]) == ("Jane Doe", "Acme")
    assert [point["value"] for point in jane["email"]] == ["jane@acme.com"]
    assert [point["value"] for point in jane["phone"]] == ["+1 415 555 0100"]
    assert sorted(jane["tags"]) == ["lead", "vip"]
    assert "met in Bonn" in run("list-notes").out


def test_the_whole_line_is_one_step_of_the_history(run: Run) -> None:
    run("add", "Jane Doe @Acme // met in Bonn")
    run("undo")
    assert run("list-contacts").out == ""
    assert run("list-companies").out == ""
    assert run("list-notes").out == ""


def test_words_need_no_quotation_marks(run: Run) -> None:
    assert run("add", "Jane", "Doe", "jane@acme.com").out == "C1\n"
    assert run("list-contacts", "--format", "{name} <{email}>").out == "Jane Doe <jane@acme.com>\n"


def test_a_line_without_a_name_is_refused(run: Run) -> None:
    run("add", "#lead", code=5)
    assert run("list-contacts").out == ""


def test_whoever_is_there_already_is_warned_of(run: Run) -> None:
    run("add", "Jane Doe <jane@acme.com>")
    assert "crm merge C1 C2" in run("add", "J. Doe <jane@acme.com>").err
