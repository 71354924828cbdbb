"""The records of a list by position: all their ids in memory, the records in pages."""

from __future__ import annotations

from array import array
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from tinycrm.crm import Crm

    Page = list[Any]
    Read = Callable[[Callable[[Crm], Page]], Future[Page]]
    Check = Callable[[], None]

PAGE = 64
"""Records read at once: more than a screen holds, and within 2 ms."""
KEPT = 5
"""Pages kept in memory."""
PATIENCE = 0.02
"""Seconds that drawing waits for records; what takes longer is drawn when it is there."""
FIRST = 200
"""Ids asked for first, so that there is something to look at before all are known."""
AT_ONCE = 5000


class Coming:
    """Stands in for a record that is still being read."""


COMING = Coming()


class Rows:
    """The records of one noun that a filter selects; ids of a million take 4 MB.

    `start` begins to read a page in another thread. Where drawing a row would have to wait too
    long for it, `arrived` is called when it is there, in that other thread.
    """

    def __init__(
        self,
        noun: str,
        ids: array[int],
        complete: bool,
        start: Read,
        arrived: Callable[[], None] = lambda: None,
    ) -> None:
        self.noun = noun
        self.ids = ids
        self.complete = complete
        self.start = start
        self.arrived = arrived
        self.pages: dict[int, Page] = {}
        self.stale: set[int] = set()
        """Pages that have to be read anew; until that is done they are shown as they were."""
        self.coming: dict[int, Future[Page]] = {}
        """Pages that are shown as soon as they have been read."""
        self.ahead: dict[int, Future[Page]] = {}
        """Pages that may be wanted next."""

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, index: int) -> Any:
        """The record at a position; None where it is gone, COMING while it is being read."""
        page, at = divmod(index, PAGE)
        if page not in self.pages or page in self.stale:
            self.read(page)
        return self.pages[page][at] if page in self.pages else COMING

    def read(self, page: int) -> None:
        future = self.coming.get(page)
        if future is None:
            future = self.ahead.pop(page, None)
            if future is None or (future.done() and future.exception()):
                # Nothing that may be wanted is read before what is.
                self.read_ahead([])
                future = self.begin(page)
            with suppress(NotYet):
                future.exception(PATIENCE)
            if not future.done():
                self.coming[page] = future
                future.add_done_callback(lambda _: self.arrived())
        if future.done():
            self.coming.pop(page, None)
            self.stale.discard(page)
            if page not in self.pages and len(self.pages) >= KEPT:
                del self.pages[max(self.pages, key=lambda kept: abs(kept - page))]
            self.pages[page] = future.result()

    def begin(self, page: int) -> Future[Page]:
        ids = list(self.ids[page * PAGE : (page + 1) * PAGE])
        return self.start(partial(by_ids, noun=self.noun, ids=ids))

    def read_around(self, first: int, last: int) -> None:
        """Begin to read the pages before and after some rows, so that nobody waits for them."""
        self.read_ahead([last // PAGE + 1, first // PAGE - 1])

    def read_ahead(self, pages: list[int]) -> None:
        """Begin to read some pages, in the place of those that were read ahead before."""
        for page in {*self.ahead}.difference(pages):
            self.ahead.pop(page).cancel()
        for page in pages:
            known = page in self.coming or (page in self.pages and page not in self.stale)
            if 0 <= page * PAGE < len(self) and page not in self.ahead and not known:
                self.ahead[page] = self.begin(page)

    def key(self, index: int) -> int:
        """What names the record at a position, also when others come before it: its id."""
        return self.ids[index]

    def position(self, key: object) -> int | None:
        """Where the record of that id stands; None when it is not there."""
        try:
            return self.ids.index(int(str(key)))
        except ValueError:
            return None

    def take_pages(self, before: Rows) -> bool:
        """Take over what has been read of rows with which these begin; whether they do."""
        known = len(before)
        if before.complete or self.ids[:known] != before.ids:
            return False
        whole = known // PAGE
        self.pages = {page: rows for page, rows in before.pages.items() if page < whole}
        self.stale = before.stale & {*self.pages}
        return True

    def forget_pages(self) -> None:
        """Read the records anew when they are shown again, because some have been changed."""
        self.stale = set(self.pages)
        self.coming.clear()
        self.read_ahead([])


def by_ids(crm: Crm, noun: str, ids: list[int]) -> Page:
    """The records of these ids, None for each that is gone."""
    found = {record.id: record for record in crm.records(noun).by_ids(ids)}
    return [found.get(id) for id in ids]


def first_rows(crm: Crm, noun: str, filter: str, sort: str) -> tuple[array[int], Page]:
    """The ids that stand first in a list, and the first page; raises QueryError and UsageError."""
    ids = crm.records(noun).ids(filter, sort=sort, limit=FIRST)
    return array("q", ids), by_ids(crm, noun, ids[:PAGE])


def all_ids(
    crm: Crm,
    noun: str,
    filter: str,
    sort: str,
    whole: array[int] | None = None,
    check: Check = lambda: None,
) -> array[int]:
    """All ids of a list in their order; `whole` are those without a filter, if they are known.

    What a filter selects of many records is found ten times as fast in no order, and put into the
    order of the whole list. `check` is called now and then, and may raise.
    """
    records = crm.records(noun)
    if filter and not sort and whole is None:
        whole = ids_of(records.select("id", "", "", None, 0))
    if filter and whole is not None:
        found = picked(whole, ids_of(records.unordered(filter)), check)
        if found is not None:
            return found
    return ids_of(records.select("id", filter, sort, None, 0))


def picked(whole: array[int], some: array[int], check: Check = lambda: None) -> array[int] | None:
    """Some ids in the order of the whole; None where that lacks any of them."""
    if not some:
        return some
    chosen = bytearray(max(max(some), max(whole, default=0)) + 1)
    for id in some:
        chosen[id] = 1
    found = array(whole.typecode)
    for start in range(0, len(whole), AT_ONCE):
        check()
        part = whole[start : start + AT_ONCE]
        found.extend(compress(part, map(chosen.__getitem__, part)))
    return found if len(found) == len(some) else None


def ids_of(cursor: Any) -> array[int]:
    """The ids that a cursor gives, in four bytes each unless one needs more."""
    ids = array("i")
    while chunk := cursor.fetchmany(AT_ONCE):
        some = [id for (id,) in chunk]
        if ids.typecode == "i" and max(some) >= 1 << 31:
            ids = array("q", ids)
        ids.extend(some)
    return ids
