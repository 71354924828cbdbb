"""The saved views beside the lists of a wide screen: shown, counted, opened, put away."""

import asyncio
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.tui.widgets import view_list

WIDE = (160, 45)


@pytest.fixture
def views(crm) -> None:
    crm.contacts.add(name="Ada Lovelace", tags=["vip"])
    crm.contacts.add(name="Bob Berg")
    crm.deals.add(title="Engine", contact="C1", amount="10 EUR")
    crm.views.save("VIPs", "contact", "tag:vip")
    crm.views.save("Open deals", "deal", "is:open")


def sidebar(person) -> list[str]:
    """The lines of the views at the left, without their frame."""
    lines = person.screen.splitlines()[1:-1]
    return [line[1:27].strip() for line in lines if line[:1] in "╭│╰"]


def test_views_stand_beside_every_list_of_a_wide_screen(open_app, views) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            assert "Views" not in person.screen  # Today is no list
            for place in "23456":
                await person.press(place)
                assert sidebar(person)[0].startswith("─ Views · 2 ─")
                assert sidebar(person)[1].split() == ["1", "VIPs", "C", "1"]
                assert sidebar(person)[2].split() == ["2", "Open", "deals", "D", "1"]
            await person.press("7")
            assert "Views" not in person.screen

    asyncio.run(steps())


def test_there_is_no_sidebar_without_views_or_without_room(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            assert "Views" not in person.screen
            await person.press("f3")
            assert "There are no saved views yet." in person.said
            crm.views.save("VIPs", "contact", "tag:vip")
            person.app.file_watch.look_for_changes()
            await person.sees("Views · 1")
            await person.pilot.resize_terminal(159, 45)
            await person.settle()
            assert "Views" not in person.screen
            await person.press("f3")
            assert "from 160 columns on" in person.said
            await person.press("v")
            assert "Views" in person.screen
            assert person.app.screen.name != "main"
            await person.press("escape")
            await person.pilot.resize_terminal(*WIDE)
            await person.settle()
            assert "Views · 1" in person.screen

    asyncio.run(steps())


def test_what_a_command_changes_is_counted(open_app, views, path: Path) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            assert sidebar(person)[1].split()[-1] == "1"
            with Crm(str(path)) as other:
                other.contacts.add(name="Cleo", tags=["vip"])
            await person.sees("C   2")
            with Crm(str(path)) as other:
                other.views.save("Firms", "company")
            await person.sees("O   0")
            assert sidebar(person)[2].split() == ["2", "Firms", "O", "0"]
            await person.press("down", "delete")  # of Ada, Bob and Cleo
            assert sidebar(person)[1].split()[-1] == "2"
            await person.press("up", "delete")
            assert sidebar(person)[1].split()[-1] == "1"

    asyncio.run(steps())


def test_slow_counts_are_done_again_after_a_rest_only(open_app, views, crm, monkeypatch) -> None:
    monkeypatch.setattr(view_list, "QUICK", -1.0)
    monkeypatch.setattr(view_list, "REST", 1.0)

    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            await person.sees("C   1")
            for name in ("Cleo", "Dora", "Eve"):
                crm.contacts.add(name=name, tags=["vip"])
                await person.catch_up()
            assert "Contacts · 5" in person.screen
            assert "C   1" in person.screen
            await person.sees("C   4")

    asyncio.run(steps())


def test_nothing_is_counted_that_is_not_seen(open_app, views, crm) -> None:
    for number in range(200):
        crm.views.save(f"View {number}", "contact", f"name:{number}")

    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            found = person.app.screen.sidebar
            assert len(found.counts) == found.height < 50
            await person.press("v", "end")
            assert sidebar(person)[-2].split() == ["▌", "Open", "deals", "D", "1"]
            assert len(found.counts) < 100
            for leave in ("1", "escape"):
                await person.press("v", "escape", leave)
                if leave == "escape":
                    person.app.open_record("C1")
                    await person.settle()
                before = dict(found.counts)
                crm.deals.add(title="More")
                await person.catch_up()
                assert found.counts == before
                await person.press("escape", "2")
            await person.press("v", "end")
            assert sidebar(person)[-2].split() == ["▌", "Open", "deals", "D", "3"]

    asyncio.run(steps())


def test_v_goes_to_the_views_and_escape_back_to_the_list(open_app, views) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2", "down", "v")
            assert person.app.focused is person.app.screen.sidebar
            assert "r rename" in person.screen
            await person.press("escape")
            assert person.app.focused is person.app.screen.pane.list
            assert person.app.screen.pane.list.cursor == 1
            await person.press("v", "v")
            assert person.app.focused is person.app.screen.pane.list
            await person.press("v", "down", "enter")
            assert "Deals · Open deals · 1" in person.screen
            assert person.app.focused is person.app.screen.pane.list
            assert sidebar(person)[2].startswith("▸2 Open deals")
            await person.burst("2", "v", "1", "enter")
            assert "Ada Lovelace · C1" in person.screen

    asyncio.run(steps())


def test_the_view_that_is_shown_is_marked(open_app, views) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE, view="vips") as person:
            assert "Contacts · VIPs · 1" in person.screen
            assert sidebar(person)[1].startswith("▸1 VIPs")
            await person.press("escape")
            assert sidebar(person)[1].startswith("1 VIPs")
            await person.press("v", "2")
            assert sidebar(person)[2].startswith("▸2 Open deals")
            await person.press("b")
            assert "▸" not in "".join(sidebar(person))
            await person.press("b")
            assert sidebar(person)[2].startswith("▸2 Open deals")
            await person.press("2")
            assert "▸" not in "".join(sidebar(person))

    asyncio.run(steps())


