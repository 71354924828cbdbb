"""Threads with a connection of their own, so that no key press waits for the file."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
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
        self.lock = Lock()
        self.subject: object = None
        """What the work that is being done is about, if it can be broken off."""

    async def run(self, work: Callable[[Crm], Result], subject: object = None) -> Result:
        """Do the work in the thread; its exceptions are raised here.

        Whoever stops waiting does not stop the work; see `interrupt`.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, self.call, work, subject)

    def call(self, work: Callable[[Crm], Result], subject: object) -> Result:
        if self.crm is None:
            self.crm = self.open_file()
        with self.lock:
            self.subject = subject
        try:
            return work(self.crm)
        finally:
            with self.lock:
                self.subject = None

    def interrupt(self, subject: object) -> None:
        """Break off the work on a subject, because nobody waits for its answer any more."""
        with self.lock:
            if self.crm is not None and self.subject is not None and self.subject == subject:
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

    def release(self) -> None:
        """Close the file when what was begun is finished, without waiting for that here."""
        self.pool.submit(self.close_file)
        self.pool.shutdown(wait=False)

    def close(self, *, break_off: bool = False) -> None:
        """Finish what was begun, or break it off, and close the file."""
        self.pool.shutdown(wait=False, cancel_futures=break_off)
        if break_off and self.crm is not None:
            self.crm.db.connection.interrupt()
        self.pool.shutdown()
        self.close_file()
