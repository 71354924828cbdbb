"""The tables: the one description of the schema, from which `schema.sql` is generated.

Everyday commands never import this module (SQLModel costs a quarter of a second); it serves the
generator, the migrations' test, and people who use tinycrm as a library with sessions of their own.

Conventions, the same in every table:
- instants are UTC text `2026-03-27T15:30:00.000Z`, dates are text `YYYY-MM-DD`;
- money is an integer of minor units beside an ISO 4217 code;
- `*_key` columns hold normal forms for matching, the column beside them the value as typed;
- columns marked `derived` are kept by triggers, and are neither logged nor undone.
"""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

from tinycrm.domain.instants import instant_text
from tinycrm.store.ids import uuid7

MAX_MINOR_UNITS = 10**15
"""Amounts beyond this many minor units are refused, so that sums stay within 64 bits."""

LIVE = "archived_at IS NULL AND deleted_at IS NULL"
TARGETS = ("contact_id", "company_id", "deal_id", "activity_id", "task_id")


def words(default: str | None = None, **options: Any) -> Any:
    """A text column; nullable unless a default is given or the annotation says otherwise."""
    if default is not None:
        options["sa_column_kwargs"] = {"server_default": default}
    return Field(default=default, sa_type=Text, **options)


def required_words(**options: Any) -> Any:
    """A text column that must be given and must not be empty."""
    return Field(sa_type=Text, **options)


def number(default: int | None = None, **options: Any) -> Any:
    """An integer column."""
    if default is not None:
        options["sa_column_kwargs"] = {"server_default": text(str(default))}
    return Field(default=default, sa_type=Integer, **options)


