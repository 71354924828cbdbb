"""`undo`, `redo` and `history`."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.session import Session
from tinycrm.errors import UsageError
from tinycrm.store.history import Step

if TYPE_CHECKING:
    from tinycrm.store.differences import Difference

COLUMNS = (
    ("Step", "id", "number"),
    ("When", "at", "instant"),
    ("What", "summary", "text"),
    ("Who", "actor", "text"),
    ("By way of", "program", "text"),
    ("Undone by", "undone_by", "number"),
    ("Changes", "changes", "number"),
)
DIFFERENCES = (
    ("", "ref", "ref"),
    ("Of", "name", "text"),
    ("What", "what", "text"),
    ("", "kind", "text"),
    ("Field", "field", "text"),
    ("Before", "before", "text"),
    ("After", "after", "text"),
)
StepNumber = Annotated[
    int | None, typer.Option("--step", metavar="N", help="That step; see: crm history")
]
Count = Annotated[int, typer.Option("--count", min=1, metavar="N", help="So many steps.")]


def undo(ctx: typer.Context, step: StepNumber = None, count: Count = 1) -> None:
    replay(ctx.obj, "undid", ctx.obj.crm.history.undo, step, count)


def redo(ctx: typer.Context, step: StepNumber = None, count: Count = 1) -> None:
    replay(ctx.obj, "redid", ctx.obj.crm.history.redo, step, count)


def replay(
    session: Session, verb: str, act: Callable[[int | None], Step], step: int | None, count: int
) -> None:
    """Undo or redo, and tell what; steps that were done before a failing one are told as well."""
    if step is not None and count > 1:
        raise UsageError("--step and --count cannot be given together.", "Give one of them.")
    steps: list[Step] = []
    try:
        while len(steps) < count:
            steps.append(act(step))
    finally:
        if steps and session.json:
            output.table(session, COLUMNS, [session.crm.history.step(done.id) for done in steps])
        elif steps:
            session.say("\n".join(f"{verb}: {done.summary}" for done in steps))


def history(
    ctx: typer.Context,
    record: Annotated[
        str,
        typer.Argument(
            metavar="[RECORD]", help="Only of this one.", autocompletion=completion.anything
        ),
    ] = "",
    step: Annotated[
        int | None,
        typer.Option("--step", metavar="N", help="What that step changed, field by field."),
    ] = None,
    before: Annotated[
        int | None, typer.Option("--before", metavar="N", help="Only steps before that one.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
) -> None:
    session = ctx.obj
    if step is not None:
        if record or before is not None:
            raise UsageError("A step stands alone.", f"Use: crm history --step {step}")
        output.table(session, DIFFERENCES, list(every_difference(session, step)))
        return
    steps = session.crm.history.steps(limit, record=reference(session, record), before=before)
    if session.ids:
        print("\n".join(str(step.id) for step in steps))
    elif steps or not record:
        output.table(session, COLUMNS, steps)
    else:
        reference(session, record, known=True)


def every_difference(session: Session, step: int) -> "Iterator[Difference]":
    """All that a step changed, however much it is."""
    after = 0
    while page := session.crm.history.differences(step, after=after):
        yield from page
        after = page[-1].id


def reference(session: Session, record: str, *, known: bool = False) -> str:
    """`C12` for a record by any name; a number is taken as it is, unless it has to be `known`.

    What was done with a record that is gone for good can only be asked for by its number.
    """
    from tinycrm.store.references import resolve_any

    numbered = re.fullmatch(r"\s*([CODATcodat][0-9]{1,18})\s*", record)
    if not record or (numbered and not known):
        return numbered[1].upper() if numbered else ""
    return resolve_any(session.crm.db, record).ref
