"""`dedupe`: finds people or firms that are there twice, and merges them, one by one or at once."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, NamedTuple

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.columns import Columns
from tinycrm.cli.params import DryRun
from tinycrm.domain.text import quote_value
from tinycrm.errors import UsageError
from tinycrm.store.references import LETTER_OF

NOUNS = {"contacts": "contact", "companies": "company", "contact": "contact", "company": "company"}


class Likely(NamedTuple):
    """Two records that may be one; `left` is the one that a merge keeps."""

    score: int
    left: str
    left_name: str
    right: str
    right_name: str
    reasons: tuple[str, ...]

    @property
    def ref(self) -> str:
        return f"{self.left} {self.right}"


class Merged(NamedTuple):
    """A record that others were merged into."""

    ref: str
    name: str
    merged: tuple[str, ...]


PAIRS = (
    ("%", "score", "number"),
    ("", "left", "ref"),
    ("Name", "left_name", "text"),
    ("", "right", "ref"),
    ("Name", "right_name", "text"),
    ("Why", "reasons", "text"),
)
NOBODY = "Nobody is there twice, as far as can be seen."
MERGES = (("", "ref", "ref"), ("Name", "name", "text"), ("Merged into it", "merged", "text"))


def dedupe(
    ctx: typer.Context,
    noun: Annotated[
        str, typer.Argument(metavar="[contacts|companies]", help="What to look through.")
    ] = "contacts",
    min: Annotated[
        int | None,
        typer.Option(
            "--min",
            min=1,
            max=100,
            help="Only pairs with so many points: 70 if left out; adding warns from 50 on.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many pairs.")
    ] = None,
    auto_exact: Annotated[
        bool, typer.Option("--auto-exact", help="Merge those that are certain, without asking.")
    ] = False,
    dry_run: DryRun = False,
    dismiss: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--dismiss",
            metavar="RECORD RECORD",
            help="Remember that these two are different.",
            autocompletion=completion.customer,
        ),
    ] = None,
) -> None:
    session = ctx.obj
    if noun not in NOUNS:
        raise UsageError(f"{quote_value(noun)} has no duplicates.", "Say contacts or companies.")
    if dismiss is not None:
        tell_apart(session, *dismiss)
    elif auto_exact:
        if min or limit:
            raise UsageError(
                "--auto-exact merges all that are certain, and no others.",
                "Leave out --min and --limit.",
            )
        merge_certain(session, NOUNS[noun], dry_run)
    elif session.is_terminal and sys.stdin.isatty() and not (session.form_is_given or dry_run):
        from tinycrm.cli.reviewing import review

        review(session, NOUNS[noun], min, limit)
    else:
        write(session, listed(session, NOUNS[noun], min, limit), PAIRS, NOBODY)


def listed(session: Any, noun: str, minimum: int | None, limit: int | None) -> Iterator[Likely]:
    from tinycrm.store.duplicates import AHEAD, MINIMUM, find

    pairs = find(session.crm.db, noun, minimum=minimum or MINIMUM, limit=limit, ahead=AHEAD)
    while batch := list(islice(pairs, AHEAD)):
        names = names_of(session, noun, {id for pair in batch for id in (pair.a, pair.b)})
        for a, b, points, reasons in batch:
            left, right = (f"{LETTER_OF[noun]}{id}" for id in (a, b))
            yield Likely(points, left, names[a], right, names[b], reasons)


def merge_certain(session: Any, noun: str, dry_run: bool) -> None:
    from tinycrm.store.duplicates import merge_exact

    letter = LETTER_OF[noun]
    merges = [
        Merged(
            f"{letter}{merge.kept}",
            names_of(session, noun, [merge.kept])[merge.kept],
            tuple(f"{letter}{id}" for id in merge.gone),
        )
        for merge in merge_exact(session.crm.db, noun, dry_run=dry_run)
    ]
    write(session, merges, MERGES)
    if session.is_terminal:
        count = sum(len(merge.merged) for merge in merges)
        done = "Nothing was done; this would be merged" if dry_run else "Merged"
        session.tell(f"{done}: {count}." if count else "None is certain.")


def tell_apart(session: Any, a: str, b: str) -> None:
    from tinycrm.store.duplicates import dismiss

    noun, *ids = dismiss(session.crm.db, a, b)
    if session.form_is_given:
        output.records(session, noun, session.crm.records(noun).by_ids(ids))
    else:
        for id in ids:
            print(f"{LETTER_OF[noun]}{id}")


def names_of(session: Any, noun: str, ids: Iterable[int]) -> dict[int, str]:
    return {row.id: str(row.name) for row in session.crm.records(noun).by_ids(list(ids))}


def write(session: Any, rows: Iterable[Any], columns: Columns, empty: str = "") -> None:
    """Write rows that hold lists, which are lists in JSON and words elsewhere."""
    if not (session.json or session.jsonl):
        rows = [
            row._replace(
                **{
                    key: ", ".join(value)
                    for key, value in row._asdict().items()
                    if type(value) is tuple
                }
            )
            for row in rows
        ]
    output.table(session, columns, list(rows), empty)
