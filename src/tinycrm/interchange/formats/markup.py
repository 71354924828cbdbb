"""Notes that are HTML, as plain text."""

from __future__ import annotations

import re


def plain_text(text: str) -> str:
    """The text of a note: paragraphs, line breaks and lists as lines; other text is unchanged."""
    if not re.search(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z#]\w{1,8};", text):
        return text
    from html import unescape

    text = re.sub(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", "", text, flags=re.IGNORECASE)
    if re.search(r"<(br|p|div|li|ul|ol|h\d|tr)\b", text, re.IGNORECASE):
        text = re.sub(r"\s*\n\s*", " ", text)
    text = re.sub(r"<li\b[^<>]*>", "\n- ", text, flags=re.IGNORECASE)
    text = re.sub(r"<(?:br|/p|/div|/h\d|/tr|/ul|/ol)\b[^<>]*>", "\n", text, flags=re.IGNORECASE)
    text = re.sub(r"</?[a-zA-Z!][^<>]*>", "", text)
    lines = [line.strip() for line in unescape(text).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
