"""A real terminal for tests: the app inside tmux, its screen read until it says what it should."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

PATIENCE = 120.0
"""Seconds after which a screen that does not come is a failure; machines may be busy."""
APP = [sys.executable, "-P", str(Path(__file__).with_name("patient.py"))]
"""The command of the app."""


def missing() -> str:
    """Why there is no such terminal here, "" where there is one."""
    return "" if shutil.which("tmux") else "tmux is not installed"


class Terminal:
    """A session of tmux of its own, with a server of its own, that runs one command."""

    def __init__(self, folder: Path, size: tuple[int, int] = (100, 30), **around: str) -> None:
        self.folder = folder
        self.socket = f"tinycrm-{uuid.uuid4().hex[:12]}"
        self.size = size
        self.around = {
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "home/config"),
            "XDG_STATE_HOME": str(folder / "home/state"),
            "XDG_DATA_HOME": str(folder / "home/data"),
            "TINYCRM_DB": str(folder / "crm.db"),
            **around,
        }
        self.crm = [sys.executable, "-m", "tinycrm"]
        self.number = folder / f"{self.socket}.pid"
        """The file in which the number of the app's process stands."""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.tmux("kill-server", check=False)

    def tmux(self, *arguments: str, check: bool = True) -> str:
        command = ["tmux", "-L", self.socket, "-f", "/dev/null", *arguments]
        plain = {key: value for key, value in os.environ.items() if key != "TMUX"}
        done = subprocess.run(
            command, capture_output=True, text=True, check=check, env={**plain, **self.around}
        )
        return done.stdout

    def start(self, *arguments: str) -> None:
        """Run the app, on a clear terminal; what stays there when it is gone says how it ended."""
        app = f"echo $$ > {shlex.quote(str(self.number))}; exec {shlex.join([*APP, *arguments])}"
        script = ("sh", "-c", f"sh -c {shlex.quote(app)}; echo ENDED $?; exec cat")
        if self.number.exists():
            self.tmux("respawn-pane", "-k", *script)
        else:
            width, height = self.size
            self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), *script)

    def run(self, *arguments: str, stdin: str = "") -> str:
        """Run a command beside the app, and return what it prints."""
        done = subprocess.run(
            [*self.crm, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **self.around},
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them: Enter, Escape, Down, C-z, F5.

        After Escape, wait for what it does: together with the next key it would be another one.
        """
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text at once, as fast as a terminal takes it."""
        self.tmux("send-keys", "-l", text)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def sees(self, *texts: str, gone: str = "") -> str:
        """Wait until the screen has shown each of these texts, and `gone` is not there any more.

        Returns the screen. What is said for some seconds only may be gone again before the rest.
        """
        end, awaited = time.monotonic() + PATIENCE, set(texts)
        while True:
            screen = self.screen()
            awaited = {text for text in awaited if text not in screen}
            if not awaited and (not gone or gone not in screen):
                return screen
            if time.monotonic() > end:
                size = self.tmux("display", "-p", "#{pane_width}x#{pane_height}").strip()
                raise AssertionError(f"{awaited} without {gone!r} is not at {size}:\n{screen}")
            time.sleep(0.05)

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def kill(self) -> None:
        """End the app as a power cut would."""
        os.kill(int(self.number.read_text()), signal.SIGKILL)
        self.sees("ENDED 137")
