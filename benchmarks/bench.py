"""Measures the commands as a shell meets them: `make bench`, or `python benchmarks/bench.py`.

Every command runs many times in a fresh process, interleaved with `python -c pass`, and is told
as a multiple of that: milliseconds differ from machine to machine, multiples hardly.
"""

import argparse
import csv
import json
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, repeat
from pathlib import Path
from typing import NamedTuple

import app
from generate import make

PYTHON = [sys.executable]
CRM = [str(Path(sys.executable).with_name("crm"))]
NOTHING = "import typer; a = typer.Typer(); a.command()(lambda: None); a()"
SMALL, LARGE = 10_000, 1_000_000
GOOGLE = (
    "First Name,Last Name,Organization Name,Labels,Phone 1 - Label,E-mail 1 - Value,Phone 1 - Value"
)


class Case(NamedTuple):
    """A command line to measure, and how many times `python -c pass` it may take.

    `more` gives further arguments, others in each round.
    """

    name: str
    arguments: list[str]
    target: float
    more: Iterator[list[str]] | None = None
    environment: dict[str, str] | None = None
    terminal: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the commands against their targets.")
    parser.add_argument("--quick", action="store_true", help="only the small file, few rounds")
    parser.add_argument("--size", type=int, default=LARGE, help="contacts in the large file")
    parser.add_argument("--rounds", type=int, default=25, help="runs of each command")
    options = parser.parse_args()
    rounds = 7 if options.quick else options.rounds
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.db"
        shutil.copy(make(SMALL), small)
        heading(f"{SMALL:,} contacts, {5 * SMALL:,} activities")
        measure([*reading(7.0), *writing(small), *starting(Path(folder))], small, rounds)
        imports(Path(folder), [10_000] if options.quick else [10_000, 100_000])
        if not options.quick:
            files(Path(folder))
            heading(f"{options.size:,} contacts, {5 * options.size:,} activities")
            measure([*reading(8.5), completing()], make(options.size), rounds)
        tiny = Path(folder) / "tiny.db"
        shutil.copy(make(100), tiny)
        app.measure(CRM[0], tiny, make(SMALL if options.quick else options.size), rounds)


def heading(text: str) -> None:
    print(f"\n{text}\n{'':44}{'ms':>8}{'× pass':>9}{'target':>9}")


def reading(target: float) -> list[Case]:
    return [
        Case("list-contacts", ["list-contacts"], target),
        Case("search", ["search", "lovel ada"], target),
        Case("show-contact", ["show-contact", "C777"], target),
        Case("list-deals", ["list-deals"], target),
        Case("today", ["today"], target),
    ]


def writing(path: Path) -> list[Case]:
    tasks = ids(path, "list-tasks")
    deals = ids(path, "list-deals", "stage:lead is:open")
    reach = ["--email", "ada@example.com", "--phone", "+44 20 7946 0958"]
    return [
        Case("add-contact --name", ["add-contact", "--name", "Ada Lovelace"], 7.0),
        Case("add-contact with e-mail and phone", ["add-contact", "--name", "Ada", *reach], 12.0),
        Case("add-note", ["add-note", "C12", "prefers mornings"], 7.0),
        Case("add-task", ["add-task", "Ring back", "--for", "C12", "--due", "tomorrow"], 7.0),
        Case("done", ["done"], 7.0, ([task] for task in tasks)),
        Case("move-deal", ["move-deal"], 7.0, ([deal, "Negotiation"] for deal in deals)),
    ]


def starting(folder: Path) -> list[Case]:
    fresh = (["--db", str(folder / f"new{number}.db")] for number in count())
    return [
        Case("--help", ["--help"], 6.0),
        Case("--help on a terminal", ["--help"], 13.0, environment={"PAGER": "cat"}, terminal=True),
        Case("list-contacts, file does not exist yet", ["list-contacts"], 9.0, fresh),
    ]


def completing() -> Case:
    asked = {
        "_CRM_COMPLETE": "complete_bash",
        "COMP_WORDS": "crm show-contact Ad",
        "COMP_CWORD": "2",
    }
    return Case("completion of a name", [], 7.0, environment=asked)


def ids(path: Path, *arguments: str) -> list[str]:
    command = [*CRM, *arguments, "--ids", "--limit", "500"]
    found = subprocess.run(
        command, env=environment(path), capture_output=True, text=True, check=True
    )
    return found.stdout.split()


def environment(path: Path) -> dict[str, str]:
    """This one, but with compiled modules kept, as on any machine that has installed them."""
    kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "TINYCRM_DB": str(path)}


