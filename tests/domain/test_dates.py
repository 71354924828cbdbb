from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.dates import (
    Moment,
    birthday_in_words,
    day_in_words,
    describe_day,
    describe_due,
    parse_birthday,
    parse_date,
    parse_days,
    parse_minutes,
    parse_moment,
    parse_range,
)
from tinycrm.domain.instants import instant_text, parse_instant
from tinycrm.errors import InvalidError

TODAY = date(2026, 3, 25)  # a Wednesday
NOW = datetime(2026, 3, 25, 10, 0)

# Pieces of the grammar, so that random texts reach deep into it.
WORDS = st.sampled_from(
    [
        *["in", "ago", "next", "last", "this", "start", "end", "of", "week", "month", "fri", "mar"],
        *["27", "31", "29", "feb", "0", "2026", "9999", "-9", "+3", "d", "2w", "99999999999"],
        *["eom", "eow", "at", "9am", "25:00", "15:30", ".", "/", "-", "27.3.", "T", "q1", "h"],
        *["min", "a", "on"],
    ]
)
TEXTS = st.one_of(st.text(max_size=70), st.lists(WORDS, max_size=5).map(" ".join))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-27", "2026-03-27"),
        ("2026/03/27", "2026-03-27"),
        ("today", "2026-03-25"),
        ("Tomorrow", "2026-03-26"),
        ("yesterday", "2026-03-24"),
        ("fri", "2026-03-27"),
        ("FRIDAY", "2026-03-27"),
        ("on friday", "2026-03-27"),
        ("wed", "2026-04-01"),
        ("mon", "2026-03-30"),
        ("next fri", "2026-04-03"),
        ("next mon", "2026-03-30"),
        ("last fri", "2026-03-20"),
        ("last mon", "2026-03-23"),
        ("this mon", "2026-03-23"),
        ("this fri", "2026-03-27"),
        ("+3d", "2026-03-28"),
        ("-2w", "2026-03-11"),
        ("−2w", "2026-03-11"),
        ("3d", "2026-03-28"),
        ("in 2 weeks", "2026-04-08"),
        ("in two weeks", "2026-04-08"),
        ("2 weeks ago", "2026-03-11"),
        ("in a month", "2026-04-25"),
        ("next week", "2026-03-30"),
        ("next-week", "2026-03-30"),
        ("NEXT_WEEK", "2026-03-30"),
        ("next month", "2026-04-01"),
        ("last month", "2026-02-01"),
        ("next quarter", "2026-04-01"),
        ("last year", "2025-01-01"),
        ("sow", "2026-03-23"),
        ("eow", "2026-03-29"),
        ("eoww", "2026-03-27"),
        ("som", "2026-03-01"),
        ("eom", "2026-03-31"),
        ("soq", "2026-01-01"),
        ("eoq", "2026-03-31"),
        ("soy", "2026-01-01"),
        ("eoy", "2026-12-31"),
        ("end of month", "2026-03-31"),
        ("end of the next month", "2026-04-30"),
        ("start of year", "2026-01-01"),
        ("27 mar", "2026-03-27"),
        ("25 mar", "2026-03-25"),
        ("24 mar", "2027-03-24"),
        ("mar 27", "2026-03-27"),
        ("27th of March", "2026-03-27"),
        ("27 March 2026", "2026-03-27"),
        ("march 27, 2026", "2026-03-27"),
        ("29 feb", "2028-02-29"),
        ("27.3.2026", "2026-03-27"),
        ("27.03.2026", "2026-03-27"),
        ("3.4.2026", "2026-04-03"),
        ("27.3.", "2026-03-27"),
        ("27/03/2026", "2026-03-27"),
        ("03/27/2026", "2026-03-27"),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: str) -> None:
    assert parse_date(text, TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-03-20"),
        ("wed", "2026-03-18"),
        ("25 mar", "2026-03-25"),
        ("27 mar", "2025-03-27"),
        ("29 feb", "2024-02-29"),
        ("3d", "2026-03-22"),
        ("+3d", "2026-03-28"),
        ("in 3 days", "2026-03-28"),
    ],
)
def test_what_has_happened_looks_back(text: str, day: str) -> None:
    assert parse_date(text, TODAY, prefer="past").isoformat() == day


def test_next_friday_on_a_saturday_is_the_coming_one() -> None:
    assert parse_date("next fri", date(2026, 3, 28)) == date(2026, 4, 3)
    assert parse_date("fri", date(2026, 3, 28)) == date(2026, 4, 3)


