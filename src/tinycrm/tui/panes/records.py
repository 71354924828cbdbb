"""A place with the list of one noun, the filter over it, and the record under the cursor."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError
from tinycrm.store.references import LETTER_OF
from tinycrm.tui import emptiness, typing_ahead
from tinycrm.tui.columns import chosen
from tinycrm.tui.lookup import Superseded
from tinycrm.tui.place import Here
from tinycrm.tui.rows import FIRST, ListRows, all_ids, first_ids, records_of
from tinycrm.tui.widgets.filter_bar import FilterBar
from tinycrm.tui.widgets.record_list import RecordList
from tinycrm.tui.widgets.record_view import RecordView
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array

    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.columns import Column
    from tinycrm.tui.rows import Rows

TITLES = {
    "contact": "Contacts",
    "company": "Companies",
    "deal": "Deals",
    "task": "Tasks",
    "activity": "Activity",
}
RESTING = 0.08
"""Seconds for which the cursor rests on a record before its detail is read."""
SHORT = 0.4
"""Seconds for which keys wait for the rows of a filter that has just been finished."""
SLOW = 0.25
"""Seconds after which the title says that an answer takes its time."""


class RecordsPane(Horizontal):
    """The records of a noun.

    `filter` and `sort` are what is wanted, `shown` is what the list shows: (filter, sort).
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "outwards", "Back", show=False)]
    app: CrmApp

    def __init__(self, noun: str, *, id: str) -> None:
        super().__init__(id=id, classes="records")
        self.noun = noun
        self.filter = ""
        self.sort = ""
        self.shown: tuple[str, str] | None = None
        self.whole: ListRows | None = None
        """All records in their order, kept while a filter is shown, for the way back."""
        self.order_of_whole = ""
        self.view: SavedView | None = None
        self.busy = ""
        """What takes its time, for the title."""
        self.answered = asyncio.Event()
        """Whether the list shows what is wanted."""
        self.to_open = False
        """Whether to open the record on which the cursor will stand in the list that is coming."""
        self.resting: Timer | None = None
        self.title_shown = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane list"):
            yield FilterBar()
            yield RecordList(self.noun, self.app.crm.db.today())
        yield RecordView(classes="pane detail")

    def on_mount(self) -> None:
        self.show_columns(self.app.crm.views.usual_columns(self.noun))
        self.load()

    @property
    def list(self) -> RecordList:
        return self.query_one(RecordList)

    @property
    def frame(self) -> Vertical:
        return self.query_one(".list", Vertical)

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

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
        rows = self.list.rows
        if rows is not None:
            rows.records = records_of(self.app.crm, self.noun)
            rows.forget_pages()
            self.list.refresh()
        self.load()
        self.show_detail()

    def load(self) -> None:
        """Ask for the rows of the filter; an answer that comes too late is dropped."""
        wanted = (self.filter, self.sort)
        if self.shown != wanted:
            self.answered.clear()
            self.list.awaited = True
        if wanted == ("", self.order_of_whole) and self.whole is not None and self.shown != wanted:
            self.app.lookup.drop()
            self.show_rows(self.whole, wanted, same_order=True)
        else:
            self.read_rows(*wanted)

    @work(group="rows", exclusive=True)
    async def read_rows(self, filter: str, sort: str) -> None:
        wanted = filter, sort
        slow = self.set_timer(SLOW, partial(self.show_busy, wanted))
        ask, noun = self.app.lookup.ask, self.noun
        try:
            if self.shown != wanted:
                ids = await ask(lambda crm: first_ids(crm, noun, filter, sort))
                if not ids and await self.is_begun(filter):
                    await self.stay_without(filter)
                    return
                self.show_rows(self.rows_of(ids, complete=len(ids) < FIRST), wanted)
                if len(ids) < FIRST:
                    return
            whole = self.whole if sort == self.order_of_whole else None
            known = whole.ids if whole is not None else None
            ids = await ask(lambda crm: all_ids(crm, noun, filter, sort, known))
            self.show_rows(self.rows_of(ids, complete=True), wanted)
        except Superseded:
            return
        except CrmError as error:
            await self.stay_without(filter, error)
        finally:
            slow.stop()

    async def is_begun(self, filter: str) -> bool:
        """Whether a filter that finds nothing is the beginning of one that may find something."""
        if not self.bar.input.has_focus or self.bar.value.strip() != filter:
            return False
        noun, end = self.noun, len(filter)
        return bool(
            await self.app.lookup.ask(lambda crm: typing_ahead.offers(crm.db, noun, filter, end))
        )

    async def stay_without(self, filter: str, error: CrmError | None = None) -> None:
        """Show the list without the word that is being typed, or as it was, with what is wrong."""
        if await self.is_begun(filter):
            self.filter = typing_ahead.without_last(filter)
            self.load()
        elif error:
            self.show_problem(error)
            if self.shown is not None:
                self.filter, self.sort = self.shown
            self.list.awaited = False
            self.answered.set()

    def rows_of(self, ids: array[int], *, complete: bool) -> ListRows:
        def arrived() -> None:
            self.app.call_later(self.list.refresh)

        records = records_of(self.app.crm, self.noun)
        return ListRows(records, ids, complete, self.app.lookup.read, arrived)

    def show_rows(
        self, rows: ListRows, shown: tuple[str, str], *, same_order: bool = False
    ) -> None:
        """Show the answer to `shown`; the cursor stays on its record where that is in it."""
        list = self.list
        before, self.shown = self.shown, shown
        self.busy = ""
        list.awaited = not rows.complete
        list.sort = shown[1]
        keep = list.key_here()
        begins = before is not None and before != shown and not same_order
        if begins and (keep is None or rows.position(keep) is None):
            list.show_top(rows)
        else:
            list.show(rows, keep)
        if rows.complete and not shown[0]:
            self.whole, self.order_of_whole = rows, shown[1]
        self.bar.show_problem(None)
        list.empty = emptiness.words(self.app, self.noun, shown[0])
        self.show_title()
        self.answered.set()
        if self.to_open:
            self.to_open = False
            list.action_choose()

    # What stands around the list

    def show_title(self) -> None:
        rows = self.list.rows
        count = f"{self.count_of(rows):,}" if rows is not None and rows.complete else "…"
        if self.shown and self.shown[0] and self.whole is not None:
            count += f" of {self.count_of(self.whole):,}"
        marks = len(self.list.marks)
        parts = [
            TITLES[self.noun],
            self.view_words(),
            count,
            f"{marks:,} marked" if marks else "",
            self.busy,
        ]
        title = " · ".join(filter(None, parts))
        # Setting a title paints the whole frame, and this one is set at each move.
        if title != self.title_shown:
            self.title_shown = title
            self.frame.border_title = Content(title)

    def count_of(self, rows: Rows) -> int:
        """How many records stand in these rows."""
        return len(rows)

    def view_words(self) -> str:
        """The saved view that is shown, and whether it was changed since."""
        view = self.view
        if view is None:
            return ""
        keys = tuple(column.key for column in self.list.columns)
        same = (view.filter, view.sort) == (self.filter, self.sort)
        usual = not view.columns or view.columns == keys
        return safe_text(view.name) + ("" if same and usual else " (changed)")

    def show_busy(self, wanted: tuple[str, str]) -> None:
        if self.shown == wanted or wanted != (self.filter, self.sort):
            return
        sorting = self.shown is not None and self.shown[1] != wanted[1]
        self.busy = "sorting…" if sorting else "searching…"
        self.show_title()

    def show_problem(self, error: CrmError) -> None:
        """Say what is wrong with the filter, and keep the rows of the last one that was right."""
        if self.bar.input.has_focus:
            self.bar.offers.show([])
            self.bar.show_problem(error)
        else:
            self.app.tell_error(error)

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns, the usual ones for none."""
        fields = self.app.crm.fields.all(self.noun)
        self.list.columns = chosen(self.noun, keys, fields)
        self.list.refresh()

    # The filter

    def open_filter(self) -> None:
        self.to_open = self.list.wants_end = False
        self.bar.open()
        self.offer(self.bar.value)

    @on(FilterBar.Typed)
    def typed(self, event: FilterBar.Typed) -> None:
        event.stop()
        text = event.text
        self.bar.show_problem(None)
        self.offer(text)
        if typing_ahead.is_unfinished(text):
            text = typing_ahead.without_last(text)
        self.filter = text.strip()
        self.load()

    @work(group="offers", exclusive=True)
    async def offer(self, text: str) -> None:
        """Offer what may come next in the filter."""
        await self.read_offers(text)

    async def read_offers(self, text: str) -> None:
        noun, bar = self.noun, self.bar
        cursor = bar.input.cursor_position
        offers = await self.app.reader.run(
            lambda crm: typing_ahead.offers(crm.db, noun, text, cursor)
        )
        if bar.input.has_focus:
            bar.offer(text, offers)

    @on(FilterBar.OfferWanted)
    async def offer_wanted(self, event: FilterBar.OfferWanted) -> None:
        """Take an offer that is not known yet; the keys typed after it wait that long."""
        event.stop()
        await self.read_offers(self.bar.value)
        self.bar.take_next(event.by)

    @on(FilterBar.Left)
    async def left(self, event: FilterBar.Left) -> None:
        """Go into the list; the filter stays, unless it is wrong and was not meant to be done."""
        event.stop()
        text, noun = self.bar.value, self.noun
        cursor = self.bar.input.cursor_position
        if event.entered:
            offer = await self.app.reader.run(
                lambda crm: typing_ahead.begun(crm.db, noun, text, cursor)
            )
            if offer:
                self.bar.take(offer)
                return
        text = text.strip()
        try:
            records_of(self.app.crm, self.noun).condition(text)
        except CrmError as error:
            if event.entered:
                self.bar.offers.show([])
                self.bar.show_problem(error)
                return
            text = self.filter
        self.set_filter(text)
        self.screen.set_focus(self.list)
        self.bar.write(text)
        # The keys typed after it are meant for the rows that it finds.
        with suppress(TimeoutError):
            async with asyncio.timeout(SHORT):
                await self.answered.wait()

    def set_filter(self, text: str) -> None:
        """Filter the list by this text, which has been looked at."""
        self.filter = text
        self.bar.write(text)
        if self.shown is None or self.shown[0] != text:
            self.load()

    def action_outwards(self) -> None:
        """Leave a sort that takes long, then the filter and the view, then the place."""
        if self.shown is not None and (self.filter, self.sort) != self.shown:
            self.filter, self.sort = self.shown
            self.app.lookup.drop()
            self.bar.write(self.filter)
            self.busy = ""
            self.to_open = False
            self.load()
            self.answered.set()
        elif self.filter or self.view:
            self.view = None
            self.set_filter("")
            self.show_title()
        else:
            self.app.action_outwards()

    # Order and columns

    def sort_by(self, column: Column) -> None:
        """Sort by a column, or the other way around where the list is sorted by it."""
        from tinycrm.tui.columns import DEFAULT_SORT

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

    def show_view(self, view: SavedView) -> None:
        """Show the records of a saved view, in its order and columns."""
        self.view = view
        self.sort = view.sort
        self.show_columns(view.columns or self.app.crm.views.usual_columns(self.noun))
        self.filter = view.filter
        self.bar.write(view.filter)
        self.load()
        self.show_title()

    # The detail

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is not self.list:
            return
        self.show_title()
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(RESTING, self.show_detail)

    def show_detail(self) -> None:
        """Show the record under the cursor beside the list, where there is room for it."""
        view = self.query_one(RecordView)
        if view.display:
            view.show(self.ref_here)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_detail)

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        if event.list is not self.list:
            return
        records = self.here().records
        if not self.answered.is_set():
            self.to_open = True
        elif records:
            self.app.open_record(records[0])


def place_of(noun: str) -> str:
    """The name of the place that lists a noun."""
    return TITLES[noun].lower()


def pane_here(app: Any) -> RecordsPane | None:
    """The pane with a list that is shown, where there is one."""
    from tinycrm.tui.screens.main import MainScreen

    screen = app.screen
    pane = screen.pane if isinstance(screen, MainScreen) else None
    return pane if isinstance(pane, RecordsPane) else None
