"""The app on a pseudo-terminal of its own, byte by byte, at the end where a person is."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

from tests.tui.terminal import APP, PATIENCE


class BareTerminal:
    """The process, and what it has written since it was last looked for something."""

    def __init__(self, path: Path) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            APP,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TINYCRM_DB": str(path), "TERM": "xterm"},
            start_new_session=True,
        )
        os.close(theirs)
        self.out = b""
        self.open = True

    def write(self, data: bytes) -> None:
        while data:
            self.read()
            data = data[os.write(self.ours, data[:512]) :]

    def read(self) -> None:
        """Take what has been written by now."""
        try:
            while select.select([self.ours], [], [], 0.01)[0]:
                self.out += os.read(self.ours, 65536)
        except OSError:  # on Linux, the end of a terminal that nobody holds open
            time.sleep(0.01)

    def sees(self, *texts: bytes) -> bytes:
        """Wait until all these texts were written; returns all that was."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.out for text in texts):
            assert time.monotonic() < end, (texts, self.out[-2000:])
            self.read()
        seen, self.out = self.out, b""
        return seen

    def vanish(self) -> None:
        """Take the terminal away, as a window that is closed does."""
        if self.open:
            os.close(self.ours)
        self.open = False

    def ends(self) -> int:
        """Wait until the app has ended; returns its exit code."""
        return self.process.wait(PATIENCE)

    def __enter__(self) -> "BareTerminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.vanish()
