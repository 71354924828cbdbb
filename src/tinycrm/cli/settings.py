"""`config`: what is set, where it comes from, and setting it.

Settings of the file (its currency, region, owner, required fields) travel with it; those of the
machine stand in the configuration file.
"""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from tinycrm import config as machine
from tinycrm.cli import completion, output
from tinycrm.domain.text import safe_text
from tinycrm.errors import UsageError
from tinycrm.store import settings
from tinycrm.store.files import full_path

REQUIRING = ("require", "unrequire")
MACHINE = {
    "db": "the file to open on this machine",
    "theme": "how the app is coloured: dark, light, contrast or ansi",
    "plain": "whether the app is as screen readers need it: yes or no",
}
COLUMNS = (
    ("Setting", "key", "text"),
    ("Value", "value", "text"),
    ("From", "source", "text"),
)


class Setting(NamedTuple):
    """A setting as it holds now; `source` says what it comes from, `meaning` is for JSON."""

    key: str
    value: str | None
    source: str
    meaning: str


def config(
    ctx: typer.Context,
    key: Annotated[
        str,
        typer.Argument(metavar="[KEY]", help="Which; or path.", autocompletion=completion.setting),
    ] = "",
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="[VALUE]",
            help='The new value; "" unsets it. After require and unrequire: a kind of record.',
        ),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD]...", help="After those: what such a record must have."),
    ] = None,
) -> None:
    session = ctx.obj
    if key in REQUIRING:
        require(session, key, value or "", fields or [])
        return
    if fields:
        raise UsageError("Only one value can be given.", 'Put quotes around it, as in "two words".')
    if key == "path":
        tell_paths(session)
        return
    if value is not None:
        if key == "db":
            machine.write_config(key, full_path(value) if value else "")
        elif key == "theme":
            machine.write_config(key, machine.known_theme(value))
        elif key == "plain":
            machine.write_config(key, machine.switch(value))
        else:
            settings.put(session.crm.db, key, value)
    elif not key:
        keys = (*settings.KNOWN, *MACHINE)
        found = [setting(session, known) for known in keys]
        output.table(session, COLUMNS, found + required(session))
        return
    tell(session, setting(session, key))


def tell(session: Any, setting: Setting) -> None:
    if session.json:
        output.write_json(setting._asdict())
    elif setting.value:
        session.say(setting.value)


def require(session: Any, verb: str, noun: str, fields: list[str]) -> None:
    """Require fields of a kind of record, or no longer; without fields, tell what is required."""
    from tinycrm.store import required

    db = session.crm.db
    change = required.require if verb == "require" else required.unrequire
    if not fields and verb == "unrequire":
        raise UsageError("Which field?", f"Give it, as in: crm config unrequire {noun} amount")
    held = change(db, noun, fields) if fields else required.required_fields(db, noun)
    tell(session, requirement(noun, held))


def requirement(noun: str, fields: list[str]) -> Setting:
    return Setting(f"require.{noun}", ",".join(fields), "file", f"what a new {noun} must have")


def required(session: Any) -> list[Setting]:
    """What the file requires of each kind of record, where it requires anything."""
    db = open_file(session)
    if db is None:
        return []
    from tinycrm.store.references import LETTER_OF
    from tinycrm.store.required import required_fields

    held = {noun: required_fields(db, noun) for noun in LETTER_OF}
    return [requirement(noun, fields) for noun, fields in held.items() if fields]


def open_file(session: Any) -> Any:
    """The file's database, or None where there is no file yet: looking makes none."""
    return session.crm.db if Path(machine.database_path(session.db)).is_file() else None


def setting(session: Any, key: str) -> Setting:
    """A setting as it holds now; raises UsageError for an unknown one."""
    if key == "theme":
        held = machine.read_config().get("theme")
        source = "configuration" if held else "default"
        return Setting(key, str(held or machine.THEMES[0]), source, MACHINE[key])
    if key == "plain":
        held = "plain" in machine.read_config()
        source = "configuration" if held else "default"
        return Setting(key, "yes" if machine.is_plain() else "no", source, MACHINE[key])
    if key == "db":
        return Setting(
            key,
            machine.database_path(session.db),
            machine.database_source(session.db),
            MACHINE[key],
        )
    settings.check(key, "")
    db = open_file(session)
    value = settings.get(db, key) if db else None
    if value is not None:
        return Setting(key, value, "file", settings.KNOWN[key])
    return Setting(key, default(key), "default", settings.KNOWN[key])


def default(key: str) -> str | None:
    """What holds where the file says nothing."""
    if key == "currency":
        return settings.locale_currency()
    return settings.locale_region() or None if key == "region" else None


def tell_paths(session: Any) -> None:
    """Tell where the configuration and the data are, whether they exist or not."""
    paths = {
        "config": full_path(str(machine.config_path())),
        "data": full_path(machine.database_path(session.db)),
    }
    if session.json:
        output.write_json(paths)
    else:
        for name, path in paths.items():
            print(f"{name}\t{safe_text(path)}")
