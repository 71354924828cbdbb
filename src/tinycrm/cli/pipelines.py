"""The commands for pipelines and their stages."""

from typing import Annotated, Any, NamedTuple

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.params import fields_of, refuse_empty

PipelineGiven = Annotated[
    str,
    typer.Argument(
        metavar="PIPELINE", help="A name or number.", autocompletion=completion.pipeline
    ),
]
StageGiven = Annotated[
    str,
    typer.Argument(metavar="STAGE", help="A name or number.", autocompletion=completion.stage),
]
OfPipeline = Annotated[
    str,
    typer.Option(
        "--pipeline", help="Whose stage; else the first's.", autocompletion=completion.pipeline
    ),
]
Probability = Annotated[
    str | None, typer.Option("--probability", help="In percent, like 40 or 40%.")
]
Stale = Annotated[
    str | None, typer.Option("--stale", help="Days after which a deal in it counts as stale.")
]
Criteria = Annotated[
    str | None, typer.Option("--criteria", help="What must be so before a deal moves on.")
]
After = Annotated[
    str,
    typer.Option("--after", help="The stage before it.", autocompletion=completion.stage),
]
Place = Annotated[int | None, typer.Option("--position", min=1, help="Its place, counted from 1.")]
COLUMNS = (
    ("Pipeline", "pipeline", "text"),
    ("", "id", "number"),
    ("Stage", "name", "text"),
    ("Percent", "probability", "number"),
    ("Stale after", "stale_days", "number"),
    ("Moves on when", "exit_criteria", "text"),
    ("Retired", "retired_at", "instant"),
)


class StageRow(NamedTuple):
    """A stage as it is told; `probability` is in percent."""

    id: int
    pipeline_id: int
    pipeline: str
    name: str
    position: int
    probability: int
    stale_days: int | None
    exit_criteria: str | None
    retired_at: str | None


def list_pipelines(
    ctx: typer.Context,
    retired: Annotated[bool, typer.Option("--retired", help="Those out of use as well.")] = False,
) -> None:
    from tinycrm.store.stages import stages

    session = ctx.obj
    found = stages(session.crm.db, retired=retired)
    output.table(session, COLUMNS, [row_of(stage) for stage in found])


# Pipelines


def add_pipeline(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new pipeline's name.")],
    stage: Annotated[
        list[str] | None,
        typer.Option("--stage", metavar="NAME[:PERCENT]", help="A stage; repeatable, in order."),
    ] = None,
) -> None:
    session = ctx.obj
    stages = [stage_given(given) for given in stage or []]
    tell_pipeline(session, session.crm.pipelines.add_pipeline(name, stages))


def stage_given(text: str) -> dict[str, object]:
    """`Offer:50` as a stage's fields; a colon that no percentage follows belongs to the name."""
    name, colon, percent = text.rpartition(":")
    number = percent.strip().removesuffix("%").strip()
    if colon and number.lstrip("-").isdecimal():
        return {"name": name.strip(), "probability": number}
    return {"name": text}


def edit_pipeline(
    ctx: typer.Context,
    pipeline: PipelineGiven,
    name: Annotated[str, typer.Option("--name", help="The new name.")],
) -> None:
    tell_pipeline(ctx.obj, ctx.obj.crm.pipelines.rename_pipeline(pipeline, name))


def retire_pipeline(ctx: typer.Context, pipeline: PipelineGiven) -> None:
    tell_pipeline(ctx.obj, ctx.obj.crm.pipelines.retire_pipeline(pipeline))


def restore_pipeline(ctx: typer.Context, pipeline: PipelineGiven) -> None:
    tell_pipeline(ctx.obj, ctx.obj.crm.pipelines.restore_pipeline(pipeline))


def tell_pipeline(session: Any, id: int) -> None:
    """Tell the name of a pipeline that was just changed; with --json all of it."""
    pipeline = next(row for row in session.crm.pipelines.all(retired=True) if row.id == id)
    if not session.json:
        session.say(pipeline.name)
        return
    from tinycrm.store.stages import stages

    output.write_json(
        {
            "id": id,
            "name": pipeline.name,
            "retired_at": pipeline.retired_at,
            "stages": [
                row_of(stage)._asdict() for stage in stages(session.crm.db, id, retired=True)
            ],
        }
    )


# Stages


def add_stage(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new stage's name.")],
    pipeline: OfPipeline = "",
    probability: Probability = None,
    stale: Stale = None,
    criteria: Criteria = None,
    after: After = "",
    position: Place = None,
) -> None:
    pipelines = ctx.obj.crm.pipelines
    fields = stage_fields(None, probability, stale, criteria)
    tell_stage(
        ctx.obj,
        pipelines.add_stage(pipeline, name, position=position, after=after, **fields),
    )


def edit_stage(
    ctx: typer.Context,
    stage: StageGiven,
    name: Annotated[str | None, typer.Option("--name", help="The new name.")] = None,
    probability: Probability = None,
    stale: Stale = None,
    criteria: Criteria = None,
    after: After = "",
    position: Place = None,
    pipeline: OfPipeline = "",
) -> None:
    session = ctx.obj
    pipelines = session.crm.pipelines
    fields = stage_fields(name, probability, stale, criteria)
    moves = bool(after) or position is not None
    if not moves:
        refuse_empty(fields)
    with session.crm.db.operation("stage.edit"):
        id = pipelines.stage(stage, pipeline).id
        if fields:
            pipelines.edit_stage(stage, pipeline=pipeline, **fields)
        if moves:
            pipelines.move_stage(name or stage, position=position, after=after, pipeline=pipeline)
    tell_stage(session, id)


def retire_stage(
    ctx: typer.Context,
    stage: StageGiven,
    move_to: Annotated[
        str,
        typer.Option("--move-to", help="Where its open deals go.", autocompletion=completion.stage),
    ] = "",
    pipeline: OfPipeline = "",
) -> None:
    session = ctx.obj
    with session.crm.db.operation("stage.retire"):
        id = session.crm.pipelines.stage(stage, pipeline).id
        session.crm.pipelines.retire_stage(stage, move_to, pipeline=pipeline)
    tell_stage(session, id)


def restore_stage(
    ctx: typer.Context,
    stage: Annotated[str, typer.Argument(metavar="STAGE", help="A retired stage.")],
    pipeline: OfPipeline = "",
) -> None:
    tell_stage(ctx.obj, ctx.obj.crm.pipelines.restore_stage(stage, pipeline=pipeline))


def stage_fields(
    name: str | None, probability: str | None, stale: str | None, criteria: str | None
) -> dict[str, object]:
    given: dict[str, object] = {
        "name": name,
        "probability": probability,
        "stale_days": stale,
        "exit_criteria": criteria,
    }
    return fields_of(given, None)


def tell_stage(session: Any, id: int) -> None:
    """Tell the name of a stage that was just changed; with --json all of it."""
    from tinycrm.store.stages import stage_by_id

    stage = stage_by_id(session.crm.db, id)
    if session.json:
        output.write_json(row_of(stage)._asdict())
    else:
        session.say(stage.name)


def row_of(stage: Any) -> StageRow:
    return StageRow._make(getattr(stage, field) for field in StageRow._fields)
