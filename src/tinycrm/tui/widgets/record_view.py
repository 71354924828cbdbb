"""Everything about one record: its page and, where there is room, its timeline beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from tinycrm.errors import CrmError
from tinycrm.tui.page.feed import AT_ONCE, Feed
from tinycrm.tui.page.line import Line
from tinycrm.tui.widgets.page_list import PageList
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.crm import Crm
    from tinycrm.store.pages import Page
    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.page.line import Cells

QUICK = 20
"""People and deals of a firm up to which its timeline is read at once, within 5 ms."""
TIMELINES = ("contact", "company", "deal")
BESIDE = 96
"""From how many cells on the timeline has a pane of its own."""


class RecordView(Horizontal):
    """The page of a record; the timeline stands below the rest or, where it is shown, beside it."""

    app: CrmApp

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.ref = ""
        self.page: Page | None = None
        self.problem = ""
        self.feed = feed_of("")
        self.facts = PageList(classes="pane facts")
        self.facts.lay_out = self.lay_out
        self.timeline = PageList(classes="pane timeline")
        self.facts.draw = self.timeline.draw = self.draw

    def compose(self) -> ComposeResult:
        yield self.facts
        yield self.timeline

    @property
    def beside(self) -> bool:
        """Whether the timeline has a pane of its own."""
        return self.size.width >= BESIDE and self.has_timeline

    @property
    def has_timeline(self) -> bool:
        return self.page is not None and self.page.noun in TIMELINES

    # What is meant

    @property
    def line(self) -> Line | None:
        """The line under the cursor of the pane that has the focus, else of the page."""
        list = self.timeline if self.timeline.has_focus else self.facts
        return list.here

    def records(self) -> tuple[str, ...]:
        """The record under the cursor, then that of the page."""
        line = self.line
        subject = line.subject if line else ""
        return tuple(dict.fromkeys(ref for ref in (subject, self.ref) if ref))

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of events that its timeline can be narrowed down to."""
        from tinycrm.tui.page.entries import KINDS

        return KINDS if self.has_timeline else {}

    # Showing

    def show(self, ref: str) -> None:
        """Show the page of a record; nothing for "". What was shown already stays where it is."""
        anew = ref == self.ref
        self.ref = ref
        self.page, self.problem = None, ""
        if ref:
            try:
                self.page = self.app.crm.page(ref, events=0)
            except CrmError as error:
                self.problem = error.message
        if not anew:
            self.feed = feed_of(ref, self.feed.kind)
        self.read_newest()
        self.show_title()
        self.show_lines(anew=anew)

    def show_lines(self, *, anew: bool) -> None:
        timeline = self.timeline
        if timeline.has_focus and not self.beside:
            self.screen.set_focus(self.facts)
        timeline.display = self.beside
        timeline.feed = self.feed if self.beside else None
        self.facts.feed = self.feed if self.has_timeline and not self.beside else None
        timeline.foot = self.foot if self.beside else ""
        self.facts.foot = self.foot if self.facts.feed else ""
        for list in (self.facts, timeline):
            if anew:
                list.show_anew()
            else:
                list.show_from_top()

    def show_title(self) -> None:
        from tinycrm.tui.page.entries import KINDS
        from tinycrm.tui.page.heads import title

        name = f"{title(self.page)} · {self.page.record.ref}" if self.page else ""
        self.facts.border_title = Content(name)
        kind = f" · {KINDS[self.feed.kind]}" if self.feed.kind else ""
        self.timeline.border_title = Content(f"Timeline{kind}")

    def lay_out(self, width: int) -> list[Line]:
        if self.page is None:
            cells: Cells = ((self.problem, "muted", width, False),)
            return [Line(cells)] if self.problem else []
        from tinycrm.tui.keys import key_name
        from tinycrm.tui.page.heads import Sheet, head
        from tinycrm.tui.page.sections import sections

        crm = self.app.crm
        keys = {name: key_name(key) for name, key in self.app.action_keys.first.items()}
        events = crm.deals.events(self.ref) if self.page.noun == "deal" else []
        sheet = Sheet(self.page, events, crm.db.today(), width, keys)
        lines = [*head(sheet), *sections(sheet)]
        if self.has_timeline and not self.beside:
            lines += self.timeline_heading(width, keys)
        return lines

    def timeline_heading(self, width: int, keys: dict[str, str]) -> list[Line]:
        from tinycrm.tui.page.entries import KINDS
        from tinycrm.tui.page.line import heading

        narrow = KINDS[self.feed.kind] if self.feed.kind else ""
        key = keys.get("timeline", "")
        return heading("timeline", narrow, f"{key} narrows" if key else "", width, "timeline")

    def draw(self, entry: TimelineEntry, width: int) -> Cells:
        from tinycrm.tui.page.entries import entry_cells
        from tinycrm.tui.page.heads import title

        own = title(self.page) if self.page else ""
        return entry_cells(entry, width, self.app.crm.db.today(), own)

    @property
    def foot(self) -> str:
        """What stands below the events."""
        if not self.has_timeline or (self.feed.entries and self.feed.complete):
            return ""
        if not self.feed.complete:
            return "  …"
        if self.feed.kind:
            return "  Nothing of this kind."
        key = self.app.action_keys.first.get("log", "")
        return f"  Nothing yet{f': {key} logs what was said' if key else ''}."

    def on_resize(self, event: events.Resize) -> None:
        self.show_lines(anew=True)

    # The timeline

    def narrow(self, kind: str) -> None:
        """Show events of one kind alone, all of them for ""."""
        self.feed = feed_of(self.ref, kind)
        self.read_newest()
        self.show_title()
        self.show_lines(anew=True)

    @property
    def is_quick(self) -> bool:
        """Whether the timeline can be read while a key waits for it."""
        page = self.page
        if page is None or len(self.feed.entries) > AT_ONCE:
            return False
        return page.people_count + page.open_deals + page.closed_deals <= QUICK

    def read_newest(self) -> None:
        self.app.reader.interrupt(self)
        self.workers.cancel_node(self)
        if self.has_timeline and self.is_quick:
            self.feed.begin(self.feed.newest(self.app.crm))
        elif self.has_timeline:
            self.read_later(self.feed)

    @work(group="feed", exclusive=True)
    async def read_later(self, feed: Feed) -> None:
        """Read a long timeline beside the keys."""
        try:
            entries = await self.app.reader.run(feed.newest, self)
        except CrmError as error:
            self.app.tell_error(error)
            return
        feed.begin(entries)
        self.show_lines(anew=True)

    @on(PageList.MoreWanted)
    def more_wanted(self, event: PageList.MoreWanted) -> None:
        event.stop()
        if self.feed.known and not self.feed.complete and not self.feed.reading:
            self.read_more(self.feed)

    @work(group="feed", exclusive=True)
    async def read_more(self, feed: Feed) -> None:
        try:
            await feed.go_on(self.app.reader, self)
        except CrmError as error:
            self.app.tell_error(error)
            return
        self.show_lines(anew=True)

    # What a line leads to

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        event.stop()
        line = event.list.here if isinstance(event.list, PageList) else None
        if line is None or line.enter is None or self.page is None:
            return
        from tinycrm.tui.page.following import follow

        follow(self.app, self.page, *line.enter)


def feed_of(ref: str, kind: str = "") -> Feed:
    """What happened to a record."""

    def read(
        crm: Crm, limit: int, before: TimelineEntry | None, kinds: Sequence[str]
    ) -> list[TimelineEntry]:
        return crm.timeline(ref, limit, before, kinds)

    return Feed(read, kind)


def view_here(app: CrmApp) -> RecordView | None:
    """The page that is shown over everything else, or beside a list."""
    place: Any = app.place
    views = [view for view in place.query(RecordView) if view.is_on_screen] if place else []
    return views[0] if views else None
