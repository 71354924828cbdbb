"""What people type, as expressions for the full-text index; whatever it holds, none is invalid."""

from __future__ import annotations

FOLDED_LETTERS = (
    "ßss ẞss æae Æae œoe Œoe øo Øo łl Łl đd Đd ðd Ðd þth Þth ıi"  # as the index itself is written
)


def match_text(words: tuple[str, ...] | list[str], column: str = "", *, exact: bool = False) -> str:
    """Return the MATCH expression for texts in which each of `words` begins a word.

    A word of several parts (`a@b.co`, `ada lovelace`) is a phrase whose last part may go on.
    With `column` (`title` or `body`) only that is searched, with `exact` they are its first words
    in full. Words without a letter or digit are left out; "" when no other is there.
    """
    table = str.maketrans({pair[0]: pair[1:] for pair in FOLDED_LETTERS.split()})
    phrases = [
        '"' + word.replace("\0", "").replace('"', '""').translate(table) + '"'
        for word in words
        if any(char.isalnum() for char in word)
    ]
    if not phrases:
        return ""
    if exact:
        return f"{column} : ^{' '.join(phrases)}"
    found = " ".join(f"{phrase}*" for phrase in phrases)
    return f"{column} : ({found})" if column else found
