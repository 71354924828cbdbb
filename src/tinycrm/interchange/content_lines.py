"""The lines of a vCard file: unfolded, whatever wrote it, in constant memory."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

MAX_PROPERTY = 1 << 20
"""Bytes that a property may have, pictures aside."""
CHUNK = 1 << 16
HEAD = 1000
BINARY = ("PHOTO", "LOGO", "SOUND")


class Line(NamedTuple):
    """A property as it stands in the file, unfolded.

    `number` is that of its first line. Of one that is `binary` (a picture) or `oversized` only
    the beginning is kept.
    """

    number: int
    raw: bytes
    binary: bool = False
    oversized: bool = False


def content_lines(source: Any) -> Iterator[Line]:
    """The unfolded lines of a stream of bytes or text, or of an iterable of lines.

    Lines end in LF, CR, CRLF or CRCRLF; a line that begins with a space or a tab continues the
    one before, as do the next lines of a quoted-printable and of a BASE64 value.
    """
    kept, size, number, last = bytearray(), 0, 0, b""
    binary = False
    for at, line in enumerate(physical_lines(source), 1):
        if line[:1] in (b" ", b"\t") or (binary and continues_binary(line)):
            folded = True
        else:
            folded = not binary and continues_quoted(kept, last, line)
        if folded and number:
            size += len(line) + 1
            if size <= MAX_PROPERTY and (not binary or lacks_head(kept)):
                kept += b"\n" + line
        else:
            if kept:
                yield Line(number, unfolded(bytes(kept)), binary, is_oversized(size, binary))
            binary = is_binary(line[:200])
            kept = bytearray(line[: HEAD if binary else MAX_PROPERTY])
            size, number = len(line), at
        last = line[-20:]
    if kept:
        yield Line(number, unfolded(bytes(kept)), binary, is_oversized(size, binary))


def is_oversized(size: int, binary: bool) -> bool:
    return size > MAX_PROPERTY and not binary


def physical_lines(source: Any) -> Iterator[bytes]:
    """The lines without their ends, each cut after `MAX_PROPERTY` + 1 bytes."""
    kept: bytes = b""
    for chunk in normal_chunks(source):
        first, *rest = chunk.split(b"\n")
        if len(kept) <= MAX_PROPERTY:
            kept += first
        for line in rest:
            yield kept[: MAX_PROPERTY + 1]
            kept = line
    if kept:
        yield kept[: MAX_PROPERTY + 1]


def normal_chunks(source: Any) -> Iterator[bytes]:
    """The bytes with LF alone as the end of a line, however large the file is."""
    held = b""
    for chunk in utf8_chunks(source):
        whole = held + chunk
        # The LF that belongs to a CR may come with the next chunk.
        complete = whole.rstrip(b"\r")
        if len(whole) - len(complete) > CHUNK:
            complete = whole
        held = whole[len(complete) :]
        yield with_lf(complete)
    yield with_lf(held)


def with_lf(chunk: bytes) -> bytes:
    chunk = chunk.replace(b"\r\n", b"\n")
    if b"\r" not in chunk:
        return chunk

    # Some transfers double the CR, so a row of them before an LF ends one line only.
    def ends(found: re.Match[bytes]) -> bytes:
        return b"\n" if found[0].endswith(b"\n") else b"\n" * len(found[0])

    return re.sub(rb"\r+\n?", ends, chunk)


def utf8_chunks(source: Any) -> Iterator[bytes]:
    """The bytes of a source, turned from UTF-16 into UTF-8 where they begin like UTF-16."""
    from codecs import getincrementaldecoder

    decoder = None
    for index, chunk in enumerate(raw_chunks(source)):
        if index == 0:
            codec = utf16_codec(chunk[:4])
            decoder = getincrementaldecoder(codec)("surrogatepass") if codec else None
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass") if decoder else chunk


def utf16_codec(start: bytes) -> str:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if start[1:2] == start[3:4] == b"\0" != start[:1]:
        return "utf-16-le"
    return "utf-16-be" if start[:1] == start[2:3] == b"\0" != start[1:2] else ""


def raw_chunks(source: Any) -> Iterator[bytes]:
    if hasattr(source, "read"):
        binary = getattr(source, "buffer", source)
        while chunk := binary.read(CHUNK):
            yield chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "surrogatepass")
        return
    lines: Iterable[bytes | str] = source
    for line in lines:
        text = line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
        yield text if text.endswith((b"\n", b"\r")) else text + b"\n"


def continues_binary(line: bytes) -> bool:
    """Whether a line that is not indented is more of a picture: BASE64 has no colon."""
    return bool(line) and b":" not in line


def lacks_head(kept: bytearray) -> bool:
    """Whether the parameters of a picture go on in the next line."""
    return len(kept) < HEAD and b":" not in kept


def continues_quoted(kept: bytearray, last: bytes, line: bytes) -> bool:
    """Whether a line that is not indented is more of a quoted-printable value."""
    soft_break = last.rstrip(b" \t").endswith(b"=")
    # Some writers break lines without the "=" at their end; no property begins with one.
    if not soft_break and not line.startswith(b"="):
        return False
    return is_quoted(head_of(bytes(kept[:HEAD]))) and line.strip().upper() != b"END:VCARD"


def is_quoted(head: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in head.upper()


def is_binary(start: bytes) -> bool:
    head = (head_of(start) or start).upper()  # which may go on in the next line
    name = head.partition(b";")[0].rpartition(b".")[2]
    base64 = re.search(rb";(?:ENCODING=)?\"?(?:BASE64|B)\"?(?:;|$)", head)
    return name.decode("latin-1") in BINARY or base64 is not None


def head_of(raw: bytes) -> bytes:
    """What stands before the colon: the name and the parameters, some of them in quotes."""
    colon = raw.find(b":")
    if b'"' not in raw[: max(colon, 0)]:
        return raw[: max(colon, 0)]
    found = re.match(rb'(?:[^":]+|"[^"]*")*', raw)
    end = found.end() if found else 0
    return raw[: end if raw[end : end + 1] == b":" else colon]


def unfolded(raw: bytes) -> bytes:
    if b"\n" not in raw:
        return raw
    if not is_quoted(head_of(raw)):
        return re.sub(rb"\n[ \t]?", b"", raw)
    first, *others = raw.split(b"\n")
    # A space after a soft break belongs to the value, unless the writer folded as well.
    folded = len(others) > 1 and all(line[:1] in (b" ", b"\t") for line in others)
    pieces = [first]
    for line in others:
        before = pieces[-1].rstrip(b" \t")
        soft_break = before.endswith(b"=")
        if soft_break:
            pieces[-1] = before[:-1]
        if (folded or not soft_break) and line[:1] in (b" ", b"\t"):
            line = line[1:]
        pieces.append(line)
    return b"".join(pieces)
