"""The figures of the month, in each currency: what was won, and what is still to be decided."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from datetime import date, timedelta
from typing import NamedTuple

from tinycrm.domain.date_words import first_of, last_of, shift
from tinycrm.store.database import Database
from tinycrm.store.deal_sums import Forecast, Won, forecast, won_between
from tinycrm.store.settings import currency, month_goal

WEEKS = 8


class MonthFigures(NamedTuple):
    """A month up to today in one currency; amounts are in minor units.

    - `won` in `won_deals` deals since the month began; `before` is what had been won in the month
      before up to the same day (all of that month, on a month's last day), and `change` how much
      more that is now, in percent of it: None where nothing had been won.
    - `weeks`: what was won in each of the last weeks (Monday to Sunday), this one last.
    - `open` in `open_deals` deals is to be decided; `forecast` is its weighted sum, that is
      Σ (deal value × stage close probability) across all open opportunities
      (imboard.ai/kpis/weighted-forecast). Of that, `likely` is expected to close from today to
      the end of the month, `overdue` should have closed before today, `undated` has no date.
    - `goal` is what the owner wants to win in a month, None where none is set in this currency;
      `reached` is `won` in whole percent of it, rounded down.
    """

    currency: str
    won: int
    won_deals: int
    before: int
    change: int | None
    weeks: tuple[int, ...]
    open: int
    open_deals: int
    forecast: int
    likely: int
    overdue: int
    undated: int
    goal: int | None
    reached: int | None


def month(db: Database, today: date | None = None) -> list[MonthFigures]:
    """The figures of the month that holds `today` (the present day unless given).

    One for each currency with open deals or with deals won in this month or in the weeks shown:
    the file's own currency first, and always there, then the others by their codes. Archived and
    deleted deals do not count, nor do deals without an amount add anything.
    """
    today = today or db.today()
    first = first_of("month", today)
    won = won_between(db, first, last_of("month", today) + timedelta(1))
    before = won_between(db, shift(first, -1, "month"), same_day_before(today))
    weeks = won_by_week(db, today)
    open_deals = forecast(db, today, last_of("month", today))
    goal = month_goal(db)
    own = currency(db)
    codes = {*won, *open_deals, *(code for week in weeks for code in week)}
    codes |= {goal.currency} if goal else set()
    return [
        figures(
            code,
            won.get(code, Won()),
            before.get(code, Won()).amount,
            tuple(week.get(code, Won()).amount for week in weeks),
            open_deals.get(code, Forecast()),
            goal.minor if goal and goal.currency == code else None,
        )
        for code in [own, *sorted(codes - {own})]
    ]


def figures(
    code: str,
    won: Won,
    before: int,
    weeks: tuple[int, ...],
    still: Forecast,
    goal: int | None,
) -> MonthFigures:
    """What there is to say of one currency; `still` is what is to be decided."""
    return MonthFigures(
        currency=code,
        won=won.amount,
        won_deals=won.deals,
        before=before,
        change=change(won.amount, before),
        weeks=weeks,
        open=still.amount,
        open_deals=still.deals,
        forecast=still.weighted,
        likely=still.likely,
        overdue=still.overdue,
        undated=still.undated,
        goal=goal,
        reached=None if goal is None else max(0, won.amount) * 100 // goal,
    )


def change(now: int, before: int) -> int | None:
    """By how many percent `now` is more than `before`, to the nearest; None of nothing or less."""
    if before <= 0:
        return None
    return (200 * (now - before) + before) // (2 * before)


def same_day_before(today: date) -> date:
    """The end, not included, of the stretch of last month that is compared with this month's."""
    if today == last_of("month", today):
        return first_of("month", today)
    return shift(today, -1, "month") + timedelta(1)


def won_by_week(db: Database, today: date) -> list[dict[str, Won]]:
    """What was won in each of the last weeks, the oldest first, this one last."""
    monday = first_of("week", today)
    starts = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return [won_between(db, start, start + timedelta(weeks=1)) for start in starts]
