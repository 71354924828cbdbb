"""What is being typed in an unfinished filter, for those who complete it."""

from __future__ import annotations

import re

from tinycrm.domain.query_tree import KEY, OPERATOR, bare_end, lower_key, read_quoted


def term_at(text: str, cursor: int) -> tuple[str | None, str, int]:
    """Say what is being typed at `cursor`, for completion, in a text that may be unfinished.

    Returns the key (None while a key or a word is being typed), the part of the value, key or
    word that stands before the cursor, and where that part begins, its opening quote included.
    """
    text = text[:cursor]
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] in "()-":
            at += 1
            continue
        found = re.compile(KEY).match(text, at)
        key = lower_key(found[1]) if found else None
        at = found.end() if found else at
        operator = re.compile(OPERATOR).match(text, at) if found else None
        at = operator.end() if operator else at
        start, part, at = _last_item(text, at, in_value=bool(found))
        if at >= len(text):
            return key, part, start
    return None, "", len(text)


def _last_item(text: str, at: int, in_value: bool) -> tuple[int, str, int]:
    """Return where the last item of a word or list of values begins, its text, and its end."""
    while True:
        start = at
        if text.startswith('"', at):
            part, at, _ = read_quoted(text, at)
        else:
            at = bare_end(text, at, "," if in_value else "")
            part = text[start:at]
            if in_value and ".." in part:
                start += part.index("..") + 2
                part = text[start:at]
        if not in_value or not text.startswith((",", ".."), at):
            return start, part, at
        at += 1 if text[at] == "," else 2
