"""Commands on a pseudo-terminal: what they show to a person, and what they are answered."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence

from tests.cli.conftest import Result

SECONDS = 120


def on_terminal(
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    typed: str = "",
    answers: Sequence[str] = (),
    asks: str = ") ",
) -> Result:
    """Run `crm` with these arguments, and return its exit code and all that it showed.

    `typed` is typed at the beginning; of the `answers` one is given whenever it waits behind
    `asks`, with which questions end.
    """
    ours, theirs = pty.openpty()
    columns, lines = size
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "tinycrm", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # readline, which pytest imports, sets COLUMNS behind Python's back.
        env=dict(os.environ),
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        left, out = list(answers), b""
        while chunk := read(ours):
            out += chunk
            if left and out.endswith(asks.encode()):
                os.write(ours, left.pop(0).encode() + b"\n")
        os.close(ours)
        code = process.wait(timeout=SECONDS)
    return Result(code, out.decode().replace("\r\n", "\n"), "")


def read(terminal: int) -> bytes:
    """What is shown next; nothing at the end, and where nothing comes for long."""
    if not select.select([terminal], [], [], SECONDS)[0]:
        return b""
    try:
        return os.read(terminal, 4096)
    except OSError:  # on Linux, the end of a terminal that nobody holds open
        return b""
