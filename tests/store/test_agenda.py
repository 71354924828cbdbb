"""Today: what wants attention, in which order, in which words, and how little is read for it."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from tinycrm.crm import Crm
from tinycrm.store.agenda import anniversaries, today


def items(crm: Crm, reason: str = "") -> list[tuple[str, str, str]]:
    return [
        (item.reason, item.ref, item.words) for item in crm.today() if reason in ("", item.reason)
    ]


def quiet_deal(crm: Crm, clock, title: str, stage: str, days: int) -> int:
    """An open deal that was last touched so many days ago."""
    now = clock.now
    clock.now = now - timedelta(days=days)
    id = crm.deals.add(title=title, stage=stage)
    clock.now = now
    return id


def test_an_empty_file_wants_nothing(crm: Crm) -> None:
    assert crm.today() == []


def test_the_most_urgent_comes_first(crm: Crm, clock) -> None:
    crm.contacts.add(name="Mei Tan", birthday="1986-07-01")
    crm.contacts.add(name="Søren Holm", company="Holm & Co", cadence=30, created_at="2026-01-01")
    crm.activities.log("call", "C2", at="2026-05-20")
    quiet_deal(crm, clock, "Website", "Proposal", 16)
    crm.tasks.add(title="Send the offer", due="today", for_="C1")
    crm.tasks.add(title="Ring Søren", due="today 10:00", for_="C2", priority="low")
    crm.tasks.add(title="Ring Ada", due="2d ago", priority="high")
    assert items(crm) == [
        ("overdue", "T3", "2 d over"),
        ("due", "T2", "today 10:00"),
        ("due", "T1", "today"),
        ("stale", "D1", "16 d quiet, Proposal allows 10"),
        ("cadence", "C2", "every 30 d, last spoke 41 d ago"),
        ("birthday", "C1", "tomorrow, turns 40"),
    ]
    assert crm.today()[1] == (
        "due", "today 10:00", "T2", "Ring Søren", "Søren Holm", "2026-06-30", "low", "crm done T2",
    )  # fmt: skip
    assert [(item.who, item.command) for item in crm.today()[3:]] == [
        ("", "crm log call D1"),
        ("Holm & Co", "crm log call C2"),
        ("", "crm show-contact C1"),
    ]


def test_the_limit_keeps_the_most_urgent(crm: Crm) -> None:
    for days in range(1, 6):
        crm.tasks.add(title=f"{days} late", due=f"{days}d ago")
    crm.tasks.add(title="now", due="today")
    assert [item.title for item in crm.today(limit=3)] == ["5 late", "4 late", "3 late"]
    assert crm.today(limit=0) == []


def test_done_later_and_hidden_tasks_are_left_out(crm: Crm) -> None:
    for title in ("done", "archived", "deleted", "tomorrow", "undated"):
        crm.tasks.add(title=title, due={"tomorrow": "+1d", "undated": ""}.get(title, "today"))
    crm.tasks.done("T1")
    crm.tasks.archive("T2")
    crm.tasks.delete("T3")
    assert crm.today() == []


def test_a_deal_is_stale_after_more_days_than_its_stage_allows(crm: Crm, clock) -> None:
    quiet_deal(crm, clock, "Just in time", "Proposal", 10)
    assert items(crm) == []
    clock.now += timedelta(days=1)
    assert items(crm) == [("stale", "D1", "11 d quiet, Proposal allows 10")]
    crm.activities.note("D1", "they ask for time")
    assert items(crm) == []


def test_the_deal_furthest_beyond_comes_first(crm: Crm, clock) -> None:
    quiet_deal(crm, clock, "A", "Lead", 20)
    quiet_deal(crm, clock, "B", "Negotiation", 15)
    quiet_deal(crm, clock, "C", "Proposal", 30)
    assert [ref for _, ref, _ in items(crm)] == ["D3", "D2", "D1"]


def test_a_planned_next_step_keeps_a_deal_from_being_stale(crm: Crm, clock) -> None:
    quiet_deal(crm, clock, "Website", "Proposal", 16)
    crm.tasks.add(title="Send the offer", due="tomorrow", for_="D1")
    assert items(crm, "stale") == []
    crm.tasks.edit("T1", due="yesterday")
    assert items(crm, "stale") == [("stale", "D1", "16 d quiet, Proposal allows 10")]
    crm.tasks.edit("T1", due="tomorrow")
    crm.tasks.done("T1")
    assert len(items(crm, "stale")) == 1


def test_closed_and_hidden_deals_are_not_stale(crm: Crm, clock) -> None:
    for title in ("won", "archived"):
        quiet_deal(crm, clock, title, "Proposal", 16)
    crm.deals.win("D1")
    crm.deals.archive("D2")
    assert items(crm) == []


def test_people_come_up_when_their_cadence_has_run_out(crm: Crm, clock) -> None:
    clock.now -= timedelta(days=30)
    for name in ("Ada", "Bo", "Cy"):
        crm.contacts.add(name=name, cadence=30)
    crm.contacts.add(name="Di", cadence=31)
    clock.now += timedelta(days=30)
    crm.contacts.archive("C2")
    crm.activities.log("call", "C3", at="5d ago")
    assert items(crm) == [("cadence", "C1", "every 30 d, never spoken")]


def test_birthdays_of_the_coming_week_are_shown(crm: Crm) -> None:
    for birthday in ("--06-30", "1990-07-07", "--07-08", "2026-06-30", "--07-03"):
        crm.contacts.add(name=birthday.replace("--", "on "), birthday=birthday)
    assert items(crm) == [
        ("birthday", "C1", "today"),
        ("birthday", "C4", "today"),
        ("birthday", "C5", "in 3 d"),
        ("birthday", "C2", "in 7 d, turns 36"),
    ]


def test_a_merged_person_does_not_come_up(crm: Crm, clock) -> None:
    crm.contacts.add(name="Ada Lovelace", cadence=1, birthday="--06-30", created_at="2026-01-01")
    crm.contacts.add(name="A. Lovelace", cadence=1, birthday="--06-30", created_at="2026-01-01")
    crm.contacts.merge("C1", "C2")
    assert {item.ref for item in crm.today()} == {"C1"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2027-02-28", ["02-28"]),
        ("2027-03-01", ["03-01", "02-29"]),
        ("2028-02-29", ["02-29"]),
        ("2028-03-01", ["03-01"]),
    ],
)
def test_the_29th_of_february_moves_to_march_in_common_years(on: str, expected: list[str]) -> None:
    assert anniversaries(date.fromisoformat(on)) == expected


def test_somebody_born_on_a_leap_day_is_found(crm: Crm, clock) -> None:
    crm.contacts.add(name="Leap", birthday="1988-02-29")
    clock.now = datetime(2027, 2, 27, 9, tzinfo=UTC)
    assert items(crm) == [("birthday", "C1", "in 2 d, turns 39")]


def test_no_table_that_can_be_large_is_read_as_a_whole(crm: Crm) -> None:
    crm.contacts.add(name="Ada", birthday="--06-30", cadence=1, created_at="2026-01-01")
    crm.tasks.add(title="Ring Ada", due="today", for_="C1")
    statements: list[str] = []
    crm.db.connection.set_trace_callback(statements.append)
    assert len(today(crm.db)) == 3
    crm.db.connection.set_trace_callback(None)
    assert len(statements) >= 10
    for statement in statements:
        for *_, step in crm.db.rows(f"EXPLAIN QUERY PLAN {statement}"):
            assert not step.startswith("SCAN") or step == "SCAN stage" or "USING" in step, step


def test_days_are_those_of_the_local_zone(crm: Crm, clock, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3")
    time.tzset()
    try:
        clock.now = datetime(2026, 6, 29, 12, 30, tzinfo=UTC)  # half past midnight on the 30th
        crm.tasks.add(title="Ring Ada", due="today")
        assert crm.today()[0].on == "2026-06-30"
        quiet_deal(crm, clock, "Website", "Proposal", 11)
        assert items(crm, "stale") == [("stale", "D1", "11 d quiet, Proposal allows 10")]
    finally:
        monkeypatch.undo()
        time.tzset()