def measure(cases: list[Case], path: Path, rounds: int) -> None:
    """Run all cases in turn, `rounds` times, and print their medians."""
    around = environment(path)
    runs: dict[str, Callable[[], None]] = {
        "python -c pass": lambda: run([*PYTHON, "-c", "pass"], around),
        "a Typer program that does nothing": lambda: run([*PYTHON, "-c", NOTHING], around),
    }
    targets = {}
    for case in cases:
        runs[case.name] = runner(case, around)
        targets[case.name] = case.target
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, once in runs.items():
            started = time.perf_counter()
            once()
            # The first round fills the caches.
            if number:
                times[name].append(time.perf_counter() - started)
    base = statistics.median(times["python -c pass"])
    for name, seconds in times.items():
        tell(name, statistics.median(seconds), base, targets.get(name))


def runner(case: Case, around: dict[str, str]) -> Callable[[], None]:
    more = case.more or repeat([])
    surroundings = {**around, **(case.environment or {})}
    on = run_on_terminal if case.terminal else run
    return lambda: on([*CRM, *case.arguments, *next(more)], surroundings)


def tell(name: str, seconds: float, base: float, target: float | None) -> None:
    wanted = "" if target is None else f"{target:9.1f}"
    verdict = "  MISSED" if target is not None and seconds / base > target else ""
    print(f"{name:44}{seconds * 1000:8.1f}{seconds / base:9.1f}{wanted}{verdict}")


def run(command: list[str], around: dict[str, str]) -> None:
    done = subprocess.run(command, env=around, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")


def run_on_terminal(command: list[str], around: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, env=around, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:
        pass  # the end of what was written, as Linux tells it
    os.close(ours)
    if process.wait():
        raise SystemExit(f"{' '.join(command)} failed on a terminal")


def imports(folder: Path, sizes: list[int]) -> None:
    """Measure `add-contact -` with many contacts, its memory, and taking it back."""
    limits = {10_000: 2.5, 100_000: 25.0}
    for size in sizes:
        source = folder / f"{size}.jsonl"
        with source.open("w") as file:
            for number in range(size):
                file.write(json.dumps(contact(number)) + "\n")
        around = environment(folder / f"import-{size}.db")
        imported, peak = spend([*CRM, "add-contact", "-"], around, source)
        undone, _ = spend([*CRM, "undo"], around, source)
        print(f"{f'add-contact -, {size:,} contacts':44}{imported:7.2f} s{limits[size]:15.1f} s")
        print(f"{'  its peak memory':44}{peak:6.0f} MB{'100 MB' if size == 10_000 else '':>18}")
        print(f"{'  undo of it':44}{undone:7.2f} s{imported:15.2f} s")


def files(folder: Path) -> None:
    """Measure files in and out of a database of 100,000 contacts."""
    # In a process of its own: what a parent has needed counts as its children's peak memory.
    generator = str(Path(__file__).with_name("generate.py"))
    subprocess.run([*PYTHON, generator, "--contacts", "100000"], check=True, capture_output=True)
    path = folder / "hundred-thousand.db"
    shutil.copy(make(100_000), path)
    google = folder / "google.csv"
    with google.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(GOOGLE.split(","))
        for number in range(10_000):
            reach = (
                f"grace{number}@example.org",
                f"+1 {401 + number // 1000} 555 {number % 1000:04}",
            )
            rows.writerow(["Grace", f"Hopper {number}", "Navy", "* myContacts", "* Work", *reach])
    heading("100,000 contacts, files in and out")
    for name, arguments, limit in (
        ("import 10,000 of a Google CSV", ["import", str(google)], 4.0),
        ("export contacts as CSV", ["export", "contacts", "--csv"], 2.0),
        ("export contacts as vCard", ["export", "contacts", "--vcard"], 6.0),
        ("dedupe", ["dedupe", "--json"], 60.0),
    ):
        seconds, peak = spend([*CRM, *arguments], environment(path), google)
        print(f"{name:44}{seconds:7.2f} s{limit:15.1f} s")
        print(f"{'  its peak memory':44}{peak:6.0f} MB")


def contact(number: int) -> dict[str, object]:
    return {
        "name": f"Ada Lovelace {number}",
        "email": [f"ada{number}@example.com"],
        "phone": [f"+1 {201 + number // 10000} 555 {number % 10000:04}"],
        "company": f"Engines {number % 1000}",
        "tags": ["vip", f"group {number % 7}"],
    }


def spend(command: list[str], around: dict[str, str], source: Path) -> tuple[float, float]:
    """Seconds that a command takes with a file as its input, and its peak memory in MB."""
    started = time.perf_counter()
    with source.open() as file:
        process = subprocess.Popen(command, env=around, stdin=file, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, usage.ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
