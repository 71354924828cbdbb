"""Tasks: adding, editing, ticking off, reopening, putting off."""

from datetime import date
from typing import Annotated

import typer

from tinycrm.cli import completion, output, params
from tinycrm.cli.session import Session
from tinycrm.cli.words import remark

Text = str | None
For = Annotated[
    params.Several,
    typer.Option(
        "--for",
        metavar="RECORD",
        help="Whom or what it concerns: C12, O3, D31, a name; repeatable.",
        autocompletion=completion.subject,
    ),
]
Due = Annotated[
    Text, typer.Option("--due", metavar="DATE", help="Like tomorrow, 'fri 15:30', +3d.")
]
Priority = Annotated[
    Text,
    typer.Option("--priority", help="low, normal or high.", autocompletion=completion.priority),
]
Repeat = Annotated[
    Text,
    typer.Option(
        "--repeat", help="Like weekly, 'every 2 weeks'.", autocompletion=completion.repeat
    ),
]
Notes = Annotated[Text, typer.Option("--notes", help="Anything further.")]


def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is to be done.")],
    for_: For = None,
    due: Due = None,
    priority: Priority = None,
    repeat: Repeat = None,
    notes: Notes = None,
    tags: params.Tags = None,
    set_: params.Set = None,
) -> None:
    session = ctx.obj
    id = session.crm.tasks.add(**fields(ctx))
    output.record(session, "task", id)
    remark_due(session, id)


def edit(
    ctx: typer.Context,
    task: params.Task,
    title: Annotated[Text, typer.Option("--title", help="What is to be done.")] = None,
    for_: For = None,
    due: Due = None,
    priority: Priority = None,
    repeat: Repeat = None,
    notes: Notes = None,
    tags: params.Tags = None,
    set_: params.Set = None,
    version: params.Version = None,
) -> None:
    session, given = ctx.obj, fields(ctx)
    params.refuse_empty(given)
    id = session.crm.tasks.edit(task, version, **given)
    output.record(session, "task", id)
    if {"due", "repeat"} & given.keys():
        remark_due(session, id)


def fields(ctx: typer.Context) -> dict[str, object]:
    """The fields that the options of `add` and `edit` give, which are called as the fields are."""
    fields = params.given_fields(ctx, "task", "version")
    return {name.removesuffix("_"): value for name, value in fields.items()}


def remark_due(session: Session, id: int) -> None:
    """Tell a person how the due date and the recurrence of a task were understood."""
    (task,) = session.crm.tasks.by_ids([id])
    if task.due_on:
        from tinycrm.domain.dates import day_in_words

        day = day_in_words(date.fromisoformat(task.due_on), session.crm.db.today())
        clock = f" {task.due_time}" if task.due_time else ""
        again = ""
        if task.recurrence:
            from tinycrm.domain.recurrence import describe_recurrence

            again = f", {describe_recurrence(task.recurrence)}"
        remark(session, f"{task.ref} due {day}{clock}{again}")


def done(
    ctx: typer.Context,
    tasks: Annotated[
        list[str],
        typer.Argument(
            metavar="TASK...", help="T5 or a title, one or several.", autocompletion=completion.task
        ),
    ],
    at: Annotated[
        str, typer.Option("--at", metavar="DATE", help="When that was; now unless given.")
    ] = "",
) -> None:
    session = ctx.obj
    found = session.crm.tasks
    ids = list(dict.fromkeys(found.id(given) for given in tasks))
    refs = [f"T{id}" for id in ids]
    summary = "" if len(ids) == 1 else f"ticked off {', '.join(refs)}"
    with session.crm.db.operation("task.done", summary):
        results = [found.done(id, at) for id in ids]
    if session.json:
        output.records(session, "task", found.by_ids(ids))
    else:
        print("\n".join(refs))
    for result in results:
        if result.next_task:
            remark_due(session, result.next_task)


def reopen(ctx: typer.Context, task: params.Task) -> None:
    output.record(ctx.obj, "task", ctx.obj.crm.tasks.reopen(task))


def snooze(
    ctx: typer.Context,
    task: params.Task,
    until: Annotated[
        str, typer.Argument(metavar="DATE", help="From today on: tomorrow, +3d, 'next mon'.")
    ],
) -> None:
    session = ctx.obj
    id = session.crm.tasks.id(task)
    session.crm.tasks.snooze(id, until)
    output.record(session, "task", id)
    remark_due(session, id)
