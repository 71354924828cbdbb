"""What every kind of record can do: be found, listed, archived, deleted, restored and tagged."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tinycrm.domain.text import quote_value
from tinycrm.store import points, settings, tags, values
from tinycrm.store.references import LETTER_OF, Found, live, plural, resolve, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tinycrm.store.database import Database, Operation
    from tinycrm.store.values import Kind

Shape = TypeVar("Shape", bound=tuple[Any, ...])
Extras = tuple[list[dict[str, Any]], list[str], list[Any]]
"""Contact points (as rows), tags and addresses that a new record is to have."""
CHUNK = 500
ATTACHED = (
    "tags",
    "addresses",
    "created_at",
    *(f"{verb}{kind}" for kind in points.POINT_FIELDS for verb in ("", "add_", "remove_")),
)
"""The fields that live outside of the noun's own table, or that every record takes."""
REQUIRES = (
    "SELECT 1 FROM setting WHERE key = ? UNION ALL SELECT 1 FROM custom_field"
    " WHERE noun = ? AND required = 1 AND retired_at IS NULL LIMIT 1"
)


def records_of(noun: str) -> type[Records[Any]]:
    """The class of a noun's records, by its name: `Contacts` for `contact`."""
    from importlib import import_module

    name = plural(noun)
    found: type[Records[Any]] = getattr(import_module(f"tinycrm.store.{name}"), name.capitalize())
    return found


