"""`crm help TOPIC`: every example in the topics means what is said beside it."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tinycrm.cli.help import TOPICS
from tinycrm.domain import dates, money, recurrence
from tinycrm.store import filter_flags
from tinycrm.store.filter_fields import fields

TODAY, NOW = date(2026, 3, 27), datetime(2026, 3, 27, 10, 0)
NOUNS = {
    "Contacts": "contact",
    "Companies": "company",
    "Deals": "deal",
    "Activities": "activity",
    "Tasks": "task",
}


def topic(name: str) -> str:
    return files("tinycrm.cli").joinpath(f"topics/{name}.md").read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """The text below each heading of a topic, by the heading's words before any bracket."""
    parts = re.split(r"^(?=\S)", topic(name), flags=re.MULTILINE)
    found: dict[str, str] = {}
    for part in parts:
        heading, _, text = part.partition("\n")
        if text.startswith("  "):
            found[re.split(r"[,(]", heading)[0].strip()] = text
    return found


def examples(name: str, *headings: str) -> list[tuple[str, str]]:
    """The (example, what it means) pairs of some sections."""
    found = sections(name)
    return [
        (line[0], line[1])
        for heading in headings
        for line in (re.split(r"\s{2,}", row.strip()) for row in found[heading].splitlines())
        if len(line) > 1
    ]


@pytest.mark.parametrize("name", TOPICS)
def test_every_topic_is_shown(run: Run, name: str) -> None:
    assert len(run("help", name).out.splitlines()) > 5


@pytest.mark.parametrize("name", ["dates", "exit-codes", "filters", "formats", "money"])
def test_no_line_of_a_topic_is_wider_than_a_page(name: str) -> None:
    assert [line for line in topic(name).splitlines() if len(line) > 105] == []


@pytest.mark.parametrize(("text", "meaning"), examples("dates", "Days"))
def test_a_day_means_what_the_topic_says(text: str, meaning: str) -> None:
    assert dates.parse_date(text, TODAY).isoformat() == meaning


@pytest.mark.parametrize(("text", "meaning"), examples("dates", "Days with a time"))
def test_a_day_with_a_time_means_what_the_topic_says(text: str, meaning: str) -> None:
    day, clock = dates.parse_moment(text, NOW)
    assert f"{day} {clock:%H:%M}" == meaning


@pytest.mark.parametrize(("text", "meaning"), examples("dates", "Spans"))
def test_a_span_means_what_the_topic_says(text: str, meaning: str) -> None:
    assert "{} {}".format(*dates.parse_range(text, TODAY)) == meaning


@pytest.mark.parametrize(("text", "meaning"), examples("dates", "Repetition"))
def test_a_repetition_means_what_the_topic_says(text: str, meaning: str) -> None:
    rule = recurrence.parse_recurrence(text)
    assert recurrence.describe_recurrence(rule) == meaning


def test_days_minutes_and_birthdays_mean_what_the_topic_says() -> None:
    for text, meaning in examples("dates", "Numbers of days"):
        assert dates.parse_days(text) == int(meaning)
    for text, meaning in examples("dates", "Minutes"):
        assert dates.parse_minutes(text) == int(meaning)
    for text, meaning in examples("dates", "Birthdays"):
        assert dates.parse_birthday(text) == meaning


def test_what_the_topic_on_dates_says_in_its_sentences_is_so() -> None:
    def past(text: str) -> date:
        return dates.parse_date(text, TODAY, prefer="past")

    assert past("fri") == date(2026, 3, 20)
    assert past("30 mar") == date(2025, 3, 30)
    assert past("3d") == date(2026, 3, 24)
    assert dates.parse_date("30/3/2026", TODAY) == date(2026, 3, 30)
    with pytest.raises(dates.InvalidError):
        dates.parse_date("3/4/2026", TODAY)


@pytest.mark.parametrize(
    ("text", "meaning"), examples("money", "Numbers", "Short forms", "With a currency")
)
def test_an_amount_means_what_the_topic_says(text: str, meaning: str) -> None:
    minor, currency = money.parse_money(text, "EUR")
    assert f"{money.decimal_text(minor, currency)} {currency}" == meaning


