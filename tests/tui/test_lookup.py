"""Only the newest question of a list is answered, and its records are there when they are seen."""

import asyncio
from array import array
from collections.abc import Callable
from concurrent.futures import Future

import pytest

from tinycrm.crm import Crm
from tinycrm.tui import rows as rows_module
from tinycrm.tui.lookup import Lookup, Superseded
from tinycrm.tui.rows import COMING, PAGE, Rows

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
        await asyncio.sleep(0)
        assert await lookup.ask(lambda crm: crm.contacts.count()) == 1
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


class Reader:
    """Stands in for the thread that reads records; what it was given waits for `read`."""

    def __init__(self) -> None:
        self.begun: list[tuple[int, Future[list[str]]]] = []
        self.writes = 0

    def start(self, work: Callable[[Crm], list[str]]) -> Future[list[str]]:
        page = work.keywords["ids"][0] // PAGE
        self.begun.append((page, Future()))
        return self.begun[-1][1]

    def read(self) -> list[int]:
        """Read what was asked for, and return which pages that were."""
        pages = [page for page, future in self.begun if future.set_running_or_notify_cancel()]
        for page, future in self.begun:
            if not future.cancelled():
                future.set_result([f"{page}, {self.writes}"] * PAGE)
        self.begun.clear()
        return pages


@pytest.fixture
def reader(monkeypatch) -> Reader:
    monkeypatch.setattr(rows_module, "PATIENCE", 0)
    return Reader()


def test_what_the_next_page_key_shows_is_read_ahead(reader) -> None:
    rows = Rows("contact", array("i", range(20 * PAGE)), True, reader.start)

    def look_at(page: int) -> object:
        row = rows.row(page * PAGE)
        rows.read_around(page * PAGE, page * PAGE + 30)
        return row

    assert look_at(0) is COMING
    assert reader.read() == [0, 1]
    assert look_at(0) == "0, 0"
    assert look_at(1) == "1, 0"
    assert reader.read() == [2]
    # What may be wanted does not hold up what is.
    assert look_at(2) == "2, 0"
    assert look_at(19) is COMING
    assert reader.read() == [19, 18]
    assert look_at(19) == "19, 0"
    for page in (18, 17, 16, 15):
        assert look_at(page) == f"{page}, 0"
        assert reader.read() == [page - 1]
    # What is near by is kept.
    assert sorted(rows.pages) == [15, 16, 17, 18, 19]
    assert look_at(16) == "16, 0"
    assert not reader.begun


def test_nothing_is_shown_that_was_read_ahead_of_a_change(reader) -> None:
    rows = Rows("contact", array("i", range(3 * PAGE)), True, reader.start)
    rows.read_around(0, 30)
    assert reader.read() == [1]
    reader.writes = 1
    rows.forget_pages()
    assert rows.row(PAGE) is COMING
    rows.read_around(0, 30)
    assert reader.read() == [1]
    assert rows.row(PAGE) == "1, 1"


def test_what_could_not_be_read_ahead_is_read_when_it_is_seen(reader) -> None:
    rows = Rows("contact", array("i", range(3 * PAGE)), True, reader.start)
    rows.read_around(0, 30)
    reader.begun.pop()[1].set_exception(OSError("away"))
    assert rows.row(PAGE) is COMING
    assert reader.read() == [1]
    assert rows.row(PAGE) == "1, 0"
