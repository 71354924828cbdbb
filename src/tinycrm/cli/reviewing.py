"""Goes through likely duplicates with a person: shows both side by side and asks what to do."""

import sys
from typing import Any

from tinycrm.cli.deduping import NOBODY
from tinycrm.domain.text import safe_text, shorten
from tinycrm.interchange.comparison import Facing, compare
from tinycrm.store.references import LETTER_OF

QUESTION = "[m]erge, [d]ifferent, [s]kip, [q]uit? "


class Enough(Exception):
    """The person has seen enough, or standard input has ended."""


def review(session: Any, noun: str, minimum: int | None, limit: int | None) -> None:
    """Show each pair and ask; every answer is a step of the history of its own."""
    from tinycrm.store.duplicates import MINIMUM, find

    done = {"m": 0, "d": 0, "s": 0}
    pair = None
    try:
        for pair in find(session.crm.db, noun, minimum=minimum or MINIMUM, limit=limit):
            sides = compare(session.crm, noun, pair.a, pair.b)
            refs = [f"{LETTER_OF[noun]}{id}" for id in (pair.a, pair.b)]
            show(session, refs, sides)
            session.tell(f"{pair.points} %: {', '.join(pair.reasons)}")
            answer = choose(session, f"{refs[1]} into {refs[0]}: {QUESTION}", tuple("mdsq"), "s")
            if answer == "q":
                break
            act(session, noun, answer, refs, sides)
            done[answer] += 1
    except Enough:
        session.tell("")
    if pair:
        session.tell(f"Merged {done['m']}, told apart {done['d']}, skipped {done['s']}.")
    else:
        session.tell(NOBODY)


def act(session: Any, noun: str, answer: str, refs: list[str], sides: list[Facing]) -> None:
    from tinycrm.store.duplicates import dismiss
    from tinycrm.store.merge import merge

    if answer == "d":
        dismiss(session.crm.db, *refs)
    elif answer == "m":
        choices = {
            each.field: "other"
            for each in sides
            if each.asks and choose(session, options(each), ("1", "2"), "1") == "2"
        }
        merge(session.crm.db, noun, *refs, choices=choices)


def options(found: Facing) -> str:
    first, second = (shorten(safe_text(value), 60) for value in (found.keep, found.other))
    return f"  {found.field.replace('_', ' ')}: [1] {first}  [2] {second}? [1] "


def choose(session: Any, question: str, answers: tuple[str, ...], usual: str) -> str:
    """One of the answers; an empty line gives the usual one. Raises Enough at the end of input."""
    while True:
        print(safe_text(question), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Enough
        answer = line.strip().casefold()[:1] or usual
        if answer in answers:
            return answer


def show(session: Any, refs: list[str], sides: list[Facing]) -> None:
    """Write two records side by side; what differs stands out."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import console

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("", *refs):
        grid.add_column(Text(heading), overflow="fold", style="" if heading else "dim")
    for each in sides:
        style = "yellow" if each.differs else ""
        cells = (Text(safe_text(value), style=style) for value in (each.keep, each.other))
        grid.add_row(Text(safe_text(each.field.replace("_", " "))), *cells)
    console(session).print(grid)
