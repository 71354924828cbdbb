"""A list that draws only the lines it shows, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tinycrm.domain.text import shorten

if TYPE_CHECKING:
    from rich.style import Style

Cells = list[tuple[str, str, int, bool]]
"""A line as (text, tone, width in cells, right-aligned), the texts made harmless."""
TONES = ("muted", "good", "bad", "accent", "title", "label")


class VirtualList(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of one cell in height under a cursor; a subclass says what each line shows.

    A subclass gives `line_count`, `cells` and, where a line cannot be chosen, `choosable`; and
    it calls `relist` when its lines have changed. With `header_lines`, that many lines stand
    still above the others.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--cursor",
        "list--cursor-blurred",
        "list--marked",
        "list--header",
        *(f"list--{tone}" for tone in TONES),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor(-1)", "Up", show=False),
        Binding("down,j", "cursor(1)", "Down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("home,g", "jump(0)", "First", show=False),
        Binding("end,G", "jump(-1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    ALLOW_SELECT = False
    header_lines = 0
    has_headings = False
    """Whether lines that cannot be chosen belong to those below them, and are seen with them."""
    cursor: reactive[int] = reactive(0, repaint=False)
    kept_styles: dict[tuple[str, ...], Style]

    class OfList(Message):
        """Something that happened in a list."""

        def __init__(self, list: VirtualList) -> None:
            super().__init__()
            self.list = list

        @property
        def control(self) -> VirtualList:
            return self.list

    class Moved(OfList):
        """The cursor stands on another line, or the line under it has changed."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, VirtualList.Moved) and message.list is self.list

    class Chosen(OfList):
        """The line under the cursor was chosen with `enter` or a click."""

    # What a subclass says

    def line_count(self) -> int:
        raise NotImplementedError

    def cells(self, index: int, width: int) -> Cells:
        """What stands in a line."""
        raise NotImplementedError

    def header(self, width: int) -> Cells:
        return []

    def choosable(self, index: int) -> bool:
        return True

    def is_marked(self, index: int) -> bool:
        return False

    def shows_cursor(self, index: int) -> bool:
        """Whether a line is drawn as the one under the cursor."""
        return index == self.cursor and self.choosable(index)

    def edge(self, index: int, width: int = 2) -> tuple[str, str, int, bool]:
        """The cell at the left of a line, with a sign in that under the cursor."""
        return ("▌" if self.shows_cursor(index) else " ", "accent", width, False)

    # Lines

    def relist(self) -> None:
        """Show lines that have changed, with the cursor on one that there is."""
        count = self.line_count()
        self.extend()
        self.cursor = self.nearest(min(self.cursor, max(count - 1, 0)), 1)
        self.show_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def extend(self) -> None:
        """Take the size of all lines, and at least that of the widget.

        The screen is laid out anew only where the size of the widget follows from it.
        """
        region = self.scrollable_content_region
        size = Size(region.width, max(self.line_count() + self.header_lines, region.height))
        if self.styles.auto_dimensions:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(VirtualList.virtual_size, size)
            self._scroll_update(size)

    @property
    def height(self) -> int:
        """How many lines are seen at once."""
        return max(self.scrollable_content_region.height - self.header_lines, 1)

    def on_resize(self, event: events.Resize) -> None:
        self.extend()
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y < self.header_lines:
            return self.strip(
                self.header(width), width, self.get_component_rich_style("list--header")
            )
        index = y - self.header_lines + self.scroll_offset.y
        if index >= self.line_count():
            return Strip.blank(width, self.styled())
        return self.strip(self.cells(index, width), width, self.base_style(index))

    def base_style(self, index: int) -> Style:
        """The style under the tones of a line."""
        names = []
        if self.is_marked(index):
            names.append("list--marked")
        if self.shows_cursor(index):
            names.append("list--cursor" if self.has_focus else "list--cursor-blurred")
        return self.styled(*names)

    def styled(self, *names: str) -> Style:
        """The widget's style with those of its components over it; kept until styles change."""
        style = self.kept_styles.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(name)
            self.kept_styles[names] = style
        return style

    def notify_style_update(self) -> None:
        self.kept_styles = {}
        super().notify_style_update()

    def strip(self, cells: Cells, width: int, base: Style) -> Strip:
        segments: list[Segment] = []
        for text, tone, cell_width, right in cells:
            style = base
            if tone:
                style = base + self.get_component_rich_style(f"list--{tone}", partial=True)
            segments.append(Segment(fill(text, cell_width, right), style))
        return Strip(segments).adjust_cell_length(width, base)

    # The cursor

    def nearest(self, index: int, direction: int) -> int:
        """The nearest line that can be chosen, first in a direction, then in the other."""
        count = self.line_count()
        for step in (direction, -direction):
            at = index
            while 0 <= at < count:
                if self.choosable(at):
                    return at
                at += step
        return min(max(index, 0), max(count - 1, 0))

    def move_to(self, index: int, direction: int = 1) -> None:
        count = self.line_count()
        if count:
            self.cursor = self.nearest(min(max(index, 0), count - 1), direction)
            self.show_cursor()

    def watch_cursor(self, before: int, after: int) -> None:
        for index in (before, after):
            self.refresh_line(index + self.header_lines)
        self.post_message(self.Moved(self))

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh_line(self.cursor + self.header_lines)

    def show_cursor(self) -> None:
        """Scroll as little as is needed to see the cursor."""
        top, first = self.scroll_offset.y, self.cursor
        while self.has_headings and 0 < first < self.line_count() and not self.choosable(first - 1):
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self.cursor >= top + self.height:
            self.scroll_to(y=self.cursor - self.height + 1, animate=False, force=True)

    def action_cursor(self, by: int) -> None:
        target = self.cursor + by
        if not self.choosable_beyond(target, by):
            # Lines that only say something are read by scrolling past them.
            self.scroll_to(y=self.scroll_offset.y + by, animate=False)
            return
        self.move_to(target, by)

    def choosable_beyond(self, index: int, direction: int) -> bool:
        while 0 <= index < self.line_count():
            if self.choosable(index):
                return True
            index += direction
        return False

    def action_page(self, by: int) -> None:
        self.move_to(self.cursor + by * self.height, by)

    def action_jump(self, to: int) -> None:
        self.move_to(0 if to == 0 else self.line_count() - 1, 1 if to == 0 else -1)

    def action_choose(self) -> None:
        if self.line_count() and self.choosable(self.cursor):
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        index = self.line_at(event)
        if index is None or not self.choosable(index):
            return
        self.move_to(index)
        if event.chain > 1:
            self.action_choose()

    def line_at(self, event: events.MouseEvent) -> int | None:
        """The line under the mouse; None where there is none."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self.header_lines:
            return None
        index = offset.y - self.header_lines + self.scroll_offset.y
        return index if index < self.line_count() else None

    def validate_cursor(self, cursor: int) -> int:
        return max(cursor, 0)


def fill(text: str, width: int, right: bool) -> str:
    """The text in exactly so many cells."""
    from rich.cells import cell_len

    text = shorten(text, width)
    padding = " " * max(width - (len(text) if text.isascii() else cell_len(text)), 0)
    return padding + text if right else text + padding
