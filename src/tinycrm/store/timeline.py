"""What happened: to one person, firm or deal, or lately in the whole file."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from typing import NamedTuple

from tinycrm.errors import UsageError
from tinycrm.store.database import Database
from tinycrm.store.references import LETTERS, Found

COLUMNS = "at, kind, ref, substr(text, 1, 500) AS text, minutes, direction"
"""Of a timeline; a text is cut, because a page of long notes would be megabytes."""
ORDER = "ORDER BY at DESC, ref DESC, kind DESC LIMIT ?"
OF_A_FIRM = 1000
"""How many people and how many deals of a firm its timeline follows."""
WHO = {
    "activity": "SELECT id, contacts, companies, deals FROM activity_view",
    "task": "SELECT id, contacts, companies, deals FROM task_view",
    "deal": "SELECT id, contact, company FROM deal_view",
    "contact": "SELECT id, name FROM contact",
}


class TimelineEntry(NamedTuple):
    """Something that happened.

    `kind` is that of an activity (note, call …), `deal created`, `deal moved`, `deal won` and so
    on, `task done`, `consent in` or `consent out`; `ref` names the record, `text` is the
    beginning of what was written (500 characters), `who` names all whom and what it concerns.
    """

    at: str
    kind: str
    ref: str
    text: str | None
    minutes: int | None
    direction: str | None
    who: str


def timeline(
    db: Database, found: Found, limit: int = 20, before: TimelineEntry | None = None
) -> list[TimelineEntry]:
    """What happened to a person, a firm or a deal, the newest first.

    A firm's timeline shows what happened to its people and in its deals as well. `before` is the
    last entry of the page before. Raises UsageError for another kind of record.
    """
    if found.noun not in ("contact", "company", "deal"):
        raise UsageError(
            f"{found.ref} has no timeline.", "People, firms and deals have one: C12, O3, D31."
        )
    owners = {found.noun: [found.id]}
    if found.noun == "company":
        owners |= {
            "contact": of_firm(db, "contact", found.id),
            "deal": of_firm(db, "deal", found.id),
        }
    # UNION, because a call with two people of a firm is one event to the firm.
    rows = " UNION ".join(
        f"SELECT {COLUMNS} FROM timeline WHERE {noun}_id IN ({', '.join('?' * len(ids))})"
        for noun, ids in owners.items()
    )
    parameters: list[object] = [id for ids in owners.values() for id in ids]
    if before:
        rows = f"SELECT * FROM ({rows}) WHERE (at, ref, kind) < (?, ?, ?)"
        parameters += [before.at, before.ref, before.kind]
    return with_names(db, db.rows(f"{rows} {ORDER}", (*parameters, limit)))


def of_firm(db: Database, noun: str, company: int) -> list[int]:
    """Ids of a firm's people or deals; of very many those with the newest activities.

    Ids rather than a subquery: with that, SQLite would try it on every deal event of the file.
    """
    return [
        id
        for (id,) in db.rows(
            f"SELECT id FROM {noun} WHERE company_id = ? AND deleted_at IS NULL"
            " ORDER BY last_activity_at DESC LIMIT ?",
            (company, OF_A_FIRM),
        )
    ]


def recent(db: Database, limit: int = 20) -> list[TimelineEntry]:
    """What happened lately in the whole file, the newest first.

    Reads the newest activities, deal events and finished tasks from the ends of their indices.
    """
    deal = "SELECT {} FROM deal WHERE deal.id = deal_event.deal_id"
    stage = "(SELECT name FROM stage WHERE stage.id = deal_event.stage_id)"
    parts = (
        "SELECT happened_at, kind, 'A' || id, substr(coalesce(subject, body), 1, 500),"
        " minutes, direction FROM activity WHERE archived_at IS NULL AND deleted_at IS NULL"
        " ORDER BY happened_at DESC LIMIT ?",
        f"SELECT at, 'deal ' || kind, 'D' || deal_id, ({deal.format('title')}) || ' (' || {stage}"
        f" || ')', NULL, NULL FROM deal_event WHERE ({deal.format('deleted_at')}) IS NULL"
        " ORDER BY at DESC LIMIT ?",
        "SELECT done_at, 'task done', 'T' || id, title, NULL, NULL FROM task"
        " WHERE done_at IS NOT NULL AND deleted_at IS NULL ORDER BY done_at DESC LIMIT ?",
    )
    rows = [row for sql in parts for row in db.rows(sql, (limit,))]
    return with_names(db, sorted(rows, key=lambda row: row[0], reverse=True)[:limit])


def with_names(db: Database, rows: list[tuple[object, ...]]) -> list[TimelineEntry]:
    """Timeline rows with the names of whom and what they concern; one query a kind of record."""
    ids: dict[str, list[int]] = {}
    for row in rows:
        ref = str(row[2])
        ids.setdefault(LETTERS[ref[0]], []).append(int(ref[1:]))
    names = {}
    for noun, wanted in ids.items():
        marks = ", ".join("?" * len(wanted))
        for id, *found in db.rows(f"{WHO[noun]} WHERE id IN ({marks})", wanted):
            names[noun, id] = ", ".join(name for name in found if name)
    return [
        TimelineEntry._make((*row, names.get((LETTERS[str(row[2])[0]], int(str(row[2])[1:])), "")))
        for row in rows
    ]
