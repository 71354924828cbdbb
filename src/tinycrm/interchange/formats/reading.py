"""Reads the rows of a recognised file as items: first studies all of them, then takes each."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import CrmError, InvalidError, UsageError
from tinycrm.interchange.formats import amounts, dates, own
from tinycrm.interchange.formats.columns import fingerprint, surplus
from tinycrm.interchange.formats.draft import Draft
from tinycrm.interchange.formats.guessing import unnamed
from tinycrm.interchange.formats.item import Item, NeedsDates, Skip
from tinycrm.interchange.formats.meanings import DAYS, INSTANTS, NAMING, Bound, meaning_for
from tinycrm.interchange.formats.recognition import Column, Recognised, format_named
from tinycrm.interchange.guard import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tinycrm.interchange.formats.table import Format

DATED = frozenset((*DAYS, *INSTANTS))
TOLD = 100
"""How many remarks are kept in words."""


def reader(
    recognised: Recognised,
    *,
    mapping: Mapping[str, str] | None = None,
    dates: str = "",
    currency: str = "USD",
    excel: bool = False,
) -> Reader:
    """What reads the rows of a file.

    `mapping` says by column what it means in place of what was recognised: a field, `custom:KEY`
    or `ignore`. `dates` (`dmy`, `mdy`) is how dates are read that do not tell themselves,
    `currency` that of amounts without one. With `excel` our own export's guard against formulas
    is taken off again. Raises UsageError for a mapping that cannot be, InvalidError where no
    column names the records.
    """
    format = format_named(recognised.format)
    given = known_mapping(recognised, mapping or {})
    bounds = [
        Bound(name, place, given.get(name, meaning), verbatim=format.verbatim)
        for place, (name, meaning, _) in enumerate(recognised.columns)
    ]
    heads = {bound.head for bound in bounds}
    # A known program's file names its records in its own way.
    if format.source == "csv" and not heads & {*NAMING[recognised.noun]}:
        raise unnamed(recognised.noun, recognised.columns)
    return Reader(format, bounds, recognised, dates, currency, excel)


def known_mapping(recognised: Recognised, mapping: Mapping[str, str]) -> dict[str, str]:
    """What a person said of columns, by the columns' own names; raises UsageError."""
    names = [column.name for column in recognised.columns]
    by_case = {name.casefold(): name for name in reversed(names)}
    found = {}
    for title, wanted in mapping.items():
        name = title if title in names else by_case.get(title.strip().casefold(), "")
        if not name:
            hint = did_you_mean(title, names)
            raise UsageError(
                f"There is no column {quote_value(title)}.", f"{hint}There are: {', '.join(names)}."
            )
        found[name] = meaning_for(recognised.noun, wanted, name)
    return found


