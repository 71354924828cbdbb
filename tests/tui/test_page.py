"""The page of a record in the app: reading it, walking through it, going on and coming back."""

import asyncio

from tinycrm.tui.dialogs.reader import Reader, TextLines
from tinycrm.tui.screens.record import RecordScreen

HOSTILE = "[/bold][red]\x1b]52;c;aGk=\x07\u202eevil"


def ada(crm) -> None:
    """Ada with her firm, an open and a won deal, a task, a call and a note."""
    crm.contacts.add(
        name="Ada Lovelace", company="Engines Ltd", job_title="Head of engines", tags=["vip"],
        email={"value": "ada@example.com", "label": "work"}, phone="+44 20 7946 0958",
    )  # fmt: skip
    crm.deals.add(title="Engine No. 2", contact="C1", amount="12000 EUR", stage="Proposal")
    crm.deals.add(title="Engine No. 1", contact="C1", amount="5000 EUR")
    crm.deals.win("D2")
    crm.tasks.add(title="Send the offer", for_="C1", due="today")
    crm.activities.log("call", ["C1"], "talked about steam", minutes=15)
    crm.activities.log("note", ["C1"], "prefers mornings")


def test_the_page_of_a_person_shows_all_that_belongs_to_them(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("2", "enter")
            for words in (
                "Ada Lovelace · C1", "Head of engines · Engines Ltd", "#vip", "deals · 2",
                "€ 12,000 open", "won 30 Jun", "tasks · 1", "Send the offer", "ada@example.com",
                "+44 20 7946 0958", "call, 15 min", "talked about steam", "prefers mornings",
            ):  # fmt: skip
                assert words in person.screen

    asyncio.run(steps())


def test_enter_leads_from_record_to_record_and_escape_back_to_the_same_line(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter", "down", "down")
            assert person.app.here().records == ("D1", "C1")
            await person.press("enter")
            assert "Engine No. 2 · D1" in person.screen
            assert person.app.here().records == ("D1",)
            await person.press("escape")
            assert "Ada Lovelace · C1" in person.screen
            assert person.app.here().records == ("D1", "C1")
            await person.press("escape")
            assert "Contacts · 1" in person.screen

    asyncio.run(steps())


def test_keys_typed_ahead_go_through_two_pages_and_back(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("2", "enter", "down", "down", "enter", "escape", "escape", "3")
            assert "Companies · 1" in person.screen
            await person.burst("enter", "down", "down", "enter", "right_square_bracket", "enter")
            assert isinstance(person.app.screen, RecordScreen)

    asyncio.run(steps())


def test_keys_mean_the_page_until_another_line_is_chosen(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter")
            assert person.app.here().records == ("C1",)

    asyncio.run(steps())


def test_brackets_go_from_section_to_section(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 14)) as person:
            await person.press("2", "enter", "right_square_bracket")
            assert person.app.here().records == ("D1", "C1")
            await person.press("right_square_bracket")
            assert person.app.here().records == ("T1", "C1")
            await person.press("left_square_bracket")
            assert person.app.here().records == ("D1", "C1")
            await person.press("left_square_bracket")
            assert person.app.here().records == ("C1",)

    asyncio.run(steps())


def test_what_cannot_be_chosen_is_read_by_scrolling(open_app, crm) -> None:
    crm.contacts.add(name="Ada", about="\n".join(f"line {number}" for number in range(6)))
    for number in range(30):
        crm.fields.add("contact", f"field_{number}", f"Field {number}")
    crm.contacts.edit("C1", **{f"field_{number}": f"value {number}" for number in range(30)})

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter")
            assert "value 25" not in person.screen
            await person.press(*["down"] * 15)
            assert "value 25" in person.screen
            await person.press("home")
            assert "line 0" in person.screen
            assert person.app.here().records == ("C1",)

    asyncio.run(steps())


def test_a_note_of_a_megabyte_is_cut_on_the_page_and_whole_in_the_reader(open_app, crm) -> None:
    body = "The first words. " + "steam and steel " * 65_000 + "THE END"
    crm.contacts.add(name="Ada")
    crm.activities.log("note", ["C1"], body)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter", "end", "enter")
            assert "The first words." in person.screen
            await person.press("end", "up", "up", "up")
            while person.app.screen.view.line.enter[0] != "text":
                await person.press("up")
            await person.press("enter")
            assert isinstance(person.app.screen, Reader)
            assert "The first words." in person.screen
            await person.press("end")
            assert "THE END" in person.screen
            assert len(person.app.screen.query_one(TextLines).lines) > 10_000
            await person.press("c")
            assert person.app.clipboard == body
            await person.press("escape")
            assert isinstance(person.app.screen, RecordScreen)

    asyncio.run(steps())


def test_hostile_texts_are_harmless_everywhere_on_a_page(open_app, crm) -> None:
    crm.contacts.add(
        name=HOSTILE, job_title=HOSTILE, company=HOSTILE, about=HOSTILE, tags=["[/]"],
        handle={"value": HOSTILE, "label": "[/x]"},
    )  # fmt: skip
    crm.deals.add(title=HOSTILE, contact="C1", next_step=HOSTILE)
    crm.tasks.add(title=HOSTILE, for_="C1", notes=HOSTILE)
    crm.activities.log("note", ["C1"], HOSTILE)

    async def steps() -> None:
        async with open_app(size=(160, 40)) as person:
            await person.press("2")
            await person.rest()
            for ref in ("C1", "O1", "D1", "T1", "A1"):
                person.app.open_record(ref)
                await person.settle()
                assert "[/bold]" in person.screen
                assert "\x1b" not in person.screen
                assert "\u202e" not in person.screen
                await person.press("c")
                assert "\x1b" not in person.screen
                await person.press("enter")
                assert "\x1b" not in person.said

    asyncio.run(steps())


def test_a_change_from_outside_keeps_the_line_and_its_row(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter")
            await person.press(*["right_square_bracket"] * 2)
            assert person.app.here().records == ("T1", "C1")
            row = row_of(person, "Send the offer")
            crm.deals.add(title="Aardvark", contact="C1", close="today")
            crm.contacts.edit("C1", about="a new line above")
            await person.catch_up()
            assert person.app.here().records == ("T1", "C1")
            assert row_of(person, "Send the offer") == row

    asyncio.run(steps())


def row_of(person, words: str) -> int:
    lines = person.screen.split("\n")
    return next(at for at, line in enumerate(lines) if words in line)


def test_the_timeline_stands_beside_the_page_where_there_is_room(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("2", "enter")
            assert "─ Timeline ─" in person.screen
            await person.press("tab")
            assert person.app.here().records[0][0] in "AD"
            await person.pilot.resize_terminal(80, 30)
            await person.settle()
            assert "─ Timeline ─" not in person.screen
            assert "timeline" in person.screen
            assert person.app.focused is person.app.screen.view.facts
            await person.pilot.resize_terminal(60, 20)
            await person.settle()
            assert "Ada Lovelace · C1" in person.screen
            await person.pilot.resize_terminal(250, 70)
            await person.settle()
            assert "─ Timeline ─" in person.screen

    asyncio.run(steps())


def test_on_a_broad_screen_a_list_has_page_and_timeline_beside_it(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(170, 40)) as person:
            await person.press("2")
            await person.rest()
            for words in ("Contacts · 1", "Ada Lovelace · C1", "─ Timeline ─", "prefers morn"):
                assert words in person.screen
            await person.press("enter")
            assert isinstance(person.app.screen, RecordScreen)

    asyncio.run(steps())


def test_the_timeline_is_narrowed_down_to_one_kind(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("2", "enter")
            await person.burst("f", *"calls", "enter")
            assert "timeline · calls" in person.screen
            assert "talked about steam" in person.screen
            assert "prefers mornings" not in person.screen
            await person.burst("f", *"visits", "enter")
            assert "Nothing of this kind." in person.screen
            await person.burst("f", "enter")
            assert "prefers mornings" in person.screen

    asyncio.run(steps())


def test_older_events_are_read_as_the_cursor_reaches_the_end(open_app, crm) -> None:
    crm.contacts.add(name="Ada")
    with crm.operation("many calls"):
        for number in range(350):
            at = f"2025-{number // 30 + 1:02}-{number % 28 + 1:02}T10:00:00Z"
            crm.activities.log("call", ["C1"], f"call number {number}", at=at)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter")
            feed = person.app.screen.view.feed
            assert 40 <= len(feed.entries) <= 140
            await person.press(*["end"] * 6)
            assert (len(feed.entries), feed.complete) == (350, True)
            assert len({entry.ref for entry in feed.entries}) == 350

    asyncio.run(steps())


def test_the_timeline_of_a_large_firm_does_not_hold_up_its_page(open_app, crm) -> None:
    crm.companies.add(name="Huge")
    with crm.operation("many people"):
        for number in range(250):
            crm.contacts.add(name=f"Person {number:03}", company="O1")
        crm.activities.log("call", ["C7"], "about the contract")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("3", "enter")
            view = person.app.screen.view
            assert not view.is_quick
            assert "people · 250" in person.screen
            await person.press("end")
            assert "about the contract" in person.screen
            await person.press("home", "right_square_bracket")
            while view.line.enter[0] != "list":
                await person.press("down")
            await person.press("enter")
            assert "Contacts · 250" in person.screen

    asyncio.run(steps())


def test_a_record_that_is_gone_says_so(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter")
            crm.contacts.archive("C1")
            await person.catch_up()
            assert "Archived today · B brings it back" in person.screen
            await person.press("B")
            assert "Archived" not in person.screen

    asyncio.run(steps())


def test_the_page_beside_a_list_is_walked_through_by_itself(open_app, crm) -> None:
    ada(crm)
    crm.contacts.add(name="Bo Holm")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("2")
            await person.rest()
            await person.press("tab")
            assert person.app.here().records == ("C1",)
            await person.press("right_square_bracket")
            assert person.app.here().records == ("D1", "C1")
            await person.press("enter")
            assert "Engine No. 2 · D1" in person.screen
            await person.press("escape")
            assert person.app.here().records == ("D1", "C1")
            await person.press("shift+tab", "down")
            await person.rest()
            assert person.app.here().records == ("C2",)
            assert "Bo Holm · C2" in person.screen

    asyncio.run(steps())


def test_a_record_whose_adding_is_undone_leaves_a_sentence_on_its_page(open_app, crm) -> None:
    ada(crm)
    crm.contacts.add(name="Bo Holm")

    async def steps() -> None:
        async with open_app(size=(120, 24)) as person:
            person.app.open_record("C2")
            await person.settle()
            crm.history.undo()
            await person.catch_up()
            assert "There is no contact C2" in person.screen
            await person.press("enter", "down", "end", "right_square_bracket", "f", "c", "o")
            assert "There is no contact C2" in person.said
            crm.history.redo()
            await person.catch_up()
            assert "Bo Holm · C2" in person.screen

    asyncio.run(steps())


def test_the_mouse_chooses_a_line_and_opens_it_with_two_clicks(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2", "enter")
            row = row_of(person, "Send the offer")
            await person.pilot.click(offset=(6, row))
            await person.settle()
            assert person.app.here().records == ("T1", "C1")
            await person.pilot.click(offset=(6, row), times=2)
            await person.settle()
            assert "Send the offer · T1" in person.screen
            await person.press("escape")
            await person.pilot.click(offset=(6, row_of(person, "tasks · 1")))
            await person.settle()
            assert person.app.here().records == ("T1", "C1")

    asyncio.run(steps())


def test_a_merged_record_is_brought_back_from_its_page(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="A. Lovelace")
    crm.contacts.merge("C1", "C2")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            person.app.open_record("C2")
            await person.settle()
            assert "Merged into Ada Lovelace  C1 · B brings it back" in person.screen
            await person.press("B")
            assert "Merged into" not in person.screen
            assert crm.contacts.get("C2").merged_into_id is None

    asyncio.run(steps())
