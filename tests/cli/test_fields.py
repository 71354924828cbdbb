"""The commands for custom fields, and `help fields`."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def region(run: Run) -> None:
    run("add-field", "contact", "region", "--choice", "north", "--choice", "south")


@pytest.mark.usefixtures("region")
def test_a_field_is_defined_and_listed(run: Run) -> None:
    run("add-field", "deal", "margin", "--type", "money", "--label", "Our margin")
    assert run("list-fields").out.splitlines() == [
        "contact\tregion\tRegion\tchoice\tnorth, south\t\t",
        "deal\tmargin\tOur margin\tmoney\t\t\t",
    ]
    (field,) = json.loads(run("list-fields", "contact", "--json").out)
    assert field["choices"] == ["north", "south"]
    assert field["required"] is False


@pytest.mark.usefixtures("region")
def test_choices_are_added_and_taken_away(run: Run) -> None:
    run("edit-field", "contact", "region", "--add-choice", "west", "--remove-choice", "south")
    (field,) = json.loads(run("list-fields", "--json").out)
    assert field["choices"] == ["north", "west"]
    run("edit-field", "contact", "region", "--remove-choice", "east", code=3)
    run("edit-field", "contact", "region", "--choice", "a", "--choice", "b")
    (field,) = json.loads(run("list-fields", "--json").out)
    assert field["choices"] == ["a", "b"]


@pytest.mark.usefixtures("region")
def test_a_field_gets_another_label_and_key_in_one_step(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--set", "region=north")
    result = run("edit-field", "contact", "region", "--key", "area", "--label", "Where", "--json")
    assert json.loads(result.out)["label"] == "Where"
    assert json.loads(run("list-contacts", "--jsonl").out)["custom"] == {"area": "north"}
    run("undo")
    assert json.loads(run("list-contacts", "--jsonl").out)["custom"] == {"region": "north"}
    assert "Region" in run("list-fields").out


@pytest.mark.usefixtures("region")
def test_a_required_field_must_be_given(run: Run) -> None:
    run("edit-field", "contact", "region", "--required")
    assert "Region" in run("add-contact", "--name", "Ada", code=5).err
    run("edit-field", "contact", "region", "--optional")
    run("add-contact", "--name", "Ada")


@pytest.mark.usefixtures("region")
def test_a_retired_field_comes_back_with_its_values(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--set", "region=north")
    assert run("retire-field", "contact", "region").out == "region\n"
    assert run("list-fields").out == ""
    assert "region" in run("list-fields", "--retired").out
    run("edit-contact", "C1", "--set", "region=south", code=6)
    assert json.loads(run("restore-field", "contact", "region", "--json").out)["retired_at"] is None
    assert json.loads(run("list-contacts", "--jsonl").out)["custom"] == {"region": "north"}


def test_what_cannot_be_a_field_is_refused(run: Run) -> None:
    run("add-field", "contact", "name", code=6)
    run("add-field", "contact", "Two Words", code=5)
    run("add-field", "planet", "size", code=5)
    run("add-field", "contact", "size", "--type", "colour", code=5)
    run("edit-field", "contact", "absent", "--label", "x", code=3)


@pytest.mark.usefixtures("region")
def test_help_lists_the_fields_of_every_noun_and_the_custom_ones(run: Run) -> None:
    out = run("help", "fields").out
    for heading in ("Contacts", "Companies", "Deals", "Activities", "Tasks"):
        assert f"\n{heading}\n" in out
    assert "subscriber, lead, qualified" in out
    assert "Region: north, south" in out


def test_help_on_fields_makes_no_file(run: Run, path) -> None:
    run("help", "fields")
    assert not path.exists()
