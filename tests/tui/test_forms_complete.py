"""What a command can set, a form can set: none of them lacks a field of the other."""

import asyncio

import pytest

from tinycrm.cli.app import STANDARD_OPTIONS, build
from tinycrm.cli.manifest import COMMANDS
from tinycrm.crm import Crm
from tinycrm.tui.dialogs.record_form import NOTED
from tinycrm.tui.fields.table import FIRST_NOTE, LOG, SPECS

FORMS = {
    "add-contact": "contact",
    "edit-contact": "contact",
    "add-company": "company",
    "edit-company": "company",
    "add-deal": "deal",
    "edit-deal": "deal",
    "add-task": "task",
    "edit-task": "task",
    "add-note": "activity",
    "edit-note": "activity",
    "log": "log",
}
"""The commands that write fields, and the form that does the same."""
SPELLED = {
    "first": "given_name",
    "last": "family_name",
    "address": "addresses",
    "tag": "tags",
    "next": "next_",
    "repeat": "recurrence",
    "min": "minutes",
    "at": "happened_at",
    "text": "body",
    "title": "title",
    "close": "expected_close_on",
    "cadence": "cadence_days",
}
"""Options that are called otherwise than the field."""
SPELLED_FOR_CONTACT = {"title": "job_title"}
OTHERWISE = {
    "set": "names any field: test_every_field_of_the_library_has_a_line_in_the_form",
    "version": "a form always writes from the version that it has read",
    "currency": "stands behind the amount, as in 1,200 EUR",
    **{
        f"{verb}_{kind}": "each value has a line of its own, which is filled in or emptied"
        for verb in ("add", "remove")
        for kind in ("email", "phone")
    },
}
"""Options that need no field, and why."""
NOT_TYPED = {
    "created_at": "when a record was added is known",
    "status": "w, x and R say what became of a deal, as its commands do",
    "currency": "stands behind the amount",
    "due_on": "due takes a day",
    "due_time": "due takes a day with a time",
    "done_at": "space ticks a task off",
    **{
        f"{verb}_{kind}": "each value has a line of its own"
        for verb in ("add", "remove")
        for kind in ("email", "phone", "url", "handle")
    },
}
"""Fields of the library that no form has, and why."""


def fields_of(form: str, command: str) -> set[str]:
    if form == "log":
        return {spec.field for spec in LOG}
    added = {FIRST_NOTE.field} if command.startswith("add-") and form in NOTED else set()
    return {spec.field for spec in SPECS[form]} | added


@pytest.mark.parametrize("command", FORMS)
def test_every_option_of_a_command_has_a_line_in_the_form(command: str) -> None:
    form = FORMS[command]
    shared = {flag for flag, _, _ in STANDARD_OPTIONS[COMMANDS[command].output]}
    spelled = SPELLED | (SPELLED_FOR_CONTACT if form == "contact" else {})
    lacking = []
    for parameter in build(command).params:
        flag = max(parameter.opts, key=len)
        if not flag.startswith("--") or flag in shared or flag == "--help":
            continue
        name = flag.removeprefix("--").replace("-", "_")
        if name not in OTHERWISE and spelled.get(name, name) not in fields_of(form, command):
            lacking.append(f"{flag} of crm {command} has no line in the form")
    assert not lacking, "\n".join(lacking)


@pytest.mark.parametrize("noun", SPECS)
def test_every_field_of_the_library_has_a_line_in_the_form(noun: str, crm: Crm) -> None:
    records = crm.records(noun)
    known = {*records.kinds, *records.special, *records.attached}
    lacking = known - {spec.field for spec in SPECS[noun]} - {*NOT_TYPED}
    assert not lacking, f"the form of a {noun} lacks {sorted(lacking)}"


def test_no_exception_is_out_of_date(crm: Crm) -> None:
    known = {
        field
        for records in (crm.records(noun) for noun in SPECS)
        for field in (*records.kinds, *records.special, *records.attached)
    }
    assert {*NOT_TYPED} <= known


async def open_form(person, ref: str) -> None:
    """Open a record's page, and the form over it."""
    person.app.open_record(ref)
    await person.settle()
    await person.press("e")


async def save(person, field: str, text: str) -> None:
    """Write a text into a field of the form that is open, and save."""
    person.app.screen.rows[field].text = text
    await person.press("ctrl+s")


