"""Taking stages, pipelines and fields out of use, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.actions.settings import here
from tinycrm.tui.dialogs.choose import Choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.setting_lines import Setting


def retire(app: CrmApp, subjects: list[str]) -> None:
    """Take what the cursor stands on out of use: a stage, a pipeline or a field."""
    setting = here(app)
    if setting is not None and not setting.key:
        app.toast("There is no field yet.")
    elif setting is not None:
        RETIREMENTS[setting.kind](app, setting)


def retire_stage(app: CrmApp, setting: Setting) -> None:
    stage = app.crm.pipelines.stage(int(setting.key))
    others = {
        str(row.id): row.name
        for row in app.crm.pipelines.stages(stage.pipeline_id)
        if row.id != stage.id
    }
    standing = [
        group.ids
        for group in app.crm.deals.by_stage(stage.pipeline_id)
        if group.stage.id == stage.id
    ]
    if not any(standing) or not others:
        app.change(lambda crm: crm.pipelines.retire_stage(stage.id, pipeline=stage.pipeline_id))
        return

    def chosen(target: str | None) -> None:
        if target:
            app.change(
                lambda crm: crm.pipelines.retire_stage(
                    stage.id, int(target), pipeline=stage.pipeline_id
                )
            )

    app.push_screen(Choose(f"Where do the open deals of {stage.name} go?", others), chosen)


def retire_pipeline(app: CrmApp, setting: Setting) -> None:
    id = int(setting.key)
    app.change(lambda crm: crm.pipelines.retire_pipeline(id))


def retire_field(app: CrmApp, setting: Setting) -> None:
    noun, key = setting.key.split(" ", 1)
    app.change(lambda crm: crm.fields.retire(noun, key))


RETIREMENTS = {"stage": retire_stage, "pipeline": retire_pipeline, "field": retire_field}


def restore(app: CrmApp, subjects: list[str]) -> None:
    """Ask which of what is out of use comes back."""
    found = retired(app.crm)
    if not found:
        app.toast("No stage, pipeline or field is out of use.")
        return

    def chosen(words: str | None) -> None:
        if words is not None:
            app.change(found[words])

    app.push_screen(Choose("Bring back into use", {words: words for words in found}), chosen)


def retired(crm: Crm) -> dict[str, Callable[[Crm], object]]:
    """What is out of use in words, each with what brings it back."""
    found: dict[str, Callable[[Crm], object]] = {}
    for pipeline in crm.pipelines.all(retired=True):
        if pipeline.retired_at:
            found[f"pipeline {pipeline.name}"] = bring_pipeline(pipeline.id)
            continue
        for stage in crm.pipelines.stages(pipeline.id, retired=True):
            if stage.retired_at:
                words = f"stage {stage.name} of {pipeline.name}"
                found[words] = bring_stage(stage.name, pipeline.id)
    for field in crm.fields.all(retired=True):
        if field.retired_at:
            found[f"{field.noun} field {field.label}"] = bring_field(field.noun, field.key)
    return found


def bring_pipeline(id: int) -> Callable[[Crm], object]:
    return lambda crm: crm.pipelines.restore_pipeline(id)


def bring_stage(name: str, pipeline: int) -> Callable[[Crm], object]:
    return lambda crm: crm.pipelines.restore_stage(name, pipeline=pipeline)


def bring_field(noun: str, key: str) -> Callable[[Crm], object]:
    return lambda crm: crm.fields.restore(noun, key)
