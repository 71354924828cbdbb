"""Real processes on a real file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def world(path: Path) -> dict[str, str]:
    """The environment of a command that works on the test's own file."""
    return {**os.environ, "TINYCRM_DB": str(path)}


def start(world: dict[str, str], *arguments: str, **options: object) -> "subprocess.Popen[str]":
    """Start `crm` with these arguments as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tinycrm", *arguments],
        env=world,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )
