"""`search` and `timeline`."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def file(run: Run, once) -> None:
    once(fill, run)


def fill(run: Run) -> None:
    run(
        *("add-contact", "--name", "Ada Lovelace", "--phone", "+44 20 7946 0958"),
        *("--company", "Engines Ltd"),
    )
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1")
    run("add-note", "C1", "talked about the engine\nand the weather")
    run("add-task", "Mend the engine")


def test_words_are_found_by_their_beginnings_in_every_kind_of_record(run: Run, file: None) -> None:
    found = [line.split("\t")[:2] for line in run("search", "engin").out.splitlines()]
    assert found == [
        ["C1", "contact"],
        ["O1", "company"],
        ["D1", "deal"],
        ["T1", "task"],
        ["A1", "activity"],
    ]
    assert run("search", "lovel eng", "--ids").out == "C1\n"
    assert run("search", "lovel", "eng", "--ids").out == "C1\n"


def test_a_part_of_a_phone_number_finds_whose_it_is(run: Run, file: None) -> None:
    (hit,) = json.loads(run("search", "7946", "--json").out)
    assert (hit["ref"], hit["noun"]) == ("C1", "contact")


def test_nothing_found_is_no_error_but_nothing_asked_is(run: Run, file: None) -> None:
    assert run("search", "xyzzy").out == ""
    assert run("search", "xyzzy", "--json").out == "[]\n"
    run("search", " ", code=2)
    run("search", code=2)


@pytest.mark.parametrize("text", ['"', "o'brien", "C++", "OR", "NOT", "(", "*", "\x1b", "-"])
def test_signs_of_any_kind_are_only_text(run: Run, file: None, text: str) -> None:
    assert run("search", "--", text).out == ""


def test_a_filter_searches_every_kind_of_record_that_has_its_keys(run: Run, file: None) -> None:
    run("tag", "C1", "vip")
    run("tag", "D1", "vip")
    assert run("search", "tag:vip", "--ids").out == "C1\nD1\n"
    assert run("search", "tag:vip love", "--ids").out == "C1\n"
    assert run("search", "stage:lead or is:won", "--ids").out == "D1\n"
    assert run("search", "due:none", "--ids").out == "C1\nT1\n"


def test_a_filter_that_no_kind_of_record_understands_is_an_error(run: Run, file: None) -> None:
    assert "Did you mean “tag”?" in run("search", "tga:vip", code=2).err
    assert '"xx" is not a date' in run("search", "due:xx", code=2).err


def test_a_colon_that_is_no_filter_is_only_text(run: Run, file: None) -> None:
    run("add-note", "C1", "Re: std::vector at https://x.example/tag:a")
    for text in ("Re: std", "std::vec", "https://x.example"):
        assert run("search", text, "--ids").out == "A2\n", text


@pytest.mark.parametrize("mistyped", ["Ada Lovelcae", "Lovelase", "ada-lovelac3", "Ada Luvlace"])
def test_a_name_that_was_nearly_typed_is_asked_about(run: Run, file: None, mistyped: str) -> None:
    for command in ("show", "show-contact"):
        told = run(command, mistyped, code=3).err
        assert "Did you mean “Ada Lovelace” (C1)?" in told
    assert "Did you mean" not in run("show-contact", "Charles Babbage", code=3).err


def test_a_name_is_that_of_a_person_before_it_is_a_word_of_a_task(run: Run, file: None) -> None:
    run("add-task", "Ring Ada")
    run("tag", "ada", "vip")
    assert run("list-contacts", "tag:vip", "--ids").out == "C1\n"
    run("tag", "ring ada", "soon")
    assert run("list-tasks", "tag:soon", "--ids").out == "T2\n"


def test_the_timeline_of_a_person_and_of_the_file(run: Run, file: None) -> None:
    run("done", "T1")
    person = [line.split("\t") for line in run("timeline", "ada").out.splitlines()]
    assert [(line[0], line[2]) for line in person] == [("A1", "note"), ("D1", "deal created")]
    everything = json.loads(run("timeline", "--json").out)
    assert [entry["ref"] for entry in everything] == ["T1", "A1", "D1"]
    assert everything[1]["text"] == "talked about the engine\nand the weather"
    assert run("timeline", "--limit", "1", "--ids").out == "T1\n"


def test_a_task_has_no_timeline(run: Run, file: None) -> None:
    assert "C12, O3, D31" in run("timeline", "T1", code=2).err


def test_on_a_terminal_an_event_is_one_line(
    run: Run, file: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("log", "call", "C1", "hi", "--min", "15", "--direction", "in")
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("timeline", "C1").out
    assert "call in, 15 min" in shown
    assert "weather" not in shown
    assert "today" in shown


def test_consents_are_told_of_a_person_and_not_of_the_whole_file(run, crm) -> None:
    crm.contacts.add(name="Ada")
    crm.contacts.consent("C1", "email", "in")
    assert "consent in" in run("timeline", "C1", "--kind", "consent").out
    refused = run("timeline", "--kind", "consent", code=2).err
    assert "without any consent" in refused
    assert "crm timeline C12 --kind consent" in refused