def test_people_of_a_deal_have_their_parts_behind_their_names(open_app, crm) -> None:
    for name in ("Ada Lovelace", "Bob Berg", "Bob Berg", "Eve (Byron)"):
        crm.contacts.add(name=name)
    people = [{"contact": "C1", "role": "buyer"}, {"contact": "C3", "role": "pays"}]
    crm.deals.add(title="Engine", contact=people)

    async def steps() -> None:
        async with open_app(size=(110, 40)) as person:
            await open_form(person, "D1")
            rows = person.app.screen.rows
            assert rows["contact.0"].text == "Ada Lovelace (buyer)"
            assert rows["contact.1"].text == "Bob Berg (pays)"
            rows["contact.0"].text = "Ada Lovelace"
            rows["contact.1"].text = "Bob Berg (decides)"
            await person.settle()
            await save(person, "contact.2", "Eve (Byron) (asks)")
            assert "Edited D1" in person.said

    asyncio.run(steps())
    held = [(each.ref, each.role) for each in crm.deals.contacts_of("D1")]
    assert held == [("C1", None), ("C3", "decides"), ("C4", "asks")]


def test_brackets_that_belong_to_a_name_are_no_part_in_a_deal(open_app, crm) -> None:
    crm.contacts.add(name="Eve (Byron)")

    async def steps() -> None:
        async with open_app(size=(110, 40)) as person:
            await person.burst("4", "n", *"Engine")
            await save(person, "contact.0", "Eve (Byron)")
            await open_form(person, "D1")
            await save(person, "contact.0", "Nobody (buyer)")
            assert "Nobody" in person.screen
            assert "D1" in person.screen

    asyncio.run(steps())
    (held,) = crm.deals.contacts_of("D1")
    assert (held.ref, held.role) == ("C1", None)


def test_when_a_deal_came_up_is_typed(open_app, crm) -> None:
    crm.deals.add(title="Old one", opened_at="2026-05-04")

    async def steps() -> None:
        async with open_app(size=(110, 40)) as person:
            await person.burst("4", "n", *"Engine")
            await save(person, "opened_at", "2026-06-01")
            await open_form(person, "D1")
            assert "2026-05-04" in person.screen
            await save(person, "opened_at", "")
            await person.press("e")
            await save(person, "opened_at", "2099-01-01")
            assert "lies in the future" in person.app.screen.rows["opened_at"].problem
            await save(person, "opened_at", "2026-05-03")

    asyncio.run(steps())
    assert crm.deals.get("D2").opened_at.startswith("2026-06-01")
    assert crm.deals.get("D1").opened_at.startswith("2026-05-03")


def test_a_new_person_or_firm_comes_with_a_first_note(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(110, 40)) as person:
            for place, name in (("2", "Ada"), ("3", "Engines")):
                await person.burst(place, "n", *name)
                person.app.screen.rows["note"].text = f"met {name}"
                await person.press("ctrl+s")
                await person.press("escape")

    asyncio.run(steps())
    assert [note.body for note in crm.activities.find(sort="id")] == ["met Ada", "met Engines"]
    crm.history.undo()
    assert (crm.contacts.count(), crm.companies.count(), crm.activities.count()) == (1, 0, 1)


def test_what_is_logged_has_a_subject_tags_and_others_with_whom(open_app, crm) -> None:
    crm.contacts.add(name="Ada")
    crm.contacts.add(name="Bob")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("2", "l", *"talked")
            rows = person.app.screen.rows
            rows["subject"].text, rows["for.0"].text, rows["tags"].text = "Engine", "Bob", "vip"
            await person.press("ctrl+s")

    asyncio.run(steps())
    (call,) = crm.activities.find()
    assert (call.subject, call.contacts, call.tags) == ("Engine", "Ada, Bob", "vip")


def test_a_firm_that_may_be_there_already_is_told_of(open_app, crm) -> None:
    crm.companies.add(name="Engines Ltd", domain="engines.example")

    async def steps() -> None:
        async with open_app(size=(110, 40)) as person:
            await person.burst("3", "n", *"Engines Ltd", "enter")
            assert "O1 Engines Ltd has the same name." in person.said

    asyncio.run(steps())
