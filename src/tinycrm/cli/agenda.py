"""`today`: what wants doing, and why."""

from typing import Annotated

import typer

from tinycrm.cli import output
from tinycrm.cli.session import Session
from tinycrm.cli.words import cut_text, for_a_person
from tinycrm.store.agenda import AgendaItem
from tinycrm.store.agenda import today as items_of_today

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
    """Write the items for a person: when or why, what, with whom, and what there is to say."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import show

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    # Where the terminal is narrow, the last three give way; their cells are cut, not wrapped.
    for style, fixed in (("dim", True), ("", True), ("", False), ("", False), ("dim", False)):
        grid.add_column(style=style, no_wrap=fixed)
    for item in items:
        # Of a task the day is all there is to say; the others have a reason and words for it.
        task = item.reason in ("overdue", "due")
        why, more = (item.words, "") if task else (item.reason, item.words)
        urgent = "red" if item.reason in ("overdue", "stale") else ""
        high = " !" if item.priority == "high" else ""
        grid.add_row(
            item.ref,
            Text(why, style=urgent),
            cut_text(item.title + high),
            cut_text(item.who),
            cut_text(more),
        )
    show(session, grid)
