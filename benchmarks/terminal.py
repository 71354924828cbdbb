"""A program in a pseudo-terminal, and what stands on the screen that it paints."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

COLUMNS, ROWS = 120, 40
QUIET = 0.06
"""Seconds without output after which a screen counts as painted.

Less than the cursor has to rest before the page beside the list is read.
"""
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[@-Z\\-_]")
PAINTED = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b.|(\n)|\r|([^\x1b\r\n]+)"
)
CUT_OFF = re.compile(rb"(?:\x1b[^A-Za-z]*|[\xc0-\xff][\x80-\xbf]*)$")
"""The beginning of a sequence or of a character, the rest of which is still to come."""


class Terminal:
    """A program in a pseudo-terminal of its own, and what it has written so far."""

    def __init__(
        self, command: Sequence[str], around: dict[str, str], columns: int = COLUMNS
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), around)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        self.written = bytearray()
        """Grows in place: a copy of megabytes at each read would count as time of a key."""

    def read(self, seconds: float) -> bytes:
        """What is written within so many seconds; returns at the first output."""
        if not select.select([self.file], [], [], seconds)[0]:
            return b""
        try:
            found = os.read(self.file, 1 << 20)
        except OSError:
            return b""
        self.written += found
        return found

    def wait_for(self, text: str, seconds: float = 30) -> float:
        """Seconds from the start until a text has been painted."""
        end = time.perf_counter() + seconds
        at = time.perf_counter()
        while text.encode() not in ESCAPES.sub(b"", self.written):
            if at > end:
                raise SystemExit(f"{text!r} was not painted within {seconds} s")
            self.read(0.5)
            at = time.perf_counter()
        return at - self.started

    def settle(self) -> None:
        while self.read(QUIET * 3):
            pass

    def press(self, keys: bytes, quiet: float = QUIET) -> float:
        """Seconds from a key to the end of what it paints."""
        began = last = time.perf_counter()
        os.write(self.file, keys)
        patience = 2.0
        while self.read(patience):
            last = time.perf_counter()
            patience = quiet
        return last - began

    def strike(self, keys: bytes, seconds: float) -> list[tuple[float, bytes]]:
        """What a key paints within so many seconds, piece by piece, and how long each took."""
        began = time.perf_counter()
        os.write(self.file, keys)
        pieces = []
        while (left := began + seconds - time.perf_counter()) > 0:
            if piece := self.read(left):
                pieces.append((time.perf_counter() - began, piece))
        return pieces

    def memory(self) -> float:
        """Megabytes of memory that the program holds."""
        # Not from `status`, whose count is off by megabytes on machines with many processors.
        held = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.findall(r"Rss:\s+(\d+)", held)[0]) / 1024

    def cpu(self) -> float:
        """Seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def idle(self, seconds: float) -> float:
        """Per cent of a processor that the program uses while nobody touches it."""
        self.settle()
        before, end = self.cpu(), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)
        return 100 * (self.cpu() - before) / seconds

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


@contextmanager
def running(
    command: Sequence[str], around: dict[str, str], columns: int = COLUMNS
) -> Iterator[Terminal]:
    terminal = Terminal(command, around, columns)
    try:
        yield terminal
    finally:
        terminal.end()


class Screen:
    """The text that a program has painted; each character is one cell wide here."""

    def __init__(self) -> None:
        self.lines: dict[int, str] = {}
        self.row = self.column = 0
        self.rest = b""

    def take(self, written: bytes) -> None:
        written = self.rest + written
        cut = CUT_OFF.search(written)
        self.rest = written[cut.start() :] if cut else b""
        text = written[: len(written) - len(self.rest)].decode(errors="replace")
        for row, column, new_line, words in PAINTED.findall(text):
            if row:
                self.row, self.column = int(row), int(column) - 1
            elif new_line:
                self.row, self.column = self.row + 1, 0
            elif words:
                line = self.lines.get(self.row, "").ljust(self.column)
                self.column += len(words)
                self.lines[self.row] = (
                    line[: self.column - len(words)] + words + line[self.column :]
                )

    def text(self, first: int, last: int, width: int) -> list[str]:
        """The beginnings of some lines, which are counted from 1."""
        return [self.lines.get(row, "")[:width] for row in range(first, last + 1)]