def link(table: str, **options: Any) -> Any:
    """A foreign key; rows go to the trash rather than away, so nothing cascades."""
    return Field(
        default=None,
        sa_type=Integer,
        sa_column_args=[ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")],
        **options,
    )


def derived(expression: str | None = None) -> Any:
    """A column that triggers keep, or that SQLite computes from `expression`."""
    computed = [] if expression is None else [Computed(expression, persisted=False)]
    return Field(
        default=None,
        sa_type=Text,
        sa_column_args=computed,
        sa_column_kwargs={"info": {"derived": True}},
    )


def one_of(column: str, *choices: str) -> CheckConstraint:
    """A CHECK that limits a text column to a fixed list."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def is_date(column: str) -> CheckConstraint:
    """A CHECK that a text column holds a date that exists, in the years 1 to 9999."""
    return CheckConstraint(
        f"{column} IS NULL OR ({column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
        f" AND date({column}, '+0 days') IS {column} AND {column} >= '0001-01-01')",
        name=f"{column}_is_date",
    )


def not_empty(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} <> ''", name=f"{column}_not_empty")


def exactly_one(*columns: str) -> CheckConstraint:
    """A CHECK that a row belongs to exactly one of several kinds of record."""
    counted = " + ".join(f"({column} IS NOT NULL)" for column in columns)
    return CheckConstraint(f"{counted} = 1", name="exactly_one_target")


def live_index(table: str, *columns: str) -> Index:
    """An index over the records that lists show by default: neither archived nor deleted."""
    return Index(f"ix_{table}_live_{columns[0]}", *columns, sqlite_where=text(LIVE))


def merged_index(table: str) -> Index:
    return Index(
        f"ix_{table}_merged_into_id",
        "merged_into_id",
        sqlite_where=text("merged_into_id IS NOT NULL"),
    )


def table_options(*parts: Any) -> tuple[Any, ...]:
    return (*parts, {"sqlite_strict": True, "sqlite_autoincrement": True})


def now() -> str:
    """The instant at which a record is made with a session of one's own."""
    return instant_text(datetime.now(UTC))


class Row(SQLModel):
    """What every table has: a small integer key that people also type."""

    id: int | None = Field(default=None, primary_key=True)


class Record(Row):
    """What contacts, companies, deals, activities and tasks have in common."""

    uid: str = required_words(unique=True, default_factory=lambda: uuid7(datetime.now(UTC)))
    version: int = number(1)
    created_at: str = required_words(default_factory=now)
    updated_at: str = required_words(default_factory=now)
    archived_at: str | None = words()
    deleted_at: str | None = words()
    custom: str = words("{}")


class Company(Record, table=True):
    """A firm or an organisation."""

    __table_args__ = table_options(
        not_empty("name"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        live_index("company", "sort_key"),
        Index("ix_company_name_key", "name_key"),
        Index("ix_company_domain", "domain"),
        Index("ix_company_parent_id", "parent_id"),
        merged_index("company"),
    )
    name: str = required_words()
    name_key: str = required_words()
    sort_key: str = required_words()
    domain: str | None = words()
    website: str | None = words()
    industry: str | None = words()
    size: str | None = words()
    type: str | None = words()
    tax_id: str | None = words()
    payment_terms: str | None = words()
    about: str | None = words()
    owner: str | None = words()
    parent_id: int | None = link("company")
    merged_into_id: int | None = link("company")
    last_activity_at: str | None = derived()


class Contact(Record, table=True):
    """A person; a lead is a contact whose lifecycle says so."""

    LIFECYCLES: ClassVar = (
        "subscriber",
        "lead",
        "qualified",
        "opportunity",
        "customer",
        "advocate",
        "former",
        "other",
    )
    __table_args__ = table_options(
        not_empty("name"),
        one_of("lifecycle", *LIFECYCLES),
        CheckConstraint("cadence_days BETWEEN 1 AND 36500", name="cadence_days_range"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        live_index("contact", "sort_key"),
        live_index("contact", "last_activity_at"),
        live_index("contact", "created_at"),
        Index("ix_contact_name_key", "name_key"),
        Index("ix_contact_company_id", "company_id"),
        merged_index("contact"),
        Index(
            "ix_contact_next_contact_on",
            "next_contact_on",
            sqlite_where=text(f"cadence_days IS NOT NULL AND {LIVE}"),
        ),
        Index(
            "ix_contact_anniversary",
            "anniversary",
            sqlite_where=text(f"birthday IS NOT NULL AND {LIVE}"),
        ),
    )
    name: str = required_words()
    name_key: str = required_words()
    sort_key: str = required_words()
    prefix: str | None = words()
    given_name: str | None = words()
    middle_name: str | None = words()
    family_name: str | None = words()
    suffix: str | None = words()
    nickname: str | None = words()
    job_title: str | None = words()
    company_id: int | None = link("company")
    lifecycle: str | None = words()
    lead_status: str | None = words()
    source: str | None = words()
    owner: str | None = words()
    language: str | None = words()
    time_zone: str | None = words()
    preferred_channel: str | None = words()
    cadence_days: int | None = number()
    birthday: str | None = words()
    about: str | None = words()
    merged_into_id: int | None = link("contact")
    last_activity_at: str | None = derived()
    last_contact_at: str | None = derived()
    next_contact_on: str | None = derived(
        "date(coalesce(last_contact_at, created_at), '+' || cadence_days || ' days')"
    )
    anniversary: str | None = derived("substr(birthday, -5)")


class ContactPoint(Row, table=True):
    """A way to reach a person or a firm: an e-mail address, a telephone number, a page."""

    __tablename__ = "contact_point"
    __table_args__ = table_options(
        one_of("kind", "email", "phone", "url", "handle"),
        not_empty("value"),
        exactly_one("contact_id", "company_id"),
        Index("ix_contact_point_key", "value_key", "kind"),
        Index("ix_contact_point_contact_id", "contact_id"),
        Index("ix_contact_point_company_id", "company_id"),
    )
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    kind: str = required_words()
    label: str | None = words()
    value: str = required_words()
    value_key: str | None = words()
    is_primary: int = number(0)
    invalid_since: str | None = words()


class Address(Row, table=True):
    """A postal address of a person or a firm."""

    __table_args__ = table_options(
        exactly_one("contact_id", "company_id"),
        Index("ix_address_contact_id", "contact_id"),
        Index("ix_address_company_id", "company_id"),
    )
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    label: str | None = words()
    street: str | None = words()
    city: str | None = words()
    region: str | None = words()
    postal_code: str | None = words()
    country: str | None = words()


class Consent(Row, table=True):
    """What a person agreed to or refused, by channel and basis; the last one holds."""

    __table_args__ = table_options(
        one_of("status", "in", "out"), Index("ix_consent_contact_id", "contact_id")
    )
    contact_id: int = link("contact")
    channel: str = required_words()
    status: str = required_words()
    basis: str | None = words()
    at: str = required_words()


class Pipeline(Row, table=True):
    """A way in which deals proceed, as an ordered list of stages."""

    __table_args__ = table_options(not_empty("name"))
    name: str = required_words()
    name_key: str = required_words(unique=True)
    position: int = number(0)
    retired_at: str | None = words()


class Stage(Row, table=True):
    """A step of a pipeline in which open deals stand; won and lost are a deal's status."""

    __table_args__ = table_options(
        not_empty("name"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability_percent"),
        CheckConstraint("stale_days > 0", name="stale_days_positive"),
        Index("ix_stage_pipeline_id", "pipeline_id", "position"),
    )
    pipeline_id: int = link("pipeline")
    name: str = required_words()
    name_key: str = required_words()
    position: int = number(0)
    probability: int = number(0)
    stale_days: int | None = number()
    exit_criteria: str | None = words()
    retired_at: str | None = words()


class Deal(Record, table=True):
    """Business that may be won: with a person, a firm or both."""

    __table_args__ = table_options(
        not_empty("title"),
        one_of("status", "open", "won", "lost"),
        CheckConstraint(
            f"amount BETWEEN -{MAX_MINOR_UNITS} AND {MAX_MINOR_UNITS}", name="amount_range"
        ),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability_percent"),
        CheckConstraint("length(currency) = 3", name="currency_is_code"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed_has_date"),
        is_date("expected_close_on"),
        Index(
            "ix_deal_open_close",
            "expected_close_on",
            sqlite_where=text(f"status = 'open' AND {LIVE}"),
        ),
        Index(
            "ix_deal_open_touched",
            "stage_id",
            "last_touched_at",
            sqlite_where=text(f"status = 'open' AND {LIVE}"),
        ),
        Index("ix_deal_closed_at", "closed_at", sqlite_where=text("status <> 'open'")),
        live_index("deal", "sort_key"),
        live_index("deal", "expected_close_on"),
        Index("ix_deal_company_id", "company_id"),
    )
    title: str = required_words()
    sort_key: str = required_words()
    company_id: int | None = link("company")
    stage_id: int = link("stage")
    status: str = words("open")
    amount: int | None = number()
    currency: str = required_words()
    probability: int | None = number()
    expected_close_on: str | None = words()
    opened_at: str = required_words()
    closed_at: str | None = words()
    stage_entered_at: str = required_words()
    lost_reason: str | None = words()
    competitor: str | None = words()
    next_step: str | None = words()
    source: str | None = words()
    type: str | None = words()
    owner: str | None = words()
    about: str | None = words()
    last_activity_at: str | None = derived()
    last_touched_at: str | None = derived(
        "max(stage_entered_at, coalesce(last_activity_at, stage_entered_at))"
    )


class DealContact(Row, table=True):
    """A person's part in a deal; the one at the lowest position is who the deal is with."""

    __tablename__ = "deal_contact"
    __table_args__ = table_options(
        Index("ux_deal_contact", "deal_id", "contact_id", unique=True),
        Index("ix_deal_contact_contact_id", "contact_id"),
    )
    deal_id: int = link("deal")
    contact_id: int = link("contact")
    role: str | None = words()
    position: int = number(0)


class DealEvent(Row, table=True):
    """What happened to a deal, with its stage, amount and probability at that time."""

    __tablename__ = "deal_event"
    __table_args__ = table_options(
        one_of("kind", "created", "moved", "won", "lost", "reopened", "amount", "close_date"),
        Index("ix_deal_event_deal_id", "deal_id", "at"),
        Index("ix_deal_event_at", "at"),
    )
    deal_id: int = link("deal")
    at: str = required_words()
    kind: str = required_words()
    from_stage_id: int | None = link("stage")
    stage_id: int = link("stage")
    amount: int | None = number()
    currency: str = required_words()
    probability: int = number(0)
    expected_close_on: str | None = words()


class Activity(Record, table=True):
    """Something that happened: a note, a call, an e-mail, a meeting, a message, a visit."""

    __table_args__ = table_options(
        one_of("kind", "note", "call", "email", "meeting", "message", "visit"),
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
        one_of("priority", "low", "normal", "high"),
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


class Tag(Row, table=True):
    """A word that people put on records to find them again."""

    __table_args__ = table_options(not_empty("name"))
    name: str = required_words()
    name_key: str = required_words(unique=True)


class RecordTag(Row, table=True):
    """A tag on a record."""

    __tablename__ = "record_tag"
    __table_args__ = table_options(
        exactly_one(*TARGETS),
        *(
            Index(
                f"ux_record_tag_{target}",
                target,
                "tag_id",
                unique=True,
                sqlite_where=text(f"{target} IS NOT NULL"),
            )
            for target in TARGETS
        ),
        Index("ix_record_tag_tag_id", "tag_id"),
    )
    tag_id: int = link("tag")
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")
    activity_id: int | None = link("activity")
    task_id: int | None = link("task")


class CustomField(Row, table=True):
    """The definition of a field that the owner added to a kind of record."""

    __tablename__ = "custom_field"
    __table_args__ = table_options(
        one_of("noun", "contact", "company", "deal", "activity", "task"),
        one_of("type", "text", "number", "money", "date", "flag", "choice", "url"),
        CheckConstraint("choices IS NULL OR json_valid(choices)", name="choices_is_json"),
        Index("ux_custom_field_key", "noun", "key", unique=True),
    )
    noun: str = required_words()
    key: str = required_words()
    label: str = required_words()
    type: str = words("text")
    choices: str | None = words()
    required: int = number(0)
    position: int = number(0)
    retired_at: str | None = words()


class ExternalRef(Row, table=True):
    """The identity of a record in another system, which keeps a second import from doubling it."""

    __tablename__ = "external_ref"
    __table_args__ = table_options(
        exactly_one(*TARGETS),
        Index("ux_external_ref", "source", "external_id", unique=True),
        *(
            Index(f"ix_external_ref_{target}", target, sqlite_where=text(f"{target} IS NOT NULL"))
            for target in TARGETS
        ),
    )
    source: str = required_words()
    external_id: str = required_words()
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")
    activity_id: int | None = link("activity")
    task_id: int | None = link("task")


class NotDuplicate(Row, table=True):
    """Two people, or two firms, of whom somebody said that they are not one; the lower id first."""

    __tablename__ = "not_duplicate"
    __table_args__ = table_options(
        CheckConstraint(
            "(contact_a_id < contact_b_id AND company_a_id IS NULL AND company_b_id IS NULL)"
            " IS TRUE OR (company_a_id < company_b_id AND contact_a_id IS NULL"
            " AND contact_b_id IS NULL) IS TRUE",
            name="one_pair_in_order",
        ),
        *(
            Index(
                f"ux_not_duplicate_{noun}",
                f"{noun}_a_id",
                f"{noun}_b_id",
                unique=True,
                sqlite_where=text(f"{noun}_a_id IS NOT NULL"),
            )
            for noun in ("contact", "company")
        ),
        *(
            Index(
                f"ix_not_duplicate_{noun}_b_id",
                f"{noun}_b_id",
                sqlite_where=text(f"{noun}_b_id IS NOT NULL"),
            )
            for noun in ("contact", "company")
        ),
    )
    contact_a_id: int | None = link("contact")
    contact_b_id: int | None = link("contact")
    company_a_id: int | None = link("company")
    company_b_id: int | None = link("company")


class Setting(Row, table=True):
    """A setting that belongs to the file rather than to the machine."""

    __table_args__ = table_options()
    key: str = required_words(unique=True)
    value: str = required_words()


class Operation(Row, table=True):
    """One step of the history: what a person did at once, and can take back at once."""

    __table_args__ = table_options(
        Index("ix_operation_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
    )
    at: str = required_words()
    actor: str = words("")
    program: str = words("")
    kind: str = required_words()
    summary: str = words("")
    undoes: int | None = link("operation")
    undone_by: int | None = link("operation")


class ImportFile(Row, table=True):
    """A file that a step imported: what it was, and how many rows became what."""

    __tablename__ = "import_file"
    __table_args__ = table_options(Index("ix_import_file_operation_id", "operation_id"))
    operation_id: int = link("operation")
    name: str = required_words()
    format: str = required_words()
    encoding: str = words("")
    size: int = number(0)
    sha256: str = words("")
    created: int = number(0)
    updated: int = number(0)
    unchanged: int = number(0)
    skipped: int = number(0)
    rejected: int = number(0)


class Change(Row, table=True):
    """One row inserted, updated or deleted, with its logged columns before and after as JSON.

    `record` is the reference of the contact, company, deal, activity or task that it concerns.
    """

    __table_args__ = table_options(
        one_of("kind", "insert", "update", "delete"),
        Index("ix_change_operation_id", "operation_id"),
        Index("ix_change_row", "row_id", "table_name"),
        Index(
            "ix_change_record", "record", "operation_id", sqlite_where=text("record IS NOT NULL")
        ),
    )
    operation_id: int = link("operation")
    table_name: str = required_words()
    row_id: int = number()
    record: str | None = words()
    kind: str = required_words()
    before: str | None = words()
    after: str | None = words()


class CurrentOperation(Row, table=True):
    """The single row that tells the triggers which operation is being written.

    With `index_later` the search index is written at the operation's end, in one go.
    """

    __tablename__ = "current_operation"
    __table_args__ = table_options(CheckConstraint("id = 1", name="single_row"))
    operation_id: int | None = link("operation")
    index_later: int = number(0)
