"""Activities: what happened, with whom and about what; a note is one of them."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Mapping
from typing import Any, NamedTuple

from tinycrm.domain.choices import ACTIVITY_KINDS
from tinycrm.domain.text import required_line
from tinycrm.errors import InvalidError
from tinycrm.store import links, values
from tinycrm.store.database import Database
from tinycrm.store.references import Found


def happened(value: object, field: str, db: Database) -> str:
    """A kind of field that takes a point in time which is not to come."""
    from datetime import timedelta

    from tinycrm.domain.instants import instant_text

    found = values.instant(value, field, db)
    # A day of leeway: the clocks of other machines, and dates of other zones.
    if found > instant_text(db.clock() + timedelta(days=1)):
        raise InvalidError(
            f"{found[:10]} is still to come; an activity is something that happened.",
            "Give a time in the past, or plan it with: crm add-task",
            field,
        )
    return found


ACTIVITY_FIELDS = {
    "kind": values.choice(*ACTIVITY_KINDS),
    "direction": values.choice("in", "out"),
    "happened_at": happened,
    "minutes": values.minutes,
    "subject": values.line,
    "body": values.line,
    "outcome": values.line,
    "owner": values.line,
}
"""The fields of an activity that stand in a column of their own, and what each takes."""
ALIASES = {"at": "happened_at", "min": "minutes", "text": "body", "for_": "for"}


class Activity(NamedTuple):
    """An activity, as lists, pages and exports show it; see `activity_view` for the columns."""

    id: int
    ref: str
    uid: str
    version: int
    kind: str
    direction: str | None
    happened_at: str
    minutes: int | None
    subject: str | None
    body: str | None
    outcome: str | None
    owner: str | None
    contacts: str | None
    companies: str | None
    deals: str | None
    links: str | None
    tags: str | None
    custom: str
    created_at: str
    updated_at: str
    archived_at: str | None
    deleted_at: str | None


class Logged(NamedTuple):
    """The ids of a logged activity and of its follow-up task, if there is one."""

    activity: int
    task: int | None


class Activities(links.Linked[Activity]):
    """What happened, in one file."""

    noun = "activity"
    shape = Activity
    default_order = "activity.happened_at DESC, activity.id DESC"
    kinds = ACTIVITY_FIELDS
    special = ("for",)
    aliases = ALIASES

    def add(self, **fields: object) -> int:
        """Add an activity and return the id.

        Takes the fields in `ACTIVITY_FIELDS` (`at` and `text` for `happened_at` and `body`),
        `for` or `for_` (references of people, firms and deals), `tags`, and custom fields by
        key. Without a kind it is a note, without a time it happened now. A call, e-mail,
        meeting, message or visit for deals alone concerns the person each deal is with as well,
        as everybody would expect of "last contact"; a note about a deal does not.
        """
        return super().add(**fields)

    def note(self, for_: object, text: str, **fields: object) -> int:
        """Add a note and return the id; raises InvalidError for an empty one."""
        return self.add(**{**fields, "kind": "note", "for": for_, "body": text})

    def log(
        self,
        kind: str,
        for_: object,
        text: str = "",
        *,
        next_: str = "",
        due: str = "",
        **fields: object,
    ) -> Logged:
        """Add an activity and, with `next_` or `due`, the task that follows from it.

        Both are one step of the history and concern the same records. `due` is a day with an
        optional time from today on; without `next_` the task is called "Follow up". The other
        fields are those of `add`, such as `at` and `minutes`.
        """
        with self.db.operation("activity.log") as operation:
            id = self.create({**fields, "kind": kind, "for": for_, "body": text})
            self.refuse_incomplete(id)
            summary = f"logged {self.told(id)}"
            task = None
            if next_ or due:
                from tinycrm.store.tasks import Tasks

                tasks = Tasks(self.db)
                concerned = links.of(self.db, "activity", id)
                task = tasks.create({"title": next_ or "Follow up", "due": due, "for": concerned})
                summary += f"; next is {tasks.named(task)}"
            operation.summary = operation.summary or summary
        return Logged(id, task)

    def create(self, given: Mapping[str, object], stamps: Mapping[str, Any] | None = None) -> int:
        """Insert an activity within the current operation; `stamps` are columns of another file."""
        fields = self.named_fields(given)
        columns = self.columns(fields)
        columns["kind"] = columns.get("kind") or "note"
        columns["happened_at"] = columns.get("happened_at") or self.db.operation_time()
        if columns["kind"] == "note" and not columns.get("subject"):
            required_line(str(columns.get("body") or ""), "note")
        concerned = links.targets(self.db, fields.get("for"))
        id = self.db.insert_record("activity", {**columns, **(stamps or {})})
        if columns["kind"] != "note":
            concerned += self.people_met(concerned)
        links.put(self.db, "activity", id, concerned)
        self.attach(id, fields)
        return id

    def people_met(self, concerned: list[Found]) -> list[Found]:
        """The person each deal is with, where an activity names deals and nobody else."""
        if any(found.noun == "contact" for found in concerned):
            return []
        return [
            Found("contact", contact)
            for deal in concerned
            if deal.noun == "deal"
            for (contact,) in self.db.rows(
                "SELECT contact_id FROM deal_contact JOIN contact ON contact.id = contact_id"
                " WHERE deal_id = ? AND contact.deleted_at IS NULL"
                " ORDER BY position, deal_contact.id LIMIT 1",
                (deal.id,),
            )
        ]

    def edited(self, id: int, fields: Mapping[str, object]) -> dict[str, Any]:
        """The columns that an edit writes; raises InvalidError without a kind or a time."""
        columns = self.columns(fields, id)
        for column in ("kind", "happened_at"):
            if columns.get(column, "") is None:
                raise InvalidError(
                    f"An activity cannot be without {column.replace('_', ' ')}.",
                    "Give a value, or leave the field out.",
                    column,
                )
        return columns

    def told(self, id: int) -> str:
        """An activity as the history tells it: `call A7 for Ada Lovelace: about the engine`."""
        kind, subject, body = self.db.row(
            "SELECT kind, subject, body FROM activity WHERE id = ?", (id,)
        ) or ("", "", "")
        concerned = links.of(self.db, "activity", id)
        words = f"{kind} A{id}"
        if concerned:
            words += f" for {links.named(self.db, concerned)}"
        text = links.first_line(subject or body)
        return f"{words}: {text}" if text else words
