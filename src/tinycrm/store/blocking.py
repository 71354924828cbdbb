"""Which records may be duplicates at all: those that share a key, in blocks that stay small.

The keys lie hashed in a temporary file without a name, so that memory stays bounded however
many records there are, and nothing that could be read leaves the owner's file. A hash that two
keys happen to share costs a comparison, nothing else.
"""

from __future__ import annotations

from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    Keys = Iterable[tuple[int, Set[str]]]

LARGEST = 50
"""Blocks with more members are cut."""
NEIGHBOURS = 5
"""In a block that no further key cuts, each is compared with so many that follow it.

So of more than fifty people who have nothing but a name in common, only some pairs are found; all
others would be as (un)likely. Whoever has a firm, a birthday, an address or a number in common as
well meets in the block of that."""
BATCH = 500


class Blocks:
    """A temporary file with the keys of records, and the pairs and scores that follow from them."""

    def __init__(self) -> None:
        # Python's own engine, because that of the wheel keeps temporary files in memory.
        import sqlite3

        self.file = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000"):
            self.file.execute(f"PRAGMA {setting}")
        self.file.execute("CREATE TABLE block (hash INTEGER, id INTEGER)")
        self.file.execute("CREATE TABLE large (hash INTEGER PRIMARY KEY)")
        self.file.execute("CREATE TABLE cut (hash INTEGER, id INTEGER)")
        self.file.execute("CREATE TABLE pair (a INTEGER, b INTEGER)")
        self.file.execute("CREATE TABLE scored (points INTEGER, a INTEGER, b INTEGER)")
        self.file.execute("BEGIN")

    def close(self) -> None:
        self.file.close()

    def fill(self, records: Keys) -> None:
        """Put every record into the blocks of its keys."""
        self.file.executemany(
            "INSERT INTO block VALUES (?, ?)",
            ((hash(key), id) for id, keys in records for key in keys),
        )
        self.file.execute("CREATE INDEX ix_block ON block (hash, id)")

    def cut(self, keys_of: Callable[[Sequence[int]], Keys]) -> None:
        """Cut each block that is too large by the other keys of its members."""
        self.file.execute(
            "INSERT INTO large SELECT hash FROM block GROUP BY hash HAVING count(*) > ?",
            (LARGEST,),
        )
        members = self.file.execute(
            "SELECT block.id, block.hash FROM block JOIN large USING (hash) ORDER BY block.id"
        )
        by_id = groupby(members, itemgetter(0))
        while batch := {id: [hash for _, hash in rows] for id, rows in first(by_id, BATCH)}:
            self.file.executemany(
                "INSERT INTO cut VALUES (?, ?)",
                (
                    (hash((block, key)), id)
                    for id, keys in keys_of(list(batch))
                    for block in batch[id]
                    for key in keys
                ),
            )

        self.file.execute("CREATE INDEX ix_cut ON cut (hash, id)")

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every pair of records that is to be compared, once, the lower id first."""
        for table, neighbours in (("block", 0), ("cut", NEIGHBOURS)):
            rows = self.file.execute(
                f"SELECT hash, id FROM {table} WHERE hash IN (SELECT hash FROM {table}"
                " GROUP BY hash HAVING count(*) > 1) ORDER BY hash, id"
            )
            self.file.executemany(
                "INSERT INTO pair VALUES (?, ?)",
                (
                    pair
                    for _, members in groupby(rows, itemgetter(0))
                    for pair in pairs_in([id for _, id in members], neighbours)
                ),
            )
        found: Iterator[tuple[int, int]] = self.file.execute(
            "SELECT DISTINCT a, b FROM pair ORDER BY a, b"
        )
        return found

    def keep(self, scored: Iterable[tuple[int, int, int]]) -> None:
        """Keep pairs with their points, as (points, a, b)."""
        self.file.executemany("INSERT INTO scored VALUES (?, ?, ?)", scored)

    def best(self) -> Iterator[tuple[int, int]]:
        """The pairs kept, those with the most points first."""
        found: Iterator[tuple[int, int]] = self.file.execute(
            "SELECT a, b FROM scored ORDER BY points DESC, a, b"
        )
        return found


def pairs_in(members: list[int], neighbours: int) -> Iterator[tuple[int, int]]:
    """All pairs of a small block; of a large one none, or each with its neighbours."""
    if len(members) <= LARGEST:
        yield from combinations(members, 2)
        return
    for distance in range(1, neighbours + 1):
        yield from zip(members, members[distance:], strict=False)


def first(rows: Iterator[Any], count: int) -> Iterator[Any]:
    """The next `count` rows, read one by one."""
    for _, row in zip(range(count), rows, strict=False):
        yield row
