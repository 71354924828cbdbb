"""Other programs write, hold or upgrade the file that is open in the app."""

import asyncio

from tinycrm.crm import Crm
from tinycrm.tui import app as app_module
from tinycrm.tui import changes
from tinycrm.tui.widgets.record_list import RecordList


def test_a_script_that_writes_all_the_time_has_lists_read_at_every_second_look(
    open_app, crm, monkeypatch
) -> None:
    monkeypatch.setattr(app_module, "OFTEN", 60)
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            looks = []
            for number in range(6):
                crm.contacts.edit("C1", title=f"Countess {number}")
                await person.settle()
                person.app.file_watch.look_again()
                looks.append(person.app.file_watch.rests)
                await person.settle()
            assert looks == [True, False, True, False, True, False]

    asyncio.run(steps())


def test_changes_wait_until_those_before_them_are_read(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.run_worker(asyncio.sleep(0.1), group="rows")
            crm.contacts.add(name="Ada Lovelace")
            version = person.app.file_watch.version
            person.app.file_watch.look_again()
            assert person.app.file_watch.version == version
            await person.press("2")
            await person.sees("Ada Lovelace")

    asyncio.run(steps())


def test_a_change_that_waits_for_another_program_says_so_and_holds_up_no_key(
    open_app, crm, path, monkeypatch
) -> None:
    monkeypatch.setattr(changes, "SLOW", 0.1)
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Grace Hopper")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            with Crm(str(path)) as other, other.operation("long"):
                await person.pilot.press("delete")
                await person.sees("Still saving")
                assert "Ada Lovelace" in person.screen
            await person.settle()
            assert "Archived" in person.said
            assert "Still saving" not in person.said
            assert crm.contacts.count() == 1

    asyncio.run(steps())


def test_a_file_that_a_newer_version_upgrades_is_left_alone(open_app, crm, path) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            crm.db.connection.execute("PRAGMA query_only = OFF")
            crm.db.connection.execute("PRAGMA user_version = 99")
            await person.catch_up()
            assert "made by a newer version" in person.screen

    asyncio.run(steps())


def test_what_another_program_changes_is_true_on_the_pages_that_come_next(open_app, crm) -> None:
    for number in range(100):
        crm.contacts.add(name=f"Person {number:03}")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("2", "pagedown", "pagedown", "m")
            list = person.app.pane.list
            assert [*list.rows.ahead] == [1]
            crm.contacts.edit("C71", name="Person 070, a countess")
            crm.contacts.delete("C73")
            person.app.file_watch.look_for_changes()
            await person.press("pagedown")
            assert "Person 070, a countess" in person.screen
            assert "Person 071 " in person.screen
            assert "Person 072 " not in person.screen
            assert "99 · 1 marked" in person.screen
            assert list.marks == {51}

    asyncio.run(steps())


def test_what_others_write_while_the_app_is_leaving_is_not_read(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            app, pane = person.app, person.app.screen.pane

            async def look() -> None:
                while pane.query(RecordList):
                    await asyncio.sleep(0)
                crm.contacts.add(name="Grace Hopper")
                app.file_watch.look_again()

            looking = asyncio.create_task(look())
        await looking

    asyncio.run(steps())
