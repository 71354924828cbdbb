"""`archive-…`, `delete-…` and `restore-…`: what all nouns have in common."""

from typing import Annotated

import typer

from tinycrm.cli import completion, output
from tinycrm.store.references import LETTER_OF, plural

VERBS = {"archive": "archived", "delete": "deleted", "restore": "restored"}


def change(
    ctx: typer.Context,
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD...", help="Which, one or several.", autocompletion=completion.anything
        ),
    ],
) -> None:
    session = ctx.obj
    verb, _, name = str(ctx.info_name).partition("-")
    noun = "activity" if name == "note" else name
    found = session.crm.records(noun)
    summary = "" if len(records) == 1 else f"{VERBS[verb]} {len(records)} {plural(name)}"
    with session.crm.db.operation(f"{noun}.{verb}", summary):
        ids = [getattr(found, verb)(given) for given in records]
    if session.json:
        output.records(session, noun, found.by_ids(ids))
    else:
        for id in ids:
            print(f"{LETTER_OF[noun]}{id}")
