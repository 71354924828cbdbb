"""What the preview of an import says line by line, and which of the lines can be changed."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import shorten
from tinycrm.errors import CrmError
from tinycrm.interchange.formats import NeedsDates
from tinycrm.interchange.report import OUTCOMES, counted
from tinycrm.store.references import plural
from tinycrm.tui.files.paths import tilde

if TYPE_CHECKING:
    from tinycrm.interchange.previewing import FileLook
    from tinycrm.interchange.questions import Raised
    from tinycrm.interchange.report import Report

MATCHES = {
    "fill": "fill in what is empty",
    "overwrite": "take what the file says",
    "skip": "leave them as they are",
    "new": "add all rows as new ones",
    "ask": "ask about each of them, row beside record",
}
"""What becomes of records that are there already."""
DATES = {"": "found out", "dmy": "day first: 31/12/2026", "mdy": "month first: 12/31/2026"}
DELIMITERS = {
    "": "found out",
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "upright bar",
}
ENCODINGS = {
    "": "found out",
    "utf-8": "UTF-8",
    "cp1252": "Windows, western (cp1252)",
    "cp1250": "Windows, central European (cp1250)",
    "cp1251": "Windows, Cyrillic (cp1251)",
    "latin-1": "ISO 8859-1",
    "iso8859-15": "ISO 8859-15",
    "mac_roman": "Macintosh",
    "cp437": "DOS (cp437)",
    "shift_jis": "Shift JIS",
    "gb18030": "GB 18030",
    "utf-16": "UTF-16",
}
WORDS = {
    "created": "new",
    "updated": "changed",
    "unchanged": "as they are",
    "skipped": "skipped",
    "rejected": "rejected",
}
LABEL = 12
"""Letters of a label."""
TOLD = 12
"""Kinds of remarks that are listed."""


class Fact(NamedTuple):
    """A line: its label, what it says, and how.

    `kind` is what enter does on it: one of noun, encoding, delimiter, match, dates, name, sheet to
    change that, ask to answer questions, differing to take the file's values, text to read all of
    it, "" for nothing; `heading` is a heading.
    """

    kind: str
    label: str
    value: str = ""
    tone: str = ""


class Asked(NamedTuple):
    """What a person has said of the import so far, "" for what is found out."""

    encoding: str = ""
    delimiter: str = ""
    noun: str = ""
    dates: str = ""
    match: str = "fill"
    name: str = ""
    sheet: str = ""


def recognised(files: "list[FileLook]") -> list[Fact]:
    """What the files were taken for, and why."""
    found: list[Fact] = []
    for file in files:
        label = "It is" if len(files) == 1 else shorten(file.table or file.name, LABEL)
        found.append(Fact("text", label, file.format, "title"))
        found.append(Fact("text", "because", file.why, "muted"))
        if file.guessed_name:
            words = f"no title says which column names them; “{file.guessed_name}” was taken"
            found.append(Fact("text", "look", words, "bad"))
    return found


def decisions(files: "list[FileLook]", asked: Asked, *, needs_dates: bool) -> list[Fact]:
    """How the files are read, and what becomes of what is there; each line can be changed."""
    found = [Fact(*line) for line in how_read(files[0], asked)] if len(files) == 1 else []
    found.append(Fact("match", "Known ones", MATCHES[asked.match]))
    if needs_dates or asked.dates:
        found.append(Fact("dates", "Dates", DATES[asked.dates]))
    if len(files) == 1 and files[0].delimiter:
        found.append(Fact("name", "Keep as", asked.name or "no name for what columns become"))
        if files[0].remembered:
            words = f"mapped by {files[0].remembered}"
            found.append(Fact("text", "columns", words, "muted"))
    return found


def tables(files: "list[FileLook]", tables: Sequence[str]) -> Iterator[Fact]:
    """Which sheet of a workbook, or which table of an archive or a folder, is looked at."""
    names = names_of_tables(files, tables)
    if len(names) > 1:
        one = files[0].sheet or files[0].table
        words = f"all {len(names)}" if len(files) > 1 else f"{one}, one of {len(names)}"
        yield Fact("sheet", "Sheets" if files[0].sheet else "Tables", words)


def names_of_tables(files: "list[FileLook]", tables: Sequence[str]) -> Sequence[str]:
    """What can be chosen of: the sheets of a workbook, else what an archive or a folder holds."""
    return (files[0].sheets if files else ()) or tables


def questions(raised: "Sequence[Raised]") -> Iterator[Fact]:
    """How many questions are open."""
    if raised:
        rows = "1 row" if len(raised) == 1 else f"{len(raised):,} rows"
        yield Fact("ask", "Questions", f"{rows} may be there already: enter answers", "bad")


def how_read(file: "FileLook", asked: Asked) -> Iterator[tuple[str, str, str, str]]:
    yield "noun", "Rows are", plural(file.noun), ""
    guess = "  (a guess)" if file.guessed and not asked.encoding else ""
    if not file.sheet:
        yield "encoding", "Encoding", f"{file.encoding}{guess}", "bad" if guess else ""
    if file.delimiter:
        yield "delimiter", "Parted by", DELIMITERS.get(file.delimiter, file.delimiter), ""


def outcome(reports: "list[Report]", *, done: bool) -> list[Fact]:
    """What would come of it, or has come of it."""
    found: list[Fact] = []
    for report in reports:
        name = report.name if len(reports) > 1 else ""
        for noun, counts in report.rows():
            found.append(Fact("text", plural(noun), counts_in_words(counts, name)))
        if not report.counts:
            found.append(Fact("text", plural(report.noun), counts_in_words({}, name)))
        found += consequences(report, done=done)
    return found


def remarks(reports: "list[Report]", *, done: bool) -> list[Fact]:
    """What is notable about single rows, those of a kind together."""
    found: list[Fact] = []
    if not done and any(report.rejected for report in reports):
        words = "rejected rows are left out, and written into a file beside this one"
        found.append(Fact("text", "rejected", words))
    for report in reports:
        told = report.told()
        for words in told[:TOLD]:
            label = "rejected" if is_rejection(report, words) else "remark"
            found.append(Fact("text", label, words, "muted"))
        more = len(told) - TOLD + report.unheard
        if more > 0:
            found.append(Fact("", "", f"… and {more:,} more kinds of remarks", "muted"))
    return found


def problem(error: CrmError, asked: Asked, how: list[Fact], *, maps: bool) -> list[Fact]:
    """What keeps the files from being read, and what can be said of them to mend that.

    `how` are the decisions where the files were recognised before; with `maps` it can be said
    what columns become. Remedies are written for the command line: here lines are the way.
    """
    remedy = "" if "--" in error.remedy else error.remedy
    if isinstance(error, NeedsDates):
        remedy = "Say how they are written; enter does."
        found = [Fact("dates", "Dates", DATES[asked.dates])]
    else:
        remedy = remedy or "Say what its columns become." * maps
        found = [
            Fact("noun", "Rows are", asked.noun or "found out"),
            Fact("encoding", "Encoding", asked.encoding or "found out"),
            Fact("delimiter", "Parted by", DELIMITERS[asked.delimiter]),
        ]
    return [
        Fact("text", "Not yet", error.message, "bad"),
        Fact("", "", remedy, "muted"),
        *(how or [Fact("heading", ""), *found]),
    ]


def so_far(reports: "list[Report]") -> list[Fact]:
    """What would come of the rows that were read by now, while another thread reads on."""
    found: list[Fact] = []
    for report in reports:
        name = report.name if len(reports) > 1 else ""
        for noun, counts in report.rows():
            words = counts_in_words(counts, name)
            found.append(Fact("text", plural(noun), f"{words}, so far …"))
    reading = Fact("", "", "reading all rows to see what would come of it …", "muted")
    return found or [reading]


def counts_in_words(counts: dict[str, int], name: str) -> str:
    parts = [f"{counts[each]:,} {WORDS[each]}" for each in OUTCOMES if counts.get(each)]
    words = " · ".join(parts) or "nothing"
    return f"{words}   ({name})" if name else words


def consequences(report: "Report", *, done: bool) -> Iterator[Fact]:
    if report.added:
        words = ", ".join(counted(noun, count) for noun, count in report.added.items())
        yield Fact("text", "besides", f"{words}, because rows name them")
    if report.linked:
        words = ", ".join(counted(noun, count) for noun, count in report.linked.items())
        yield Fact("text", "linked", f"{words}, which had named these before")
    if report.new_fields:
        titles = ", ".join(title for _, title in report.new_fields.values())
        yield Fact("text", "new fields", titles)
    for name, pipeline, percent in report.new_stages[:TOLD]:
        yield Fact("text", "new stage", f"{name} of {pipeline}, taken for {percent} % probable")
    if report.pictures:
        yield Fact("text", "left out", f"{report.pictures:,} pictures")
    if report.differing:
        yield from differing(report.differing, done=done)


def differing(count: int, *, done: bool) -> Iterator[Fact]:
    """How many records keep their own values, and what takes those of the file."""
    one = count == 1
    records = counted("record", count)
    if done:
        kept = "its own value" if one else "their own values"
        yield Fact("text", "differing", f"{records} kept {kept} where the file has another")
        return
    words = f"{records} {'differs' if one else 'differ'}: o takes the file's values"
    yield Fact("differing", "differing", words, "bad")


def is_rejection(report: "Report", words: str) -> bool:
    """Whether one of the lines in which a report tells something is about rejected rows."""
    return any(words.endswith(f": {reason}") for _, reason in report.rejections)


def left_out(words: list[str]) -> list[Fact]:
    return [Fact("text", "left out", each, "muted") for each in words]


def rejects(files: dict[str, str]) -> list[Fact]:
    """Where the rejected rows are."""
    return [
        Fact(
            "text",
            "rejected",
            f"{Path(path).name} has the rows, in {tilde(str(Path(path).parent))}",
        )
        for path in files.values()
    ]
