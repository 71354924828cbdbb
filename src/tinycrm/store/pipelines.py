"""Pipelines and their stages: adding, renaming, ordering, retiring.

Stages are retired, never deleted, because the history of deals refers to them.
"""

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import ConflictError, InvalidError
from tinycrm.store import stage_changes
from tinycrm.store.setup import DEFAULT_STAGES
from tinycrm.store.stage_changes import new_name
from tinycrm.store.stages import Pipeline, Stage, find_pipeline, find_stage, pipelines, stages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycrm.store.database import Database

NAMED = ("name", "probability", "stale_days")
"""What each of the default stages gives."""


class Pipelines:
    """The pipelines of one file; a blank pipeline means the default one, which comes first.

    Pipelines and stages are given by name, by its beginning, or by number. A stage's own pipeline
    is only asked for where several have a stage of that name.
    """

    def __init__(self, db: "Database") -> None:
        self.db = db

    # Pipelines

    def all(self, *, retired: bool = False) -> list[Pipeline]:
        """The pipelines in use, in order; with `retired` the others after them."""
        return pipelines(self.db, retired=retired)

    def add_pipeline(self, name: str, stages: "Iterable[object]" = ()) -> int:
        """Add a pipeline after the others, and return its id.

        Stages are names, or dictionaries of `name` and the fields in `STAGE_FIELDS`; probabilities
        that are not given rise evenly. Without stages it has those that a new file has.
        """
        with self.db.operation("pipeline.add") as operation:
            name = new_name(name, pipelines(self.db, retired=True), "pipeline")
            position = self.db.value("SELECT coalesce(max(position), -1) + 1 FROM pipeline")
            columns = {"name": name, "name_key": fold(name), "position": position}
            id = self.db.insert("pipeline", columns)
            given = [item if isinstance(item, dict) else {"name": item} for item in stages]
            given = given or [dict(zip(NAMED, row, strict=True)) for row in DEFAULT_STAGES]
            for at, fields in enumerate(given):
                even = round(100 * (at + 1) / (len(given) + 1))
                stage_changes.insert(self.db, id, fields, at, even)
            operation.summary = operation.summary or f"added the pipeline {name}"
        return id

    def rename_pipeline(self, given: object, name: str) -> int:
        """Give a pipeline another name, and return its id; raises ConflictError for one taken."""
        with self.db.operation("pipeline.rename") as operation:
            pipeline = find_pipeline(self.db, given)
            others = [row for row in self.all(retired=True) if row.id != pipeline.id]
            name = new_name(name, others, "pipeline")
            if name != pipeline.name:
                self.db.update("pipeline", pipeline.id, {"name": name, "name_key": fold(name)})
            words = f"renamed the pipeline {pipeline.name} to {name}"
            operation.summary = operation.summary or words
        return pipeline.id

    def retire_pipeline(self, given: object) -> int:
        """Take a pipeline out of use, and return its id.

        Raises ConflictError while open deals stand in it, or when it is the only one.
        """
        with self.db.operation("pipeline.retire") as operation:
            pipeline = find_pipeline(self.db, given)
            stage_changes.refuse_open_deals(
                self.db,
                stages(self.db, pipeline.id, retired=True),
                f"Move them elsewhere or close them first; see: crm list-deals"
                f" 'is:open pipeline:\"{pipeline.name}\"'",
            )
            if len(self.all()) == 1:
                raise ConflictError(
                    f"{quote_value(pipeline.name)} is the only pipeline.", "Add another one first."
                )
            self.db.update("pipeline", pipeline.id, {"retired_at": self.db.now()})
            words = f"retired the pipeline {pipeline.name}"
            operation.summary = operation.summary or words
        return pipeline.id

    def restore_pipeline(self, given: object) -> int:
        """Bring a retired pipeline back into use, and return its id."""
        with self.db.operation("pipeline.restore") as operation:
            pipeline = find_pipeline(self.db, given, retired=True)
            self.db.update("pipeline", pipeline.id, {"retired_at": None})
            words = f"brought back the pipeline {pipeline.name}"
            operation.summary = operation.summary or words
        return pipeline.id

    # Stages

    def stages(self, pipeline: object = "", *, retired: bool = False) -> list[Stage]:
        """The stages of a pipeline in order; with `retired` those out of use after them."""
        return stages(self.db, find_pipeline(self.db, pipeline).id, retired=retired)

    def stage(self, given: object, pipeline: object = "") -> Stage:
        """The stage in use that a person means; raises NotFoundError, AmbiguousError."""
        if not pipeline:
            return find_stage(self.db, given)
        return find_stage(self.db, given, find_pipeline(self.db, pipeline).id, only=True)

    def add_stage(
        self,
        pipeline: object,
        name: str,
        *,
        position: int | None = None,
        after: object = "",
        **fields: object,
    ) -> int:
        """Add a stage and return its id.

        It comes `after` another stage, or at a `position` counted from 1, or last. Takes the
        fields in `STAGE_FIELDS`; without a probability it is half-way between its neighbours'.
        """
        with self.db.operation("stage.add") as operation:
            owner = find_pipeline(self.db, pipeline)
            known = stages(self.db, owner.id)
            ids = [row.id for row in known]
            at = stage_changes.place(self.db, owner.id, ids, position, after)
            around = [0, *(row.probability for row in known), 100]
            between = (around[at] + around[at + 1]) // 2
            id = stage_changes.insert(self.db, owner.id, {**fields, "name": name}, at, between)
            stage_changes.number(self.db, ids, id, at)
            words = f"added the stage {name} to {owner.name}"
            operation.summary = operation.summary or words
        return id

    def edit_stage(self, given: object, *, pipeline: object = "", **fields: object) -> int:
        """Write `name` and the fields in `STAGE_FIELDS` where given, and return the id.

        A new name shows in the past as well, because the history refers to stages by number.
        """
        with self.db.operation("stage.edit") as operation:
            stage = self.stage(given, pipeline)
            changed = stage_changes.edit(self.db, stage, fields)
            words = f"edited the stage {stage.name}: {', '.join(fields).replace('_', ' ')}"
            if "name" in changed:
                words = f"renamed the stage {stage.name} to {changed['name']}"
            operation.summary = operation.summary or words
        return stage.id

    def move_stage(
        self,
        given: object,
        *,
        position: int | None = None,
        after: object = "",
        pipeline: object = "",
    ) -> int:
        """Put a stage `after` another one or at a `position` counted from 1; returns its id."""
        with self.db.operation("stage.move") as operation:
            stage = self.stage(given, pipeline)
            others = [row.id for row in stages(self.db, stage.pipeline_id) if row.id != stage.id]
            at = stage_changes.place(self.db, stage.pipeline_id, others, position, after)
            stage_changes.number(self.db, others, stage.id, at)
            words = f"moved the stage {stage.name} to place {at + 1} of {len(others) + 1}"
            operation.summary = operation.summary or words
        return stage.id

    def retire_stage(self, given: object, move_to: object = None, *, pipeline: object = "") -> int:
        """Take a stage out of use, and return how many open deals moved on to `move_to`.

        Raises ConflictError while open deals stand in it and `move_to` is not given, or when it
        is its pipeline's only stage.
        """
        with self.db.operation("stage.retire") as operation:
            stage = self.stage(given, pipeline)
            if len(stages(self.db, stage.pipeline_id)) == 1:
                raise ConflictError(
                    f"{quote_value(stage.name)} is the only stage of {stage.pipeline}.",
                    "Add another one first.",
                )
            moved = 0
            words = f"retired the stage {stage.name}"
            if move_to:
                target = find_stage(self.db, move_to, stage.pipeline_id)
                if target.id == stage.id:
                    raise InvalidError(
                        "The deals cannot move to the stage that is retired.",
                        "Give another stage.",
                        "move_to",
                    )
                moved = stage_changes.move_open_deals(self.db, stage, target)
                words += f" and moved its open deals ({moved}) to {target.name}"
            remedy = (
                f"Say where they go: crm retire-stage {quote_value(stage.name)} --move-to STAGE"
            )
            stage_changes.refuse_open_deals(self.db, [stage], remedy)
            self.db.update("stage", stage.id, {"retired_at": self.db.now()})
            operation.summary = operation.summary or words
        return moved

    def restore_stage(self, given: object, *, pipeline: object = "") -> int:
        """Bring a retired stage back into use, where it was, and return its id."""
        with self.db.operation("stage.restore") as operation:
            owner = find_pipeline(self.db, pipeline)
            stage = stage_changes.find_retired(self.db, given, owner)
            self.db.update("stage", stage.id, {"retired_at": None})
            others = [row.id for row in stages(self.db, owner.id) if row.id != stage.id]
            stage_changes.number(self.db, others, stage.id, min(stage.position, len(others)))
            words = f"brought back the stage {stage.name}"
            operation.summary = operation.summary or words
        return stage.id
