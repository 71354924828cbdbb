"""Links: whom and what an activity or a task concerns, and what the two nouns have in common."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Mapping
from typing import Any

from tinycrm.domain.text import shorten
from tinycrm.store import tags
from tinycrm.store.database import Database
from tinycrm.store.records import Records, Shape
from tinycrm.store.references import LETTER_OF, NAME_COLUMN, Found, resolve_any
from tinycrm.store.values import texts

TARGETS = ("contact", "company", "deal")
"""The kinds of record that activities and tasks can be linked to."""


def targets(db: Database, given: object) -> list[Found]:
    """The people, firms and deals that one reference or several name, each once.

    Several may stand in one text when they are numbers: `C1, D31`. Raises what `resolve_any` does.
    """
    found = []
    for item in texts([given] if isinstance(given, Found) else given):
        if isinstance(item, Found):
            found.append(item)
            continue
        text = str(item)
        several = re.fullmatch(r"\s*[A-Za-z]?\d+(\s*,\s*[A-Za-z]?\d+)+\s*", text, re.ASCII)
        parts = text.split(",") if several else [text]
        found += [resolve_any(db, part, TARGETS) for part in parts]
    return list(dict.fromkeys(found))


def of(db: Database, noun: str, id: int) -> list[Found]:
    """What a record is linked to, in the order in which it was."""
    columns = ", ".join(f"{target}_id" for target in TARGETS)
    rows = db.rows(f"SELECT {columns} FROM {noun}_link WHERE {noun}_id = ? ORDER BY id", (id,))
    return [
        Found(target, linked)
        for row in rows
        for target, linked in zip(TARGETS, row, strict=True)
        if linked is not None
    ]


def put(db: Database, noun: str, id: int, wanted: list[Found]) -> list[Found]:
    """Link a record to others; returns those that it was not linked to yet."""
    held = of(db, noun, id)
    new = [found for found in wanted if found not in held]
    for found in new:
        db.insert(f"{noun}_link", {f"{noun}_id": id, f"{found.noun}_id": found.id})
    return new


def take(db: Database, noun: str, id: int, unwanted: list[Found]) -> list[Found]:
    """Unlink a record from others; returns those that it was linked to."""
    held = of(db, noun, id)
    gone = [found for found in unwanted if found in held]
    for found in gone:
        link = db.value(
            f"SELECT id FROM {noun}_link WHERE {noun}_id = ? AND {found.noun}_id = ?",
            (id, found.id),
        )
        db.delete(f"{noun}_link", link)
    return gone


def name(db: Database, found: Found) -> str:
    """The name of a linked record, and nothing else."""
    column = NAME_COLUMN[found.noun]
    return str(db.value(f"SELECT {column} FROM {found.noun} WHERE id = ?", (found.id,)))


def named(db: Database, several: list[Found]) -> str:
    """Linked records in the words of the history: `Ada Lovelace and Engine No. 2`."""
    if len(several) > 3:
        return f"{name(db, several[0])} and {len(several) - 1} others"
    return " and ".join(name(db, found) for found in several)


def first_line(text: str | None) -> str:
    """What a longer text begins with, short enough for a line of the history."""
    lines = (text or "").strip().splitlines()
    return shorten(lines[0], 60) if lines else ""


class Linked(Records[Shape]):
    """The records of a noun that concern any number of people, firms and deals.

    Their field `for` takes one reference or several.
    """

    attached = ("tags", "created_at")

    def change(self, id: int, given: Mapping[str, object], version: int | None = None) -> str:
        """Apply an edit within the current operation; returns the fields given, in words."""
        fields = self.named_fields(given)
        changed = self.db.update_record(self.noun, id, self.edited(id, fields), version)
        relinked = False
        if "for" in fields:
            wanted = targets(self.db, fields["for"])
            gone = [found for found in of(self.db, self.noun, id) if found not in wanted]
            relinked = bool(
                [*take(self.db, self.noun, id, gone), *put(self.db, self.noun, id, wanted)]
            )
        if "tags" in fields:
            relinked = tags.replace(self.db, self.noun, id, fields["tags"]) or relinked
        if relinked and not changed:
            self.db.touch(self.noun, id)
        return ", ".join(fields).replace("_", " ")

    def edited(self, id: int, fields: Mapping[str, object]) -> dict[str, Any]:
        """The columns that an edit of these fields writes."""
        raise NotImplementedError

    def link(self, given: object, reference: object) -> list[str]:
        """Link a record to others; returns the references of those it was not linked to yet."""
        return self.relink(given, reference, put, "linked", "to")

    def unlink(self, given: object, reference: object) -> list[str]:
        """Unlink a record from others; returns the references of those it was linked to."""
        return self.relink(given, reference, take, "unlinked", "from")

    def relink(self, given: object, reference: object, act: Any, verb: str, word: str) -> list[str]:
        """Link or unlink as one step of the history; `act` is `put` or `take`."""
        with self.db.operation(f"{self.noun}.{verb.removesuffix('ed')}") as operation:
            id = self.id(given)
            changed = act(self.db, self.noun, id, targets(self.db, reference))
            if changed:
                self.db.touch(self.noun, id)
                words = f"{verb} {self.named(id)} {word} {named(self.db, changed)}"
                operation.summary = operation.summary or words
        return [f"{LETTER_OF[found.noun]}{found.id}" for found in changed]
