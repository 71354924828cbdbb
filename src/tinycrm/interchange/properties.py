"""The properties of a vCard: a line taken apart, decoded, and its escapes undone."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from typing import NamedTuple

from tinycrm.interchange.content_lines import Line, head_of

ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")


class Property(NamedTuple):
    """A property taken apart: names in upper case, the group in lower case.

    `value` is decoded, with its escapes as they were. `doubt` says what went wrong in decoding.
    """

    line: int
    group: str
    name: str
    parameters: dict[str, list[str]]
    value: str
    doubt: str = ""


def parse(line: Line, encoding: str) -> Property | None:
    """A line taken apart, decoded from `encoding` unless it names another; None without a colon."""
    head = head_of(line.raw)
    if not head:
        return None
    value = line.raw[len(head) + 1 :]
    names, *given = re.findall(r'(?:[^";]+|"[^"]*"?)+', decoded(head, encoding)[0]) or [""]
    group, _, name = names.strip().rpartition(".")
    parameters = parameters_of(given)
    charset = "".join(parameters.get("CHARSET", [])[:1])
    if "QUOTED-PRINTABLE" in (text.upper() for text in parameters.get("ENCODING", [])):
        from binascii import a2b_qp

        # Some writers leave a soft break in the middle of a line.
        value = a2b_qp(re.sub(rb"=(?=;|$)", b"", value)).replace(b"\r\n", b"\n")
        charset = charset or ("utf-8" if is_utf8(value) else "")
    text, doubt = decoded(value, charset or encoding)
    return Property(line.number, group.lower(), name.upper(), parameters, text, doubt)


def parameters_of(given: list[str]) -> dict[str, list[str]]:
    """The parameters by name; a bare value is a type or an encoding, as vCard 2.1 has it."""
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            name, value = ("ENCODING" if text.strip().upper() in ENCODINGS else "TYPE"), text
        name = name.strip().upper()
        values = re.findall(r'(?:[^",]+|"[^"]*"?)+', value)
        plain = [caret_decoded(item.replace('"', "").strip()) for item in values]
        if name == "TYPE":  # TYPE="work,voice" is two types
            plain = [part.strip() for item in plain for part in item.split(",")]
        found.setdefault(name, []).extend(item for item in plain if item)
    return found


def caret_decoded(text: str) -> str:
    """Undo the escapes of RFC 6868 in a parameter."""
    if "^" not in text:
        return text
    meant = {"^n": "\n", "^'": '"', "^^": "^"}
    return re.sub(r"\^[n'^]", lambda found: meant[found[0]], text)


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def decoded(raw: bytes, encoding: str) -> tuple[str, str]:
    """The text, and what is doubtful about it if it is not in that encoding."""
    # Nothing but character sets: the machine has other codecs, some of them slow.
    known = r"(?i)(utf|iso|windows|cp|koi8|shift|s?jis|euc|gb|big5|us-ascii|ascii|latin|mac)[\w -]*"
    try:
        if re.fullmatch(known, encoding):
            return raw.decode(encoding), ""
    except (LookupError, ValueError):
        pass
    if is_utf8(raw):
        return raw.decode(), ""
    # The five bytes that Windows-1252 lacks are controls in Latin-1.
    for western in ("cp1252", "latin-1"):
        try:
            return raw.decode(western), f"it is not {encoding[:20]}; it was read as {western}"
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 has every byte")


def unescaped(text: str, old: bool = False) -> str:
    """The text with its escapes undone; `old` is vCard 2.1, which has no line breaks that way."""
    if "\\" not in text:
        return text
    if old:
        return re.sub(r"\\([;,:])", r"\1", text)
    # A backslash before a letter was meant as one (C:\temp), except for line breaks.
    return re.sub(r"\\([nN]|[^\w\s])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def split_value(text: str, separator: str) -> list[str]:
    """The parts of a value between separators that are not escaped; their escapes stay."""
    if "\\" not in text:
        return text.split(separator)
    parts = [""]
    for piece in re.findall(rf"(?:[^\\{separator}]+|\\.|\\\Z)+|{separator}", text, re.DOTALL):
        if piece == separator:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
