"""`add`: a person from one line."""

from typing import Annotated

import typer

from tinycrm.cli import adding


def add(
    ctx: typer.Context,
    line: Annotated[
        list[str],
        typer.Argument(
            metavar="LINE...", help="Name <e-mail> phone @Company #tag // note, in any order."
        ),
    ],
) -> None:
    from tinycrm.domain.quick_add import parse_quick_add

    session = ctx.obj
    found = parse_quick_add(" ".join(line))
    adding.added(session, "contact", session.crm.add("contact", found.fields(), found.note))
