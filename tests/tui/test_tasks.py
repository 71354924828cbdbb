"""The tasks in groups, the week over them, ticking off and putting off."""

import asyncio
from datetime import date

from tinycrm.tui.widgets.week_strip import monday_of, weeks_from


def lines(person, word: str) -> list[str]:
    return [line for line in person.screen.splitlines() if word in line]


def test_tasks_stand_under_the_headings_of_their_days(open_app, crm) -> None:
    crm.tasks.add(title="Late", due="2 days ago")
    crm.tasks.add(title="Now", due="today")
    crm.tasks.add(title="Soon", due="fri")
    crm.tasks.add(title="Some day")
    crm.tasks.add(title="Over", due="yesterday")
    crm.tasks.done("T5")

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("5")
            shown = person.screen
            words = ["Overdue · 1", "Late", "Today · 1", "Now", "Upcoming · 1", "Soon"]
            words += ["No date · 1", "Some day", "Done · 1", "Over "]
            places = [shown.index(word) for word in words]
            assert places == sorted(places)
            assert "Tasks · 4" in shown
            assert "yesterday" in lines(person, "Over ")[0]

    asyncio.run(steps())


def test_a_view_shows_and_counts_open_tasks_unless_it_speaks_of_done_ones(open_app, crm) -> None:
    for title in ("Ring Ada", "Ring Bo", "Ring Cleo", "Write"):
        crm.tasks.add(title=title, due="today")
    crm.tasks.done("T1")
    crm.tasks.done("T4")
    crm.views.save("Calls", "task", "ring")
    crm.views.save("Past", "task", "is:done", "-done")
    crm.views.save("All calls", "task", "ring (is:open or is:done)")

    async def steps() -> None:
        async with open_app(size=(160, 30)) as person:
            await person.press("5")
            assert "Tasks · 2 " in person.screen
            assert "Done · 2" in person.screen
            beside = person.app.screen.sidebar
            assert [beside.count_of(view) for view in beside.views] == ["2", "2", "3"]
            await person.burst("v", "1")
            assert "Tasks · Calls · 2 of 2" in person.screen
            assert "Ring Ada" not in person.screen
            await person.press("space")
            assert "Tasks · Calls · 1 of 1" in person.screen
            await person.press("ctrl+z")
            assert "Tasks · Calls · 2 of 2" in person.screen
            await person.burst("v", "2")
            assert "Tasks · Past · 2 of 4" in person.screen
            await person.burst("v", "3")
            assert "Tasks · All calls · 3 of 4" in person.screen
            assert "Done · 1" in person.screen
            await person.press("space")
            assert "Tasks · All calls · 3 of 4" in person.screen
            await person.burst("slash", *["backspace"] * 30, *"title:xyz", "enter")
            assert "Tasks · All calls (changed) · 0 of 1" in person.screen
            assert "is:done" in person.screen
            await person.press("escape", "escape")
            assert "Tasks · 1 " in person.screen
            await person.press("space")
            assert "Tasks · 0 " in person.screen
            assert "Done · 4" in person.screen

    asyncio.run(steps())


