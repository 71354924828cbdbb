"""Reads many records at once, as plain rows and in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinycrm.store.database import Database
    from tinycrm.store.records import Records

    Row = tuple[Any, ...]

CHUNK = 500
PRIMARY = ("email", "phone")


def stream(
    records: Records[Any], filter: str = "", *, sort: str = "", limit: int | None = None
) -> Iterator[Row]:
    """The records that a filter selects, each as the values of its shape's columns, in order.

    The primary contact points are left empty: whoever wants all of them reads `points`, where
    they are the first. One query reads all, so what others write meanwhile does not show.
    """
    noun, shape = records.noun, records.shape
    where, parameters = records.condition(filter)
    order = records.order(sort) if sort else records.default_order
    columns = ", ".join(
        "NULL" if column in PRIMARY else f"shown.{column}" for column in shape._fields
    )
    # The limit, also when it is none, keeps the order of the chosen; the cross join goes by it.
    cursor = records.db.run(
        f"WITH chosen AS MATERIALIZED (SELECT {noun}.id AS chosen_id FROM {noun} WHERE {where}"
        f" ORDER BY {order} LIMIT ?)"
        f" SELECT {columns} FROM chosen CROSS JOIN {noun}_view AS shown"
        " ON shown.id = chosen.chosen_id",
        (*parameters, -1 if limit is None else limit),
    )
    while rows := cursor.fetchmany(CHUNK):
        yield from rows


def points(db: Database, noun: str, ids: Sequence[int]) -> list[Row]:
    """The contact points of some records: owner, kind, value, label, since when it is invalid."""
    marks = ", ".join("?" * len(ids))
    return db.rows(
        f"SELECT {noun}_id, kind, value, label, invalid_since FROM contact_point"
        f" WHERE {noun}_id IN ({marks}) ORDER BY kind, is_primary DESC, id",
        ids,
    )
