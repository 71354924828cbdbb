"""Places the rows of a file: each becomes a new record, or completes the one that is there."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.text import quote_value
from tinycrm.errors import CrmError
from tinycrm.interchange.awaited import Awaited
from tinycrm.interchange.comparison import Facing
from tinycrm.interchange.custom_columns import CustomColumns
from tinycrm.interchange.formats.item import Item
from tinycrm.interchange.linking import Linker
from tinycrm.interchange.matching import CERTAIN, Match
from tinycrm.interchange.refs import NAMED, OWN, Refs
from tinycrm.interchange.report import Report
from tinycrm.interchange.stages import Stages
from tinycrm.store import values
from tinycrm.store.references import LETTER_OF, Found, a, label
from tinycrm.store.required import lacking

if TYPE_CHECKING:
    from tinycrm.crm import Crm

POLICIES = ("fill", "overwrite", "skip", "ask", "new")
TIMES = ("created_at", "updated_at", "archived_at", "deleted_at", "stage_entered_at")


class Question(NamedTuple):
    """Whether a row is a record that is there: answered with fill, overwrite, skip or new."""

    line: int
    row: str
    ref: str
    name: str
    why: str
    unit: str = "line"


Ask = Callable[[Question, Callable[[], list[Facing]]], str]
"""Answers a question; the second argument gives the record and the row, side by side."""


class Given(NamedTuple):
    """A row made ready: what to call it, its identity, its stamps, and what its noun needs."""

    item: Item
    name: str
    identity: str
    stamps: dict[str, Any]
    more: Any


class Placer:
    """Places items one by one within the current operation."""

    def __init__(
        self,
        crm: "Crm",
        report: Report,
        on_match: str = "fill",
        ask: Ask | None = None,
        *,
        keep_going: bool = False,
        format: str = "",
    ) -> None:
        from tinycrm.interchange.placing_business import PlacedDeals, PlacedEvents
        from tinycrm.interchange.placing_people import PlacedCompanies, PlacedContacts

        self.crm = crm
        self.db = crm.db
        self.report = report
        self.on_match = on_match
        self.ask = ask
        self.keep_going = keep_going
        self.format = format
        self.line = 0
        self.new = {noun: crm.db.next_id(noun) for noun in LETTER_OF}
        self.refs = Refs(crm.db)
        self.linker = Linker(crm, self.refs, report, self.remark)
        self.awaited = Awaited(crm, report)
        self.columns = CustomColumns(crm, report)
        self.stages = Stages(crm, report)
        self.nouns: dict[str, Any] = {
            "contact": PlacedContacts(self),
            "company": PlacedCompanies(self),
            "deal": PlacedDeals(self),
            "activity": PlacedEvents(self, "activity"),
            "task": PlacedEvents(self, "task"),
        }

    def remark(self, words: str) -> None:
        """Tell something notable of the row at hand."""
        self.report.remark(self.line, words)

    def place(self, item: Item) -> None:
        """Create the record, or do with the one that is there as was asked; and count which.

        Raises what the store raises for values that it does not take. Nothing is left of the row
        then if the others are kept; otherwise nothing is left of the file.
        """
        for words in item.warnings:
            self.remark(words)
        self.linker.open.clear()
        with self.whole_or_nothing():
            item = self.nouns[item.noun].turned(item)
            outcome = self.placed(item, self.nouns[item.noun])
        self.report.count(item.noun, outcome)

    @contextmanager
    def whole_or_nothing(self) -> Iterator[None]:
        """Take back what was written of a row that fails, where the other rows are kept."""
        if not self.keep_going:
            yield
            return
        try:
            with self.db.part():  # which takes a tenth of an import's time
                yield
        except BaseException:
            self.columns.keys.clear()  # a field that the row defined is gone again
            raise

    def placed(self, item: Item, noun: Any) -> str:
        """Create the record of a row, or complete the one that is there; returns the outcome."""
        given: Given = noun.ready(item, self.stamps(item))
        match, decision = self.decided(given, noun, noun.find(given))
        if match is None or decision == "new":
            id = noun.create(given)
            self.tell_unlinked()
            self.link(given, id)
            self.complain(item.noun, id)
            return "created"
        if match.id >= self.new[item.noun]:
            ref = f"{LETTER_OF[item.noun]}{match.id} {quote_value(given.name)}"
            self.remark(f"It is taken for {ref} of an earlier row, by {match.why}")
        if decision == "skip":
            return "skipped"
        records = self.crm.records(item.noun)
        if records.is_deleted(match.id):
            if not given.stamps.get("deleted_at"):
                self.remark(
                    f"{LETTER_OF[item.noun]}{match.id} {quote_value(given.name)} is in the trash,"
                    " and is left there."
                )
            return "unchanged"
        before = records.version(match.id)
        noun.complete(match.id, given, over=decision == "overwrite", known=match.why == "identity")
        self.link(given, match.id)
        self.complain(item.noun, match.id)
        return "unchanged" if records.version(match.id) == before else "updated"

    def complain(self, noun: str, id: int) -> None:
        """Tell what is required of a record and missing: a file is taken as it is all the same."""
        for each in lacking(self.db, noun, id):
            self.remark(f"It lacks what is required of {a(noun)}: {each.title}")

    def tell_unlinked(self) -> None:
        """Tell which links of a new record lead to what was exported, but not imported, with it."""
        for role, _, link in self.linker.open:
            if link.source == OWN and not link.name:
                self.remark(
                    f"Its {role} {quote_value(link.id)} is in none of the files of this import, and"
                    " is not linked; import together what was exported together"
                )

    def link(self, given: Given, id: int) -> None:
        """Remember as what the file knows a record, and tie to it what waited for that."""
        noun, source = given.item.noun, given.item.source
        if given.identity:
            self.refs.put(noun, source, given.identity, id)
        self.awaited.note(noun, id, self.linker.open)
        self.awaited.arrived(noun, source, given.item.id, id)
        if noun == "deal":
            self.awaited.arrived(noun, NAMED, given.name, id)
        ref = given.item.stamps.get("ref")
        if ref:
            self.refs.exported(ref, id)

    def decided(self, given: Given, noun: Any, match: Match | None) -> tuple[Match | None, str]:
        """The record to take, and what to do with it: as was asked for, or as a person says."""
        certain = match is not None and match.why in CERTAIN
        if self.on_match == "new":
            return match, "fill" if certain else "new"
        if self.on_match != "ask" or self.ask is None:
            return match, "fill" if self.on_match == "ask" else self.on_match
        found = match or noun.doubtful(given)
        if found is None or certain:
            return found, "fill"
        name = label(self.db, Found(given.item.noun, found.id))
        ref = f"{LETTER_OF[given.item.noun]}{found.id}"
        question = Question(self.line, given.name, ref, name, found.why, self.report.unit)
        return found, self.ask(question, lambda: self.facing(given, found.id))

    def facing(self, given: Given, id: int) -> list[Facing]:
        """A record and a row, field by field: as if the row were a record as well.

        It is made one and taken back. No fields where it cannot be one.
        """
        from tinycrm.interchange.comparison import faced, values

        kind = given.item.noun
        here = values(self.crm, kind, id)
        try:
            with self.db.part() as part:
                part.kept = False
                # Nothing of this is to be seen in the report of the import.
                aside = Placer(self.crm, Report(self.report.name), format=self.format)
                return faced(here, values(self.crm, kind, aside.nouns[kind].create(given)))
        except CrmError:
            return []

    def stamps(self, item: Item) -> dict[str, Any]:
        """The uid and the times of a row as columns."""
        found: dict[str, Any] = {
            field: values.instant(item.stamps[field], field, self.db)
            for field in TIMES
            if item.stamps.get(field)
        }
        if item.stamps.get("uid"):
            found["uid"] = item.stamps["uid"]
        return found
