"""What the settings show: the file's own settings, pipelines, fields, tags, and the machine's."""

# No postponed annotations here: NamedTuple would compile them.
import json
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from tinycrm import config
from tinycrm.domain.text import safe_text
from tinycrm.store import settings
from tinycrm.store.references import LETTER_OF
from tinycrm.store.required import required_fields
from tinycrm.tui.files.paths import tilde
from tinycrm.tui.manifest import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.crm import Crm


class Setting(NamedTuple):
    """A line of the settings.

    `kind` says what it is (heading, file, path, theme, pipeline, stage, field, tag, required,
    key), and `key` which one; `value` is what it has now, `about` what that means.
    """

    kind: str
    key: str
    label: str
    value: str = ""
    about: str = ""


def lines(crm: "Crm", keys: "Mapping[str, str]") -> list[Setting]:
    """All settings under their headings; `keys` are those of the actions."""
    return [
        *own(crm),
        *pipelines(crm),
        *fields(crm, keys["add-setting"]),
        *required(crm),
        *tags(crm, keys["tag"]),
        *bound(keys),
    ]


def heading(words: str) -> list[Setting]:
    return [Setting("heading", "", ""), Setting("heading", "", words)]


def own(crm: "Crm") -> list[Setting]:
    """What belongs to the file, and how the app looks on this machine."""
    found = heading("This file")[1:]
    default = {"currency": settings.currency(crm.db), "region": settings.region(crm.db)}
    for key, about in settings.KNOWN.items():
        value = settings.get(crm.db, key) or default.get(key, "")
        found.append(Setting("file", key, key.replace(".", " of the "), value, about))
    about = "where all of this is; enter copies the path"
    found.append(Setting("path", crm.db.path, "file", tilde(crm.db.path), about))
    theme = str(config.usable_config().get("theme") or config.THEMES[0])
    about = "how the app is coloured on this machine"
    found.append(Setting("theme", "theme", "theme", theme, about))
    plain = "yes" if config.is_plain() else "no"
    about = "for screen readers: no drawn lines, and the line under the cursor in words"
    return [*found, Setting("plain", "plain", "plain", plain, about)]


def pipelines(crm: "Crm") -> list[Setting]:
    found = heading("Pipelines and stages")
    for pipeline in crm.pipelines.all():
        found.append(Setting("pipeline", str(pipeline.id), pipeline.name, "", "pipeline"))
        for stage in crm.pipelines.stages(pipeline.id):
            stale = f"stale after {stage.stale_days} d" if stage.stale_days else "never stale"
            about = f"{stale}{' · ' + stage.exit_criteria if stage.exit_criteria else ''}"
            label = f"  {stage.name}"
            found.append(Setting("stage", str(stage.id), label, f"{stage.probability} %", about))
    return found


def fields(crm: "Crm", key: str) -> list[Setting]:
    found = heading("Fields of your own")
    for field in crm.fields.all():
        choices = ", ".join(json.loads(field.choices)) if field.choices else ""
        about = f"{field.type}{': ' + choices if choices else ''}"
        about += ", required" if field.required else ""
        key = f"{field.noun} {field.key}"
        found.append(Setting("field", key, f"{field.noun} {field.label}", field.key, about))
    if len(found) == 2:
        found.append(Setting("field", "", "none yet", "", f"{key} defines one"))
    return found


def required(crm: "Crm") -> list[Setting]:
    found = heading("What a new record must have")
    for noun in LETTER_OF:
        value = ", ".join(required_fields(crm.db, noun))
        found.append(Setting("required", noun, noun, value or "–", "" if value else "nothing more"))
    return found


def tags(crm: "Crm", key: str) -> list[Setting]:
    found = heading("Tags")
    found += [Setting("tag", name, f"#{name}") for name in crm.tags.names()]
    none = Setting("fixed", "", "none yet", "", f"{key} on a record adds one")
    return found if len(found) > 2 else [*found, none]


def bound(keys: "Mapping[str, str]") -> list[Setting]:
    found = heading("Keys")
    for group in GROUPS.values():
        for name, action in group.items():
            found.append(Setting("key", name, name, keys[name], action.help))
    return found


def cells(line: Setting, width: int, *, here: bool) -> list[tuple[str, str, int, bool]]:
    """What a line of that width shows beside its edge of two cells."""
    if line.kind == "heading":
        return [(safe_text(line.label), "title", width - 2, False)]
    label = min(28, max(width // 4, 18))
    value = min(24, max(width // 6, 11))
    if line.kind == "path":
        value = max(min(cell_len(safe_text(line.value)), width - label - 4), value)
    return [
        (safe_text(line.label), "", label, False),
        (safe_text(line.value), "accent" if here else "", value, False),
        ("  ", "", 2, False),
        (safe_text(line.about), "muted", max(width - label - value - 4, 0), False),
    ]


def is_cut(line: Setting, width: int) -> bool:
    """Whether a line has no room for all that it says."""
    return any(cell_len(text) > room for text, _, room, _ in cells(line, width, here=True))
