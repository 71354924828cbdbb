"""Reads literal CSV as the importer does: header, recognition, study, items."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from tinycrm.interchange.formats import (
    Item,
    Reader,
    Recognised,
    find_header,
    reader,
    recognise,
)


def opened(text: str, **options: Any) -> tuple[Recognised, Reader, list[tuple[int, list[str]]]]:
    """What a text is, its studied reader, and the rows."""
    names, rest = find_header(iter(enumerate(csv.reader(io.StringIO(text, newline="")), 1)))
    rows = list(rest)
    found = recognise(names, [row for _, row in rows[:20]])
    made = reader(found, **{"currency": "EUR", **options})
    made.study(row for _, row in rows)
    return found, made, rows


def read(text: str, **options: Any) -> list[Item]:
    """The items of a text."""
    _, made, rows = opened(text, **options)
    return [item for line, row in rows for item in made.items(row, line)]


def one(text: str, **options: Any) -> Item:
    """The only item of a text."""
    (item,) = read(text, **options)
    return item


def named(format: str, text: str) -> bool:
    """Whether a text is recognised as that format."""
    return opened(text)[0].format == format


def table(header: str, *rows: dict[str, str]) -> str:
    """CSV with a header as it is published and rows of which only some cells are filled."""
    file = io.StringIO(newline="")
    names = next(csv.reader([header]))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        writer.writerow([row.get(name, "") for name in names])
    return file.getvalue()


def values(points: Iterable[dict[str, str]]) -> list[tuple[str, str | None]]:
    """Contact points as (value, label)."""
    return [(point["value"], point["label"]) for point in points]
