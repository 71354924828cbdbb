"""`demo`."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError
from tinycrm.store.files import full_path

TRY = ("tui", "today", "pipeline", "list-contacts tag:vip", "search catalogue", "history")


def demo(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to make; it must not exist yet.")
    ],
) -> None:
    from tinycrm.cli.session import user_name
    from tinycrm.crm import Crm
    from tinycrm.demo.build import build

    session = ctx.obj
    path = Path(full_path(file))
    if os.path.lexists(path):
        raise ConflictError(
            f"{quote_value(str(path))} exists already.",
            "Give the name of a file that does not exist yet.",
        )
    with Crm(str(path), program="demo", actor=user_name()) as crm:
        build(crm, crm.db.today())
    if session.json:
        from tinycrm.cli.output import write_json

        write_json({"path": str(path)})
    else:
        session.say(str(path))
    session.tell("Now try:")
    for words in TRY:
        session.tell(f"  crm --db {shlex.quote(file)} {words}")
