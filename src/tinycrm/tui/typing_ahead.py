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


def offers(db: Database, noun: str, text: str, cursor: int) -> tuple[list[Completion], bool]:
    """What may stand at the cursor, and whether what stands there means nothing by itself.

    The beginning of a name finds records; that of a tag or a stage finds nothing.
    """
    found = complete(db, noun, text, cursor)
    key, part, _ = term_at(text, cursor)
    if key is None or not found:
        return found, False
    known = {fold(word) for word, _ in choices(db, noun, key)}
    return found, not part or (bool(known) and fold(part) not in known)
