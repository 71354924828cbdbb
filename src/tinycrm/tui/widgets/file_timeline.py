"""Everything that happened in the file, the newest first, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content

from tinycrm.errors import CrmError
from tinycrm.tui.page.entries import KINDS, file_entry_cells
from tinycrm.tui.page.feed import AT_ONCE, Feed
from tinycrm.tui.widgets.page_list import PageList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from tinycrm.crm import Crm
    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.tui.app import CrmApp


def read(
    crm: Crm, limit: int, before: TimelineEntry | None, kinds: Sequence[str]
) -> list[TimelineEntry]:
    return crm.recent(limit, before, kinds)


class FileTimeline(PageList):
    """All events, of which older ones are read as they come into sight."""

    app: CrmApp
    kinds: ClassVar[dict[str, str]] = {
        kind: words for kind, words in KINDS.items() if kind != "consent"
    }

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.draw = file_entry_cells
        self.feed: Feed = Feed(read, by_day=True)
        self.looking = self.stale = False
        """Whether the newest are looked for, and whether the file has changed since."""

    @property
    def ref_here(self) -> str:
        """The record of the event under the cursor, "" where there is none."""
        line = self.here
        return line.subject if line else ""

    # Showing

    def reload(self) -> None:
        """Show what happened meanwhile; the cursor stays on its event."""
        if self.looking:
            # What takes long would never come to its end if each change began it anew.
            self.stale = True
            return
        self.break_off()
        if not self.feed.kind and len(self.feed.entries) <= AT_ONCE:
            self.feed.begin(self.feed.newest(self.app.crm))
            self.show()
        else:
            self.looking = True
            self.read_newest(self.feed)

    def break_off(self) -> None:
        """Stop reading what nobody waits for any more."""
        self.app.reader.interrupt(self)
        self.workers.cancel_node(self)
        self.looking = self.stale = False

    def narrow(self, kind: str) -> None:
        """Show events of one kind alone, all of them for ""."""
        self.break_off()
        self.feed = Feed(read, kind, by_day=True)
        self.show()
        self.reload()

    def show(self) -> None:
        kind = f" · {self.kinds[self.feed.kind]}" if self.feed.kind else ""
        self.border_title = Content(f"Activity{kind}")
        self.foot = self.foot_words()
        self.show_anew()

    def foot_words(self) -> str:
        """What stands below the events."""
        if not self.feed.complete:
            return " looking further back …" if self.feed.kind else " …"
        if self.feed.entries:
            return ""
        if self.feed.kind:
            return f" No {self.kinds[self.feed.kind]} in this file."
        return " Calls and notes will stand here: l on a person logs one."

    @work(group="feed", exclusive=True)
    async def read_newest(self, feed: Feed) -> None:
        try:
            entries = await self.app.reader.run(feed.newest, self)
        except CrmError as error:
            self.looking = False
            self.app.tell_error(error)
            return
        feed.begin(entries)
        self.show()
        again, self.looking = self.stale, False
        if again:
            self.reload()

    @on(PageList.MoreWanted)
    def more_wanted(self) -> None:
        if self.feed.known and not (self.feed.reading or self.looking):
            self.read_more(self.feed)

    @work(group="feed", exclusive=True)
    async def read_more(self, feed: Feed) -> None:
        try:
            await feed.go_on(self.app.reader, self)
        except CrmError as error:
            self.app.tell_error(error)
            return
        self.show()

    def on_hide(self, event: events.Hide) -> None:
        self.break_off()
