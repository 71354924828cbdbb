"""What a step changed, field by field and in words."""

from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, NotFoundError
from tinycrm.store import settings


def told(crm: Crm, step: int | None = None) -> list[tuple[str, ...]]:
    """(reference, what, kind, field, before, after) of the newest step, or of another one."""
    number = crm.history.steps(1)[0].id if step is None else step
    return [
        (each.ref, each.what, each.kind, each.field, each.before, each.after)
        for each in crm.history.differences(number)
    ]


def test_a_new_record_shows_what_it_has(crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com", company="Engines", tags=["vip"])
    assert told(crm) == [
        ("O1", "company", "added", "name", "", "Engines"),
        ("C1", "contact point", "added", "email", "", "ada@example.com"),
        ("C1", "contact", "added", "name", "", "Ada Lovelace"),
        ("C1", "contact", "added", "given name", "", "Ada"),
        ("C1", "contact", "added", "family name", "", "Lovelace"),
        ("C1", "contact", "added", "company", "", "O1 Engines"),
        ("", "tag", "added", "name", "", "vip"),
        ("C1", "tag", "added", "tag", "", "vip"),
    ]
    assert crm.history.steps(1)[0].changes == 5
    assert crm.history.differences(crm.history.steps(1)[0].id)[2].name == "Ada Lovelace"


def test_an_edit_shows_both_values_of_what_differs_alone(crm: Crm) -> None:
    crm.fields.add("contact", "region", label="Sales region")
    crm.contacts.add(name="Ada", email="a@example.com", company="Engines", region="north")
    crm.contacts.edit("C1", job_title="Boss", email="b@example.com", company="Mills", region="")
    assert set(told(crm)) == {
        ("O2", "company", "added", "name", "", "Mills"),
        ("C1", "contact", "changed", "Sales region", "north", ""),
        ("C1", "contact", "changed", "job title", "", "Boss"),
        ("C1", "contact", "changed", "company", "O1 Engines", "O2 Mills"),
        ("C1", "contact point", "changed", "email", "a@example.com", "b@example.com"),
    }


def test_amounts_stages_and_times_are_told_as_people_read_them(crm: Crm) -> None:
    crm.deals.add(title="Engine", amount="3k EUR")
    crm.deals.edit("D1", amount="4000.50", probability=80, expected_close_on="2026-07-31")
    assert set(told(crm)) == {
        ("D1", "deal", "changed", "probability", "", "80 %"),
        ("D1", "deal", "changed", "expected close", "", "2026-07-31"),
        ("D1", "deal", "changed", "amount", "€ 3,000", "€ 4,000.50"),
    }
    crm.deals.move("D1", "Proposal")
    assert told(crm) == [("D1", "deal", "changed", "stage", "Lead", "Proposal")]
    crm.deals.win("D1")
    assert told(crm)[1:] == [("D1", "deal", "changed", "closed", "", "2026-06-30 12:00")]


def test_an_undo_shows_the_same_the_other_way_round(crm: Crm) -> None:
    crm.contacts.add(name="Ada", tags=["vip"])
    crm.contacts.untag("C1", "vip")
    removed = told(crm)
    assert removed == [("C1", "tag", "removed", "tag", "vip", "")]
    crm.history.undo()
    assert told(crm) == [("C1", "tag", "added", "tag", "", "vip")]


def test_settings_and_views_belong_to_no_record(crm: Crm) -> None:
    settings.put(crm.db, "currency", "USD")
    settings.put(crm.db, "currency", "CHF")
    assert told(crm) == [("", "setting", "changed", "currency", "USD", "CHF")]
    settings.put(crm.db, "currency", "")
    assert told(crm) == [("", "setting", "removed", "currency", "CHF", "")]


def test_what_is_gone_since_is_named_by_its_reference(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.tasks.add(title="Ring", for_="C1")
    step = crm.history.steps(1)[0].id
    crm.history.undo()
    crm.history.undo()
    assert ("C1", "link", "added", "task", "", "T1") in told(crm, step)


def test_a_long_text_is_cut(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.activities.note("C1", "x" * 10_000)
    assert {len(after) for *_, field, _, after in told(crm) if field == "body"} == {500}


def test_a_large_step_is_read_in_pages(crm: Crm) -> None:
    with crm.operation("many people"):
        for number in range(1200):
            crm.contacts.add(name=f"Ada {number}")
    step = crm.history.steps(1)[0]
    assert step.changes == 1001
    whole = crm.history.differences(step.id, limit=100_000)
    pages = []
    while page := crm.history.differences(step.id, 100, pages[-1].id if pages else 0):
        assert len(page) < 110
        pages += page
    assert pages == whole
    assert len([each for each in whole if each.field == "name"]) == 1200


def test_an_unknown_step_is_not_found(crm: Crm) -> None:
    with pytest.raises(NotFoundError):
        crm.history.differences(99)


def test_pages_of_steps_follow_each_other(crm: Crm) -> None:
    for number in range(5):
        crm.contacts.add(name=f"Ada {number}")
        crm.contacts.tag("C1", f"tag{number}")
    whole = crm.history.steps(100)
    pages = []
    while page := crm.history.steps(3, before=pages[-1].id if pages else None):
        pages += page
    assert pages == whole
    assert [step.id for step in crm.history.steps(2, record="C1", before=whole[2].id)] == [
        whole[4].id,
        whole[6].id,
    ]


def test_any_step_is_undone_unless_a_later_one_builds_on_it(crm: Crm) -> None:
    crm.contacts.add(name="Ada")
    crm.contacts.edit("C1", job_title="Boss")
    first = crm.history.steps(1)[0].id
    crm.contacts.add(name="Bo")
    crm.history.undo(first)
    assert crm.contacts.get("C1").job_title is None
    crm.history.redo(first)
    assert crm.contacts.get("C1").job_title == "Boss"
    crm.contacts.edit("C1", job_title="Queen")
    with pytest.raises(ConflictError, match="would overwrite what came later"):
        crm.history.undo(first)
    assert crm.contacts.get("C1").job_title == "Queen"


def test_an_import_shows_the_numbers_of_the_other_program_as_they_are(
    crm: Crm, tmp_path: Path
) -> None:
    from tinycrm.interchange.previewing import import_paths

    path = tmp_path / "people.csv"
    path.write_text("Id,Name\n0037,Ada Lovelace\n", encoding="utf-8")
    import_paths(crm, [str(path)])
    numbers = [row for row in told(crm) if row[1] == "identity elsewhere"]
    assert ("C1", "identity elsewhere", "added", "external id", "", "0037") in numbers


def test_the_tax_number_of_a_firm_is_a_text(crm: Crm) -> None:
    crm.companies.add(name="Engines", tax_id="DE 123")
    assert ("O1", "company", "added", "tax id", "", "DE 123") in told(crm)


def test_a_step_shows_what_it_changed_in_one_record(crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines")
    step = crm.history.steps(1)[0].id
    found = crm.history.differences(step, record="O1")
    assert [(each.ref, each.field, each.after) for each in found] == [("O1", "name", "Engines")]
    assert {each.ref for each in crm.history.differences(step, record="C1")} == {"C1"}
    assert crm.history.differences(step, record="C2") == []
