"""GLOB patterns that find a text whatever its case and accents, in columns held as typed."""

from __future__ import annotations

from functools import cache

WORD_BREAK = "[\t-\r -/:-@[-`{-~\u00a0-\u00bf\u2010-\u201f\u3000]"
"""A character that stands between words."""


def letters(text: str) -> list[str]:
    """The patterns of a text: one, or two where two of its letters may be written as one (ß)."""
    from tinycrm.domain.text import fold

    folded = fold(text)
    others = spellings()
    single = "".join(map(_one_of, folded))
    joined, at = "", 0
    while at < len(folded):
        pair = folded[at : at + 2]
        joined += f"[{others[pair]}]" if len(pair) == 2 and pair in others else _one_of(pair[0])
        at += 2 if len(pair) == 2 and pair in others else 1
    return [single] if joined == single else [single, joined]


def _one_of(char: str) -> str:
    if char in "*?[":
        return f"[{char}]"
    same = char + spellings().get(char, "")
    upper = char.upper()
    if len(upper) == 1 and upper not in same:
        same += upper
    return f"[{same}]" if len(same) > 1 else char


@cache
def spellings() -> dict[str, str]:
    """The letters with accents, capitals and ligatures behind each folded letter or two."""
    from tinycrm.domain.text import fold

    blocks = ((0xC0, 0x180), (0x1CD, 0x234), (0x386, 0x3CF), (0x400, 0x460), (0x1E00, 0x1F00))
    chars = [chr(code) for block in blocks for code in range(*block) if chr(code).isalpha()]
    others: dict[str, str] = {}
    for char, folded in zip(chars, fold(" ".join(chars)).split(" "), strict=True):
        if char != folded:
            others[folded] = others.get(folded, "") + char
    return others
