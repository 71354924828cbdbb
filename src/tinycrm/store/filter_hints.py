"""Why a filter may have found nothing: a tag, a stage or a pipeline that the file does not know."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tinycrm.domain.query import parse_query
from tinycrm.domain.query_tree import Node, Quoted, terms
from tinycrm.domain.text import did_you_mean, fold, quote_value

if TYPE_CHECKING:
    from tinycrm.store.database import Database

NAMES = {
    "tag": "SELECT name FROM tag",
    "stage": "SELECT name FROM stage",
    "pipeline": "SELECT name FROM pipeline",
}


def hints(db: "Database", text: str) -> list[str]:
    """A sentence for each word of a filter that names nothing, with what was perhaps meant."""
    found = []
    for key, value in words(parse_query(text)):
        known = [name for (name,) in db.rows(NAMES[key])]
        if not any(fold(value) in fold(name) for name in known):
            meant = f" {did_you_mean(value, known)}".rstrip()
            found.append(f"There is no {key} {quote_value(value)}.{meant}")
    return found


def words(node: Node | None) -> Iterator[tuple[str, str]]:
    """The plain values after tag:, stage: and pipeline:, wherever in a filter they stand."""
    for term in terms(node):
        key = term.key.removesuffix("s")
        for value in term.values if term.op in ":=" and key in NAMES else ():
            meant = isinstance(value, Quoted) or value.lower() not in ("", "none", "any")
            if meant and "*" not in value:
                yield key, value
