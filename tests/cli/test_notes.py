"""`add-note`, `log` and `edit-note`, from arguments, standard input and the editor."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Result, Run
from tests.cli.on_terminal import on_terminal
from tinycrm.crm import Crm


@pytest.fixture
def ada(run: Run) -> str:
    run("add-contact", "--name", "Ada Lovelace", "--email", "ada@example.com")
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1")
    return "C1"


@pytest.fixture
def in_editor(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in a pseudo-terminal, with an editor that is a shell script about `$1`."""
    monkeypatch.setenv("TINYCRM_DB", str(path))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()

    def call(*arguments: str, editor: str) -> Result:
        script = tmp_path / "editor.sh"
        script.write_text(editor)
        monkeypatch.setenv("EDITOR", f"sh {script}")
        monkeypatch.delenv("VISUAL", raising=False)
        result = on_terminal(*arguments)
        assert list((tmp_path / "tmp").iterdir()) == [], "the text is left behind"
        return result

    return call


def body(crm: Crm, given: str = "A1") -> str | None:
    return crm.activities.get(given).body


def test_a_note_is_written_from_an_argument(run: Run, crm: Crm, ada: str) -> None:
    added = run("add-note", "ada@example.com", "prefers mornings")
    assert (added.out, added.err) == ("A1\n", "")
    held = crm.activities.get("A1")
    assert (held.kind, held.body, held.contacts) == ("note", "prefers mornings", "Ada Lovelace")


def test_a_note_is_read_from_standard_input_with_its_lines(run: Run, crm: Crm, ada: str) -> None:
    run("add-note", "C1", "-", "--subject", "Minutes", "--for", "D1", stdin="one\n\ntwö\n")
    held = crm.activities.get("A1")
    assert (held.subject, held.body, held.links) == ("Minutes", "one\n\ntwö", "C1, D1")


def test_standard_input_that_is_no_utf8_is_refused(run: Run, crm: Crm, ada: str) -> None:
    assert "byte 5" in run("add-note", "C1", "-", stdin=b"cafe\xe9", code=5).err
    assert crm.activities.count() == 0


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_an_empty_note_is_refused(run: Run, crm: Crm, ada: str, text: str) -> None:
    run("add-note", "C1", text, stdin="\n", code=5)
    assert crm.activities.count() == 0


def test_without_text_and_without_terminal_there_is_nothing_to_write_in(run: Run, ada: str) -> None:
    assert "standard input" in run("add-note", "C1", code=2).err
    run("add-note", "C1", "x")
    assert "standard input" in run("edit-note", "A1", code=2).err


def test_the_editor_writes_a_note_in_a_file_of_its_own(in_editor, run, crm, ada) -> None:
    written = in_editor(
        *("add-note", "C1"),
        editor='stat -c %a "$1" "$(dirname "$1")"; printf "first\\nsecond\\n" > "$1"',
    )
    assert written.out == "600\n700\nA1\n"
    assert body(crm) == "first\nsecond"


def test_the_editor_changes_a_note_and_keeps_the_rest(in_editor, run, crm, ada) -> None:
    run("add-note", "C1", "first", "--subject", "S", "--tag", "x")
    assert in_editor("edit-note", "A1", editor='echo second >> "$1"').out == "A1\n"
    held = crm.activities.get("A1")
    assert (held.body, held.subject, held.tags, held.links) == ("first\nsecond", "S", "x", "C1")


def test_an_empty_or_unchanged_text_cancels(in_editor, run, crm, ada) -> None:
    assert in_editor("add-note", "C1", editor="true") == (
        1,
        "The text is empty: nothing was changed.\n",
        "",
    )
    run("add-note", "C1", "first")
    assert in_editor("edit-note", "A1", editor="true").out == (
        "The text is as it was: nothing was changed.\n"
    )
    assert (crm.activities.count(), crm.activities.get("A1").version) == (1, 1)


