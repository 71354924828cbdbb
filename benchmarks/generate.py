"""Makes large files to measure with: `python benchmarks/generate.py --contacts 1000000`.

A file of N contacts has N/10 companies, N/5 deals, 5N activities and N/5 tasks, and no history.
The rows are computed inside SQLite, without the triggers that would log and index each of them;
then the search index is filled from the same views that the triggers read.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from words import TAGS, WORDS

from tinycrm.crm import Crm
from tinycrm.domain.names import company_key
from tinycrm.domain.text import fold
from tinycrm.store import engine

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :{0}) "
INSTANT = "'%Y-%m-%dT%H:%M:%S.000Z'"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a large file to measure with.")
    parser.add_argument("--contacts", type=int, default=10_000, metavar="N")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in the temporary folder")
    parser.add_argument("--check", action="store_true", help="check every page and row afterwards")
    options = parser.parse_args()
    path = make(options.contacts, options.out)
    if options.check:
        check(path)
    print(path)


def make(contacts: int, path: Path | None = None) -> Path:
    """The file of that many contacts; made unless it is there already, with today's schema."""
    schema = hashlib.sha256(Path(engine.__file__).with_name("schema.sql").read_bytes()).hexdigest()
    name = f"{contacts}-{schema[:8]}.db"
    path = path or Path(tempfile.gettempdir()) / "tinycrm-benchmarks" / name
    if not path.exists():
        unfinished = path.with_suffix(".part")
        for leftover in path.parent.glob(f"{unfinished.name}*"):
            leftover.unlink()
        generate(unfinished, contacts, date.today())
        unfinished.rename(path)
        unfinished.with_name(unfinished.name + "-lock").unlink(missing_ok=True)
    return path


def generate(path: Path, contacts: int, today: date) -> None:
    """Write a file; the same `contacts` and `today` always give the same records."""
    started = time.monotonic()
    with Crm(str(path)) as crm:
        wal = crm.db.value("PRAGMA journal_mode")
    driver = engine.load_driver()
    connection = driver.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    with without(connection, "trigger"):
        with without(connection, "index"):
            words(connection)
            for name, rows in tables(contacts, today).items():
                connection.execute(rows[0], rows[1])
                tell(started, name)
            derive(connection)
            tell(started, "derived columns")
        tell(started, "indices")
        for noun in ("contact", "company", "deal", "activity", "task"):
            connection.execute(
                f"INSERT INTO {noun}_fts (rowid, title, body)"
                f" SELECT id, title, body FROM {noun}_document"
            )
            tell(started, f"search index of {noun}")
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA journal_mode = {wal}")
    connection.close()
    tell(started, "done")


def check(path: Path) -> None:
    """Stop with an error unless the file is sound; takes half as long as making it."""
    connection = engine.load_driver().connect(str(path), isolation_level=None)
    ((found,), *_) = connection.execute("PRAGMA integrity_check").fetchall()
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise SystemExit(f"{path} is not sound: {found}")
    connection.close()


def tell(started: float, what: str) -> None:
    print(f"{time.monotonic() - started:7.1f} s  {what}", file=sys.stderr)


@contextmanager
def without(connection: Any, kind: str) -> Iterator[None]:
    """Drop every trigger or index, and create them again afterwards as they were."""
    dropped = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,)
    ).fetchall()
    for name, _ in dropped:
        connection.execute(f"DROP {kind} {name}")
    yield
    for _, sql in dropped:
        connection.execute(sql)


def words(connection: Any) -> None:
    """The words from which names and texts are put together, as a temporary table."""
    connection.execute(
        "CREATE TEMP TABLE word (kind TEXT, i INTEGER, text TEXT, key TEXT, mail TEXT,"
        " PRIMARY KEY (kind, i)) WITHOUT ROWID"
    )
    for kind, text in WORDS.items():
        listed = text.split("|") if "|" in text else text.split()
        for i, word in enumerate(listed):
            # The last word of a firm's name may be a legal form, which its key leaves out.
            key = company_key(f"x {word}")[2:] if kind == "form" else fold(word)
            mail = "".join(c for c in fold(word) if c.isascii() and c.isalpha())
            connection.execute(
                "INSERT INTO word VALUES (?, ?, ?, ?, ?)", (kind, i, word, key, mail)
            )


