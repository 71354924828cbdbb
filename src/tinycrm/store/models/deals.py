"""Pipelines, stages and deals."""

from sqlalchemy import CheckConstraint, Index, text

from tinycrm.store.models.columns import (
    LIVE,
    MAX_MINOR_UNITS,
    Record,
    Row,
    derived,
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
