"""The figures of the month, against worked examples of a weighted forecast and of closed deals."""

from datetime import date

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import InvalidError
from tinycrm.reports.month import change, month
from tinycrm.store import settings
from tinycrm.store.deal_sums import WON


@pytest.fixture
def deals(crm: Crm, clock) -> Crm:
    """Seven open deals, four won and two lost ones, all in euros."""
    settings.put(crm.db, "currency", "EUR")
    for title, amount, stage, own, close in (
        ("Website redesign", "4000.00", "Qualified", None, "2026-07-15"),
        ("SEO retainer", "12000.00", "Proposal", None, "2026-07-31"),
        ("Logo", "950.00", "Negotiation", None, "2026-07-05"),
        ("App MVP", "28500.00", "Lead", None, "2026-09-30"),
        ("Hosting", "1200.50", "Proposal", 80, "2026-08-10"),
        ("Audit", None, "Qualified", None, "2026-07-20"),
        ("Relaunch", "3000.00", "Proposal", None, "2026-05-31"),
    ):
        crm.deals.add(
            title=title, amount=amount, stage=stage, probability=own, expected_close_on=close
        )
    for title, amount, closed in (
        ("W1", 5000, "2026-04-02"),
        ("W2", 8000, "2026-04-20"),
        ("W3", 2600, "2026-05-21"),
        ("W4", 14400, "2026-06-14"),
    ):
        won = crm.deals.add(title=title, amount=str(amount), opened_at="2026-01-15")
        crm.deals.win(won, at=closed)
    for title, amount, closed in (("L1", 6000, "2026-04-10"), ("L2", 19000, "2026-05-31")):
        lost = crm.deals.add(title=title, amount=str(amount), opened_at="2026-02-20")
        crm.deals.lose(lost, reason="price", at=closed)
    return crm


def test_open_deals_are_weighted_by_their_own_or_their_stages_probability(deals: Crm) -> None:
    (euros,) = month(deals.db, date(2026, 6, 30))
    assert (euros.open, euros.open_deals, euros.forecast) == (4965050, 7, 1302290)
    assert (euros.likely, euros.overdue, euros.undated) == (0, 150000, 0)


def test_likely_is_what_is_expected_to_close_until_the_end_of_the_month(deals: Crm) -> None:
    (july,) = month(deals.db, date(2026, 7, 1))
    assert (july.likely, july.overdue) == (771250, 150000)
    (later,) = month(deals.db, date(2026, 7, 6))
    assert (later.likely, later.overdue) == (700000, 150000 + 71250)
    deals.deals.edit("D1", expected_close_on="")
    assert month(deals.db, date(2026, 7, 1))[0].undated == 100000


def test_what_was_won_is_compared_with_the_same_days_of_the_month_before(deals: Crm) -> None:
    (whole,) = month(deals.db, date(2026, 6, 30))
    assert (whole.won, whole.won_deals, whole.before, whole.change) == (1440000, 1, 260000, 454)
    (early,) = month(deals.db, date(2026, 6, 20))
    assert (early.won, early.before, early.change) == (1440000, 0, None)
    (may,) = month(deals.db, date(2026, 5, 21))
    assert (may.won, may.before, may.change) == (260000, 1300000, -80)
    (march,) = month(deals.db, date(2026, 3, 1))
    assert (march.won, march.won_deals, march.change) == (0, 0, None)


def test_weeks_begin_on_monday_and_this_one_comes_last(deals: Crm) -> None:
    (euros,) = month(deals.db, date(2026, 6, 14))
    assert euros.weeks == (800000, 0, 0, 0, 260000, 0, 0, 1440000)
    (next_day,) = month(deals.db, date(2026, 6, 15))
    assert next_day.weeks == (0, 0, 0, 260000, 0, 0, 1440000, 0)


def test_each_currency_stands_by_itself_the_files_own_first(deals: Crm) -> None:
    deals.deals.add(title="Dollars", amount="100 USD", stage="Proposal")
    deals.deals.win(deals.deals.add(title="Francs", amount="10 CHF"))
    found = {each.currency: each for each in month(deals.db)}
    assert list(found) == ["EUR", "CHF", "USD"]
    assert (found["USD"].open, found["USD"].forecast, found["USD"].won) == (10000, 5000, 0)
    assert (found["CHF"].open_deals, found["CHF"].won) == (0, 1000)
    assert found["EUR"].open == 4965050


def test_an_empty_file_has_figures_too(crm: Crm) -> None:
    settings.put(crm.db, "currency", "JPY")
    (yen,) = month(crm.db)
    assert yen.currency == "JPY"
    assert not any((yen.won, yen.before, yen.open, yen.forecast, yen.goal, *yen.weeks))


def test_archived_and_deleted_deals_do_not_count(deals: Crm) -> None:
    deals.deals.archive("D2")
    deals.deals.delete("D11")
    (euros,) = month(deals.db, date(2026, 6, 30))
    assert (euros.open, euros.won) == (3765050, 0)


def test_a_goal_is_reached_in_percent(deals: Crm) -> None:
    settings.put(deals.db, "goal.month", "17.465 EUR")
    (euros,) = month(deals.db, date(2026, 6, 30))
    assert (euros.goal, euros.reached) == (1746500, 82)
    settings.put(deals.db, "goal.month", "14,400.01")
    assert month(deals.db, date(2026, 6, 30))[0].reached == 99
    settings.put(deals.db, "goal.month", "1k USD")
    euros, dollars = month(deals.db, date(2026, 6, 30))
    assert (euros.goal, dollars.goal, dollars.reached) == (None, 100000, 0)
    settings.put(deals.db, "goal.month", "")
    assert month(deals.db)[0].goal is None


@pytest.mark.parametrize("goal", ["0", "-5", "much", "1 EUR USD"])
def test_what_is_no_goal_is_refused(crm: Crm, goal: str) -> None:
    with pytest.raises(InvalidError):
        settings.put(crm.db, "goal.month", goal)


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [(118, 100, 18), (0, 100, -100), (1005, 1000, 1), (995, 1000, 0), (5, 0, None), (5, -5, None)],
)
def test_a_change_is_told_to_the_nearest_percent(now: int, before: int, percent: int) -> None:
    assert change(now, before) == percent


def test_what_was_won_is_read_from_its_index_alone(crm: Crm) -> None:
    plan = crm.db.rows(f"EXPLAIN QUERY PLAN {WON}", ("2026-06-01", "2026-07-01"))
    assert "USING INDEX ix_deal_closed_at (closed_at>? AND closed_at<?)" in plan[0][3]
