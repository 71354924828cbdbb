"""The records of a list by position: all their ids in memory, the records in pages."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinycrm.crm import Crm
    from tinycrm.store.records import Records

PAGE = 64
"""Records read at once: more than a screen holds, and within 2 ms."""
KEPT = 32
"""Pages kept in memory."""
FIRST = 200
"""Ids asked for first, so that there is something to look at before all are known."""
AT_ONCE = 5000


class Source(Protocol):
    """What a list shows: rows by position."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> Any:
        """The row at a position, None where it is gone."""

    def key(self, index: int) -> object:
        """What names the row at a position, also when others come before it."""

    def position(self, key: object) -> int | None:
        """Where the row of that key stands; None when it is not there."""


class Rows:
    """The records of one noun that a filter selects; ids of a million take 8 MB."""

    def __init__(self, records: Records[Any], ids: array[int], complete: bool) -> None:
        self.records = records
        self.ids = ids
        self.complete = complete
        self.pages: dict[int, list[Any]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, index: int) -> Any:
        page, at = divmod(index, PAGE)
        if page not in self.pages:
            self.read(page)
        return self.pages[page][at]

    def read(self, page: int) -> None:
        if len(self.pages) >= KEPT:
            del self.pages[next(iter(self.pages))]
        ids = list(self.ids[page * PAGE : (page + 1) * PAGE])
        found = {record.id: record for record in self.records.by_ids(ids)}
        self.pages[page] = [found.get(id) for id in ids]

    def key(self, index: int) -> int:
        return self.ids[index]

    def position(self, key: object) -> int | None:
        try:
            return self.ids.index(int(str(key)))
        except ValueError:
            return None

    def forget_pages(self) -> None:
        """Read the records anew when they are shown again, because some have been changed."""
        self.pages.clear()


def records_of(crm: Crm, noun: str) -> Records[Any]:
    """The records of a noun in an open file."""
    plural = {"company": "companies", "activity": "activities"}.get(noun, f"{noun}s")
    records: Records[Any] = getattr(crm, plural)
    return records


def first_ids(crm: Crm, noun: str, filter: str, sort: str) -> array[int]:
    """The ids that stand first in a list; raises QueryError and UsageError."""
    return array("q", records_of(crm, noun).ids(filter, sort=sort, limit=FIRST))


def all_ids(crm: Crm, noun: str, filter: str, sort: str) -> array[int]:
    """All ids of a list in their order."""
    ids = array("q")
    for chunk in chunks(crm, noun, filter, sort):
        ids.extend(id for (id,) in chunk)
    return ids


def chunks(crm: Crm, noun: str, filter: str, sort: str) -> Iterator[list[tuple[int]]]:
    cursor = records_of(crm, noun).select("id", filter, sort, None, 0)
    while chunk := cursor.fetchmany(AT_ONCE):
        yield chunk
