"""Duplicates: finding them, remembering which are none, and merging those that are certain."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.block_keys import keys_of
from tinycrm.domain.similarity import CERTAIN, compare
from tinycrm.domain.traits import Firm
from tinycrm.errors import ConflictError
from tinycrm.store.comparable import BATCH, everyone, load
from tinycrm.store.database import Database
from tinycrm.store.references import Found, plural, resolve, resolve_any, told

if TYPE_CHECKING:
    from tinycrm.store.blocking import Blocks
    from tinycrm.store.comparable import Comparable

MINIMUM = 70
AHEAD = BATCH // 2
HELD = 20_000
"""So many records are held in memory at a time while pairs are compared."""


class Pair(NamedTuple):
    """Two records that may be one; `a` is the one to be kept, as `survivor` says."""

    a: int
    b: int
    points: int
    reasons: tuple[str, ...]


class Merge(NamedTuple):
    """Records that were merged, or would be, into the one that is kept."""

    kept: int
    gone: tuple[int, ...]


# Finding


def find(
    db: Database, noun: str, *, minimum: int = MINIMUM, limit: int | None = None, ahead: int = 1
) -> Iterator[Pair]:
    """The pairs of contacts or companies that may be one, the likeliest first.

    Leaves out what is in the trash and pairs of which somebody said that they are two. A pair is
    looked at again just before it is given out, so that one may merge while reading on. Whoever
    only reads lets it look at so many `ahead` (at most `AHEAD`), which is far quicker.
    """
    from tinycrm.store.blocking import Blocks

    def keyed(
        records: "Iterable[tuple[int, Comparable]]",
    ) -> Iterator[tuple[int, Set[str]]]:
        return ((id, keys_of(record, minimum)) for id, record in records)

    blocks = Blocks()
    try:
        blocks.fill(keyed(everyone(db, noun)))
        blocks.cut(lambda ids: keyed(load(db, noun, ids).items()))
        blocks.keep(scored(db, noun, blocks, minimum))
        yield from islice(fresh(db, noun, blocks, minimum, ahead), limit)
    finally:
        blocks.close()


def scored(
    db: Database, noun: str, blocks: "Blocks", minimum: int
) -> Iterator[tuple[int, int, int]]:
    """The pairs with at least so many points, as (points, a, b)."""
    held: dict[int, Comparable] = {}
    pairs = blocks.pairs()
    while batch := list(islice(pairs, BATCH // 2)):
        if len(held) > HELD:
            held.clear()
        missing = {id for pair in batch for id in pair} - held.keys()
        held.update(load(db, noun, list(missing)))
        for a, b in batch:
            if a in held and b in held:
                points = compare(held[a], held[b]).points
                if points >= minimum:
                    yield points, a, b


def fresh(db: Database, noun: str, blocks: "Blocks", minimum: int, ahead: int) -> Iterator[Pair]:
    """The best pairs as they are now."""
    pairs = blocks.best()
    while batch := list(islice(pairs, ahead)):
        ids = list({id for pair in batch for id in pair})
        found, apart, rank = load(db, noun, ids), all_dismissed(db, noun, ids), ranks(db, noun, ids)
        for pair in batch:
            if not found.keys() >= {*pair} or pair in apart:
                continue
            points, reasons = compare(*(found[id] for id in pair))
            if points >= minimum:
                a, b = sorted(pair, key=rank.__getitem__)
                yield Pair(a, b, points, reasons)


def survivor(db: Database, noun: str, ids: Sequence[int]) -> int:
    """Which of several records is kept: that with the most activities, then the oldest."""
    return min(ids, key=ranks(db, noun, ids).__getitem__)


def ranks(db: Database, noun: str, ids: Sequence[int]) -> dict[int, tuple[int, str, int]]:
    """By what records are sorted to say which is kept; the least is."""
    marks = ", ".join("?" * len(ids))
    rows = db.rows(
        f"SELECT id, (SELECT count(*) FROM activity_link WHERE {noun}_id = {noun}.id), created_at"
        f" FROM {noun} WHERE id IN ({marks})",
        ids,
    )
    return {id: (-activities, created_at, id) for id, activities, created_at in rows}


# Of whom somebody said that they are two


def dismiss(db: Database, a: str, b: str) -> tuple[str, int, int]:
    """Remember that two contacts, or two companies, are not one; returns the noun and their ids.

    Takes references. Raises ConflictError for a record and itself.
    """
    with db.operation("duplicate.dismiss") as operation:
        noun, first = resolve_any(db, a, ("contact", "company"))
        second = resolve(db, noun, b)
        low, high = sorted((first, second))
        if low == high:
            raise ConflictError(f"{told(db, Found(noun, low))} is itself.", "Name two records.")
        if not dismissed(db, noun, low, high):
            db.insert("not_duplicate", {f"{noun}_a_id": low, f"{noun}_b_id": high})
        one, other = (told(db, Found(noun, id)) for id in (first, second))
        operation.summary = operation.summary or f"noted that {one} and {other} are two"
    return noun, first, second


def dismissed(db: Database, noun: str, a: int, b: int) -> bool:
    """Whether somebody said that the two are not one."""
    low, high = sorted((a, b))
    query = f"SELECT 1 FROM not_duplicate WHERE {noun}_a_id = ? AND {noun}_b_id = ?"
    return db.value(query, (low, high)) is not None


def all_dismissed(db: Database, noun: str, ids: Sequence[int]) -> set[tuple[int, ...]]:
    """The pairs of which somebody said that they are not one, if `ids` hold the lower id."""
    marks = ", ".join("?" * len(ids))
    query = f"SELECT {noun}_a_id, {noun}_b_id FROM not_duplicate WHERE {noun}_a_id IN ({marks})"
    return {*db.rows(query, ids)}


# Merging


def merge_exact(db: Database, noun: str, *, dry_run: bool = False) -> list[Merge]:
    """Merge the duplicates that are certain, in one step of the history.

    Records that are certain duplicates of a common one are merged together, unless any two of
    them look, or are known to be, different: those are left to a person. The one with the most
    activities is kept, of several the oldest. With `dry_run`, says what it would do.
    """
    from tinycrm.store.merge import merge

    pairs = [(pair.a, pair.b) for pair in find(db, noun, minimum=CERTAIN, ahead=AHEAD)]
    with db.operation(f"{noun}.merge_exact", dry_run=dry_run) as operation:
        merges = []
        for ids in groups(pairs):
            if agree(db, noun, ids):
                kept = survivor(db, noun, ids)
                merges.append(Merge(kept, tuple(id for id in ids if id != kept)))
        for kept, gone in merges:
            for id in gone:
                merge(db, noun, kept, id)
        count = sum(len(gone) for _, gone in merges)
        word = noun if count == 1 else plural(noun)
        operation.summary = f"merged {count} {word} that were there already"
    return merges


def groups(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The ids that pairs connect, directly or through others; each group and all of them sorted."""
    leader: dict[int, int] = {}

    def lead(id: int) -> int:
        while leader.setdefault(id, id) != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for a, b in pairs:
        low, high = sorted((lead(a), lead(b)))
        leader[high] = low
    found: dict[int, list[int]] = {}
    for id in sorted(leader):
        found.setdefault(lead(id), []).append(id)
    return list(found.values())


def agree(db: Database, noun: str, ids: Sequence[int]) -> bool:
    """Whether any two of a group may be one, also now."""
    found: dict[int, Comparable] = {}
    for start in range(0, len(ids), BATCH):
        found.update(load(db, noun, ids[start : start + BATCH]))
    # Copies are alike in everything that is compared, so that few remain of many.
    different = list({told_apart(record): record for record in found.values()}.values())
    for index, one in enumerate(different):
        if any(compare(one, other).points < MINIMUM for other in different[index + 1 :]):
            return False
    return len(found) == len(ids) and not any_dismissed(db, noun, {*ids})


def told_apart(record: "Comparable") -> "Comparable":
    """A record without its own id, so that copies are equal."""
    return record._replace(id=0) if isinstance(record, Firm) and not record.parent else record


def any_dismissed(db: Database, noun: str, ids: set[int]) -> bool:
    """Whether somebody said of any two of a group that they are not one."""
    query = f"SELECT {noun}_b_id FROM not_duplicate WHERE {noun}_a_id = ?"
    return any(other in ids for id in ids for (other,) in db.rows(query, (id,)))
