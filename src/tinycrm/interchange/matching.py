"""Finds the record that a row of a file is: by its identity, and by what is its own.

A name alone never makes two people one, and neither does an address that people share.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.names import name_key
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats.item import Item
from tinycrm.interchange.refs import Refs
from tinycrm.store import links, namesakes
from tinycrm.store.identities import by_uid
from tinycrm.store.references import Found

if TYPE_CHECKING:
    from tinycrm.store.database import Database

CERTAIN = ("identity", "uid")
"""The ways of finding a record after which nobody needs to be asked."""


class Match(NamedTuple):
    """A record that is there already, and by what it was found."""

    id: int
    why: str


class People:
    """Looks for people; `tell` is given what is notable."""

    def __init__(self, db: "Database", refs: Refs, tell: Callable[[str], None]) -> None:
        self.db = db
        self.refs = refs
        self.tell = tell

    def identity(self, item: Item, points: list[dict[str, Any]]) -> str:
        """What tells the person from others of the file when it is imported again."""
        if item.id:
            return item.id
        if item.stamps.get("uid") or any(
            point["value_key"] for point in points if point["kind"] in ("email", "phone")
        ):
            return ""
        return self.refs.of_row(item)

    def find(
        self, item: Item, named: dict[str, Any], identity: str, points: list[dict[str, Any]]
    ) -> Match | None:
        """The contact that is there already, which may be in the trash.

        `named` are the columns for the person's name, `points` the rows for e-mail addresses and
        phone numbers.
        """
        name, own = str(named["name"]), str(named["name_key"])
        uid = item.stamps.get("uid", "")
        id = uid and by_uid(self.db, "contact", uid)
        if id:
            return Match(id, "uid")
        keys = [(point["kind"], point["value_key"]) for point in points if point["value_key"]]
        if identity:
            id = self.by_reference(item.source, name, identity, keys)
            if id:
                return Match(id, "identity")
        id = self.by_email(item.source, name, own, identity, keys)
        if id:
            return Match(id, "e-mail")
        id = self.by_phone(own, keys)
        return Match(id, "phone and name") if id else None

    def of_same_name(self, named: dict[str, Any]) -> Match | None:
        """Somebody of exactly that name, who may be the same person: a matter for a question."""
        found = namesakes.people_called(self.db, named["name_key"])
        return Match(found[0], "name alone") if found else None

    def by_reference(
        self, source: str, name: str, identity: str, keys: list[tuple[str, str]]
    ) -> int:
        """Whom the source knows so; 0 for nobody. Raises InvalidError where it is somebody else."""
        id = self.refs.find("contact", source, identity)
        if not id:
            return 0
        held = links.name(self.db, Found("contact", id))
        if alike(name, held) or any(namesakes.has_point(self.db, id, *key) for key in keys):
            return id
        raise InvalidError(
            f"its id {quote_value(identity)} was imported before as C{id} {quote_value(held)},"
            f" and {quote_value(name)} seems to be somebody else"
        )

    def by_email(
        self, source: str, name: str, own: str, identity: str, keys: list[tuple[str, str]]
    ) -> int:
        """Who has one of the addresses and is called alike; 0 for nobody."""
        for kind, key in keys:
            if kind != "email":
                continue
            found = namesakes.people_sharing(self.db, kind, key)
            for id, _, held in found:
                if held == own:
                    return id
            for id, held, _ in found:
                other = self.refs.has_other("contact", source, identity, id)
                if alike(name, held) and not other:
                    return id
            if found:
                id, somebody, _ = found[0]
                self.tell(
                    f"{quote_value(name)} has the e-mail address of C{id}"
                    f" {quote_value(somebody)}, but is kept apart."
                )
        return 0

    def by_phone(self, own: str, keys: list[tuple[str, str]]) -> int:
        """Who has one of the numbers and the very same name; 0 for nobody."""
        for kind, key in keys:
            if kind == "phone":
                for id, _, held in namesakes.people_sharing(self.db, kind, key):
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


class Firms:
    """Looks for firms; `tell` is given what is notable."""

    def __init__(self, db: "Database", refs: Refs, tell: Callable[[str], None]) -> None:
        self.db = db
        self.refs = refs
        self.tell = tell

    def find(self, item: Item, columns: dict[str, Any], identity: str) -> Match | None:
        """The company that is there already: by identity, by its domain, or by its name.

        `columns` are those of its name and its domain. One that the same source has under another
        identity is another one; of several of that name none is chosen.
        """
        id = by_uid(self.db, "company", item.stamps.get("uid", ""))
        if id:
            return Match(id, "uid")
        id = self.refs.find("company", item.source, identity)
        if id:
            return Match(id, "identity")
        ways = (
            ("domain", "domain", columns.get("domain")),
            ("name_key", "name", columns["name_key"]),
        )
        for column, why, key in ways:
            found = self.candidates(item, column, key) if key else []
            exact = [id for id, name in found if name == columns["name"]]
            if len(found) == 1 or len(exact) == 1:
                return Match(exact[0] if len(exact) == 1 else found[0][0], why)
            if found:
                listed = ", ".join(f"O{id} {quote_value(name)}" for id, name in found[:3])
                itself = quote_value(str(columns["name"]))
                self.tell(f"{itself} could be {listed}; it is kept apart.")
                return None
        return None

    def candidates(self, item: Item, column: str, key: str) -> list[tuple[int, str]]:
        """Ids and names of the firms with that column which may be meant."""
        return [
            (id, name)
            for id, name in namesakes.firms_with(self.db, column, key)
            if not self.refs.has_other("company", item.source, item.id, id)
        ]


class Business:
    """Looks for deals; `placed` are the ids that rows of this file have found already."""

    def __init__(self, db: "Database", refs: Refs) -> None:
        self.db = db
        self.refs = refs
        self.placed: set[int] = set()

    def find(
        self, item: Item, company: int | None, contact: int | None, identity: str
    ) -> Match | None:
        """The deal that is there already: by identity, or by title with company or person.

        Two rows of one file are two deals, even where both have the same title.
        """
        id = by_uid(self.db, "deal", item.stamps.get("uid", ""))
        if id:
            return Match(id, "uid")
        id = self.refs.find("deal", item.source, identity)
        if id:
            return Match(id, "identity")
        if not company and not contact:
            return None
        for id in namesakes.deals_with(self.db, str(item.fields["title"]), company, contact):
            if id not in self.placed and not self.refs.has_other("deal", item.source, item.id, id):
                return Match(id, "title")
        return None
