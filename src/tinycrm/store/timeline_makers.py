"""Who wrote down what happened lately, and in which program."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tinycrm.store.database import Database
    from tinycrm.store.timeline import TimelineEntry

MADE = "SELECT operation.actor, operation.program FROM {} ORDER BY change.id LIMIT 1"
ROW = "change JOIN operation ON operation.id = change.operation_id WHERE change.table_name = "
QUERIES = {
    "A": MADE.format(f"{ROW} 'activity' AND change.row_id = ? AND change.kind = 'insert'"),
    "D": MADE.format(
        "deal_event JOIN change ON change.row_id = deal_event.id"
        " AND change.table_name = 'deal_event' AND change.kind = 'insert'"
        " JOIN operation ON operation.id = change.operation_id"
        " WHERE deal_event.deal_id = ? AND deal_event.at = ? AND 'deal ' || deal_event.kind = ?"
    ),
    "T": MADE.format(
        f"{ROW} 'task' AND change.row_id = ? AND json_extract(change.\"after\", '$.done_at') = ?"
    ),
}
"""By the letter of the record: which step wrote an event, found by the rows that it changed."""


class Maker(NamedTuple):
    """Who made a step, and with which program: cli, tui, library …; both "" where none is known."""

    actor: str
    program: str


def makers(db: "Database", entries: "Iterable[TimelineEntry]") -> list[Maker]:
    """Who wrote down each of some entries of `recent`; a few look-ups in an index for each."""
    return [maker(db, entry) for entry in entries]


def maker(db: "Database", entry: "TimelineEntry") -> Maker:
    letter, id = entry.ref[0], int(entry.ref[1:])
    parameters = {"A": (id,), "D": (id, entry.at, entry.kind), "T": (id, entry.at)}[letter]
    found = db.row(QUERIES[letter], parameters)
    return Maker._make(found) if found else Maker("", "")