def test_a_failing_editor_changes_nothing(in_editor, run, crm, ada) -> None:
    failed = in_editor("add-note", "C1", editor='echo text > "$1"; exit 3')
    assert failed.code == 1
    assert "nothing was changed" in failed.out
    assert crm.activities.count() == 0


def test_a_kill_while_editing_leaves_no_text_behind(in_editor, run, crm, ada) -> None:
    killed = in_editor("add-note", "C1", editor='echo text > "$1"; kill -TERM $PPID; sleep 0.3')
    assert killed.code == 130
    assert crm.activities.count() == 0


def test_a_wrong_reference_is_told_before_the_editor_opens(in_editor, run, ada) -> None:
    assert "opened" not in in_editor("add-note", "C9", editor="echo opened").out


def test_an_edit_meanwhile_is_not_overwritten_and_the_text_comes_back(
    in_editor, run, crm, ada
) -> None:
    run("add-note", "C1", "first")
    late = in_editor(
        *("edit-note", "A1"),
        editor=f'echo mine > "$1"; {sys.executable} -m tinycrm edit-note A1 --text theirs',
    )
    assert late.code == 6
    assert "mine" in late.out
    assert body(crm) == "theirs"


def test_a_call_is_logged_with_the_task_that_follows(run: Run, crm: Crm, ada: str) -> None:
    logged = run(
        *(
            "log",
            "call",
            "C1",
            "talked about the engine",
            "--at",
            "2026-01-02 14:00",
            "--min",
            "15",
        ),
        *("--direction", "out", "--outcome", "interested", "--for", "D1"),
        *("--next", "send offer", "--due", "2030-01-04"),
    )
    assert (logged.out, logged.err) == ("A1\nT1\n", "")
    held, task = crm.activities.get("A1"), crm.tasks.get("T1")
    assert (held.kind, held.minutes, held.direction) == ("call", 15, "out")
    assert (held.happened_at, held.outcome) == ("2026-01-02T14:00:00.000Z", "interested")
    assert (held.links, task.links) == ("C1, D1", "C1, D1")
    assert (task.title, task.due_on) == ("send offer", "2030-01-04")


def test_a_logged_call_and_its_task_are_one_step_of_the_history(
    run: Run, crm: Crm, ada: str
) -> None:
    run("log", "call", "C1", "--next", "send offer")
    run("undo")
    assert (crm.activities.count(), crm.tasks.count()) == (0, 0)


def test_a_logged_call_as_json_has_both_records(run: Run, ada: str) -> None:
    both = json.loads(run("log", "call", "C1", "hi", "--next", "offer", "--json").out)
    assert (both["activity"]["ref"], both["task"]["title"]) == ("A1", "offer")
    assert json.loads(run("log", "call", "C1", "hi", "--json").out)["task"] is None


def test_an_unknown_kind_names_the_nearest_one(run: Run, ada: str) -> None:
    assert "“call”" in run("log", "cal", "C1", code=5).err


def test_set_reaches_the_same_fields_as_the_options(run: Run, crm: Crm, ada: str) -> None:
    run("log", "call", "C1", "x", "--set", "subject=S", "--set", "due=2030-01-04")
    assert (crm.activities.get("A1").subject, crm.tasks.get("T1").due_on) == ("S", "2030-01-04")
    run("add-note", "C1", "x", "--set", "text=y")
    assert body(crm, "A2") == "y"


def test_a_note_is_edited_by_options(run: Run, crm: Crm, ada: str) -> None:
    run("add-note", "C1", "prefers mornings", "--tag", "x")
    assert run("edit-note", "A1", "--text", "prefers afternoons", "--for", "D1").out == "A1\n"
    held = crm.activities.get("A1")
    assert (held.body, held.links, held.tags) == ("prefers afternoons", "D1", "x")
    run("edit-note", "A1", "--text", "-", stdin="from a file\n")
    assert body(crm) == "from a file"
