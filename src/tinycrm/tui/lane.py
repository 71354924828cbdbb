"""Threads with a connection of their own, so that no key press waits for the file."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

Result = TypeVar("Result")


class Lane:
    """One thread in which pieces of work run one after another, on a connection of its own."""

    def __init__(self, name: str, open_file: Callable[[], Crm]) -> None:
        self.open_file = open_file
        self.pool = ThreadPoolExecutor(1, thread_name_prefix=f"crm-{name}")
        self.crm: Crm | None = None
        self.former: list[Crm] = []

    async def run(self, work: Callable[[Crm], Result]) -> Result:
        """Do the work in the thread; its exceptions are raised here.

        Whoever stops waiting does not stop the work; see `interrupt`.
        """
        return await asyncio.get_running_loop().run_in_executor(self.pool, self.call, work)

    def call(self, work: Callable[[Crm], Result]) -> Result:
        if self.crm is None:
            self.crm = self.open_file()
        return work(self.crm)

    def interrupt(self) -> None:
        """Break off the statement that is running, because nobody waits for its answer any more."""
        if self.crm is not None:
            self.crm.db.connection.interrupt()

    def open_anew(self) -> None:
        """Let the next piece of work open the file that stands under the path by then.

        The connection to the former file stays open, as the app's own does.
        """
        self.pool.submit(self.put_aside)

    def put_aside(self) -> None:
        if self.crm is not None:
            self.former.append(self.crm)
            self.crm = None

    def close_file(self) -> None:
        if self.crm is not None:
            self.crm.close()
            self.crm = None

    def close(self) -> None:
        """Finish what was begun, and close the file."""
        self.pool.submit(self.close_file)
        self.pool.shutdown()
