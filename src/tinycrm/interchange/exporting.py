"""Writes the records that are asked for, in the form that is asked for, to a file of any kind."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import UsageError
from tinycrm.store.references import LETTER_OF, plural

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.records import Records

FORMS = ("csv", "tsv", "json", "jsonl", "vcard", "vcard4", "ical", "markdown", "xlsx")
SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".vcf": "vcard",
    ".ics": "ical",
    ".md": "markdown",
    ".xlsx": "xlsx",
}
"""The form that a file's name asks for when nothing else does."""
MADE_FOR = {
    "vcard": ("contact", "company"),
    "vcard4": ("contact", "company"),
    "ical": ("task", "activity", "calendar"),
}
AT_ONCE = 500
"""Records of given numbers that are read together."""
WITH_COLUMNS = ("csv", "tsv", "json", "jsonl", "markdown", "xlsx")


class Wanted(NamedTuple):
    """What is to be written: which records, in which form (one of FORMS).

    `noun` is one of the five, or `calendar`: tasks with a day, and meetings. `fields` are the
    columns that are wanted, all of them if none is named. `excel` makes CSV for spreadsheets.
    `reference` (`C12`) stands for a single record in the place of a filter, `ids` for several of
    them, in their order.
    """

    noun: str
    filter: str = ""
    sort: str = ""
    limit: int | None = None
    form: str = "csv"
    fields: Sequence[str] = ()
    excel: bool = False
    reference: str = ""
    ids: Sequence[int] = ()


class Exported(NamedTuple):
    """A file that was written: where, how many records, and what is to be said of it."""

    path: str
    records: int
    remarks: list[str]


