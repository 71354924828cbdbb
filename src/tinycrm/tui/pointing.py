"""The mouse, where what it points at is just being taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.errors import NoWidget
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.events import MouseDown


def hits_what_goes(screen: Screen[Any], event: MouseDown) -> bool:
    """Whether the mouse was pressed over a widget that is no more, such as a toast.

    It is still in the picture, but has no parent, for which Textual asks.
    """
    try:
        widget, _ = screen.get_widget_at(event.x, event.y)
    except NoWidget:
        return False
    return widget.parent is None and not isinstance(widget, Screen)
