"""What happened to a deal: created, moved, won, lost, reopened, and changes of its value and date.

Events refer to stages by id, so that a renamed stage has its new name in the past as well.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.instants import local_day, local_minute
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.store import values

if TYPE_CHECKING:
    from tinycrm.store.database import Database

VALUES = "('amount', 'close_date')"
"""Events that leave a deal where it stands."""


class DealEvent(NamedTuple):
    """One event, with the deal's stage, amount and probability as they were after it."""

    id: int
    at: str
    kind: str
    from_stage: str | None
    stage: str
    amount: int | None
    currency: str
    probability: int
    expected_close_on: str | None


def of(db: "Database", deal_id: int) -> list[DealEvent]:
    """The events of a deal, the first one first."""
    rows = db.rows(
        "SELECT deal_event.id, at, kind, previous.name, stage.name, amount, currency,"
        " deal_event.probability, expected_close_on FROM deal_event"
        " JOIN stage ON stage.id = deal_event.stage_id"
        " LEFT JOIN stage AS previous ON previous.id = deal_event.from_stage_id"
        " WHERE deal_id = ? ORDER BY at, deal_event.id",
        (deal_id,),
    )
    return [DealEvent._make(row) for row in rows]


def record(
    db: "Database", deal_id: int, kind: str, at: str, from_stage_id: int | None = None
) -> None:
    """Write an event with the deal's stage, amount and probability as they are now."""
    db.run(
        "INSERT INTO deal_event (deal_id, at, kind, from_stage_id, stage_id, amount, currency,"
        " probability, expected_close_on) SELECT deal.id, ?, ?, ?, stage_id, amount, currency,"
        " coalesce(deal.probability, stage.probability), expected_close_on"
        " FROM deal JOIN stage ON stage.id = deal.stage_id WHERE deal.id = ?",
        (at, kind, from_stage_id, deal_id),
    )


def worth(db: "Database", deal_id: int) -> tuple[int | None, str, str | None]:
    """A deal's amount, currency and expected close, whose changes are events."""
    sql = "SELECT amount, currency, expected_close_on FROM deal WHERE id = ?"
    amount, currency, expected_close_on = db.row(sql, (deal_id,)) or (None, "", None)
    return amount, currency, expected_close_on


def record_worth(
    db: "Database", deal_id: int, before: tuple[int | None, str, str | None], at: str
) -> None:
    """Write the events for an amount and a date that are no longer as they were before."""
    now = worth(db, deal_id)
    if now[:2] != before[:2]:
        record(db, deal_id, "amount", at)
    if now[2] != before[2]:
        record(db, deal_id, "close_date", at)


def last_step(db: "Database", deal_id: int) -> str:
    """When the deal was last opened, moved or closed; a later step cannot come before it."""
    found = db.value(
        f"SELECT max(at) FROM deal_event WHERE deal_id = ? AND kind NOT IN {VALUES}", (deal_id,)
    )
    return str(found or db.value("SELECT opened_at FROM deal WHERE id = ?", (deal_id,)))


def reopened_at(db: "Database", deal_id: int, given: object) -> dict[str, str]:
    """The columns for another time at which a deal was opened; its first event goes with it.

    Raises InvalidError for a time in the future or after the deal's second event.
    """
    at = event_time(db, given, field="opened_at")
    created, *later = of(db, deal_id)
    if later and at > later[0].at:
        raise InvalidError(
            f"{quote_value(str(given))} lies after what happened next to the deal, on"
            f" {local_minute(later[0].at)}.",
            "Give an earlier time.",
            "opened_at",
        )
    db.update("deal_event", created.id, {"at": at})
    entered = db.value("SELECT stage_entered_at FROM deal WHERE id = ?", (deal_id,))
    return {"opened_at": at, **({"stage_entered_at": at} if entered == created.at else {})}


def event_time(db: "Database", given: object, after: str = "", field: str = "at") -> str:
    """The instant that `given` means: now for "", else a moment in the past, not before `after`.

    A day without a time is its noon, or nearest to that what lies between `after` and now.
    Raises InvalidError for a moment in the future or before `after`.
    """
    if given is None or given == "":
        return max(db.operation_time(), after)
    now = max(db.now(), after)
    at = values.instant(given, field, db)
    if is_day(given, db):
        at = max(at, after) if same_day(at, after) else at
        at = min(at, now) if same_day(at, now) else at
    if at > now:
        raise InvalidError(
            f"{quote_value(str(given))} lies in the future.",
            "Give the time at which it happened.",
            field,
        )
    if at < after:
        raise InvalidError(
            f"{quote_value(str(given))} lies before the last step of the deal, on"
            f" {local_minute(after)}.",
            "Give a later time, or take the later step back first: crm undo",
            field,
        )
    return at


def is_day(given: object, db: "Database") -> bool:
    """Whether a point in time was given as a day, without a time."""
    if isinstance(given, date):
        return True
    text = str(given).strip()
    if re.match(r"\d{4}-\d\d-\d\dT", text):
        return False
    from tinycrm.domain.dates import parse_moment

    return parse_moment(text, db.local_now(), prefer="past").time is None


def same_day(one: str, other: str) -> bool:
    """Whether two instants fall on the same local day; the `other` may be "", which is none."""
    return bool(other) and local_day(one) == local_day(other)
