"""The weighted amounts of open deals, as SQL: exact, and rounded deal by deal."""

from tinycrm.store.deal_fields import OPEN


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
