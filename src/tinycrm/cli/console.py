"""What a person sees on a terminal: rich's console, its tables, and a pager for what is longer.

rich costs as much as two starts of Python: this is imported only where there is a terminal.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tinycrm.cli.columns import FLOORS, GIVING_WAY, LEAST, RIGHT, for_people
from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rich.console import RenderableType

    from tinycrm.cli.columns import Columns
    from tinycrm.cli.session import Session

GAP = 2
NARROW = 4
"""How few cells a text is cut to where all else does not help."""


def console(session: Session) -> Console:
    """A console on which data is never markup, emoji codes or highlighted."""
    screen = Console(
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not session.colour(),
        force_terminal=True if session.forced_colour() else None,
        soft_wrap=False,
    )
    if screen.width < 1:  # COLUMNS=0 means that nobody knows
        screen.width = 80
    return screen


def show(session: Session, *parts: RenderableType) -> None:
    """Write for a person, through a pager where it is longer than the screen."""
    screen = console(session)
    if not (session.is_terminal and sys.stdin.isatty()) or os.environ.get("TERM") == "dumb":
        for part in parts:
            screen.print(part)
        return
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    text = captured.get()
    # The line that the shell's prompt takes is not free.
    if text.count("\n") < screen.height or not paged(text):
        sys.stdout.write(text)


def paged(text: str) -> bool:
    """Show a text in $PAGER, else in less; False where that cannot be started."""
    try:
        command = shlex.split(os.environ.get("PAGER", "less -FRX"))
        # As git has it: less keeps colours, and a text that fits stays on the screen.
        settings = {"LESS": "FRX", **os.environ}
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=settings)
    except (OSError, ValueError, IndexError):
        return False
    # Ctrl-C belongs to the pager while it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def grid(
    session: Session,
    columns: Columns,
    rows: Iterable[Any],
    today: date,
    *,
    headings: bool = True,
) -> Table:
    """A table of records. Where the terminal is narrow, the least important columns are left out.

    References, dates and amounts stay whole; texts are cut where they have to be.
    """
    shown = [column for column in columns if column[2] != "currency"]
    cells = [
        [safe_text(for_people(row, field, kind, today)) for _, field, kind in shown] for row in rows
    ]
    widths = fitting(shown, cells, console(session).width, headings)
    table = Table(
        box=None, show_header=headings, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold"
    )
    for place, width in widths.items():
        heading, _, kind = shown[place]
        table.add_column(
            heading,
            justify="right" if kind in RIGHT else "left",
            style="dim" if kind in ("ref", "instant") else "",
            no_wrap=True,
            width=width,
        )
    for row in cells:
        table.add_row(*(cell_text(row[place], shown[place][2]) for place in widths))
    return table


def fitting(
    columns: Sequence[tuple[str, str, str]], cells: list[list[str]], width: int, headings: bool
) -> dict[int, int]:
    """The places of the columns to show, those that hold anything, each with its width."""
    whole: dict[int, int] = {}
    for place, (heading, _, _) in enumerate(columns):
        widest = max((cell_len(row[place]) for row in cells), default=0)
        if widest:
            whole[place] = max(widest, len(heading) if headings else 0)
    least = {place: at_least(columns[place], needs) for place, needs in whole.items()}
    for field in GIVING_WAY:
        if room(width, least) >= 0:
            break
        least = {place: needs for place, needs in least.items() if columns[place][1] != field}
    for place in sorted(least, key=lambda place: -least[place]):
        if columns[place][2] == "text":
            least[place] -= max(0, min(least[place] - NARROW, -room(width, least)))
    return shared_out(room(width, least), least, whole)


def at_least(column: tuple[str, str, str], whole: int) -> int:
    """How wide a column has to be: texts may be cut, the others may not."""
    _, field, kind = column
    return min(whole, FLOORS.get(field, LEAST)) if kind == "text" else whole


def room(width: int, widths: dict[int, int]) -> int:
    """What columns of these widths leave of a line; negative where they are too wide for it."""
    return width - sum(widths.values()) - GAP * (len(widths) - 1)


def shared_out(spare: int, least: dict[int, int], whole: dict[int, int]) -> dict[int, int]:
    """The least widths, and what is to spare given to those that need more, in equal parts."""
    widths = dict(least)
    needy = sorted(least, key=lambda place: whole[place] - least[place])
    for done, place in enumerate(needy):
        more = max(0, min(whole[place] - least[place], spare // (len(needy) - done)))
        widths[place] += more
        spare -= more
    return widths


def cell_text(cell: str, kind: str) -> Text:
    """A cell of one line, cut with an ellipsis where its column is too narrow."""
    overdue = kind == "due" and cell.endswith(" over")
    return Text(cell, style="red" if overdue else "", no_wrap=True, overflow="ellipsis")
