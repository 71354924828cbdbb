"""Sums of deals in each currency: exact, in minor units, and weighted deal by deal."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.instants import beginning_of
from tinycrm.store.deal_fields import OPEN

if TYPE_CHECKING:
    from tinycrm.store.database import Database


def weighted_deals(columns: str, where: str = "1") -> str:
    """A subquery of the open deals, with these columns of theirs, `amount` and `weighted`.

    `weighted` is amount × probability, the deal's own one where it has one, else its stage's,
    rounded for each deal by itself, halves to even, as `domain.money.weighted` does it.
    """
    # SQLite divides towards zero, so a negative part has to be brought down to the floor first.
    return f"""(
        SELECT *, whole + (rest > 50 OR (rest = 50 AND whole % 2 <> 0)) AS weighted
        FROM (
            SELECT *, part / 100 - (part % 100 < 0) AS whole, (part % 100 + 100) % 100 AS rest
            FROM (
                SELECT {columns}, deal.amount,
                    deal.amount * coalesce(deal.probability, stage.probability) AS part
                FROM deal JOIN stage ON stage.id = deal.stage_id
                WHERE {OPEN} AND {where}
            )
        )
    )"""


# The status stands there twice, because the index is one of deals that are not open.
WON = """
SELECT currency, count(*), coalesce(sum(amount), 0) FROM deal
WHERE status <> 'open' AND status = 'won' AND archived_at IS NULL AND deleted_at IS NULL
    AND closed_at >= ? AND closed_at < ?
GROUP BY currency
"""
FORECAST = f"""
SELECT currency, count(*), coalesce(sum(amount), 0), coalesce(sum(weighted), 0),
    coalesce(sum(weighted) FILTER (WHERE expected_close_on BETWEEN ?1 AND ?2), 0),
    coalesce(sum(weighted) FILTER (WHERE expected_close_on < ?1), 0),
    coalesce(sum(weighted) FILTER (WHERE expected_close_on IS NULL), 0)
FROM {weighted_deals("deal.currency, deal.expected_close_on")}
GROUP BY currency
"""


class Won(NamedTuple):
    """Deals that were won in one currency: how many, and their sum."""

    deals: int = 0
    amount: int = 0


class Forecast(NamedTuple):
    """The open deals in one currency: how many, their sum, and their weighted sum.

    Of that, `likely` is expected to close between two days, `overdue` before the first of them,
    and `undated` has no date.
    """

    deals: int = 0
    amount: int = 0
    weighted: int = 0
    likely: int = 0
    overdue: int = 0
    undated: int = 0


def won_between(db: "Database", first: date, end: date) -> dict[str, Won]:
    """The deals won from one local day until before another, by currency."""
    rows = db.rows(WON, (beginning_of(first), beginning_of(end)))
    return {code: Won(*figures) for code, *figures in rows}


def forecast(db: "Database", first: date, last: date) -> dict[str, Forecast]:
    """The open deals by currency, with those apart that should close from one day to another."""
    rows = db.rows(FORECAST, (first.isoformat(), last.isoformat()))
    return {code: Forecast(*figures) for code, *figures in rows}
