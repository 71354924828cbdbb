"""Checks of people and of ways to reach them."""

import json
import shlex
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import Any

from tinycrm.domain.text import quote_value
from tinycrm.store import settings
from tinycrm.store.checks import (
    EDIT,
    HINT,
    RECORDS,
    Check,
    Found,
    Item,
    Scope,
    gathered,
    selected,
    sql_text,
)
from tinycrm.store.database import Database
from tinycrm.store.references import live

QUIET_DAYS = 365
COMPARED = 20
"""So many of those who share an address are compared with each other."""
NO_NAMES = (
    "?", "contact", "first last", "n a", "name", "new contact", "no name", "noname", "none", "null",
    "tba", "tbd", "test", "unknown", "unnamed", "untitled", "x", "xx", "xxx",
)  # fmt: skip
"""What stands where a name should, as `name_key` has it."""


def checks() -> list[Check]:
    return [
        Check("emails", "E-mail addresses that are not valid", RECORDS, wrong_emails),
        Check("phones", "Telephone numbers that cannot be dialled", RECORDS, wrong_phones),
        Check("dead", "Addresses and numbers marked as invalid", RECORDS, dead_points),
        Check("nameless", "People without a proper name", RECORDS, nameless),
        Check("unreachable", "People who cannot be reached", RECORDS, unreachable),
        Check("duplicates", "People who are probably there twice", RECORDS, duplicates),
        Check("stale", "People with whom nothing happened for a year", HINT, stale),
    ]


def unreachable(scope: Scope) -> Found:
    return selected(
        scope,
        "contact",
        f"{live('contact')}"
        " AND NOT EXISTS (SELECT 1 FROM contact_point WHERE contact_point.contact_id = contact.id"
        " AND contact_point.invalid_since IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM address WHERE address.contact_id = contact.id)",
        sql_text("has no e-mail address, telephone number, page or postal address"),
        "crm edit-contact {ref} --email …",
    )


def nameless(scope: Scope) -> Found:
    marks = ", ".join("?" * len(NO_NAMES))
    return selected(
        scope,
        "contact",
        f"{live('contact')} AND (name_key IN ({marks}) OR name LIKE '%_@_%')",
        sql_text("is not called that"),
        "crm edit-contact {ref} --name …",
        NO_NAMES,
    )


def stale(scope: Scope) -> Found:
    since = (scope.today - timedelta(days=QUIET_DAYS)).isoformat()
    return selected(
        scope,
        "contact",
        f"{live('contact')} AND coalesce(last_activity_at, created_at) < ?"
        " AND NOT EXISTS (SELECT 1 FROM task_link JOIN task ON task.id = task_link.task_id"
        " WHERE task_link.contact_id = contact.id AND task.done_at IS NULL"
        f" AND {live('task')})",
        "'nothing since ' || substr(coalesce(last_activity_at, created_at), 1, 10)",
        "crm archive-contact {ref}",
        (since,),
    )


def duplicates(scope: Scope) -> Found:
    """What `crm dedupe` would find of those who share an address; with --deep, all of it."""
    return gathered(scope, similar(scope) if scope.deep else sharing(scope))


def sharing(scope: Scope) -> Iterator[Item]:
    for kind, value, ids in scope.db.run(
        "SELECT kind, value, json_group_array(DISTINCT contact_id) FROM contact_point"
        f" JOIN contact ON contact.id = contact_id AND {live('contact')}"
        " WHERE kind IN ('email', 'phone') AND value_key IS NOT NULL"
        " GROUP BY value_key, kind HAVING min(contact_id) < max(contact_id)"
    ):
        pair = alike(scope.db, sorted(json.loads(ids))[:COMPARED])
        if pair is None:
            continue
        first, second = pair
        same = "e-mail address" if kind == "email" else "telephone number"
        problem = f"has the {same} {quote_value(value)}, as C{second} has"
        yield Item("contact", first, problem, f"crm merge C{first} C{second}")


def alike(db: Database, ids: list[int]) -> tuple[int, int] | None:
    """The first two whom `crm dedupe` would show, too: a couple with one address is left alone."""
    from tinycrm.domain.similarity import compare
    from tinycrm.store.comparable import load
    from tinycrm.store.duplicates import MINIMUM, dismissed

    people = load(db, "contact", ids)
    for first, second in combinations(ids, 2):
        enough = compare(people[first], people[second]).points >= MINIMUM
        if enough and not dismissed(db, "contact", first, second):
            return first, second
    return None


def similar(scope: Scope) -> Iterator[Item]:
    from tinycrm.store.duplicates import AHEAD, find

    for pair in find(scope.db, "contact", ahead=AHEAD):
        reasons = ", ".join(pair.reasons)
        problem = f"may be C{pair.b} as well: {reasons}"
        yield Item("contact", pair.a, problem, f"crm merge C{pair.a} C{pair.b}")


# Ways to reach somebody


def points(db: Database, where: str) -> Any:
    """(kind, value, key, noun, owner's id) of contact points."""
    return db.run(
        "SELECT kind, value, value_key, iif(contact_id IS NULL, 'company', 'contact'),"
        f" coalesce(contact_id, company_id) FROM contact_point WHERE {where}"
    )


def is_live(db: Database, noun: str, id: int) -> bool:
    return bool(db.value(f"SELECT 1 FROM {noun} WHERE id = ? AND {live(noun)}", (id,)))


def point_item(noun: str, id: int, kind: str, value: str, problem: str) -> Item:
    ref = f"{'C' if noun == 'contact' else 'O'}{id}"
    command = f"{EDIT[noun]} {ref} --remove-{kind}={shlex.quote(value)} --add-{kind} …"
    return Item(noun, id, f"{quote_value(value)}: {problem}", command)


def wrong_emails(scope: Scope) -> Found:
    from tinycrm.domain.emails import check_email

    return gathered(
        scope,
        (
            point_item(noun, id, kind, value, reason)
            for kind, value, _, noun, id in points(scope.db, "kind = 'email'")
            if (reason := check_email(value)) and is_live(scope.db, noun, id)
        ),
    )


def wrong_phones(scope: Scope) -> Found:
    return gathered(scope, wrong_numbers(scope.db))


def wrong_numbers(db: Database) -> Iterator[Item]:
    """Numbers that are none, and those that lack a country code."""
    from tinycrm.domain.phones import check_phone

    region = settings.get(db, "region")
    unknown = "kind = 'phone' AND coalesce(value_key, '') NOT LIKE '+%'"
    for kind, value, _, noun, id in points(db, unknown):
        reason = check_phone(value)
        if reason is None and region:
            reason = None if is_number(value, region) else f"this is no whole number in {region}"
            if reason is None:
                continue  # only its key is out of date, which is another check's business
        if not is_live(db, noun, id):
            continue
        if reason:
            yield point_item(noun, id, kind, value, reason)
        else:
            problem = f"{quote_value(value)} has no country code, and the file has no region"
            yield Item(noun, id, problem, "crm config region …")


def is_number(value: str, region: str) -> bool:
    from tinycrm.domain.phones import phone_key

    return (phone_key(value, region) or "").startswith("+")


def dead_points(scope: Scope) -> Found:
    return gathered(
        scope,
        (
            point_item(noun, id, kind, value, "is marked as invalid")
            for kind, value, _, noun, id in points(scope.db, "invalid_since IS NOT NULL")
            if is_live(scope.db, noun, id)
        ),
    )
