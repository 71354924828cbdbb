"""Places people and firms: fills in what they lack, or writes over it where that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.interchange.matching import Firms, Match, People
from tinycrm.interchange.placing import Given
from tinycrm.interchange.refs import fingerprint
from tinycrm.interchange.renewal import Renewal
from tinycrm.store import addresses, namesakes, points, tags
from tinycrm.store.companies import derived_domain, name_columns
from tinycrm.store.contacts import NAME_FIELDS, Checked

if TYPE_CHECKING:
    from tinycrm.interchange.formats.item import Item
    from tinycrm.interchange.placing import Placer
    from tinycrm.store.addresses import Address
    from tinycrm.store.records import Extras


def no_one(words: str) -> None:
    """Where nobody wants to hear of it."""


class Placed:
    """What the placing of people and of firms has in common; `link` is what leads to a firm."""

    noun: str
    link: str

    def __init__(self, placer: Placer) -> None:
        self.placer = placer
        self.db = placer.db
        self.records: Any = placer.crm.records(self.noun)

    def turned(self, item: Item) -> Item:
        return item

    def complete(self, id: int, given: Given, *, over: bool, known: bool) -> None:
        """Write what the record lacks, and what it has from an earlier import of a `known` row.

        With `over` also what differs otherwise.
        """
        item, extras = given.item, self.extras(given)
        held = self.records.by_ids([id])[0]
        fields = self.records.named_fields(item.fields)
        renewal = Renewal(self.placer, self.records, held, item, known=known)
        renewed = set() if over else renewal.fields(fields)
        changes = {
            field: value
            for field, value in fields.items()
            if field in self.records.kinds
            and (
                over
                or field in renewed
                or (field not in NAME_FIELDS and getattr(held, field) is None)
            )
        }
        if "name" in fields and (over or "name" in renewed):
            changes["name"] = fields["name"]
        lacking = getattr(held, f"{self.link}_id") is None
        if over or lacking or renewal.link(item, self.link):
            firm = self.placer.linker.one(item, self.link)
            itself = self.noun == "company" and firm == id
            if firm and not itself and firm != getattr(held, f"{self.link}_id"):
                changes[self.link] = f"O{firm}"
        places = extras[2]
        if places and not over:
            places = renewal.places(places)
        self.add_lists(id, extras[0], places, changes)
        changes.update(renewal.custom_changes(item.extra, over=over))
        renewal.tell()
        if changes:
            self.records.change(id, changes)
        if tags.put(self.db, self.noun, id, extras[1]):
            self.db.touch(self.noun, id)

    def add_lists(
        self, id: int, prepared: list[Any], places: list[Address], changes: dict[str, Any]
    ) -> None:
        """Put the contact points that the record does not have, and new addresses, among them."""
        if places and places != addresses.of(self.db, self.noun, id):
            changes["addresses"] = [place._asdict() for place in places]
        if prepared:
            known = {
                (point.kind, points.key_of_point(point))
                for point in points.of(self.db, self.noun, id)
            }
            for point in prepared:
                if (point["kind"], point["value_key"] or point["value"]) not in known:
                    changes.setdefault(f"add_{point['kind']}", []).append(point)

    def extras(self, given: Given) -> Extras:
        """Contact points, tags and addresses of a row."""
        raise NotImplementedError


class PlacedContacts(Placed):
    """Places people."""

    noun = "contact"
    link = "company"

    def __init__(self, placer: Placer) -> None:
        super().__init__(placer)
        # Who is kept apart from somebody of the same address is told, unless it is asked about.
        asks = placer.on_match == "ask" and placer.ask is not None
        self.people = People(placer.db, placer.refs, no_one if asks else placer.remark)

    def ready(self, item: Item, stamps: dict[str, Any]) -> Given:
        checked: Checked = self.records.checked(item.fields)
        identity = self.people.identity(item, checked.extras[0])
        return Given(item, str(checked.name["name"]), identity, stamps, checked)

    def find(self, given: Given) -> Match | None:
        checked: Checked = given.more
        return self.people.find(given.item, checked.name, given.identity, checked.extras[0])

    def doubtful(self, given: Given) -> Match | None:
        return self.people.of_same_name(given.more.name) or self.of_same_address(given)

    def of_same_address(self, given: Given) -> Match | None:
        """Somebody of another name with an e-mail address of the row: a matter for a question."""
        source, refs = given.item.source, self.placer.refs
        for point in given.more.extras[0]:
            if point["kind"] == "email" and point["value_key"]:
                for id, *_ in namesakes.people_sharing(self.db, "email", point["value_key"]):
                    if not refs.has_other("contact", source, given.identity, id):
                        return Match(id, "e-mail address alone")
        return None

    def create(self, given: Given) -> int:
        item, stamps = given.item, given.stamps
        fields = {**item.fields, **self.placer.columns.values("contact", item.extra)}
        if "company" in item.links:
            stamps = {**stamps, "company_id": self.placer.linker.one(item, "company")}
        return int(self.records.create(fields, stamps, given.more))

    def extras(self, given: Given) -> Extras:
        found: Extras = given.more.extras
        return found


class PlacedCompanies(Placed):
    """Places firms."""

    noun = "company"
    link = "parent"

    def __init__(self, placer: Placer) -> None:
        super().__init__(placer)
        self.firms = Firms(placer.db, placer.refs, placer.remark)

    def ready(self, item: Item, stamps: dict[str, Any]) -> Given:
        columns = name_columns(item.fields.get("name"))
        columns["domain"] = item.fields.get("domain") or derived_domain(item.fields)
        identity = item.id or ("" if "uid" in stamps else fingerprint(item))
        return Given(item, str(columns["name"]), identity, stamps, columns)

    def find(self, given: Given) -> Match | None:
        return self.firms.find(given.item, given.more, given.identity)

    def doubtful(self, given: Given) -> Match | None:
        return None

    def create(self, given: Given) -> int:
        item, stamps = given.item, given.stamps
        fields = {**item.fields, **self.placer.columns.values("company", item.extra)}
        if "parent" in item.links:
            stamps = {**stamps, "parent_id": self.placer.linker.one(item, "parent")}
        return int(self.records.create(fields, stamps))

    def extras(self, given: Given) -> Extras:
        found: Extras = self.records.extras(given.item.fields)
        return found
