"""Deals: business that may be won, from the first word to the decision.

Status (open, won, lost) and stage are apart: a closed deal keeps the stage in which it ended.
"""

from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import clean_input, required_line, sort_key
from tinycrm.errors import InvalidError, UsageError
from tinycrm.store import amounts, deal_contacts, deal_events, deal_stages
from tinycrm.store.deal_fields import ALIASES, ATTACHED, DEAL_FIELDS, OPEN, SPECIAL, Deal
from tinycrm.store.records import Records
from tinycrm.store.references import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.board import Board, Card, StageDeals
    from tinycrm.store.database import Database
    from tinycrm.store.deal_contacts import DealContact
    from tinycrm.store.deal_events import DealEvent
    from tinycrm.store.deal_stages import Move


class Deals(Records[Deal]):
    """The deals in one file. Without a filter, lists show the open ones, by expected close."""

    noun = "deal"
    shape = Deal
    default_order = "deal.expected_close_on NULLS LAST, deal.id"
    kinds = DEAL_FIELDS
    special = SPECIAL
    aliases = ALIASES
    attached = ATTACHED

    def condition(self, filter: str) -> tuple[str, list[object]]:
        """As for every noun, but the blank filter leaves out what is won or lost.

        All live deals are selected by `status:any`.
        """
        return super().condition(filter) if filter.strip() else (OPEN, [])

    # Adding and editing

    def add(self, **fields: object) -> int:
        """Add a deal and return the id.

        Takes `title`, `contact` (a reference or several, each also as {"contact": …, "role": …}),
        `company` (a reference or a name, created when unknown; without it that of the contact;
        "" for none), `amount` (as people write it, Money, or (minor units, currency)),
        `currency`, `stage` and `pipeline` (default: the first ones), `opened_at`, `tags`, the
        fields in `DEAL_FIELDS`, and custom fields by key. Raises InvalidError, NotFoundError,
        AmbiguousError, UsageError for an unknown field.
        """
        return super().add(**fields)

    def create(
        self, given: "Mapping[str, object]", stamps: "Mapping[str, Any] | None" = None
    ) -> int:
        """Insert a deal within the current operation; `stamps` are columns from another file."""
        fields = self.named_fields(given)
        opened = fields.get("opened_at") or fields.get("created_at")
        opened_at = deal_events.event_time(self.db, opened, field="opened_at")
        columns = {
            **title_columns(fields.get("title")),
            **self.columns(fields),
            **amounts.columns(self.db, fields),
            "company_id": self.company_of(fields),
            "stage_id": deal_stages.wanted_stage(self.db, fields).id,
            "opened_at": opened_at,
            "stage_entered_at": opened_at,
            **(stamps or {}),
        }
        id = self.db.insert_record("deal", columns)
        deal_contacts.put(self.db, id, fields.get("contact"))
        self.attach(id, fields)
        deal_events.record(self.db, id, "created", opened_at)
        return id

    def change(self, id: int, given: "Mapping[str, object]", version: int | None = None) -> str:
        """Apply an edit within the current operation; returns the fields given, in words."""
        fields = self.named_fields(given)
        before = deal_events.worth(self.db, id)
        columns = {**self.columns(fields, id), **self.other_columns(id, fields, before)}
        changed = self.db.update_record("deal", id, columns, version)
        attached = self.reattach(id, fields)
        if "contact" in fields:
            attached = deal_contacts.replace(self.db, id, fields["contact"]) or attached
        if attached and not changed:
            self.db.touch("deal", id)
        deal_events.record_worth(self.db, id, before, self.db.operation_time())
        if fields.get("stage") or fields.get("pipeline"):
            deal_stages.move(self.db, id, fields)
        return ", ".join(fields).replace("_", " ")

    def other_columns(
        self, id: int, fields: "Mapping[str, object]", before: tuple[Any, ...]
    ) -> dict[str, Any]:
        """The columns for what an edit gives besides the fields in `DEAL_FIELDS`."""
        columns = title_columns(fields["title"]) if "title" in fields else {}
        if "amount" in fields or "currency" in fields:
            columns.update(amounts.columns(self.db, fields, *before[:2]))
        if "company" in fields:
            columns["company_id"] = company_id(self.db, fields["company"])
        if fields.get("opened_at"):
            columns.update(deal_events.reopened_at(self.db, id, fields["opened_at"]))
        return columns

    def named_fields(self, given: "Mapping[str, object]") -> dict[str, object]:
        """As for every noun; raises UsageError for a status, which other operations set."""
        fields = super().named_fields(given)
        if "status" in fields:
            raise UsageError(
                "The status of a deal is not a field to be set.",
                "Use: crm win-deal, crm lose-deal or crm reopen-deal",
            )
        return fields

    def company_of(self, fields: "Mapping[str, object]") -> int | None:
        """The firm of a new deal: the one given, or that of the first person who has one."""
        if fields.get("company") is not None:
            return company_id(self.db, fields["company"])
        for id in deal_contacts.given_ids(self.db, fields.get("contact")):
            found = self.db.value("SELECT company_id FROM contact WHERE id = ?", (id,))
            if found:
                return int(found)
        return None

    # Moving and closing

    def move(self, given: object, stage: object, at: object = "") -> "Move":
        """Move an open deal to another stage, or to the `next` or `prev` one.

        `at` is when that happened (default now). Moving a deal to where it stands does nothing,
        and the result says so. Raises ConflictError for a closed deal, InvalidError for a time
        in the future or before its last step, and what `find_stage` raises.
        """
        with self.db.operation("deal.move") as operation:
            id = self.id(given)
            move = deal_stages.move(self.db, id, {"stage": stage}, at)
            if move.moved:
                words = f"moved {self.named(id)} from {move.before} to {move.after}"
                operation.summary = operation.summary or words
        return move

    def win(self, given: object, at: object = "", amount: object = None) -> int:
        """Set an open deal to won, for `amount` where that is another one; returns the id.

        Raises ConflictError for a closed deal, InvalidError for a time in the future or before
        its last step.
        """
        with self.db.operation("deal.win") as operation:
            id = self.id(given)
            before = deal_events.worth(self.db, id)
            columns = {}
            if amount not in (None, ""):
                columns = amounts.columns(self.db, {"amount": amount}, *before[:2])
            deal_stages.close(self.db, id, "won", at, columns)
            operation.summary = operation.summary or f"won {self.named(id)}"
        return id

    def lose(self, given: object, reason: str, competitor: str = "", at: object = "") -> int:
        """Set an open deal to lost, in the stage in which it stands; returns the id.

        The `reason` may be "" where nobody knows it. Raises what `win` raises.
        """
        with self.db.operation("deal.lose") as operation:
            id = self.id(given)
            columns = {"lost_reason": clean_input(reason, "lost_reason") or None}
            if competitor:
                columns["competitor"] = clean_input(competitor, "competitor")
            deal_stages.close(self.db, id, "lost", at, columns)
            why = f": {reason}" if reason else ""
            operation.summary = operation.summary or f"lost {self.named(id)}{why}"
        return id

    def lost_reasons(self) -> list[str]:
        """The reasons for which deals were lost, the frequent ones first."""
        rows = self.db.rows(
            "SELECT lost_reason FROM deal WHERE lost_reason IS NOT NULL AND deleted_at IS NULL"
            " GROUP BY lost_reason ORDER BY count(*) DESC, lost_reason LIMIT 50"
        )
        return [reason for (reason,) in rows]

    def reopen(self, given: object, at: object = "") -> int:
        """Set a closed deal to open, in the stage in which it was closed; returns the id."""
        with self.db.operation("deal.reopen") as operation:
            id = self.id(given)
            deal_stages.reopen(self.db, id, at)
            operation.summary = operation.summary or f"reopened {self.named(id)}"
        return id

    def events(self, given: object) -> "list[DealEvent]":
        """What happened to a deal, the first event first."""
        return deal_events.of(self.db, self.id(given))

    # People

    def contacts_of(self, given: object) -> "list[DealContact]":
        """The people in a deal with their roles; the first one is whom it is with."""
        return deal_contacts.of(self.db, self.id(given))

    def add_contact(self, given: object, contact: object, role: str = "") -> bool:
        """Add a person to a deal, or give them another role; False if that was so already."""
        with self.db.operation("deal.add_contact") as operation:
            id = self.id(given)
            changed = deal_contacts.put(self.db, id, {"contact": contact, "role": role or None})
            if changed:
                self.db.touch("deal", id)
                person = self.person(contact)
                words = f"added {person} to {self.named(id)}{f' as {role}' if role else ''}"
                operation.summary = operation.summary or words
        return changed

    def remove_contact(self, given: object, contact: object) -> int:
        """Take a person out of a deal, and return the deal's id; raises NotFoundError."""
        with self.db.operation("deal.remove_contact") as operation:
            id = self.id(given)
            person = self.person(deal_contacts.take(self.db, id, contact))
            self.db.touch("deal", id)
            operation.summary = operation.summary or f"took {person} out of {self.named(id)}"
        return id

    def person(self, contact: object) -> str:
        """A person in the words of the history: `C12 Ada Lovelace`."""
        id = resolve(self.db, "contact", contact)
        return f"C{id} {self.db.value('SELECT name FROM contact WHERE id = ?', (id,))}"

    # The board

    def board(self, pipeline: object = "", limit: int = 10) -> "Board":
        """The open deals of a pipeline by stage, with their sums; see `Board`."""
        from tinycrm.store.board import board

        return board(self.db, pipeline, limit)

    def by_stage(self, pipeline: object = "") -> "list[StageDeals]":
        """The ids of a pipeline's open deals by stage; for boards that read `cards` in pages."""
        from tinycrm.store.board import by_stage

        return by_stage(self.db, pipeline)

    def cards(self, ids: list[int]) -> "list[Card]":
        """Some deals as the board shows them; ids of deals that are gone are left out."""
        from tinycrm.store.board import cards

        return cards(self.db, ids)


def title_columns(given: object) -> dict[str, Any]:
    """The columns for a deal's title."""
    if given is None or given == "":
        raise InvalidError(
            "A deal needs a title.", 'Give one, as in --title "Engine No. 2".', "title"
        )
    title = required_line(str(given), "title").strip()
    return {"title": title, "sort_key": sort_key(title)}


def company_id(db: "Database", given: object) -> int | None:
    """The id of a firm by reference or name, created when unknown; None for none."""
    if given is None or given == "":
        return None
    from tinycrm.store.companies import find_or_create

    return find_or_create(db, given)
