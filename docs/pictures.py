"""Draws the README's pictures from the demo file: `make pictures`."""

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

WIDTH = 96
IMAGES = Path(__file__).parent / "images"
PICTURES = {
    "today.svg": [["today", "--limit", "9"], ["list-deals", "stage:negotiation"]],
    "show.svg": [["show", "C1"]],
}


def crm(file: str, *arguments: str) -> str:
    """What a command prints on a terminal of that width."""
    done = subprocess.run(
        [sys.executable, "-m", "tinycrm", "--db", file, *arguments],
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def draw(name: str, commands: list[list[str]], file: str) -> None:
    console = Console(record=True, width=WIDTH, force_terminal=True, file=StringIO())
    for arguments in commands:
        console.print(Text(f"$ crm {' '.join(arguments)}", style="bold green"))
        console.print(Text.from_ansi(crm(file, *arguments)))
    svg = console.export_svg(title="tinycrm", theme=MONOKAI)
    # The picture must not fetch its font from anywhere.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (IMAGES / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        demo = str(Path(folder) / "demo.db")
        crm(demo, "demo", demo)
        for picture, lines in PICTURES.items():
            draw(picture, lines, demo)
