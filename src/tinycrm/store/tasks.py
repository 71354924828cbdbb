"""Tasks: what is to be done, by when and for whom, once or again and again."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tinycrm.domain.choices import PRIORITIES
from tinycrm.domain.instants import local_day
from tinycrm.domain.text import required_line
from tinycrm.errors import ConflictError, InvalidError
from tinycrm.store import links, tags, values
from tinycrm.store.database import Database


def rule(value: object, field: str, db: Database) -> str:
    """A kind of field that takes a recurrence in words or as RRULE text."""
    from tinycrm.domain.recurrence import parse_recurrence

    return parse_recurrence(str(value))


TASK_FIELDS = {
    "due_on": values.day,
    "due_time": values.clock_time,
    "priority": values.choice(*PRIORITIES),
    "recurrence": rule,
    "notes": values.line,
    "done_at": values.instant,
    "owner": values.line,
}
"""The fields of a task that stand in a column of their own, and what each takes."""
ALIASES = {"repeat": "recurrence", "for_": "for"}
OPEN = "task.done_at IS NULL AND task.archived_at IS NULL AND task.deleted_at IS NULL"


class Task(NamedTuple):
    """A task, as lists, pages and exports show it; see `task_view` for the columns."""

    id: int
    ref: str
    uid: str
    version: int
    title: str
    notes: str | None
    due_on: str | None
    due_time: str | None
    priority: str
    recurrence: str | None
    done_at: str | None
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


class Held(NamedTuple):
    """What a task's own rules need to know of it; `series_on` is its day before it was put off."""

    title: str
    notes: str | None
    due_on: str | None
    due_time: str | None
    priority: str
    recurrence: str | None
    series_on: str | None
    done_at: str | None
    owner: str | None
    custom: str
    deleted_at: str | None


class Done(NamedTuple):
    """A task that was done and, where it repeats, the next one with the day it is due."""

    task: int
    next_task: int | None
    next_due: str | None


def names_done(filter: str) -> bool:
    """Whether a filter is about done tasks as well, by what it names; raises QueryError.

    It is where it says if they are to be open or done, or asks for archived or deleted ones, or
    for some by their numbers.
    """
    from tinycrm.domain.query import parse_query
    from tinycrm.domain.query_tree import terms
    from tinycrm.store.filters import words_after_is

    node = parse_query(filter)
    named = {term.key for term in terms(node)}
    states = {"open", "done", "archived", "deleted"}
    return bool(named & {"done", "id", "uid"} or words_after_is(node) & states)


