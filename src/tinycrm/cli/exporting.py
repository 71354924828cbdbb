"""`export`: the records of a noun, to a file or to standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Annotated, Any

import typer

from tinycrm.cli import output
from tinycrm.errors import UsageError

FORMATS = ("csv", "tsv", "json", "jsonl")


def export(
    ctx: typer.Context,
    noun: Annotated[str, typer.Argument(metavar="NOUN", help="contacts, companies, deals …")],
    filter: Annotated[
        list[str] | None, typer.Argument(metavar="[FILTER]...", help="See: crm help filters")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Commas (default).")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tabs.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON, one object a line.")] = False,
    file: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to.")] = "",
    fields: Annotated[
        str, typer.Option("--fields", metavar="A,B", help="These columns alone, in this order.")
    ] = "",
    sort: Annotated[
        str, typer.Option("--sort", metavar="KEYS", help="Like -last,name (- for descending).")
    ] = "",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="For spreadsheets: formulas disarmed, BOM, CRLF.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    wanted = [name for name, on in zip(FORMATS, (csv, tsv, json, jsonl), strict=True) if on]
    if len(wanted) > 1:
        raise UsageError(f"--{wanted[0]} and --{wanted[1]} exclude each other.", "Give one.")
    form = wanted[0] if wanted else "csv"
    if excel and form not in ("csv", "tsv"):
        raise UsageError(f"--excel does not go together with --{form}.", "Use --csv --excel.")
    session = ctx.obj
    singular, text = noun_of(noun), " ".join(filter or [])
    if noun.strip().lower() in ("note", "notes"):
        text = f"kind:note ({text})" if text else "kind:note"
    found = output.nouns(session, singular)
    rows = found.stream(text, sort=sort, limit=limit)
    names = [name.strip() for name in fields.split(",") if name.strip()]
    with destination(session, file, force) as target:
        write(session, singular, rows, target, form, names, excel)


def noun_of(given: str) -> str:
    """The noun that a word means, in the singular or the plural."""
    from tinycrm.cli.lists import NOUNS

    known = {**NOUNS, **{noun: noun for noun in NOUNS.values()}, "note": "activity"}
    word = given.strip().lower()
    if word in known:
        return known[word]
    from tinycrm.domain.text import did_you_mean, quote_value

    near = did_you_mean(word, NOUNS)
    hint = f"Did you mean “{near}”? " if near else ""
    raise UsageError(
        f"{quote_value(given)} cannot be exported.", f"{hint}There are: {', '.join(NOUNS)}."
    )


def write(
    session: Any, noun: str, rows: Any, file: Any, form: str, names: list[str], excel: bool
) -> None:
    if form in ("csv", "tsv"):
        from tinycrm.interchange.export import write_rows

        delimiter = "\t" if form == "tsv" else ","
        write_rows(session.crm, noun, rows, file, delimiter, fields=names, excel=excel)
        return
    from tinycrm.interchange.export import write_shapes

    write_shapes(session.crm, noun, rows, file, lines=form == "jsonl", fields=names)


@contextmanager
def destination(session: Any, path: str, force: bool) -> Iterator[IO[str]]:
    """Standard output, or a private file that takes its name when it is complete."""
    if path in ("", "-"):
        yield sys.stdout
        return
    from tinycrm.interchange.files import new_file

    with new_file(path, replace=force, never=session.crm.db.path) as file:
        yield file
