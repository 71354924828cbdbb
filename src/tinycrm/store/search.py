"""The full-text index: words as people type them, and records that hold them."""

import re
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.store.fts import match_text
from tinycrm.store.references import LETTER_OF, LETTERS, Found, label, live

if TYPE_CHECKING:
    from tinycrm.store.database import Database

NOUNS = ("contact", "company", "deal", "task", "activity")
"""In the order in which hits are told: people first, activities last."""
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
        f" WHERE {noun}_fts MATCH ? AND {live(noun)}"
    )
    newest = db.rows(f"{sql} ORDER BY {noun}_fts.rowid DESC LIMIT ?", (expression, RANKED))
    if len(newest) < RANKED:
        newest = db.rows(
            f"{sql} ORDER BY bm25({noun}_fts, 10, 1), {noun}.id LIMIT ?", (expression, limit)
        )
    return [int(id) for (id,) in newest[:limit]]


def is_filter(text: str) -> bool:
    """Whether a key and a value stand in a text, as in `tag:vip`, and not just words."""
    if ":" not in text:
        return False
    from tinycrm.domain.query_tree import KEY

    return bool(re.search(rf"{KEY}(?=[^\s:])", text))


class Search:
    """Looks through everything at once."""

    def __init__(self, db: "Database") -> None:
        self.db = db

    def everything(self, text: str, limit: int = 10) -> list[Hit]:
        """Up to `limit` hits of each kind of record, by words or by a filter like `tag:vip`.

        Of words the best hits come first, of a filter the newest. Raises QueryError where no kind
        of record has the filter's keys.
        """
        of_noun = self.by_filter if is_filter(text) else self.by_words
        return [
            Hit(f"{LETTER_OF[noun]}{id}", noun, id, label(self.db, Found(noun, id)))
            for noun, ids in of_noun(text, limit).items()
            for id in ids
        ]

    def record(self, ref: str) -> Hit | None:
        """The live record of a reference such as `C12`; None where there is none."""
        noun = LETTERS.get(ref[:1])
        if noun is None or not (ref[1:].isascii() and ref[1:].isdecimal()) or len(ref) > 19:
            return None
        sql = f"SELECT 1 FROM {noun} WHERE id = ? AND {live(noun)}"
        if not self.db.value(sql, (int(ref[1:]),)):
            return None
        found = Found(noun, int(ref[1:]))
        return Hit(found.ref, noun, found.id, label(self.db, found))

    def count(self, noun: str, text: str) -> int:
        """How many live records of a noun hold all words of `text`, or a filter selects."""
        from tinycrm.store.filters import compile_filter, context_of

        where, parameters = compile_filter(noun, text, context_of(self.db))
        return int(self.db.value(f"SELECT count(*) FROM {noun} WHERE {where}", parameters))

    def by_words(self, text: str, limit: int) -> dict[str, list[int]]:
        """Ids of the best hits of some words, by noun; raises QueryError for a whole book."""
        from tinycrm.domain.query import refuse_long

        refuse_long(text)
        return {noun: self.of_noun(noun, text, limit) for noun in NOUNS}

    def by_filter(self, text: str, limit: int) -> dict[str, list[int]]:
        """Ids of what a filter selects of those kinds of record that have its keys."""
        from tinycrm.domain.query_tree import QueryError
        from tinycrm.store.filters import compile_filter, context_of

        context = context_of(self.db)
        found: dict[str, list[int]] = {}
        errors: list[QueryError] = []
        for noun in NOUNS:
            try:
                where, parameters = compile_filter(noun, text, context)
            except QueryError as error:
                errors.append(error)
                continue
            sql = f"SELECT {noun}.id FROM {noun} WHERE {where} ORDER BY {noun}.id DESC LIMIT ?"
            found[noun] = [int(id) for (id,) in self.db.rows(sql, (*parameters, limit))]
        if not found:
            # One that knows the key says more about what is wrong with its value.
            raise min(errors, key=lambda error: error.summary.startswith("Unknown"))
        return found

    def of_noun(self, noun: str, text: str, limit: int) -> list[int]:
        """Ids of the best hits of a noun: by words, else by part of a telephone number."""
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
