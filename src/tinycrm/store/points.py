"""Contact points: the e-mail addresses, telephone numbers, pages and handles of a record."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.text import clean_input, quote_value
from tinycrm.errors import InvalidError, NotFoundError
from tinycrm.store.settings import region
from tinycrm.store.values import instant, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.database import Database

POINT_FIELDS = {"email": "email", "phone": "phone", "url": "url", "handle": "handle"}
"""The fields that hold contact points; each takes one value or several."""


class Point(NamedTuple):
    """One way to reach a person or a firm; `value_key` is its normal form for matching."""

    id: int
    kind: str
    label: str | None
    value: str
    value_key: str | None
    is_primary: int
    invalid_since: str | None


def of(db: "Database", noun: str, id: int) -> list[Point]:
    """The contact points of a record, each kind's primary one first."""
    return db.view(
        Point, "contact_point", f"WHERE {noun}_id = ? ORDER BY kind, is_primary DESC, id", (id,)
    )


def of_many(db: "Database", noun: str, ids: list[int]) -> dict[int, list[Point]]:
    """The contact points of a page of records, by the record's id."""
    sql = (
        f"SELECT {noun}_id, {', '.join(Point._fields)} FROM contact_point"
        f" WHERE {noun}_id IN ({{}}) ORDER BY kind, is_primary DESC, id"
    )
    return db.by_owner(Point, sql, ids)


def key_of(db: "Database", kind: str, value: str) -> str | None:
    """The normal form under which a contact point is matched."""
    if kind == "email":
        from tinycrm.domain.emails import email_key

        return email_key(value)
    if kind == "phone":
        from tinycrm.domain.phones import phone_key

        return phone_key(value, db.known("region", region, db))
    if kind == "url":
        from tinycrm.domain.web import url_key

        return url_key(value)
    return value.casefold().lstrip("@")


def row_of(db: "Database", kind: str, item: object) -> dict[str, Any]:
    """The columns of a contact point that is given; raises InvalidError for what cannot be one."""
    value, label = parts(kind, item)
    row = {"kind": kind, "label": label, "value": value, "value_key": key_of(db, kind, value)}
    if isinstance(item, dict) and item.get("invalid_since"):
        row["invalid_since"] = instant(item["invalid_since"], "invalid_since", db)
    return row


def prepared(db: "Database", fields: "Mapping[str, object]") -> list[dict[str, Any]]:
    """The rows for the contact points that a new record is given, each once; none is written."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for kind in POINT_FIELDS:
        for item in texts(fields.get(kind)):
            row = row_of(db, kind, item)
            rows.setdefault((kind, row["value_key"] or row["value"]), row)
    return list(rows.values())


def add(db: "Database", noun: str, id: int, kind: str, given: object) -> bool:
    """Add contact points of one kind, as text or as {"value": …, "label": …}; known ones stay.

    Returns whether any was new.
    """
    added = False
    for item in texts(given):
        row = row_of(db, kind, item)
        known = db.value(
            f"SELECT id FROM contact_point WHERE {noun}_id = ? AND kind = ?"
            " AND coalesce(value_key, value) = ?",
            (id, kind, row["value_key"] or row["value"]),
        )
        if known is None:
            db.insert("contact_point", {f"{noun}_id": id, **row})
            added = True
    return added


def parts(kind: str, item: object) -> tuple[str, str | None]:
    """The value and the label of a given contact point; refuses what cannot be one."""
    label = None
    if isinstance(item, dict):
        label = clean_input(str(item["label"]), "label") if item.get("label") else None
        item = item.get("value", "")
    value = clean_input(str(item), kind).strip()
    reason = None if value else f"an empty {kind} reaches nobody"
    if kind == "email" and value:
        from tinycrm.domain.emails import check_email, name_and_address

        value = name_and_address(value)[1] or value
        reason = check_email(value)
    elif kind == "phone" and value:
        from tinycrm.domain.phones import check_phone

        reason = check_phone(value)
    if reason:
        raise InvalidError(
            f"{quote_value(value)} is not a usable {kind}: {reason.removesuffix('.')}.",
            "Mend it, or leave it out.",
            kind,
        )
    return value, label


def replace_primary(db: "Database", noun: str, id: int, kind: str, given: object) -> bool:
    """Put a value in the place of the primary one of its kind, and add any further ones.

    An empty value removes the primary one. A value that the record has already is made the
    primary one, and replaces none. The label stays unless another is given, or "". Returns
    whether anything changed.
    """
    items = texts(given)
    known = known_points(db, noun, id, kind)
    if not items:
        if known:
            db.delete("contact_point", known[0].id)
        return bool(known)
    value, label = parts(kind, items[0])
    key = key_of(db, kind, value)
    wanted = {"value": value, "value_key": key}
    if any(key_of_point(point) == (key or value) for point in known):
        changed = prefer(db, noun, id, kind, key or value)
        first = known_points(db, noun, id, kind)[0]
    elif known:
        changed, first, wanted["invalid_since"] = False, known[0], None
    else:
        row = {"kind": kind, "label": label, "value": value, "value_key": key}
        db.insert("contact_point", {f"{noun}_id": id, **row})
        return add(db, noun, id, kind, items[1:]) or True
    unlabelled = isinstance(items[0], dict) and items[0].get("label") == ""
    wanted["label"] = None if unlabelled else label or first.label
    if any(getattr(first, column) != new for column, new in wanted.items()):
        db.update("contact_point", first.id, wanted)
        changed = True
    return add(db, noun, id, kind, items[1:]) or changed


def known_points(db: "Database", noun: str, id: int, kind: str) -> list[Point]:
    return [point for point in of(db, noun, id) if point.kind == kind]


def key_of_point(point: Point) -> str:
    """What tells a record's contact points of one kind apart."""
    return point.value_key or point.value


def prefer(db: "Database", noun: str, id: int, kind: str, key: str) -> bool:
    """Make the contact point with that normal form its kind's primary one; True if it was not."""
    known = known_points(db, noun, id, kind)
    if key_of_point(known[0]) == key:
        return False
    for point in known:
        is_primary = int(key_of_point(point) == key)
        if point.is_primary != is_primary:
            db.update("contact_point", point.id, {"is_primary": is_primary})
    return True


def remove(db: "Database", noun: str, id: int, kind: str, given: object) -> bool:
    """Remove contact points, given in any spelling; raises NotFoundError if there is none."""
    for item in texts(given):
        value = str(item)
        key = key_of(db, kind, value) or value
        same = [
            point
            for point in known_points(db, noun, id, kind)
            if key in (point.value_key, point.value)
        ]
        if not same:
            raise NotFoundError(
                f"There is no {kind} {quote_value(value)} on this {noun}.",
                f"See what there is with: crm show-{noun}",
            )
        db.delete("contact_point", same[0].id)
    return bool(texts(given))


def edit(db: "Database", noun: str, id: int, given: "Mapping[str, object]") -> bool:
    """Apply `email`, `add_email`, `remove_email` and their like; True if that changed anything."""
    changed = False
    for kind in POINT_FIELDS:
        for field, change in (
            (kind, replace_primary),
            (f"remove_{kind}", remove),
            (f"add_{kind}", add),
        ):
            if field in given:
                changed = change(db, noun, id, kind, given[field]) or changed
    return changed
