"""A place with the list of one noun, the filter over it, and the record under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from tinycrm.errors import CrmError
from tinycrm.store.references import LETTER_OF
from tinycrm.tui.place import Here
from tinycrm.tui.rows import FIRST, Rows, all_ids, first_ids, records_of
from tinycrm.tui.widgets.record_list import RecordList
from tinycrm.tui.widgets.record_view import RecordView
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array

    from tinycrm.tui.app import CrmApp

TITLES = {
    "contact": "Contacts",
    "company": "Companies",
    "deal": "Deals",
    "task": "Tasks",
    "activity": "Activity",
}
RESTING = 0.08
"""Seconds for which the cursor rests on a record before its detail is read."""


class RecordsPane(Horizontal):
    """The records of a noun."""

    app: CrmApp

    def __init__(self, noun: str, *, id: str) -> None:
        super().__init__(id=id, classes="records")
        self.noun = noun
        self.filter = ""
        self.sort = ""
        self.resting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane list"):
            yield Input(classes="filter", placeholder="words, or tag:vip quiet:>30d", compact=True)
            yield Static(classes="problem", markup=False)
            yield RecordList(self.noun, self.app.crm.db.today())
        yield RecordView(classes="pane detail")

    def on_mount(self) -> None:
        self.load()

    @property
    def list(self) -> RecordList:
        return self.query_one(RecordList)

    @property
    def frame(self) -> Vertical:
        return self.query_one(".list", Vertical)

    # What is meant

    def here(self) -> Here:
        if not self.is_mounted:
            return Here(self.id or "")
        letter = LETTER_OF[self.noun]
        key = self.list.key_here()
        marked = tuple(f"{letter}{id}" for id in self.list.marked_ids())
        return Here(self.id or "", (f"{letter}{key}",) if key else (), marked)

    # Rows

    def reload(self) -> None:
        """Show what changed in the records that are seen, and then those that came or went."""
        if self.list.rows is not None:
            self.list.rows.forget_pages()
            self.list.refresh()
        self.load()
        self.show_detail()

    def load(self) -> None:
        """Ask for the rows of the filter; an answer that comes too late is dropped."""
        self.app.reader.interrupt(self)
        self.read_rows(self.filter, self.sort)

    @work(group="rows", exclusive=True)
    async def read_rows(self, filter: str, sort: str) -> None:
        reader, noun = self.app.reader, self.noun
        first_time = self.list.rows is None
        try:
            if first_time or filter != self.shown_filter or sort != self.list.sort:
                ids = await reader.run(lambda crm: first_ids(crm, noun, filter, sort), self)
                self.show_rows(ids, filter, sort, complete=len(ids) < FIRST)
                if len(ids) < FIRST:
                    return
            ids = await reader.run(lambda crm: all_ids(crm, noun, filter, sort), self)
            self.show_rows(ids, filter, sort, complete=True)
        except CrmError as error:
            self.show_problem(f"{error.message} {error.remedy}")

    shown_filter = ""

    def show_rows(self, ids: array[int], filter: str, sort: str, *, complete: bool) -> None:
        list = self.list
        keep = list.key_here()
        self.shown_filter, list.sort = filter, sort
        list.show(Rows(records_of(self.app.crm, self.noun), ids, complete), keep)
        self.show_problem("")
        self.show_title()

    def show_title(self) -> None:
        rows = self.list.rows
        count = f"{len(rows):,}" if rows is not None and rows.complete else "…"
        marked = f" · {len(self.list.marks)} marked" if self.list.marks else ""
        self.frame.border_title = f"{TITLES[self.noun]} · {count}{marked}"

    def show_problem(self, words: str) -> None:
        problem = self.query_one(".problem", Static)
        problem.update(words)
        problem.set_class(bool(words), "open")

    # The filter

    @property
    def filter_bar(self) -> Input:
        return self.query_one(".filter", Input)

    def open_filter(self) -> None:
        self.filter_bar.add_class("open")
        self.screen.set_focus(self.filter_bar)

    @on(Input.Changed, ".filter")
    def filter_changed(self, event: Input.Changed) -> None:
        self.filter = event.value
        self.load()

    @on(Input.Submitted, ".filter")
    def filter_submitted(self) -> None:
        self.screen.set_focus(self.list)
        if not self.filter:
            self.filter_bar.remove_class("open")

    # The detail

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is not self.list:
            return
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(RESTING, self.show_detail)

    def show_detail(self) -> None:
        """Show the record under the cursor beside the list, where there is room for it."""
        view = self.query_one(RecordView)
        records = self.here().records
        if view.display:
            view.show(records[0] if records else "")

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_detail)

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        records = self.here().records
        if event.list is self.list and records:
            self.app.open_record(records[0])
