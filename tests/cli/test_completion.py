"""What the shell offers can be put on a command line, and runs nothing."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from tinycrm.cli import completion

CONTEXT = SimpleNamespace(obj=None)


@pytest.mark.parametrize(
    "name", ["Zed $(touch x)", "Zed; reboot", "Zed `id`", r"Zed \$(id)", "Zed O'Brien", "Zed [/b]"]
)
def test_a_name_is_offered_as_words_that_no_shell_evaluates(run: Run, name: str) -> None:
    run("add-contact", "--name", name)
    ((value, help),) = completion.contact(CONTEXT, "Zed")
    assert not set(value) & set("$()`;'\\[]& "), value
    assert help == "C1"
    assert run("show", value, "--json").out.startswith("{")
    ((_, label),) = completion.contact(CONTEXT, "C1")
    assert not set(label) & set("$()`;'\\[]&")


def test_a_name_that_a_terminal_would_obey_is_not_offered(run: Run) -> None:
    run("add-contact", "--name", "Zed\x1b]52;c;RVZJTA==\x07 \u202e")
    assert completion.contact(CONTEXT, "Zed") == []


def test_a_tag_that_a_shell_would_run_is_not_offered(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--tag", "vip", "--tag", "v$(id)")
    assert completion.tag(CONTEXT, "v") == [("vip", "")]


BASH = """
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); IFS=$'\\n'
COMPREPLY=( $(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _CRM_COMPLETE=complete_bash \
    %s -m tinycrm) )
printf '%%s\\n' "${COMPREPLY[@]}"
"""


def fill(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--tag", "vip", "--tag", "press")
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1")
    run("add-field", "contact", "region", "--choice", "north", "--choice", "south")
    run("lose-deal", "D1", "--reason", "no decision")


@pytest.fixture
def tab(run: Run, once):
    """What bash offers after these words, which are given as bash takes them apart."""
    once(fill, run)

    def offers(*words: str) -> list[str]:
        script = BASH % sys.executable
        found = subprocess.run(
            ["bash", "-c", script, "bash", "crm", *words], capture_output=True, text=True
        )
        assert found.stderr == ""
        return found.stdout.split("\n")[:-1]

    return offers


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["mov"], ["move-deal"]),
        (["edit-contact", "C1", "--li"], ["--lifecycle"]),
        (["show-contact", "Ad"], ["Ada-Lovelace"]),
        (["show", "ada-l"], ["ada-lovelace"]),
        (["show", "C"], ["C1"]),
        (["move-deal", "D1", "neg"], ["negotiation"]),
        (["tag", "C1", "v"], ["vip"]),
        (["lose-deal", "D1", "--reason", "no"], ["no\\ decision"]),
        (["lose-deal", "D1", "--reason", "'no"], ["no decision"]),
        (["list-contacts", "phon"], ["phone:", "phone:any", "phone:none"]),
        (["list-contacts", "birthday", ":", "t"], ["today", "tomorrow", "this-week", "this-month"]),
        (["list-contacts", "regi"], ["region:", "region:north", "region:south"]),
        (["list-contacts", "tag", ":"], ["press", "vip"]),
        (["list-contacts", "tag", ":", "v"], ["vip"]),
        (["list-contacts", "'tag:vip is:arch"], ["tag:vip is:archived"]),
        (["list-contacts", "region", ":", "n"], ["north"]),
        (["list-deals", "stage", ":", "neg"], ["negotiation"]),
        (["list-contacts", "--sort", "las"], ["last"]),
        (["edit-contact", "C1", "--set", "regi"], ["region="]),
        (["edit-contact", "C1", "--set", "region", "=", "n"], ["north"]),
        (["edit-field", "contact", "reg"], ["region"]),
        (["config", "cur"], ["currency"]),
        (["help", "filt"], ["filters"]),
        (["log", "ca"], ["call"]),
        (["add-task", "x", "--priority", "h"], ["high"]),
        (["set-consent", "C1", "email", "o"], ["out"]),
    ],
)
def test_tab_offers_what_goes_on(tab, words: list[str], offered: list[str]) -> None:
    assert tab(*words) == offered


def test_tab_looks_into_the_file_that_is_named_before_the_command(
    tab, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINYCRM_DB", "/nowhere/crm.db")
    assert tab("show", "Ad") == [""]
    assert tab("--db", str(path), "show", "Ad") == ["Ada-Lovelace"]
    assert tab("show", "--db", str(path), "Ad") == ["Ada-Lovelace"]