def size_of(kind: str) -> int:
    text = WORDS[kind]
    return len(text.split("|") if "|" in text else text.split())


def pick(salt: int, size: int) -> str:
    """SQL for a number below `size` that looks random but is always the same for a row."""
    return f"((n.i * 2654435761 + {salt * 7_368_787}) / 4096 % {size})"


def join(alias: str, kind: str, salt: int) -> str:
    """SQL for a word of a kind for each row; CROSS, so that the rows stay the outer loop."""
    return (
        f" CROSS JOIN word AS {alias} ON {alias}.kind = '{kind}' AND {alias}.i ="
        f" {pick(salt, size_of(kind))}"
    )


def uid(letter: int) -> str:
    return f"printf('019a{letter:04x}-%04x-7%03x-8000-%012x', n.i >> 12, n.i & 4095, n.i)"


def ago(seconds: str) -> str:
    return f"strftime({INSTANT}, :now - ({seconds}), 'unixepoch')"


def spread(table: str) -> str:
    """SQL for an instant of the last three years, the later the higher the row's number."""
    return ago(f"(:{table} - n.i) * 94608000 / :{table}")


def day(days: str) -> str:
    """SQL for the date so many days from today."""
    return f"date(:now, 'unixepoch', ({days}) || ' days')"


def tables(contacts: int, today: date) -> dict[str, tuple[str, dict[str, int]]]:
    """For each step its statement and parameters, in the order in which they are to be run."""
    noon = int(datetime(today.year, today.month, today.day, 12, tzinfo=UTC).timestamp())
    sizes = {
        "now": noon,
        "contacts": contacts,
        "companies": max(contacts // 10, 1),
        "deals": max(contacts // 5, 1),
        "activities": contacts * 5,
        "tasks": max(contacts // 5, 1),
    }
    statements = {
        "companies": COMPANIES,
        "contacts": CONTACTS,
        "e-mail addresses": EMAILS,
        "telephone numbers": PHONES,
        "tags": f"INSERT INTO tag (name, name_key) VALUES {tag_rows()}",
        "tags on contacts": TAGGED,
        "deals": DEALS,
        "people in deals": DEAL_CONTACTS,
        "deal events: created": EVENTS_CREATED,
        "deal events: moved": EVENTS_MOVED,
        "deal events: closed": EVENTS_CLOSED,
        "activities": ACTIVITIES,
        "links of activities to people": ACTIVITY_CONTACTS,
        "links of activities to deals": ACTIVITY_DEALS,
        "tasks": TASKS,
        "links of tasks": TASK_LINKS,
    }
    return {
        name: (sql, {key: value for key, value in sizes.items() if f":{key}" in sql})
        for name, sql in statements.items()
    }


def tag_rows() -> str:
    return ", ".join(f"('{tag}', '{tag}')" for tag in TAGS.split())


RECORD = "id, uid, created_at, updated_at"
COMPANIES = f"""
INSERT INTO company ({RECORD}, name, name_key, sort_key, domain, industry)
{COUNT.format("companies")}
SELECT n.i, {uid(2)}, {spread("companies")}, {spread("companies")},
    f.text || ' ' || t.text || ' ' || l.text, trim(f.key || ' ' || t.key || ' ' || l.key),
    f.key || ' ' || t.key || ' ' || lower(l.text), f.mail || n.i || '.example', t.text
FROM n {join("f", "family", 1)} {join("t", "trade", 2)} {join("l", "form", 3)}
"""
CONTACTS = f"""
INSERT INTO contact ({RECORD}, name, name_key, sort_key, given_name, family_name, job_title,
    company_id, lifecycle, source, cadence_days, birthday)
{COUNT.format("contacts")}
SELECT n.i, {uid(1)}, {spread("contacts")}, {spread("contacts")},
    g.text || ' ' || f.text, g.key || ' ' || f.key, g.key || ' ' || f.key, g.text, f.text, j.text,
    CASE WHEN {pick(4, 10)} < 8 THEN 1 + {pick(5, 1_000_003)} % max(:contacts / 10, 1) END,
    CASE {pick(6, 6)} WHEN 0 THEN 'lead' WHEN 1 THEN 'customer' WHEN 2 THEN 'qualified' END,
    CASE {pick(7, 5)} WHEN 0 THEN 'website' WHEN 1 THEN 'referral' WHEN 2 THEN 'fair' END,
    CASE WHEN {pick(8, 40)} = 0 THEN 30 * (1 + {pick(9, 12)}) END,
    CASE WHEN {pick(10, 4)} = 0 THEN date('1950-01-01', {pick(11, 18_000)} || ' days') END
FROM n {join("g", "given", 12)} {join("f", "family", 13)} {join("j", "job", 14)}
"""
EMAILS = f"""
INSERT INTO contact_point (contact_id, kind, value, value_key)
SELECT n.i, 'email', g.mail || '.' || f.mail || n.i || '@example.com',
    g.mail || '.' || f.mail || n.i || '@example.com'
FROM (SELECT id AS i FROM contact) AS n {join("g", "given", 12)} {join("f", "family", 13)}
"""
PHONES = """
INSERT INTO contact_point (contact_id, kind, value, value_key)
SELECT id, 'phone', printf('+1 %d 555 %04d', 201 + id / 10000 % 700, id % 10000),
    printf('+1%d555%04d', 201 + id / 10000 % 700, id % 10000)
FROM contact
"""
TAGGED = f"""
INSERT INTO record_tag (tag_id, contact_id)
SELECT 1 + {pick(15, len(TAGS.split()))}, n.i FROM (SELECT id AS i FROM contact) AS n
WHERE {pick(16, 2)} = 0
"""
DEALS = f"""
INSERT INTO deal ({RECORD}, title, sort_key, company_id, stage_id, status, amount, currency,
    expected_close_on, opened_at, stage_entered_at, closed_at, lost_reason)
{COUNT.format("deals")}
SELECT n.i, {uid(3)}, {ago("20000000 - n.i % 900 * 20000")}, {ago("20000000 - n.i % 900 * 20000")},
    t.text || ' for ' || f.text || ' ' || n.i, t.key || ' for ' || f.key || ' ' || n.i,
    1 + {pick(17, 1_000_003)} % :companies, 1 + {pick(18, 4)},
    CASE WHEN {pick(19, 10)} < 4 THEN 'open' WHEN {pick(19, 10)} < 7 THEN 'won' ELSE 'lost' END,
    (1 + {pick(20, 400)}) * 25000, CASE WHEN {pick(21, 5)} = 0 THEN 'USD' ELSE 'EUR' END,
    {day(f"{pick(22, 200)} - 40")}, {ago("20000000 - n.i % 900 * 20000")},
    {ago("20000000 - n.i % 900 * 20000 - 600000")},
    CASE WHEN {pick(19, 10)} >= 4 THEN {ago("20000000 - n.i % 900 * 20000 - 900000")} END,
    CASE WHEN {pick(19, 10)} >= 7 THEN 'price' END
FROM n {join("t", "trade", 23)} {join("f", "family", 24)}
"""
DEAL_CONTACTS = f"""
INSERT INTO deal_contact (deal_id, contact_id)
SELECT n.i, 1 + {pick(25, 10_000_019)} % (SELECT count(*) FROM contact)
FROM (SELECT id AS i FROM deal) AS n
"""
EVENT = "INSERT INTO deal_event (deal_id, at, kind, from_stage_id, stage_id, amount, currency,"
EVENTS_CREATED = f"""{EVENT} probability, expected_close_on)
SELECT id, opened_at, 'created', NULL, 1, amount, currency, 10, expected_close_on FROM deal
"""
EVENTS_MOVED = f"""{EVENT} probability, expected_close_on)
SELECT deal.id, stage_entered_at, 'moved', 1, stage_id, amount, currency, stage.probability,
    expected_close_on
FROM deal JOIN stage ON stage.id = deal.stage_id WHERE stage_id > 1
"""
EVENTS_CLOSED = f"""{EVENT} probability, expected_close_on)
SELECT deal.id, closed_at, status, NULL, stage_id, amount, currency, stage.probability,
    expected_close_on
FROM deal JOIN stage ON stage.id = deal.stage_id WHERE status <> 'open'
"""
ACTIVITIES = f"""
INSERT INTO activity ({RECORD}, kind, direction, happened_at, minutes, subject, body)
{COUNT.format("activities")}
SELECT n.i, {uid(4)}, {spread("activities")}, {spread("activities")},
    CASE {pick(26, 10)} WHEN 0 THEN 'meeting' WHEN 1 THEN 'call' WHEN 2 THEN 'call'
        WHEN 3 THEN 'email' WHEN 4 THEN 'email' ELSE 'note' END,
    CASE {pick(26, 10)} WHEN 1 THEN 'out' WHEN 2 THEN 'in' WHEN 3 THEN 'in' WHEN 4 THEN 'out' END,
    {spread("activities")},
    CASE WHEN {pick(26, 10)} < 3 THEN 5 * (1 + {pick(27, 12)}) END,
    CASE WHEN {pick(26, 10)} < 5 THEN upper(substr(m.text, 1, 1)) || substr(m.text, 2) END,
    v.text || ' ' || m.text || '; ' || c.text
FROM n {join("v", "verb", 28)} {join("m", "matter", 29)} {join("c", "closing", 30)}
"""
ACTIVITY_CONTACTS = f"""
INSERT INTO activity_link (activity_id, contact_id)
SELECT n.i, 1 + {pick(31, 10_000_019)} % (SELECT count(*) FROM contact)
FROM (SELECT id AS i FROM activity) AS n
"""
ACTIVITY_DEALS = f"""
INSERT INTO activity_link (activity_id, deal_id)
SELECT n.i, 1 + {pick(32, 10_000_019)} % (SELECT count(*) FROM deal)
FROM (SELECT id AS i FROM activity) AS n WHERE {pick(33, 5)} = 0
"""
TASKS = f"""
INSERT INTO task ({RECORD}, title, due_on, priority, done_at)
{COUNT.format("tasks")}
SELECT n.i, {uid(5)}, {spread("tasks")}, {spread("tasks")},
    c.text || ': ' || m.text, {day(f"{pick(34, 400)} - 200")},
    CASE {pick(35, 6)} WHEN 0 THEN 'high' WHEN 1 THEN 'low' ELSE 'normal' END,
    CASE WHEN {pick(34, 400)} < 199 THEN {ago(f"(201 - {pick(34, 400)}) * 86400 + 86400")} END
FROM n {join("c", "chore", 36)} {join("m", "matter", 37)}
"""
TASK_LINKS = f"""
INSERT INTO task_link (task_id, contact_id)
SELECT n.i, 1 + {pick(38, 10_000_019)} % (SELECT count(*) FROM contact)
FROM (SELECT id AS i FROM task) AS n
"""


def derive(connection: Any) -> None:
    """Set the columns that triggers would have kept."""
    connection.execute("CREATE TEMP TABLE last (id INTEGER PRIMARY KEY, at TEXT, contact_at TEXT)")
    for noun in ("contact", "deal"):
        connection.execute("DELETE FROM last")
        connection.execute(
            f"INSERT INTO last SELECT {noun}_id, max(happened_at),"
            " max(CASE WHEN kind <> 'note' THEN happened_at END)"
            " FROM activity_link JOIN activity ON activity.id = activity_id"
            f" WHERE {noun}_id IS NOT NULL GROUP BY {noun}_id"
        )
        also = ", last_contact_at = last.contact_at" if noun == "contact" else ""
        connection.execute(
            f"UPDATE {noun} SET last_activity_at = last.at{also}"
            f" FROM last WHERE last.id = {noun}.id"
        )
    connection.execute("DROP TABLE last")


if __name__ == "__main__":
    main()
