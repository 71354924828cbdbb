"""Checks of spellings: firms and tags that are there twice, and the forms they are matched by."""

import shlex
from collections.abc import Iterator

from tinycrm.domain.text import quote_value
from tinycrm.store import settings
from tinycrm.store.checks import (
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

MOST_TAGS = 5000
"""More tags than that are not compared with each other."""
TAG_IN_USE = "EXISTS (SELECT 1 FROM record_tag WHERE record_tag.tag_id = tag.id)"


def checks() -> list[Check]:
    return [
        Check("parents", "Firms that belong to themselves", RECORDS, circles),
        Check("companies", "Firms that are probably one", RECORDS, same_companies),
        Check("tags", "Tags that differ only in spelling", HINT, similar_tags),
        Check("unused-tags", "Tags that nothing carries", HINT, unused_tags, drop_unused_tags),
        Check("empty", "Firms with nobody and nothing", HINT, empty_companies),
        Check("keys", "Records matched by an old form of what they hold", RECORDS, old_keys, renew),
    ]


# Firms


def same_companies(scope: Scope) -> Found:
    """Those of one name, apart from case, accents, spaces and legal form."""
    from tinycrm.store.duplicates import dismissed

    db = scope.db

    def items() -> Iterator[Item]:
        for first, second, other in db.run(
            f"""SELECT first, id, name FROM company JOIN (
                    SELECT min(id) AS first, replace(name_key, ' ', '') AS word FROM company
                    WHERE {live("company")} AND name_key <> '' GROUP BY word HAVING count(*) > 1
                ) ON word = replace(name_key, ' ', '')
                WHERE {live("company")} AND id <> first ORDER BY first, id"""
        ):
            if not dismissed(db, "company", first, second):
                problem = f"is probably O{second} {quote_value(other)}"
                yield Item("company", first, problem, f"crm merge O{first} O{second}")

    return gathered(scope, items())


def empty_companies(scope: Scope) -> Found:
    tables = ("contact", "deal", "activity_link", "task_link", "contact_point")
    nothing = [f"SELECT 1 FROM {table} WHERE {table}.company_id = company.id" for table in tables]
    nothing.append("SELECT 1 FROM company AS child WHERE child.parent_id = company.id")
    return selected(
        scope,
        "company",
        " AND ".join([live("company"), *(f"NOT EXISTS ({each})" for each in nothing)]),
        sql_text("has no people, deals, activities or addresses"),
        "crm archive-company {ref}",
    )


def circles(scope: Scope) -> Found:
    """Firms that are above themselves; one of each circle."""
    above: dict[int, int] = dict(
        scope.db.rows("SELECT id, parent_id FROM company WHERE parent_id IS NOT NULL ORDER BY id")
    )
    return gathered(
        scope,
        (
            Item(
                "company", id, f"is its own parent, {way} up", f'crm edit-company O{id} --parent ""'
            )
            for id, steps in circles_in(above)
            for way in ["one step" if steps == 1 else f"{steps} steps"]
        ),
    )


def circles_in(above: dict[int, int]) -> Iterator[tuple[int, int]]:
    """(an id on it, its length) of each circle in a table of who is above whom."""
    seen: set[int] = set()
    for start in above:
        path: dict[int, int] = {}
        id: int | None = start
        while id is not None and id not in seen:
            seen.add(id)
            path[id] = len(path)
            id = above.get(id)
        if id is not None and id in path:
            yield id, len(path) - path[id]


# Tags


def similar_tags(scope: Scope) -> Found:
    from tinycrm.domain.spelling import similar_pairs

    used = dict(
        scope.db.rows(
            "SELECT name, (SELECT count(*) FROM record_tag WHERE tag_id = tag.id) FROM tag"
            " ORDER BY name_key LIMIT ?",
            (MOST_TAGS,),
        )
    )

    def items() -> Iterator[Item]:
        for pair in similar_pairs(used):
            rare, common = sorted(pair, key=lambda name: (used[name], -len(name)))
            times = "once" if used[common] == 1 else f"{used[common]} times"
            problem = f"looks like {quote_value(common)}, which is used {times}"
            # Else a tag could pass for an option.
            dashes = "-- " if rare.startswith("-") or common.startswith("-") else ""
            command = f"crm rename-tag {dashes}{shlex.quote(rare)} {shlex.quote(common)}"
            yield Item("", 0, problem, command, rare)

    return gathered(scope, items())


def unused_tags(scope: Scope) -> Found:
    rows = scope.db.run(f"SELECT name FROM tag WHERE NOT {TAG_IN_USE} ORDER BY name_key")
    command = "crm doctor unused-tags --fix"
    return gathered(scope, (Item("", 0, "is on no record", command, name) for (name,) in rows))


def drop_unused_tags(db: Database) -> None:
    for (id,) in db.rows(f"SELECT id FROM tag WHERE NOT {TAG_IN_USE}"):
        db.delete("tag", id)


# The forms under which records are matched and sorted


def old_keys(scope: Scope) -> Found:
    return gathered(
        scope,
        (
            Item(
                noun,
                owner,
                f"is matched by an old form of {quote_value(value)}",
                "crm doctor keys --fix",
            )
            for noun, owner, value, *_ in outdated(scope.db, scope.deep)
        ),
    )


def renew(db: Database) -> None:
    for _, _, _, table, id, columns in list(outdated(db, True)):
        db.update(table, id, columns)


Outdated = tuple[str, int, str, str, int, dict[str, str | None]]
"""The noun and the id of a record, its name or address, and the row with its new columns."""


def outdated(db: Database, deep: bool) -> Iterator[Outdated]:
    """Rows whose normal forms are not what they would be if they were written today."""
    from tinycrm.domain.names import company_key, name_key
    from tinycrm.domain.text import sort_key

    for noun, key_of in (("contact", name_key), ("company", company_key)):
        for id, name, key, sort in db.run(f"SELECT id, name, name_key, sort_key FROM {noun}"):
            wanted = (key_of(name), sort_key(name))
            if (key, sort) != wanted:
                yield (
                    noun,
                    id,
                    name,
                    noun,
                    id,
                    dict(zip(("name_key", "sort_key"), wanted, strict=True)),
                )
    for id, title, sort in db.run("SELECT id, title, sort_key FROM deal"):
        if sort != sort_key(title):
            yield "deal", id, title, "deal", id, {"sort_key": sort_key(title)}
    yield from outdated_points(db, deep)


def outdated_points(db: Database, deep: bool) -> Iterator[Outdated]:
    """Contact points with another key than they would get today.

    A number is only judged by the region that the file sets itself: that of the machine may be
    another one tomorrow. Unless `deep`, a national number whose key begins with the region's
    country code passes without being read again.
    """
    from tinycrm.domain.phones import phone_key
    from tinycrm.store.points import key_of

    region = settings.get(db, "region") or ""
    prefix = "" if deep else calling_code(db, region)
    for id, kind, value, key, contact, company in db.run(
        "SELECT id, kind, value, value_key, contact_id, company_id FROM contact_point"
    ):
        if kind == "phone":
            if prefix and key and key.startswith(prefix) and not value.startswith("+"):
                continue
            wanted = phone_key(value, region)
            # Never from a whole number to mere digits: the region may be unknown.
            if wanted is None or not wanted.startswith("+"):
                continue
        else:
            wanted = key_of(db, kind, value)
        if wanted != key:
            noun, owner = ("contact", contact) if contact else ("company", company)
            yield noun, owner, value, "contact_point", id, {"value_key": wanted}


def calling_code(db: Database, region: str) -> str:
    """`+44` for GB; empty where the region is unknown or no number is national."""
    national = "SELECT 1 FROM contact_point WHERE kind = 'phone' AND value NOT LIKE '+%' LIMIT 1"
    if not region or not db.value(national):
        return ""
    from phonenumbers import country_code_for_region

    code = country_code_for_region(region)
    return f"+{code}" if code else ""
