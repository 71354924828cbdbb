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
    fields = {
        "name": found.name,
        "email": found.emails,
        "phone": found.phones,
        "url": found.urls,
        "company": found.company,
        "tags": found.tags,
    }
    with session.crm.db.operation("contact.add"):
        id = session.crm.contacts.add(**{key: value for key, value in fields.items() if value})
        if found.note:
            session.crm.activities.note(f"C{id}", found.note)
    adding.added(session, "contact", id)