def export(
    crm: "Crm",
    wanted: Wanted,
    path: str,
    *,
    replace: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Exported:
    """Write records into a new file, which only its owner may read, whole or not at all.

    `progress` hears of every 500 records, and may raise to stop. Raises ConflictError where the
    file exists unless `replace`, UsageError for what does not go together and for an unknown
    column, CrmError where the file cannot be written.
    """
    from tinycrm.interchange.files import new_file

    refuse_unfit(wanted, path)
    writer = Writer(crm, wanted, progress)
    binary = wanted.form == "xlsx"
    with new_file(path, replace=replace, never=crm.db.path, binary=binary) as file:
        writer.write(file)
    return Exported(str(Path(path).expanduser()), writer.records, writer.remarks)


def form_of(path: str, noun: str) -> str:
    """The form that a file's name asks for, else the usual one of the noun."""
    usual = "ical" if noun == "calendar" else "csv"
    return SUFFIXES.get(Path(path).suffix.lower(), usual)


def forms_of(noun: str) -> list[str]:
    """The forms in which a noun can be written."""
    if noun == "calendar":
        return ["ical"]
    return [form for form in FORMS if noun in MADE_FOR.get(form, (noun,))]


def refuse_unfit(wanted: Wanted, path: str) -> None:
    """Raise UsageError for what does not go together; `path` is "" or `-` for standard output."""
    form, noun = wanted.form, wanted.noun
    if form not in forms_of(noun):
        fitting = MADE_FOR.get(form)
        words = ", ".join(plural(each) if each in LETTER_OF else each for each in fitting or ())
        what = noun if noun == "calendar" else plural(noun)
        remedy = f"It is for: {words}." if fitting else f"Use --{', --'.join(forms_of(noun))}."
        raise UsageError(f"There is no --{form} of {what}.", remedy)
    if wanted.excel and form not in ("csv", "tsv"):
        raise UsageError(f"--excel does not go together with --{form}.", "Use --csv --excel.")
    if wanted.fields and (form not in WITH_COLUMNS or (wanted.reference and form == "markdown")):
        raise UsageError(f"--fields does not go together with --{form}.", "Leave it out.")
    if form == "xlsx" and path in ("", "-"):
        raise UsageError("A workbook needs a file.", "Name one, as in: --xlsx -o people.xlsx")


class Writer:
    """Writes what is wanted, and counts the records while they are read."""

    def __init__(
        self, crm: "Crm", wanted: Wanted, progress: Callable[[int], None] | None = None
    ) -> None:
        self.crm = crm
        self.wanted = wanted
        self.progress = progress
        self.records = 0
        self.remarks: list[str] = []

    def write(self, file: IO[Any]) -> None:
        """Write the records into an open file: of text, or of bytes for a workbook."""
        wanted = self.wanted
        if wanted.form in ("csv", "tsv"):
            from tinycrm.interchange.export import write_rows

            sign = "\t" if wanted.form == "tsv" else ","
            write_rows(
                self.crm,
                wanted.noun,
                self.rows(),
                file,  # type: ignore[arg-type] # text
                sign,
                fields=wanted.fields,
                excel=wanted.excel,
            )
        elif wanted.form in ("json", "jsonl"):
            from tinycrm.interchange.export import write_shapes

            lines = wanted.form == "jsonl"
            write_shapes(
                self.crm,
                wanted.noun,
                self.rows(),
                file,  # type: ignore[arg-type] # text
                lines=lines,
                fields=wanted.fields,
            )
        elif wanted.form == "xlsx":
            self.write_workbook(file)
        else:
            text = {"markdown": self.table, "ical": self.calendar}.get(wanted.form, self.cards)
            write_text(file, text())

    def rows(self, noun: str = "", filter: str | None = None) -> Iterator[Any]:
        """The records that are asked for, as rows of the noun's view."""
        from tinycrm.store import bulk

        wanted = self.wanted
        found = self.crm.records(noun or wanted.noun)
        ids = [int(wanted.reference[1:])] if wanted.reference else list(wanted.ids)
        if ids:
            yield from self.counted(in_order(found, ids))
            return
        text = wanted.filter if filter is None else filter
        yield from self.counted(bulk.stream(found, text, sort=wanted.sort, limit=wanted.limit))

    def counted(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.records += 1
            if self.progress and self.records % 500 == 0:
                self.progress(self.records)
            yield row

    def cards(self) -> Iterator[str]:
        from tinycrm.interchange.shapes import shapes
        from tinycrm.interchange.vcard_writing import write_card, write_company_card

        write = write_company_card if self.wanted.noun == "company" else write_card
        version = "4.0" if self.wanted.form == "vcard4" else "3.0"
        for shape in shapes(self.crm, self.wanted.noun, self.rows()):
            yield write(shape, version)

    def calendar(self) -> Iterator[str]:
        """Tasks, meetings, or both; a filter over activities may ask for calls or visits too."""
        from tinycrm.interchange.icalendar_writing import write_calendar
        from tinycrm.interchange.shapes import shapes

        wanted = self.wanted

        def found(noun: str, filter: str) -> Iterator[Any]:
            if wanted.noun in (noun, "calendar"):
                yield from shapes(self.crm, noun, self.rows(noun, filter))

        text = wanted.filter
        meetings = f"kind:meeting ({text})" if text else "kind:meeting"
        if wanted.noun == "activity" and text:
            meetings = text
        return write_calendar(found("task", text), found("activity", meetings))

    def table(self) -> Iterator[str]:
        from tinycrm.interchange import markdown
        from tinycrm.interchange.export import chosen_cells

        wanted = self.wanted
        names, batches = chosen_cells(self.crm, wanted.noun, self.rows(), wanted.fields)
        cells = (["" if cell is None else str(cell) for cell in row] for b in batches for row in b)
        return markdown.table(names, [False] * len(names), cells)

    def write_workbook(self, file: IO[bytes]) -> None:
        from tinycrm.interchange.export import chosen_cells
        from tinycrm.interchange.xlsx_writing import readers, write_sheet

        wanted = self.wanted
        names, batches = chosen_cells(self.crm, wanted.noun, self.rows(), wanted.fields)
        reads = readers(self.crm, wanted.noun, names)
        cut = write_sheet(file, plural(wanted.noun).capitalize(), names, batches, reads)
        if cut:
            self.remarks.append(
                f"Cells that were cut: {cut}. A workbook holds 32,767 characters in one."
            )


def in_order(records: "Records[Any]", ids: Sequence[int]) -> Iterator[Any]:
    """The records of these numbers in this order; those that are gone are left out."""
    for start in range(0, len(ids), AT_ONCE):
        part = list(ids[start : start + AT_ONCE])
        found = {record.id: record for record in records.by_ids(part)}
        yield from (found[id] for id in part if id in found)


def write_text(file: IO[str], lines: Iterable[str]) -> None:
    """Write lines; on a terminal every one is made harmless."""
    if not file.isatty():
        file.writelines(lines)
        return
    from tinycrm.domain.text import safe_text

    file.writelines(safe_text(line.replace("\r\n", "\n"), newlines=True) for line in lines)
