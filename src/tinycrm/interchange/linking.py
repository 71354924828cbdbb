"""Ties records of a file to others: by the identity that the file has for them, else by name.

A firm or a person that nobody knows yet is created, once; of several of that name none is chosen,
and nobody who is in the trash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.domain.names import name_key
from tinycrm.domain.text import quote_value
from tinycrm.errors import AmbiguousError, ConflictError, CrmError
from tinycrm.interchange.formats.item import Item, Link, links_of
from tinycrm.interchange.refs import NAMED, OWN
from tinycrm.store import namesakes
from tinycrm.store.companies import find_or_create_by_name
from tinycrm.store.references import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.interchange.refs import Refs
    from tinycrm.interchange.report import Report


class Linker:
    """Finds what links lead to, within the current operation; `tell` hears what was not found.

    `open` are the links by identity that led nowhere: (role, noun, link), until they are cleared.
    """

    def __init__(self, crm: Crm, refs: Refs, report: Report, tell: Callable[[str], None]) -> None:
        self.crm = crm
        self.db = crm.db
        self.refs = refs
        self.report = report
        self.tell = tell
        self.open: list[tuple[str, str, Link]] = []

    def ids(self, item: Item, role: str) -> list[int]:
        """The records that an item's links of a role lead to."""
        found = (self.find(role, link) for link in links_of(item, role))
        return [id for id in found if id]

    def one(self, item: Item, role: str) -> int | None:
        """The first record that an item's links of a role lead to."""
        return next(iter(self.ids(item, role)), None)

    def concerned(self, item: Item) -> list[Found]:
        """What an activity or a task concerns."""
        return [
            Found(role, id)
            for role in ("contact", "company", "deal")
            for id in self.ids(item, role)
        ]

    def people(self, item: Item) -> list[dict[str, Any]]:
        """The people of a deal with their roles."""
        found = ((self.find("contact", link), link.role) for link in links_of(item, "contact"))
        return [{"contact": f"C{id}", "role": role or None} for id, role in found if id]

    def find(self, role: str, link: Link) -> int | None:
        """The id of the record that a link leads to, created if need be; None where it is open."""
        noun = "company" if role == "parent" else role
        id = self.by_identity(noun, link)
        if not id and link.email and noun == "contact":
            id = self.by_email(link)
        if not id and link.name.strip():
            key = ("link", noun, link.source, link.id, link.name)
            id = self.db.known(key, self.by_name, noun, link)
            name = link.name.strip()
            if not id and noun == "deal" and not namesakes.deals_called(self.db, name):
                self.open.append((role, noun, link._replace(source=NAMED, id=name)))
        if not id and link.id:
            self.open.append((role, noun, link))
            # Whether links among our own exports are open is known with the whole record alone.
            if not link.name and link.source != OWN:
                words = "is not known yet, and is linked when it is imported"
                self.tell(f"Its {role} {quote_value(link.id)} {words}")
        return id or None

    def by_identity(self, noun: str, link: Link) -> int:
        """The record that the file knows so; 0 for none, and for one in the trash."""
        if not link.id:
            return 0
        id = self.refs.find(noun, link.source, link.id)
        return 0 if id and self.crm.records(noun).is_deleted(id) else id

    def by_email(self, link: Link) -> int:
        """The one person with the link's address, or of several the one with its name; else 0."""
        from tinycrm.domain.emails import email_key

        sharing = namesakes.people_sharing(self.db, "email", email_key(link.email) or "")
        same = [id for id, _, key in sharing if key == name_key(link.name)]
        if len(sharing) == 1 or len(same) == 1:
            return same[0] if same else sharing[0][0]
        return 0

    def by_name(self, noun: str, link: Link) -> int:
        """The one record of that name, created where there is none; 0 where there are several."""
        try:
            if noun == "company":
                return self.firm(link)
            key = link.name.strip() if noun == "deal" else name_key(link.name)
            called = namesakes.deals_called if noun == "deal" else namesakes.people_called
            found = called(self.db, key) if key else []
            if len(found) > 1:
                raise AmbiguousError(f"{quote_value(link.name)} could be several {noun}s", "", [])
            if found:
                return found[0]
            if noun == "deal":
                return self.missing(noun, link)
            return self.gone(link, key) or self.person(link)
        except CrmError as error:
            self.tell(f"{error.message.split(';')[0].rstrip('.')}: not linked.")
            return 0

    def gone(self, link: Link, key: str) -> int:
        """The person into whom the one of that name was merged; 0 where nobody ever had it.

        Raises ConflictError for somebody in the trash, who is not to come back by being named.
        """
        gone = namesakes.people_gone(self.db, key) if key else []
        for _, survivor in gone:
            if survivor:
                return survivor
        if gone:
            raise ConflictError(f"{quote_value(link.name)} is in the trash as C{gone[0][0]}", "")
        return 0

    def missing(self, noun: str, link: Link) -> int:
        """Tell that a record is not there yet; returns 0."""
        words = "is not known yet, and is linked when one of that name is imported"
        self.tell(f"Its {noun} {quote_value(link.name)} {words}")
        return 0

    def firm(self, link: Link) -> int:
        """The firm of that name, under the identity that the link has for it."""
        next_id = self.db.next_id("company")
        id = find_or_create_by_name(self.db, link.name.strip())
        if id >= next_id:
            self.report.add("company")
        if link.id:
            self.refs.put("company", link.source, link.id, id)
        return id

    def person(self, link: Link) -> int:
        """A new person of whom nothing is known but the name."""
        email = {"email": link.email} if link.email else {}
        id = self.crm.contacts.create({"name": link.name.strip(), **email})
        self.report.add("contact")
        if link.id:
            self.refs.put("contact", link.source, link.id, id)
        return id
