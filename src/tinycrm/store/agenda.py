"""Today: what wants attention, the most urgent first, and why.

Each part reads only the few rows it shows, from an index of its own, however large the file is.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from datetime import date, timedelta
from typing import NamedTuple

from tinycrm.domain.instants import beginning_of, local_day
from tinycrm.store.database import Database
from tinycrm.store.stale import NOTHING_PLANNED

BIRTHDAY_DAYS = 7


class AgendaItem(NamedTuple):
    """A record that wants attention.

    `reason` is overdue, due, stale, cadence or birthday, `words` says why, `on` is the day that
    matters: when it was due, last touched, to be contacted, celebrated. `who` names the people
    or the firm, `priority` that of a task, `command` does something about it.
    """

    reason: str
    words: str
    ref: str
    title: str
    who: str
    on: str
    priority: str | None
    command: str


def today(db: Database, limit: int = 50) -> list[AgendaItem]:
    """Up to `limit` items in the order of urgency.

    Overdue tasks; tasks due today, by time and priority; open deals that went stale; people who
    have not been spoken to for longer than their cadence allows; birthdays within a week.
    """
    day = db.today()
    items: list[AgendaItem] = []
    for part in (tasks, stale_deals, people_to_contact, birthdays):
        if len(items) < limit:
            items += part(db, day, limit - len(items))
    return items


def tasks(db: Database, day: date, limit: int) -> list[AgendaItem]:
    """Open tasks due up to the day."""
    return [
        task_item(day, *row)
        for row in db.rows(
            "SELECT id, title, due_on, due_time, priority, coalesce(contacts, companies, deals, '')"
            " FROM task_view WHERE id IN"
            " (SELECT id FROM task WHERE done_at IS NULL AND archived_at IS NULL"
            " AND deleted_at IS NULL AND urgency < ? ORDER BY urgency, id LIMIT ?)"
            " ORDER BY due_on, coalesce(due_time, '99:99'),"
            " CASE priority WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, id",
            ((day + timedelta(days=1)).isoformat(), limit),
        )
    ]


def task_item(
    day: date, id: int, title: str, due_on: str, due_time: str | None, priority: str, who: str
) -> AgendaItem:
    """A task as an item: overdue, or due today."""
    over = (day - date.fromisoformat(due_on)).days
    words = f"{over} d over" if over else f"today {due_time}" if due_time else "today"
    reason = "overdue" if over else "due"
    return AgendaItem(reason, words, f"T{id}", title, who, due_on, priority, f"crm done T{id}")


def stale_deals(db: Database, day: date, limit: int) -> list[AgendaItem]:
    """Open deals untouched for more days than their stage allows, the furthest beyond first.

    A deal with an open task due on the day or later is left alone: its next step is planned.
    """
    found = []
    for stage, name, allowed in db.rows(
        "SELECT id, name, stale_days FROM stage WHERE stale_days IS NOT NULL"
    ):
        before = beginning_of(day - timedelta(days=allowed))
        for id, touched in db.rows(
            "SELECT id, last_touched_at FROM deal WHERE stage_id = ? AND last_touched_at < ?"
            " AND status = 'open' AND archived_at IS NULL AND deleted_at IS NULL"
            f" AND {NOTHING_PLANNED.format(today='?')}"
            " ORDER BY last_touched_at LIMIT ?",
            (stage, before, day.isoformat(), limit),
        ):
            on = local_day(touched)
            quiet = (day - on).days
            words = f"{quiet} d quiet, {name} allows {allowed}"
            found.append((allowed - quiet, id, words, on.isoformat()))
    found.sort()
    return [deal_item(db, id, words, on) for _, id, words, on in found[:limit]]


def deal_item(db: Database, id: int, words: str, on: str) -> AgendaItem:
    """A stale deal as an item, with whom it is."""
    title, contact, company = db.row(
        "SELECT title, contact, company FROM deal_view WHERE id = ?", (id,)
    ) or ("", None, None)
    who = ", ".join(name for name in (contact, company) if name)
    return AgendaItem("stale", words, f"D{id}", title, who, on, None, f"crm log call D{id}")


def people_to_contact(db: Database, day: date, limit: int) -> list[AgendaItem]:
    """Live people who by their cadence should hear from us by now, the longest due first."""
    found = []
    for id, name, company, cadence, last, due_on in db.rows(
        "SELECT contact.id, contact.name, company.name, cadence_days, last_contact_at,"
        " next_contact_on FROM contact LEFT JOIN company ON company.id = contact.company_id"
        " WHERE contact.cadence_days IS NOT NULL AND contact.archived_at IS NULL"
        " AND contact.deleted_at IS NULL AND contact.next_contact_on <= ?"
        " AND contact.merged_into_id IS NULL ORDER BY contact.next_contact_on, contact.id LIMIT ?",
        (day.isoformat(), limit),
    ):
        spoke = f"last spoke {(day - local_day(last)).days} d ago" if last else "never spoken"
        words = f"every {cadence} d, {spoke}"
        command = f"crm log call C{id}"
        found.append(
            AgendaItem("cadence", words, f"C{id}", name, company or "", due_on, None, command)
        )
    return found


def birthdays(db: Database, day: date, limit: int) -> list[AgendaItem]:
    """Birthdays from the day on for a week, the nearest first.

    Whoever was born on 29 February celebrates on 1 March in a year without that day.
    """
    found: list[AgendaItem] = []
    for ahead in range(BIRTHDAY_DAYS + 1):
        on = day + timedelta(days=ahead)
        for anniversary in anniversaries(on):
            for id, name, company, birthday in db.rows(
                "SELECT contact.id, contact.name, company.name, contact.birthday FROM contact"
                " LEFT JOIN company ON company.id = contact.company_id"
                " WHERE contact.birthday IS NOT NULL AND contact.archived_at IS NULL"
                " AND contact.deleted_at IS NULL AND contact.anniversary = ?"
                " AND contact.merged_into_id IS NULL ORDER BY contact.id LIMIT ?",
                (anniversary, limit - len(found)),
            ):
                words = birthday_words(birthday, on, ahead)
                item = AgendaItem(
                    "birthday", words, f"C{id}", name, company or "", on.isoformat(), None,
                    f"crm show-contact C{id}",
                )  # fmt: skip
                found.append(item)
    return found


def anniversaries(on: date) -> list[str]:
    """The birthdays, as MM-DD, that are celebrated on a day."""
    born = on.isoformat()[5:]
    yesterday = on - timedelta(days=1)
    moved = born == "03-01" and yesterday.day == 28
    return [born, "02-29"] if moved else [born]


def birthday_words(birthday: str, on: date, ahead: int) -> str:
    """`tomorrow, turns 41`; without an age where the year of birth is not known."""
    words = ("today", "tomorrow")[ahead] if ahead < 2 else f"in {ahead} d"
    age = 0 if birthday.startswith("--") else on.year - int(birthday[:4])
    return f"{words}, turns {age}" if age > 0 else words
