"""What a filter that is still being typed may go on with, and whether it means anything yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.query_completion import term_at
from tinycrm.domain.text import fold
from tinycrm.store.filter_completion import Completion, choices, complete

if TYPE_CHECKING:
    from tinycrm.store.database import Database

KEY_AT_END = r"(^|[\s(,-])[^\W\d_][\w.-]*:[<>=]*$"


def is_unfinished(text: str) -> bool:
    """Whether a text ends with a key whose value is still to come."""
    return re.search(KEY_AT_END, text) is not None


def without_last(text: str) -> str:
    """A text without the word or the term that is still being typed at its end."""
    return re.sub(r"[^\s(]*$", "", text).rstrip()


def begun(db: Database, noun: str, text: str, cursor: int) -> Completion | None:
    """The value that was begun at the cursor, where that means nothing by itself.

    The beginning of a name finds records; that of a tag or a stage finds nothing.
    """
    key, part, _ = term_at(text, cursor)
    if key is None:
        return None
    known = {fold(word) for word, _ in choices(db, noun, key)}
    if not known or fold(part) in known:
        return None
    return next(iter(complete(db, noun, text, cursor)), None)
