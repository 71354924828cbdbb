"""Where a deal stands: moving it from stage to stage, closing it and opening it again."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.instants import local_minute
from tinycrm.domain.text import fold
from tinycrm.errors import ConflictError, InvalidError
from tinycrm.store import deal_events
from tinycrm.store.references import Found, told
from tinycrm.store.stages import Stage, find_pipeline, find_stage, stage_by_id, stages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.database import Database

STEPS = {"next": 1, "prev": -1, "previous": -1}
"""Words for the stages beside the one in which a deal stands."""


class Move(NamedTuple):
    """What a move did: the stages' names before and after, and whether they are two stages."""

    id: int
    before: str
    after: str
    moved: bool


def wanted_stage(
    db: "Database", fields: "Mapping[str, object]", own_pipeline: int | None = None
) -> Stage:
    """The stage that `stage` and `pipeline` name; the first one where only a pipeline is named.

    Without a pipeline, stages of `own_pipeline` come before those of others.
    """
    given, pipeline = fields.get("stage"), fields.get("pipeline")
    if given and not pipeline:
        return find_stage(db, given, own_pipeline)
    pipeline_id = find_pipeline(db, pipeline or "").id
    if given:
        return find_stage(db, given, pipeline_id, only=True)
    return stages(db, pipeline_id)[0]


def move(db: "Database", id: int, fields: "Mapping[str, object]", at: object = "") -> Move:
    """Move a deal to the stage that `stage` and `pipeline` name, which may be `next` or `prev`."""
    held = stage_by_id(db, db.value("SELECT stage_id FROM deal WHERE id = ?", (id,)))
    target = neighbour(db, held, fold(str(fields.get("stage") or "")))
    target = target or wanted_stage(db, fields, held.pipeline_id)
    if target.id == held.id:
        return Move(id, held.name, held.name, False)
    require(db, id, "open")
    moment = deal_events.event_time(db, at, deal_events.last_step(db, id))
    db.update_record("deal", id, {"stage_id": target.id, "stage_entered_at": moment})
    deal_events.record(db, id, "moved", moment, held.id)
    return Move(id, held.name, target.name, True)


def neighbour(db: "Database", held: Stage, word: str) -> Stage | None:
    """The stage before or after the one held; None where `word` asks for neither of them."""
    own = stages(db, held.pipeline_id)
    if word not in STEPS or any(row.name_key == word for row in own):
        return None
    later = [row for row in own if row.position > held.position]
    earlier = [row for row in own if row.position < held.position]
    if STEPS[word] > 0:
        if later:
            return later[0]
        raise InvalidError(
            f"There is no stage after {held.name}.", "When the deal is won: crm win-deal", "stage"
        )
    if earlier:
        return earlier[-1]
    raise InvalidError(
        f"There is no stage before {held.name}.", "See the stages with: crm list-pipelines", "stage"
    )


def close(db: "Database", id: int, status: str, at: object, columns: "Mapping[str, Any]") -> None:
    """Set an open deal to `won` or `lost`, and write other `columns` that this decides."""
    require(db, id, "open")
    before = deal_events.worth(db, id)
    moment = deal_events.event_time(db, at, deal_events.last_step(db, id))
    db.update_record("deal", id, {"status": status, "closed_at": moment, **columns})
    deal_events.record_worth(db, id, before, moment)
    deal_events.record(db, id, status, moment)


def reopen(db: "Database", id: int, at: object = "") -> None:
    """Set a closed deal to open, in the stage in which it was closed."""
    require(db, id, "closed")
    moment = deal_events.event_time(db, at, deal_events.last_step(db, id))
    columns = {"closed_at": None, "stage_entered_at": moment, "lost_reason": None}
    db.update_record("deal", id, {"status": "open", **columns})
    deal_events.record(db, id, "reopened", moment)


def require(db: "Database", id: int, wanted: str) -> None:
    """Raise ConflictError for a deal that is not `open`, or not `closed`."""
    status, closed_at = db.row("SELECT status, closed_at FROM deal WHERE id = ?", (id,)) or ("", "")
    name = told(db, Found("deal", id))
    if wanted == "closed" and status == "open":
        raise ConflictError(f"{name} is open already.", "There is nothing to reopen.")
    if wanted == "open" and status != "open":
        raise ConflictError(
            f"{name} is {status} since {local_minute(closed_at)}.",
            f"Reopen it first: crm reopen-deal D{id}",
        )
