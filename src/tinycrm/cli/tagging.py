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
    getattr(session.crm.records(noun), verb)(id, *tags)
    if verb == "untag":
        tell_unknown(session, tags)
    output.record(session, noun, id)


def tell_unknown(session: Any, tags: list[str]) -> None:
    """Tell of tags that no record has: taking one off does nothing, and it may be a slip."""
    from tinycrm.domain.text import did_you_mean, fold, quote_value

    known = session.crm.tags.names()
    folded = {fold(name) for name in known}
    for tag in tags:
        if fold(tag.strip().removeprefix("#")) not in folded:
            meant = f" {did_you_mean(tag, known)}".rstrip()
            session.tell(f"There is no tag {quote_value(tag)}.{meant}")


def list_tags(ctx: typer.Context) -> None:
    session = ctx.obj
    empty = "No tags yet. Put one on a record: crm tag C1 vip"
    output.table(session, COLUMNS, session.crm.tags.all(), empty)


def rename_tag(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(metavar="TAG", help="As it is now.", autocompletion=completion.tag),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="As it shall be.")],
) -> None:
    session = ctx.obj
    name = session.crm.tags.rename(old, new)
    if session.json:
        (tag,) = (tag for tag in session.crm.tags.all() if tag.name == name)
        output.write_json(tag._asdict())
    else:
        session.say(name)
