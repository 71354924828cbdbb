"""`list-views`, `save-view`, `rename-view`, `delete-view`, and `--view` of the lists."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def people(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--tag", "vip", "--lifecycle", "lead")
    run("add-contact", "--name", "Bo", "--tag", "vip")
    run("add-contact", "--name", "Cy")


def test_a_saved_view_gives_a_list_its_filter_and_order(run: Run) -> None:
    assert run("save-view", "VIPs", "contacts", "tag:vip", "--sort", "-name").out == "VIPs\n"
    assert run("list-contacts", "--view", "vips", "--ids").out == "C2\nC1\n"
    assert run("list-contacts", "--view", "vips", "--sort", "name", "--ids").out == "C1\nC2\n"
    assert run("list-contacts", "is:lead", "--view", "vips", "--ids", "--all").out == "C1\n"


def test_views_are_listed(run: Run) -> None:
    run("save-view", "VIPs", "contact", "tag:vip", "--columns", "name, email", "--key", "v")
    run("save-view", "Notes", "notes", "body:steam", "or", "body:engine")
    assert run("list-views").out == (
        "VIPs\tcontact\ttag:vip\t\tname, email\tv\n"
        "Notes\tactivity\tkind:note (body:steam or body:engine)\t\t\t\n"
    )
    assert json.loads(run("list-views", "--json").out)[0] == {
        "name": "VIPs",
        "noun": "contact",
        "filter": "tag:vip",
        "sort": "",
        "columns": ["name", "email"],
        "key": "v",
    }


def test_views_say_how_many_records_they_show(run: Run) -> None:
    run("save-view", "VIPs", "contact", "tag:vip")
    run("save-view", "Done", "tasks", "is:done")
    assert [line.split("\t")[-1] for line in run("list-views", "--counts").out.splitlines()] == [
        "2",
        "0",
    ]
    assert json.loads(run("list-views", "--counts", "--json").out)[0]["records"] == 2


def test_a_view_of_tasks_shows_and_counts_those_that_are_to_be_done(run: Run) -> None:
    for title in ("Ring Ada", "Ring Bo", "Write"):
        run("add-task", title, "--priority", "high")
    run("done", "T1")
    run("save-view", "Calls", "tasks", "ring")
    run("save-view", "Past", "tasks", "ring", "is:done")
    run("save-view", "By title", "tasks", "--sort", "-title")
    assert [line.split("\t")[-1] for line in run("list-views", "--counts").out.splitlines()] == [
        "1",
        "1",
        "2",
    ]
    assert run("list-tasks", "--view", "calls", "--ids").out == "T2\n"
    assert run("list-tasks", "--view", "past", "--ids").out == "T1\n"
    assert run("list-tasks", "--view", "by title", "--ids").out == "T3\nT2\n"
    assert run("list-tasks", "ring", "--ids").out == "T2\n"
    assert run("list-tasks", "is:done", "--view", "calls", "--ids").out == "T1\n"


def test_a_view_whose_field_is_gone_has_no_count(run: Run) -> None:
    run("add-field", "contact", "region")
    run("save-view", "North", "contact", "region:north")
    run("retire-field", "contact", "region")
    assert json.loads(run("list-views", "--counts", "--json").out)[0]["records"] is None


def test_a_view_is_renamed_and_deleted(run: Run) -> None:
    run("save-view", "VIPs", "contacts", "tag:vip")
    assert run("rename-view", "vips", "Best").out == "Best\n"
    assert json.loads(run("delete-view", "best", "--json").out)["filter"] == "tag:vip"
    assert run("list-views").out == ""
    assert run("undo").out == "undid: deleted the view Best\n"
    assert run("list-contacts", "--view", "Best", "--ids").out == "C1\nC2\n"


def test_a_view_of_another_kind_is_refused(run: Run) -> None:
    run("save-view", "VIPs", "contacts", "tag:vip")
    assert "crm list-contacts" in run("list-deals", "--view", "vips", code=2).err
    assert "Did you mean “VIPs”?" in run("list-contacts", "--view", "vpis", code=3).err
    run("save-view", "Bad", "contact", "tga:vip", code=2)
    assert "contact" in run("save-view", "Bad", "contcat", code=2).err
    run("delete-view", "Bad", code=3)


def test_a_hostile_name_is_shown_harmless(run: Run) -> None:
    run("save-view", "V\x1b]52;c;RVZJTA==\x07", "contacts")
    assert "\x1b" not in run("list-views").out
