"""`list-…`: the records of a noun, filtered, sorted and a page at a time."""

from typing import Annotated

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.session import Session
from tinycrm.domain.text import quote_value

Filter = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILTER]...", help="See: crm help filters", autocompletion=completion.filter_
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="KEYS",
        help="Like -last,name (- for descending).",
        autocompletion=completion.sort,
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
NOUNS = {
    "contacts": "contact",
    "companies": "company",
    "deals": "deal",
    "activities": "activity",
    "notes": "activity",
    "tasks": "task",
}
FIRST = {
    "contacts": 'Add the first: crm add "Jane Doe <jane@acme.example>", or: crm import people.csv',
    "companies": 'Add the first: crm add-company --name "Acme Inc"',
    "deals": "Add one: crm add-deal --title Website --contact C1 --amount 3k",
    "activities": 'Log one: crm log call C1 "what was said"',
    "notes": 'Write one: crm add-note C1 "what to remember"',
    "tasks": 'Add one: crm add-task "Send offer" --for C1 --due fri',
}
"""What a person can do about an empty list."""


def list_records(
    ctx: typer.Context,
    filter: Filter = None,
    sort: Sort = "",
    view: Annotated[
        str,
        typer.Option(
            "--view",
            metavar="NAME",
            help="With the filter and order of a saved view.",
            autocompletion=completion.view,
        ),
    ] = "",
    limit: Limit = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Leave out so many first.")] = 0,
    all: Annotated[bool, typer.Option("--all", help="All of them, however many.")] = False,
) -> None:
    listed = str(ctx.info_name).removeprefix("list-")
    noun, text = NOUNS[listed], filter_of(listed, filter)
    session = ctx.obj
    if view:
        text, sort = seen_through(session, view, noun, text, sort)
    found = session.crm.records(noun)
    if all:
        output.records(session, noun, found.stream(text, sort=sort, offset=offset))
        return
    rows = found.find(text, sort=sort, limit=limit + 1, offset=offset)
    output.records(session, noun, rows[:limit])
    if len(rows) > limit:
        session.tell(f"There are more than {limit}: --limit, --offset or --all shows them.")
    elif not rows and session.is_terminal:
        tell_why(session, listed, text if filter or view else "")


def filter_of(listed: str, words: list[str] | None) -> str:
    """The filter that was given as words; notes are activities of that kind."""
    text = " ".join(words or [])
    if listed != "notes":
        return text
    return f"kind:note ({text})" if text else "kind:note"


def seen_through(session: Session, name: str, noun: str, text: str, sort: str) -> tuple[str, str]:
    """A saved view's filter together with the given one, and its order unless one is given."""
    from tinycrm.errors import UsageError
    from tinycrm.store.references import plural
    from tinycrm.store.saved_views import in_filter

    held = session.crm.views.get(name)
    if held.noun != noun:
        wanted = plural(held.noun)
        raise UsageError(
            f"The view {quote_value(held.name)} is one of {wanted}.",
            f"Use it so: crm list-{wanted} --view …",
        )
    return in_filter(held, text), sort or held.sort


def tell_why(session: Session, listed: str, text: str) -> None:
    """Tell a person who sees an empty list what may be the reason, and what to do."""
    if not text:
        session.tell(f"No {listed} yet. {FIRST[listed]}")
        return
    from tinycrm.store.filter_hints import hints

    lines = [f"No {listed} match this filter.", *hints(session.crm.db, text)]
    if listed == "tasks":
        from tinycrm.store.tasks import names_done

        done = 0 if names_done(text) else session.crm.tasks.count(f"({text}) is:done")
        lines += [f"Done tasks that match: {done:,}. Add is:done to list them."] if done else []
    session.tell("\n".join(lines))
