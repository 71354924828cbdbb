"""A place with the list of one noun, the filter over it, and saved ways of looking at it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from tinycrm.domain.text import safe_text, shorten
from tinycrm.errors import CrmError
from tinycrm.store.filter_completion import complete
from tinycrm.tui import typing_ahead
from tinycrm.tui.lookup import Superseded
from tinycrm.tui.panes.listing import TITLES, ListingPane
from tinycrm.tui.rows import Rows
from tinycrm.tui.widgets.filter_bar import FilterBar
from tinycrm.tui.widgets.record_list import RecordList
from tinycrm.tui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from tinycrm.store.saved_views import SavedView
    from tinycrm.tui.app import CrmApp

SHORT = 0.4
"""Seconds for which keys wait for the rows of a filter that has just been finished."""


class RecordsPane(ListingPane):
    """The records of a noun that a filter selects."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "outwards", "Back", show=False)]

    view: reactive[SavedView | None] = reactive(None, repaint=False)
    """The saved view with which the list began."""

    class ViewChanged(Message):
        """Another view is shown, or none."""

    def __init__(self, noun: str, *, id: str) -> None:
        super().__init__(noun, id=id)
        self.origin: int | None = None
        """The record from which one went to the line of the filter."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane list"):
            yield FilterBar()
            yield RecordList(self.noun, self.app.crm.db.today())
        yield RecordView(classes="pane detail")

    def on_mount(self) -> None:
        self.show_columns(self.app.crm.views.usual_columns(self.noun))
        self.load()

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    # Rows

    def show_rows(self, rows: Rows, shown: tuple[str, str], *, same_order: bool = False) -> None:
        self.bar.show_problem(None)
        super().show_rows(rows, shown, same_order=same_order)

    def key_to_keep(self) -> int | None:
        """While a filter is typed, the cursor does not wander off with what it finds."""
        return self.origin if self.bar.input.has_focus else super().key_to_keep()

    async def went_on(self, filter: str) -> bool:
        """Show the list without the word that is being typed, if that is the beginning of one.

        A filter that finds nothing, or that is wrong, may be the beginning of another one.
        """
        if not self.bar.input.has_focus or self.bar.value.strip() != filter:
            return False
        noun, end = self.noun, len(filter)
        try:
            offers = await self.app.lookup.ask(lambda crm: complete(crm.db, noun, filter, end))
        except Superseded:
            return True  # with what was asked since then
        if not offers:
            return False
        self.filter = typing_ahead.without_last(filter)
        self.load()
        return True

    def show_problem(self, error: CrmError) -> None:
        """Say what is wrong with the filter, and keep the rows of the last one that was right."""
        if self.bar.input.has_focus:
            self.bar.offers.show([])
            self.bar.show_problem(error)
        else:
            self.app.tell_error(error)

    # What stands around the list

    def heading(self) -> tuple[str, ...]:
        return (*super().heading(), self.view_words())

    def view_words(self) -> str:
        """The saved view that is shown, and whether it was changed since."""
        view = self.view
        if view is None:
            return ""
        keys = tuple(column.key for column in self.list.columns)
        same = (view.filter, view.sort) == (self.filter, self.sort)
        usual = not view.columns or view.columns == keys
        name = shorten(safe_text(view.name), max(self.list.size.width // 2, 12))
        return name + ("" if same and usual else " (changed)")

    # The filter

    def show_list(self) -> None:
        """Show the list, where something else stands in its place."""

    def open_filter(self) -> None:
        self.show_list()
        self.to_open = self.list.wants_end = False
        self.origin = self.list.key_here()
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
        offers = await self.app.reader.run(lambda crm: complete(crm.db, noun, text, cursor))
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
            self.app.crm.records(self.noun).condition(text)
        except CrmError as error:
            if event.entered:
                self.bar.offers.show([])
                self.bar.show_problem(error)
                return
            text = self.filter
        self.set_filter(text)
        self.leave_bar()
        self.bar.write(text)
        # The keys typed after it are meant for the rows that it finds.
        with suppress(TimeoutError):
            async with asyncio.timeout(SHORT):
                await self.answered.wait()

    def leave_bar(self) -> None:
        """Go from the line of the filter to what it selects."""
        self.screen.set_focus(self.list)

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
            self.bar.write(self.filter)
            self.to_open = False
            self.load()
            self.settle()
        elif self.view:
            self.view = None
            self.sort = ""
            self.show_columns(self.app.crm.views.usual_columns(self.noun))
            self.set_filter("")
            self.load()
            self.show_title()
        elif self.filter:
            self.set_filter("")
        else:
            self.app.action_outwards()

    # Views

    @property
    def view_shown(self) -> SavedView | None:
        """The view in whose place nothing else is shown."""
        return self.view

    def watch_view(self) -> None:
        self.post_message(self.ViewChanged())

    def show_view(self, view: SavedView) -> None:
        """Show the records of a saved view, in its order and columns."""
        self.view = view
        self.sort = view.sort
        self.show_columns(view.columns or self.app.crm.views.usual_columns(self.noun))
        self.filter = view.filter
        self.bar.write(view.filter)
        self.load()
        self.show_title()


def place_of(noun: str) -> str:
    """The name of the place that lists a noun."""
    return TITLES[noun].lower()


def pane_here(app: CrmApp) -> RecordsPane | None:
    """The pane with a list that is in front, where there is one."""
    return app.pane if isinstance(app.pane, RecordsPane) else None
