"""Content lines as vCard and iCalendar want them: escaped, folded at 75 octets, ended by CRLF."""

WIDTH = 75


def content_line(name: str, value: str) -> str:
    """A property with its line end; `name` includes the parameters, `value` is escaped."""
    line = f"{name}:{value}"
    if len(line) <= WIDTH and line.isascii():
        return f"{line}\r\n"
    raw = line.encode()
    pieces, start, room = [], 0, WIDTH
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, WIDTH - 1  # the space that marks the continuation
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces).decode() + "\r\n"


def escaped(text: str) -> str:
    """A text value; every line break becomes `\\n`, as there is no other one in these files."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, written)
    return with_escaped_breaks(text)


def escaped_uri(text: str) -> str:
    """A URI, in which commas and semicolons are themselves."""
    return with_escaped_breaks(text.replace("\\", "\\\\"))


def with_escaped_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
