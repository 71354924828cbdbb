"""The doctor in the app, and backups."""

import asyncio
import stat
from pathlib import Path

from tinycrm.crm import Crm
from tinycrm.store import doctor


def test_a_sound_file_says_that_all_is_well(open_app, crm) -> None:
    async def steps() -> None:
        for size in ((60, 20), (80, 24), (120, 40)):
            async with open_app(size=size) as person:
                await person.press("f4")
                assert "All is well" in person.screen
                await person.press("enter", "r", "d", "end", "escape")
                assert person.app.here().place == "today"

    asyncio.run(steps())


def test_findings_stand_under_their_checks_and_lead_to_their_records(open_app, crm) -> None:
    crm.deals.add(title="Engine [/bold]\x1b]0;x\x07", close="2026-01-01")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("f4")
            assert "Open deals that should be decided by now · 1" in person.screen
            assert "was to be decided on 2026-01-01" in person.screen
            assert "\x1b" not in person.screen
            await person.press("enter")
            assert person.app.here().place == "record"
            await person.press("escape", "w")
            assert crm.deals.get("D1").status == "won"
            await person.settle()
            assert "should be decided by now" not in person.screen

    asyncio.run(steps())


def test_the_rest_of_many_findings_is_listed_when_asked_for(open_app, crm) -> None:
    for at in range(30):
        crm.deals.add(title=f"Deal {at:02}", close="2026-01-01")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("f4", *["down"] * 5)
            assert "… and 25 more; enter lists them" in person.screen
            await person.press("enter")
            assert "25 more" not in person.screen.partition("without a next step")[0]
            assert person.app.here().records == ("D6",)

    asyncio.run(steps())


def test_what_can_be_mended_is_mended_in_one_step(open_app, crm) -> None:
    mendable = with_something_to_mend(crm)

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("f4")
            assert "r mends this" in person.screen
            await person.press("r")
            assert not [each for each in doctor.examine(crm.db) if each.mendable]
            assert "r mends this" not in person.screen
            assert "mended" in person.said.lower()

    assert mendable
    asyncio.run(steps())


def with_something_to_mend(crm: Crm) -> list[doctor.Outcome]:
    """Put a contact into the file whose key for sorting is stale."""
    crm.contacts.add(name="Ada Lovelace")
    with crm.operation("spoil"):
        crm.db.run("UPDATE contact SET name_key = 'zzz', sort_key = 'zzz' WHERE id = 1")
    return [each for each in doctor.examine(crm.db) if each.mendable]


def test_where_nothing_can_be_mended_the_key_says_so(open_app, crm) -> None:
    crm.deals.add(title="Engine", close="2026-01-01")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("f4", "r", "d", "down", "end", "r")
            await person.settle()
            assert "Nothing of this can be mended without you." in person.said

    asyncio.run(steps())


def test_a_backup_is_checked_and_its_place_told(open_app, crm, path: Path) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("f5")
            assert "Backup made and checked" in person.said
            assert "(1 record, " in person.said
            (made,) = (path.parent / "backups").glob("*.db")
            assert stat.S_IMODE(made.stat().st_mode) == 0o600
            with Crm(str(made)) as copy:
                assert copy.contacts.get("C1").name == "Ada Lovelace"

    asyncio.run(steps())


def test_a_backup_that_cannot_be_written_says_why(open_app, crm, path: Path) -> None:
    (path.parent / "backups").write_text("in the way", encoding="utf-8")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("f5")
            assert "is in the way" in person.said

    asyncio.run(steps())