# Filters


def filters() -> Iterator[tuple[str, str]]:
    """(noun, filter) of each example in the topic on filters."""
    for heading, noun in NOUNS.items():
        for line in sections("filters")[heading].split("\n\n")[0].splitlines():
            example = re.split(r"\s{2,}", line[2:])[0]
            if example:
                yield noun, example


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("topics")


@pytest.fixture
def path(folder: Path) -> Path:
    """One file for all filters of a day."""
    return folder / f"{date.today()}.db"


@pytest.fixture
def file(run: Run, path: Path) -> None:
    """A file in which each example finds something."""
    if not path.exists():
        fill(run)


def fill(run: Run) -> None:
    today = date.today()
    long_ago = ("--set", "created_at=2020-01-01T10:00:00Z")
    run("add-company", "--name", "Engines Ltd", "--industry", "design", "--set", "size=20")
    run("add-company", "--name", "Engines North", "--parent", "O1", *long_ago)
    run("add-company", "--name", "Gone")
    run("archive-company", "O3")
    ada = (
        *("add-contact", "--name", "Ada Lovelace", "--email", "ada@example.com"),
        *("--phone", "+44 20 7946 0958", "--company", "O1", "--title", "Chief Engineer"),
        *("--tag", "vip", "--lifecycle", "lead", "--set", "lead_status=new", "--language", "de"),
    )
    run(*ada, "--birthday", f"1984-{today:%m-%d}", *long_ago, "--cadence", "30d")
    run("set-consent", "C1", "email", "in")
    london = {"addresses": [{"city": "London"}]}
    run("add-company", "-", stdin=json.dumps({"name": "Art", "industry": "design", **london}))
    jo = {"name": "Jo", "lifecycle": "customer", "email": "jo@example.com", "company": "Art"}
    run("add-contact", "-", stdin=json.dumps({**jo, "language": "de", **london}))
    run("add-contact", "--name", "Mei Tan", *long_ago, "--cadence", "30d")
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1", "--amount", "2000 EUR")
    deal = ("add-deal", "--title", "Old", "--amount", "3k EUR", "--stage", "Proposal")
    run(*deal, "--company", "O1", "--contact", "C1", "--set", "opened_at=2020-01-01")
    run("edit-deal", "D2", "--close", "yesterday", "--source", "web", "--type", "new")
    run("edit-deal", "D2", "--owner", "me")
    run("add-deal", "--title", "Won", "--amount", "5")
    run("win-deal", "D3")
    run("add-deal", "--title", "Lost")
    run("lose-deal", "D4", "--reason", "price", "--competitor", "Babbage")
    run("add-deal", "--title", "Soon", "--probability", "60", "--close", "today")
    run("log", "call", "C1", "about the engine", "--min", "45", "--direction", "out")
    run("edit-note", "A1", "--outcome", "keen")
    run("log", "email", "C2", "--direction", "in", "--set", "happened_at=2020-01-01T10:00:00Z")
    task = ("add-task", "Ring Ada", "--for", "C1", "--due", "yesterday", "--priority", "high")
    run(*task, "--repeat", "weekly", "--notes", "the engine")
    run("add-task", "Today", "--due", "today")
    run("add-task", "Done")
    run("done", "T3", "--at", "yesterday")


@pytest.mark.parametrize(("noun", "text"), list(filters()))
def test_an_example_of_a_filter_finds_something(run: Run, file: None, noun: str, text: str) -> None:
    plural = {"company": "companies", "activity": "activities"}.get(noun, f"{noun}s")
    assert run(f"list-{plural}", text, "--ids").out


@pytest.mark.parametrize(("heading", "noun"), NOUNS.items())
def test_every_key_and_flag_of_a_noun_is_told(heading: str, noun: str) -> None:
    told = set(re.findall(r"[a-z]+", sections("filters")[heading]))
    common = set(re.findall(r"[a-z]+", topic("filters")))
    flags = {*filter_flags.possessions(noun), *filter_flags.states(noun)}
    assert {*fields(noun), *flags} - {"archived", "deleted"} - told == set()
    assert {"archived", "deleted"} <= common
