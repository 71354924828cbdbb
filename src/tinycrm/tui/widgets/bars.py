"""The line at the top says where one is, the line at the foot what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tinycrm.tui.keys import key_name
from tinycrm.tui.manifest import ACTIONS, GROUPS
from tinycrm.tui.manifest.conditions import is_possible
from tinycrm.tui.manifest.key_bar import SHOWN

if TYPE_CHECKING:
    from datetime import date

    from tinycrm.tui.app import CrmApp

MOST = 5
"""So many keys are shown."""


Parts = list[tuple[str, str, str]]
"""Words as (text, style, name of an action)."""


def hint(key: str, does: str) -> Parts:
    """A key that is not in the manifest, and what it does."""
    return [(f" {key}", "key", ""), (f" {does}  ", "muted", "")]


def length(parts: Parts) -> int:
    return sum(len(text) for text, _, _ in parts)


class Bar(Widget):
    """One line of words, some of which can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key", "bar--here", "bar--muted", "bar--name"}
    app: CrmApp
    drawn: tuple[Parts, Parts] = ([], [])

    def parts(self) -> tuple[Parts, Parts]:
        """The words at the left and those at the right."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def look(self) -> None:
        """Draw the line again if it says something else by now."""
        if self.parts() != self.drawn:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        left, right = self.drawn = self.parts()
        width = self.size.width
        tail = self.strip(right)
        head = self.strip(left).crop(0, max(width - tail.cell_length, 0))
        gap = Strip.blank(max(width - head.cell_length - tail.cell_length, 0), self.rich_style)
        return Strip.join([head, gap, tail])

    def strip(self, parts: Parts) -> Strip:
        base = self.rich_style
        return Strip(
            Segment(
                text,
                base + self.get_component_rich_style(f"bar--{style}", partial=True)
                if style
                else base,
            )
            for text, style, _ in parts
        )

    async def on_click(self, event: events.Click) -> None:
        left, right = self.parts()
        gap = max(self.size.width - length(left) - length(right), 0)
        at = 0
        for text, _, action in [*left, (" " * gap, "", ""), *right]:
            if at <= event.x < at + len(text) and action:
                await self.app.action_do(action)
                return
            at += len(text)


class TopBar(Bar):
    """The places with their digits, and the day.

    Where there is no room for all of it, the name of the program goes first, then the day, then
    the words of places, from the last one on, but never those of the place that is shown.
    """

    def __init__(self, today: date, place: str = "today") -> None:
        super().__init__()
        self.today = today
        self.place = place

    def parts(self) -> tuple[Parts, Parts]:
        day = f"{self.today:%a} {self.today.day} {self.today:%b} "
        right: Parts = [(day, "muted", "")]
        for name, gap, end in ((" tinycrm  ", "  ", right), (" ", "  ", right), (" ", " ", [])):
            left = [(name, "name", ""), *self.places(gap)]
            if length(left) + length(end) <= self.size.width:
                return left, end
        count = len(GROUPS["Go to"])
        for worded in reversed(range(count + 1)):
            left = [(" ", "", ""), *self.places(" ", worded)]
            if length(left) <= self.size.width:
                break
        return left, right if length(left) + length(right) <= self.size.width else []

    def places(self, gap: str, worded: int = 99) -> Parts:
        """The places, of which so many at the beginning are named in words."""
        parts: Parts = []
        for at, (name, action) in enumerate(GROUPS["Go to"].items()):
            here = "here" if name == self.place else ""
            parts.append((self.app.key_of(name), here or "muted", name))
            if here or at < worded:
                parts.append((f" {action.label}", here, name))
            parts.append((gap, "", ""))
        return parts[:-1]


class KeyBar(Bar):
    """The keys that matter here, in the order of use, and where to find the others.

    A line in which letters are typed has `typing_keys`: those that work in it, and their words.
    """

    leaving = "back"
    """What esc does on a screen that was opened over another."""

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.focus_moved, init=False)

    def focus_moved(self) -> None:
        # Painted later, when a screen that closes has nothing more to say.
        self.refresh()

    def parts(self) -> tuple[Parts, Parts]:
        typing = getattr(self.screen.focused, "typing_keys", ())
        if typing:
            left = [part for key, does in typing for part in hint(key, does)]
            key = key_name(self.app.action_keys.while_typing("help"))
            right: Parts = [(key, "key", "help"), (" keys  ", "muted", "help")] if key else []
            return left, right if length(left) + length(right) <= self.size.width else []
        candidates = self.candidates()
        ways = [self.more(worded) for worded in (2, 1, 0)]
        for count in reversed(range(MOST + 1)):
            for right in ways:
                for gap in ("   ", "  "):
                    left = self.keys(candidates[:count], count, gap)
                    if length(left) + length(right) <= self.size.width:
                        return left, right
        return [], []

    def more(self, worded: int) -> Parts:
        """The keys that lead to all others, so many of them with their words."""
        parts: Parts = []
        for at, (name, label) in enumerate((("help", "keys"), ("palette", "palette"))):
            words = f" {label}  " if at < worded else " "
            parts += [(self.app.key_of(name), "key", name), (words, "muted", name)]
        return parts

    def keys(self, named: list[tuple[str, bool]], room: int, gap: str) -> Parts:
        """The keys of these actions and, where there is room for more, the way out."""
        parts: Parts = [(" ", "", "")]
        for name, possible in named:
            style = "key" if possible else "muted"
            parts.append((self.app.key_of(name), style, name))
            parts.append((f" {ACTIONS[name].label.lower()}{gap}", "muted", name))
        if len(named) < room and len(self.app.screen_stack) > 1:
            parts += [("esc", "key", ""), (f" {self.leaving}", "muted", "")]
        return parts

    def candidates(self) -> list[tuple[str, bool]]:
        """What can be done here and, where that is little, what belongs here but cannot be yet."""
        here = self.app.here()
        names = SHOWN.get("marked" if here.marked else here.place, ())
        possible = [name for name in names if is_possible(ACTIONS[name], here)]
        others = [
            name
            for name in names
            if name not in possible
            and here.place in ACTIONS[name].where
            and not ACTIONS[name].kinds
        ]
        return [(name, True) for name in possible] + [(name, False) for name in others]
