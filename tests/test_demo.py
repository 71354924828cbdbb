import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.demo.build import build

TODAY = date(2026, 6, 30)
TABLES = (
    "company", "contact", "contact_point", "address", "consent", "deal", "deal_contact",
    "deal_event", "activity", "activity_link", "task", "task_link", "tag", "record_tag",
    "custom_field",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(folder: Path, clock):
    """The sample business, built once for this module; each test looks at a copy."""
    built = folder / "demo.db"
    if not built.exists():
        with Crm(str(built), clock=clock) as crm:
            build(crm, TODAY)
    with Crm(str(built), clock=clock) as crm:
        yield crm


def records(crm: Crm) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for table in TABLES:
        columns = [
            name for (name,) in crm.db.rows("SELECT name FROM pragma_table_info(?)", (table,))
        ]
        listed = ", ".join(f'"{column}"' for column in columns if column != "uid")
        found[table] = crm.db.rows(f"SELECT {listed} FROM {table} ORDER BY id")
    return found


def test_the_same_day_gives_the_same_records(demo: Crm, crm: Crm):
    build(crm, TODAY)
    assert records(crm) == records(demo)


def test_another_day_gives_the_same_business_at_another_time(demo: Crm, path: Path, clock):
    clock.now += timedelta(days=3)
    with Crm(str(path), clock=clock) as later:
        build(later, TODAY + timedelta(days=3))
        assert [row.title for row in later.deals.find(limit=None)] == [
            row.title for row in demo.deals.find(limit=None)
        ]


def test_it_works_on_the_days_that_not_every_year_or_month_has(tmp_path: Path, clock):
    for day in (date(2028, 2, 29), date(2027, 12, 31)):
        clock.now = clock.now.replace(year=day.year, month=day.month, day=day.day)
        with Crm(str(tmp_path / f"{day}.db"), clock=clock) as crm:
            build(crm, day)
            assert any(item.words.startswith("tomorrow") for item in agenda(crm))


def agenda(crm: Crm) -> list:
    from tinycrm.store.agenda import today

    return today(crm.db, 100)


def count(crm: Crm, sql: str) -> int:
    return int(crm.db.value(f"SELECT count(*) FROM {sql}"))


def test_it_is_as_large_as_a_small_business(demo: Crm):
    assert count(demo, "contact") == 60
    assert count(demo, "company") == 25
    assert count(demo, "deal") == 40
    assert count(demo, "activity") == 300
    assert count(demo, "task") == 50


def test_deals_stand_in_every_stage_and_have_every_outcome(demo: Crm):
    assert count(demo, "(SELECT DISTINCT stage_id FROM deal WHERE status = 'open')") == 4
    assert count(demo, "deal WHERE status = 'won'") >= 10
    assert count(demo, "deal WHERE status = 'lost' AND lost_reason IS NOT NULL") >= 4
    kinds = {kind for (kind,) in demo.db.rows("SELECT DISTINCT kind FROM deal_event")}
    assert kinds == {"created", "moved", "won", "lost", "reopened", "amount"}
    assert count(demo, "deal WHERE status = 'open' AND expected_close_on < '2026-06-30'") >= 3


def test_deals_moved_in_the_past_and_in_order(demo: Crm):
    for deal in demo.deals.find("status:any", limit=None):
        times = [event.at for event in demo.deals.events(deal.ref)]
        assert times == sorted(times)
        assert times[0] < "2026-06-30" or deal.opened_at > "2026-06"
    months = count(demo, "(SELECT DISTINCT substr(at, 1, 7) FROM deal_event)")
    assert months >= 12


def test_amounts_are_in_many_currencies_with_their_own_minor_units(demo: Crm):
    held = dict(demo.db.rows("SELECT title, amount FROM deal WHERE currency IN ('JPY', 'KWD')"))
    assert held["煎茶パッケージ"] == 1_850_000
    assert held["هوية المعرض"] == 4_250_500
    assert count(demo, "(SELECT DISTINCT currency FROM deal)") >= 8


def test_the_agenda_has_every_kind_of_reason(demo: Crm):
    found = agenda(demo)
    assert {item.reason for item in found} == {"overdue", "due", "stale", "cadence", "birthday"}
    assert [item.title for item in found if item.words.startswith("tomorrow")] == ["Kofi Mensah"]


def test_tasks_are_overdue_due_planned_done_and_repeating(demo: Crm):
    for condition in (
        "done_at IS NOT NULL",
        "done_at IS NULL AND due_on < '2026-06-30'",
        "due_on = '2026-06-30'",
        "due_on > '2026-06-30'",
        "due_on IS NULL",
        "recurrence IS NOT NULL",
    ):
        assert count(demo, f"task WHERE {condition}") >= 2, condition


def test_nobody_real_can_be_reached(demo: Crm):
    hosts = {
        value.rpartition("@")[2]
        for (value,) in demo.db.rows("SELECT value FROM contact_point WHERE kind = 'email'")
    }
    assert all(
        re.fullmatch(r"[\w-]+\.example(\.org)?|example\.(com|net|org)", host) for host in hosts
    )
    reserved = (
        r"\+1[2-9]\d\d55501\d\d", r"\+44(20794[6]0\d{3}|1314960\d{3}|7700900\d{3})",
        r"\+49(4066969\d{3}|3023125\d{3}|17139200\d\d)", r"\+33(19900\d{4}|63998\d{4})",
        r"\+46(84650\d{4}|7017406\d\d)", r"\+61(25550\d{4}|491570\d{3})",
    )  # fmt: skip
    for (key,) in demo.db.rows("SELECT value_key FROM contact_point WHERE kind = 'phone'"):
        assert any(re.fullmatch(pattern, key) for pattern in reserved), key


def test_no_text_has_a_gap_left_in_it(demo: Crm):
    assert count(demo, "activity WHERE body LIKE '%{%' OR subject LIKE '%{%'") == 0


def test_the_history_has_one_large_step_and_some_small_ones_to_undo(demo: Crm, crm: Crm):
    steps = demo.history.steps()
    assert steps[-2].summary == "filled the file with a sample business"
    assert len(steps) == 7
    build(crm, TODAY)
    for _ in range(6):
        crm.history.undo()
    assert [records(crm)[table] for table in TABLES] == [[]] * len(TABLES)
