"""Adding people, firms, deals and tasks."""

import asyncio


def test_a_person_is_added_from_one_line_typed_at_once(open_app, crm) -> None:
    line = "Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead // met in Bonn"

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("a", *line, "enter")
            assert "Added C1 Jane Doe" in person.said
            assert "Contacts · 1" in person.screen

    asyncio.run(steps())
    jane = crm.contacts.get("C1")
    assert (jane.name, jane.email, jane.company, jane.tags) == (
        "Jane Doe",
        "jane@acme.com",
        "Acme",
        "lead",
    )
    assert crm.activities.get("A1").body == "met in Bonn"
    assert crm.history.steps()[0].kind == "contact.add"
    crm.history.undo()
    assert crm.contacts.find() == []
    assert crm.activities.find() == []


def test_quick_add_shows_what_it_understands_and_who_looks_alike(open_app, crm) -> None:
    crm.companies.add(name="Acme Ltd")
    crm.contacts.add(name="J. Doe", email="jane@acme.com")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("a", *"Jane Doe <jane@acme.com> @Acme #lead")
            assert "E-mail        jane@acme.com" in person.screen
            assert "(O1)" in person.screen
            assert "#lead (new)" in person.screen
            assert 'C1 "J. Doe" has the same e-mail' in person.screen
            await person.burst(*" @Other")
            assert "Two companies are named" in person.screen
            await person.press("enter")
            assert "Two companies are named" in person.screen

    asyncio.run(steps())
    assert len(crm.contacts.find()) == 1


def test_a_task_is_added_for_the_record_under_the_cursor(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("t", *"Send the offer", "tab", *"tomorrow 15:00", "enter")
            assert "Added T1 Send the offer" in person.said

    asyncio.run(steps())
    task = crm.tasks.get("T1")
    assert (task.title, task.due_on, task.due_time) == ("Send the offer", "2026-07-01", "15:00")
    assert task.contacts == "Ada Lovelace"


def test_a_task_needs_no_record(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("t", *"Water the fig tree", "enter")

    asyncio.run(steps())
    assert crm.tasks.get("T1").links in (None, "")


def test_a_task_without_a_title_is_not_saved(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("t", "enter")
            assert "A task needs a task." not in person.screen
            assert "needs a title" in person.screen

    asyncio.run(steps())
    assert crm.tasks.find() == []


def test_each_place_adds_what_it_shows(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("n", *"Ada Lovelace", "ctrl+s")
            await person.press("3")
            await person.burst("n", *"Engines Ltd", "enter")
            await person.press("5")
            await person.burst("n", *"Ring Ada", "enter")

    asyncio.run(steps())
    assert crm.contacts.get("C1").name == "Ada Lovelace"
    assert crm.companies.get("O1").name == "Engines Ltd"
    assert crm.tasks.get("T1").title == "Ring Ada"


def test_a_new_deal_takes_amount_stage_and_person_as_they_are_typed(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines Ltd")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("4")
            await person.app.action_do("new")
            await person.settle()
            await person.burst(*"Engine No. 2", "tab", *"12k eur", "tab", *"prop", "tab")
            assert "Proposal, 50 %" in person.screen
            await person.burst("tab", "tab", "tab", *"ada", "enter")
            assert "Added D1 Engine No. 2" in person.said

    asyncio.run(steps())
    deal = crm.deals.get("D1")
    assert (deal.amount, deal.currency, deal.stage) == (1200000, "EUR", "Proposal")
    assert (deal.contact, deal.company) == ("Ada Lovelace", "Engines Ltd")


def test_a_required_field_is_asked_for_at_its_field(open_app, crm) -> None:
    crm.fields.add("company", "region", required=True)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("3")
            await person.burst("n", *"Engines Ltd", "enter")
            assert "A company needs a region." in person.screen
            assert person.app.screen.row_here.spec.field == "region"
            await person.burst(*"north", "enter")

    asyncio.run(steps())
    assert crm.companies.get("O1").name == "Engines Ltd"


def test_whoever_looks_like_somebody_else_is_said_after_adding(open_app, crm) -> None:
    crm.contacts.add(name="Jane Doe", email="jane@acme.com")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("n", *"Jane Doe", "ctrl+s")
            assert "C1 Jane Doe has the same name" in person.said

    asyncio.run(steps())


def test_a_log_ticks_off_the_task_that_it_was_about(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Ring Ada", due="today", **{"for": "C1"})

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("1")
            await person.burst("l", *"talked", "shift+tab", "shift+tab", "y", "enter")
            assert "ticked off T1" in person.said

    asyncio.run(steps())
    assert crm.tasks.get("T1").done_at
    assert crm.activities.get("A1").contacts == "Ada Lovelace"
    crm.history.undo()
    assert not crm.tasks.get("T1").done_at
    assert crm.activities.find() == []


def test_the_cursor_goes_to_what_was_added_or_it_is_said_where_that_is(open_app, crm) -> None:
    for number in range(60):
        crm.contacts.add(name=f"Person {number:02}", tags="vip")
        crm.tasks.add(title=f"Task {number:02}", due="today")
        crm.deals.add(title=f"Deal {number:02}", contact=f"C{number + 1}")
    crm.companies.add(name="Engines Ltd")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            here = person.app.here
            await person.press("2")
            await person.burst("a", *"Zoe New", "enter")
            assert here().records == ("C61",)
            assert "Zoe New" in person.screen
            assert "C61" in person.said
            await person.burst("n", *"Person 30b", "ctrl+s")
            assert here().records == ("C62",)
            assert "Person 30b" in person.screen
            await person.burst("slash", *"tag:vip", "enter", "a", *"Jo Hidden", "enter")
            assert here().records == ("C1",)
            assert "C63 Jo Hidden, which is not shown here: ^k enter opens it" in person.said
            await person.press("ctrl+k", "enter")
            assert here().records == ("C63",)
            await person.press("escape", "3", "n", *"Acme", "ctrl+s")
            assert here().records == ("O2",)
            await person.burst("a", *"Al Elsewhere", "enter")
            assert here().records == ("O2",)
            assert "C64 Al Elsewhere, which is not shown here" in person.said
            await person.press("5")
            await person.burst("n", *"Task 30b", "tab", *"today", "ctrl+s")
            assert here().records[0] == "T61"
            assert "Task 30b" in person.screen
            await person.press("4", "b")
            await person.burst("n", *"Deal 30b", "ctrl+s")
            assert here().records == ("D61",)
            await person.press("b")
            await person.burst("n", *"Deal 31b", "ctrl+s")
            assert here().records == ("D62",)
            await person.press("1")
            await person.burst("n", *"Ring up", "tab", *"today", "ctrl+s")
            assert here().records[0] == "T62"
            await person.burst("t", *"Later", "tab", *"+9d", "ctrl+s")
            assert here().records[0] == "T62"
            assert "T63 Later, which is not shown here" in person.said

    asyncio.run(steps())
