"""`list-views`, `save-view`, `rename-view` and `delete-view`."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.lists import NOUNS, Filter, Sort, filter_of
from tinycrm.cli.session import Session

if TYPE_CHECKING:
    from tinycrm.store.saved_views import SavedView

COLUMNS = (
    ("View", "name", "text"),
    ("Of", "noun", "text"),
    ("Filter", "filter", "text"),
    ("Sort", "sort", "text"),
    ("Columns", "columns", "words"),
    ("Key", "key", "text"),
)


class CountedView(NamedTuple):
    """A saved view, and how many records it shows."""

    name: str
    noun: str
    filter: str
    sort: str
    columns: tuple[str, ...]
    key: str
    records: int | None


ViewName = Annotated[
    str, typer.Argument(metavar="NAME", help="Of the view.", autocompletion=completion.view)
]


def list_views(
    ctx: typer.Context,
    counts: Annotated[
        bool, typer.Option("--counts", help="Also how many records each of them shows now.")
    ] = False,
) -> None:
    session = ctx.obj
    views = session.crm.views.find()
    empty = "No views yet. Save one: crm save-view Quiet contacts 'quiet:>30d'"
    if counts:
        shown = [CountedView._make((*view, session.crm.views.count(view))) for view in views]
        output.table(session, (*COLUMNS, ("Records", "records", "number")), shown, empty)
    else:
        output.table(session, COLUMNS, views, empty)


def save_view(
    ctx: typer.Context,
    name: ViewName,
    noun: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="contacts, companies, deals, activities or tasks.",
            autocompletion=completion.listed,
        ),
    ],
    filter: Filter = None,
    sort: Sort = "",
    columns: Annotated[
        str, typer.Option("--columns", metavar="KEYS", help="What the app shows, like name,email.")
    ] = "",
    key: Annotated[
        str, typer.Option("--key", metavar="KEY", help="What opens it in the app.")
    ] = "",
) -> None:
    session = ctx.obj
    text = filter_of(noun.lower(), filter)
    kind = NOUNS.get(noun.lower(), noun.lower())
    tell(session, session.crm.views.save(name, kind, text, sort, columns.split(","), key))


def rename_view(
    ctx: typer.Context,
    name: ViewName,
    new: Annotated[str, typer.Argument(metavar="NEW", help="As it shall be.")],
) -> None:
    tell(ctx.obj, ctx.obj.crm.views.rename(name, new))


def delete_view(ctx: typer.Context, name: ViewName) -> None:
    tell(ctx.obj, ctx.obj.crm.views.delete(name))


def tell(session: Session, view: "SavedView") -> None:
    if session.json:
        output.write_json(view._asdict())
    else:
        session.say(view.name)
