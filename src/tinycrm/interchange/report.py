"""What became of a file that was imported: counts for each noun, and words on what is notable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.store.references import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    Kind = tuple[int, int, str]
    """How many rows are remarked on in the same way, the first one's line, and its words."""

OUTCOMES = ("created", "updated", "unchanged", "skipped", "rejected")
NOUNS = ("company", "contact", "deal", "activity", "task")
TOLD = 20
"""How many rejections and remarks are kept in words, and how many kinds of them."""


class Report:
    """What became of the rows of a file; `rejections` and `remarks` are (line, words), the first.

    `kinds` sums up all of both that differ in nothing but values and numbers. `unit` is what the
    lines are counted in.

    `counts` has the outcomes by noun. `added` counts what was created because a row named it:
    companies, people, stages, pipelines. `linked` counts, by noun, records that had waited for one
    in this file. `new_fields` are the fields defined for columns, by
    key, as (noun, title of the column); `new_stages` are (name, pipeline,
    probability in percent). `differing` counts records that kept a value of their own.
    A file is `refused` as a whole for its rejected rows: what `counts` has is what would have been.
    """

    def __init__(self, name: str, noun: str = "contact", unit: str = "line") -> None:
        self.name = name
        self.noun = noun
        self.unit = unit
        self.counts: dict[str, dict[str, int]] = {}
        self.added: dict[str, int] = {}
        self.linked: dict[str, int] = {}
        self.rejections: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, str]] = []
        self.kinds: dict[str, Kind] = {}
        self.unheard = 0
        self.differing = 0
        self.new_fields: dict[str, tuple[str, str]] = {}
        self.new_stages: list[tuple[str, str, int]] = []
        self.extra_columns: dict[str, str] = {}
        self.pictures = 0
        self.written = True
        self.refused = False

    def count(self, noun: str, outcome: str) -> None:
        counts = self.counts.get(noun)
        if counts is None:
            counts = self.counts[noun] = dict.fromkeys(OUTCOMES, 0)
        counts[outcome] += 1

    def total(self, outcome: str) -> int:
        """How many rows ended that way, of whatever noun."""
        return sum(counts[outcome] for counts in self.counts.values())

    @property
    def created(self) -> int:
        return self.total("created")

    @property
    def updated(self) -> int:
        return self.total("updated")

    @property
    def unchanged(self) -> int:
        return self.total("unchanged")

    @property
    def skipped(self) -> int:
        return self.total("skipped")

    @property
    def rejected(self) -> int:
        return self.total("rejected")

    def add(self, what: str) -> None:
        self.added[what] = self.added.get(what, 0) + 1

    def reject(self, line: int, words: str) -> None:
        self.count(self.noun, "rejected")
        self.hear(self.rejections, line, words)

    def remark(self, line: int, words: str) -> None:
        self.hear(self.remarks, line, words)

    def hear(self, told: list[tuple[int, str]], line: int, words: str) -> None:
        if len(told) < TOLD:
            told.append((line, words))
        kind = ("" if told is self.remarks else "!") + kind_of(words)
        count, first, shown = self.kinds.get(kind, (0, line, words))
        if count or len(self.kinds) < 2 * TOLD:
            self.kinds[kind] = (count + 1, first, shown)
        else:
            self.unheard += 1

    def told(self) -> list[str]:
        """The rejections and remarks in words, those of a kind together."""
        return [
            f"{self.unit.capitalize()} {line}: {words}"
            if count == 1
            else f"{count:,} rows, the first in {self.unit} {line}: {words}"
            for count, line, words in sorted(self.kinds.values(), key=lambda kind: kind[1])
        ]

    def rows(self) -> Iterable[tuple[str, dict[str, int]]]:
        """The counts by noun, in the order in which nouns are listed."""
        return ((noun, self.counts[noun]) for noun in NOUNS if noun in self.counts)

    def done(self) -> Iterable[tuple[str, dict[str, int]]]:
        """The counts by noun of what was done: nothing was created of a file that was refused."""
        undone = {"created": 0, "updated": 0} if self.refused else {}
        return ((noun, {**counts, **undone}) for noun, counts in self.rows())

    def summary(self) -> str:
        """The import as the history tells it: `imported 500 contacts from people.csv`."""
        words = [
            f"{verb} {', '.join(found)}"
            for verb, outcome in (("imported", "created"), ("updated", "updated"))
            if (found := [counted(n, c[outcome]) for n, c in self.rows() if c[outcome]])
        ]
        linked = ", ".join(counted(noun, count) for noun, count in self.linked.items())
        more = f", and linked {linked} to them" if linked else ""
        return f"{' and '.join(words) or 'imported'} from {self.name}{more}"


def kind_of(words: str) -> str:
    """What a remark has in common with those on other rows: all but its values and numbers."""
    return re.sub(r"\d+", "0", re.sub(r'"[^"]*"', '""', words))


def counted(noun: str, count: int) -> str:
    """A number with its noun: `1 contact`, `2 companies`."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"
