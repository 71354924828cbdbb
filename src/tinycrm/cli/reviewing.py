"""Goes through likely duplicates with a person: shows both side by side and asks what to do."""

import sys
from typing import Any

from tinycrm.cli.merging import UNTOLD, shape, told
from tinycrm.domain.text import safe_text, shorten
from tinycrm.store.references import LETTER_OF

QUESTION = "[m]erge, [d]ifferent, [s]kip, [q]uit? "
BESIDES = {*UNTOLD, "id", "company_ref", "parent_ref", "custom"}
"""What is not compared line by line: bookkeeping, and what is shown under its own name."""


class Enough(Exception):
    """The person has seen enough, or standard input has ended."""


def review(session: Any, noun: str, minimum: int | None, limit: int | None) -> None:
    """Show each pair and ask; every answer is a step of the history of its own."""
    from tinycrm.store.duplicates import MINIMUM, find

    done = {"m": 0, "d": 0, "s": 0}
    pair = None
    try:
        for pair in find(session.crm.db, noun, minimum=minimum or MINIMUM, limit=limit):
            sides = [values(session, noun, id) for id in (pair.a, pair.b)]
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
        session.tell("Nobody is there twice, as far as can be seen.")


def act(session: Any, noun: str, answer: str, refs: list[str], sides: list[dict[str, str]]) -> None:
    from tinycrm.store.duplicates import dismiss
    from tinycrm.store.merge import merge

    if answer == "d":
        dismiss(session.crm.db, *refs)
    elif answer == "m":
        choices = {
            field: "other"
            for field in in_question(session, noun)
            if sides[0].get(field)
            and sides[1].get(field)
            and sides[0][field] != sides[1][field]
            and choose(session, options(field, sides), ("1", "2"), "1") == "2"
        }
        merge(session.crm.db, noun, *refs, choices=choices)


def in_question(session: Any, noun: str) -> list[str]:
    """The fields that hold one value, so that one of two gives way."""
    from tinycrm.store.merge import FIELDS, FIRM

    own = [field.key for field in session.crm.fields.all(noun)]
    return ["name", FIRM[noun], *FIELDS[noun], *own]


def options(field: str, sides: list[dict[str, str]]) -> str:
    first, second = (shorten(safe_text(side[field]), 60) for side in sides)
    return f"  {field.replace('_', ' ')}: [1] {first}  [2] {second}? [1] "


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


def values(session: Any, noun: str, id: int) -> dict[str, str]:
    """What there is to know of a record, each as one line of words."""
    found = shape(session, noun, id)
    fields = {field: value for field, value in found.items() if field not in BESIDES}
    fields.update(found["custom"])
    return {field: told(value) for field, value in fields.items() if value not in (None, "", [])}


def show(session: Any, refs: list[str], sides: list[dict[str, str]]) -> None:
    """Write two records side by side; what differs stands out."""
    from rich.table import Table
    from rich.text import Text

    from tinycrm.cli.console import console

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("", *refs):
        grid.add_column(Text(heading), overflow="fold", style="" if heading else "dim")
    for field in dict.fromkeys([*sides[0], *sides[1]]):
        left, right = (side.get(field, "") for side in sides)
        style = "yellow" if left and right and left != right else ""
        cells = (Text(safe_text(value), style=style) for value in (left, right))
        grid.add_row(Text(safe_text(field.replace("_", " "))), *cells)
    console(session).print(grid)
