"""`show` and its variants: the page of a record, for a person, for a program and as JSON."""

import json
import re

import pytest

from tests.cli.conftest import Run

HOSTILE = "A\x1b]52;c;RVZJTA==\x07[/bold]"


@pytest.fixture
def file(run: Run, once) -> None:
    once(fill, run)


def fill(run: Run) -> None:
    run("add-field", "contact", "region")
    run(
        *("add-contact", "--name", "Ada Lovelace", "--email", "ada@example.com"),
        *("--phone", "+44 20 7946 0958", "--company", "Engines Ltd", "--title", "Engineer"),
        *("--tag", "vip", "--set", "region=north", "--set", "about=first line\nsecond line"),
    )
    run("set-consent", "C1", "email", "in", "--basis", "asked")
    run(
        *(
            "add-deal",
            "--title",
            "Engine No. 2",
            "--contact",
            "C1:buyer",
            "--amount",
            "1200.50 EUR",
        ),
        *("--close", "2020-01-31"),
    )
    run("add-deal", "--title", "Old", "--contact", "C1")
    run("win-deal", "Old")
    run("add-note", "C1", "prefers mornings\nand tea", "--for", "D1", "--subject", "Habits")
    run(
        *("add-task", "Ring Ada", "--for", "C1", "--due", "2020-01-02 15:30", "--repeat", "weekly"),
        *("--notes", "gently"),
    )


def facts(out: str) -> dict[str, list[str]]:
    """The lines of a page before its first section, by their label."""
    head = out.partition("\n\n")[0]
    return {label: values for label, *values in (line.split("\t") for line in head.splitlines())}


