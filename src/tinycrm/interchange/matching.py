"""Finds the contact that a person in a file is: by identity, e-mail address, or phone and name.

A name alone never makes two people one, and neither does an address that people share.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.names import name_key
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.interchange.people import Person
    from tinycrm.store.database import Database


class Matcher:
    """Looks for people of one file (`source`) in the database; `tell` is given what is notable."""

    def __init__(self, db: Database, source: str, tell: Callable[[str], None]) -> None:
        self.db = db
        self.source = source
        self.tell = tell

    def identity(self, person: Person, points: list[dict[str, Any]]) -> str:
        """What tells the person from others of the file when it is imported again."""
        if person.id:
            return person.id
        if person.stamps.get("uid") or any(
            point["value_key"] for point in points if point["kind"] in ("email", "phone")
        ):
            return ""
        content = json.dumps([person.fields, person.extra], sort_keys=True, ensure_ascii=False)
        return "row:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def find(
        self, person: Person, named: dict[str, Any], identity: str, points: list[dict[str, Any]]
    ) -> int:
        """The id of the contact, 0 where there is none; also of one in the trash.

        `named` are the columns for the person's name, `points` the rows for e-mail addresses and
        phone numbers.
        """
        name, own = str(named["name"]), str(named["name_key"])
        uid = person.stamps.get("uid")
        if uid:
            found = self.db.value("SELECT id FROM contact WHERE uid = ?", (uid,))
            if found:
                return self.survivor(found)
        keys = [(point["kind"], point["value_key"]) for point in points if point["value_key"]]
        if identity:
            found = self.by_reference(person, name, identity, keys)
            if found:
                return found
        return self.by_email(name, own, identity, keys) or self.by_phone(own, keys)

    def survivor(self, id: int) -> int:
        """The contact into which that one was merged, or itself."""
        while merged := self.db.value("SELECT merged_into_id FROM contact WHERE id = ?", (id,)):
            id = int(merged)
        return id

    def by_reference(
        self, person: Person, name: str, identity: str, keys: list[tuple[str, str]]
    ) -> int:
        found = self.db.value(
            "SELECT contact_id FROM external_ref WHERE source = ? AND external_id = ?",
            (self.source, identity),
        )
        if not found:
            return 0
        id = self.survivor(found)
        held = str(self.db.value("SELECT name FROM contact WHERE id = ?", (id,)))
        if alike(name, held) or any(
            self.db.value(
                "SELECT 1 FROM contact_point WHERE contact_id = ? AND kind = ? AND value_key = ?",
                (id, *key),
            )
            for key in keys
        ):
            return id
        raise InvalidError(
            f"its id {quote_value(identity)} was imported before as C{id} {quote_value(held)},"
            f" and {quote_value(name)} seems to be somebody else"
        )

    def sharing(self, kind: str, key: str) -> list[tuple[int, str, str]]:
        """(id, name, its key) of the people with a contact point."""
        rows = self.db.rows(
            "SELECT DISTINCT contact.id, name, name_key FROM contact_point"
            " JOIN contact ON contact.id = contact_point.contact_id"
            " WHERE value_key = ? AND kind = ? AND deleted_at IS NULL ORDER BY contact.id LIMIT 50",
            (key, kind),
        )
        return [(int(id), str(name), str(key)) for id, name, key in rows]

    def by_email(self, name: str, own: str, identity: str, keys: list[tuple[str, str]]) -> int:
        for kind, key in keys:
            if kind != "email":
                continue
            found = self.sharing(kind, key)
            for id, _, held in found:
                if held == own:
                    return id
            for id, held, _ in found:
                if alike(name, held) and not self.known_otherwise(id, identity):
                    return id
            if found:
                id, other, _ = found[0]
                self.tell(f"{name} has the e-mail address of C{id} {other}, but is kept apart.")
        return 0

    def known_otherwise(self, id: int, identity: str) -> bool:
        """Whether the same source has that contact under another identity."""
        return bool(
            identity
            and self.db.value(
                "SELECT 1 FROM external_ref WHERE contact_id = ? AND source = ?", (id, self.source)
            )
        )

    def by_phone(self, own: str, keys: list[tuple[str, str]]) -> int:
        for kind, key in keys:
            if kind == "phone":
                for id, _, held in self.sharing(kind, key):
                    if held == own:
                        return id
        return 0


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same first name, or some words of the other."""
    if "@" in one or "@" in other:
        return True  # an address in the place of a name
    first, second = name_key(one).split(), name_key(other).split()
    if not first or not second:
        return True
    shorter, longer = sorted((first[0], second[0]), key=len)
    return longer.startswith(shorter) or {*first} <= {*second} or {*second} <= {*first}
