"""`tag`, `untag`, `list-tags` and `rename-tag`."""

from typing import Annotated, Any

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.params import Anything

TagNames = Annotated[
    list[str],
    typer.Argument(metavar="TAG...", help="One tag or several.", autocompletion=completion.tag),
]
COLUMNS = (
    ("Tag", "name", "text"),
    ("Contacts", "contacts", "number"),
    ("Companies", "companies", "number"),
    ("Deals", "deals", "number"),
    ("Activities", "activities", "number"),
    ("Tasks", "tasks", "number"),
)


def tag(ctx: typer.Context, record: Anything, tags: TagNames) -> None:
    change(ctx.obj, "tag", record, tags)


def untag(ctx: typer.Context, record: Anything, tags: TagNames) -> None:
    change(ctx.obj, "untag", record, tags)


def change(session: Any, verb: str, record: str, tags: list[str]) -> None:
    from tinycrm.store.references import resolve_any

    noun, id = resolve_any(session.crm.db, record)
    getattr(output.nouns(session, noun), verb)(id, *tags)
    output.record(session, noun, id)


def list_tags(ctx: typer.Context) -> None:
    session = ctx.obj
    output.table(session, COLUMNS, session.crm.tags.all())


def rename_tag(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(metavar="TAG", help="As it is now.", autocompletion=completion.tag),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="As it shall be.")],
) -> None:
    session = ctx.obj
    session.crm.tags.rename(old, new)
    session.say(new)
