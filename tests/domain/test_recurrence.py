from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from tinycrm.domain.recurrence import anchor, describe_recurrence, next_due, parse_recurrence
from tinycrm.domain.rrule import occurrences, split_rule
from tinycrm.errors import InvalidError

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("daily", "FREQ=DAILY"),
        ("Weekly", "FREQ=WEEKLY"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2"),
        ("monthly", "FREQ=MONTHLY"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("yearly", "FREQ=YEARLY"),
        ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every day", "FREQ=DAILY"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("2w", "FREQ=WEEKLY;INTERVAL=2"),
        ("every 3 months", "FREQ=MONTHLY;INTERVAL=3"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("Mondays", "FREQ=WEEKLY;BYDAY=MO"),
        ("every thu,mon", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("every 2 weeks on Mon and Thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("every month on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("last day of month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("last-day-of-the-month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=WEEKLY;BYDAY=TH,MO,MO;INTERVAL=1", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("RRULE:freq=monthly;byday=-1fr", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=DAILY;UNTIL=20261231T225959Z", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=WEEKLY;WKST=SU;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"),
        ("FREQ=WEEKLY;WKST=MO;COUNT=3", "FREQ=WEEKLY;COUNT=3"),
    ],
)
def test_a_recurrence_is_read_into_its_normal_form(text: str, rule: str) -> None:
    assert parse_recurrence(text) == rule
    assert parse_recurrence(rule) == rule


@pytest.mark.parametrize(
    "text",
    [
        *["", "every", "sometimes", "every blue moon", "hourly", "every 0 days", "every 11 years"],
        *["2", "every 99999999999 weeks", "every -2 weeks", "every month on the 32nd", "x" * 999],
        *["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=WEEKLY;INTERVAL=9999", "FREQ=WEEKLY;COUNT=0"],
        *["FREQ=WEEKLY;COUNT=2;UNTIL=20260101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
        *[
            "FREQ=WEEKLY;FREQ=DAILY",
            "INTERVAL=2",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=MONTHLY;BYDAY=6MO",
        ],
        *["FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=20260231", "=", "FREQ="],
        *["FREQ=YEARLY;BYEASTER=0", "FREQ=WEEKLY;X\x1b=1", "FREQ=MONTHLY;BYSETPOS=1"],
    ],
)
def test_what_is_no_recurrence_is_refused(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        parse_recurrence(text)
    assert caught.value.remedy
    assert caught.value.message.isprintable()


@given(st.one_of(st.text(max_size=40), st.text("FREQ=WEKLYMONTHDAIUBPS;0123,-", max_size=40)))
def test_any_text_is_a_recurrence_or_refused(text: str) -> None:
    try:
        rule = parse_recurrence(text)
    except InvalidError:
        return
    assert parse_recurrence(rule) == rule
    assert describe_recurrence(rule)


def series(rule: str, due: date, length: int) -> list[str]:
    """The due dates of a task that is done each time on its day."""
    rule = anchor(rule, due)
    days = []
    for _ in range(length):
        following = next_due(rule, due, due)
        if following is None:
            break
        # Tying the rule to each new due date must not lose the day.
        due, rule = following, anchor(rule, following)
        days.append(due.isoformat())
    return days


def test_a_task_due_on_the_31st_comes_back_to_it() -> None:
    assert series("FREQ=MONTHLY", date(2026, 1, 31), 4) == [
        *["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    ]


def test_a_task_due_on_the_30th_stays_there_except_in_february() -> None:
    assert series("FREQ=MONTHLY", date(2027, 12, 30), 3) == [
        *["2028-01-30", "2028-02-29", "2028-03-30"]
    ]


def test_a_quarterly_task_keeps_the_month_end() -> None:
    assert series("FREQ=MONTHLY;INTERVAL=3", date(2026, 8, 31), 3) == [
        *["2026-11-30", "2027-02-28", "2027-05-31"]
    ]


def test_a_yearly_task_on_29_february_comes_back_in_leap_years() -> None:
    assert series("FREQ=YEARLY", date(2024, 2, 29), 5) == [
        *["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]
    ]


def test_a_remembered_day_follows_a_due_date_that_was_moved() -> None:
    rule = anchor("FREQ=MONTHLY", date(2026, 1, 31))
    assert anchor(rule, date(2026, 2, 28)) == rule
    assert anchor(rule, date(2026, 2, 10)) == "FREQ=MONTHLY"
    yearly = anchor("FREQ=YEARLY", date(2024, 2, 29))
    assert anchor(yearly, date(2025, 3, 1)) == "FREQ=YEARLY"


def test_a_rule_that_names_its_days_is_left_alone() -> None:
    for rule in (
        *["FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY", "FREQ=DAILY"],
        "FREQ=YEARLY;BYMONTHDAY=28,29;BYSETPOS=-1",
    ):
        assert anchor(rule, date(2026, 1, 31)) == rule


def test_a_count_runs_out_although_the_due_date_moves_on() -> None:
    assert series("FREQ=WEEKLY;COUNT=3", date(2026, 3, 2), 9) == ["2026-03-09", "2026-03-16"]
    assert series("FREQ=MONTHLY;COUNT=3", date(2026, 1, 31), 9) == ["2026-02-28", "2026-03-31"]
    assert series("FREQ=WEEKLY;COUNT=1", date(2026, 3, 2), 9) == []


def test_an_end_date_is_the_last_day() -> None:
    assert series("FREQ=WEEKLY;UNTIL=20260316", date(2026, 3, 2), 9) == ["2026-03-09", "2026-03-16"]


def test_a_task_done_early_does_not_come_twice() -> None:
    assert next_due("FREQ=WEEKLY", date(2026, 3, 6), date(2026, 3, 2)) == date(2026, 3, 13)


def test_a_task_done_late_keeps_its_rhythm() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2"
    assert next_due(rule, date(2026, 3, 6), date(2026, 3, 21)) == date(2026, 4, 3)


def test_a_task_thirty_years_overdue_comes_next_week() -> None:
    assert next_due("FREQ=WEEKLY", date(1996, 1, 1), date(2026, 1, 1)) == date(2026, 1, 5)
    assert next_due("FREQ=DAILY", date(1, 1, 1), date(2026, 1, 1)) == date(2026, 1, 2)


def test_a_week_that_begins_on_sunday_is_honoured() -> None:
    monday_first = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU"
    assert next_due(monday_first, date(2026, 3, 2), date(2026, 3, 2)) == date(2026, 3, 8)
    sunday_first = f"{monday_first};WKST=SU"
    assert next_due(sunday_first, date(2026, 3, 2), date(2026, 3, 2)) == date(2026, 3, 15)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=20",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_never_matches_ends(rule: str) -> None:
    assert next_due(rule, date(2027, 3, 1), date(2027, 3, 1)) is None


def test_the_end_of_the_calendar_ends_a_series() -> None:
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"):
        assert next_due(rule, date.max, date.max) is None


MONTH_DAYS = ["1", "13", "28", "29", "30", "31", "-1", "-30"]


def some(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    rule = f"FREQ={frequency};INTERVAL={draw(st.integers(1, 5))}"
    weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
    if frequency in ("MONTHLY", "YEARLY"):
        # One kind in a rule: dateutil asks for both where the RFC joins "MO" and "1TU".
        ordinals = draw(st.sampled_from([[""], ["1", "2", "-1"]]))
        weekday = st.tuples(st.sampled_from(ordinals), weekday).map("".join)
    if draw(st.booleans()):
        rule += f";BYDAY={draw(some(weekday))}"
    if draw(st.integers(0, 3)) == 0:
        rule += f";BYMONTH={draw(some(st.integers(1, 12).map(str)))}"
    if frequency != "WEEKLY" and draw(st.booleans()):
        rule += f";BYMONTHDAY={draw(some(st.sampled_from(MONTH_DAYS)))}"
    if frequency in ("MONTHLY", "YEARLY") and "BY" in rule and draw(st.booleans()):
        rule += f";BYSETPOS={draw(some(st.sampled_from(['1', '2', '-1'])))}"
    if draw(st.integers(0, 3)) == 0:
        rule += f";WKST={draw(st.sampled_from(['SU', 'TH']))}"
    return rule


@given(rules(), DAYS, st.integers(0, 2000))
def test_a_series_is_the_one_that_dateutil_computes(rule: str, start: date, later: int) -> None:
    try:
        parts = split_rule(parse_recurrence(rule))
    except InvalidError:  # 30 February and the like
        return
    after = start + timedelta(days=later)
    ours = list(islice((day for day in occurrences(parts, start, after) if day >= after), 20))
    # dateutil searches up to the year 9999 for what comes rarely or never.
    assume(len(ours) == 20 and ours[-1].year < after.year + 25)
    begin, since = (datetime.combine(day, datetime.min.time()) for day in (start, after))
    theirs = rrulestr(rule, dtstart=begin).xafter(since, count=20, inc=True)
    assert ours == [moment.date() for moment in theirs]


@given(rules(), DAYS, st.integers(-400, 4000))
def test_the_next_due_date_lies_after_both_days(rule: str, due: date, later: int) -> None:
    try:
        rule = anchor(parse_recurrence(rule), due)
    except InvalidError:
        return
    done = due + timedelta(days=later)
    following = next_due(rule, due, done)
    assert following is None or following > max(due, done)
    assert anchor(rule, due) == rule


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Mon and Thu"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on day 1 and day 15"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the 2nd Tue"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "every month on day 31 or the last",
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "every month on Mon and Tue (the last of these)"),
        ("FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=1", "every year on day 1 in Mar and Jun"),
        ("FREQ=WEEKLY;COUNT=3", "every week, 3 times"),
        ("FREQ=WEEKLY;UNTIL=20261231", "every week, until 2026-12-31"),
    ],
)
def test_a_rule_is_described_in_words(rule: str, words: str) -> None:
    assert describe_recurrence(rule) == words
