"""What every check of the doctor is made of, and how it gathers what it finds.

A check counts all that it finds, and describes the first few.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tinycrm.store.database import Database
from tinycrm.store.references import LETTER_OF, NAME_COLUMN

FILE, RECORDS, HINT = "file", "records", "hint"
"""What a check is about: the soundness of the file, mistakes in records, or mere tidiness."""
EDIT = {
    "contact": "crm edit-contact",
    "company": "crm edit-company",
    "deal": "crm edit-deal",
    "activity": "crm edit-note",
    "task": "crm edit-task",
}


class Finding(NamedTuple):
    """Something wrong or missing: in which record, what, and the command that mends it."""

    check: str
    ref: str
    label: str
    problem: str
    command: str


class Item(NamedTuple):
    """A finding before its record's name is looked up; `noun` is empty for none."""

    noun: str
    id: int
    problem: str
    command: str
    label: str = ""


class Found(NamedTuple):
    """How many things a check found, and the first of them."""

    total: int
    items: list[Item]


class Scope(NamedTuple):
    """What a check looks at: a file on a day; how many findings it describes; whether it digs."""

    db: Database
    today: date
    limit: int
    deep: bool


class Check(NamedTuple):
    """One thing that is looked for.

    `mend` repairs all that was found, where that is safe; `logged` says whether the history keeps
    the repair (what can be computed anew is not in the history).
    """

    key: str
    title: str
    about: str
    look: Callable[[Scope], Found]
    mend: Callable[[Database], None] | None = None
    logged: bool = True


def gathered(scope: Scope, items: Iterable[Item]) -> Found:
    """Count all of the items, and keep the first few."""
    total, kept = 0, list[Item]()
    for item in items:
        total += 1
        if total <= scope.limit:
            kept.append(item)
    return Found(total, kept)


def joined(scope: Scope, parts: Iterable[Found]) -> Found:
    """Several findings as one."""
    total, items = 0, list[Item]()
    for part in parts:
        total += part.total
        items += part.items
    return Found(total, items[: scope.limit])


def selected(
    scope: Scope,
    noun: str,
    where: str,
    problem: str,
    command: str,
    parameters: Sequence[object] = (),
) -> Found:
    """The records of a noun that answer to a condition.

    `problem` is SQL that says in words what is wrong; `{ref}` in `command` is the record's.
    """
    rows = scope.db.rows(
        f"SELECT id, {problem} FROM {noun} WHERE {where} LIMIT ?", (*parameters, scope.limit + 1)
    )
    total = len(rows)
    if total > scope.limit:
        total = int(scope.db.value(f"SELECT count(*) FROM {noun} WHERE {where}", parameters))
    items = [
        Item(noun, id, str(words), command.replace("{ref}", f"{LETTER_OF[noun]}{id}"))
        for id, words in rows[: scope.limit]
    ]
    return Found(total, items)


def sql_text(words: str) -> str:
    """Fixed words of our own as an SQL expression."""
    return f"'{words}'"


def described(db: Database, check: str, item: Item) -> Finding:
    """A finding with its record's reference and name."""
    if not item.noun:
        return Finding(check, "", item.label, item.problem, item.command)
    ref = f"{LETTER_OF[item.noun]}{item.id}"
    return Finding(check, ref, item.label or name(db, item), item.problem, item.command)


def name(db: Database, item: Item) -> str:
    column = NAME_COLUMN.get(item.noun, "coalesce(subject, body, '')")
    found = db.value(f"SELECT {column} FROM {item.noun} WHERE id = ?", (item.id,))
    return str(found or "")[:200]
