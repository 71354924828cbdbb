"""Answers for lists: only the newest question counts, and pages of records never hold up a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tinycrm.tui.lane import Lane

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from tinycrm.crm import Crm

Result = TypeVar("Result")

STEPS = 20_000
"""Steps of the database engine between two looks at whether anybody still waits."""


class Superseded(Exception):
    """Nobody waits for the answer any more, because a newer question has been asked."""


class Lookup:
    """Two threads for whatever list is shown: one for its ids, one for its records."""

    def __init__(self, open_file: Callable[[], Crm]) -> None:
        self.ids = Lane("ids", open_file)
        self.records = Lane("records", open_file)
        self.number = 0
        self.answering = 0
        """The number of the question that is being answered."""

    async def ask(self, work: Callable[[Crm], Result]) -> Result:
        """Do the work in a thread, and break off all that was asked before.

        Raises Superseded when a newer question came meanwhile.
        """
        self.number += 1
        number = self.number
        return await self.ids.run(lambda crm: self.answer(crm, number, work))

    def answer(self, crm: Crm, number: int, work: Callable[[Crm], Result]) -> Result:
        self.answering = number
        self.check()
        # A look from within the engine misses nothing, unlike an interrupt between two statements.
        crm.db.connection.set_progress_handler(lambda: number != self.number, STEPS)
        try:
            result = work(crm)
        except Exception:
            if number != self.number:
                raise Superseded from None
            raise
        self.check()
        return result

    def check(self) -> None:
        """Raise Superseded where nobody waits for the answer any more; for long work in Python."""
        if self.answering != self.number:
            raise Superseded

    def drop(self) -> None:
        """Break off what is being asked."""
        self.number += 1

    def read(self, work: Callable[[Crm], Result]) -> Future[Result]:
        """Begin to read records."""
        return self.records.pool.submit(self.records.call, work, None)

    def open_anew(self) -> None:
        """Let the next questions go to the file that stands under the path by then."""
        for lane in self.lanes:
            lane.open_anew()

    @property
    def lanes(self) -> tuple[Lane, Lane]:
        return self.ids, self.records

    def close(self) -> None:
        self.drop()
        for lane in self.lanes:
            lane.close(break_off=True)
