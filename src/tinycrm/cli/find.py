"""`search`, `show` with its variants for each noun, and `timeline`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinycrm.cli import completion, output, params
from tinycrm.cli.lists import Limit
from tinycrm.cli.session import Session
from tinycrm.cli.words import for_a_person
from tinycrm.domain.text import safe_text
from tinycrm.errors import UsageError
from tinycrm.store.references import Found, resolve, resolve_any

if TYPE_CHECKING:
    from tinycrm.store.pages import Page

HITS = (("", "ref", "ref"), ("Kind", "noun", "text"), ("Found", "label", "text"))
EVENTS = (
    ("", "ref", "ref"),
    ("When", "at", "instant"),
    ("What", "kind", "text"),
    ("Text", "text", "text"),
    ("With", "who", "text"),
)


def search(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help="Beginnings will do; also filters, see: crm help filters"
        ),
    ],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many of a kind.")] = 10,
) -> None:
    session, text = ctx.obj, " ".join(words)
    if not text.strip():
        raise UsageError("There is nothing to search for.", 'Name a word, as in: crm search "ada"')
    hits = session.crm.search.everything(text, limit)
    output.table(session, HITS, hits, "Nothing found.")


def timeline(
    ctx: typer.Context,
    record: Annotated[
        str,
        typer.Argument(
            metavar="[RECORD]", help="C12, O3, D31, a name.", autocompletion=completion.subject
        ),
    ] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only calls, deals and so on: call, email, meeting, message, visit, note, deal,"
            " task, consent.",
            autocompletion=completion.happening,
        ),
    ] = None,
    limit: Limit = 20,
) -> None:
    from tinycrm.cli.page import event
    from tinycrm.store import timeline

    session = ctx.obj
    db = session.crm.db
    if record:
        entries = timeline.timeline(db, resolve_any(db, record), limit, kinds=kind or ())
    else:
        entries = timeline.recent(db, limit, kinds=kind or ())
    today = db.today() if for_a_person(session) else None
    events = [event(entry, today) for entry in entries]
    output.table(session, EVENTS, events, "Nothing has happened yet.")


def show(ctx: typer.Context, record: params.Anything) -> None:
    from tinycrm.store.pages import page

    session = ctx.obj
    found = page(session.crm.db, wanted(session, str(ctx.info_name), record))
    if session.json:
        output.write_json(shape(session, found))
    elif for_a_person(session):
        lay_out(session, found)
    else:
        write_plain(session, found)


def wanted(session: Session, command: str, given: str) -> Found:
    """The record that is meant: by `show` of any kind, by `show-deal` a deal."""
    name = command.removeprefix("show").removeprefix("-")
    noun = "activity" if name == "note" else name
    if not noun:
        return resolve_any(session.crm.db, given)
    return Found(noun, resolve(session.crm.db, noun, given))


def shape(session: Session, page: "Page") -> dict[str, Any]:
    """The page as JSON has it: the noun's documented shape, and what belongs to the record."""
    (record,) = output.shapes_of(session, page.noun, [page.record])
    if page.noun in ("activity", "task"):
        return dict(record)
    return {
        **record,
        **({"people": [each._asdict() for each in page.people]} if page.noun == "company" else {}),
        "deals": [deal_shape(deal) for deal in page.deals],
        "tasks": [task._asdict() for task in page.tasks],
        "timeline": [entry._asdict() for entry in page.timeline],
        "consents": [consent._asdict() for consent in page.consents],
    }


def deal_shape(deal: Any) -> dict[str, Any]:
    """An open deal of a page, with its amount as everywhere: as text and in minor units."""
    from tinycrm.domain.money import decimal_text

    text = None if deal.amount is None else decimal_text(deal.amount, deal.currency)
    return {**deal._asdict(), "amount": text, "amount_minor": deal.amount}


def write_plain(session: Session, found: "Page") -> None:
    """Write the page for programs: label and value, then each section below its heading."""
    from tinycrm.cli import page

    record = found.record
    heading = [page.Line("Name", page.title(found)), page.Line("Ref", record.ref)]
    for line in (*heading, *page.lines(found, None)):
        cells = (line.label.lower(), *line[1:]) if line.note else (line.label.lower(), line.value)
        sys.stdout.write("\t".join(map(safe_text, cells)) + "\n")
    text = getattr(record, page.LONG_TEXT[found.noun])
    if text:
        session.say(f"\n{text}")
    for section in page.sections(found, None):
        session.say(f"\n{section.heading.lower()}")
        output.write_table(session, section.columns, section.rows)


def lay_out(session: Session, found: "Page") -> None:
    """Write the page for a person."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli import page
    from tinycrm.cli.console import grid, show

    today = session.crm.db.today()
    heading = Text(safe_text(page.title(found)), style="bold")
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for line in page.lines(found, today):
        note = Text(f"  {safe_text(line.note)}" if line.note else "", style="dim")
        facts.add_row(Text(safe_text(line.label)), Text(safe_text(line.value)) + note)
    parts: list[Any] = [heading + Text(f" {found.record.ref}", style="not bold dim"), facts]
    text = getattr(found.record, page.LONG_TEXT[found.noun])
    if text:
        parts.append(Text("\n" + safe_text(text, newlines=True)))
    for section in page.sections(found, today):
        count = f" · {section.total}" if section.total else ""
        parts.append(Text(f"\n{section.heading}{count}", style="bold"))
        parts.append(grid(session, section.columns, section.rows, today, headings=False))
    show(session, *parts)
