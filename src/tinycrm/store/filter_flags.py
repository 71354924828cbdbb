"""What a record can be (`is:open`) and have (`has:email`), as SQL conditions.

In them `:today` stands for the present day and `:midnight` for the instant at which it began.
"""

from __future__ import annotations

from tinycrm.domain.choices import ACTIVITY_KINDS, LIFECYCLES
from tinycrm.store.filter_fields import STALE


def states(noun: str) -> dict[str, str]:
    """The words that `is:` knows for a noun."""
    own = {
        "contact": {
            **{word: f"contact.lifecycle = '{word}'" for word in LIFECYCLES},
            "due": "contact.cadence_days IS NOT NULL AND contact.next_contact_on <= :today",
            "overdue": "contact.cadence_days IS NOT NULL AND contact.next_contact_on < :today",
            "merged": "contact.merged_into_id IS NOT NULL",
        },
        "company": {"merged": "company.merged_into_id IS NOT NULL"},
        "deal": {
            "open": "deal.status = 'open'",
            "won": "deal.status = 'won'",
            "lost": "deal.status = 'lost'",
            "closed": "deal.status <> 'open'",
            "stale": STALE,
            "overdue": "deal.status = 'open' AND deal.expected_close_on < :today",
        },
        "activity": {
            **{word: f"activity.kind = '{word}'" for word in ACTIVITY_KINDS},
            "in": "activity.direction = 'in'",
            "out": "activity.direction = 'out'",
        },
        "task": {
            "open": "task.done_at IS NULL",
            "done": "task.done_at IS NOT NULL",
            "overdue": "task.done_at IS NULL AND task.due_on < :today",
            "today": "task.done_at IS NULL AND task.due_on = :today",
            "recurring": "task.recurrence IS NOT NULL",
        },
    }[noun]
    return {
        "archived": f"{noun}.archived_at IS NOT NULL",
        "deleted": f"{noun}.deleted_at IS NOT NULL",
        **own,
    }


def possessions(noun: str) -> dict[str, str]:
    """The words that `has:` knows for a noun."""
    own = {"contact": _contact, "company": _company, "deal": _deal, "activity": _activity}
    return {
        "tag": f"EXISTS (SELECT 1 FROM record_tag WHERE record_tag.{noun}_id = {noun}.id)",
        "owner": _some(f"{noun}.owner"),
        **own.get(noun, _task)(),
    }


def _contact() -> dict[str, str]:
    return {
        **_points("contact"),
        "company": "contact.company_id IS NOT NULL",
        "deal": "EXISTS (SELECT 1 FROM deal_contact JOIN deal ON deal.id = deal_contact.deal_id"
        " WHERE deal_contact.contact_id = contact.id AND deal.deleted_at IS NULL)",
        "consent": "EXISTS (SELECT 1 FROM consent WHERE consent.contact_id = contact.id"
        " AND consent.status = 'in' AND NOT EXISTS (SELECT 1 FROM consent AS later"
        " WHERE later.contact_id = consent.contact_id AND later.channel = consent.channel"
        " AND (later.at, later.id) > (consent.at, consent.id)))",
        "birthday": _some("contact.birthday"),
        "title": _some("contact.job_title"),
        "source": _some("contact.source"),
        "cadence": "contact.cadence_days IS NOT NULL",
        **_history("contact"),
    }


def _company() -> dict[str, str]:
    return {
        **_points("company"),
        "domain": _some("company.domain"),
        "website": _some("company.website"),
        "industry": _some("company.industry"),
        "parent": "company.parent_id IS NOT NULL",
        "contact": "EXISTS (SELECT 1 FROM contact WHERE contact.company_id = company.id"
        " AND contact.deleted_at IS NULL)",
        "deal": "EXISTS (SELECT 1 FROM deal WHERE deal.company_id = company.id"
        " AND deal.deleted_at IS NULL)",
        **_history("company"),
    }


def _deal() -> dict[str, str]:
    return {
        "amount": "deal.amount IS NOT NULL",
        "value": "deal.amount IS NOT NULL",
        "close": "deal.expected_close_on IS NOT NULL",
        "company": "deal.company_id IS NOT NULL",
        "contact": "EXISTS (SELECT 1 FROM deal_contact WHERE deal_contact.deal_id = deal.id)",
        "next": _some("deal.next_step"),
        "reason": _some("deal.lost_reason"),
        "competitor": _some("deal.competitor"),
        "source": _some("deal.source"),
        **_history("deal"),
    }


def _activity() -> dict[str, str]:
    return {
        "subject": _some("activity.subject"),
        "body": _some("activity.body"),
        "outcome": _some("activity.outcome"),
        "minutes": "activity.minutes IS NOT NULL",
        **_links("activity"),
    }


def _task() -> dict[str, str]:
    return {
        "due": "task.due_on IS NOT NULL",
        "time": "task.due_time IS NOT NULL",
        "recurrence": _some("task.recurrence"),
        "notes": _some("task.notes"),
        **_links("task"),
    }


def _some(column: str) -> str:
    return f"{column} <> ''"


def _points(noun: str) -> dict[str, str]:
    points = {
        kind: f"EXISTS (SELECT 1 FROM contact_point WHERE contact_point.{noun}_id = {noun}.id"
        f" AND contact_point.kind = '{kind}')"
        for kind in ("email", "phone", "url", "handle")
    }
    address = f"EXISTS (SELECT 1 FROM address WHERE address.{noun}_id = {noun}.id)"
    return {**points, "address": address}


def _history(noun: str) -> dict[str, str]:
    """What hangs on a person, a firm or a deal; tasks are the open ones."""
    activity = (
        "EXISTS (SELECT 1 FROM activity_link JOIN activity"
        f" ON activity.id = activity_link.activity_id WHERE activity_link.{noun}_id = {noun}.id"
        " AND activity.deleted_at IS NULL"
    )
    return {
        "activity": f"{activity})",
        "note": f"{activity} AND activity.kind = 'note')",
        "task": f"EXISTS (SELECT 1 FROM task_link JOIN task ON task.id = task_link.task_id"
        f" WHERE task_link.{noun}_id = {noun}.id AND task.done_at IS NULL"
        " AND task.archived_at IS NULL AND task.deleted_at IS NULL)",
    }


def _links(noun: str) -> dict[str, str]:
    return {
        target: f"EXISTS (SELECT 1 FROM {noun}_link WHERE {noun}_link.{noun}_id = {noun}.id"
        f" AND {noun}_link.{target}_id IS NOT NULL)"
        for target in ("contact", "company", "deal")
    }
