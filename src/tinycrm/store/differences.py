"""What a step of the history changed, field by field and in words: as it was before and after."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tinycrm.domain.instants import local_minute
from tinycrm.store.database import Database
from tinycrm.store.references import LETTER_OF, LETTERS, NAME_COLUMN

LONGEST_TEXT = 500
HIDDEN = {
    *("uid", "version", "name_key", "sort_key", "value_key", "position", "series_on"),
    *("created_at", "updated_at", "stage_entered_at"),
}
"""Columns that say nothing to a person, or what another one says as well."""
RETOLD = "deal_event"
"""The table whose rows tell once more what happened to a deal."""
WHAT = {
    "activity_link": "link",
    "contact_point": "contact point",
    "custom_field": "field",
    "deal_contact": "person in a deal",
    "external_ref": "identity elsewhere",
    "not_duplicate": "no duplicate",
    "record_tag": "tag",
    "task_link": "link",
}
"""What a row of a table is called where that is not the table's name."""
VERBS = {"insert": "added", "update": "changed", "delete": "removed"}
FLAGS = ("is_primary", "required")
FOREIGN = ("external_id", "tax_id")
"""Numbers that others have given, which lead to nothing in the file."""
NAMED = ("stage", "pipeline", "tag")


class Difference(NamedTuple):
    """A field that a step changed; an empty text where there was or is no value.

    `ref` and `name` are those of the record that it belongs to, both empty for what belongs to
    the whole file. `what` says what was `changed`, `added` or `removed` (`kind`): the record
    itself, a contact point, a tag … `id` is the number of the change, which several fields of a
    row share.
    """

    id: int
    ref: str
    name: str
    what: str
    kind: str
    field: str
    before: str
    after: str


def differences(
    db: Database, step: int, limit: int = 200, after: int = 0, record: str = ""
) -> list[Difference]:
    """What a step changed, in the order in which it did, at least `limit` fields if there are.

    The fields of a row stay together, so that a few more may be returned; `after` is the `id` of
    the last one of the page before. With `record` (`C12`) what it changed in that one. Names are
    those of today.
    """
    found: list[Difference] = []
    reader = Reader(db)
    for row in rows(db, step, after, record):
        found += reader.differences(*row)
        if len(found) >= limit:
            break
    return found


def rows(db: Database, step: int, after: int, record: str) -> Iterator[tuple[Any, ...]]:
    """The changes of a step but those that only tell others once more, read as they are needed."""
    of_record, given = ("record = ? AND ", [record]) if record else ("", [])
    yield from db.run(
        "SELECT id, table_name, row_id, coalesce(record, ''), kind, before, after FROM change"
        f" WHERE {of_record}operation_id = ? AND id > ? AND table_name <> ? ORDER BY id",
        (*given, step, after, RETOLD),
    )


class Reader:
    """Puts changes into words; names that were looked up once are kept."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.known: dict[tuple[str, int], str] = {}

    def differences(
        self,
        id: int,
        table: str,
        row_id: int,
        ref: str,
        kind: str,
        before: str | None,
        after: str | None,
    ) -> Iterator[Difference]:
        """The fields of one change that differ and mean something."""
        was: dict[str, Any] = json.loads(before or "{}")
        now: dict[str, Any] = json.loads(after or "{}")
        name = self.name(LETTERS[ref[0]], int(ref[1:])) if ref else ""
        what = WHAT.get(table, table)
        for field, old, new in self.fields(table, row_id, ref, was, now):
            if old != new:
                yield Difference(id, ref, name, what, VERBS[kind], field, old, new)

    def fields(
        self, table: str, row_id: int, ref: str, was: dict[str, Any], now: dict[str, Any]
    ) -> Iterator[tuple[str, str, str]]:
        """(field, before, after) of a row in words."""
        if table == "setting":
            key = now.get("key") or was.get("key") or self.held(table, row_id, "key")
            yield str(key), str(was.get("value", "")), str(now.get("value", ""))
            return
        own = f"{LETTERS[ref[0]]}_id" if ref else ""
        for column in dict.fromkeys([*was, *now]):
            if column == "custom":
                yield from self.custom(table, was, now)
            elif table == "contact_point" and column in ("kind", "value"):
                if column == "value":
                    kind = now.get("kind") or was.get("kind") or self.held(table, row_id, "kind")
                    yield str(kind), cut(was.get("value", "")), cut(now.get("value", ""))
            elif column not in HIDDEN and (column != own or table in LETTER_OF):
                old = self.value(table, row_id, column, was)
                yield title(column), old, self.value(table, row_id, column, now)

    def custom(
        self, noun: str, was: dict[str, Any], now: dict[str, Any]
    ) -> Iterator[tuple[str, str, str]]:
        from tinycrm.store.custom import as_text, definitions

        labels = {key: field.label for key, field in definitions(self.db, noun).items()}
        old, new = (json.loads(values.get("custom") or "{}") for values in (was, now))
        for key in dict.fromkeys([*old, *new]):
            before, after = (
                cut(as_text(values[key])) if key in values else "" for values in (old, new)
            )
            yield labels.get(key, key), before, after

    def value(self, table: str, row_id: int, column: str, row: Mapping[str, Any]) -> str:
        """A value as a person reads it."""
        value = row.get(column)
        if value is None or (column in FLAGS and not value):
            return ""
        if column in FLAGS:
            return "yes"
        if column.endswith("_id") and column not in FOREIGN:
            return self.reference(table, column, value)
        if column == "amount":
            from tinycrm.domain.money import format_compact

            return format_compact(
                value, row.get("currency") or self.held(table, row_id, "currency")
            )
        if column == "probability":
            return f"{value} %"
        if column == "recurrence":
            from tinycrm.domain.recurrence import describe_recurrence

            return describe_recurrence(str(value))
        if column == "at" or column.endswith(("_at", "_since")):
            return local_minute(str(value))
        return cut(str(value))

    def reference(self, table: str, column: str, id: int) -> str:
        """What a foreign key points at: `O3 Engines Ltd`, a stage's name."""
        noun = re.sub(r"^from_|(_[ab])?_id$", "", column)
        noun = {"parent": "company", "merged_into": table}.get(noun, noun)
        if noun in NAMED:
            return self.name(noun, id)
        return f"{LETTER_OF[noun]}{id} {self.name(noun, id)}".rstrip()

    def name(self, table: str, id: int) -> str:
        """The name that a record, stage or tag has today; "" where it has none or is gone."""
        if table == "activity":
            return ""
        if (table, id) not in self.known:
            found = self.held(table, id, NAME_COLUMN.get(table, "name"))
            self.known[table, id] = cut(found)
        return self.known[table, id]

    def held(self, table: str, id: int, column: str) -> str:
        """A column of a row as it is today; "" where the row is gone."""
        found = self.db.value(f"SELECT {column} FROM {table} WHERE id = ?", (id,))
        return "" if found is None else str(found)


def title(column: str) -> str:
    """A column as a person calls it: `company`, `due`, `job title`."""
    if column in FOREIGN:
        return column.replace("_", " ")
    return (
        "when" if column == "at" else re.sub(r"(_[ab])?_(id|at|on)$", "", column).replace("_", " ")
    )


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