class Reader:
    """Reads rows; see `reader`. `remarks` are (line, words) on rows that were passed over."""

    def __init__(
        self,
        format: Format,
        bounds: Sequence[Bound],
        recognised: Recognised,
        dates: str,
        currency: str,
        excel: bool,
    ) -> None:
        self.format = format
        self.bounds = list(bounds)
        self.names = [bound.title for bound in bounds]
        self.surplus = surplus(self.names)
        self.recognised = recognised
        self.dates = dates
        self.currency = currency
        self.excel = excel and (format.source == own.SOURCE or own.are_own(self.names))
        self.source = format.source
        if format.source == "csv":
            self.source = f"csv:{fingerprint(self.names)}"
        self.active = [bound for bound in bounds if bound.head != "ignore"]
        self.heads = frozenset(bound.head for bound in bounds)
        # What people are called by where they have nothing but a number tells them apart as well.
        naming = {*NAMING[recognised.noun]}
        pairs = zip(bounds, recognised.columns, strict=True)
        self.id_place = next(
            (b.place for b, column in pairs if b.head in naming and column.meaning == "id"), -1
        )
        self.skipped = 0
        self.remarks: list[tuple[int, str]] = []

    @property
    def columns(self) -> list[Column]:
        """The columns with what they mean by now."""
        return [
            Column(bound.title, bound.meaning, column.example)
            for bound, column in zip(self.bounds, self.recognised.columns, strict=True)
        ]

    def accounts(self) -> dict[str, str]:
        """What became of each column after `study`: mapped, extra, ignored or empty."""
        return {bound.title: bound.account for bound in self.bounds}

    # The study

    def study(self, rows: Iterable[Sequence[str]]) -> None:
        """Read all rows once, in constant memory, to decide what each column's cells mean.

        Raises NeedsDates where day and month cannot be told apart in a column.
        """
        dated = [bound for bound in self.active if bound.head in DATED]
        priced = [bound for bound in self.active if bound.head == "amount"]
        unused = list(self.bounds)
        seen: dict[str, dict[str, str]] = {bound.title: {} for bound in (*dated, *priced)}
        blank = set()
        # Amounts of our own files have a point, whoever saved them again.
        studied = [(dated, dates.evidence), (priced, amounts.evidence)]
        studied = studied[:1] if self.format.verbatim else studied
        for row in rows:
            for bound in unused:
                text = row[bound.place].strip() if bound.place < len(row) else ""
                if text and not bound.head and text.lower() in self.format.blanks:
                    blank.add(bound)
                elif text:
                    bound.used = True
            unused = [bound for bound in unused if not bound.used]
            for columns, tell in studied:
                for bound in columns:
                    cell = row[bound.place].strip() if bound.place < len(row) else ""
                    if cell and len(cell) < 100 and not (columns is dated and dates.is_none(cell)):
                        seen[bound.title].setdefault(tell(cell), cell)
        for bound in priced:
            marks = [mark for mark in seen[bound.title] if mark]
            bound.mark = marks[0] if len(marks) == 1 else ""
        for bound in blank.difference(bound for bound in self.bounds if bound.used):
            # Nobody filled it in anywhere; that is said, as of other columns that are left out.
            bound.head, bound.meaning, bound.used = "ignore", "ignore", True
        self.decide_dates(dated, seen)

    def decide_dates(self, dated: Sequence[Bound], seen: Mapping[str, Mapping[str, str]]) -> None:
        """Decide in which order dates stand in each column; raises NeedsDates."""
        unclear = []
        for bound in dated:
            found = seen[bound.title]
            orders = [order for order in ("dmy", "mdy") if order in found]
            bound.order = orders[0] if len(orders) == 1 else self.dates
            if not bound.order and "either" in found:
                unclear.append((bound.title, found["either"]))
        if unclear:
            shown = ", ".join(f"{quote_value(title)}: {cell}" for title, cell in unclear[:5])
            words = f"It cannot be told whether day or month stands first in {shown}."
            raise NeedsDates([title for title, _ in unclear], words)

    # The rows

    def items(self, row: Sequence[str], line: int) -> list[Item]:
        """The records of a row; none where it is empty, or was deleted where it comes from.

        Raises InvalidError for a row that cannot be taken.
        """
        width = len(self.names)
        if any(row[width:]):
            raise InvalidError(
                f"the row has {len(row)} cells, the header {width}",
                "Put cells that hold the delimiter into quotation marks.",
            )
        if any(row[place] for place in self.surplus if place < len(row)):
            raise InvalidError("the row still has cells for which the header has no name")
        draft = Draft(self.format, self.source, self.currency, self.heads)
        empty = True
        for bound, cell in zip(self.bounds, row, strict=False):
            if not cell or bound.head == "ignore":
                continue
            text = self.cleaned(cell)
            if text:
                empty = False
                bound.take(draft, bound, self.dated(bound, text))
        if empty:
            return []
        if 0 <= self.id_place < len(row):
            draft.id = draft.id or row[self.id_place].strip()
        try:
            return self.format.finish(draft)
        except Skip as skip:
            self.skipped += 1
            told = {words for _, words in self.remarks}
            if len(told) < TOLD and str(skip) not in told:
                self.remarks.append((line, str(skip)))
            return []

    def dated(self, bound: Bound, text: str) -> str:
        """A day of our own files as we write it, where a spreadsheet has written it otherwise."""
        if not self.format.verbatim or bound.head not in DATED or not dates.evidence(text):
            return text
        with suppress(ValueError, CrmError):
            return dates.instant_words(text, bound.order)
        return text

    def cleaned(self, cell: str) -> str:
        """A cell without the spaces around it; of our own files as it is."""
        text = cell if self.format.verbatim else cell.strip()
        return unguarded(text) if self.excel else text
