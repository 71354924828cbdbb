"""Writes records and tables: for a person on a terminal, for a program in a pipe, or as JSON.

rich costs as much as two starts of Python, so it is imported only where a terminal is written to.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tinycrm.cli.columns import LISTS, Columns, for_programs
from tinycrm.domain.text import safe_text
from tinycrm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tinycrm.cli.session import Session


def record(session: Session, noun: str, id: int) -> None:
    """Tell the reference of a record that was just written, or all of it with --json."""
    from tinycrm.store.references import LETTER_OF

    if session.json:
        write_json(next(shapes_of(session, noun, session.crm.records(noun).by_ids([id]))))
    else:
        print(f"{LETTER_OF[noun]}{id}")


def records(session: Session, noun: str, rows: Iterable[Any], columns: Columns = ()) -> None:
    """Write a list of records in the form that was asked for."""
    if session.ids:
        sys.stdout.writelines(f"{row.ref}\n" for row in rows)
    elif session.format:
        write_formatted(session, noun, rows)
    elif session.json:
        write_json_array(shapes_of(session, noun, rows))
    elif session.jsonl:
        write_json_lines(shapes_of(session, noun, rows))
    elif session.csv:
        from tinycrm.interchange.export import write_rows

        write_rows(session.crm, noun, rows, sys.stdout, delimiter=",")
    else:
        write_table(session, columns or LISTS[noun], rows)


def table(session: Session, columns: Columns, rows: Sequence[Any], empty: str = "") -> None:
    """Write rows that are no records (NamedTuples of any shape) in the form asked for.

    `empty` is what a person at a terminal is told where there are none.
    """
    if not rows and empty and session.is_terminal:
        session.tell(empty)
    if session.json:
        write_json_array(row._asdict() for row in rows)
    elif session.jsonl:
        write_json_lines(row._asdict() for row in rows)
    elif session.csv:
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([field for _, field, _ in columns])
        shown = safe_text if session.is_terminal else str
        writer.writerows(
            [shown(for_programs(row, field, kind)) for _, field, kind in columns] for row in rows
        )
    elif session.ids:
        sys.stdout.writelines(f"{row.ref}\n" for row in rows if getattr(row, "ref", None))
    elif session.format:
        for row in rows:
            print(safe_text(fill(session.format, {k: v or "" for k, v in row._asdict().items()})))
    else:
        write_table(session, columns, rows)


def shapes_of(session: Session, noun: str, rows: Iterable[Any]) -> Any:
    from tinycrm.interchange.shapes import shapes

    return shapes(session.crm, noun, rows)


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON; on a terminal with hidden characters as escapes, which mean the same."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if (text.isascii() and "\x7f" not in text) or not sys.stdout.isatty():
        return text
    import re

    def shown(match: re.Match[str]) -> str:
        hidden = safe_text(match[0]) != match[0]
        return json.dumps(match[0])[1:-1].replace("\x7f", "\\u007f") if hidden else match[0]

    return re.sub(r"[^ -~\n]", shown, text)


def write_json(value: object) -> None:
    print(json_text(value, indent=2 if sys.stdout.isatty() else None))


def write_json_array(shapes: Iterable[Any]) -> None:
    """An array, one element a line, written as it is read."""
    between = "[\n"
    for shape in shapes:
        sys.stdout.write(between + json_text(shape))
        between = ",\n"
    sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


def write_json_lines(shapes: Iterable[Any]) -> None:
    for shape in shapes:
        sys.stdout.write(json_text(shape) + "\n")


def write_formatted(session: Session, noun: str, rows: Iterable[Any]) -> None:
    for row in rows:
        values = {field: "" if value is None else value for field, value in row._asdict().items()}
        for _, field, kind in LISTS[noun]:
            if kind == "money":
                values[field] = for_programs(row, field, kind)
        print(safe_text(fill(session.format, values)))


def fill(template: str, values: dict[str, Any]) -> str:
    """A `--format` template with `{field}` replaced; anything cleverer is refused."""
    import re

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise UsageError(
                f"There is no field {{{match[1]}}}.", f"There are: {', '.join(values)}."
            )
        return str(values[match[1]])

    text = template.replace("\\t", "\t").replace("\\n", "\n")
    return re.sub(r"\{(\w+)\}", value, text)


def write_table(session: Session, columns: Columns, rows: Iterable[Any]) -> None:
    if session.is_terminal or session.forced_colour():
        write_for_people(session, columns, rows)
        return
    for row in rows:
        cells = [safe_text(for_programs(row, field, kind)) for _, field, kind in columns]
        sys.stdout.write("\t".join(cells) + "\n")


def write_for_people(session: Session, columns: Columns, rows: Iterable[Any]) -> None:
    from tinycrm.cli.console import grid, show

    table = grid(session, columns, rows, session.crm.db.today())
    if table.row_count:
        show(session, table)
