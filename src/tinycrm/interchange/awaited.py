"""Remembers what records name by an identity that nobody knows yet, and links them when it comes.

Such a link stands among the external references of the record that waits, so that it moves with
that, is undone with the import, and is exported with everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import CrmError
from tinycrm.interchange.refs import HERE, OWN
from tinycrm.store import deal_contacts, identities, links
from tinycrm.store.references import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycrm.crm import Crm
    from tinycrm.interchange.formats.item import Link
    from tinycrm.interchange.report import Report


class Awaited:
    """The links that wait, within the current operation."""

    def __init__(self, crm: Crm, report: Report) -> None:
        self.crm = crm
        self.db = crm.db
        self.report = report
        self.some = identities.any_awaited(self.db)

    def note(self, noun: str, id: int, open_links: Iterable[tuple[str, str, Link]]) -> None:
        """Let a record wait for what it names: (role, noun, link) of each."""
        for role, other, link in open_links:
            if link.source in (OWN, HERE):
                continue
            words = f"{role}:{link.role}"
            identities.wait(self.db, Found(noun, id), other, link.source, link.id, words)
            self.some = True

    def arrived(self, noun: str, source: str, external_id: str, id: int) -> None:
        """Link to a record all that waited for it."""
        if not self.some or not external_id:
            return
        waiting = identities.no_longer_awaited(self.db, noun, source, external_id)
        for record, words in waiting:
            role, _, part = words.partition(":")
            self.link(record.noun, record.id, role, part, Found(noun, id))

    def link(self, noun: str, id: int, role: str, part: str, found: Found) -> None:
        """Link a record to one that came, unless it has that link, or another, by now."""
        id = identities.survivor(self.db, noun, id)
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
        """Link a record to its firm, or to the firm above it; False where it cannot be."""
        records = self.crm.records(noun)
        (held,) = records.by_ids([id])
        if getattr(held, f"{role}_id") or held.deleted_at or (noun, id) == found:
            return False
        try:
            records.change(id, {role: f"O{found.id}"})
        except CrmError:  # a circle of firms that belong to each other
            return False
        return True
