"""Tags: words on records, one spelling each."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, fold, quote_value
from tinycrm.errors import InvalidError, NotFoundError
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from tinycrm.store.database import Database


class TagCount(NamedTuple):
    """A tag and how many records of each kind carry it."""

    name: str
    contacts: int
    companies: int
    deals: int
    activities: int
    tasks: int


def tag_id(db: "Database", given: object) -> int:
    """The id of a tag, created when it is new; case and accents do not make another tag."""
    name = clean_input(str(given), "tag").strip().removeprefix("#")
    if not name or "," in name:
        raise InvalidError(
            f"{quote_value(str(given))} cannot be a tag.",
            "A tag is a word or a few, without a comma.",
            "tag",
        )
    key = fold(name)
    found = db.value("SELECT id FROM tag WHERE name_key = ?", (key,))
    return int(found) if found else db.insert("tag", {"name": name, "name_key": key})


def of(db: "Database", noun: str, id: int) -> list[str]:
    """The tags of a record, in the order in which they were put on."""
    return [
        name
        for (name,) in db.rows(
            "SELECT tag.name FROM record_tag JOIN tag ON tag.id = record_tag.tag_id"
            f" WHERE record_tag.{noun}_id = ? ORDER BY record_tag.id",
            (id,),
        )
    ]


def put(db: "Database", noun: str, id: int, names: object) -> list[str]:
    """Put tags on a record; returns those that were new on it."""
    added = []
    for name in texts(names):
        tag = tag_id(db, name)
        known = db.value(f"SELECT id FROM record_tag WHERE {noun}_id = ? AND tag_id = ?", (id, tag))
        if known is None:
            db.insert("record_tag", {"tag_id": tag, f"{noun}_id": id})
            added.append(str(name))
    return added


def take(db: "Database", noun: str, id: int, names: object) -> list[str]:
    """Take tags off a record; returns those that were on it."""
    taken = []
    for name in texts(names):
        link = db.value(
            "SELECT record_tag.id FROM record_tag JOIN tag ON tag.id = record_tag.tag_id"
            f" WHERE record_tag.{noun}_id = ? AND tag.name_key = ?",
            (id, fold(str(name).removeprefix("#"))),
        )
        if link:
            db.delete("record_tag", link)
            taken.append(str(name))
    return taken


def replace(db: "Database", noun: str, id: int, names: object) -> bool:
    """Let a record carry these tags and no others; True if that changed any."""
    wanted = {fold(str(name).strip().removeprefix("#")) for name in texts(names)}
    gone = [name for name in of(db, noun, id) if fold(name) not in wanted]
    return bool([*take(db, noun, id, gone), *put(db, noun, id, names)])


class Tags:
    """The tags of one file."""

    def __init__(self, db: "Database") -> None:
        self.db = db

    def all(self) -> list[TagCount]:
        """Every tag with its counts, by name."""
        counts = ", ".join(
            f"count(record_tag.{noun}_id)"
            for noun in ("contact", "company", "deal", "activity", "task")
        )
        return [
            TagCount._make(row)
            for row in self.db.rows(
                f"SELECT tag.name, {counts} FROM tag LEFT JOIN record_tag"
                " ON record_tag.tag_id = tag.id GROUP BY tag.id ORDER BY tag.name_key"
            )
        ]

    def rename(self, old: str, new: str) -> None:
        """Give a tag another name; onto an existing one, the two become one."""
        id = self.db.value("SELECT id FROM tag WHERE name_key = ?", (fold(old),))
        if id is None:
            raise NotFoundError(f"There is no tag {quote_value(old)}.", "See: crm list-tags")
        with self.db.operation("tag.rename", f"renamed the tag {old} to {new}"):
            if fold(old) == fold(new):
                self.db.update("tag", id, {"name": clean_input(new, "tag").strip()})
                return
            for link, *owners in self.db.rows(
                "SELECT id, contact_id, company_id, deal_id, activity_id, task_id"
                " FROM record_tag WHERE tag_id = ?",
                (id,),
            ):
                noun, owner = next(
                    pair
                    for pair in zip(
                        ("contact", "company", "deal", "activity", "task"), owners, strict=True
                    )
                    if pair[1] is not None
                )
                self.db.delete("record_tag", link)
                put(self.db, noun, owner, [new])
            self.db.delete("tag", id)
