"""Measures the full-screen app in a pseudo-terminal, beside the smallest Textual apps."""

import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from terminal import ROWS, Screen, running

NARROW = 100
"""Columns in which no page stands beside a list, whose painting is no part of a key's."""
FILTERED = 0.9
"""Seconds within which a letter of a filter has led to its rows, also on a slow machine."""
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
Hello().run()
"""
CLOCK = """
from datetime import datetime
from textual.app import App
from textual.widgets import Static
class Clock(App):
    def compose(self):
        yield Static("Hello, world")
    def on_mount(self):
        self.set_interval(1, self.tick)
    def tick(self):
        self.query_one(Static).update(f"{datetime.now():%H:%M:%S}")
Clock().run()
"""
EMPTY_LIST = """
from textual.app import App
from textual.widgets import OptionList
class Empty(App):
    def compose(self):
        yield OptionList(*(f"Hello, world {n}" for n in range(100)))
Empty().run()
"""
FILTERS = ("anna", "tag:vip", "7946", "lovel ada", "quiet:>30d", "lifecycle:customer")


def measure(crm: str, small: Path, large: Path, rounds: int) -> None:
    """Print the figures of the app over a small file and over a large one, in this many starts."""
    around = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
        # An installed program is compiled already.
        around.pop(name, None)
    folder = str(small.parent)
    around |= {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}
    over = {path: {**around, "TINYCRM_DB": str(path)} for path in (small, large)}
    hello = [sys.executable, "-c", HELLO]
    skip_tour([crm], over[small])
    starts: dict[str, list[float]] = {"hello": [], "small": [], "large": []}
    for _ in range(rounds):
        for name, command, given, text in (
            ("hello", hello, around, "Hello, world"),
            ("small", [crm], over[small], "To do ·"),
            ("large", [crm], over[large], "To do ·"),
        ):
            with running(command, given) as terminal:
                starts[name].append(terminal.wait_for(text))
    base, few, many = (statistics.median(times) for times in starts.values())
    print(f"\n{'The app in a terminal':44}{'ms':>8}{'':>9}{'target':>9}")
    tell("Textual's hello world", base * 1000)
    tell("start, small file", few * 1000, few / base, 1.5, "×")
    tell("start, large file", many * 1000, many / few, 1.2, "×")
    keys([crm], over[large])
    typing([crm], over[large])
    resting(hello, [crm], over[large])


def skip_tour(command: Sequence[str], around: dict[str, str]) -> None:
    """Start once and leave the cards of the first start, which would lie over the list."""
    with running(command, around) as terminal:
        terminal.wait_for("To do ·")
        terminal.settle()
        terminal.press(b"\x1b")
        time.sleep(0.5)


def keys(command: Sequence[str], around: dict[str, str]) -> None:
    """Print how long keys take in a long list, beside Textual's own list of a hundred lines."""
    with running([sys.executable, "-c", EMPTY_LIST], around, NARROW) as terminal:
        terminal.wait_for("Hello, world")
        terminal.settle()
        base = p95([terminal.press(b"\x1b[B") for _ in range(60)])
    tell("key in a list of Textual's, p95", base * 1000)
    with running(command, around, NARROW) as terminal:
        terminal.wait_for("To do ·")
        terminal.press(b"2")
        terminal.settle()
        time.sleep(2)
        for name, pressed, times in (
            ("line down", b"\x1b[B", 60),
            ("page down", b"\x1b[6~", 60),
            ("end", b"\x1b[F", 1),
            ("page up from the end", b"\x1b[5~", 60),
        ):
            taken = p95([terminal.press(pressed) for _ in range(times)])
            tell(f"{name}, p95", taken * 1000, (taken - base) * 1000, 25, "+")
        taken = p95([terminal.press(key) for key in (b"\x1b[H", b"\x1b[F") * 10])
        tell("first and last line, p95", taken * 1000, (taken - base) * 1000, 25, "+")


def typing(command: Sequence[str], around: dict[str, str]) -> None:
    """Print how long it takes from a letter of a filter to the list that it leads to.

    That is the last change of any text below the title, which counts what was found when that is
    known: of the rows, of the line of the filter and of what is offered under it.
    """
    screen, times, sizes = Screen(), [], []
    with running(command, around, NARROW) as terminal:
        terminal.wait_for("To do ·")
        terminal.press(b"2")
        terminal.settle()
        time.sleep(2)
        screen.take(bytes(terminal.written))
        for piece in terminal.strike(b"/", FILTERED):
            screen.take(piece[1])
        for word in FILTERS:
            for letter in word:
                pieces = terminal.strike(letter.encode(), FILTERED)
                times.append(last_change(screen, pieces))
                sizes.append(sum(len(piece) for _, piece in pieces))
            for piece in terminal.strike(b"\x15", FILTERED):
                screen.take(piece[1])
    taken = p95(times) * 1000
    tell("letter to filtered list, p95", taken, taken, 100)
    tell("  its median", statistics.median(times) * 1000)
    tell("  kB written for a letter, mean", statistics.mean(sizes) / 1000)


def last_change(screen: Screen, pieces: list[tuple[float, bytes]]) -> float:
    """Seconds from a key to the last change of text between the title and the last line."""
    last = 0.0
    for at, piece in pieces:
        before = screen.text(3, ROWS - 1, NARROW - 2)
        screen.take(piece)
        if screen.text(3, ROWS - 1, NARROW - 2) != before:
            last = at
    return last


def resting(hello: Sequence[str], command: Sequence[str], around: dict[str, str]) -> None:
    """Print the memory of a large file that is looked at, and what the app does when left alone."""
    with running(hello, around) as terminal:
        terminal.wait_for("Hello, world")
        terminal.settle()
        base = terminal.memory()
    with running([sys.executable, "-c", CLOCK], around) as terminal:
        terminal.wait_for("Hello, world")
        clock = terminal.idle(5)
    with running(command, around) as terminal:
        terminal.wait_for("To do ·")
        terminal.press(b"2")
        time.sleep(2)
        for key in (b"\x1b[F", b"\x1b[5~", b"\x1b[H"):
            terminal.press(key)
        memory = terminal.memory()
        terminal.idle(3)  # What is counted in the background has been counted by then.
        idle = terminal.idle(5)
        for place in b"13456782":
            terminal.press(bytes([place]))
            time.sleep(2)
        visited = terminal.memory()
    tell("memory, MB over hello world", memory - base, memory - base, 40)
    tell("  after all places were looked at", visited - base, visited - base, 50)
    # A clock that ticks uses less than can be counted in five seconds.
    tell("idle, % of a processor", idle, idle, max(clock, 1))


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]


def tell(
    name: str, value: float, figure: float = 0, target: float | None = None, sign: str = " "
) -> None:
    """Print a measured value, the figure that counts and its target, and whether it is missed."""
    if target is None:
        print(f"{name:44}{value:>8.0f}", flush=True)
        return
    digits = 2 if sign == "×" else 0 if target > 1 else 1
    verdict = "  MISSED" if figure > target else ""
    print(
        f"{name:44}{value:>8.{digits % 2}f}{sign:>3}{figure:>6.{digits}f}"
        f"{sign:>3}{target:>6.{digits}f}{verdict}",
        flush=True,
    )
