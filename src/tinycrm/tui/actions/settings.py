"""Changing and adding what the settings show, each kind in its own way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tinycrm import config
from tinycrm.domain.choices import yes_or_no
from tinycrm.store import settings
from tinycrm.store.fields import TYPES
from tinycrm.store.references import LETTER_OF
from tinycrm.tui import keys, themes
from tinycrm.tui.dialogs.ask import Ask
from tinycrm.tui.dialogs.choose import Choose
from tinycrm.tui.dialogs.press_key import PressKey
from tinycrm.tui.panes.settings import SettingsPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.setting_lines import Setting

STAGE_FIELDS = {
    "name": "Name",
    "probability": "Probability in percent",
    "stale_days": "Days until a deal in it goes stale",
    "exit_criteria": "What has to be so before a deal leaves it",
}
FIELD_PARTS = {
    "label": "Label",
    "key": "Key, by which filters and commands know it",
    "type": f"Type ({', '.join(TYPES)})",
    "choices": "Choices, separated by commas",
    "required": "Whether a new record must have it (yes, no)",
}


def here(app: CrmApp) -> Setting | None:
    return app.screen.query_one(SettingsPane).setting_here()


def change(app: CrmApp, subjects: list[str]) -> None:
    """Change the setting under the cursor."""
    setting = here(app)
    if setting is not None:
        CHANGES[setting.kind](app, setting)


def add(app: CrmApp, subjects: list[str]) -> None:
    """Add what the cursor stands on: a stage, a pipeline or a field."""
    setting = here(app)
    if setting is not None:
        ADDITIONS[setting.kind](app, setting)


def shift(app: CrmApp, subjects: list[str], by: str) -> None:
    """Move a stage up or down among those of its pipeline."""
    setting = here(app)
    if setting is None:
        return
    id = int(setting.key)
    stage = app.crm.pipelines.stage(id)
    ids = [row.id for row in app.crm.pipelines.stages(stage.pipeline_id)]
    position = ids.index(id) + 1 + int(by)
    if 1 <= position <= len(ids):
        app.change(
            lambda crm: crm.pipelines.move_stage(id, position=position, pipeline=stage.pipeline_id)
        )


def ask(app: CrmApp, title: str, value: str, act: Callable[[Crm, str], object]) -> None:
    """Ask for a text, and change the file by it."""

    def answered(answer: str | None) -> None:
        if answer is not None and answer != value:
            app.change(lambda crm: act(crm, answer))

    app.push_screen(Ask(title, value=value), answered)


# One way to change each kind


def change_own(app: CrmApp, setting: Setting) -> None:
    held = settings.get(app.crm.db, setting.key) or ""
    title = f"{setting.label}: {setting.about}"
    ask(app, title, held, lambda crm, value: settings.put(crm.db, setting.key, value))


def copy_path(app: CrmApp, setting: Setting) -> None:
    """Copy the whole path of the file, and show it where it has room."""
    app.copy_to_clipboard(setting.key)
    app.toast(f"Copied {setting.key}")


def change_theme(app: CrmApp, setting: Setting) -> None:
    def answered(name: str | None) -> None:
        if name:
            themes.choose(app, name)
            app.reload()

    app.push_screen(Choose("Theme", {name: name for name in config.THEMES}), answered)


def change_plain(app: CrmApp, setting: Setting) -> None:
    config.write_config("plain", config.switch("no" if setting.value == "yes" else "yes"))
    app.reload()
    app.toast("The plain mode changes when the app is opened next.")


def change_pipeline(app: CrmApp, setting: Setting) -> None:
    id = int(setting.key)
    ask(
        app,
        "Name of the pipeline",
        setting.label,
        lambda crm, name: crm.pipelines.rename_pipeline(id, name),
    )


def change_stage(app: CrmApp, setting: Setting) -> None:
    stage = app.crm.pipelines.stage(int(setting.key))

    def chosen(field: str | None) -> None:
        if field:
            held = getattr(stage, field)
            ask(
                app,
                STAGE_FIELDS[field],
                "" if held is None else str(held),
                lambda crm, value: crm.pipelines.edit_stage(
                    stage.id, pipeline=stage.pipeline_id, **{field: value}
                ),
            )

    app.push_screen(Choose(f"Change the stage {stage.name}", STAGE_FIELDS), chosen)


def change_field(app: CrmApp, setting: Setting) -> None:
    if not setting.key:
        add_field(app, setting)
        return
    noun, key = setting.key.split(" ", 1)
    field = app.crm.fields.get(noun, key)
    held = {
        "label": field.label,
        "key": field.key,
        "type": field.type,
        "choices": ", ".join(json.loads(field.choices or "[]")),
        "required": "yes" if field.required else "no",
    }

    def chosen(part: str | None) -> None:
        if part:
            ask(
                app,
                FIELD_PARTS[part],
                held[part],
                lambda crm, value: edit_field(crm, noun, key, part, value),
            )

    app.push_screen(Choose(f"Change the field {field.label}", FIELD_PARTS), chosen)


def edit_field(crm: Crm, noun: str, key: str, part: str, value: str) -> None:
    if part == "required":
        crm.fields.edit(noun, key, required=yes_or_no(value, "required"))
    elif part == "choices":
        crm.fields.edit(noun, key, type="choice", choices=separated(value))
    elif part == "type":
        crm.fields.edit(noun, key, type=value)
    elif part == "key":
        crm.fields.rename(noun, key, value)
    else:
        crm.fields.edit(noun, key, label=value)


def separated(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def change_required(app: CrmApp, setting: Setting) -> None:
    from tinycrm.store import required

    noun = setting.key
    held = required.required_fields(app.crm.db, noun)

    def act(crm: Crm, value: str) -> None:
        wanted = separated(value)
        with crm.operation(f"required {', '.join(wanted) or 'nothing more'} of a new {noun}"):
            gone = [field for field in held if field not in wanted]
            new = [field for field in wanted if field not in held]
            if gone:
                required.unrequire(crm.db, noun, gone)
            if new:
                required.require(crm.db, noun, new)

    ask(app, f"What a new {noun} must have, separated by commas", ", ".join(held), act)


def change_tag(app: CrmApp, setting: Setting) -> None:
    title = "New name of the tag; an existing one makes the two one"
    ask(app, title, setting.key, lambda crm, name: crm.tags.rename(setting.key, name))


def change_key(app: CrmApp, setting: Setting) -> None:
    name = setting.key
    others = {other: held for other, held in app.action_keys.own.items() if other != name}

    def answered(key: str | None) -> None:
        if key is not None:
            config.write_config(name, key, "keys")
            app.use_keys()
            app.reload()
            app.screen.query("TopBar").refresh()

    words = f"Press the key that is to do this: {setting.about}"
    app.push_screen(
        PressKey(f"A key for {name}", words, lambda key: keys.checked(name, key, others)), answered
    )


# Adding


def add_stage(app: CrmApp, setting: Setting) -> None:
    stage = app.crm.pipelines.stage(int(setting.key))
    ask(
        app,
        f"Name of a new stage after {stage.name}",
        "",
        lambda crm, name: crm.pipelines.add_stage(stage.pipeline_id, name, after=stage.id),
    )


def add_pipeline(app: CrmApp, setting: Setting) -> None:
    ask(app, "Name of a new pipeline", "", lambda crm, name: crm.pipelines.add_pipeline(name))


def add_field(app: CrmApp, setting: Setting) -> None:
    def chosen(noun: str | None) -> None:
        if noun:
            ask(
                app,
                f"Key of a new {noun} field, in small letters, like region",
                "",
                lambda crm, key: crm.fields.add(noun, key),
            )

    app.push_screen(Choose("A field of what?", {noun: noun for noun in LETTER_OF}), chosen)


CHANGES = {
    "file": change_own,
    "path": copy_path,
    "theme": change_theme,
    "plain": change_plain,
    "pipeline": change_pipeline,
    "stage": change_stage,
    "field": change_field,
    "required": change_required,
    "tag": change_tag,
    "key": change_key,
}
ADDITIONS = {"stage": add_stage, "pipeline": add_pipeline, "field": add_field}
