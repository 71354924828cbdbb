"""Writing stages: their names, their order, and where their deals go when one is retired."""

from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import clean_input, fold, quote_value, required_line
from tinycrm.errors import ConflictError, InvalidError, NotFoundError
from tinycrm.store import values
from tinycrm.store.stages import (
    STATUS_COMMANDS,
    Pipeline,
    Stage,
    find_stage,
    first_found,
    remedy,
    stages,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinycrm.store.database import Database

STAGE_FIELDS = {
    "probability": values.percent,
    "stale_days": values.days,
    "exit_criteria": values.line,
}
"""The fields of a stage besides its name, and what each takes."""


def new_name(given: object, known: "Sequence[Pipeline | Stage]", noun: str) -> str:
    """A name for a pipeline or a stage; raises ConflictError where one of `known` has it."""
    name = required_line(str(given or ""), "name").strip()
    for row in known:
        if row.name_key != fold(name):
            continue
        if row.retired_at:
            raise ConflictError(
                f"There is a retired {noun} {quote_value(row.name)}.",
                f"Bring it back with: crm restore-{noun} {quote_value(row.name)}",
            )
        raise ConflictError(
            f"There is a {noun} {quote_value(row.name)} already.", "Choose another name."
        )
    command = STATUS_COMMANDS.get(fold(name)) if noun == "stage" else None
    if command:
        raise InvalidError(
            f"{quote_value(name)} cannot be a stage: it says how a deal ended.",
            f"Close deals with: crm {command}",
            "name",
        )
    return name


def columns(db: "Database", fields: "Mapping[str, object]") -> dict[str, Any]:
    """The columns for the fields of a stage besides its name; refuses unknown fields."""
    known = [*STAGE_FIELDS, "name"]
    values.refuse_unknown("stage", (field for field in fields if field not in known), known)
    return values.columns(db, STAGE_FIELDS, fields)


def insert(
    db: "Database", pipeline_id: int, fields: "Mapping[str, object]", position: int, percent: int
) -> int:
    """Insert a stage and return its id; `percent` is its probability where none is given.

    Raises ConflictError for a name that is taken.
    """
    name = new_name(fields.get("name"), stages(db, pipeline_id, retired=True), "stage")
    own = {"pipeline_id": pipeline_id, "name": name, "name_key": fold(name)}
    given = columns(db, fields)
    if given.get("probability") is None:
        given["probability"] = percent
    return db.insert("stage", {**given, **own, "position": position})


def edit(db: "Database", stage: Stage, fields: "Mapping[str, object]") -> dict[str, Any]:
    """Write those fields of a stage that differ, and return them."""
    given = columns(db, fields)
    if given.get("probability", 0) is None:
        raise InvalidError("A stage needs a probability.", "Give 0 to 100.", "probability")
    if "name" in fields:
        own = stages(db, stage.pipeline_id, retired=True)
        name = new_name(fields["name"], [row for row in own if row.id != stage.id], "stage")
        given.update(name=name, name_key=fold(name))
    held = stage._asdict()
    changed = {column: value for column, value in given.items() if value != held[column]}
    db.update("stage", stage.id, changed)
    return changed


def place(
    db: "Database", pipeline_id: int, known: list[int], position: int | None, after: object
) -> int:
    """The index among `known` stages after one of them, for a `position` from 1, else the last."""
    if after:
        before = find_stage(db, after, pipeline_id, only=True)
        if before.id not in known:
            raise InvalidError(
                f"{quote_value(before.name)} cannot come after itself.", "Name another.", "after"
            )
        return known.index(before.id) + 1
    if position is None:
        return len(known)
    if not 1 <= position <= len(known) + 1:
        raise InvalidError(
            f"There is no place {position}.", f"Give 1 to {len(known) + 1}.", "position"
        )
    return position - 1


def number(db: "Database", others: list[int], id: int, at: int) -> None:
    """Let the stages stand in the order of `others`, with `id` at the index `at`."""
    for position, each in enumerate([*others[:at], id, *others[at:]]):
        if db.value("SELECT position FROM stage WHERE id = ?", (each,)) != position:
            db.update("stage", each, {"position": position})


def refuse_open_deals(db: "Database", where: list[Stage], remedy: str) -> None:
    """Raise ConflictError where open deals, archived ones included, stand in these stages."""
    marks = ", ".join("?" * len(where))
    count = db.value(
        f"SELECT count(*) FROM deal WHERE stage_id IN ({marks}) AND status = 'open'"
        " AND deleted_at IS NULL",
        [stage.id for stage in where],
    )
    if count:
        name = where[0].name if len(where) == 1 else where[0].pipeline
        verb = "1 open deal stands" if count == 1 else f"{count} open deals stand"
        raise ConflictError(f"{verb} in {quote_value(name)}.", remedy)


def move_open_deals(db: "Database", stage: Stage, target: Stage) -> int:
    """Move the open deals of a stage, archived ones included, to another; returns how many."""
    now = db.operation_time()
    where = "deal.stage_id = ? AND deal.status = 'open' AND deal.deleted_at IS NULL"
    db.run(
        "INSERT INTO deal_event (deal_id, at, kind, from_stage_id, stage_id, amount, currency,"
        " probability, expected_close_on)"
        " SELECT id, max(?, stage_entered_at), 'moved', stage_id, ?, amount, currency,"
        f" coalesce(probability, ?), expected_close_on FROM deal WHERE {where}",
        (now, target.id, target.probability, stage.id),
    )
    moved = db.run(
        "UPDATE deal SET stage_id = ?, stage_entered_at = max(?, stage_entered_at),"
        f" version = version + 1, updated_at = ? WHERE {where}",
        (target.id, now, now, stage.id),
    )
    return int(moved.rowcount)


def find_retired(db: "Database", given: object, pipeline: Pipeline) -> Stage:
    """The retired stage of a pipeline that a name, its beginning or a number means."""
    text = clean_input(str(given), "stage").strip()
    known = [row for row in stages(db, pipeline.id, retired=True) if row.retired_at]
    found = first_found(text, known)
    if len(found) == 1:
        return found[0]
    raise NotFoundError(
        f"There is no retired stage {quote_value(text)} in {pipeline.name}.",
        remedy(text, [row.name for row in known]),
    )
