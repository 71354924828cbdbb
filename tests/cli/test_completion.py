"""What the shell offers can be put on a command line, and runs nothing."""

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
