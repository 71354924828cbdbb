"""Text from outside: what may be shown, what may be stored, how it is compared and cut.

Whatever `safe_text` returns can be written to a terminal: it holds no control character, no
bidirectional control and nothing invisible except where a script or an emoji needs it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tinycrm.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MARKS_SHOWN = 16  # combining marks in a row; no living script stacks more than a handful
_MARKS_NORMALISED = 64  # beyond this, normalising takes time quadratic in their number
_JOINERS = "\u200c\u200d"
# Letters and symbols that take up room (or none) without showing anything.
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_IN_CONTEXT = f"[{_JOINERS}{_SELECTORS}]"
# Latin, Greek, Cyrillic and their punctuation: visible, one cell each. CJK: visible, two cells.
_NARROW = r" -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20bf"
_WIDE = r"\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3"


class _Shown(dict[int, str | int]):
    """A table for `str.translate` that decides about a character when it first meets it."""

    def __missing__(self, code: int) -> str | int:
        shown: str | int = code
        if code < 0x20:
            shown = chr(0x2400 + code)
        elif code == 0x7F:
            shown = "\u2421"
        elif _is_hidden(code):
            shown = f"⟨{code:04X}⟩"
        self[code] = shown
        return shown


class _Folded(dict[int, str | int | None]):
    """A table for `str.translate` that drops accents and invisible characters."""

    def __missing__(self, code: int) -> str | int | None:
        from unicodedata import combining

        mark = combining(chr(code))
        # Kana voicing marks, nuktas, viramas and vowel signs (7 to 9, 84 to 132) make another
        # letter; the others are accents, points and Arabic vowel signs.
        accent = mark == 1 or 10 <= mark <= 36 or mark >= 200
        invisible = code > 0x7F and (
            _is_hidden(code) or re.fullmatch(_IN_CONTEXT, chr(code)) is not None
        )
        self[code] = folded = None if accent or invisible else code
        return folded


_ONE_LINE = _Shown()
_LINES = _Shown({0x09: "    ", 0x0A: "\n"})
_ACCENTS = _Folded(
    {0xE6: "ae", 0x153: "oe", 0xF8: "o", 0x142: "l", 0x111: "d", 0xF0: "d", 0xFE: "th", 0x131: "i"}
)


def safe_text(text: str, *, newlines: bool = False) -> str:
    """What may be written to a terminal: every hidden character is made visible and harmless.

    Controls become their pictures (␛), other hidden characters their code (⟨202E⟩); of a long
    row of combining marks the first 16 stay. With `newlines`, line breaks stay and a tab becomes
    four spaces. Markup is not touched: hand the result to widgets as plain text.
    """
    # Below U+0300 (Latin, no marks) only what is not printable is hidden: no need of patterns.
    if text.isprintable() and (text.isascii() or max(text) < "\u0300"):
        return text
    plain, suspicious, in_context = _patterns()
    if plain(text):
        return text
    if newlines:
        text = text.replace("\r\n", "\n")
    text = text.translate(_LINES if newlines else _ONE_LINE)
    if suspicious(text):
        text = _with_few_marks(in_context(_keep_or_show, text))
    return text


@cache
def _patterns() -> tuple[Callable[..., object], Callable[..., object], Callable[..., str]]:
    # Combining marks are neither letters nor digits, so a long row of them matches the second half.
    suspicious = re.compile(rf"{_IN_CONTEXT}|[^\w\s!-~]{{{_MARKS_SHOWN + 1}}}")
    plain = re.compile(f"[{_NARROW}{_WIDE}]*")
    return plain.fullmatch, suspicious.search, re.compile(_IN_CONTEXT).sub


def _is_hidden(code: int) -> bool:
    """Whether a character shows nothing, or changes how others are shown."""
    from unicodedata import category

    char = chr(code)
    if re.fullmatch(_IN_CONTEXT, char):
        return False  # decided by what stands beside it
    if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in _BLANKS:
        return True
    # Reserved for invisible characters, and those that are no characters at all.
    reserved = 0xFFF0 <= code <= 0xFFF8 or 0xE0000 <= code <= 0xE0FFF or code == 0x2065
    return reserved or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _keep_or_show(match: re.Match[str]) -> str:
    char, text, at = match[0], match.string, match.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    belongs = _joins if char in _JOINERS else _selects
    return char if before and belongs(before, char, after) else f"⟨{ord(char):04X}⟩"


def _joins(before: str, joiner: str, after: str) -> bool:
    """Whether a (non-)joiner shapes letters or an emoji here (after RFC 5892, appendix A)."""
    from unicodedata import category, combining

    if combining(before) == 9:  # a virama
        return True
    if not after:
        return False
    if joiner == "\u200c":
        return all("\u0620" <= c <= "\u08ff" and c.isalpha() for c in (before, after))
    emoji_before = before == "\ufe0f" or category(before) in ("So", "Sk")
    return emoji_before and category(after) == "So"


def _selects(before: str, selector: str, after: str) -> bool:
    """Whether a variation selector has something to select a form of."""
    from unicodedata import category

    if selector in "\ufe0e\ufe0f":
        if before.isascii():
            return before in "#*0123456789" and after == "\u20e3"
        return category(before) in ("So", "Sk", "Sm") or before in "‼⁉〰"
    if selector < "\u1810" or "\u180b" <= selector <= "\u180f":
        return "\u1820" <= before <= "\u18aa"
    return category(before) == "Lo" and before >= "\u2e80"


def _with_few_marks(text: str) -> str:
    """Cut each row of combining marks after its sixteenth."""
    from unicodedata import category

    kept: list[str] = []
    row = 0
    for char in text:
        if category(char)[0] == "M" or char in _JOINERS:
            row += 1
            if row > _MARKS_SHOWN:
                if row == _MARKS_SHOWN + 1:
                    kept.append("…")
                continue
        else:
            row = 0
        kept.append(char)
    return "".join(kept)


def clean_input(text: str, what: str, *, max_bytes: int = 1 << 20) -> str:
    """What may be stored: the text in Unicode form NFC and otherwise exactly as given.

    Line breaks, escape sequences, markup and odd spaces stay; a text with more than 64 combining
    marks on one letter is not normalised either. Raises InvalidError for invalid UTF-8, a NUL or
    more than `max_bytes` bytes of UTF-8; `what` names the field.
    """
    size = len(text)
    if not text.isascii():
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            raise InvalidError(
                f"The {what} {quote_value(text)} is not valid UTF-8.",
                "Convert it to UTF-8 first.",
                what,
            ) from None
        if size <= max_bytes:
            text = _composed(text)
    if "\0" in text:
        raise InvalidError(
            f"The {what} {quote_value(text)} contains a NUL character.", "Remove it.", what
        )
    if size > max_bytes:
        raise InvalidError(
            f"The {what} {quote_value(text)} is too long: {size:,} bytes.",
            f"At most {max_bytes:,} bytes are kept; shorten it.",
            what,
        )
    return text


def required_line(text: str, what: str, *, max_bytes: int = 1 << 20) -> str:
    """`clean_input` for a field that must show something. Raises InvalidError for a blank one."""
    cleaned = clean_input(text, what, max_bytes=max_bytes)
    if not is_blank(cleaned):
        return cleaned
    shown = f" {quote_value(text)}" if text else ""
    raise InvalidError(f"The {what}{shown} is empty.", "Give one visible character or more.", what)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: spaces, controls, invisible characters, stray accents."""
    if "!" <= text[:1] <= "~":
        return False
    from unicodedata import category

    nothing = ("Cc", "Cf", "Cs", "Mc", "Me", "Mn", "Zl", "Zp", "Zs")
    return all(category(char) in nothing or char in _BLANKS + "\u2800" for char in text)