def test_ticking_off_goes_on_to_the_next_task_and_can_be_taken_back(open_app, crm) -> None:
    for title in ("One", "Two", "Three"):
        crm.tasks.add(title=title, due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("5")
            await person.press("space", "space")
            assert [bool(crm.tasks.get(f"T{id}").done_at) for id in (1, 2, 3)] == [
                True,
                True,
                False,
            ]
            assert person.app.here().records == ("T3",)
            await person.press("end")
            assert crm.tasks.get(person.app.here().records[0]).done_at
            await person.press("space")
            assert "Reopened" in person.said
            assert len(crm.tasks.ids("is:open")) == 2

    asyncio.run(steps())


def test_a_task_that_repeats_says_when_it_comes_back(open_app, crm) -> None:
    crm.tasks.add(title="Back up", due="today", repeat="weekly")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5", "space")
            assert "next is T2 on 2026-07-07" in person.said
            assert lines(person, "Back up")

    asyncio.run(steps())


def test_a_task_is_put_off_by_words_by_days_and_from_the_list(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5")
            for typed, day in (
                ("fri", "2026-07-03"),
                ("9", "2026-07-09"),
                ("27 aug", "2026-08-27"),
                ("2026-09-01", "2026-09-01"),
                ("", "2026-07-01"),
            ):
                keys = ["space" if letter == " " else letter for letter in typed]
                await person.burst("z", *keys, "enter")
                assert crm.tasks.get("T1").due_on == day
            await person.press("z", "down", "enter")
            assert crm.tasks.get("T1").due_on == "2026-07-02"

    asyncio.run(steps())


def test_a_day_that_cannot_be_is_said_where_it_is_typed(open_app, crm) -> None:
    crm.tasks.add(title="Ring [/b] Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5")
            await person.burst("z", *"xyz", "enter")
            assert "Put off Ring [/b] Ada" in person.screen
            assert '"xyz"' in person.screen
            await person.press("escape", "z")
            await person.burst(*"yesterday", "enter")
            assert "has passed" in person.screen
            await person.press("escape")
            assert crm.tasks.get("T1").due_on == "2026-06-30"

    asyncio.run(steps())


def test_keys_typed_right_after_the_digit_wait_for_the_tasks(open_app, crm) -> None:
    for title in ("One", "Two", "Three"):
        crm.tasks.add(title=title, due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("5", "space", "z", *"fri", "enter", "down", "exclamation_mark")
            assert crm.tasks.get("T1").done_at
            assert crm.tasks.get("T2").due_on == "2026-07-03"
            assert "works on" not in person.said

    asyncio.run(steps())


def test_marked_tasks_are_ticked_off_and_put_off_together(open_app, crm) -> None:
    for number in range(4):
        crm.tasks.add(title=f"Task {number}", due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5", "m", "m")
            await person.burst("z", *"fri", "enter")
            assert [crm.tasks.get(f"T{id}").due_on for id in (1, 2, 3)] == [
                "2026-07-03",
                "2026-07-03",
                "2026-06-30",
            ]
            assert "Put off 2 tasks" in person.said
            await person.press("ctrl+z")
            assert crm.tasks.get("T1").due_on == "2026-06-30"
            await person.press("u", "ctrl+a")
            assert set(person.app.here().marked) == {"T1", "T2", "T3", "T4"}

    asyncio.run(steps())


def test_the_priority_goes_round(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5", "exclamation_mark")
            assert crm.tasks.get("T1").priority == "high"
            await person.press("exclamation_mark")
            assert crm.tasks.get("T1").priority == "low"

    asyncio.run(steps())


def test_left_and_right_go_from_week_to_week(open_app, crm) -> None:
    crm.tasks.add(title="Now", due="today")
    crm.tasks.add(title="Next", due="2026-07-08")
    crm.tasks.add(title="Next as well", due="2026-07-08")
    crm.tasks.add(title="Far", due="2026-07-20")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5")
            assert "Mon 29" in person.screen
            await person.press("right")
            assert person.app.here().records == ("T2",)
            strip = person.screen.splitlines()
            at = next(at for at, line in enumerate(strip) if "Wed 8" in line)
            assert strip[at + 1][strip[at].index("Wed 8")] == "2"
            await person.press("right")
            assert "Mon 13" in person.screen
            assert person.app.here().records == ("T2",)
            await person.press("right")
            assert person.app.here().records == ("T4",)
            await person.press("home")
            assert "Mon 29" in person.screen
            await person.press("right", "left")
            assert person.app.here().records == ("T1",)

    asyncio.run(steps())


def test_a_click_on_a_day_goes_to_its_first_task(open_app, crm) -> None:
    crm.tasks.add(title="Now", due="today")
    crm.tasks.add(title="Soon", due="fri")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5")
            line = next(line for line in person.screen.splitlines() if "Fri 3" in line)
            await person.pilot.click("WeekStrip", offset=(line.index("Fri 3") - 1, 0))
            await person.settle()
            assert person.app.here().records == ("T2",)

    asyncio.run(steps())


def test_a_filter_keeps_the_groups_and_another_order_leaves_them(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Ring Ada", due="today", for_="C1")
    crm.tasks.add(title="Send the offer", due="fri")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("5", "slash", *"contact:C1", "enter")
            assert "Tasks · 1" in person.screen
            assert "Today · 1" in person.screen
            assert "Upcoming" not in person.screen
            await person.press("escape")
            assert "Upcoming · 1" in person.screen
            await person.burst("s", *"task", "enter")
            assert "Upcoming" not in person.screen
            assert len(lines(person, "Ring Ada")) == 1

    asyncio.run(steps())


def test_an_empty_list_says_what_belongs_there(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("5")
            assert "Nothing to do." in person.screen
            await person.press("space", "left", "right", "down", "end", "enter")
            assert person.app.here().place == "tasks"

    asyncio.run(steps())


def test_twenty_thousand_tasks_are_listed_and_ticked_off(open_app, crm) -> None:
    with crm.operation("many"):
        for number in range(20_000):
            crm.db.insert_record("task", {"title": f"Task {number}", "due_on": "2026-08-01"})

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5")
            assert "Tasks · 20,000" in person.screen
            assert "Upcoming · 20,000" in person.screen
            await person.press("end")
            assert person.app.here().records == ("T20000",)
            await person.press("space")
            assert person.app.here().records == ("T19999",)
            await person.press("home")
            assert "Upcoming · 19,999" in person.screen

    asyncio.run(steps())


def test_the_cursor_stays_on_its_task_when_a_command_adds_others(open_app, crm) -> None:
    for number in range(5):
        crm.tasks.add(title=f"Task {number}", due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5", "down", "down")
            assert person.app.here().records == ("T3",)
            crm.tasks.add(title="Earlier", due="yesterday")
            await person.catch_up()
            assert "Overdue · 1" in person.screen
            assert person.app.here().records == ("T3",)

    asyncio.run(steps())


def test_tasks_at_the_ends_of_the_calendar_can_be_looked_at(open_app, crm) -> None:
    crm.tasks.add(title="Turn off the light", due="9999-12-31")
    crm.tasks.add(title="Let there be light", due="0001-01-01")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("5", "end", "right", "home", "left", "end")
            assert "Turn off the light" in person.screen

    asyncio.run(steps())


def test_no_week_lies_beyond_the_calendar() -> None:
    assert weeks_from(monday_of(date.max), 1) == monday_of(date.max) == date(9999, 12, 25)
    assert weeks_from(date.min, -1) == date.min
    assert weeks_from(date(2026, 6, 29), 1) == date(2026, 7, 6)
