"""The board: a pipeline's open deals by stage, with exact sums in each currency."""

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.instants import beginning_of, local_day
from tinycrm.store.deal_fields import OPEN, Deal
from tinycrm.store.deal_sums import weighted_deals
from tinycrm.store.stages import Stage, find_pipeline, stages
from tinycrm.store.stale import NOTHING_PLANNED

if TYPE_CHECKING:
    from tinycrm.store.database import Database

SUMS = f"""
SELECT stage_id, currency, count(*), count(amount), coalesce(sum(amount), 0),
    coalesce(sum(weighted), 0)
FROM {weighted_deals("deal.stage_id, deal.currency", "stage.pipeline_id = ?")}
GROUP BY stage_id, currency ORDER BY stage_id, currency
"""
STALE = f"deal.last_touched_at < ? AND {NOTHING_PLANNED.format(today='?')}"


class Sum(NamedTuple):
    """Deals with an amount in one currency: how many, and their sums in minor units."""

    currency: str
    deals: int
    amount: int
    weighted: int


class Card(NamedTuple):
    """A deal on the board, with the days since anything happened to it, and whether it is stale."""

    deal: Deal
    quiet_days: int
    stale: bool


class Column(NamedTuple):
    """A stage with its open deals: the first few as cards, all of them in the figures.

    `deals` includes those `without_amount`; `stale` of them have been quiet for longer than
    the stage allows, with no task planned for today or later.
    """

    stage: Stage
    cards: list[Card]
    deals: int
    without_amount: int
    stale: int
    sums: list[Sum]


class StageDeals(NamedTuple):
    """A stage with the ids of all its open deals, those touched last first."""

    stage: Stage
    ids: list[int]


class Board(NamedTuple):
    """A pipeline's stages in order, and the figures over all of them."""

    pipeline_id: int
    pipeline: str
    columns: list[Column]
    deals: int
    without_amount: int
    stale: int
    sums: list[Sum]


def board(db: "Database", pipeline: object = "", limit: int = 10) -> Board:
    """The board of a pipeline, with up to `limit` cards a stage, the last touched first.

    Weighted sums are amount × probability, the deal's own one where it has one, else its
    stage's: the sum of (deal value × stage close probability) across all open opportunities
    (imboard.ai, weighted forecast). Raises NotFoundError for an unknown pipeline.
    """
    chosen = find_pipeline(db, pipeline)
    sums: dict[int, list[tuple[str, int, int, int, int]]] = {}
    for stage_id, *figures in db.rows(SUMS, (chosen.id,)):
        sums.setdefault(stage_id, []).append((*figures,))
    columns = [
        column(db, stage, sums.get(stage.id, []), limit)
        for stage in stages(db, chosen.id, retired=True)
        # Of the retired stages those in which a deal stands that was reopened or restored.
        if stage.retired_at is None or stage.id in sums
    ]
    return Board(
        chosen.id,
        chosen.name,
        columns,
        sum(column.deals for column in columns),
        sum(column.without_amount for column in columns),
        sum(column.stale for column in columns),
        total([each for column in columns for each in column.sums]),
    )


def column(
    db: "Database", stage: Stage, figures: list[tuple[str, int, int, int, int]], limit: int
) -> Column:
    """A stage of the board; `figures` are the rows of `SUMS` for it."""
    count = sum(deals for _, deals, *_ in figures)
    valued = [Sum(currency, *rest) for currency, _, *rest in figures if rest[0]]
    without_amount = count - sum(each.deals for each in valued)
    today = db.today()
    # "" sorts before every instant: where the stage has no limit, no deal is beyond it.
    before = "" if stage.stale_days is None else beginning_of(today - timedelta(stage.stale_days))
    stale = db.value(
        f"SELECT count(*) FROM deal WHERE {OPEN} AND deal.stage_id = ? AND {STALE}",
        (stage.id, before, today.isoformat()),
    )
    shown = cards(db, ids_in_stage(db, stage, limit))
    return Column(stage, shown, count, without_amount, stale, valued)


def ids_in_stage(db: "Database", stage: Stage, limit: int = -1) -> list[int]:
    """The open deals of a stage, those touched last first; all of them without a limit."""
    rows = db.rows(
        f"SELECT deal.id FROM deal WHERE {OPEN} AND deal.stage_id = ?"
        " ORDER BY deal.last_touched_at DESC, deal.id LIMIT ?",
        (stage.id, limit),
    )
    return [id for (id,) in rows]


def by_stage(db: "Database", pipeline: object = "") -> list[StageDeals]:
    """The ids of a pipeline's open deals, stage by stage, as the board shows them."""
    chosen = find_pipeline(db, pipeline)
    known = stages(db, chosen.id, retired=True)
    found = [StageDeals(stage, ids_in_stage(db, stage)) for stage in known]
    return [each for each in found if each.ids or each.stage.retired_at is None]


def cards(db: "Database", ids: list[int]) -> list[Card]:
    """The deals of these ids in their order, each with its age; ids that are gone are left out."""
    today = db.today()
    marks = ",".join("?" * len(ids))
    unplanned = {
        id
        for (id,) in db.rows(
            f"SELECT deal.id FROM deal WHERE deal.id IN ({marks})"
            f" AND {NOTHING_PLANNED.format(today='?')}",
            (*ids, today.isoformat()),
        )
    }
    found = []
    for deal in db.by_ids(Deal, "deal_view", ids):
        quiet = (today - local_day(deal.last_touched_at)).days
        too_long = deal.stale_days is not None and quiet > deal.stale_days
        found.append(Card(deal, quiet, too_long and deal.id in unplanned))
    return found


def total(sums: list[Sum]) -> list[Sum]:
    """Sums of several stages as one for each currency."""
    by_currency: dict[str, Sum] = {}
    for each in sums:
        held = by_currency.get(each.currency, Sum(each.currency, 0, 0, 0))
        by_currency[each.currency] = Sum(
            each.currency,
            held.deals + each.deals,
            held.amount + each.amount,
            held.weighted + each.weighted,
        )
    return [by_currency[currency] for currency in sorted(by_currency)]
