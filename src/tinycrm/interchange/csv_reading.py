"""Reads CSV and TSV files of any origin: their encoding, delimiter, header and records.

Everything streams; whatever cannot be read is refused in a sentence that names the line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import IO, TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELL = 1 << 20
MAX_COLUMNS = 1000
MAX_RECORD = 8 << 20
"""Characters a record may have, so that no file fills the memory."""
DELIMITERS = ",;\t|"
SAMPLE = 1 << 16
SAMPLED = 50


def encoding_of(file: IO[bytes], wanted: str = "") -> tuple[str, bool]:
    """The encoding of a seekable file, and whether that is a guess; the file is rewound.

    A byte order mark tells, then the zeros of UTF-16, then whether all of it is valid UTF-8; else
    it is taken for Windows-1252. `wanted` is obeyed. Raises UsageError for an unknown name.
    """
    if wanted:
        try:
            codecs.lookup(wanted)
        except LookupError:
            raise UsageError(
                f"There is no encoding {quote_value(wanted)}.", "Known are utf-8, cp1252, utf-16 …"
            ) from None
        return wanted, False
    head = file.read(4096)
    file.seek(0)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", False
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4:
        return ("utf-16-be" if even > odd else "utf-16-le"), False
    return ("utf-8", False) if is_utf8(file) else ("cp1252", True)


def is_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def has_line_feed(file: IO[bytes], encoding: str) -> bool:
    """Whether a text has an LF, which most have near their beginning; the file is rewound."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    try:
        while chunk := file.read(SAMPLE):
            if "\n" in decoder.decode(chunk):
                return True
        return False
    finally:
        file.seek(0)


class Lines:
    """The lines of a text, ended by LF alone, so that a CR is told from a line's end.

    Where there is no LF at all, CR ends them, as old Macs wrote it.
    `number` counts them. What no CSV file holds is refused: NUL, broken encoding, endless records.
    """

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        newline = "\n" if has_line_feed(file, encoding) else "\r"
        self.text = io.TextIOWrapper(file, encoding=encoding, newline=newline)
        self.encoding = encoding
        self.number = 0
        self.begun = 1
        self.size = 0

    def rewind(self) -> None:
        """Begin again with the first line."""
        self.text.seek(0)
        self.number, self.begun, self.size = 0, 1, 0

    def begin(self) -> None:
        """A new record begins with the next line."""
        self.begun, self.size = self.number + 1, 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        try:
            line = self.text.readline(MAX_RECORD)
        except UnicodeError:
            raise refusal(
                self.number + 1, f"it is not valid {self.encoding}", "Say which with --encoding."
            ) from None
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        if "\0" in line:
            raise refusal(self.number, "it holds a NUL character", "Is it a CSV file?")
        if self.size >= MAX_RECORD:
            raise refusal(
                self.begun,
                f"a record of more than {MAX_RECORD:,} characters begins there",
                "Perhaps a quotation mark is not closed.",
            )
        return line


def refusal(line: int, reason: str, remedy: str) -> InvalidError:
    return InvalidError(f"Line {line} cannot be read: {reason}.", remedy)


def records(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a file with the lines on which they begin; blank lines are left out."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise in_words(error, lines) from None
        if cells is None:
            return
        if len(cells) > MAX_COLUMNS:
            raise refusal(
                lines.begun, f"it has more than {MAX_COLUMNS:,} columns", "Is the delimiter right?"
            )
        if cells:
            yield lines.begun, cells


def in_words(error: csv.Error, lines: Lines) -> InvalidError:
    text = str(error)
    close = "Close the quotation mark; one within quotation marks is written twice."
    if "field limit" in text:
        return refusal(
            lines.begun, f"a cell is longer than {MAX_CELL:,} characters", f"Shorten it. {close}"
        )
    if "unexpected end" in text:
        return refusal(lines.begun, "a quotation mark opened there is never closed", close)
    if "new-line" in text:
        return refusal(
            lines.number,
            "a carriage return stands in it outside of quotation marks",
            "Save the file with line ends of LF or CRLF.",
        )
    return refusal(lines.number, "a quotation mark within a cell is not written twice", close)


def dialect(sample: str) -> tuple[str, bool]:
    """The delimiter of a text, and whether its first line says so (`sep=;`)."""
    first = sample.replace("\r", "\n").split("\n", 1)[0].strip().strip('"')
    if first[:4].lower() == "sep=" and len(first) == 5:
        return first[4], True
    return max(DELIMITERS, key=lambda sign: consistency(sample, sign)), False


def consistency(sample: str, delimiter: str) -> tuple[float, int]:
    """How many of the first records agree on a number of columns above one, and on how many."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(cells) for cells in islice(reader, SAMPLED) if cells]
    # The sample may end in the middle of a record.
    counted = Counter(widths[:-1] if len(widths) > 2 and len(sample) >= SAMPLE else widths)
    columns, records = max(
        counted.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(1, 0)
    )
    return (records / max(1, counted.total()) if columns > 1 else 0.0), columns


def sample_of(file: IO[bytes], encoding: str) -> str:
    """The beginning of a file as text; the file is rewound."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(file.read(SAMPLE))
    file.seek(0)
    return text.removeprefix("\ufeff")
