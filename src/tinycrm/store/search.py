"""The full-text index: words as people type them, and records that hold them."""

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.store.fts import match_text
from tinycrm.store.references import LETTER_OF, Found, label

if TYPE_CHECKING:
    from tinycrm.store.database import Database

RANKED = 200
"""With more hits than this, the newest are taken rather than the best: ranking reads them all."""


class Hit(NamedTuple):
    """A record that was found."""

    ref: str
    noun: str
    id: int
    label: str


def matching(db: "Database", noun: str, text: str, limit: int) -> list[int]:
    """Ids of the live records of a noun that hold all words of `text`, the best first."""
    expression = match_text(text.split())
    if not expression:
        return []
    sql = (
        f"SELECT {noun}.id FROM {noun}_fts JOIN {noun} ON {noun}.id = {noun}_fts.rowid"
        f" WHERE {noun}_fts MATCH ? AND {noun}.deleted_at IS NULL AND {noun}.archived_at IS NULL"
    )
    newest = db.rows(f"{sql} ORDER BY {noun}_fts.rowid DESC LIMIT ?", (expression, RANKED))
    if len(newest) < RANKED:
        newest = db.rows(
            f"{sql} ORDER BY bm25({noun}_fts, 10, 1), {noun}.id LIMIT ?", (expression, limit)
        )
    return [int(id) for (id,) in newest[:limit]]


class Search:
    """Looks through everything at once."""

    def __init__(self, db: "Database") -> None:
        self.db = db

    def everything(self, text: str, limit: int = 10) -> list[Hit]:
        """Up to `limit` hits of each kind of record: people first, activities last."""
        return [
            Hit(f"{LETTER_OF[noun]}{id}", noun, id, label(self.db, Found(noun, id)))
            for noun in ("contact", "company", "deal", "task", "activity")
            for id in self.of_noun(noun, text, limit)
        ]

    def of_noun(self, noun: str, text: str, limit: int) -> list[int]:
        found = matching(self.db, noun, text, limit)
        if not found and noun in ("contact", "company"):
            found = self.by_digits(noun, text, limit)
        return found

    def by_digits(self, noun: str, text: str, limit: int) -> list[int]:
        """Records with a telephone number that contains these digits somewhere."""
        digits = "".join(filter(str.isdecimal, text))
        if len(digits) < 4 or any(map(str.isalpha, text)):
            return []
        rows = self.db.rows(
            f"SELECT DISTINCT {noun}_id FROM contact_point WHERE kind = 'phone'"
            f" AND {noun}_id IS NOT NULL AND value_key LIKE ? LIMIT ?",
            (f"%{digits}%", limit),
        )
        return [int(id) for (id,) in rows]
