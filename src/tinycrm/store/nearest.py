"""The record that a person may have meant whose reference named none."""

from typing import TYPE_CHECKING

from tinycrm.domain.text import nearest
from tinycrm.store.fts import match_text

if TYPE_CHECKING:
    from tinycrm.store.database import Database

BEGINNING = 3
"""How many letters of each word have to be right: the index finds those, and only those."""
COMPARED = 500


def nearest_name(db: "Database", noun: str, column: str, text: str) -> str:
    """“Ada Lovelace (C1)” for a name that was nearly typed; "" where there is none like it."""
    from tinycrm.store.references import LETTER_OF

    words = sorted(text[:200].split(), key=len, reverse=True)[:5]
    tries = (beginning_alike(db, noun, column, tried) for tried in (words, *([w] for w in words)))
    found = next(filter(None, tries), [])
    names = {str(name): f"“{name}” ({LETTER_OF[noun]}{id})" for id, name in reversed(found)}
    parts = {word: told for name, told in names.items() for word in name.split()}
    known = {**parts, **names}
    near = nearest(text, known)
    return known[near] if near else ""


def beginning_alike(
    db: "Database", noun: str, column: str, words: list[str]
) -> list[tuple[int, str]]:
    """Ids and names of some records whose names have words that begin as each of these does."""
    beginnings = match_text([word[:BEGINNING] for word in words], "title")
    if not beginnings:
        return []
    return db.rows(
        f"SELECT {noun}.id, {noun}.{column} FROM {noun}_fts JOIN {noun}"
        f" ON {noun}.id = {noun}_fts.rowid WHERE {noun}_fts MATCH ?"
        f" AND {noun}.deleted_at IS NULL LIMIT {COMPARED}",
        (beginnings,),
    )
