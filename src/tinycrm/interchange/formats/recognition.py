"""Recognises which program wrote a file, by its columns, and what each of them means."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tinycrm.domain.text import shorten
from tinycrm.interchange.formats import (
    atomic,
    generic,
    google,
    hubspot,
    linkedin,
    outlook,
    own,
    pipedrive,
    salesforce,
    thunderbird,
    wave,
    zoho,
)
from tinycrm.interchange.formats.columns import column_names, reasons
from tinycrm.interchange.formats.meanings import NAMING
from tinycrm.interchange.formats.table import Format, normal

SHOWN = 4
"""How many columns are named as reasons."""


class Column(NamedTuple):
    """A column, what it means (`ignore`, or empty for an extra), and a cell of it."""

    name: str
    meaning: str
    example: str


class Recognised(NamedTuple):
    """Which program wrote a file and of what; `score` is the share of columns it explains."""

    format: str
    noun: str
    score: float
    why: str
    columns: list[Column]


@cache
def formats() -> tuple[Format, ...]:
    """All formats of known programs, those that are known most certainly first."""
    modules = (own, google, outlook, thunderbird, linkedin, atomic, pipedrive, salesforce, hubspot)
    return tuple(format for module in (*modules, zoho, wave) for format in module.formats())


@cache
def format_named(name: str) -> Format:
    """The format of that name; raises KeyError."""
    return {format.name: format for format in (*formats(), *generic.formats())}[name]


@cache
def known_titles() -> frozenset[str]:
    """The normal forms of all titles that any format knows."""
    known = {key for format in (*formats(), *generic.formats()) for key in format.columns}
    return frozenset(known)


def recognise(
    header: Sequence[str], sample: Sequence[Sequence[str]], *, noun: str = ""
) -> Recognised:
    """Which program wrote a file with that header; `sample` are some of its rows, for examples.

    Of several formats that fit it is the one that knows most columns. Where none fits, it is a
    CSV file of the noun whose usual titles it has. `noun` asks for one noun alone.
    """
    names = column_names(header)
    keys = {normal(name) for name in names}
    fitting = [each for each in formats() if noun in ("", each.noun) and each.fits(keys)]
    found = max(fitting, key=lambda each: known_columns(each, names), default=None)
    found = found or generic.best(names, noun)
    meanings = [found.meaning(name) for name in names]
    for place in range(len(names) - reasons(names), len(names)):
        meanings[place] = "ignore"
    columns = [
        Column(name, meaning or "", example(sample, place))
        for place, (name, meaning) in enumerate(zip(names, meanings, strict=True))
    ]
    known = sum(meaning is not None for meaning in meanings)
    score = known / len(names) if names else 0.0
    return Recognised(found.name, found.noun, score, reason(columns, found.noun), columns)


def known_columns(format: Format, names: Sequence[str]) -> int:
    return sum(format.meaning(name) is not None for name in names)


def example(sample: Sequence[Sequence[str]], place: int) -> str:
    """The first cell of a column that has something in it."""
    cells = (row[place].strip() for row in sample if place < len(row))
    return shorten(" ".join(next(filter(None, cells), "")[:200].split()), 40)


def reason(columns: Sequence[Column], noun: str) -> str:
    """Why a file is taken for one of a noun, in words: by its telling columns, those first."""
    telling = (*NAMING[noun], *generic.TYPICAL[noun])
    known = [column for column in columns if column.meaning not in ("", "ignore")]
    known.sort(key=lambda column: head_of(column) not in telling)
    count = "its only column" if len(columns) == 1 else f"its {len(columns)} columns"
    if not known:
        return f"{count} is not known" if len(columns) == 1 else f"none of {count} is known"
    shown = [shorten(column.name, 30) for column in known[:SHOWN]]
    if len(known) > SHOWN:
        shown.append(f"{len(known) - SHOWN} more")
    words = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    if len(columns) == 1:
        return f"{count} is {words}"
    return f"{len(known)} of {count} {'is' if len(known) == 1 else 'are'} known: {words}"


def head_of(column: Column) -> str:
    """What a column means, without the label, the part or the group."""
    return re.split(r"[:.#]", column.meaning, maxsplit=1)[0]
