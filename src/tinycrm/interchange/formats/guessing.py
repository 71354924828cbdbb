"""Guesses which column names the records of a table whose titles say nothing, by its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import dates
from tinycrm.interchange.formats.generic import TYPICAL
from tinycrm.interchange.formats.meanings import NAMING
from tinycrm.interchange.formats.recognition import format_named, head_of
from tinycrm.interchange.formats.table import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tinycrm.interchange.formats.recognition import Column, Recognised

CALLED = {
    "contact": "name",
    "company": "name",
    "deal": "title",
    "activity": "subject",
    "task": "title",
}
"""The field that gets what the records are called."""
TELLING = r"name|nom\b|nombre|client|kunde|customer|person|title|titel"
INVOICES = ("invoice", "invoiceno", "invoicenumber", "invoiceid", "rechnungsnummer", "rechnungsnr")
SHARE = 3
"""One row in so many has to hold words in a column that names records."""
EMAIL = r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"


def with_names(
    recognised: Recognised,
    mapping: Mapping[str, str],
    rows: Sequence[Sequence[str]],
    *,
    asked: bool = False,
) -> tuple[Recognised, str]:
    """The table with a column that names its records, and the title of that if it is a guess.

    `rows` are some of the table's, `mapping` is what a person said of columns, who is obeyed;
    `asked` tells that the noun was asked for. Raises InvalidError where no column holds words, and
    for lists of invoices, whose lines are neither people nor deals.
    """
    if not mapping and not asked:
        refuse_invoices(recognised)
    naming = {*NAMING[recognised.noun]}
    given = {meaning.partition(":")[0] for meaning in mapping.values()}
    named = naming & ({head_of(column) for column in recognised.columns} | given)
    if named or format_named(recognised.format).source != "csv":
        return recognised, ""
    telling = {head_of(column) for column in recognised.columns} & {*TYPICAL[recognised.noun]}
    if recognised.noun != "contact" and not telling and not asked:
        raise unnamed(recognised.noun, recognised.columns)
    mapped = {title.strip().casefold() for title in mapping}
    columns = list(recognised.columns)
    unknown = []
    for place, column in enumerate(columns):
        if column.meaning or column.name.casefold() in mapped:
            continue
        if recognised.noun == "contact" and share(rows, place, is_email) >= 0.5:
            columns[place] = column._replace(meaning="email")
        else:
            unknown.append(place)
    named_by = best(columns, unknown, rows)
    if named_by is not None:
        columns[named_by] = columns[named_by]._replace(meaning=CALLED[recognised.noun])
        return recognised._replace(columns=columns), columns[named_by].name
    found = next((column.name for column in columns if column.meaning == "email"), "")
    if not found:
        raise unnamed(recognised.noun, columns, numbers=numbers_alone(rows))
    return recognised._replace(columns=columns), found


def refuse_invoices(recognised: Recognised) -> None:
    if format_named(recognised.format).source == "csv" and any(
        normal(column.name) in INVOICES for column in recognised.columns
    ):
        raise InvalidError(
            "This is a list of invoices, which are not kept.",
            "Import the list of customers in its place; --as deals takes each row for a deal.",
        )


def best(
    columns: Sequence[Column], places: Sequence[int], rows: Sequence[Sequence[str]]
) -> int | None:
    """The first column whose title tells, else the first of those with most words."""
    shares = {place: share(rows, place, is_words) for place in places}
    fit = [place for place in places if shares[place] * SHARE >= 1]
    return max(
        fit,
        key=lambda place: (bool(re.search(TELLING, fold(columns[place].name))), shares[place]),
        default=None,
    )


def share(rows: Sequence[Sequence[str]], place: int, test: Callable[[str], bool]) -> float:
    """The share of rows whose cell passes a test."""
    cells = [row[place].strip() if place < len(row) else "" for row in rows]
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def is_email(cell: str) -> bool:
    return len(cell) < 300 and bool(re.fullmatch(EMAIL, cell))


def is_words(cell: str) -> bool:
    """Whether a cell may be what something is called: no number, no date, no address, no code."""
    letters = sum(map(str.isalpha, cell[:300]))
    digits = sum(map(str.isdigit, cell[:300]))
    if not letters or digits > letters or cell[0] in "{[<" or "@" in cell or "://" in cell:
        return False
    return fold(cell) not in ("true", "false", "yes", "no", "null", "none") and not is_date(cell)


def is_date(cell: str) -> bool:
    try:
        return bool(dates.read(cell[:100], "dmy"))
    except (ValueError, OverflowError):
        return False


def is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[-+]?[\d\s.,:/'()%-]*\d[\d\s.,:/'()%-]*", cell[:300]))


def numbers_alone(rows: Sequence[Sequence[str]]) -> bool:
    cells = [cell.strip() for row in rows for cell in row]
    return any(cells) and all(is_number(cell) for cell in cells if cell)


def looks_like_data(row: Sequence[str]) -> bool:
    """Whether a first record is no header: titles are neither addresses nor numbers nor dates."""
    cells = [cell.strip() for cell in row]
    return any(is_email(cell) or is_number(cell) or is_date(cell) for cell in cells if cell)


def unnamed(noun: str, columns: Sequence[Column], *, numbers: bool = False) -> InvalidError:
    """Why a table is refused, and what would make it one that can be imported."""
    titles = [quote_value(column.name) for column in columns]
    shown = ", ".join(titles[:5]) + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")
    article = "an" if noun == "activity" else "a"
    words = f"only numbers stand in {shown}" if numbers else shown
    example = columns[0].name if columns else "Column"
    remedy = f'Say which does: --map "{example}={CALLED[noun]}", or give the file a header.'
    if numbers:
        words_for = "Figures about people, such as purchases, come in from a file that names them."
        remedy = f"{remedy} {words_for}" if len(columns) > 1 else words_for
    return InvalidError(f"No column names {article} {noun}: {words}.", remedy)
