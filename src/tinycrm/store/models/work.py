"""What happened and what is to be done: activities and tasks."""

from sqlalchemy import CheckConstraint, Index, text

from tinycrm.domain.choices import ACTIVITY_KINDS, PRIORITIES
from tinycrm.store.models.columns import (
    LIVE,
    Record,
    Row,
    derived,
    exactly_one,
    is_date,
    link,
    live_index,
    not_empty,
    number,
    one_of,
    required_words,
    table_options,
    words,
)


class Activity(Record, table=True):
    """Something that happened: a note, a call, an e-mail, a meeting, a message, a visit."""

    __table_args__ = table_options(
        one_of("kind", *ACTIVITY_KINDS),
        one_of("direction", "in", "out"),
        CheckConstraint("minutes >= 0", name="minutes_positive"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        live_index("activity", "happened_at"),
    )
    kind: str = required_words()
    direction: str | None = words()
    happened_at: str = required_words()
    minutes: int | None = number()
    subject: str | None = words()
    body: str | None = words()
    outcome: str | None = words()
    owner: str | None = words()


class ActivityLink(Row, table=True):
    """Whom or what an activity concerns."""

    __tablename__ = "activity_link"
    __table_args__ = table_options(
        exactly_one("contact_id", "company_id", "deal_id"),
        Index("ix_activity_link_activity_id", "activity_id"),
        Index("ix_activity_link_contact_id", "contact_id"),
        Index("ix_activity_link_company_id", "company_id"),
        Index("ix_activity_link_deal_id", "deal_id"),
    )
    activity_id: int = link("activity")
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")


class Task(Record, table=True):
    """Something to do, with an optional day and time.

    `series_on` is the day that a repeating task had in its series before it was put off.
    """

    __table_args__ = table_options(
        not_empty("title"),
        one_of("priority", *PRIORITIES),
        is_date("due_on"),
        CheckConstraint(
            "due_time IS NULL OR (due_on IS NOT NULL AND due_time GLOB '[0-2][0-9]:[0-5][0-9]')",
            name="due_time_is_time",
        ),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        is_date("series_on"),
        Index("ix_task_open_due", "due_on", sqlite_where=text(f"done_at IS NULL AND {LIVE}")),
        Index("ix_task_open_urgency", "urgency", sqlite_where=text(f"done_at IS NULL AND {LIVE}")),
        Index("ix_task_done_at", "done_at", sqlite_where=text("done_at IS NOT NULL")),
    )
    title: str = required_words()
    notes: str | None = words()
    due_on: str | None = words()
    due_time: str | None = words()
    priority: str = words("normal")
    recurrence: str | None = words()
    series_on: str | None = words()
    done_at: str | None = words()
    owner: str | None = words()
    urgency: str | None = derived(
        "coalesce(due_on, '9999-99-99') || coalesce(due_time, '99:99')"
        " || CASE priority WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END"
    )


class TaskLink(Row, table=True):
    """Whom or what a task concerns."""

    __tablename__ = "task_link"
    __table_args__ = table_options(
        exactly_one("contact_id", "company_id", "deal_id"),
        Index("ix_task_link_task_id", "task_id"),
        Index("ix_task_link_contact_id", "contact_id"),
        Index("ix_task_link_company_id", "company_id"),
        Index("ix_task_link_deal_id", "deal_id"),
    )
    task_id: int = link("task")
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")
