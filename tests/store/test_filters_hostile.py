"""Filters that are meant to hurt, or are as large as they may be; and on which index they run."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.store.filter_sample import CUSTOM, NOUNS, Sample
from tinycrm.domain.query import QueryError
from tinycrm.errors import CrmError, UsageError
from tinycrm.store.ddl import FOLDED_LETTERS as LETTERS_OF_THE_INDEX
from tinycrm.store.filter_fields import aliases, fields
from tinycrm.store.filters import compile_filter, compile_sort
from tinycrm.store.fts import FOLDED_LETTERS
from tinycrm.store.patterns import letters

INJECTIONS = [
    "'; DROP TABLE contact; --",
    "x' OR '1'='1",
    '") OR 1=1 --',
    "title : x",
    "a AND NEAR(b c)",
    "x* NOT y",
    "%_",
    "?1",
    ":today",
    "{}",
    "\0",
    "\\",
    "[a-z]*",
]


@pytest.mark.parametrize("text", INJECTIONS)
@pytest.mark.parametrize("noun", NOUNS)
def test_no_value_becomes_sql(sample: Sample, noun: str, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for key in fields(noun):
        for op in ("", "="):
            try:
                where, parameters = compile_filter(noun, f'{key}:{op}"{escaped}"', sample.ctx)
            except QueryError:
                continue
            assert text not in where
            sample.db.rows(f"SELECT id FROM {noun} WHERE {where}", parameters)
    assert sample.find(noun, f'"{escaped}"') is not None
    assert len(sample.find("contact", "")) == 3


KEYS = sorted({key for noun in NOUNS for key in (*fields(noun), *aliases(noun))} | set(CUSTOM))
OPS = ["", "=", ">", ">=", "<", "<="]
ATOMS = st.sampled_from(
    ["today", "30d", "1,5", "C1", "none", "any", "*", "a*", '"x y"', "1..5", "..", "2026", "9" * 30,
     "1e99", "-5", "0001-01-01", "9999-12-31", "\0", "é", "ß", "eur", "1000eur", "(", '"', "vip"]
)  # fmt: skip
TERMS = st.builds(
    "{}{}:{}{}".format,
    st.sampled_from(["", "-", "(", "not "]),
    st.sampled_from(KEYS),
    st.sampled_from(OPS),
    ATOMS | st.text(max_size=8),
)
FILTERS = st.lists(TERMS | st.sampled_from(["or", ")", "ada", "-"]), max_size=5).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NOUNS), FILTERS | st.text(max_size=30))
@example("contact", "birthday:9999-12-31..")
@example("contact", "created:9999-12-31")
@example("contact", "created:>9999-12-31")
@example("contact", "quiet:100y")
@example("deal", "value:9999999999999")
@example("contact", "id:999999999999999999")
def test_any_text_gives_sql_that_runs_or_an_error(sample: Sample, noun: str, text: str) -> None:
    try:
        where, parameters = compile_filter(noun, text, sample.ctx)
    except CrmError as error:
        problem = (error.exit_code, bool(error.remedy))
    else:
        problem = (2, True)
        sample.db.rows(f"SELECT id FROM {noun} WHERE {where}", parameters)
    assert problem == (2, True)


@given(st.sampled_from(NOUNS), st.text(max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sort_text_gives_sql_that_runs_or_an_error(
    sample: Sample, noun: str, text: str
) -> None:
    try:
        order = compile_sort(noun, text, sample.ctx)
    except UsageError:
        return
    assert sample.db.rows(f"SELECT id FROM {noun} ORDER BY {order}")


def test_a_filter_of_the_greatest_size_runs(sample: Sample) -> None:
    for filter in (
        " ".join(["-tag:x"] * 190),
        " or ".join(["title:ss"] * 190),
        "title:" + ",".join(["ss"] * 190),
        "tag:" + ",".join(["x"] * 190),
        " ".join(f"w{n}" for n in range(190)),
        "-(" * 50 + "tag:x" + ")" * 50,
        f"title:{'o' * 200}",
    ):
        sample.find("contact", filter)


@pytest.mark.parametrize(
    ("noun", "text", "index"),
    [
        ("contact", "tag:vip", "ix_record_tag_tag_id"),
        ("contact", "email:ada@example.com", "ix_contact_point_key"),
        ("contact", "email:ada*", "ix_contact_point_key"),
        ("contact", "last:<2026-01-01", "ix_contact_live_last_activity_at"),
        ("contact", "created:today", "ix_contact_live_created_at"),
        ("contact", "is:overdue", "ix_contact_next_contact_on"),
        ("contact", "birthday:today", "ix_contact_anniversary"),
        ("contact", "due:<today", "ix_contact_next_contact_on"),
        ("deal", "closed:today", "ix_deal_closed_at"),
        ("task", "done:today", "ix_task_done_at"),
        ("contact", "company:O1", "ix_contact_company_id"),
        ("contact", "name:ada", "contact_fts VIRTUAL TABLE"),
        ("contact", "id:5", "INTEGER PRIMARY KEY (rowid=?)"),
        ("deal", "is:open close:<today", "ix_deal_open_close"),
        ("task", "is:open due:today", "ix_task_open_due"),
        ("activity", "on:today", "ix_activity_live_happened_at"),
    ],
)
def test_a_filter_uses_the_index_meant_for_it(
    sample: Sample, noun: str, text: str, index: str
) -> None:
    assert index in sample.plan(noun, text)


def test_words_are_folded_as_the_index_folds_them() -> None:
    pairs = {pair[0]: pair[1:] for pair in FOLDED_LETTERS.split()}
    assert pairs == LETTERS_OF_THE_INDEX


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyzαиé")
def test_a_pattern_stays_within_what_sqlite_takes(letter: str) -> None:
    assert all(len(pattern.encode()) < 50_000 for pattern in letters(letter * 200))
