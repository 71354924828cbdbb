"""Runs the command line in this process, against a file of the test's own."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tinycrm.cli.app import run as run_command


class Result(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("add-contact", "--name", "Ada", stdin="", code=0)`: asserts the exit code."""
    monkeypatch.setenv("TINYCRM_DB", str(path))

    def call(*arguments: str, stdin: str | bytes = "", code: int = 0) -> Result:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        result = Result(run_command(list(arguments)), *capsys.readouterr())
        assert result.code == code, f"crm {' '.join(arguments)}: {result}"
        return result

    return call
