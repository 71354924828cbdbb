"""Working in lists: order, columns, marks, and what is done with many records at once."""

import asyncio
import json
from array import array

import pytest

from tinycrm.tui.columns import COLUMNS, DEFAULTS, GAP, chosen, fitted, name_of, offered
from tinycrm.tui.rows import FIRST, all_ids, picked


def names(person) -> list[str]:
    list = person.app.screen.pane.list
    return [list.rows.row(index).name for index in range(len(list.rows))]


@pytest.fixture
def people(crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines", lifecycle="customer")
    crm.contacts.add(name="Bob Berg", company="Acme", lifecycle="lead")
    crm.contacts.add(name="Cleo Cohn", company="Zebra", lifecycle="lead")


# Order


def test_s_sorts_by_a_column_and_the_same_again_turns_around(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            assert "Name ▴" in person.screen
            await person.burst("s", *"compa", "enter")
            assert names(person) == ["Bob Berg", "Ada Lovelace", "Cleo Cohn"]
            assert "Company ▴" in person.screen
            await person.burst("s", *"compa", "enter")
            assert names(person) == ["Cleo Cohn", "Ada Lovelace", "Bob Berg"]
            assert "Company ▾" in person.screen
            assert person.app.here().records == ("C1",)
            await person.burst("s", *"usual", "enter")
            assert names(person) == ["Ada Lovelace", "Bob Berg", "Cleo Cohn"]

    asyncio.run(steps())


def test_every_column_can_be_sorted_by_in_the_app_and_in_the_shell(crm) -> None:
    crm.fields.add("contact", "region")
    for noun in COLUMNS:
        for column in offered(noun, crm.fields.all(noun)):
            assert column.sort, f"{noun}: {column.key}"
            for sort in (column.sort, f"-{column.sort}"):
                crm.records(noun).find(sort=sort)


def test_views_in_any_order_open_from_the_shell_and_in_the_app(open_app, crm) -> None:
    for at, (name, tags) in enumerate((("Ada", ["z"]), ("Bob", []), ("Cleo", ["a", "z"])), 1):
        crm.contacts.add(name=name, company=f"{name} Inc", tags=tags)
        crm.deals.add(title=f"For {name}", contact=f"C{at}")
        crm.deals.lose(f"D{at}", f"not {name}")
        crm.tasks.add(title="Ring", for_=f"C{at}")
        crm.activities.log("call", f"C{at}", f"said {name}", minutes=len(name))
    crm.contacts.add(name="Dora", company="O2")
    orders = {
        "contact": ("-tag", [3, 1, 4, 2]),
        "company": ("-people", [2, 3, 1]),
        "deal": ("-reason", [3, 2, 1]),
        "task": ("-for", [3, 2, 1]),
        "activity": ("-minutes", [3, 2, 1]),
    }
    for noun, (sort, _) in orders.items():
        filter = "is:lost" if noun == "deal" else ""
        sorted_by = [each.key for each in COLUMNS[noun] if each.sort == sort[1:]]
        columns = [COLUMNS[noun][0].key, *sorted_by, "ref", "tags"]
        crm.views.save(f"My {noun}", noun, filter, sort, columns)

    async def steps() -> None:
        async with open_app(view="my contact") as person:
            for at, (noun, (sort, found)) in enumerate(orders.items(), 1):
                if at > 1:
                    await person.burst("v", str(at))
                pane = person.app.screen.pane
                assert f"My {noun} · {len(found)} " in person.screen
                assert list(pane.list.rows.ids) == found
                (column,) = [each for each in COLUMNS[noun] if each.sort == sort[1:]]
                room = column.width > len(column.label) + 1
                assert f"{column.label}{' ' * room}▾" in person.screen
                await person.burst("s", *name_of(column).lower(), "enter")
                assert pane.sort == column.sort
            await person.burst("V", "enter")
        async with open_app(view="my activity") as person:
            assert list(person.app.screen.pane.list.rows.ids) == [1, 2, 3]

    asyncio.run(steps())


def test_a_click_on_a_heading_sorts_by_it(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            heading = person.screen.splitlines()[2]
            await person.pilot.click("RecordList", offset=(heading.index("Company"), 0))
            await person.settle()
            assert names(person) == ["Bob Berg", "Ada Lovelace", "Cleo Cohn"]

    asyncio.run(steps())


def test_a_filtered_list_is_in_the_order_of_the_whole(crm) -> None:
    for number in range(300):
        crm.contacts.add(name=f"Person {(number * 7) % 300:03}", tags=["a"] if number % 2 else [])
    whole = all_ids(crm, "contact", "", "")
    for text in ("tag:a", "-tag:a", "person", "name:none"):
        expected = array("q", crm.contacts.ids(text))
        assert all_ids(crm, "contact", text, "", whole) == expected
        assert all_ids(crm, "contact", text, "") == expected
    crm.contacts.archive("C3")
    assert list(all_ids(crm, "contact", "is:archived", "", whole)) == [3]
    assert picked(array("q", [3, 1, 2]), array("q", [2, 9])) is None


def test_numbers_beyond_four_bytes_are_listed_as_well(crm) -> None:
    crm.contacts.add(name="Ada")
    with crm.db.transaction():
        crm.db.run("UPDATE sqlite_sequence SET seq = 5000000000 WHERE name = 'contact'")
    crm.contacts.add(name="Bob")
    assert list(all_ids(crm, "contact", "", "")) == [1, 5_000_000_001]


# Columns


@pytest.mark.parametrize("noun", COLUMNS)
@pytest.mark.parametrize("width", [20, 53, 73, 93, 113, 153, 193])
def test_columns_fill_the_width_and_none_is_narrower_than_it_needs(noun, width) -> None:
    shown = fitted(chosen(noun), width)
    assert shown[0][0].key == DEFAULTS[noun][0]
    assert sum(cells + GAP for _, cells in shown) - GAP <= max(width, shown[0][0].width)
    assert all(cells >= column.width for column, cells in shown)


def test_what_matters_most_is_there_at_sixty_columns() -> None:
    def keys(noun: str) -> list[str]:
        return [column.key for column, _ in fitted(chosen(noun), 55)]

    assert keys("contact") == ["name", "company", "next"]
    assert {"title", "amount", "stage"} <= set(keys("deal"))
    assert keys("task") == ["state", "due", "title", "for"]


def test_titles_of_tasks_get_the_room_that_there_is() -> None:
    def widths(cells: int) -> dict[str, int]:
        return {column.key: width for column, width in fitted(chosen("task"), cells)}

    assert "ref" not in widths(75)
    assert widths(75)["title"] >= 35
    assert "ref" in widths(92)
    assert widths(92)["title"] >= 40
    assert widths(150)["title"] >= 80


def test_columns_are_chosen_and_remembered_in_the_file(open_app, people, crm) -> None:
    crm.fields.add("contact", "region")
    crm.contacts.edit("C1", region="north")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "C")
            assert "✓ Company" in person.screen
            await person.press("down", "space")
            await person.press("end", "space", *["less_than_sign"] * 11, "enter")
            assert "Company" not in person.screen
            assert "north" in person.screen
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            assert "north" in person.screen

    asyncio.run(steps())
    assert "company" not in crm.views.usual_columns("contact")
    assert "custom.region" in crm.views.usual_columns("contact")


# Marks


def test_marks_survive_filter_and_sort_and_are_counted(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "m", "down", "m")
            assert "2 marked" in person.screen
            await person.burst("slash", *"bob", "enter")
            assert person.app.here().marked == ("C1", "C3")
            assert "2 marked" in person.screen
            await person.press("ctrl+a", "escape")
            assert set(person.app.here().marked) == {"C1", "C2", "C3"}
            await person.press("u")
            assert person.app.here().marked == ()
            assert "marked" not in person.screen
            await person.press("home", "shift+down")
            assert person.app.here().marked == ("C1", "C2")

    asyncio.run(steps())


def foot(person) -> str:
    return " ".join(person.screen.splitlines()[-1].split())


def test_the_line_of_keys_names_what_is_done_with_marked_records(open_app, people, crm) -> None:
    crm.tasks.add(title="Call back", due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            assert "enter open l log" in foot(person)
            await person.press("m")
            assert "# tag F set field M merge delete archive u unmark all" in foot(person)
            await person.press("u")
            assert "enter open l log" in foot(person)
            await person.press("5", "ctrl+a")
            assert "space done z snooze # tag" in foot(person)
            assert "1 marked" in person.screen
            assert "left out" not in person.said

    asyncio.run(steps())


def test_marked_records_are_tagged_in_one_step(open_app, people, crm) -> None:
    crm.contacts.tag("C3", "vip")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "ctrl+a")
            await person.burst("number_sign", *"vip", "enter")
            assert "Tagged 3 contacts with vip" in person.said
            await person.burst("number_sign", *"brand new", "enter")
            tags = {"brand new", "vip"}
            assert all({*contact.tags.split(", ")} == tags for contact in crm.contacts.find())
            await person.press("ctrl+z")
            assert all(contact.tags == "vip" for contact in crm.contacts.find())

    asyncio.run(steps())


def test_a_tag_of_one_record_is_taken_off_with_tab(open_app, people, crm) -> None:
    crm.contacts.tag("C1", "vip", "north")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "number_sign")
            assert "✓ north" in person.screen
            await person.press("tab", "enter")
            assert crm.contacts.get("C1").tags == "vip"
            await person.press("number_sign", "escape")
            assert crm.contacts.get("C1").tags == "vip"

    asyncio.run(steps())


def test_marked_records_are_archived_and_brought_back(open_app, people, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "m", "m", "delete")
            assert "Archived 2 contacts" in person.said
            assert names(person) == ["Cleo Cohn"]
            await person.press("u")
            await person.burst("slash", *"is:archived", "enter")
            assert names(person) == ["Ada Lovelace", "Bob Berg"]
            await person.press("ctrl+a", "B")
            assert crm.contacts.count() == 3

    asyncio.run(steps())


# Other writers, and many rows


def test_cursor_and_marks_stay_on_their_records_when_others_come_and_go(open_app, crm) -> None:
    for number in range(60):
        crm.contacts.add(name=f"Person {number:02}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", *["pagedown"] * 2, "m")
            list = person.app.screen.pane.list
            here, marked, line = person.app.here().records, person.app.here().marked, 0
            line = list.cursor - list.scroll_offset.y
            for number in range(10):
                crm.contacts.add(name=f"Aaron {number}")
            crm.contacts.archive("C2")
            await person.catch_up()
            assert "Contacts · 69" in person.screen
            assert (person.app.here().records, person.app.here().marked) == (here, marked)
            assert list.cursor - list.scroll_offset.y == line

    asyncio.run(steps())


def test_end_waits_until_all_rows_are_known(open_app, crm) -> None:
    with crm.operation("many"):
        for number in range(FIRST + 300):
            crm.contacts.add(name=f"Person {number:03}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("2", "end")
            assert person.app.here().records == (f"C{FIRST + 300}",)
            assert "Person 499" in person.screen
            await person.burst("slash", *"person", "down", "end")
            assert person.app.here().records == (f"C{FIRST + 300}",)

    asyncio.run(steps())


def test_a_custom_value_of_each_type_is_shown_as_words(crm) -> None:
    for key, kind in (("size", "number"), ("paid", "flag"), ("since", "date"), ("fee", "money")):
        crm.fields.add("contact", key, type=kind)
    crm.contacts.add(name="Ada", size="12", paid="yes", since="2026-06-29", fee="3 EUR")
    (record,) = crm.contacts.find()
    assert json.loads(record.custom)["paid"] is True
    keys = [f"custom.{key}" for key in ("size", "paid", "since", "fee")]
    columns = chosen("contact", keys, crm.fields.all("contact"))
    shown = [column.cell(record, crm.db.today())[0] for column in columns]
    assert shown == ["12", "yes", "yesterday", "3.00 EUR"]
