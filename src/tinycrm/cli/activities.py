"""Notes and activities: writing, logging, editing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from tinycrm.cli import completion, output, params
from tinycrm.cli.session import Session
from tinycrm.domain.text import required_line
from tinycrm.errors import CrmError, InvalidError

Text = str | None
Record = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="Whom or what it concerns: C12, O3, D31, a name.",
        autocompletion=completion.subject,
    ),
]
For = Annotated[
    params.Several,
    typer.Option(
        "--for",
        metavar="RECORD",
        help="A further record that it concerns; repeatable.",
        autocompletion=completion.subject,
    ),
]
At = Annotated[
    Text, typer.Option("--at", metavar="DATE", help="When it was, like yesterday or '2h ago'.")
]
Subject = Annotated[Text, typer.Option("--subject", help="What it is about, in a line.")]
Minutes = Annotated[Text, typer.Option("--min", help="How long it took, like 15 or 1h30.")]
Direction = Annotated[
    Text, typer.Option("--direction", help="in or out.", autocompletion=completion.direction)
]
Outcome = Annotated[Text, typer.Option("--outcome", help="What came of it.")]


def add_note(
    ctx: typer.Context,
    record: Record,
    text: Annotated[
        Text, typer.Argument(metavar="[TEXT]", help="- reads standard input; none opens $EDITOR.")
    ] = None,
    at: At = None,
    subject: Subject = None,
    for_: For = None,
    tag: params.Tags = None,
    set_: params.Set = None,
) -> None:
    session, concerned = ctx.obj, [record, *(for_ or [])]
    fields = params.fields_of({"at": at, "subject": subject, "tags": tag}, set_)
    if text is None:
        id = note_from_editor(session, concerned, fields)
    else:
        id = add(session, concerned, typed(text), fields)
    output.record(session, "activity", id)


def note_from_editor(session: Session, concerned: list[str], fields: dict[str, object]) -> int:
    from tinycrm.cli.editor import edit
    from tinycrm.store.links import targets

    # A wrong reference is told before somebody writes a text for it.
    targets(session.crm.db, concerned)
    written = edit(session)
    with shown_when_lost(session, written):
        return add(session, concerned, written, fields)


def add(session: Session, concerned: list[str], text: str, fields: dict[str, object]) -> int:
    return session.crm.activities.add(
        **{"kind": "note", "for": concerned, "text": required_line(text, "note"), **fields}
    )


def log(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="call, email, meeting, message or visit.",
            autocompletion=completion.kind,
        ),
    ],
    record: Record,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help="What was said; - reads standard input.")
    ] = "",
    at: At = None,
    minutes: Minutes = None,
    direction: Direction = None,
    outcome: Outcome = None,
    subject: Subject = None,
    for_: For = None,
    next_: Annotated[
        str, typer.Option("--next", metavar="TITLE", help="What comes next, as a task.")
    ] = "",
    due: Annotated[
        str, typer.Option("--due", metavar="DATE", help="When that is due, like fri or +3d.")
    ] = "",
    tag: params.Tags = None,
    set_: params.Set = None,
) -> None:
    session = ctx.obj
    fields = params.fields_of(
        {
            "kind": kind,
            "for_": [record, *(for_ or [])],
            "text": typed(text),
            "at": at,
            "minutes": minutes,
            "direction": direction,
            "outcome": outcome,
            "subject": subject,
            "next_": next_,
            "due": due,
            "tags": tag,
        },
        set_,
    )
    logged = session.crm.activities.log(**fields)
    if session.json:
        output.write_json(
            {
                "activity": shape(session, "activity", logged.activity),
                "task": shape(session, "task", logged.task) if logged.task else None,
            }
        )
        return
    output.record(session, "activity", logged.activity)
    if logged.task:
        from tinycrm.cli.tasks import remark_due

        output.record(session, "task", logged.task)
        remark_due(session, logged.task)


def shape(session: Session, noun: str, id: int) -> object:
    """One record in its documented shape."""
    return next(output.shapes_of(session, noun, session.crm.records(noun).by_ids([id])))


def edit(
    ctx: typer.Context,
    note: params.Activity,
    text: Annotated[
        Text, typer.Option("--text", help="What it says; - reads standard input.")
    ] = None,
    at: At = None,
    kind: Annotated[
        Text, typer.Option("--kind", help="note, call, email …", autocompletion=completion.kind)
    ] = None,
    minutes: Minutes = None,
    direction: Direction = None,
    outcome: Outcome = None,
    subject: Subject = None,
    for_: Annotated[
        params.Several,
        typer.Option(
            "--for",
            metavar="RECORD",
            help="Whom or what it concerns, all of them; repeatable.",
            autocompletion=completion.subject,
        ),
    ] = None,
    tag: params.Tags = None,
    set_: params.Set = None,
    version: params.Version = None,
) -> None:
    session = ctx.obj
    fields = params.fields_of(
        {
            "text": None if text is None else typed(text),
            "at": at,
            "kind": kind,
            "minutes": minutes,
            "direction": direction,
            "outcome": outcome,
            "subject": subject,
            "for": for_,
            "tags": tag,
        },
        set_,
    )
    activities = session.crm.activities
    id = activities.edit(note, version, **fields) if fields else edit_text(session, note)
    output.record(session, "activity", id)


def edit_text(session: Session, note: str) -> int:
    """Change the text of an activity in the editor; a change made meanwhile is not overwritten."""
    from tinycrm.cli.editor import edit

    activities = session.crm.activities
    held = activities.get(note)
    written = edit(session, held.body or "")
    with shown_when_lost(session, written):
        return activities.edit(held.ref, version=held.version, text=written)


@contextmanager
def shown_when_lost(session: Session, written: str) -> Iterator[None]:
    """Give a text back that was written in the editor and could not be saved."""
    try:
        yield
    except CrmError:
        session.tell(f"Not saved:\n\n{written}\n")
        raise


def typed(text: str) -> str:
    """A text as given, or standard input for `-`; raises InvalidError where that is no UTF-8."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InvalidError(
            f"Standard input is not valid UTF-8 (byte {error.start + 1}).",
            "Convert it to UTF-8 first.",
            "text",
        ) from None