def test_a_month_added_to_the_31st_ends_on_the_last_day() -> None:
    assert parse_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_date("+1m", date(2028, 1, 31)) == date(2028, 2, 29)
    assert parse_date("+1y", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "31 feb",
        "2026-02-29",
        "0000-01-01",
        "10000-01-01",
        "32.1.2026",
        "1.13.2026",
        "03/04/2026",
        "27.3.26",
        "12-01",
        "-2w ago",
        "in -2 weeks",
        "1.5w",
        "mid month",
        "next",
        "+99999999999d",
        "9" * 59 + "d",
        "x" * 5000,
        "fri\x1b[31m",
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        parse_date(text, TODAY)
    assert "2026-03-27" in caught.value.remedy
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 120


def test_a_mistyped_word_is_answered_with_a_suggestion() -> None:
    with pytest.raises(InvalidError) as caught:
        parse_date("next firday", TODAY)
    assert 'Did you mean "next friday"?' in caught.value.remedy


@pytest.mark.parametrize("text", ["tomorrow", "eow", "+1d", "in 1 year", "mon", "27 mar"])
def test_the_end_of_the_calendar_is_an_error_and_not_a_crash(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_date(text, date.max)


@given(TEXTS, st.dates(), st.sampled_from(["past", "future"]))
def test_any_text_is_a_date_or_refused(text: str, today: date, prefer: str) -> None:
    now = datetime.combine(today, time(23, 59))
    for parse in (
        lambda: parse_date(text, today, prefer=prefer),
        lambda: parse_moment(text, now, prefer=prefer),
        lambda: parse_range(text, today),
        lambda: parse_days(text),
        lambda: parse_minutes(text),
        lambda: parse_birthday(text),
        lambda: parse_instant(text),
    ):
        with suppress(InvalidError):
            parse()


@given(st.dates(), st.dates())
def test_a_date_is_read_back_from_its_iso_form(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_nearest_one_on_its_side_of_today(today: date, weekday: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    coming, gone = parse_date(name, today), parse_date(name, today, prefer="past")
    assert coming.weekday() == gone.weekday() == weekday
    assert 1 <= (coming - today).days <= 7
    assert 1 <= (today - gone).days <= 7
    assert parse_date(f"next {name}", today) - parse_date(f"this {name}", today) == timedelta(7)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("now", "2026-03-25", "10:00"),
        ("tomorrow", "2026-03-26", None),
        ("tomorrow 15:30", "2026-03-26", "15:30"),
        ("tomorrow, noon", "2026-03-26", "12:00"),
        ("fri 9am", "2026-03-27", "09:00"),
        ("fri 9:30 PM", "2026-03-27", "21:30"),
        ("fri at 9", "2026-03-27", "09:00"),
        ("9am tomorrow", "2026-03-26", "09:00"),
        ("2026-03-27T15:30", "2026-03-27", "15:30"),
        ("2026-03-27 15:30", "2026-03-27", "15:30"),
        ("2026-03-27T15:30:00.000", "2026-03-27", "15:30"),
        ("27 mar 2026", "2026-03-27", None),
        ("mar 27 12am", "2026-03-27", "00:00"),
        ("12pm", "2026-03-25", "12:00"),
        ("15:30", "2026-03-25", "15:30"),
        ("noon", "2026-03-25", "12:00"),
        ("midnight", "2026-03-25", "00:00"),
        ("2h ago", "2026-03-25", "08:00"),
        ("an hour ago", "2026-03-25", "09:00"),
        ("11h ago", "2026-03-24", "23:00"),
        ("in 90 min", "2026-03-25", "11:30"),
        ("+1h30", "2026-03-25", "11:30"),
        ("in 3m", "2026-06-25", None),
    ],
)
def test_a_moment_is_a_day_with_or_without_a_time(text: str, day: str, clock: str | None) -> None:
    expected = Moment(date.fromisoformat(day), None if clock is None else time.fromisoformat(clock))
    assert parse_moment(text, NOW) == expected


def test_a_bare_duration_in_the_past_is_ago() -> None:
    assert parse_moment("2h", NOW, prefer="past") == Moment(TODAY, time(8, 0))
    assert parse_moment("fri 9am", NOW, prefer="past") == Moment(date(2026, 3, 20), time(9))


@pytest.mark.parametrize("text", ["25:00", "12:60", "13pm", "0am", "fri 24:00", "at", "in 2h ago"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_moment(text, NOW)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this-week", "2026-03-23", "2026-03-29"),
        ("last week", "2026-03-16", "2026-03-22"),
        ("next_month", "2026-04-01", "2026-04-30"),
        ("last-month", "2026-02-01", "2026-02-28"),
        ("last-quarter", "2025-10-01", "2025-12-31"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("q2", "2026-04-01", "2026-06-30"),
        ("today", "2026-03-25", "2026-03-25"),
        ("27.3.2026", "2026-03-27", "2026-03-27"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_filter_word_spans_its_period(text: str, first: str, last: str) -> None:
    assert parse_range(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_overdue_has_no_beginning() -> None:
    assert parse_range("overdue", TODAY) == (None, date(2026, 3, 24))


@pytest.mark.parametrize("text", ["q5", "q0", "2026-13", "0000", "2026-q9"])
def test_a_period_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_range(text, TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *[("30d", 30), ("2w", 14), ("3m", 90), ("3mo", 90), ("1y", 365), ("30", 30)],
        *[("2 weeks", 14), ("a month", 30), ("0", 0), ("100y", 36500)],
    ],
)
def test_a_span_of_days_is_read(text: str, days: int) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "-3d", "d", "2 fortnights", "101y", "1.5w", "3d ago"])
def test_what_is_no_span_of_days_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_days(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *[("15", 15), ("15min", 15), ("15 minutes", 15), ("90m", 90), ("1h", 60), ("1h30", 90)],
        *[("1h 30min", 90), ("1:30", 90), ("1.5h", 90), ("1,25 h", 75), ("2 hours", 120)],
        *[("0.33h", 20), ("168h", 10080)],
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "-5", "1:75", "169h", "1.5h30", "h", "an age", "1d"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_minutes(text)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1990-03-27", "1990-03-27"),
        ("27 mar 1990", "1990-03-27"),
        ("27.3.1990", "1990-03-27"),
        ("27/3/1990", "1990-03-27"),
        ("19900327", "1990-03-27"),
        ("27 mar", "--03-27"),
        (" --12-01", "--12-01"),
        ("--1201", "--12-01"),
        ("--02-29", "--02-29"),
        ("29 feb", "--02-29"),
    ],
)
def test_a_birthday_may_lack_its_year(text: str, birthday: str) -> None:
    assert parse_birthday(text) == birthday


@pytest.mark.parametrize(
    "text", ["", "12-01", "--02-30", "--13-01", "1990-02-29", "0000-01-01", "today", "3.4.90"]
)
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_birthday(text)


@pytest.mark.parametrize(
    ("days", "text", "due"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (-1, "yesterday", "1 d over"),
        (2, "fri", "fri"),
        (6, "tue", "tue"),
        (7, "in 7 d", "in 7 d"),
        (-3, "3 d ago", "3 d over"),
        (30, "in 30 d", "in 30 d"),
        (31, "2026-04-25", "2026-04-25"),
        (-31, "2026-02-22", "2026-02-22"),
    ],
)
def test_near_days_are_described_and_far_ones_dated(days: int, text: str, due: str) -> None:
    day = TODAY + timedelta(days=days)
    assert describe_day(day, TODAY) == text
    assert describe_due(day, TODAY) == due


def test_the_days_of_a_week_are_read_as_they_are_described() -> None:
    for today in (TODAY + timedelta(days=offset) for offset in range(7)):
        for day in (today + timedelta(days=offset) for offset in range(-1, 7)):
            assert parse_date(describe_day(day, today), today) == day


def test_an_instant_is_kept_in_utc_with_milliseconds() -> None:
    moment = datetime(2026, 3, 27, 17, 30, 0, 123999, timezone(timedelta(hours=2)))
    assert instant_text(moment) == "2026-03-27T15:30:00.123Z"
    assert instant_text(datetime(26, 3, 27, tzinfo=UTC)) == "0026-03-27T00:00:00.000Z"


def test_an_instant_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2026, 3, 27))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-27T15:30:00Z",
        "2026-03-27t15:30:00.000z",
        "2026-03-27 15:30",
        "2026-03-27T15:30:00.000000000Z",
        "2026-03-27T17:30:00+02:00",
        "2026-03-27 17:30:00 +0200",
        "2026-03-27T15:30:00+0000",
        "2026-03-27T13:30:00-02",
    ],
)
def test_an_instant_is_read_from_the_iso_forms_in_use(text: str) -> None:
    assert parse_instant(text) == datetime(2026, 3, 27, 15, 30, tzinfo=UTC)
    assert parse_instant(text).utcoffset() == timedelta(0)


