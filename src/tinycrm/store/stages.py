"""Finding the pipeline and the stage that a person means."""

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tinycrm.domain.text import clean_input, did_you_mean, fold, quote_value
from tinycrm.errors import AmbiguousError, NotFoundError, UsageError

if TYPE_CHECKING:
    from tinycrm.store.database import Database

STATUS_COMMANDS = {"won": "win-deal", "win": "win-deal", "lost": "lose-deal", "lose": "lose-deal"}
"""What people take for stages although it is a deal's status, and the command that sets it."""


class Pipeline(NamedTuple):
    """A way in which deals proceed; the one at the lowest position is the default."""

    id: int
    name: str
    name_key: str
    position: int
    retired_at: str | None


class Stage(NamedTuple):
    """A step of a pipeline; `probability` is in percent, and in use while not retired."""

    id: int
    pipeline_id: int
    pipeline: str
    name: str
    name_key: str
    position: int
    probability: int
    stale_days: int | None
    exit_criteria: str | None
    retired_at: str | None


Row = TypeVar("Row", Pipeline, Stage)


def pipelines(db: "Database", *, retired: bool = False) -> list[Pipeline]:
    """The pipelines in use, the default one first; with `retired` the others after them."""
    where = "" if retired else "WHERE retired_at IS NULL"
    order = "ORDER BY retired_at IS NOT NULL, position, id"
    return db.view(Pipeline, "pipeline", f"{where} {order}")


def stages(db: "Database", pipeline_id: int | None = None, *, retired: bool = False) -> list[Stage]:
    """The stages of one pipeline, or of all in use, in order; retired ones come last."""
    conditions = [] if retired else ["stage.retired_at IS NULL", "pipeline.retired_at IS NULL"]
    if pipeline_id is not None:
        conditions.append(f"pipeline_id = {int(pipeline_id)}")
    columns = ", ".join(
        "pipeline.name" if column == "pipeline" else f"stage.{column}" for column in Stage._fields
    )
    rows = db.rows(
        f"SELECT {columns} FROM stage JOIN pipeline ON pipeline.id = stage.pipeline_id"
        f" WHERE {' AND '.join(conditions) or '1'} ORDER BY pipeline.position, pipeline.id,"
        " stage.retired_at IS NOT NULL, stage.position, stage.id"
    )
    return [Stage._make(row) for row in rows]


def stage_by_id(db: "Database", id: int) -> Stage:
    """The stage with that id, which may be a retired one."""
    return next(row for row in stages(db, retired=True) if row.id == id)


def find_pipeline(db: "Database", given: object = "", *, retired: bool = False) -> Pipeline:
    """The pipeline that a name, its beginning or a number means; the default one for "".

    With `retired`, the retired ones are looked at instead. Raises NotFoundError, AmbiguousError.
    """
    known = [row for row in pipelines(db, retired=retired) if bool(row.retired_at) == retired]
    text = clean_input(str(given), "pipeline").strip()
    if not text and known and not retired:
        return known[0]
    found = first_found(text, known)
    if not found:
        raise NotFoundError(
            f"There is no {'retired ' * retired}pipeline {quote_value(text)}.",
            remedy(text, [row.name for row in known]),
        )
    if len(found) > 1:
        raise AmbiguousError(
            f"{quote_value(text)} could be {len(found)} pipelines; nothing was done.",
            "Say which by its number or its whole name.",
            [(str(row.id), row.name) for row in found],
        )
    return found[0]


def find_stage(
    db: "Database", given: object, pipeline_id: int | None = None, *, only: bool = False
) -> Stage:
    """The stage in use that a name, its beginning or a number means.

    Of several the one in `pipeline_id` is taken, or else the one in the default pipeline; with
    `only`, stages of other pipelines are not looked at. Raises NotFoundError naming the stages
    there are, AmbiguousError, and UsageError for a status like "won".
    """
    text = clean_input(str(given), "stage").strip()
    known = stages(db, pipeline_id if only else None)
    found = first_found(text, known)
    preferred = [row for row in found if row.pipeline_id == pipeline_id]
    if not preferred and found:
        default = find_pipeline(db).id
        preferred = [row for row in found if row.pipeline_id == default]
    found = preferred or found
    if not found:
        raise unknown_stage(text, known, pipeline_id)
    if len(found) > 1:
        raise AmbiguousError(
            f"{quote_value(text)} could be {len(found)} stages; nothing was done.",
            "Say which by its number or its whole name.",
            [(str(row.id), f"{row.name} · {row.pipeline}") for row in found],
        )
    return found[0]


def first_found(text: str, known: list[Row]) -> list[Row]:
    """The rows that a text means, by the first way that finds any: name, beginning, number."""
    key = fold(text)
    number = int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None
    return (
        [row for row in known if row.name_key == key]
        or [row for row in known if key and row.name_key.startswith(key)]
        or [row for row in known if row.id == number]
    )


def unknown_stage(text: str, known: list[Stage], pipeline_id: int | None) -> Exception:
    """The error for a text that means no stage, with what may have been meant."""
    command = STATUS_COMMANDS.get(fold(text).removeprefix("closed").strip(" -_"))
    if command:
        return UsageError(
            f"{quote_value(text)} is not a stage: a deal keeps its stage when it is closed.",
            f"Use: crm {command}",
        )
    own = [row for row in known if row.pipeline_id == pipeline_id]
    default = [row for row in known if row.pipeline_id == known[0].pipeline_id]
    return NotFoundError(
        f"There is no stage {quote_value(text)}.",
        remedy(text, [row.name for row in own or default], [row.name for row in known]),
    )


def remedy(text: str, names: list[str], known: list[str] | None = None) -> str:
    """What to say about an unknown name: the nearest one, and those there are."""
    hint = did_you_mean(text, known or names)
    return f"{hint}There are: {', '.join(names) or 'none'}."
