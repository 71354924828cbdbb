"""`config`: what is set, where it comes from, and setting it.

Settings of the file (its currency, region, owner) travel with it; those of the machine stand in
the configuration file.
"""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from tinycrm import config as machine
from tinycrm.cli import completion, output
from tinycrm.domain.text import safe_text
from tinycrm.store import settings

MACHINE = {"db": "the file to open on this machine"}
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
        str | None, typer.Argument(metavar="[VALUE]", help='The new value; "" unsets it.')
    ] = None,
) -> None:
    session = ctx.obj
    if key == "path":
        tell_paths(session)
        return
    if value is not None:
        if key in MACHINE:
            machine.write_config(key, absolute(value) if value else "")
        else:
            settings.put(session.crm.db, key, value)
    elif not key:
        keys = (*settings.KNOWN, *MACHINE)
        output.table(session, COLUMNS, [setting(session, known) for known in keys])
        return
    found = setting(session, key)
    if session.json:
        output.write_json(found._asdict())
    elif found.value:
        session.say(found.value)


def setting(session: Any, key: str) -> Setting:
    """A setting as it holds now; raises UsageError for an unknown one."""
    if key in MACHINE:
        return Setting(
            key,
            machine.database_path(session.db),
            machine.database_source(session.db),
            MACHINE[key],
        )
    settings.check(key, "")
    db = session.crm.db if Path(machine.database_path(session.db)).is_file() else None
    value = settings.get(db, key) if db else None
    if value is not None:
        return Setting(key, value, "file", settings.KNOWN[key])
    return Setting(key, default(key), "default", settings.KNOWN[key])


def default(key: str) -> str | None:
    """What holds where the file says nothing."""
    if key == "currency":
        return settings.locale_currency()
    return settings.locale_region() or None if key == "region" else None


def absolute(path: str) -> str:
    return str(Path(path).expanduser().absolute())


def tell_paths(session: Any) -> None:
    """Tell where the configuration and the data are, whether they exist or not."""
    paths = {
        "config": absolute(str(machine.config_path())),
        "data": absolute(machine.database_path(session.db)),
    }
    if session.json:
        output.write_json(paths)
    else:
        for name, path in paths.items():
            print(f"{name}\t{safe_text(path)}")