def test_keys_of_records_do_nothing_while_one_is_in_the_views(open_app, views, crm) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("4", "b", "v", "w", "x", "e", "space")
            assert "Open deals" in person.screen
            await person.press("shift+delete")
            await person.press("ctrl+p", *"rename", "enter")
            assert "Rename the view" in person.screen
            await person.press("escape", "question_mark")
            assert "Give a view another name." in person.screen
            await person.press("escape")
            await person.burst("slash", *"stage:lead", "enter")
            assert "Deals · 1 of 1" in person.screen

    asyncio.run(steps())
    assert crm.deals.get("D1").status == "open"
    assert crm.deals.count() == 1


def test_views_are_renamed_and_deleted_where_they_stand(open_app, views, crm) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2", "v", "1")
            await person.burst("v", "r", *"VIPs of old", "enter")
            assert sidebar(person)[1].split() == ["▌1", "VIPs", "of", "old", "C", "1"]
            assert "Contacts · VIPs of old · 1" in person.screen
            await person.press("delete")
            assert "Views · 1" in person.screen
            assert "Contacts · 1" in person.screen
            await person.press("d")
            assert "Views" not in person.screen
            assert person.app.focused is person.app.screen.pane.list
            await person.press("ctrl+z", "ctrl+z")
            assert sidebar(person)[1].split() == ["1", "VIPs", "of", "old", "C", "1"]

    asyncio.run(steps())
    assert crm.contacts.count() == 2


def test_it_is_hidden_by_a_key_and_stays_hidden(open_app, views) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2", "v", "f3")
            assert "Views" not in person.screen
            assert person.app.focused is person.app.screen.pane.list
        async with open_app(size=WIDE) as person:
            await person.press("3")
            assert "Views" not in person.screen
            await person.press("f3")
            assert "Views · 2" in person.screen

    asyncio.run(steps())


def test_a_click_opens_a_view(open_app, views) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            await person.pilot.click(offset=(6, 3))
            await person.settle()
            assert "Deals · Open deals · 1" in person.screen
            assert person.app.focused is person.app.screen.pane.list

    asyncio.run(steps())


def test_wild_and_long_names_do_no_harm_in_the_sidebar(open_app, views, crm) -> None:
    crm.views.save("[/bold] \x1b]52;c;x\x07", "contact")
    crm.views.save("W" * 100, "contact")

    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            assert "\x1b" not in person.screen
            assert sidebar(person)[2].startswith("2 [/bold]")
            assert "WWW… C" in sidebar(person)[3]
            await person.press("v", "3")
            title = person.screen.splitlines()[1]
            assert "WWW…" in title
            assert "· 2 " in title

    asyncio.run(steps())


def test_views_of_another_file_under_the_same_path_are_counted(open_app, views, path) -> None:
    async def steps() -> None:
        async with open_app(size=WIDE) as person:
            await person.press("2")
            other = path.with_name("other.db")
            with Crm(str(other)) as crm:
                for name in "abc":
                    crm.contacts.add(name=name, tags=["vip"])
                crm.views.save("VIPs", "contact", "tag:vip")
            other.rename(path)
            for side in ("-wal", "-shm"):
                path.with_name(path.name + side).unlink(missing_ok=True)
            person.app.file_watch.look_for_changes()
            await person.sees("C   3")
            assert "Views · 1" in person.screen

    asyncio.run(steps())


@pytest.mark.parametrize("width", [160, 187, 188, 250])
def test_list_page_and_views_fit_side_by_side(open_app, views, width: int) -> None:
    async def steps() -> None:
        async with open_app(size=(width, 30)) as person:
            await person.press("2")
            await person.rest()
            assert "Views · 2" in person.screen
            assert "Ada Lovelace · C1" in person.screen
            pane = person.app.screen.pane
            assert pane.list.size.width >= 60
            assert ("─ Timeline" in person.screen) is (width >= 188)

    asyncio.run(steps())
