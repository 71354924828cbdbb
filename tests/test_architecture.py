"""What holds the parts together: the manifest, and what a plain command may load."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import tinycrm
from tinycrm.cli.app import STANDARD_OPTIONS, build
from tinycrm.cli.manifest import COMMANDS, PANELS

HEAVY = (
    "alembic",
    "email_validator",
    "phonenumbers",
    "pydantic",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "textual",
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_shows_an_example(name: str) -> None:
    entry = COMMANDS[name]
    module, function = entry.target.split(":")
    assert callable(getattr(import_module(f"tinycrm.cli.{module}"), function))
    assert entry.output in STANDARD_OPTIONS
    assert entry.examples
    assert all(example.startswith(f"crm {name}") for example in entry.examples)
    assert build(name).name == name
    assert all(f"\n  {example}" in build(name).help for example in entry.examples)


def test_no_command_is_listed_twice() -> None:
    assert sum(map(len, PANELS.values())) == len(COMMANDS)


def test_only_the_store_knows_sql() -> None:
    """Words of SQL at the beginning of a text, in any module that is not the store's."""
    statement = (
        r"\s*(SELECT\b.*|INSERT (OR \w+ )?INTO .*|UPDATE \w+ SET .*|DELETE FROM .*|WITH \w+.* AS .*"
        r"|CREATE (TEMP )?(TABLE|INDEX) .*|SAVEPOINT .*|ROLLBACK\b.*|BEGIN IMMEDIATE|PRAGMA .*)"
    )
    source = Path(tinycrm.__file__).parent
    found = [
        f"{path.relative_to(source)}:{node.lineno}"
        for path in source.rglob("*.py")
        if "store" not in path.relative_to(source).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(statement, node.value, re.DOTALL)
    ]
    assert not found


def test_named_tuples_are_not_where_annotations_are_postponed() -> None:
    """NamedTuple would compile each of them, which costs a command a millisecond."""
    source = Path(tinycrm.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in source.rglob("*.py")}
    found = [
        str(path.relative_to(source))
        for path, text in texts.items()
        if "(NamedTuple):" in text and "from __future__ import annotations" in text
        if "tui" not in path.relative_to(source).parts
    ]
    assert not found


@pytest.mark.parametrize(
    "command",
    [
        ["list-contacts"],
        ["list-deals"],
        ["today"],
        ["search", "ada"],
        ["show-contact", "C1"],
        ["add-contact", "--name", "Ada"],
        ["add-note", "C1", "hello"],
        ["add-task", "Ring Ada", "--due", "tomorrow"],
        ["--help"],
    ],
    ids=lambda command: command[0],
)
def test_a_plain_command_loads_nothing_heavy(command: list[str], path: Path) -> None:
    script = f"""
import os, sys
os.environ["TINYCRM_DB"] = {str(path)!r}
from tinycrm.crm import Crm
with Crm({str(path)!r}) as crm:
    crm.contacts.add(name="Ada Lovelace")
from tinycrm.cli.app import run
code = run({command!r})
loaded = sorted(set({HEAVY!r}) & set(sys.modules))
sys.exit(f"loaded {{loaded}}, exit code {{code}}" if loaded or code else 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