def unstyled(out: str) -> str:
    """What a terminal shows, without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", out)


def section(out: str, name: str) -> list[list[str]]:
    _, _, rest = out.partition(f"\n\n{name}\n")
    return [line.split("\t") for line in rest.partition("\n\n")[0].splitlines()]


def test_a_page_for_programs_has_labels_values_and_sections(run: Run, file: None) -> None:
    out = run("show", "C1").out
    found = facts(out)
    assert (found["name"], found["ref"]) == (["Ada Lovelace"], ["C1"])
    assert (found["title"], found["company"]) == (["Engineer"], ["Engines Ltd", "O1"])
    assert (found["email"], found["tags"]) == (["ada@example.com"], ["vip"])
    assert found["consent"][0] == "email in"
    assert found["consent"][1].startswith("asked, 20")
    assert (found["region"], found["closed deals"]) == (["north"], ["1"])
    assert "\n\nfirst line\nsecond line\n\n" in out
    assert section(out, "open deals") == [
        ["D1", "Engine No. 2", "Lead", "1200.50", "EUR", "2020-01-31"]
    ]
    assert section(out, "open tasks") == [["T1", "Ring Ada", "2020-01-02", "15:30", "normal"]]
    assert [line[0] for line in section(out, "timeline")].count("D2") == 2


@pytest.mark.parametrize(
    ("command", "given", "ref"),
    [
        ("show", "ada@example.com", "C1"),
        ("show", "+44 20 7946 0958", "C1"),
        ("show", "lovel", "C1"),
        ("show", "o1", "O1"),
        ("show-contact", "1", "C1"),
        ("show-company", "Engines", "O1"),
        ("show-deal", "Engine No. 2", "D1"),
        ("show-note", "A1", "A1"),
        ("show-note", "habits", "A1"),
        ("show-task", "ring", "T1"),
    ],
)
def test_a_record_is_shown_by_any_of_its_names(
    run: Run, file: None, command: str, given: str, ref: str
) -> None:
    assert facts(run(command, given).out)["ref"] == [ref]
    assert json.loads(run(command, given, "--json").out)["ref"] == ref


def test_each_command_shows_its_own_kind_alone(run: Run, file: None) -> None:
    run("show-deal", "C1", code=2)
    run("show-contact", "Engine No. 2", code=3)
    run("show", "nobody", code=3)
    ambiguous = run("show", "engine", code=4)
    assert "D1" in ambiguous.err
    assert "O1" in ambiguous.err


def test_a_page_as_json_is_the_documented_shape_and_more(run: Run, file: None) -> None:
    listed = json.loads(run("list-contacts", "--json").out)[0]
    page = json.loads(run("show", "C1", "--json").out)
    assert {key: page[key] for key in listed} == listed
    assert set(page) - set(listed) == {"deals", "tasks", "timeline", "consents"}
    (deal,) = page["deals"]
    assert (deal["ref"], deal["amount"], deal["amount_minor"]) == ("D1", "1200.50", 120050)
    assert [task["ref"] for task in page["tasks"]] == ["T1"]
    assert [entry["ref"] for entry in page["timeline"]].count("A1") == 1
    assert [(each["channel"], each["basis"]) for each in page["consents"]] == [("email", "asked")]


def test_the_pages_of_a_firm_and_a_deal_name_their_people(run: Run, file: None) -> None:
    assert section(run("show", "O1").out, "people")[0][:2] == ["C1", "Ada Lovelace"]
    assert json.loads(run("show", "O1", "--json").out)["people"][0]["ref"] == "C1"
    out = run("show", "D1").out
    assert section(out, "people")[0][3] == "buyer"
    assert (facts(out)["amount"], facts(out)["currency"]) == (["1200.50"], ["EUR"])


def test_a_note_and_a_task_show_what_they_concern_and_their_text(run: Run, file: None) -> None:
    note, task = run("show", "A1").out, run("show", "T1").out
    assert facts(note)["contact"] == ["Ada Lovelace", "C1"]
    assert facts(note)["deal"] == ["Engine No. 2", "D1"]
    assert note.endswith("\n\nprefers mornings\nand tea\n")
    assert facts(task)["repeats"] == ["FREQ=WEEKLY"]
    assert task.endswith("\n\ngently\n")


def test_a_record_that_was_merged_away_says_into_which(run: Run, file: None) -> None:
    run("add-contact", "--name", "A. Lovelace")
    run("merge", "C1", "C2")
    gone = facts(run("show", "C2").out)
    assert gone["merged into"] == ["Ada Lovelace", "C1"]
    assert "merged into" not in facts(run("show", "C1").out)


def test_archived_and_deleted_records_say_so(run: Run, file: None) -> None:
    run("archive-deal", "D1")
    run("delete-task", "T1")
    assert "archived" in facts(run("show", "D1").out)
    assert "deleted" in facts(run("show", "T1").out)


def test_a_person_reads_a_page_in_words(
    run: Run, file: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    page = unstyled(run("show", "C1").out)
    assert page.startswith("Ada Lovelace C1\n")
    assert "Open deals · 1\nD1  Engine No. 2" in page
    assert "€ 1,200.50" in page
    assert "today" in page
    assert "every week" in run("show", "T1").out
    assert ", " in run("show", "A1").out


def test_overdue_is_red_with_the_word_beside_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add-contact", "--name", "Ada")
    run("add-task", "Ring", "--for", "C1", "--due", "yesterday")
    run("add-task", "Write", "--for", "C1", "--due", "tomorrow")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("show", "C1").out.count("\x1b[31m1 d over\x1b[0m") == 1


@pytest.mark.parametrize("columns", ["40", "80", "160"])
def test_a_page_keeps_to_the_width_and_lets_no_escape_sequence_through(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    long = HOSTILE + "x" * 300
    run("add-contact", "--name", HOSTILE, "--company", HOSTILE, "--tag", HOSTILE)
    run("add-deal", "--title", long, "--contact", "C1", "--amount", "9 EUR")
    run("add-note", "C1", f"{long}\n{HOSTILE}", "--subject", long)
    run("add-task", long, "--for", "C1", "--notes", HOSTILE, "--due", "today")
    plain = run("show", "C1").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    pages = [unstyled(run("show", ref).out) for ref in ("C1", "O1", "D1", "A1", "T1")]
    assert all("\x1b" not in text and "\x07" not in text for text in (plain, *pages))
    assert all(len(line) <= int(columns) for page in pages for line in page.splitlines())
    assert all(ref in pages[0] for ref in ("D1", "A1", "T1"))
    assert "[/bold]" in plain


def test_a_timeline_tells_of_some_kinds_alone(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    run("log", "call", "C1", "about steam")
    run("add-note", "C1", "prefers mornings")
    assert "about steam" in run("timeline", "--kind", "call", "--kind", "deal").out
    assert "mornings" not in run("timeline", "C1", "--kind", "call").out
    assert "Did you mean “call”?" in run("timeline", "--kind", "cal", code=2).err
