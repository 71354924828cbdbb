"""Remembers what records name by an identity that nobody knows yet, and links them when it comes.

Such a link stands among the external references of the record that waits, so that it moves with
that, is undone with the import, and is exported with everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import CrmError
from tinycrm.interchange.matching import HERE, OWN, survivor
from tinycrm.store import deal_contacts, links
from tinycrm.store.references import LETTER_OF, Found, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycrm.crm import Crm
    from tinycrm.interchange.formats.item import Link
    from tinycrm.interchange.report import Report

MARK = "awaited:"
"""What the source of such a reference begins with; the rest is whose identity it is, and which."""
NOUNS = ("contact", "company", "deal", "activity", "task")


class Awaited:
    """The links that wait, within the current operation."""

    def __init__(self, crm: Crm, report: Report) -> None:
        self.crm = crm
        self.db = crm.db
        self.report = report
        sql = "SELECT 1 FROM external_ref WHERE source > ? AND source < ? LIMIT 1"
        self.some = bool(self.db.value(sql, (MARK, MARK[:-1] + ";")))

    def note(self, noun: str, id: int, open_links: Iterable[tuple[str, str, Link]]) -> None:
        """Let a record wait for what it names: (role, noun, link) of each."""
        for role, other, link in open_links:
            if link.source in (OWN, HERE):
                continue
            source = f"{MARK}{link.source}:{other}:{link.id}"
            external_id = f"{LETTER_OF[noun]}{id}:{role}:{link.role}"
            known = "SELECT 1 FROM external_ref WHERE source = ? AND external_id = ?"
            if not self.db.value(known, (source, external_id)):
                values = {"source": source, "external_id": external_id, f"{noun}_id": id}
                self.db.insert("external_ref", values)
                self.some = True

    def arrived(self, noun: str, source: str, external_id: str, id: int) -> None:
        """Link to a record all that waited for it."""
        if not self.some or not external_id:
            return
        columns = ", ".join(f"{each}_id" for each in NOUNS)
        rows = self.db.rows(
            f"SELECT id, external_id, {columns} FROM external_ref WHERE source = ?",
            (f"{MARK}{source}:{noun}:{external_id}",),
        )
        for reference, words, *targets in rows:
            self.db.delete("external_ref", reference)
            _, role, part = words.split(":", 2)
            waiting = next(each for each in zip(NOUNS, targets, strict=True) if each[1])
            self.link(*waiting, role, part, Found(noun, id))

    def link(self, noun: str, id: int, role: str, part: str, found: Found) -> None:
        """Link a record to one that came, unless it has that link, or another, by now."""
        id = survivor(self.db, noun, id)
        if noun in ("activity", "task"):
            linked = bool(links.put(self.db, noun, id, [found]))
        elif role == "contact":
            person = {"contact": f"C{found.id}", "role": part or None}
            linked = deal_contacts.put(self.db, id, [person])
        else:
            linked = self.to_firm(noun, id, role, found)
        if linked:
            self.report.linked[noun] = self.report.linked.get(noun, 0) + 1
            if role not in ("company", "parent") or noun in ("activity", "task"):
                self.db.touch(noun, id)

    def to_firm(self, noun: str, id: int, role: str, found: Found) -> bool:
        held = f"SELECT {role}_id IS NOT NULL OR deleted_at IS NOT NULL FROM {noun} WHERE id = ?"
        if self.db.value(held, (id,)) or (noun == "company" and id == found.id):
            return False
        try:
            getattr(self.crm, plural(noun)).change(id, {role: f"O{found.id}"})
        except CrmError:  # a circle of firms that belong to each other
            return False
        return True
