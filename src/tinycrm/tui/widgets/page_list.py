"""A page that is read and walked through: its lines, and below them events without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tinycrm.tui.page.line import OWN, Line
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.page.feed import Feed, Rows
    from tinycrm.tui.page.line import Cells

NEAR = 15
"""Lines before the end at which more events are asked for."""


class PageList(VirtualList):
    """Lines of which some can be chosen, with the events of a feed after them.

    `lay_out` gives the lines for a width, `draw` an event, `day` the heading of a day, `foot` what
    stands at the end.
    """

    app: CrmApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right_square_bracket",
            "section(1)",
            "Next section",
            show=False,
            tooltip="Go to the next section or day.",
        ),
        Binding(
            "left_square_bracket",
            "section(-1)",
            "Section before",
            show=False,
            tooltip="Go to the section or day before.",
        ),
    ]

    class MoreWanted(Message):
        """The end of what was read so far has come near."""

        def __init__(self, list: PageList) -> None:
            super().__init__()
            self.list = list

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.lines: list[Line] = []
        self.feed: Feed | None = None
        self.rows: Rows = []
        """The rows of the feed that are shown, which stay when it begins anew."""
        self.lay_out: Callable[[int], list[Line]] = lambda width: []
        self.draw: Callable[[TimelineEntry, int], Cells] = lambda entry, width: ()
        self.foot = ""

    # Lines

    @property
    def page_width(self) -> int:
        """Cells for a line, between the edge and a blank at the right."""
        return max(self.scrollable_content_region.width - 2, 10)

    def line_count(self) -> int:
        return len(self.lines) + len(self.rows) + (1 if self.foot else 0)

    def line(self, index: int) -> Line:
        if index < len(self.lines):
            return self.lines[index]
        at = index - len(self.lines)
        if at >= len(self.rows):
            return Line(((self.foot, "muted", self.page_width, False),), ("foot",))
        row = self.rows[at]
        if isinstance(row, tuple):
            key = ("event", row.at, row.ref, row.kind, row.text or "")
            return Line(self.draw(row, self.page_width), key, ("record", row.ref), row.ref)
        from tinycrm.tui.page.entries import day_words

        words = day_words(row, self.app.crm.db.today())
        return Line(((words, "muted", self.page_width, False),), ("day", row.isoformat()))

    def cells(self, index: int, width: int) -> list[tuple[str, str, int, bool]]:
        return [self.edge(index, 1), *self.line(index).cells]

    def choosable(self, index: int) -> bool:
        if index < len(self.lines):
            return self.lines[index].enter is not None
        at = index - len(self.lines)
        return at < len(self.rows) and isinstance(self.rows[at], tuple)

    def shows_cursor(self, index: int) -> bool:
        """Only the pane that has the focus shows a cursor."""
        return self.has_focus and super().shows_cursor(index)

    @property
    def here(self) -> Line | None:
        """The line under the cursor, if it is one that can be chosen."""
        if self.cursor < self.line_count() and self.choosable(self.cursor):
            return self.line(self.cursor)
        return None

    # Showing

    def show_from_top(self) -> None:
        """Show other lines, from the first one on."""
        self.lay_out_anew()
        self.set_reactive(VirtualList.cursor, 0)
        self.scroll_to(y=0, animate=False)
        self.relist()

    def show_anew(self) -> None:
        """Show lines that have changed; the cursor stays on what it is on, and that in its row."""
        key = self.line(self.cursor).key if self.cursor < self.line_count() else ()
        row = self.cursor - self.scroll_offset.y
        at_top = self.scroll_offset.y == 0 and key == OWN
        self.lay_out_anew()
        self.stay_on(key, row)
        if at_top:
            # What was put above the first line, that a record is archived, is to be seen.
            self.scroll_to(y=0, animate=False)

    def lay_out_anew(self) -> None:
        self.lines = self.lay_out(self.page_width)
        self.rows = self.feed.rows if self.feed else []

    def stay_on(self, key: tuple[str, ...], row: int) -> None:
        position = self.position(key)
        if position is not None and position != self.cursor:
            self.set_reactive(VirtualList.cursor, position)
            self.extend()
            self.scroll_to(y=position - row, animate=False)
        self.relist()

    def position(self, key: tuple[str, ...]) -> int | None:
        """The line of that key, looked for first where the cursor stands."""
        if not key:
            return None
        if self.cursor < self.line_count() and self.line(self.cursor).key == key:
            return self.cursor
        if key[0] == "event":
            for at, entry in enumerate(self.rows):
                if isinstance(entry, tuple) and (
                    (entry.at, entry.ref, entry.kind, entry.text or "") == key[1:]
                ):
                    return len(self.lines) + at
            return None
        return next((at for at, line in enumerate(self.lines) if line.key == key), None)

    def relist(self) -> None:
        """Show lines that have changed, without moving them."""
        self.extend()
        last = max(self.line_count() - 1, 0)
        self.cursor = self.nearest(min(self.cursor, last), 1)
        self.refresh()
        self.post_message(self.Moved(self))
        self.look_ahead()

    def on_resize(self, event: events.Resize) -> None:
        self.show_anew()

    # Moving: at the end too it is looked for more, which could not be read before perhaps

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.look_ahead()

    def look_ahead(self) -> None:
        if self.feed is None or self.feed.complete or not self.size.height:
            return
        if self.scroll_offset.y + self.height + NEAR >= self.line_count():
            self.post_message(self.MoreWanted(self))

    def action_cursor(self, by: int) -> None:
        """Go to the next line that can be chosen, or scroll where none is in sight."""
        top = self.scroll_offset.y
        # Keys that are typed ahead come before there is any size.
        bottom = top + self.height - 1 if self.size else self.line_count()
        start = min(max(self.cursor, top - 1), bottom + 1)
        index = start + by
        while top - 1 <= index <= bottom + 1 and 0 <= index < self.line_count():
            if self.choosable(index):
                self.cursor = index
                self.show_cursor()
                return
            index += by
        self.scroll_to(y=top + by, animate=False)
        self.look_ahead()

    def action_page(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by * (self.height - 1), animate=False)
        self.take_cursor_along(by)
        self.look_ahead()

    def take_cursor_along(self, by: int) -> None:
        """Put the cursor on a line that is seen, if there is one that can be chosen."""
        top = self.scroll_offset.y
        seen = range(top, min(top + self.height, self.line_count()))
        at_end = top + self.height >= self.line_count() if by > 0 else top == 0
        first = reversed(seen) if (by > 0) == at_end else seen
        self.cursor = next((at for at in first if self.choosable(at)), self.cursor)

    def action_jump(self, to: int) -> None:
        end = max(self.line_count() - self.height, 0)
        self.scroll_to(y=0 if to == 0 else end, animate=False)
        seen = range(self.line_count())
        lines = seen if to == 0 else reversed(seen)
        self.cursor = next((at for at in lines if self.choosable(at)), self.cursor)
        self.look_ahead()

    def action_section(self, by: int) -> None:
        """Go to the next heading or day, or to the one before."""
        headings = self.headings()
        top = self.scroll_offset.y
        at = self.cursor if top <= self.cursor < top + self.height else top
        if by > 0:
            target = next((index for index in headings if index > at), None)
        else:
            own = max((index for index in headings if index < at), default=None)
            target = max((index for index in headings if own and index < own), default=0)
        if target is None:
            self.action_jump(-1)
            return
        first = next((i for i in range(target, self.line_count()) if self.choosable(i)), None)
        end = next((index for index in headings if index > target), self.line_count())
        self.scroll_to(y=min(target, max(self.line_count() - self.height, 0)), animate=False)
        if first is not None and first < end:
            self.cursor = first
            self.show_cursor()

    def headings(self) -> list[int]:
        first = len(self.lines)
        sections = [at for at, line in enumerate(self.lines) if line.section]
        days = [first + at for at, row in enumerate(self.rows) if not isinstance(row, tuple)]
        return sections + days
