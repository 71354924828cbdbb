"""`report`: figures over many records."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.session import Session
from tinycrm.cli.words import for_a_person
from tinycrm.domain.money import decimal_text
from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import UsageError

if TYPE_CHECKING:
    from tinycrm.reports.month import MonthFigures

REPORTS = ("month",)
MONEY = ("won", "before", "open", "forecast", "likely", "overdue", "undated", "goal")
COLUMNS = (
    ("", "currency", "text"),
    ("Won", "won", "money"),
    ("Deals", "won_deals", "number"),
    ("Before", "before", "money"),
    ("Change %", "change", "number"),
    ("Weeks", "weeks", "text"),
    ("Open", "open", "money"),
    ("Deals", "open_deals", "number"),
    ("Forecast", "forecast", "money"),
    ("Likely", "likely", "money"),
    ("Overdue", "overdue", "money"),
    ("Undated", "undated", "money"),
    ("Goal", "goal", "money"),
    ("Reached %", "reached", "number"),
)


def report(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="REPORT", help=f"{', '.join(REPORTS)}.", autocompletion=completion.report
        ),
    ],
) -> None:
    if name not in REPORTS:
        raise UsageError(
            f"There is no report {quote_value(name)}.",
            did_you_mean(name, REPORTS).strip() or f"There are: {', '.join(REPORTS)}.",
        )
    from tinycrm.reports.month import month

    session = ctx.obj
    found = month(session.crm.db)
    if session.json:
        output.write_json_array(map(shape, found))
    elif session.jsonl:
        output.write_json_lines(map(shape, found))
    elif for_a_person(session):
        lay_out(session, found)
    else:
        output.table(session, COLUMNS, [plain(each) for each in found])


def shape(found: "MonthFigures") -> dict[str, Any]:
    """The figures as JSON has them: money twice, as text and in minor units."""
    shaped: dict[str, Any] = {}
    for field, value in found._asdict().items():
        if field in MONEY:
            shaped[field] = None if value is None else decimal_text(value, found.currency)
            shaped[f"{field}_minor"] = value
        else:
            shaped[field] = value
    return {**shaped, "weeks": amounts(found), "weeks_minor": list(found.weeks)}


def plain(found: "MonthFigures") -> Any:
    """The figures with the weeks in one cell."""
    return found._replace(weeks=" ".join(amounts(found)))  # type: ignore[arg-type] # a cell


def amounts(found: "MonthFigures") -> list[str]:
    return [decimal_text(week, found.currency) for week in found.weeks]


def lay_out(session: Session, found: "Iterable[MonthFigures]") -> None:
    """Write the figures for a person: a few lines for each currency."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import show

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for each in found:
        if grid.row_count:
            grid.add_row()
        for label, amount, more in lines(each):
            grid.add_row(label, amount, Text(more, style="dim"))
    show(session, grid)


def lines(found: "MonthFigures") -> Iterable[tuple[str, str, str]]:
    """A label, an amount and what is to be said of it, line by line."""
    from tinycrm.domain.money import format_compact

    def money(minor: int) -> str:
        return format_compact(minor, found.currency)

    than = f", before by this day {money(found.before)}" if found.before else ""
    by = "" if found.change is None else f" ({found.change:+} %)"
    weeks = f"{bars(found.weeks)}  " if any(found.weeks) else ""
    yield "won", money(found.won), f"{weeks}in {deals(found.won_deals)}{than}{by}"
    yield "open", money(found.open), f"in {deals(found.open_deals)}"
    yield "forecast", money(found.forecast), "weighted, of all that is open"
    yield "likely", money(found.likely), "of that until the end of the month"
    if found.overdue:
        yield "overdue", money(found.overdue), "of that should have closed by now"
    if found.goal:
        yield "goal", money(found.goal), f"{found.reached} % reached"


def deals(count: int) -> str:
    return f"{count} deal" if count == 1 else f"{count} deals"


def bars(values: tuple[int, ...]) -> str:
    """Amounts as a row of bars, the largest one full; what is below zero has none."""
    highest = max(*values, 1)
    return "".join("▁▂▃▄▅▆▇█"[max(0, value) * 7 // highest] for value in values)
