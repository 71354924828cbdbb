"""Checks of deals and tasks, and of what every kind of record must have."""

from datetime import timedelta

from tinycrm.domain.text import quote_value
from tinycrm.store.checks import (
    EDIT,
    HINT,
    RECORDS,
    Check,
    Found,
    Item,
    Scope,
    gathered,
    joined,
    selected,
    sql_text,
)
from tinycrm.store.deal_fields import OPEN
from tinycrm.store.references import live

OVERDUE_DAYS = 30
OPEN_TASK = (
    "EXISTS (SELECT 1 FROM task_link JOIN task ON task.id = task_link.task_id"
    f" WHERE task_link.deal_id = deal.id AND task.done_at IS NULL AND {live('task')})"
)


def checks() -> list[Check]:
    return [
        Check("required", "Records without a required field", RECORDS, incomplete),
        Check("past-close", "Open deals that should be decided by now", RECORDS, past_close),
        Check("next-step", "Open deals without a next step", RECORDS, no_next_step),
        Check("stale-deals", "Open deals with which nothing happens", RECORDS, stale),
        Check("amount", "Open deals without an amount", RECORDS, no_amount),
        Check("customer", "Open deals with nobody", RECORDS, no_customer),
        Check("overdue", "Tasks overdue for more than a month", RECORDS, overdue),
        Check("orphans", "Records of something that is in the trash", RECORDS, orphans),
        Check("adrift", "Notes and activities about nobody", HINT, adrift),
    ]


def past_close(scope: Scope) -> Found:
    return selected(
        scope,
        "deal",
        f"{OPEN} AND expected_close_on < ?",
        "'was to be decided on ' || expected_close_on",
        "crm edit-deal {ref} --close …",
        (scope.today.isoformat(),),
    )


def no_next_step(scope: Scope) -> Found:
    return selected(
        scope,
        "deal",
        f"{OPEN} AND coalesce(next_step, '') = '' AND NOT {OPEN_TASK}",
        sql_text("has neither a next step nor a task"),
        "crm edit-deal {ref} --next-step …",
    )


def stale(scope: Scope) -> Found:
    """As the filter `is:stale` has it: for longer than the stage allows, and nothing is planned."""
    from tinycrm.store.filters import compile_filter, context_of

    where, parameters = compile_filter("deal", "is:open is:stale", context_of(scope.db))
    return selected(
        scope,
        "deal",
        where,
        "'nothing since ' || substr(last_touched_at, 1, 10)",
        "crm log call {ref} …",
        parameters,
    )


def no_amount(scope: Scope) -> Found:
    return selected(
        scope,
        "deal",
        f"{OPEN} AND amount IS NULL",
        sql_text("has no amount, so that no forecast counts it"),
        "crm edit-deal {ref} --amount …",
    )


def no_customer(scope: Scope) -> Found:
    return selected(
        scope,
        "deal",
        f"{OPEN} AND company_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM deal_contact WHERE deal_contact.deal_id = deal.id)",
        sql_text("has neither a person nor a firm"),
        "crm edit-deal {ref} --contact …",
    )


def overdue(scope: Scope) -> Found:
    return selected(
        scope,
        "task",
        f"task.done_at IS NULL AND {live('task')} AND due_on < ?",
        "'was due on ' || due_on",
        "crm snooze {ref} …",
        ((scope.today - timedelta(days=OVERDUE_DAYS)).isoformat(),),
    )


def incomplete(scope: Scope) -> Found:
    """Records in use that lack what a new one would have to have."""
    from tinycrm.store.required import required

    in_use = {"deal": OPEN, "task": f"task.done_at IS NULL AND {live('task')}"}
    return joined(
        scope,
        (
            selected(
                scope,
                noun,
                f"{in_use.get(noun, live(noun))} AND {wanted.missing}",
                # A field's name comes from a fixed list, or is made of letters and digits.
                sql_text(f"has no {wanted.field.replace('_', ' ')}"),
                f"{edit} {{ref}} --set {wanted.field}=…",
                wanted.parameters,
            )
            for noun, edit in EDIT.items()
            for wanted in required(scope.db, noun)
        ),
    )


def orphans(scope: Scope) -> Found:
    """People and deals whose firm was deleted, and deals whose only people were."""
    gone = [
        Item(noun, id, f"belongs to O{firm} {quote_value(name)}, which is in the trash", command)
        for noun in ("contact", "deal")
        for id, firm, name in scope.db.rows(
            f"SELECT {noun}.id, company.id, company.name FROM company"
            f" JOIN {noun} ON {noun}.company_id = company.id"
            f" WHERE company.deleted_at IS NOT NULL AND {OPEN if noun == 'deal' else live(noun)}"
        )
        for command in [f"crm restore-company O{firm}"]
    ]
    left = selected(
        scope,
        "deal",
        f"{OPEN} AND company_id IS NULL"
        " AND EXISTS (SELECT 1 FROM deal_contact WHERE deal_id = deal.id)"
        " AND NOT EXISTS (SELECT 1 FROM deal_contact JOIN contact ON contact.id = contact_id"
        " WHERE deal_id = deal.id AND contact.deleted_at IS NULL)",
        sql_text("is with people who are all in the trash"),
        "crm edit-deal {ref} --contact …",
    )
    return joined(scope, [gathered(scope, gone), left])


def adrift(scope: Scope) -> Found:
    return selected(
        scope,
        "activity",
        f"{live('activity')}"
        " AND NOT EXISTS (SELECT 1 FROM activity_link WHERE activity_id = activity.id)",
        sql_text("concerns no person, firm or deal"),
        "crm edit-note {ref} --for …",
    )
