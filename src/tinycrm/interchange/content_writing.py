"""Content lines as vCard and iCalendar want them: escaped, folded at 75 octets, ended by CRLF."""

WIDTH = 75


def content_line(name: str, value: str) -> str:
    """A property with its line end; `name` includes the parameters, `value` is escaped."""
    return folded(f"{name}:{value}")


def content_text(lines: list[str]) -> str:
    """Properties as they stand in the file, given as lines that are not folded yet."""
    text = "\r\n".join(lines)
    # Nearly always none is too long, and one look at all of them is cheaper than one at each.
    if text.isascii() and max(map(len, lines)) <= WIDTH:
        return f"{text}\r\n"
    return "".join(map(folded, lines))


def folded(line: str) -> str:
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
    # Looking is cheaper than replacing, and nearly no text has any of them.
    if "\\" in text or ";" in text or "," in text:
        text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return with_escaped_breaks(text) if "\n" in text or "\r" in text else text


def escaped_uri(text: str) -> str:
    """A URI, in which commas and semicolons are themselves."""
    return with_escaped_breaks(text.replace("\\", "\\\\"))


def with_escaped_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