def test_a_bare_date_is_its_midnight() -> None:
    assert parse_instant("2026-03-27") == datetime(2026, 3, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *["", "today", "2026-03-27T25:00Z", "2026-02-30", "0001-01-01T00:00+14:00", "2026-W01-1"],
        *["9999-12-31T23:59-01:00", "2026-03-27x15:30", "20260327", "2026-03-27T15:30+99:00"],
    ],
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_instant(text)


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_survives_its_text(moment: datetime) -> None:
    kept = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert parse_instant(instant_text(moment)) == kept


def test_a_day_in_words_names_its_year_unless_it_is_this_one() -> None:
    today = date(2026, 11, 21)
    assert day_in_words(date(2026, 11, 27), today) == "Fri 27 Nov"
    assert day_in_words(date(2027, 1, 4), today) == "Mon 4 Jan 2027"


def test_a_birthday_in_words_may_be_without_a_year() -> None:
    assert birthday_in_words("--02-29") == "29 Feb"
    assert birthday_in_words("1988-06-21") == "21 Jun 1988"


def test_a_birthday_that_is_no_day_is_told_how_birthdays_are_written() -> None:
    with pytest.raises(InvalidError) as refused:
        parse_birthday("30 feb")
    assert "27 mar 1990" in refused.value.remedy
    assert "tomorrow" not in refused.value.remedy