def _composed(text: str) -> str:
    from unicodedata import is_normalized, normalize

    if is_normalized("NFC", text) or _piled_up(text):
        return text
    return normalize("NFC", text)


def _piled_up(text: str) -> bool:
    """Whether so many marks stand in a row that sorting them would take minutes."""
    if not re.search(rf"[^\w\s!-~]{{{_MARKS_NORMALISED + 1}}}", text):
        return False
    from unicodedata import combining

    row = 0
    for char in text:
        row = row + 1 if combining(char) else 0
        if row > _MARKS_NORMALISED:
            return True
    return False


def fold(text: str) -> str:
    """The form in which texts are compared: no case, no accents, no odd spaces.

    Letters of other scripts stay themselves; `ß` becomes `ss`, `ø` `o`, full-width forms ASCII.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import combining, normalize

    if _piled_up(text):
        text = "".join(char for char in text if not combining(char))
    # Case folding can give letters that decompose, and the other way round: hence twice.
    text = normalize("NFKD", text).casefold()
    text = normalize("NFKD", text).casefold().translate(_ACCENTS)
    return " ".join(normalize("NFC", text).split())


def sort_key(text: str) -> str:
    """The key to sort names by: folded, from its first letter or digit, at most 200 characters."""
    key = fold(text[:1000])
    if key and not key[0].isalnum():
        key = re.sub(r"^[\W_]+", "", key) or key
    return key[:200]


def shorten(text: str, width: int) -> str:
    """The text cut to `width` terminal cells, its last one `…` if something was cut off.

    Meant for a text that went through `safe_text`.
    """
    if width <= 0:
        return ""
    head = text[: width + 1]
    if not head.isascii() and re.fullmatch(f"[{_NARROW}]*", head) is None:
        return _shorten_by_cells(text, width)
    return text if len(text) <= width else text[: width - 1] + "…"


def _shorten_by_cells(text: str, width: int) -> str:
    from rich.cells import split_graphemes

    head = text[: 20 * width + 20]  # no legitimate text has more than 20 characters a cell
    spans, total = split_graphemes(head)
    if total <= width and len(head) == len(text):
        return text
    cells = cut = 0
    for _start, end, size in spans:
        cells += size
        if cells > width - 1:
            break
        cut = end
    return text[:cut] + "…"


def quote_value(text: str, limit: int = 40) -> str:
    """A value in double quotes for a message: harmless, and at most `limit` cells of it."""
    return f'"{shorten(safe_text(text[: 4 * limit + 1]), limit)}"'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean “stage”? `, to stand before other words; "" where no known word is near."""
    near = nearest(word, known)
    return f"Did you mean “{near}”? " if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to a mistyped one, or an empty text."""
    from difflib import get_close_matches

    by_fold = {fold(name): name for name in known}
    near = get_close_matches(fold(word[:100]), by_fold, n=1)
    return by_fold[near[0]] if near else ""
