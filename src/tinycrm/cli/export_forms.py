"""Writes the records that `export` is asked for, in the form that is asked for."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tinycrm.cli import output


class Wanted(NamedTuple):
    """What is to be written: which records, in which form."""

    noun: str
    filter: str
    sort: str
    limit: int | None
    form: str
    fields: list[str]
    excel: bool
    reference: str


def write(session: Any, wanted: Wanted, file: Any) -> None:
    form = wanted.form
    if form in ("csv", "tsv"):
        from tinycrm.interchange.export import write_rows

        sign = "\t" if form == "tsv" else ","
        write_rows(
            session.crm,
            wanted.noun,
            rows_of(session, wanted),
            file,
            sign,
            fields=wanted.fields,
            excel=wanted.excel,
        )
    elif form in ("json", "jsonl"):
        from tinycrm.interchange.export import write_shapes

        rows = rows_of(session, wanted)
        lines = form == "jsonl"
        write_shapes(session.crm, wanted.noun, rows, file, lines=lines, fields=wanted.fields)
    elif form == "xlsx":
        write_workbook(session, wanted, file)
    else:
        text = {"markdown": markdown, "ical": calendar}.get(form, cards)(session, wanted)
        write_text(file, text)


def rows_of(session: Any, wanted: Wanted, noun: str = "", filter: str | None = None) -> Any:
    """The records that are asked for, as rows of the noun's view."""
    from tinycrm.store import bulk

    found = output.nouns(session, noun or wanted.noun)
    if wanted.reference:
        return found.by_ids([int(wanted.reference[1:])])
    text = wanted.filter if filter is None else filter
    return bulk.stream(found, text, sort=wanted.sort, limit=wanted.limit)


def write_text(file: Any, lines: Iterator[str]) -> None:
    if not file.isatty():
        file.writelines(lines)
        return
    from tinycrm.domain.text import safe_text

    file.writelines(safe_text(line.replace("\r\n", "\n"), newlines=True) for line in lines)


def cards(session: Any, wanted: Wanted) -> Iterator[str]:
    from tinycrm.interchange.shapes import shapes
    from tinycrm.interchange.vcard_writing import write_card, write_company_card

    write = write_company_card if wanted.noun == "company" else write_card
    version = "4.0" if wanted.form == "vcard4" else "3.0"
    for shape in shapes(session.crm, wanted.noun, rows_of(session, wanted)):
        yield write(shape, version)


def calendar(session: Any, wanted: Wanted) -> Iterator[str]:
    """Tasks, meetings, or both; a filter over activities may ask for calls or visits instead."""
    from tinycrm.interchange.icalendar_writing import write_calendar
    from tinycrm.interchange.shapes import shapes

    def found(noun: str, filter: str) -> Iterator[Any]:
        if wanted.noun in (noun, "calendar"):
            yield from shapes(session.crm, noun, rows_of(session, wanted, noun, filter))

    text = wanted.filter
    meetings = f"kind:meeting ({text})" if text else "kind:meeting"
    if wanted.noun == "activity" and text:
        meetings = text
    return write_calendar(found("task", text), found("activity", meetings))


def markdown(session: Any, wanted: Wanted) -> Iterator[str]:
    from tinycrm.cli import markdown

    if wanted.reference:
        return markdown.page(session.crm, wanted.reference)
    if wanted.fields:
        from tinycrm.interchange.export import chosen_cells

        rows = rows_of(session, wanted)
        names, batches = chosen_cells(session.crm, wanted.noun, rows, wanted.fields)
        cells = (["" if cell is None else str(cell) for cell in row] for b in batches for row in b)
        return markdown.table(names, [False] * len(names), cells)
    found = output.nouns(session, wanted.noun)
    rows = found.stream(wanted.filter, sort=wanted.sort, limit=wanted.limit)
    return markdown.records(wanted.noun, rows)


def write_workbook(session: Any, wanted: Wanted, file: Any) -> None:
    from tinycrm.interchange.export import chosen_cells
    from tinycrm.interchange.xlsx_writing import write_sheet
    from tinycrm.store.custom import definitions
    from tinycrm.store.references import plural

    rows = rows_of(session, wanted)
    names, batches = chosen_cells(session.crm, wanted.noun, rows, wanted.fields)
    own = definitions(session.crm.db, wanted.noun)
    kinds = {f"custom.{key}": each.type for key, each in own.items()}
    cut = write_sheet(file, plural(wanted.noun).capitalize(), names, batches, kinds)
    if cut:
        session.tell(f"Cells that were cut: {cut}. A workbook holds 32,767 characters in one.")
