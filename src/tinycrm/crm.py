"""The one object through which everything is done: a file's contacts, companies, deals …"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tinycrm.store.database import Database
from tinycrm.store.engine import CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tinycrm.store.activities import Activities
    from tinycrm.store.agenda import AgendaItem
    from tinycrm.store.companies import Companies
    from tinycrm.store.contacts import Contacts
    from tinycrm.store.database import Operation
    from tinycrm.store.deals import Deals
    from tinycrm.store.fields import Fields
    from tinycrm.store.history import History
    from tinycrm.store.pages import Page
    from tinycrm.store.pipelines import Pipelines
    from tinycrm.store.saved_views import SavedViews
    from tinycrm.store.search import Search
    from tinycrm.store.tags import Tags
    from tinycrm.store.tasks import Tasks
    from tinycrm.store.timeline import TimelineEntry


class Crm:
    """An open file. Use it in a `with` statement, or close it.

    The nouns are loaded when they are first used, because a shell command needs only one or two.
    """

    def __init__(
        self,
        path: str,
        *,
        program: str = "library",
        actor: str = "",
        clock: Callable[[], datetime] | None = None,
        cache: int = CACHE,
    ) -> None:
        self.db = Database(path, program=program, actor=actor, clock=clock, cache=cache)

    def __enter__(self) -> Crm:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was done is on disk already."""
        self.db.close()

    def operation(
        self, summary: str, *, dry_run: bool = False
    ) -> AbstractContextManager[Operation]:
        """Group several changes into one step of the history, which is undone as one."""
        return self.db.operation("group", summary, dry_run=dry_run)

    def records(self, noun: str) -> Any:
        """The records of a noun by its name: those of `contact` are `crm.contacts`."""
        from tinycrm.store.references import plural

        return getattr(self, plural(noun))

    def add(self, noun: str, fields: Mapping[str, object], note: str = "") -> int:
        """Add a record of a kind and, where there is one, a first note about it, as one step."""
        records = self.records(noun)
        with self.db.operation(f"{noun}.add"):
            id: int = records.add(**fields)
            if note.strip():
                self.activities.note(f"{records.letter}{id}", note)
        return id

    def today(self, limit: int = 50) -> list[AgendaItem]:
        """What wants attention today, the most urgent first, and why."""
        from tinycrm.store.agenda import today

        return today(self.db, limit)

    def page(self, reference: str, events: int = 20) -> Page:
        """Everything about the record of whatever kind that a reference names.

        `events` is how much of its timeline is read.
        """
        from tinycrm.store.pages import page
        from tinycrm.store.references import resolve_any

        return page(self.db, resolve_any(self.db, reference), events)

    def timeline(
        self,
        reference: str,
        limit: int = 20,
        before: TimelineEntry | None = None,
        kinds: Iterable[str] = (),
    ) -> list[TimelineEntry]:
        """What happened to a person, a firm or a deal, the newest first.

        `before` is the last entry of the page before. `kinds` (note, call, email, meeting,
        message, visit, deal, task, consent) leaves out all others.
        """
        from tinycrm.store.references import resolve_any
        from tinycrm.store.timeline import timeline

        return timeline(self.db, resolve_any(self.db, reference), limit, before, kinds)

    def recent(
        self, limit: int = 20, before: TimelineEntry | None = None, kinds: Iterable[str] = ()
    ) -> list[TimelineEntry]:
        """What happened lately in the whole file, the newest first.

        `before` and `kinds` (all but consent) as in `timeline`.
        """
        from tinycrm.store.timeline import recent

        return recent(self.db, limit, before, kinds)

    @cached_property
    def contacts(self) -> Contacts:
        """The people."""
        from tinycrm.store.contacts import Contacts

        return Contacts(self.db)

    @cached_property
    def companies(self) -> Companies:
        """The firms."""
        from tinycrm.store.companies import Companies

        return Companies(self.db)

    @cached_property
    def deals(self) -> Deals:
        """The deals."""
        from tinycrm.store.deals import Deals

        return Deals(self.db)

    @cached_property
    def activities(self) -> Activities:
        """What happened: notes, calls, e-mails, meetings."""
        from tinycrm.store.activities import Activities

        return Activities(self.db)

    @cached_property
    def tasks(self) -> Tasks:
        """What is to be done."""
        from tinycrm.store.tasks import Tasks

        return Tasks(self.db)

    @cached_property
    def pipelines(self) -> Pipelines:
        """The pipelines and their stages."""
        from tinycrm.store.pipelines import Pipelines

        return Pipelines(self.db)

    @cached_property
    def tags(self) -> Tags:
        """The tags."""
        from tinycrm.store.tags import Tags

        return Tags(self.db)

    @cached_property
    def fields(self) -> Fields:
        """The custom fields."""
        from tinycrm.store.fields import Fields

        return Fields(self.db)

    @cached_property
    def views(self) -> SavedViews:
        """The saved views."""
        from tinycrm.store.saved_views import SavedViews

        return SavedViews(self.db)

    @cached_property
    def history(self) -> History:
        """The steps that were done, to be looked at and undone."""
        from tinycrm.store.history import History

        return History(self.db)

    @cached_property
    def search(self) -> Search:
        """What finds any record by its words."""
        from tinycrm.store.search import Search

        return Search(self.db)
