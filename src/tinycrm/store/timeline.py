"""What happened: to one person, firm or deal, or lately in the whole file."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Iterable
from typing import NamedTuple

from tinycrm.domain.choices import ACTIVITY_KINDS
from tinycrm.errors import UsageError
from tinycrm.store.database import Database
from tinycrm.store.references import LETTERS, Found

COLUMNS = "at, kind, ref, substr(text, 1, 500) AS text, minutes, direction"
"""Of a timeline; a text is cut, because a page of long notes would be megabytes."""
ORDER = "ORDER BY at DESC, ref DESC, kind DESC, text DESC LIMIT ?"
KINDS = (*ACTIVITY_KINDS, "deal", "task", "consent")
"""What a timeline can be asked for alone."""
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
    db: Database,
    found: Found,
    limit: int = 20,
    before: TimelineEntry | None = None,
    kinds: Iterable[str] = (),
) -> list[TimelineEntry]:
    """What happened to a person, a firm or a deal, the newest first.

    A firm's timeline shows what happened to its people and in its deals as well. `before` is the
    last entry of the page before; `kinds`, of those in KINDS, leaves out all others. Raises
    UsageError for another kind of record, and for an unknown kind.
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
    wanted = of_kinds(known_kinds(kinds, KINDS))
    # UNION, because a call with two people of a firm is one event to the firm.
    rows = " UNION ".join(
        f"SELECT DISTINCT {COLUMNS} FROM timeline"
        f" WHERE {noun}_id IN ({', '.join('?' * len(ids))}){wanted}"
        for noun, ids in owners.items()
    )
    parameters: list[object] = [id for ids in owners.values() for id in ids]
    if before:
        rows = f"SELECT * FROM ({rows}) WHERE (at, ref, kind, coalesce(text, '')) < (?, ?, ?, ?)"
        parameters += [before.at, before.ref, before.kind, before.text or ""]
    return with_names(db, db.rows(f"{rows} {ORDER}", (*parameters, limit)))


def known_kinds(given: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that were asked for, all of them if none was; raises UsageError for another."""
    kinds = tuple(dict.fromkeys(given))
    for kind in kinds:
        if kind not in known:
            from tinycrm.domain.text import did_you_mean, quote_value

            if kind in KINDS:
                raise UsageError(
                    f"What happened in the whole file is told without any {kind}.",
                    f"Name a record: crm timeline C12 --kind {kind}",
                )
            raise UsageError(
                f"Nothing that happens is a {quote_value(kind)}.",
                did_you_mean(kind, known).strip() or f"Known are: {', '.join(known)}.",
            )
    return kinds or known


def of_kinds(kinds: tuple[str, ...]) -> str:
    """The condition for entries of the view `timeline` to be of these kinds."""
    if set(kinds) == set(KINDS):
        return ""
    # A fixed list of words, all of them ours.
    alone = ", ".join(f"'{kind}'" for kind in kinds)
    families = "".join(
        f" OR kind GLOB '{kind} *'" for kind in kinds if kind in ("deal", "task", "consent")
    )
    return f" AND (kind IN ({alone}){families})"


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


class Source(NamedTuple):
    """A table in which things happen: how its rows become entries, and how they are ordered.

    `at` is the column that its index is about; within one moment rows are ordered by their id.
    Of deal events that say the same of the same moment, only the last is `live`.
    """

    letter: str
    table: str
    entry: str
    at: str
    live: str


DEAL = "(SELECT {} FROM deal WHERE deal.id = deal_event.deal_id)"
DEAL_TEXT = (
    f"{DEAL.format('title')} || ' ('"
    " || (SELECT name FROM stage WHERE stage.id = deal_event.stage_id) || ')'"
)
SOURCES = (
    Source(
        "A",
        "activity",
        "kind, 'A' || id, substr(coalesce(subject, body), 1, 500), minutes, direction",
        "happened_at",
        "archived_at IS NULL AND deleted_at IS NULL",
    ),
    Source(
        "D",
        "deal_event",
        f"'deal ' || kind, 'D' || deal_id, {DEAL_TEXT}, NULL, NULL",
        "at",
        f"{DEAL.format('deleted_at')} IS NULL AND NOT EXISTS (SELECT 1 FROM deal_event AS later"
        " WHERE later.deal_id = deal_event.deal_id AND later.at = deal_event.at"
        " AND later.kind = deal_event.kind AND later.stage_id = deal_event.stage_id"
        " AND later.id > deal_event.id)",
    ),
    Source(
        "T",
        "task",
        "'task done', 'T' || id, title, NULL, NULL",
        "done_at",
        "done_at IS NOT NULL AND deleted_at IS NULL",
    ),
)


def recent(
    db: Database,
    limit: int = 20,
    before: TimelineEntry | None = None,
    kinds: Iterable[str] = (),
) -> list[TimelineEntry]:
    """What happened lately in the whole file, the newest first.

    Activities, what became of deals, and finished tasks, each read from the end of its index.
    `before` is the last entry of the page before; `kinds`, of those in KINDS but consent, leaves
    out all others. Raises UsageError for an unknown kind.
    """
    wanted = known_kinds(kinds, tuple(kind for kind in KINDS if kind != "consent"))
    activities = [kind for kind in wanted if kind in ACTIVITY_KINDS]
    found: list[tuple[object, ...]] = []
    for source in SOURCES:
        where, parameters = source.live, list[object]()
        if source.letter == "A" and len(activities) < len(ACTIVITY_KINDS):
            where += f" AND kind IN ({', '.join('?' * len(activities))})"
            parameters += activities
        elif source.letter != "A" and source.table.removesuffix("_event") not in wanted:
            continue
        if before:
            earlier, moment = earlier_than(db, source, before)
            where, parameters = f"{where} AND {earlier}", [*parameters, *moment]
        found += db.rows(
            f"SELECT '{source.letter}', id, {source.at}, {source.entry} FROM {source.table}"
            f" WHERE {where} ORDER BY {source.at} DESC, id DESC LIMIT ?",
            (*parameters, limit),
        )
    found.sort(key=lambda row: (row[2], row[0], row[1]), reverse=True)
    return with_names(db, [row[2:] for row in found[:limit]])


def earlier_than(db: Database, source: Source, entry: TimelineEntry) -> tuple[str, list[object]]:
    """The condition for rows of a table to come after an entry, in the order of `recent`."""
    letter = entry.ref[0]
    if source.letter != letter:
        # Of what happened at the same moment, tasks come first and activities last.
        return f"{source.at} {'<' if source.letter > letter else '<='} ?", [entry.at]
    id = int(entry.ref[1:])
    if letter == "D":
        # Two events of one moment and kind are told apart by their text, if by anything.
        id = db.value(
            "SELECT id FROM deal_event WHERE deal_id = ? AND at = ? AND 'deal ' || kind = ?"
            f" ORDER BY {DEAL_TEXT} IS ? DESC, id DESC LIMIT 1",
            (id, entry.at, entry.kind, entry.text),
        )
    return f"({source.at}, id) < (?, ?)", [entry.at, id or 0]


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
