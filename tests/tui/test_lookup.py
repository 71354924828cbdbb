"""Only the newest question of a list is answered."""

import asyncio
import time

import pytest

from tinycrm.crm import Crm
from tinycrm.tui.lookup import Lookup, Superseded

ENDLESS = (
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number)"
    " SELECT count(*) FROM number"
)


def test_a_newer_question_breaks_off_what_is_being_asked(path, crm) -> None:
    crm.contacts.add(name="Ada")

    async def steps() -> None:
        lookup = Lookup(lambda: Crm(str(path)))
        endless = asyncio.create_task(lookup.ask(lambda crm: crm.db.value(ENDLESS)))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(lookup.ask(lambda crm: "never begun"))
        begun = time.monotonic()
        await asyncio.sleep(0)
        assert await lookup.ask(lambda crm: crm.contacts.count()) == 1
        assert time.monotonic() - begun < 2
        for task in (endless, waiting):
            with pytest.raises(Superseded):
                await task
        lookup.close()

    asyncio.run(steps())


def test_work_in_python_is_broken_off_where_it_looks(path, crm) -> None:
    async def steps() -> None:
        lookup = Lookup(lambda: Crm(str(path)))

        def work(crm: Crm) -> None:
            while True:
                lookup.check()

        task = asyncio.create_task(lookup.ask(work))
        await asyncio.sleep(0.05)
        lookup.drop()
        with pytest.raises(Superseded):
            await task
        lookup.close()

    asyncio.run(steps())


def test_an_error_of_the_newest_question_is_told(path, crm) -> None:
    async def steps() -> None:
        lookup = Lookup(lambda: Crm(str(path)))
        with pytest.raises(ZeroDivisionError):
            await lookup.ask(lambda crm: 1 / 0)
        assert lookup.read(lambda crm: [crm.contacts.count()]).result() == [0]
        lookup.close()

    asyncio.run(steps())
