"""`today`: what wants doing, and why."""

from typing import Annotated

import typer

from tinycrm.cli import output
from tinycrm.cli.session import Session
from tinycrm.cli.words import cut_text, for_a_person
from tinycrm.store.agenda import AgendaItem
from tinycrm.store.agenda import today as items_of_today

WIDE = 110
"""From how many columns on whom something is with and its reason stand side by side."""
REASON = 36
"""Wide enough for “every 60 d, last spoke 174 d ago”."""
FIRST_COLUMNS = 24
"""What a reference and a time take, with the gaps between the columns."""
COLUMNS = (
    ("", "ref", "ref"),
    ("", "reason", "text"),
    ("", "words", "text"),
    ("", "on", "text"),
    ("", "title", "text"),
    ("", "who", "text"),
    ("", "priority", "text"),
)


def today(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
) -> None:
    session = ctx.obj
    items = items_of_today(session.crm.db, limit)
    if not for_a_person(session):
        output.table(session, COLUMNS, items)
    elif items:
        lay_out(session, items)
    else:
        session.tell("Nothing wants doing today.")


def lay_out(session: Session, items: list[AgendaItem]) -> None:
    """Write the items for a person: when or why, what, with whom, and what there is to say.

    On a narrow terminal the reason for which a deal or a person is there stands in the place of
    whom it is with.
    """
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import console, show

    width = console(session).width
    wide = width >= WIDE
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    # Where the terminal is narrow, texts give way; their cells are cut, not wrapped.
    if wide or width < 80:
        grid.add_column()
        grid.add_column()
    else:
        grid.add_column(max_width=width - REASON - FIRST_COLUMNS)
        grid.add_column(max_width=REASON)
    if wide:
        grid.add_column(style="dim", no_wrap=True)
    for item in items:
        # Of a task the day is all there is to say; the others have a reason and words for it.
        task = item.reason in ("overdue", "due")
        why, more = (item.words, "") if task else (item.reason, item.words)
        urgent = "red" if item.reason in ("overdue", "stale") else ""
        high = " !" if item.priority == "high" else ""
        said = [cut_text(item.who), cut_text(more)]
        if not wide:
            said = [said[0] if task else said[1]]
        grid.add_row(item.ref, Text(why, style=urgent), cut_text(item.title + high), *said)
    show(session, grid)
