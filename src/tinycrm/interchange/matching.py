"""Finds the record that a row of a file is: by its identity, and by what is its own.

A name alone never makes two people one, and neither does an address that people share.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.names import name_key
from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats.item import Item

if TYPE_CHECKING:
    from tinycrm.store.database import Database

OWN = "tinycrm"
"""The source of our own exports, whose references mean something only among themselves."""
HERE = ""
"""The source of references to records of the file that is imported into."""
CARD = "vcard"
"""The source of vCards, whose identities are the uids of records where we wrote them."""
NAMED = "name"
"""The source of names in the place of identities, where a file has none."""
CERTAIN = ("identity", "uid")
"""The ways of finding a record after which nobody needs to be asked."""


class Match(NamedTuple):
    """A record that is there already, and by what it was found."""

    id: int
    why: str


class Refs:
    """The identities that records have in the files they came from, each noun by itself.

    The references in our own exports tie together what is imported at once, and are forgotten.
    """

    def __init__(self, db: "Database") -> None:
        self.db = db
        self.equal_rows: dict[int, int] = {}
        db.run(
            "CREATE TEMP TABLE IF NOT EXISTS exported"
            " (ref TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID"
        )

    def find(self, noun: str, source: str, external_id: str) -> int:
        """The id of the record with that identity, or of the one it was merged into; 0 for none."""
        if source == OWN:
            found = self.db.value("SELECT id FROM temp.exported WHERE ref = ?", (external_id,))
            return int(found or 0)
        if source == HERE:
            known = f"SELECT id FROM {noun} WHERE id = ?"
            found = self.db.value(known, (external_id[1:],)) if external_id else 0
            return survivor(self.db, noun, found) if found else 0
        found = self.db.value(
            f"SELECT {noun}_id FROM external_ref WHERE source = ? AND external_id = ?",
            (f"{source}:{noun}", external_id),
        )
        if not found and source == CARD:
            return by_uid(self.db, noun, external_id)
        return survivor(self.db, noun, found) if found else 0

    def of_row(self, item: Item) -> str:
        """The identity of a row that gives none: all that stands in it, and which of equal ones.

        Two rows that say no more than “Alex Smith” are two people, and still are the second time.
        """
        text = fingerprint(item)
        key = int(text[4:20], 16)
        self.equal_rows[key] = times = self.equal_rows.get(key, 0) + 1
        return text if times == 1 else f"{text}-{times}"

    def exported(self, ref: str, id: int) -> None:
        """Remember as what one of our own exports knows a record."""
        self.db.run("INSERT OR REPLACE INTO temp.exported VALUES (?, ?)", (ref, id))

    def put(self, noun: str, source: str, external_id: str, id: int) -> None:
        """Remember under which identity a file has a record."""
        if source in (OWN, HERE) and not external_id.startswith("row:"):
            return
        key = (f"{source}:{noun}", external_id)
        known = "SELECT 1 FROM external_ref WHERE source = ? AND external_id = ?"
        if external_id and not self.db.value(known, key):
            self.db.insert(
                "external_ref", {"source": key[0], "external_id": key[1], f"{noun}_id": id}
            )

    def has_other(self, noun: str, source: str, external_id: str, id: int) -> bool:
        """Whether the source has that record under another identity than this one."""
        return bool(
            external_id
            and self.db.value(
                f"SELECT 1 FROM external_ref WHERE {noun}_id = ? AND source = ?"
                " AND external_id NOT LIKE 'row:%'",
                (id, f"{source}:{noun}"),
            )
        )


def survivor(db: "Database", noun: str, id: int) -> int:
    """The record into which that one was merged, or itself."""
    while noun in ("contact", "company"):
        merged = db.value(f"SELECT merged_into_id FROM {noun} WHERE id = ?", (id,))
        if not merged:
            break
        id = int(merged)
    return int(id)


def fingerprint(item: Item) -> str:
    """What tells a row from others where nothing else does: all that stands in it."""
    content = json.dumps(
        [item.fields, item.links, item.extra], sort_keys=True, ensure_ascii=False, default=str
    )
    return "row:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def by_uid(db: "Database", noun: str, uid: str) -> int:
    found = db.value(f"SELECT id FROM {noun} WHERE uid = ?", (uid,)) if uid else None
    return survivor(db, noun, found) if found else 0


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
        found = self.db.value(
            "SELECT id FROM contact WHERE name_key = ? AND deleted_at IS NULL ORDER BY id LIMIT 1",
            (named["name_key"],),
        )
        return Match(int(found), "name alone") if found else None

    def by_reference(
        self, source: str, name: str, identity: str, keys: list[tuple[str, str]]
    ) -> int:
        id = self.refs.find("contact", source, identity)
        if not id:
            return 0
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

    def by_email(
        self, source: str, name: str, own: str, identity: str, keys: list[tuple[str, str]]
    ) -> int:
        for kind, key in keys:
            if kind != "email":
                continue
            found = self.sharing(kind, key)
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
        rows = self.db.rows(
            f"SELECT id, name FROM company WHERE {column} = ? AND deleted_at IS NULL"
            " ORDER BY id LIMIT 10",
            (key,),
        )
        return [
            (int(id), str(name))
            for id, name in rows
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
        rows = self.db.rows(
            "SELECT id FROM deal WHERE title = ? AND company_id IS ? AND deleted_at IS NULL"
            if company
            else "SELECT id FROM deal WHERE title = ? AND id IN"
            " (SELECT deal_id FROM deal_contact WHERE contact_id = ?) AND deleted_at IS NULL",
            (item.fields["title"], company or contact),
        )
        for (id,) in rows:
            if id not in self.placed and not self.refs.has_other("deal", item.source, item.id, id):
                return Match(int(id), "title")
        return None
