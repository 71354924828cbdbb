"""`export`: a list, a record, the calendar or everything, to a file or to standard output."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Annotated, Any

import typer

from tinycrm.cli import completion
from tinycrm.cli.lists import NOUNS, Sort
from tinycrm.errors import UsageError
from tinycrm.interchange.exporting import FORMS, Wanted, refuse_unfit
from tinycrm.interchange.exporting import form_of as usual_form

WORDS = {"calendar": "tasks with a day, and meetings", "all": "everything, into a folder"}


def noun_offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    offers = {**dict.fromkeys(NOUNS, ""), **WORDS}
    return [(word, help) for word, help in offers.items() if word.startswith(incomplete)]


def field_offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The columns of the noun that was typed, after those that are there already."""

    def find(crm: Any, typed: str) -> list[tuple[str, str]]:
        from tinycrm.interchange.record_columns import columns

        noun = noun_of(ctx.params.get("noun") or "")
        before, comma, last = typed.rpartition(",")
        taken = before.split(",")
        return [
            (f"{before}{comma}{name}", "")
            for name in columns(crm, noun)
            if name.startswith(last) and name not in taken
        ]

    return completion.offering(find)(ctx, incomplete)


def export(
    ctx: typer.Context,
    noun: Annotated[
        str,
        typer.Argument(
            metavar="NOUN",
            help="contacts, companies, deals …, calendar, all, or a record: C12.",
            autocompletion=noun_offers,
        ),
    ],
    filter: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILTER]...", help="See: crm help filters. Of all: the folder."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Commas (default).")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tabs.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON, one object a line.")] = False,
    vcard: Annotated[
        bool, typer.Option("--vcard", help="People or firms for address books, vCard 3.0.")
    ] = False,
    vcard4: Annotated[bool, typer.Option("--vcard4", help="The same as vCard 4.0.")] = False,
    ical: Annotated[
        bool, typer.Option("--ical", help="Tasks with a day, or meetings, for calendars.")
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="A table; of a single record, a page.")
    ] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="A workbook; needs -o FILE.")] = False,
    file: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; its ending tells the form."),
    ] = "",
    fields: Annotated[
        str,
        typer.Option(
            "--fields",
            metavar="A,B",
            help="These columns alone, in this order.",
            autocompletion=field_offers,
        ),
    ] = "",
    sort: Sort = "",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="For spreadsheets: formulas disarmed, BOM, CRLF.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    session = ctx.obj
    given = [csv, tsv, json, jsonl, vcard, vcard4, ical, markdown, xlsx]
    said = [form for form, on in zip(FORMS, given, strict=True) if on]
    if noun.strip().lower() == "all":
        everything(session, filter or [], file, said)
        return
    reference = reference_of(session, noun, filter or [])
    listed = [name.strip() for name in fields.split(",") if name.strip()]
    singular = noun_of(noun) if not reference else output_noun(reference)
    form = form_of(said, file, singular)
    text = " ".join(filter or [])
    if noun.strip().lower() in ("note", "notes"):
        text = f"kind:note ({text})" if text else "kind:note"
    from tinycrm.cli.export_forms import write

    wanted = Wanted(singular, text, sort, limit, form, listed, excel, reference)
    refuse_unfit(wanted, file)
    with destination(session, file, force, binary=form == "xlsx") as target:
        write(session, wanted, target)


# What is asked for


def noun_of(given: str) -> str:
    """The noun that a word means, in the singular or the plural."""
    known = {**NOUNS, **{noun: noun for noun in NOUNS.values()}, "note": "activity"}
    known["calendar"] = "calendar"
    word = given.strip().lower()
    if word in known:
        return known[word]
    from tinycrm.domain.text import did_you_mean, quote_value

    words = [*NOUNS, *WORDS]
    hint = did_you_mean(word, words)
    raise UsageError(
        f"{quote_value(given)} cannot be exported.",
        f"{hint}There are: {', '.join(words)}, and single records like C12.",
    )


def reference_of(session: Any, noun: str, filter: list[str]) -> str:
    """`C12`, if that is what stands in the place of a noun."""
    if not re.fullmatch(r"\s*[CODATcodat][0-9]{1,18}\s*", noun):
        return ""
    if filter:
        raise UsageError("A single record takes no filter.", "Give a noun: crm export contacts …")
    from tinycrm.store.references import resolve_any

    return resolve_any(session.crm.db, noun).ref


def output_noun(reference: str) -> str:
    from tinycrm.store.references import LETTERS

    return LETTERS[reference[0]]


def form_of(said: list[str], file: str, noun: str) -> str:
    """The form that is asked for: by an option, else by the file's name, else the usual one."""
    if {*said} == {"vcard", "vcard4"}:
        return "vcard4"
    if len(said) > 1:
        raise UsageError(f"--{said[0]} and --{said[1]} exclude each other.", "Give one.")
    return said[0] if said else usual_form(file, noun)


def everything(session: Any, given: list[str], file: str, said: list[str]) -> None:
    """`export all DIR`."""
    folders = [*given, *([file] if file else [])]
    if said or len(folders) != 1:
        raise UsageError("Everything goes into one folder.", "Name it, as in: crm export all DIR")
    from tinycrm.interchange.whole_writing import export_all

    counts = export_all(session.crm, folders[0])
    session.tell(f"{sum(counts.values()):,} rows in {len(counts)} tables; see README.md in it.")


@contextmanager
def destination(session: Any, path: str, force: bool, *, binary: bool = False) -> Iterator[IO[Any]]:
    """Standard output, or a private file that takes its name when it is complete."""
    if path in ("", "-"):
        yield sys.stdout
        return
    from tinycrm.interchange.files import new_file

    with new_file(path, replace=force, never=session.crm.db.path, binary=binary) as file:
        yield file
