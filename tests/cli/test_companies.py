"""`add-company` and `edit-company`."""

import json

from tests.cli.conftest import Run


def test_every_option_of_a_new_firm_lands_in_its_field(run: Run) -> None:
    result = run(
        "add-company",
        *("--name", "Engines Ltd", "--domain", "https://www.engines.example/about"),
        *("--website", "https://engines.example", "--industry", "machines", "--size", "20"),
        *("--type", "customer", "--parent", "Babbage & Co", "--email", "office@engines.example"),
        *("--phone", "+44 20 7946 0958", "--url", "https://more.example", "--tag", "vip"),
        *("--owner", "sam", "--set", "tax_id=GB1", "--json"),
    )
    firm = json.loads(result.out)
    assert (firm["name"], firm["domain"]) == ("Engines Ltd", "engines.example")
    assert (firm["website"], firm["industry"]) == ("https://engines.example", "machines")
    assert (firm["size"], firm["type"], firm["parent"]) == ("20", "customer", "Babbage & Co")
    assert (firm["owner"], firm["tax_id"], firm["tags"]) == ("sam", "GB1", ["vip"])
    assert [point["value"] for point in firm["url"]] == ["https://more.example"]


def test_a_new_firm_answers_with_its_reference(run: Run) -> None:
    assert run("add-company", "--name", "Engines Ltd").out == "O1\n"


def test_a_first_note_belongs_to_the_same_step(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd", "--note", "found at the fair")
    run("undo")
    assert run("list-notes").out == ""


def test_an_edit_writes_what_is_named(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd", "--industry", "machines")
    assert run("edit-company", "O1", "--domain", "engines.example", "--set", "size=20").out == (
        "O1\n"
    )
    firm = json.loads(run("list-companies", "--jsonl").out)
    assert (firm["domain"], firm["size"], firm["industry"]) == ("engines.example", "20", "machines")
    run("edit-company", "O1", "--size", "30", "--version", "1", code=6)
    run("edit-company", "O1", code=2)
    run("edit-company", "O7", "--size", "3", code=3)


def test_lines_of_json_become_firms(run: Run) -> None:
    lines = '{"name": "Engines Ltd", "domain": "engines.example"}\n{"name": "Looms"}\n'
    assert run("add-company", "-", stdin=lines).out == "O1\nO2\n"
    run("undo")
    assert run("list-companies").out == ""


def test_bad_lines_add_no_firm(run: Run) -> None:
    lines = '{"name": "Engines Ltd"}\n{"domain": "engines.example"}\n'
    assert "Line 2" in run("add-company", "-", stdin=lines, code=5).err
    assert run("list-companies").out == ""


def test_a_firm_that_is_there_already_is_added_with_a_warning(run: Run) -> None:
    run("add-company", "--name", "Acme GmbH")
    result = run("add-company", "--name", "ACME")
    assert result.out == "O2\n"
    assert result.err == "O1 Acme GmbH has the same name. If they are one: crm merge O1 O2\n"
