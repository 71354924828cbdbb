"""The list of one noun in an order, with the record under the cursor beside it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content

from tinycrm.errors import CrmError
from tinycrm.store.references import LETTER_OF, LETTERS
from tinycrm.tui import emptiness
from tinycrm.tui.columns import DEFAULT_SORT, chosen
from tinycrm.tui.lookup import Superseded
from tinycrm.tui.painting import entitle
from tinycrm.tui.panes.detail import DetailPane
from tinycrm.tui.place import Here
from tinycrm.tui.rows import FIRST, Rows, all_ids, first_rows
from tinycrm.tui.widgets.record_list import RecordList
from tinycrm.tui.widgets.record_view import RecordView
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

    from tinycrm.tui.columns import Column

TITLES = {
    "contact": "Contacts",
    "company": "Companies",
    "deal": "Deals",
    "task": "Tasks",
    "activity": "Activity",
}
SLOW = 0.25
"""Seconds after which the title says that an answer takes its time."""


class ListingPane(DetailPane):
    """The records of a noun that are `shown`, while others may be wanted and on their way.

    `filter` and `sort` are what is wanted, `shown` is what the list shows: (filter, sort).
    A subclass composes it: a `.list` around a RecordList, and a RecordView.
    """

    def __init__(self, noun: str, *, id: str) -> None:
        super().__init__(id=id, classes="records")
        self.noun = noun
        self.filter = ""
        self.sort = ""
        self.shown: tuple[str, str] | None = None
        self.whole: Rows | None = None
        """All records in their order, kept while a filter is shown, for the way back."""
        self.order_of_whole = ""
        self.size_of_whole: int | None = None
        """How many records there are without a filter, as far as that is known."""
        self.counted_whole: str | None = None
        """The filter of the whole by which that is true by now, None where it is not."""
        self.stale = False
        """Whether the file has changed since the rows were read that are shown."""
        self.busy = ""
        """What takes its time, for the title."""
        self.ready = asyncio.Event()
        """Whether the list has ever shown an answer, so that it can be shown itself."""
        self.answered = asyncio.Event()
        """Whether the list shows what is wanted."""
        self.to_open = False
        """Whether to open the record on which the cursor will stand in the list that is coming."""
        self.title_shown = ""
        self.sought: tuple[int, Callable[[], None]] | None = None
        """A record to go to in the rows that are coming, and what to do where it is not in them."""

    @property
    def list(self) -> RecordList:
        return self.query_one(RecordList)

    # What is meant

    def here(self) -> Here:
        if not self.is_mounted:
            return Here(self.id or "")
        view = self.query_one(RecordView)
        if view.has_focus_within:
            return Here(self.id or "", view.records())
        letter = LETTER_OF[self.noun]
        marked = tuple(f"{letter}{id}" for id in self.list.marked_ids())
        ref = self.ref_here
        return Here(self.id or "", (ref,) if ref else (), marked)

    @property
    def ref_here(self) -> str:
        """The record under the cursor of the list, "" in an empty one."""
        key = self.list.key_here()
        return f"{LETTER_OF[self.noun]}{key}" if key else ""

    # Rows

    def reload(self) -> None:
        """Show what changed in the records that are seen, and then those that came or went."""
        self.whole = None
        self.counted_whole = None
        self.stale = True
        rows = self.list.rows
        if rows is not None:
            rows.forget_pages()
            self.list.refresh()
        self.load()
        self.show_detail()

    def load(self) -> None:
        """Ask for the rows of the filter; an answer that comes too late is dropped."""
        wanted = (self.filter, self.sort)
        if self.shown == wanted and not self.list.awaited and not self.stale:
            self.app.lookup.drop()
            self.settle()
        elif wanted == ("", self.order_of_whole) and self.whole is not None:
            self.app.lookup.drop()
            self.show_rows(self.whole, wanted, same_order=True)
        else:
            if self.shown != wanted:
                self.answered.clear()
                self.list.awaited = True
            self.read_rows(*wanted)

    def settle(self) -> None:
        """Take what is shown for what is wanted."""
        self.list.awaited = False
        self.busy = ""
        self.answered.set()
        self.show_title()

    @work(group="rows", exclusive=True)
    async def read_rows(self, filter: str, sort: str) -> None:
        wanted = filter, sort
        slow = self.set_timer(SLOW, partial(self.show_busy, wanted))
        ask, noun = self.app.lookup.ask, self.noun
        try:
            if self.shown != wanted:
                ids, page = await ask(lambda crm: first_rows(crm, noun, filter, sort))
                if not ids and await self.went_on(filter):
                    return
                rows = self.rows_of(ids, complete=len(ids) < FIRST)
                rows.pages[0] = page
                self.show_rows(rows, wanted)
                if len(ids) < FIRST:
                    return
                await self.painted()
            known = self.whole.ids if self.whole and sort == self.order_of_whole else None
            check = self.app.lookup.check
            ids = await ask(lambda crm: all_ids(crm, noun, filter, sort, known, check))
            self.show_rows(self.rows_of(ids, complete=True), wanted)
        except Superseded:
            return
        except CrmError as error:
            if not await self.went_on(filter):
                self.refuse(error)
        finally:
            slow.stop()

    async def painted(self) -> None:
        """Wait until what was changed is painted: reading all ids holds that up by half."""
        done = asyncio.Event()
        self.call_after_refresh(done.set)
        await done.wait()

    def rows_of(self, ids: array[int], *, complete: bool) -> Rows:
        app, list = self.app, self.list

        def arrived() -> None:
            # In the other thread, perhaps when the app is leaving and nothing can be asked for it.
            app.call_later(list.refresh)

        return Rows(self.noun, ids, complete, self.app.lookup.read, arrived)

    def show_rows(self, rows: Rows, shown: tuple[str, str], *, same_order: bool = False) -> None:
        """Show the answer to `shown`; the cursor stays on its record where that is in it."""
        list = self.list
        before, self.shown = self.shown, shown
        self.ready.set()
        self.busy = ""
        list.awaited = not rows.complete
        list.sort = shown[1]
        keep = self.key_to_keep()
        begins = before is not None and before != shown and not same_order
        if begins and (keep is None or rows.position(keep) is None):
            list.show_top(rows)
        else:
            list.show(rows, keep)
        self.stale = self.stale and not rows.complete
        if rows.complete and not shown[0]:
            self.whole, self.order_of_whole = rows, shown[1]
            self.size_of_whole, self.counted_whole = self.count_of(rows), ""
        elif rows.complete and self.counted_whole != self.filter_of_whole():
            self.count_whole(self.filter_of_whole())
        list.empty = emptiness.words(self.app, self.noun, shown[0])
        self.show_title()
        self.answered.set()
        if self.to_open:
            self.to_open = False
            list.action_choose()
        self.go_to_sought()

    def seek(self, ref: str, missing: Callable[[], None]) -> None:
        """Put the cursor on a record that was just added, or call what says where it is."""
        if LETTERS[ref[0]] == self.noun:
            self.sought = int(ref[1:]), missing
            self.go_to_sought()
        else:
            missing()

    def go_to_sought(self) -> None:
        rows = self.list.rows
        if self.sought is None or rows is None:
            return
        key, missing = self.sought
        position = rows.position(key)
        if position is not None:
            self.sought = None
            self.list.move_to(position)
        elif rows.complete and not self.stale:
            self.sought = None
            missing()

    def show_problem(self, error: CrmError) -> None:
        self.app.tell_error(error)

    def key_to_keep(self) -> int | None:
        """The record on which the cursor stays, if it is in other rows as well."""
        return self.list.key_here()

    async def went_on(self, filter: str) -> bool:
        """Whether other rows are asked for, because the filter is not finished."""
        return False

    def refuse(self, error: CrmError) -> None:
        """Say why there is no answer, and keep the rows that are shown."""
        self.ready.set()
        self.sought = None
        self.show_problem(error)
        if self.shown is not None:
            self.filter, self.sort = self.shown
        self.settle()

    # What stands around the list

    def on_resize(self) -> None:
        self.show_title()

    def show_title(self) -> None:
        rows = self.list.rows
        count = f"{self.count_of(rows):,}" if rows is not None and rows.complete else "…"
        if self.shown and self.shown[0] and self.size_of_whole is not None:
            count += f" of {self.size_of_whole:,}"
        marks = len(self.list.marks)
        parts = [*self.heading(), count, f"{marks:,} marked" if marks else "", self.busy]
        title = " · ".join(filter(None, parts))
        if title != self.title_shown:
            self.title_shown = title
            entitle(self.query_one(".list"), Content(title))

    @work(group="whole", exclusive=True)
    async def count_whole(self, filter: str) -> None:
        """Count the records without the filter, when those that it selects are shown."""
        if self.counted_whole is not None:
            self.size_of_whole = None  # that was another whole
        self.counted_whole = filter
        noun = self.noun
        try:
            self.size_of_whole = await self.app.reader.run(
                lambda crm: crm.records(noun).count(filter)
            )
        except CrmError:
            self.counted_whole = None
        self.show_title()

    def count_of(self, rows: Rows) -> int:
        """How many of the records in these rows count."""
        return len(rows)

    def filter_of_whole(self) -> str:
        """What selects the records of which those are a part that are shown."""
        return ""

    def heading(self) -> tuple[str, ...]:
        """What the list shows, for its title; harmless for the terminal."""
        return (TITLES[self.noun],)

    def show_busy(self, wanted: tuple[str, str]) -> None:
        if self.shown == wanted or wanted != (self.filter, self.sort):
            return
        sorting = self.shown is not None and self.shown[1] != wanted[1]
        self.busy = "sorting…" if sorting else "searching…"
        self.show_title()

    # Order and columns

    def sort_by(self, column: Column) -> None:
        """Sort by a column, or the other way around where the list is sorted by it."""
        up, down = column.sort, f"-{column.sort}"
        now = self.sort or DEFAULT_SORT[self.noun]
        first, second = (down, up) if column.falling else (up, down)
        self.sort = second if now == first else first
        self.load()

    def sort_as_usual(self) -> None:
        self.sort = ""
        self.load()

    @on(RecordList.SortAsked)
    def sort_asked(self, event: RecordList.SortAsked) -> None:
        event.stop()
        self.sort_by(event.column)

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, the usual ones for none."""
        fields = self.app.crm.fields.all(self.noun)
        self.list.columns = chosen(self.noun, keys, fields)
        self.list.refresh()

    # The detail

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is not self.list:
            return
        self.show_title()
        self.rest()

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        if event.list is not self.list:
            return
        records = self.here().records
        if not self.answered.is_set():
            self.to_open = True
        elif records:
            self.app.open_record(records[0])
