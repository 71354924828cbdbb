"""`merge`: two records of one person or firm become one."""

from typing import Annotated, Any

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.params import DryRun, Several


def merge(
    ctx: typer.Context,
    keep: Annotated[
        str,
        typer.Argument(
            metavar="KEEP", help="The one that is kept.", autocompletion=completion.customer
        ),
    ],
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER", help="The one that goes.", autocompletion=completion.customer
        ),
    ],
    take: Annotated[
        Several,
        typer.Option(
            "--take", metavar="FIELD", help="Take the other's value of a field; repeatable."
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from tinycrm.store.merge import merge as merge_records
    from tinycrm.store.references import resolve_any

    session = ctx.obj
    kept = resolve_any(session.crm.db, keep, ("contact", "company"))
    records = session.crm.records(kept.noun)
    gone = records.id(other)
    choices = {records.aliases.get(field, field): "other" for field in take or []}
    if dry_run:
        preview(session, kept.noun, kept.id, gone, choices)
        return
    merge_records(session.crm.db, kept.noun, kept.id, gone, choices=choices)
    output.record(session, kept.noun, kept.id)


def preview(session: Any, noun: str, kept: int, gone: int, choices: dict[str, str]) -> None:
    """Tell what merging would make of the kept record, and which values would give way."""
    from tinycrm.interchange.comparison import UNTOLD, shape, told
    from tinycrm.store.merge import merge as merge_records

    mine, theirs = (shape(session.crm, noun, id) for id in (kept, gone))
    with session.crm.db.operation("merge", dry_run=True) as operation:
        merge_records(session.crm.db, noun, kept, gone, choices=choices)
        merged, summary = shape(session.crm, noun, kept), operation.summary
    if session.json:
        output.write_json(merged)
        return
    session.say(f"Nothing was done. It would have {summary}:")
    for field, value in merged.items():
        if field in UNTOLD:
            continue
        if value != mine[field]:
            session.say(f"  {field}: {told(mine[field])} → {told(value)}")
        elif isinstance(value, str) and theirs[field] not in (None, value):
            session.say(f"  {field}: {told(value)}, not {told(theirs[field])}")
