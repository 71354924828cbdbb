"""`list-…`: the records of a noun, filtered, sorted and a page at a time."""

from typing import Annotated

import typer

from tinycrm.cli import completion, output

NOUNS = {
    "contacts": "contact",
    "companies": "company",
    "deals": "deal",
    "activities": "activity",
    "notes": "activity",
    "tasks": "task",
}


def list_records(
    ctx: typer.Context,
    filter: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILTER]...",
            help="See: crm help filters",
            autocompletion=completion.filter_,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="KEYS",
            help="Like -last,name (- for descending).",
            autocompletion=completion.sort,
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Leave out so many first.")] = 0,
    all: Annotated[bool, typer.Option("--all", help="All of them, however many.")] = False,
) -> None:
    listed = str(ctx.info_name).removeprefix("list-")
    noun, text = NOUNS[listed], " ".join(filter or [])
    if listed == "notes":
        text = f"kind:note ({text})" if text else "kind:note"
    session = ctx.obj
    found = output.nouns(session, noun)
    if all:
        output.records(session, noun, found.stream(text, sort=sort, offset=offset))
        return
    rows = found.find(text, sort=sort, limit=limit + 1, offset=offset)
    output.records(session, noun, rows[:limit])
    if len(rows) > limit:
        session.tell(f"There are more than these {limit}: --limit, --offset or --all shows them.")
    elif not rows and session.is_terminal:
        session.tell(f"No {listed}. Add the first, or loosen the filter.")