class Records(Generic[Shape]):
    """The records of one noun in one file; `given` references are whatever `resolve` takes.

    A noun says how its records look (`shape`, the columns of the view `<noun>_view`) and how its
    lists are sorted when nothing else is asked for (`default_order`, SQL over its table), and
    which fields it takes: those with a column (`kinds`), those it handles by itself (`special`),
    those that live elsewhere (`attached`), and other names for them (`aliases`). Every further
    field is a custom field.
    """

    noun: str
    shape: type[Shape]
    default_order: str
    kinds: Mapping[str, Kind]
    special: tuple[str, ...] = ()
    aliases: Mapping[str, str] = MappingProxyType({})
    attached: tuple[str, ...] = ATTACHED

    def __init__(self, db: Database) -> None:
        self.db = db

    @property
    def letter(self) -> str:
        """The letter that references of this noun begin with."""
        return LETTER_OF[self.noun]

    # Reading

    def id(self, given: object) -> int:
        """The id of the record that `given` names; raises NotFoundError or AmbiguousError."""
        return resolve(self.db, self.noun, given)

    def get(self, given: object) -> Shape:
        """The record that `given` names."""
        return self.by_ids([self.id(given)])[0]

    def by_ids(self, ids: list[int]) -> list[Shape]:
        """The records of these ids, in this order; those that there are not are left out."""
        shape: Any = self.shape
        found: list[Shape] = self.db.by_ids(shape, f"{self.noun}_view", ids)
        return found

    def version(self, id: int) -> int:
        """How many times a record was changed, counted from 1: what an edit may name."""
        return int(self.db.value(f"SELECT version FROM {self.noun} WHERE id = ?", (id,)))

    def is_deleted(self, id: int) -> bool:
        """Whether a record is in the trash."""
        sql = f"SELECT deleted_at IS NOT NULL FROM {self.noun} WHERE id = ?"
        return bool(self.db.value(sql, (id,)))

    def find(
        self, filter: str = "", *, sort: str = "", limit: int | None = 50, offset: int = 0
    ) -> list[Shape]:
        """A page of the records that a filter selects; all of them with `limit=None`."""
        return list(self.stream(filter, sort=sort, limit=limit, offset=offset))

    def stream(
        self, filter: str = "", *, sort: str = "", limit: int | None = None, offset: int = 0
    ) -> Iterator[Shape]:
        """The selected records one by one, in constant memory."""
        cursor = self.select("id", filter, sort, limit, offset)
        while rows := cursor.fetchmany(CHUNK):
            yield from self.by_ids([id for (id,) in rows])

    def ids(self, filter: str = "", *, sort: str = "", limit: int | None = None) -> list[int]:
        """The ids of the selected records."""
        return [id for (id,) in self.select("id", filter, sort, limit, 0).fetchall()]

    def unordered(self, filter: str) -> Any:
        """A cursor over the ids of the selected records, in no order, as rows.

        One pass over the table: where many records are selected that takes a tenth of the time
        of following the index of an order.
        """
        where, parameters = self.condition(filter)
        return self.db.run(f"SELECT id FROM {self.noun} NOT INDEXED WHERE {where}", parameters)

    def count(self, filter: str = "") -> int:
        """How many records a filter selects."""
        where, parameters = self.condition(filter)
        sql = f"SELECT count(*) FROM {self.noun} WHERE {where}"
        return int(self.db.value(sql, parameters))

    def select(self, column: str, filter: str, sort: str, limit: int | None, offset: int) -> Any:
        """A cursor over one column of the selected records, in order."""
        where, parameters = self.condition(filter)
        order = self.order(sort) if sort else self.default_order
        return self.db.run(
            f"SELECT {self.noun}.{column} FROM {self.noun} WHERE {where}"
            f" ORDER BY {order} LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )

    def condition(self, filter: str) -> tuple[str, list[object]]:
        """The SQL condition for a filter over this noun's table, and its parameters."""
        if not filter.strip():
            return live(self.noun), []
        from tinycrm.store.filters import compile_filter, context_of

        return compile_filter(self.noun, filter, context_of(self.db))

    def order(self, sort: str) -> str:
        """The SQL terms to order by for sort keys; raises UsageError for an unknown one."""
        from tinycrm.store.filters import compile_sort, context_of

        return compile_sort(self.noun, sort, context_of(self.db))

    # Fields

    def named_fields(self, given: Mapping[str, object]) -> dict[str, object]:
        """The given fields under their own names."""
        return {self.aliases.get(field, field): value for field, value in given.items()}

    def columns(self, fields: Mapping[str, object], id: int | None = None) -> dict[str, Any]:
        """The columns for the fields that have one, and the custom fields as `custom`.

        `id` names the record that they will be written to, when there is one already.
        """
        columns = values.columns(self.db, self.kinds, fields)
        own = {*self.kinds, *self.special, *self.attached}
        extra = {field: value for field, value in fields.items() if field not in own}
        if extra:
            from tinycrm.store import custom

            held = id and self.db.value(f"SELECT custom FROM {self.noun} WHERE id = ?", (id,))
            columns["custom"] = custom.merged(self.db, self.noun, held or "{}", extra, own)
        if id is None and "owner" not in fields:
            columns["owner"] = self.db.known("owner", settings.get, self.db, "owner")
        if fields.get("created_at"):
            columns["created_at"] = values.instant(fields["created_at"], "created_at", self.db)
        return columns

    def refuse_incomplete(self, id: int) -> None:
        """Raise InvalidError where a record that a person has just added lacks a required field."""
        asked = ("requires", self.noun)
        if self.db.known(asked, self.db.value, REQUIRES, (f"require.{self.noun}", self.noun)):
            from tinycrm.store.required import refuse_incomplete

            refuse_incomplete(self.db, self.noun, id)

    def extras(self, fields: Mapping[str, object]) -> Extras:
        """What a new record is to have beside its columns, checked before anything is written."""
        addresses: list[Any] = []
        if fields.get("addresses"):
            from tinycrm.store.addresses import read_all

            addresses = read_all(fields["addresses"])
        names = [tags.tag_name(name) for name in values.texts(fields.get("tags"))]
        return points.prepared(self.db, fields), names, addresses

    def insert(self, columns: Mapping[str, Any], extras: Extras) -> int:
        """Insert a record with what it has beside its columns, and return its id.

        Contact points come first, so that the search index takes the record up once, complete.
        """
        prepared, names, addresses = extras
        id = self.db.next_id(self.noun)
        owner = f"{self.noun}_id"
        for point in prepared:
            self.db.insert("contact_point", {owner: id, **point})
        self.db.insert_record(self.noun, {"id": id, **columns})
        tags.put_new(self.db, self.noun, id, names)
        for address in addresses:
            self.db.insert("address", {owner: id, **address._asdict()})
        return id

    def attach(self, id: int, fields: Mapping[str, object]) -> None:
        """Put the tags of a new record on it."""
        if fields.get("tags"):
            tags.put(self.db, self.noun, id, fields["tags"])

    def reattach(self, id: int, fields: Mapping[str, object]) -> bool:
        """Change what an existing record has beside its columns; True if anything was given."""
        changed = points.edit(self.db, self.noun, id, fields)
        if "tags" in fields:
            changed = tags.replace(self.db, self.noun, id, fields["tags"]) or changed
        if "addresses" in fields:
            from tinycrm.store import addresses

            changed = addresses.replace(self.db, self.noun, id, fields["addresses"]) or changed
        return changed

    # Writing

    def named(self, id: int) -> str:
        """A record as the history names it: `C12 Ada Lovelace · Engines Ltd`."""
        return told(self.db, Found(self.noun, id))

    def add(self, **fields: object) -> int:
        """Add a record and return the id; every noun says which fields it takes."""
        with self.db.operation(f"{self.noun}.add") as operation:
            id = self.create(fields)
            self.refuse_incomplete(id)
            operation.summary = operation.summary or f"added {self.told(id)}"
        return id

    def create(self, given: Mapping[str, object], stamps: Mapping[str, Any] | None = None) -> int:
        """Insert a record within the current operation; `stamps` are columns of another file."""
        raise NotImplementedError

    def told(self, id: int) -> str:
        """A record as the history tells that it was added."""
        return self.named(id)

    def edit(self, given: object, version: int | None = None, **fields: object) -> int:
        """Write those fields that differ, and return the id.

        They are those of `add`. Of contact points `email` and its like replace the primary one,
        beside `add_email`, `remove_email` and so on; tags, links and the people of a deal are
        named anew, all of them. With `version`, raises ConflictError when the record has been
        changed since that version.
        """
        with self.db.operation(f"{self.noun}.edit") as operation:
            id = self.id(given)
            changed = self.change(id, fields, version)
            operation.summary = operation.summary or f"edited {self.named(id)}: {changed}"
        return id

    def change(self, id: int, given: Mapping[str, object], version: int | None = None) -> str:
        """Apply an edit within the current operation; returns the fields given, in words."""
        raise NotImplementedError

    def archive(self, given: object) -> int:
        """Take a record out of lists; it stays findable by `is:archived` and by its reference."""
        return self.stamp(given, "archive", "archived", {"archived_at": self.db.now()})

    def unarchive(self, given: object) -> int:
        """Bring a record back into the lists."""
        return self.stamp(given, "unarchive", "brought back", {"archived_at": None})

    def delete(self, given: object) -> int:
        """Move a record to the trash, from where `restore` brings it back."""
        return self.stamp(given, "delete", "deleted", {"deleted_at": self.db.now()})

    def restore(self, given: object) -> int:
        """Bring a record back, from the trash or from the archive."""
        values = {"deleted_at": None, "archived_at": None}
        if self.noun in ("contact", "company"):
            values["merged_into_id"] = None
        return self.stamp(given, "restore", "restored", values)

    def stamp(self, given: object, kind: str, words: str, values: Mapping[str, Any]) -> int:
        """Write times on a record as one step of the history, and return its id."""
        with self.db.operation(f"{self.noun}.{kind}") as operation:
            id = self.id(given)
            operation.summary = operation.summary or f"{words} {self.named(id)}"
            self.db.update_record(self.noun, id, self.if_different(id, values))
        return id

    def if_different(self, id: int, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Without a time that would replace an earlier one: archived stays archived since then."""
        columns = ", ".join(values)
        held = self.db.row(f"SELECT {columns} FROM {self.noun} WHERE id = ?", (id,)) or ()
        kept = dict(zip(values, held, strict=True))
        return {
            column: kept[column] if value and kept[column] else value
            for column, value in values.items()
        }

    def tag(self, given: object, *names: str) -> list[str]:
        """Put tags on a record; returns those that were new on it.

        Raises InvalidError for what cannot be a tag, such as an empty one.
        """
        names = tuple(map(tags.tag_name, names))
        with self.db.operation(f"{self.noun}.tag") as operation:
            id = self.id(given)
            added = tags.put(self.db, self.noun, id, names)
            self.tagged(operation, id, added, "tagged", "with")
        return added

    def untag(self, given: object, *names: str) -> list[str]:
        """Take tags off a record; returns those that were on it."""
        with self.db.operation(f"{self.noun}.untag") as operation:
            id = self.id(given)
            taken = tags.take(self.db, self.noun, id, names)
            self.tagged(operation, id, taken, "took off", "the tags")
        return taken

    def tagged(self, operation: Operation, id: int, names: list[str], verb: str, word: str) -> None:
        """Note in the history that tags were put on a record or taken off, if any were."""
        if names:
            self.db.touch(self.noun, id)
            listed = ", ".join(quote_value(name) for name in names)
            operation.summary = operation.summary or f"{verb} {self.named(id)} {word} {listed}"
