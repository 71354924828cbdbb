"""`pipeline`: the deals by stage, with their sums and weighted sums."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.session import Session
from tinycrm.cli.words import cut_text, for_a_person
from tinycrm.domain.money import decimal_text, format_compact
from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from tinycrm.store.board import Board, Card, Column


def pipeline(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[PIPELINE]",
            help="Which; the first one unless given.",
            autocompletion=completion.pipeline,
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="At most so many deals a stage.")
    ] = 10,
) -> None:
    session = ctx.obj
    board = session.crm.deals.board(name, limit)
    if session.json:
        output.write_json(shape(session, board))
    elif for_a_person(session):
        lay_out(session, board)
    else:
        sys.stdout.writelines("\t".join(map(safe_text, line)) + "\n" for line in lines(board))


def lines(board: "Board") -> Iterable[tuple[str, ...]]:
    """The board for programs; the first word of a line says what it tells.

    `stage`, name, deals · `sum`, stage, currency, sum, weighted sum · `deal`, stage, reference,
    title, person, firm, amount, currency, expected close.
    """
    for column in board.columns:
        stage = column.stage.name
        yield "stage", stage, str(column.deals)
        for each in column.sums:
            amounts = (decimal_text(minor, each.currency) for minor in each[2:])
            yield "sum", stage, each.currency, *amounts
        for deal, *_ in column.cards:
            amount = "" if deal.amount is None else decimal_text(deal.amount, deal.currency)
            who = deal.contact or "", deal.company or ""
            close = deal.expected_close_on or ""
            yield "deal", stage, deal.ref, deal.title, *who, amount, deal.currency, close


def shape(session: Session, board: "Board") -> dict[str, Any]:
    """The board as JSON has it; the deals are in their documented shape."""
    return {
        "pipeline": board.pipeline,
        **figures(board),
        "stages": [
            {
                "name": column.stage.name,
                "probability": column.stage.probability,
                "stale_days": column.stage.stale_days,
                **figures(column),
                "cards": list(cards(session, column.cards)),
            }
            for column in board.columns
        ],
    }


def figures(part: "Board | Column") -> dict[str, Any]:
    """The figures of a stage or of all: counts, and money twice, as text and in minor units."""
    return {
        "deals": part.deals,
        "without_amount": part.without_amount,
        "stale": part.stale,
        "sums": [
            {
                "currency": each.currency,
                "deals": each.deals,
                "amount": decimal_text(each.amount, each.currency),
                "amount_minor": each.amount,
                "weighted": decimal_text(each.weighted, each.currency),
                "weighted_minor": each.weighted,
            }
            for each in part.sums
        ],
    }


def cards(session: Session, shown: "list[Card]") -> Iterable[dict[str, Any]]:
    shapes = output.shapes_of(session, "deal", [card.deal for card in shown])
    for card, deal in zip(shown, shapes, strict=True):
        yield {**deal, "quiet_days": card.quiet_days, "stale": card.stale}


def lay_out(session: Session, board: "Board") -> None:
    """Write the board for a person: a line for each stage, and its deals below it."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import show

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("", style="dim", no_wrap=True)
    # Only these two give way where the terminal is narrow; their cells are cut, not wrapped.
    grid.add_column(Text(safe_text(board.pipeline)))
    grid.add_column("With")
    for heading in ("Sum", "Likely", "Quiet"):
        grid.add_column(heading, justify="right", no_wrap=True)
    for column in board.columns:
        grid.add_row("", *heading_row(column.stage.name, column), style="bold")
        for card in column.cards:
            grid.add_row(*card_row(card))
        if column.deals > len(column.cards):
            grid.add_row("", f"  … {column.deals - len(column.cards)} more", style="dim")
    grid.add_row()
    grid.add_row("", *heading_row("All", board), style="bold")
    show(session, grid)


def heading_row(name: str, part: "Board | Column") -> tuple[Any, ...]:
    from rich.text import Text

    amounts = Text("\n".join(format_compact(each.amount, each.currency) for each in part.sums))
    likely = Text("\n".join(format_compact(each.weighted, each.currency) for each in part.sums))
    stale = Text(f"{part.stale} stale" if part.stale else "", style="red not bold")
    return cut_text(f"{name} · {part.deals}"), "", amounts, likely, stale


def card_row(card: "Card") -> tuple[Any, ...]:
    from rich.text import Text

    deal = card.deal
    who = " · ".join(name for name in (deal.contact, deal.company) if name)
    amount = "" if deal.amount is None else format_compact(deal.amount, deal.currency)
    quiet = Text(f"{card.quiet_days} d", style="red" if card.stale else "dim")
    if card.stale:
        quiet = Text("! ", style="red") + quiet
    title = cut_text(f"  {deal.title}")
    return Text(deal.ref), title, cut_text(who), Text(amount), "", quiet
