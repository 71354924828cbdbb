"""The doctor: every check finds what it is there for and nothing else, and mends what it may."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import Clock
from tinycrm.crm import Crm
from tinycrm.errors import ConflictError, UsageError
from tinycrm.store import settings
from tinycrm.store.doctor import Outcome, checks, examine, is_sound, mend
from tinycrm.store.duplicates import dismiss
from tinycrm.store.required import require


@pytest.fixture
def healthy(crm: Crm) -> Crm:
    """A file with a bit of everything, and nothing wrong in it."""
    ada = crm.contacts.add(
        name="Ada Lovelace",
        email="ada@example.com",
        phone="+44 20 7946 0958",
        company="Engines Ltd",
        tags=["vip"],
    )
    crm.contacts.add(name="Grace Hopper", email="grace@navy.mil", company="Navy", tags=["lead"])
    crm.deals.add(title="Engine", contact=ada, amount="3k", next_step="send offer", close="+30d")
    crm.activities.log("call", "C1", "hello")
    crm.tasks.add(title="Ring Ada", for_="C1", due="tomorrow")
    return crm


def found(crm: Crm, check: str, **options: bool) -> list[str]:
    """The references, or else the names, of what a check finds."""
    outcomes = examine(crm.db, [check], **options)
    return [row.ref or row.label for outcome in outcomes for row in outcome.findings]


def change(crm: Crm, *statements: str) -> None:
    """Change the file as a database shell would."""
    crm.db.connection.execute("PRAGMA query_only = OFF")
    for statement in statements:
        crm.db.connection.execute(statement)
    crm.db.connection.execute("PRAGMA query_only = ON")


def test_in_a_healthy_file_nothing_is_found(healthy: Crm) -> None:
    assert examine(healthy.db) == []
    assert examine(healthy.db, deep=True) == []
    assert is_sound(examine(healthy.db))


def test_in_an_empty_file_nothing_is_found(crm: Crm) -> None:
    assert examine(crm.db, deep=True) == []


def old_tasks(crm: Crm) -> None:
    crm.tasks.add(title="old", due="2026-05-01")
    crm.tasks.add(title="done", due="2026-05-01", done_at="2026-05-01")
    crm.tasks.add(title="late", due="2026-06-20")


def lost_contact(crm: Crm) -> None:
    crm.contacts.add(name="Old", email="o@x.org", created_at="2024-01-01")
    crm.contacts.add(name="Seen", email="s@x.org", created_at="2024-01-01")
    crm.activities.log("call", "C4", "hello")
    crm.contacts.add(name="Planned", email="p@x.org", created_at="2024-01-01")
    crm.tasks.add(title="Ring", for_="C5")
    crm.contacts.archive(crm.contacts.add(name="Away", created_at="2024-01-01"))


def trashed_firm(crm: Crm) -> None:
    crm.companies.delete("O1")
    crm.deals.add(title="Alone", contact="C2", company="")
    crm.contacts.delete("C2")


ILLS: dict[str, tuple[Callable[[Crm], object], list[str]]] = {
    "emails": (
        lambda crm: change(
            crm, "UPDATE contact_point SET value = 'ada@' WHERE value = 'ada@example.com'"
        ),
        ["C1"],
    ),
    "phones": (lambda crm: crm.contacts.edit("C2", phone="555 0100"), ["C2"]),
    "dead": (
        lambda crm: change(crm, "UPDATE contact_point SET invalid_since = '2026'"),
        ["C1", "C1", "C2"],
    ),
    "nameless": (
        lambda crm: [
            crm.contacts.add(name=name, phone="+1 201 555 0100")
            for name in ("Unknown", "N/A", "me@x.org", "@ada", "Contessa")
        ],
        ["C3", "C4", "C5"],
    ),
    "unreachable": (
        lambda crm: [
            crm.contacts.add(name="Silent"),
            crm.contacts.add(name="By mail", addresses=[{"city": "London"}]),
            crm.contacts.archive(crm.contacts.add(name="Gone")),
        ],
        ["C3"],
    ),
    "duplicates": (lambda crm: crm.contacts.add(name="A. L.", email="Ada@Example.com"), ["C1"]),
    "stale": (lost_contact, ["C3"]),
    "past-close": (lambda crm: crm.deals.edit("D1", close="2026-06-29"), ["D1"]),
    "next-step": (lambda crm: crm.deals.edit("D1", next_step=""), ["D1"]),
    "stale-deals": (
        lambda crm: change(crm, "UPDATE deal SET stage_entered_at = '2026-05-01T12:00:00.000Z'"),
        ["D1"],
    ),
    "amount": (lambda crm: crm.deals.edit("D1", amount=""), ["D1"]),
    "customer": (lambda crm: crm.deals.edit("D1", contact=[], company=""), ["D1"]),
    "overdue": (old_tasks, ["T2"]),
    "orphans": (trashed_firm, ["C1", "D1", "D2"]),
    "adrift": (lambda crm: crm.activities.add(text="to nobody"), ["A2"]),
    "parents": (
        lambda crm: change(
            crm,
            "UPDATE company SET parent_id = 2 WHERE id = 1",
            "UPDATE company SET parent_id = 1 WHERE id = 2",
        ),
        ["O1"],
    ),
    "companies": (
        lambda crm: [crm.companies.add(name=name) for name in ("EnginesGmbH", "Eng ines", "Na vy")],
        ["O1", "O2"],
    ),
    "tags": (lambda crm: crm.contacts.tag("C1", "leads", "v.i.p"), ["leads", "v.i.p"]),
    "unused-tags": (lambda crm: crm.contacts.untag("C1", "vip"), ["vip"]),
    "empty": (lambda crm: crm.companies.add(name="Nobody Ltd"), ["O3"]),
    "keys": (
        lambda crm: change(
            crm,
            "UPDATE contact SET sort_key = 'old' WHERE id = 1",
            "UPDATE company SET name_key = 'old' WHERE id = 1",
            "UPDATE deal SET sort_key = 'old'",
            "UPDATE contact_point SET value_key = 'old' WHERE contact_id = 2",
        ),
        ["C1", "O1", "D1", "C2"],
    ),
    "links": (
        lambda crm: change(
            crm,
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO task_link (task_id, contact_id) VALUES (99, 1)",
        ),
        ["task_link"],
    ),
    "schema": (
        lambda crm: change(
            crm,
            "CREATE TRIGGER spy AFTER INSERT ON contact BEGIN DELETE FROM deal; END",
            "CREATE VIEW peep AS SELECT 1",
            "DROP INDEX ix_deal_company_id",
        ),
        ["ix_deal_company_id", "peep", "spy"],
    ),
    "search": (
        lambda crm: change(
            crm,
            "DELETE FROM contact_fts WHERE rowid = 1",
            "INSERT INTO deal_fts (rowid, title) VALUES (99, 'ghost')",
        ),
        ["C1", "D99"],
    ),
    "sums": (
        lambda crm: change(
            crm,
            "UPDATE contact SET last_contact_at = NULL WHERE id = 1",
            "UPDATE deal SET last_activity_at = '2026-01-01T12:00:00.000Z'",
        ),
        ["C1", "D1"],
    ),
    "open-step": (lambda crm: change(crm, "UPDATE current_operation SET operation_id = 1"), [""]),
    "mode": (lambda crm: Path(crm.db.path).chmod(0o640), ["crm.db"]),
}  # fmt: skip
MENDABLE = ("unused-tags", "keys", "search", "sums", "open-step", "mode")
TESTED_APART = ("damage", "required")


def test_every_check_has_a_test() -> None:
    assert {*ILLS, *TESTED_APART} == {check.key for check in checks()}
    assert {*MENDABLE} == {check.key for check in checks() if check.mend}


@pytest.mark.parametrize("check", ILLS)
def test_what_is_wrong_is_found_and_has_a_remedy(healthy: Crm, check: str) -> None:
    assert found(healthy, check) == []
    make, expected = ILLS[check]
    make(healthy)
    (outcome,) = examine(healthy.db, [check])
    named = [row.ref or Path(row.label).name for row in outcome.findings]
    assert sorted(named) == sorted(expected)
    assert outcome.total == len(expected)
    assert all(row.problem for row in outcome.findings)
    if check not in ("links", "schema"):
        assert all(row.command for row in outcome.findings)


@pytest.mark.parametrize("check", MENDABLE)
def test_what_can_be_mended_is_well_afterwards(healthy: Crm, check: str) -> None:
    if check == "mode" and os.name != "posix":
        pytest.skip("modes are for POSIX")
    ILLS[check][0](healthy)
    (outcome,) = mend(healthy.db, examine(healthy.db, [check]))
    assert outcome.mended
    assert examine(healthy.db, [check], deep=True) == []
    assert is_sound([outcome])


def test_mending_restores_the_very_rows(
    healthy: Crm, dump: Callable[[Crm], dict[str, list[tuple[object, ...]]]]
) -> None:
    before = dump(healthy)
    for check in ("keys", "search", "sums"):
        ILLS[check][0](healthy)
    assert dump(healthy) != before
    mend(healthy.db, examine(healthy.db))
    assert dump(healthy) == before


def test_mending_is_one_step_that_says_what_it_did_and_can_be_undone(healthy: Crm) -> None:
    ILLS["keys"][0](healthy)
    healthy.contacts.untag("C1", "vip")
    steps = len(healthy.history.steps())
    mend(healthy.db, examine(healthy.db))
    assert len(healthy.history.steps()) == steps + 1
    summary = healthy.history.steps()[0].summary
    assert summary.startswith("mended: ")
    assert "tags that nothing carries (1)" in summary
    healthy.history.undo()
    assert found(healthy, "unused-tags") == ["vip"]
    assert len(found(healthy, "keys")) == 4


def test_a_word_that_the_index_has_wrong_is_found_by_going_deep(healthy: Crm) -> None:
    change(healthy, "UPDATE contact_fts SET title = 'charles' WHERE rowid = 1")
    assert found(healthy, "search") == []
    assert found(healthy, "search", deep=True) == ["C1"]
    mend(healthy.db, examine(healthy.db, ["search"], deep=True))
    assert found(healthy, "search", deep=True) == []
    assert healthy.contacts.ids("lovelace") == [1]


def test_an_index_that_contradicts_its_own_content_is_set_up_anew(healthy: Crm) -> None:
    change(healthy, "UPDATE contact_fts_content SET c0 = 'charles' WHERE id = 1")
    assert found(healthy, "search", deep=True) != []
    mend(healthy.db, examine(healthy.db, ["search"], deep=True))
    assert found(healthy, "search", deep=True) == []


def test_numbers_are_read_anew_when_the_region_was_set_later(crm: Crm) -> None:
    crm.contacts.add(name="Ada", phone="020 7946 0958")
    assert "crm config region" in examine(crm.db, ["phones"])[0].findings[0].command
    assert found(crm, "keys") == []
    settings.put(crm.db, "region", "GB")
    assert found(crm, "phones") == []
    assert found(crm, "keys") == ["C1"]
    mend(crm.db, examine(crm.db, ["keys"]))
    assert crm.contacts.id("+44 20 7946 0958") == 1
    settings.put(crm.db, "region", "DE")
    assert found(crm, "keys") == ["C1"]


def test_numbers_keep_their_country_where_the_region_is_not_known(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    crm.contacts.add(name="Ada", phone="020 7946 0958")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert found(crm, "keys", deep=True) == []
    assert found(crm, "phones") == []


def test_a_number_too_short_for_its_region_is_told_of(crm: Crm) -> None:
    settings.put(crm.db, "region", "GB")
    crm.contacts.add(name="Ada", phone="7946 09")
    assert "GB" in examine(crm.db, ["phones"])[0].findings[0].problem


def test_required_fields_are_looked_for_in_what_is_in_use(healthy: Crm) -> None:
    require(healthy.db, "deal", ["source"])
    require(healthy.db, "contact", ["birthday"])
    healthy.fields.add("task", "effort", type="number", required=True)
    healthy.deals.lose("D1", "price")
    (outcome,) = examine(healthy.db, ["required"])
    assert [row.ref for row in outcome.findings] == ["C1", "C2", "T1"]
    assert outcome.findings[0].command == "crm edit-contact C1 --set birthday=…"
    healthy.tasks.edit("T1", effort=0)
    assert found(healthy, "required") == ["C1", "C2"]


def test_pairs_that_somebody_told_apart_are_left_out(healthy: Crm) -> None:
    from tinycrm.store.duplicates import dismiss

    healthy.contacts.add(name="A. L.", email="ada@example.com")
    healthy.companies.add(name="Na vy")
    dismiss(healthy.db, "C1", "C3")
    dismiss(healthy.db, "O2", "O3")
    assert found(healthy, "duplicates") == found(healthy, "companies") == []


def test_a_couple_with_one_address_is_left_out(healthy: Crm) -> None:
    healthy.contacts.add(name="Juergen Gross", email="ada@example.com")
    assert found(healthy, "duplicates") == found(healthy, "duplicates", deep=True) == []
    healthy.contacts.add(name="Ada Lovelace", email="ada@example.com")
    assert found(healthy, "duplicates") == found(healthy, "duplicates", deep=True) == ["C1"]


def test_going_deep_finds_people_of_one_name_in_one_firm(healthy: Crm) -> None:
    healthy.contacts.add(name="Lovelace, Ada", company="Engines Ltd", phone="+1 201 555 0100")
    assert found(healthy, "duplicates") == []
    assert found(healthy, "duplicates", deep=True) == ["C1"]


def test_all_is_counted_and_the_first_are_described(crm: Crm) -> None:
    for number in range(7):
        crm.contacts.add(name=f"Silent {number}")
    (outcome,) = examine(crm.db, ["unreachable"], limit=2)
    assert (outcome.total, len(outcome.findings)) == (7, 2)


def test_a_command_quotes_what_it_repeats(healthy: Crm) -> None:
    change(healthy, "UPDATE contact_point SET value = '$(rm -rf ~)' WHERE kind = 'email'")
    healthy.contacts.tag("C1", "--help'", "--helps'")
    assert "--remove-email='$(rm -rf ~)'" in examine(healthy.db, ["emails"])[0].findings[0].command
    command = examine(healthy.db, ["tags"])[0].findings[0].command
    assert command.startswith("crm rename-tag -- '--helps'")


def test_a_file_with_somebody_elses_trigger_is_not_mended(healthy: Crm) -> None:
    ILLS["keys"][0](healthy)
    change(healthy, "CREATE TRIGGER spy AFTER UPDATE ON contact BEGIN DELETE FROM deal; END")
    outcomes = examine(healthy.db)
    assert not is_sound(outcomes)
    with pytest.raises(ConflictError, match="spy"):
        mend(healthy.db, outcomes)
    assert healthy.deals.count() == 1


def test_a_view_of_ones_own_is_told_of_and_does_not_hinder_mending(healthy: Crm) -> None:
    change(healthy, "CREATE VIEW mine AS SELECT 1")
    ILLS["keys"][0](healthy)
    fates = {outcome.check: outcome.mended for outcome in mend(healthy.db, examine(healthy.db))}
    assert fates == {"schema": False, "keys": True}


def test_damage_is_found_and_nothing_else_is_looked_at(crm: Crm, path: Path, clock: Clock) -> None:
    for number in range(300):
        crm.contacts.add(name=f"Silent {number}", about="x" * 200)
    root = crm.db.value("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'")
    size = crm.db.value("PRAGMA page_size")
    crm.db.connection.execute("PRAGMA query_only = OFF")
    crm.db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    crm.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size + 12)
        file.write(b"\xff" * 60)
    with Crm(str(path), clock=clock) as damaged:
        outcomes = examine(damaged.db)
        assert [outcome.check for outcome in outcomes] == ["damage"]
        assert "backup" in outcomes[0].findings[0].problem
        assert not is_sound(outcomes)


def test_a_hint_is_no_fault_of_the_file(healthy: Crm, clock: Clock) -> None:
    clock.now += timedelta(days=400)
    outcomes: list[Outcome] = examine(healthy.db)
    assert "stale" in {outcome.check for outcome in outcomes}
    assert is_sound(outcomes)


def test_an_unknown_check_is_refused_with_the_nearest(crm: Crm) -> None:
    with pytest.raises(UsageError) as refused:
        examine(crm.db, ["email"])
    assert "emails" in refused.value.remedy


def test_all_firms_of_one_name_are_listed_with_the_first_of_them(crm: Crm) -> None:
    for name in ("Acme GmbH", "ACME", "Acme GmbH & Co KG", "Other"):
        crm.companies.add(name=name)

    def commands() -> list[str | None]:
        (outcome,) = examine(crm.db, ["companies"])
        return [row.command for row in outcome.findings]

    assert commands() == ["crm merge O1 O2", "crm merge O1 O3"]
    dismiss(crm.db, "O1", "O3")
    assert commands() == ["crm merge O1 O2"]
