"""`tag`, `untag`, `list-tags` and `rename-tag`."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def ada(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--tag", "lead")


def test_tags_are_put_on_and_taken_off(run: Run) -> None:
    assert run("tag", "C1", "vip", "newsletter").out == "C1\n"
    assert run("list-contacts", "--format", "{tags}").out == "lead, vip, newsletter\n"
    assert run("untag", "C1", "LEAD", "absent").out == "C1\n"
    assert run("list-contacts", "--format", "{tags}").out == "vip, newsletter\n"


def test_any_kind_of_record_takes_tags(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd")
    assert run("tag", "O1", "vip").out == "O1\n"
    assert json.loads(run("tag", "O1", "key account", "--json").out)["tags"] == [
        "vip",
        "key account",
    ]


def test_what_cannot_be_a_tag_is_refused(run: Run) -> None:
    run("tag", "C1", "a,b", code=5)
    run("tag", "C9", "vip", code=3)
    run("tag", "C1", code=2)


def test_tags_are_listed_with_their_counts(run: Run) -> None:
    run("add-company", "--name", "Engines Ltd", "--tag", "lead")
    assert run("list-tags").out == "lead\t1\t1\t0\t0\t0\n"
    assert json.loads(run("list-tags", "--json").out)[0] == {
        "name": "lead",
        "contacts": 1,
        "companies": 1,
        "deals": 0,
        "activities": 0,
        "tasks": 0,
    }


def test_a_renamed_tag_joins_the_one_of_that_name(run: Run) -> None:
    run("tag", "C1", "leads")
    assert run("rename-tag", "leads", "lead").out == "lead\n"
    assert run("list-contacts", "--format", "{tags}").out == "lead\n"
    run("rename-tag", "absent", "x", code=3)


def test_taking_off_a_tag_that_nobody_has_asks_whether_another_was_meant(run: Run) -> None:
    assert run("untag", "C1", "laed").err == 'There is no tag "laed". Did you mean “lead”?\n'
    assert run("untag", "C1", "#Lead").err == ""


def test_a_renamed_tag_is_told_with_its_counts(run: Run) -> None:
    assert run("rename-tag", "lead", "Prospect").out == "Prospect\n"
    told = json.loads(run("rename-tag", "prospect", "lead", "--json").out)
    assert (told["name"], told["contacts"]) == ("lead", 1)
    run("tag", "C1", "VIP")
    assert run("rename-tag", "lead", "vip").out == "VIP\n"


def test_renaming_a_tag_that_is_not_there_asks_whether_another_was_meant(run: Run) -> None:
    assert "Did you mean “lead”?" in run("rename-tag", "laed", "x", code=3).err


def test_an_empty_word_is_no_tag(run, crm) -> None:
    crm.contacts.add(name="Ada")
    assert "cannot be a tag" in run("tag", "C1", "vip", "", code=5).err
    assert "vip" not in run("list-tags").out