class Tasks(links.Linked[Task]):
    """The tasks of one file."""

    noun = "task"
    shape = Task
    default_order = "task.urgency, task.id"
    kinds = TASK_FIELDS
    special = ("title", "due", "for")
    aliases = ALIASES

    def condition(self, filter: str) -> tuple[str, list[object]]:
        """As for every noun, but done tasks are left out where the filter does not name them."""
        if not filter.strip():
            return OPEN, []
        where, parameters = super().condition(filter)
        named = names_done(filter)
        return (where if named else f"task.done_at IS NULL AND {where}"), parameters

    def due_counts(self, first: date, last: date, filter: str = "") -> dict[str, int]:
        """How many of the open tasks that a filter selects are due on each day of a span.

        Both ends are included; days without any are left out. Raises QueryError.
        """
        where, parameters = self.condition(f"({filter}) is:open" if filter.strip() else "")
        rows = self.db.rows(
            f"SELECT due_on, count(*) FROM task WHERE {where} AND due_on BETWEEN ? AND ?"
            " GROUP BY due_on",
            (*parameters, first.isoformat(), last.isoformat()),
        )
        return {str(day): int(count) for day, count in rows}

    def add(self, **fields: object) -> int:
        """Add a task and return the id.

        Takes `title`, `due` (a day with an optional time, as people write them) or `due_on` and
        `due_time`, `for` or `for_` (references of people, firms and deals), `tags`, the fields
        in `TASK_FIELDS` (`repeat` for `recurrence`), and custom fields by key.
        """
        return super().add(**fields)

    def create(self, given: Mapping[str, object], stamps: Mapping[str, Any] | None = None) -> int:
        """Insert a task within the current operation; `stamps` are columns from another file."""
        fields = {"title": "", **self.named_fields(given)}
        id = self.db.insert_record("task", {**self.written(fields), **(stamps or {})})
        links.put(self.db, "task", id, links.targets(self.db, fields.get("for")))
        self.attach(id, fields)
        return id

    def edited(self, id: int, fields: Mapping[str, object]) -> dict[str, Any]:
        """The columns that an edit of these fields writes."""
        return self.written(fields, id)

    def written(self, fields: Mapping[str, object], id: int | None = None) -> dict[str, Any]:
        """The columns for these fields of a new task, or of the one with that id."""
        columns = self.columns(fields, id)
        if "title" in fields:
            columns["title"] = required_line(str(fields["title"] or ""), "title")
        if "priority" in columns:
            columns["priority"] = columns["priority"] or "normal"
        if "due" in fields:
            columns["due_on"], columns["due_time"] = self.due(fields["due"])
        held = self.held(id) if id is not None else None
        due_on = columns.get("due_on", held and held.due_on)
        if due_on is None:
            if columns.get("due_time"):
                raise InvalidError("A time needs a day.", "Give a due date as well.", "due")
            columns["due_time"] = None
        return {**columns, **series(columns, held)}

    def due(self, given: object) -> tuple[str | None, str | None]:
        """The day and the time, where there is one, of a due date as people write it."""
        if given is None or given == "":
            return None, None
        if isinstance(given, date):
            return values.day(given, "due", self.db), None
        from tinycrm.domain.dates import parse_moment

        moment = parse_moment(str(given), self.db.local_now())
        return moment.day.isoformat(), moment.time.strftime("%H:%M") if moment.time else None

    def held(self, id: int) -> Held:
        """What the task's own rules need to know of it."""
        return self.db.view(Held, "task", "WHERE id = ?", (id,))[0]

    def unfinished(self, id: int) -> Held:
        """A task that can still be done; raises ConflictError for one that cannot."""
        held = self.held(id)
        if held.deleted_at:
            raise ConflictError(f"T{id} is in the trash.", f"Bring it back: crm restore-task T{id}")
        if held.done_at:
            raise ConflictError(
                f"T{id} was done already, on {local_day(held.done_at)}.",
                f"To open it again: crm reopen-task T{id}",
            )
        return held

    def done(self, given: object, at: object = "") -> Done:
        """Mark a task done, now or at a time in the past as people write it.

        Of a task that repeats, the next occurrence after both the due date and the day it was
        done becomes a new task with the same links and tags, and carries the series on. One
        step of the history. Raises ConflictError for a task that is done already.
        """
        with self.db.operation("task.done") as operation:
            id = self.id(given)
            held = self.unfinished(id)
            done_at = values.instant(at, "at", self.db) if at else self.db.operation_time()
            following = next_day(held, local_day(done_at))
            columns: dict[str, Any] = {"done_at": done_at}
            summary = f"ticked off {self.named(id)}"
            next_task = None
            if following:
                next_task = self.follow(id, held, following)
                # Only one task carries a series; otherwise one opened again would start a second.
                columns.update(recurrence=None, series_on=None)
                summary += f"; next is T{next_task} on {following}"
            self.db.update_record("task", id, columns)
            operation.summary = operation.summary or summary
        return Done(id, next_task, following)

    def follow(self, id: int, held: Held, due_on: str) -> int:
        """Insert the next occurrence of a task that repeats."""
        carried = {**held._asdict(), "due_on": due_on, "series_on": None}
        del carried["done_at"], carried["deleted_at"]
        next_task = self.db.insert_record("task", carried)
        links.put(self.db, "task", next_task, links.of(self.db, "task", id))
        tags.put(self.db, "task", next_task, tags.of(self.db, "task", id))
        return next_task

    def reopen(self, given: object) -> int:
        """Open a task that was done; an occurrence that followed it stays (undo takes both back).

        Raises ConflictError for one that is open.
        """
        with self.db.operation("task.reopen") as operation:
            id = self.id(given)
            if self.held(id).done_at is None:
                raise ConflictError(f"T{id} is not done yet.", f"See it: crm show-task T{id}")
            operation.summary = operation.summary or f"reopened {self.named(id)}"
            self.db.update_record("task", id, {"done_at": None})
        return id

    def snooze(self, given: object, until: object) -> str:
        """Put a task off to another day, seen from today (`+1d` is tomorrow), and return that day.

        The time of day stays unless another is given. Of a task that repeats only this
        occurrence moves; `edit` with `due` moves the series. Raises ConflictError for a task
        that is done, InvalidError for a day that has passed.
        """
        with self.db.operation("task.snooze") as operation:
            id = self.id(given)
            held = self.unfinished(id)
            due_on, due_time = self.due(until)
            if due_on is None or due_on < self.db.today().isoformat():
                raise InvalidError(
                    f"A task cannot be put off to {due_on or 'no day'}.",
                    "Give today or a later day, such as tomorrow or +3d.",
                    "due",
                )
            columns = {"due_on": due_on, "due_time": due_time or held.due_time}
            if held.recurrence:
                columns["series_on"] = held.series_on or held.due_on
            operation.summary = operation.summary or f"put off {self.named(id)} to {due_on}"
            self.db.update_record("task", id, columns)
        return due_on


def series(columns: Mapping[str, Any], held: Held | None) -> dict[str, Any]:
    """The columns that tie a recurrence to its due date, where either of them changes."""
    due_on = columns.get("due_on", held and held.due_on)
    recurrence = columns.get("recurrence", held and held.recurrence)
    if held and (due_on, recurrence) == (held.due_on, held.recurrence):
        return {}
    if recurrence is None:
        return {"series_on": None} if held else {}
    if due_on is None:
        raise InvalidError(
            "A task that repeats needs a due date.", "Give one, such as today or mon.", "due"
        )
    from tinycrm.domain.recurrence import anchor

    moved = held is None or due_on != held.due_on
    series_on = None if moved or held is None else held.series_on
    anchored = anchor(recurrence, date.fromisoformat(series_on or due_on))
    return {"recurrence": anchored, "series_on": series_on}


def next_day(held: Held, done_on: date) -> str | None:
    """The day on which a task comes back that is done on `done_on`; None if it does not."""
    day = held.series_on or held.due_on
    if held.recurrence is None or day is None:
        return None
    from tinycrm.domain.recurrence import next_due

    found = next_due(held.recurrence, date.fromisoformat(day), done_on)
    return found.isoformat() if found else None
