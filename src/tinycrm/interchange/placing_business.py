"""Places deals, and what happened and is to be done about them."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import InvalidError
from tinycrm.interchange.matching import Business, Match
from tinycrm.interchange.placing import Given
from tinycrm.interchange.renewal import Renewal
from tinycrm.store import deal_contacts, deal_events, deal_stages, links, tags, values
from tinycrm.store.identities import by_uid

if TYPE_CHECKING:
    from tinycrm.interchange.formats.item import Item
    from tinycrm.interchange.placing import Placer
    from tinycrm.store.references import Found

STEPS = ("status", "closed_at", "stage_name", "pipeline", "probability", "opened_at")
"""The fields of a deal that say where it stands."""


class Sides(NamedTuple):
    """With whom a deal is: the id of a firm, and people with their roles."""

    company: int | None
    people: list[dict[str, Any]]


class PlacedDeals:
    """Places deals in their stages, and closes those that are won or lost."""

    def __init__(self, placer: "Placer") -> None:
        self.placer = placer
        self.db = placer.db
        self.deals = placer.crm.deals
        self.business = Business(placer.db, placer.refs)

    def turned(self, item: "Item") -> "Item":
        return item

    def ready(self, item: "Item", stamps: dict[str, Any]) -> Given:
        if not str(item.fields.get("title") or "").strip():
            raise InvalidError("there is no title of a deal")
        linker = self.placer.linker
        sides = Sides(linker.one(item, "company"), linker.people(item))
        identity = item.id or ("" if "uid" in stamps else self.placer.refs.of_row(item))
        return Given(item, str(item.fields.get("title", "")), identity, stamps, sides)

    def find(self, given: Given) -> Match | None:
        company, people = given.more
        contact = int(people[0]["contact"][1:]) if people else None
        match = self.business.find(given.item, company, contact, given.identity)
        if match:
            self.business.placed.add(match.id)
        return match

    def doubtful(self, given: Given) -> Match | None:
        return None

    def create(self, given: Given) -> int:
        item, (company, people), stamps = given.item, given.more, dict(given.stamps)
        fields = {field: value for field, value in item.fields.items() if field not in STEPS}
        fields.update(self.placer.columns.values("deal", item.extra))
        status, probability = str(item.fields.get("status", "open")), self.probability(item)
        stage = self.placer.stages.find(*self.stage_of(item), status, probability)
        if probability is not None and probability != stage.probability:
            fields["probability"] = probability
        if people:
            fields["contact"] = people
        began = item.fields.get("opened_at") or stamps.get("created_at")
        if not began and status != "open":
            began = item.fields.get("closed_at")
        opened = self.past(began, "opened_at")
        fields["opened_at"] = opened
        stamps["stage_id"] = stage.id
        stamps.setdefault("stage_entered_at", opened or self.db.operation_time())
        if company:
            stamps["company_id"] = company
        id = self.deals.create(fields, stamps)
        if status != "open":
            self.close(id, item, status)
            if "updated_at" in stamps:
                self.db.update("deal", id, {"updated_at": stamps["updated_at"]})
        self.business.placed.add(id)
        return id

    def close(self, id: int, item: "Item", status: str) -> None:
        """Close a deal when the file says that it was, but not before its last step."""
        closed = self.past(item.fields.get("closed_at"), "closed_at") or self.db.operation_time()
        at = max(closed, deal_events.last_step(self.db, id))
        deal_stages.close(self.db, id, status, at, {})

    def past(self, given: object, field: str) -> str:
        """A point in time that is not to come; the present in its place where it is."""
        if not given:
            return ""
        at, now = values.instant(given, field, self.db), self.db.operation_time()
        if at > now:
            self.placer.remark(f"{given} lies in the future; the present stands for it.")
        return min(at, now)

    @staticmethod
    def probability(item: "Item") -> int | None:
        found = item.fields.get("probability")
        return None if found in (None, "") else int(str(found).removesuffix("%"))

    @staticmethod
    def stage_of(item: "Item") -> tuple[str, str]:
        return str(item.fields.get("pipeline", "")), str(item.fields.get("stage_name", ""))

    def complete(self, id: int, given: Given, *, over: bool, known: bool) -> None:
        """Write what the deal lacks, and what it has from an earlier import of a `known` row.

        With `over` also what differs otherwise, the stage among it.
        """
        item, (company, people) = given.item, given.more
        held = self.deals.by_ids([id])[0]
        fields = {field: value for field, value in item.fields.items() if field not in STEPS}
        renewal = Renewal(self.placer, self.deals, held, item, known=known)
        renewed = set() if over else renewal.fields(fields)
        changes = {
            field: value
            for field, value in fields.items()
            if field not in ("tags", "created_at", "currency")
            and (over or field in renewed or getattr(held, field, "") is None)
        }
        if "amount" in changes and "currency" in fields:
            changes["currency"] = fields["currency"]
        if (
            company
            and company != held.company_id
            and (over or held.company_id is None or renewal.link(item, "company"))
        ):
            changes["company"] = f"O{company}"
        changes.update(renewal.custom_changes(item.extra, over=over))
        if changes:
            self.deals.change(id, changes)
        lacking = over or held.contact_id is None
        if people and lacking and deal_contacts.put(self.db, id, people):
            self.db.touch("deal", id)
        if tags.put(self.db, "deal", id, fields.get("tags")):
            self.db.touch("deal", id)
        if over or renewal.standing(str(item.fields.get("status", "")), self.stage_of(item)[1]):
            self.move(id, item, held)
        renewal.tell()

    def move(self, id: int, item: "Item", held: Any) -> None:
        """Bring a deal to the stage and the status that the file has for it."""
        status, probability = str(item.fields.get("status", "open")), self.probability(item)
        pipeline, name = self.stage_of(item)
        if name:
            stage = self.placer.stages.find(pipeline, name, status, probability)
            own = probability if probability not in (None, stage.probability) else None
            if (stage.id, own) != (held.stage_id, held.own_probability) and held.status == "open":
                self.deals.change(id, {"probability": own})
                deal_stages.move(self.db, id, {"stage": stage.id, "pipeline": stage.pipeline_id})
        if status != held.status:
            if held.status != "open":
                deal_stages.reopen(self.db, id)
            if status != "open":
                self.close(id, item, status)


class PlacedEvents:
    """Places activities or tasks."""

    def __init__(self, placer: "Placer", noun: str) -> None:
        self.placer = placer
        self.db = placer.db
        self.noun = noun
        self.records: Any = placer.crm.records(noun)

    def turned(self, item: "Item") -> "Item":
        """An activity that is still to come is a task."""
        at = item.fields.get("happened_at")
        if self.noun != "activity" or not at:
            return item
        happens = values.instant(at, "happened_at", self.db)
        if happens <= self.db.operation_time() or happens[:10] <= self.db.today().isoformat():
            return item
        lost = ("kind", "direction", "minutes", "outcome")
        more = {each.capitalize(): str(item.fields[each]) for each in lost if item.fields.get(each)}
        return item._replace(noun="task", fields=as_task(item.fields), extra={**more, **item.extra})

    def ready(self, item: "Item", stamps: dict[str, Any]) -> Given:
        identity = item.id or ("" if "uid" in stamps else self.placer.refs.of_row(item))
        name = str(item.fields.get("title") or item.fields.get("subject") or "")
        return Given(item, name, identity, stamps, self.placer.linker.concerned(item))

    def find(self, given: Given) -> Match | None:
        id = by_uid(self.db, self.noun, given.stamps.get("uid", ""))
        if id:
            return Match(id, "uid")
        if not given.identity:
            return None
        id = self.placer.refs.find(self.noun, given.item.source, given.identity)
        return Match(id, "identity") if id else None

    def doubtful(self, given: Given) -> Match | None:
        return None

    def create(self, given: Given) -> int:
        item = given.item
        extra = self.placer.columns.values(self.noun, item.extra)
        fields = {**item.fields, **extra, "for": given.more}
        return int(self.records.create(fields, given.stamps))

    def complete(self, id: int, given: Given, *, over: bool, known: bool) -> None:
        item = given.item
        held = self.records.by_ids([id])[0]
        fields = self.records.named_fields(item.fields)
        renewal = Renewal(self.placer, self.records, held, item, known=known)
        renewed = set() if over else renewal.fields(fields)
        changes = {
            field: value
            for field, value in fields.items()
            if (field in self.records.kinds or field == "title")
            and (over or field in renewed or getattr(held, field) is None)
        }
        changes.update(renewal.custom_changes(item.extra, over=over))
        renewal.tell()
        if changes:
            self.records.change(id, changes)
        concerned: list[Found] = given.more
        new = tags.put(self.db, self.noun, id, fields.get("tags"))
        if links.put(self.db, self.noun, id, concerned) or new:
            self.db.touch(self.noun, id)


def as_task(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of an activity that is still to come as those of a task."""
    renamed = {"subject": "title", "body": "notes"}
    kept = ("subject", "body", "owner", "tags")
    found = {renamed.get(field, field): fields[field] for field in kept if fields.get(field)}
    if "title" not in found:
        words = str(found.get("notes") or fields.get("kind") or "Follow up").strip().splitlines()
        found["title"] = words[0][:200]
    return {**found, "due": fields["happened_at"][:16].replace("T", " ")}
