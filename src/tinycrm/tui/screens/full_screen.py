"""What fills the whole terminal: laid out for its size, with the line of keys at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from tinycrm.tui.widgets.bars import KeyBar
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (110, "-wide"), (160, "-broad")]
"""From how many columns a list has its detail beside it, and the timeline as well."""
LOW: list[tuple[int, str]] | None = [(0, "-low"), (24, "-tall")]
"""Up to how many rows the lines around a pane are left out."""


class FullScreen(Screen[None]):
    """A place of its own; a subclass gives its `content`, and says what is meant (see `Place`)."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOW
    app: CrmApp

    def compose(self) -> ComposeResult:
        take_size(self)
        yield from self.content()
        yield KeyBar()

    def content(self) -> ComposeResult:
        raise NotImplementedError

    @property
    def keys(self) -> KeyBar:
        return self.query_one(KeyBar)

    @on(VirtualList.Moved)
    def look_at_keys(self) -> None:
        """Name the keys that work for what is under the cursor now."""
        self.keys.look()


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before it is styled, not by styling all of it twice."""
    for size, points in zip(screen.app.size, (BREAKPOINTS, LOW), strict=True):
        reached = [name for least, name in points or [] if size >= least]
        screen.update_classes({name: name == reached[-1] for name in reached}, update=False)
