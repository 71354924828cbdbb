"""What a deal has: the fields it takes, and the shape in which it is read."""

from typing import NamedTuple

from tinycrm.store import values

LINES = ("lost_reason", "competitor", "next_step", "source", "type", "owner", "about")
DEAL_FIELDS = {
    "probability": values.percent,
    "expected_close_on": values.day,
    **dict.fromkeys(LINES, values.line),
}
"""The fields of a deal that stand in a column of their own, and what each takes."""
ALIASES = {
    "name": "title",
    "value": "amount",
    "close": "expected_close_on",
    "contacts": "contact",
    "opened": "opened_at",
    "reason": "lost_reason",
    "note": "about",
}
SPECIAL = (
    "title",
    "contact",
    "company",
    "amount",
    "currency",
    "stage",
    "pipeline",
    "opened_at",
    "status",
)
ATTACHED = ("tags", "created_at")
OPEN = "deal.status = 'open' AND deal.archived_at IS NULL AND deal.deleted_at IS NULL"
"""The condition of the deals that are still to be decided."""


class Deal(NamedTuple):
    """A deal, as lists, pages and exports show it; see `deal_view` for the columns.

    `amount` is in minor units of `currency`; `probability` in percent is the deal's own one
    (`own_probability`) where it has one, else its stage's.
    """

    id: int
    ref: str
    uid: str
    version: int
    title: str
    status: str
    stage_id: int
    stage: str
    pipeline_id: int
    pipeline: str
    amount: int | None
    currency: str
    probability: int
    own_probability: int | None
    expected_close_on: str | None
    company_id: int | None
    company: str | None
    contact_id: int | None
    contact: str | None
    tags: str | None
    opened_at: str
    closed_at: str | None
    stage_entered_at: str
    stale_days: int | None
    lost_reason: str | None
    competitor: str | None
    next_step: str | None
    source: str | None
    type: str | None
    owner: str | None
    about: str | None
    last_activity_at: str | None
    last_touched_at: str
    next_task_on: str | None
    custom: str
    created_at: str
    updated_at: str
    archived_at: str | None
    deleted_at: str | None
