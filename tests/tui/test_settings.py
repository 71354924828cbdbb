"""Settings in the app: of the file, its stages, fields and tags, and of the app itself."""

import asyncio
from pathlib import Path

from tests.tui.scenes import resize

from tinycrm import config
from tinycrm.store import settings


async def choose(person, words: str) -> None:
    """Put the cursor on the setting whose line holds these words."""
    list = person.app.screen.pane.list
    for index, line in enumerate(list.lines):
        if words in f"{line.label} {line.about}":
            list.move_to(index)
            await person.settle()
            return
    raise AssertionError(f"no setting says {words!r}")


def test_the_currency_is_changed_and_a_wrong_one_refused(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "currency")
            await person.press("enter")
            await person.press(*["backspace"] * 3)
            await person.type("nonsense")
            await person.press("enter")
            assert "is not a currency" in person.said
            await person.press("enter")
            await person.type("chf")
            await person.press("enter")
            assert settings.get(crm.db, "currency") == "CHF"

    asyncio.run(steps())


def test_the_foot_says_what_a_narrower_window_cuts(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(200, 30)) as person:
            await person.press("8")
            await choose(person, "currency")
            assert person.screen.count("ISO 4217 code") == 1
            await resize(person, 60, 30)
            foot = next(line for line in person.screen.splitlines() if line.startswith("╰"))
            assert "amounts that name none" in foot

    asyncio.run(steps())


def test_each_setting_offers_what_can_be_done_with_it(open_app, crm, path) -> None:
    crm.contacts.add(name="Ada Lovelace", tags=["vip"])

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("8")
            for words, offered in (
                ("how the app is coloured", "e change"),
                ("#vip", "e change"),
                ("  Lead", "e change   n new   del retire   < up   > down"),
                ("Sales", "e change   n new   del retire"),
            ):
                await choose(person, words)
                foot = person.screen.splitlines()[-1].replace("delete", "del")
                assert foot.split("?")[0].strip() == offered
            await choose(person, "#vip")
            for key, said in (
                ("delete", "Retire works on a stage, a pipeline or a field in Settings."),
                (">", "Down works on a stage in Settings."),
                ("n", "New works on a stage, a pipeline or a field in Settings."),
            ):
                await person.press(key)
                assert said in person.said
            await choose(person, "none yet n")
            await person.press("delete")
            assert "There is no field yet." in person.said
            await choose(person, "copies the path")
            await person.press("enter")
            assert person.app.clipboard == str(path)
            assert str(path) in person.said

    asyncio.run(steps())


def test_a_stage_is_renamed_moved_added_and_retired(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(100, 40)) as person:
            await person.press("8")
            await choose(person, "  Proposal")
            await person.press("e", "enter", *["backspace"] * 8)
            await person.type("Offer")
            await person.press("enter")
            assert [row.name for row in crm.pipelines.stages()][2] == "Offer"
            await person.press("<")
            assert [row.name for row in crm.pipelines.stages()][1] == "Offer"
            await person.press("n")
            await person.type("Trial")
            await person.press("enter")
            assert [row.name for row in crm.pipelines.stages()][2] == "Trial"
            await choose(person, "  Trial")
            await person.press("delete")
            assert "Trial" not in [row.name for row in crm.pipelines.stages()]

    asyncio.run(steps())


def test_a_stage_with_open_deals_asks_where_they_go(open_app, crm) -> None:
    crm.pipelines.edit_stage("Lead", name='Lead "A"')
    crm.deals.add(title="Engine", stage=1)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "  Lead")
            await person.press("delete")
            assert 'Where do the open deals of Lead "A" go?' in person.screen
            await person.type("propo")
            await person.press("enter")
            assert crm.deals.get("D1").stage == "Proposal"

    asyncio.run(steps())


def test_a_field_of_ones_own_is_defined(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "n defines one")
            await person.press("n")
            await person.type("deal")
            await person.press("enter")
            await person.type("budget")
            await person.press("enter")
            assert [field.key for field in crm.fields.all("deal")] == ["budget"]
            await choose(person, "Budget")
            for answer, said in [("maybe", '"maybe" is neither yes nor no'), ("on", "Changed")]:
                await person.press("enter")
                await person.type("whether a new")
                await person.press("enter", *["backspace"] * 3)
                await person.type(answer)
                await person.press("enter")
                assert said in person.said
            assert crm.fields.all("deal")[0].required

    asyncio.run(steps())


def test_a_tag_is_renamed(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", tags=["vip"])

    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "#vip")
            await person.press("enter", *["backspace"] * 3)
            await person.type("important")
            await person.press("enter")
            assert crm.contacts.get("C1").tags == "important"

    asyncio.run(steps())


def test_the_theme_is_changed_and_remembered(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "how the app is coloured")
            await person.press("enter")
            await person.type("light")
            await person.press("enter")
            assert person.app.theme == "tinycrm-light"
            assert config.read_config()["theme"] == "light"

    asyncio.run(steps())


def test_a_key_is_changed_by_pressing_it(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            await choose(person, "Undo the last change")
            await person.press("enter", "ctrl+y")
            assert "redo has it" in person.screen
            await person.press("f9")
            assert config.read_config()["keys"] == {"undo": "f9"}
            assert person.app.action_keys.first["undo"] == "f9"
            await choose(person, "Show the people")
            await person.press("enter", "f10")
            assert "f10 Contacts" in person.screen.partition("\n")[0]
            await person.press("f10")
            assert "No contacts yet" in person.screen

    asyncio.run(steps())


def test_what_a_new_record_must_have_is_changed(open_app, crm, tmp_path: Path) -> None:
    from tinycrm.store.required import required_fields

    async def steps() -> None:
        async with open_app(size=(100, 50)) as person:
            await person.press("8")
            await choose(person, "deal nothing more")
            await person.press("enter")
            await person.type("amount")
            await person.press("enter")
            assert required_fields(crm.db, "deal") == ["amount"]

    asyncio.run(steps())
