"""The place of what happened: the timeline of the file, or the list of its activities."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from tinycrm.tui.panes.overview import OverviewPane
from tinycrm.tui.place import Here
from tinycrm.tui.widgets.file_timeline import FileTimeline
from tinycrm.tui.widgets.virtual_list import VirtualList


class ActivityPane(OverviewPane):
    """The timeline of everything, which makes way for the list where activities are chosen."""

    def __init__(self, *, id: str) -> None:
        super().__init__("activity", id=id)

    def compose(self) -> ComposeResult:
        yield FileTimeline(classes="pane overview")
        yield from super().compose()

    @property
    def overview(self) -> FileTimeline:
        return self.query_one(FileTimeline)

    def load_overview(self) -> None:
        self.overview.reload()
        self.ready.set()
        self.show_detail()

    # What is meant

    def here(self) -> Here:
        here = super().here()
        return here._replace(place="timeline", marked=()) if self.shows_overview else here

    @property
    def ref_here(self) -> str:
        """The record under the cursor of the timeline or of the list."""
        return self.overview.ref_here if self.shows_overview else super().ref_here

    # Timeline or list

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of events that can be asked for alone."""
        return self.overview.kinds

    def narrow(self, kind: str) -> None:
        """Show events of one kind alone in the timeline, all of them for ""."""
        self.overview.narrow(kind)
        if not self.shows_overview:
            self.show_overview(True)

    def leave_bar(self) -> None:
        """Go from an empty line of the filter back to the timeline."""
        if self.filter or self.sort or self.view:
            super().leave_bar()
        else:
            self.show_overview(True)

    def action_outwards(self) -> None:
        """Leave the list for the timeline, after its filter and its view."""
        wanted = (self.filter, self.sort)
        if self.shows_overview or self.view or self.filter or self.shown not in (None, wanted):
            super().action_outwards()
        else:
            self.show_overview(True)

    # The timeline

    @on(VirtualList.Moved)
    def event_moved(self, event: VirtualList.Moved) -> None:
        if event.list is self.overview:
            self.rest()

    @on(VirtualList.Chosen)
    def event_chosen(self, event: VirtualList.Chosen) -> None:
        ref = self.overview.ref_here
        if event.list is self.overview and ref:
            self.app.open_record(ref)
