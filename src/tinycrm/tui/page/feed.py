"""Events, the newest first, of which more are read when the last ones come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tinycrm.domain.instants import local_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tinycrm.crm import Crm
    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.tui.lane import Lane

FIRST = 40
"""Events read first: what most screens hold, within 1 ms."""
AT_ONCE = 100
"""Events read at a time after that."""


Rows = list["TimelineEntry | date"]


class Read(Protocol):
    """Reads so many events, those after `before` where there is one, of some kinds alone."""

    def __call__(
        self, crm: Crm, limit: int, before: TimelineEntry | None, kinds: Sequence[str]
    ) -> list[TimelineEntry]: ...


class Feed:
    """The events that were read so far; with `by_day`, a heading stands above those of each day.

    `rows` are the events and, between them, the days.
    """

    def __init__(self, read: Read, kind: str = "", *, by_day: bool = False) -> None:
        self.read = read
        self.kind = kind
        self.by_day = by_day
        self.entries: list[TimelineEntry] = []
        self.rows: Rows = []
        self.known = False
        """Whether anything was read yet."""
        self.complete = False
        self.reading = False
        """Whether older events are on their way."""

    @property
    def wanted(self) -> int:
        """How many are read anew: those that are held, and what may have come meanwhile."""
        return len(self.entries) + FIRST

    def newest(self, crm: Crm) -> list[TimelineEntry]:
        """The newest events, down to the last one held."""
        return self.read(crm, self.wanted, None, self.kinds)

    def next(self, crm: Crm) -> list[TimelineEntry]:
        """The events that come after the last one."""
        return self.read(crm, AT_ONCE, self.entries[-1] if self.entries else None, self.kinds)

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if self.kind else ()

    def begin(self, entries: list[TimelineEntry]) -> None:
        """Hold what `newest` read."""
        complete = len(entries) < self.wanted
        if not complete and self.entries and self.entries[-1] in entries:
            entries = entries[: entries.index(self.entries[-1]) + 1]
        self.entries, self.rows = [], []
        self.known, self.reading = True, False
        self.hold(entries, complete)

    async def go_on(self, lane: Lane, subject: object) -> None:
        """Read older events in a lane; raises CrmError when they cannot be read."""
        self.reading = True
        try:
            entries = await lane.run(self.next, subject)
        finally:
            self.reading = False
        self.hold(entries, len(entries) < AT_ONCE)

    def hold(self, entries: list[TimelineEntry], complete: bool) -> None:
        self.complete = complete
        for entry in entries:
            if self.by_day:
                day = local_day(entry.at)
                if not self.entries or local_day(self.entries[-1].at) != day:
                    self.rows.append(day)
            self.entries.append(entry)
            self.rows.append(entry)
