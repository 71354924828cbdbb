"""What a failure says, and its exit code, where the request is out of all proportion."""

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "command",
    [
        ("list-contacts", "--limit", "9" * 30),
        ("list-contacts", "--limit", str(2**63 - 1), "--offset", str(2**63 - 1)),
        ("search", "ada", "--limit", "9" * 30),
        ("timeline", "--limit", "9" * 30),
        ("history", "--limit", "9" * 30),
        ("undo", "--step", "9" * 30),
        ("redo", "--step", "9" * 30),
    ],
)
def test_a_number_beyond_the_engine_is_refused_in_words(run: Run, command: tuple[str, ...]) -> None:
    run("add-contact", "--name", "Ada")
    assert "larger than the file can hold" in run(*command, code=5).err


def test_an_error_does_not_repeat_a_text_of_a_megabyte(run: Run) -> None:
    long = "x" * 100_000
    run("add-contact", "--name", long)
    run("add-contact", "--name", long)
    assert len(run("show", "x", code=4).err) < 5000
    assert len(run("show", "C1", long, code=2).err) < 5000


def test_an_option_without_its_value_leads_to_the_help_of_its_command(run) -> None:
    for before in ((), ("--db", "tag")):
        told = run(*before, "link-deal", "D1", "C1", "--role", code=2).err
        assert "See: crm link-deal --help" in told
