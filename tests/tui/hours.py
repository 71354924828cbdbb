"""Time for tests of the app: it stands still while anything is being done, and else jumps on.

So timers go off in the same order on every machine, and no test waits for them.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import thread
from contextlib import suppress
from typing import Any

PATIENCE = 60.0
"""Seconds of the machine's own time after which a test that waits for something fails."""
LOOK = 0.5
"""Seconds of the machine's own time between two looks whether they have passed."""
STEP = 0.05
"""Seconds that pass at once where nothing tells when it is done."""


class Hours:
    """What the clock of the app's loop says, and what threads and programs are at work on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.work: set[Work] = set()
        self.begun = 0
        """How much the threads were given to do so far."""
        self.programs: set[asyncio.SubprocessTransport] = set()
        self.held_until = 0.0
        """How long time stands still while threads are at work, by the machine's own time."""
        self.looked: float | None = None
        """The machine's own time when something was last found at work."""

    def __call__(self) -> float:
        return self.now

    @property
    def threads_work(self) -> bool:
        return any(not work.future.cancelled() for work in [*self.work])

    @property
    def programs_work(self) -> bool:
        return any(program.get_returncode() is None for program in self.programs)

    @property
    def others_work(self) -> bool:
        return self.threads_work or self.programs_work

    def go_on(self, timer: float | None, others_work: bool) -> None:
        """Let time pass, because the loop has nothing to do but to wait, at most for a timer."""
        if self.held_until:
            assert time.monotonic() < self.held_until, "threads do not come to an end"
        elif others_work:
            # They may wait for what a test does in a while, so that it has to become later.
            looked, self.looked = self.looked, time.monotonic()
            self.now += self.looked - (looked or self.looked)
        else:
            self.looked = None
            self.now = max(self.now, timer or 0)


hours = Hours()


class Work(thread._WorkItem):
    """Something that a thread is given to do."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        hours.work.add(self)
        hours.begun += 1

    def run(self, *given: Any) -> None:
        try:
            super().run(*given)
        finally:
            # By now all that wait for the answer were told.
            hours.work.discard(self)
            with suppress(RuntimeError):  # The loop is closed.
                Loop.newest.call_soon_threadsafe(Loop.newest.wake)


class Loop(asyncio.SelectorEventLoop):
    """A loop that asks the hours what time it is."""

    newest: "Loop"

    def __init__(self) -> None:
        super().__init__()
        self.woken = asyncio.Event()
        Loop.newest = self

    def wake(self) -> None:
        self.woken.set()

    def time(self) -> float:
        return hours.now

    @property
    def is_idle(self) -> bool:
        """Whether nothing can be run at once."""
        return not self._ready

    @property
    def next_timer(self) -> float | None:
        """When the next timer goes off."""
        times = (timer.when() for timer in self._scheduled if not timer.cancelled())
        return min(times, default=None)

    def _run_once(self) -> None:
        if self.is_idle:
            # First this: what a thread has done meanwhile makes that there is something to run.
            others_work = hours.others_work
            if self.is_idle and not self._selector.select(0):
                hours.go_on(self.next_timer, others_work)
        super()._run_once()

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        # It waits for a thread that nothing tells of: the time that may take would be over at once.
        await super().shutdown_default_executor()

    async def subprocess_exec(self, *given: Any, **options: Any) -> Any:
        transport, protocol = await super().subprocess_exec(*given, **options)
        hours.programs.add(transport)
        return transport, protocol


async def quiet(*_: object) -> None:
    """Let everything run that can run at once."""
    end, rounds = time.monotonic() + PATIENCE, 0
    while rounds < 2:
        assert time.monotonic() < end, "the app goes on and on without a pause"
        await asyncio.sleep(0)
        # The second time it has also been looked whether threads and terminals have something.
        rounds = rounds + 1 if Loop.newest.is_idle else 0


async def threads() -> None:
    """Wait until the threads have done what they were given, and told so; no time passes."""
    loop = Loop.newest
    hours.held_until = time.monotonic() + PATIENCE
    try:
        while hours.threads_work:
            loop.woken.clear()
            # Makes the loop look up now and then.
            look = loop.call_later(LOOK, int)
            await loop.woken.wait()
            look.cancel()
    finally:
        hours.held_until = 0.0


async def pass_on() -> None:
    """Let time pass until the next timer goes off."""
    timer = Loop.newest.next_timer
    await asyncio.sleep(STEP if timer is None or hours.programs_work else timer - hours.now)


async def until(
    happened: Callable[[], bool],
    what: Callable[[], str],
    *,
    seconds: float,
    wait: Callable[[], Awaitable[None]],
) -> None:
    """Wait in steps until something has happened; fails where it does not in so many seconds.

    What threads and other programs need is not counted.
    """
    end, spent = time.monotonic() + PATIENCE, 0.0
    while not happened():
        assert spent < seconds, what()
        assert time.monotonic() < end, what()
        begun, busy = hours.now, hours.others_work
        await wait()
        if not (busy or hours.others_work):
            spent += hours.now - begun
