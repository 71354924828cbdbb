"""`backup`."""

from typing import Annotated

import typer


def backup(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE]", help="Where to; default: a folder beside the file."),
    ] = "",
) -> None:
    from tinycrm.store.backup import backup

    session = ctx.obj
    made = backup(session.crm.db, file)
    if session.json:
        from tinycrm.cli.output import write_json

        write_json(made._asdict())
    else:
        session.say(made.path)
