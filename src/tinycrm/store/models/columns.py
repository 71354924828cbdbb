"""The parts that tables are made of: columns, checks, indices, and what all of them have."""

from datetime import UTC, datetime
from typing import Any

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
