"""Tags: words on records, one spelling each."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, did_you_mean, fold, is_blank, quote_value
from tinycrm.errors import InvalidError, NotFoundError
from tinycrm.store.references import LETTER_OF
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.store.database import Database


AT_ONCE = 500
"""Ids named in one statement."""


class TagCount(NamedTuple):
    """A tag and how many records of each kind carry it."""

    name: str
    contacts: int
    companies: int
    deals: int
    activities: int
    tasks: int


def tag_name(given: object) -> str:
    """A tag as it is stored, without a leading `#`; raises InvalidError for what cannot be one."""
    name = clean_input(str(given), "tag").strip().removeprefix("#").strip()
    if is_blank(name) or "," in name:
        raise InvalidError(
            f"{quote_value(str(given))} cannot be a tag.",
            "A tag is a word or a few, without a comma.",
            "tag",
        )
    return name


def tag_key(given: object) -> str:
    """The key under which a tag is matched: case and accents do not make another tag."""
    return fold(str(given).strip().removeprefix("#"))


def tag_id(db: "Database", given: object) -> int:
    """The id of a tag, created when it is new."""
    name = tag_name(given)
    key = tag_key(name)
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


def put_new(db: "Database", noun: str, id: int, names: list[str]) -> None:
    """Put tags on a record that has none yet."""
    for tag in dict.fromkeys(db.known(("tag", name), tag_id, db, name) for name in names):
        db.insert("record_tag", {"tag_id": tag, f"{noun}_id": id})


def take(db: "Database", noun: str, id: int, names: object) -> list[str]:
    """Take tags off a record; returns those that were on it."""
    taken = []
    for name in texts(names):
        link = db.value(
            "SELECT record_tag.id FROM record_tag JOIN tag ON tag.id = record_tag.tag_id"
            f" WHERE record_tag.{noun}_id = ? AND tag.name_key = ?",
            (id, tag_key(name)),
        )
        if link:
            db.delete("record_tag", link)
            taken.append(str(name))
    return taken


def replace(db: "Database", noun: str, id: int, names: object) -> bool:
    """Let a record carry these tags and no others; True if that changed any."""
    wanted = {tag_key(name) for name in texts(names)}
    gone = [name for name in of(db, noun, id) if fold(name) not in wanted]
    return bool([*take(db, noun, id, gone), *put(db, noun, id, names)])


class Tags:
    """The tags of one file."""

    def __init__(self, db: "Database") -> None:
        self.db = db

    def all(self) -> list[TagCount]:
        """Every tag with its counts by name; what is in the trash does not count."""
        columns = ", ".join(
            f"count({noun}.id) AS {plural}"
            for noun, plural in zip(LETTER_OF, TagCount._fields[1:], strict=True)
        )
        joins = " ".join(
            f"LEFT JOIN {noun} ON {noun}.id = record_tag.{noun}_id AND {noun}.deleted_at IS NULL"
            for noun in LETTER_OF
        )
        return self.db.view(
            TagCount,
            f"(SELECT tag.name, tag.name_key, {columns} FROM tag"
            f" LEFT JOIN record_tag ON record_tag.tag_id = tag.id {joins} GROUP BY tag.id)",
            "ORDER BY name_key",
        )

    def names(self) -> list[str]:
        """Every tag by name, without the counts, which take long in a large file."""
        return [name for (name,) in self.db.rows("SELECT name FROM tag ORDER BY name_key")]

    def carried(self, noun: str, ids: "Sequence[int]") -> dict[str, int]:
        """How many of some records of a noun carry each tag that any of them carries."""
        found: dict[str, int] = {}
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            rows = self.db.rows(
                "SELECT tag.name, count(*) FROM record_tag JOIN tag ON tag.id = record_tag.tag_id"
                f" WHERE record_tag.{noun}_id IN ({', '.join('?' * len(some))}) GROUP BY tag.id",
                some,
            )
            for name, count in rows:
                found[name] = found.get(name, 0) + count
        return found

    def rename(self, old: str, new: str) -> str:
        """Give a tag another name and return it; onto an existing one, the two become one."""
        held = self.db.row("SELECT id, name FROM tag WHERE name_key = ?", (tag_key(old),))
        if held is None:
            hint = did_you_mean(old, self.names())
            raise NotFoundError(f"There is no tag {quote_value(old)}.", f"{hint}See: crm list-tags")
        id, name = held
        wanted = tag_name(new)
        with self.db.operation("tag.rename", f"renamed the tag {name} to {wanted}"):
            self.db.forget()
            other = self.db.row("SELECT id, name FROM tag WHERE name_key = ?", (tag_key(wanted),))
            if other is None or other[0] == id:
                if wanted != name:
                    self.db.update("tag", id, {"name": wanted, "name_key": tag_key(wanted)})
                return wanted
            # Records that carry both keep the one they have under the new name.
            self.db.run(
                "UPDATE OR IGNORE record_tag SET tag_id = ? WHERE tag_id = ?", (other[0], id)
            )
            self.db.run("DELETE FROM record_tag WHERE tag_id = ?", (id,))
            self.db.delete("tag", id)
        return str(other[1])
