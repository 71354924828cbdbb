"""The line at the top says where one is, the line at the foot what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tinycrm.tui.manifest import ACTIONS, GROUPS

if TYPE_CHECKING:
    from datetime import date

    from tinycrm.tui.app import CrmApp

SHOWN = 5
KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "enter": "enter",
    "space": "space",
    "comma": ",",
    "plus": "+",
    "minus": "-",
}


def key_name(key: str) -> str:
    """A key as people know it: `?`, `^p`, `enter`."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"))
    return KEY_NAMES.get(key, key)


class Bar(Widget):
    """One line of words, some of which can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key", "bar--here", "bar--muted", "bar--name"}
    app: CrmApp

    def parts(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        """The words at the left and at the right, as (text, style, name of an action)."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        left, right = self.parts()
        width = self.size.width
        tail = self.strip(right)
        head = self.strip(left).crop(0, max(width - tail.cell_length, 0))
        gap = Strip.blank(max(width - head.cell_length - tail.cell_length, 0), self.rich_style)
        return Strip.join([head, gap, tail])

    def strip(self, parts: list[tuple[str, str, str]]) -> Strip:
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
        at = 0
        start_right = self.size.width - sum(len(text) for text, _, _ in right)
        for text, _, action in left:
            if at <= event.x < min(at + len(text), start_right) and action:
                await self.app.action_do(action)
                return
            at += len(text)
        at = start_right
        for text, _, action in right:
            if at <= event.x < at + len(text) and action:
                await self.app.action_do(action)
                return
            at += len(text)


class TopBar(Bar):
    """The places with their digits, and the day."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.place = "today"

    def parts(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        narrow = self.size.width < 90
        left = [(" tinycrm  " if not narrow else " ", "name", "")]
        for name, action in GROUPS["Go to"].items():
            here = "here" if name == self.place else ""
            left += [(f"{action.keys} ", here or "muted", name), (action.label, here, name)]
            left.append(("  " if not narrow else " ", "", ""))
        day = "" if narrow else f"{self.today:%a} {self.today.day} {self.today:%b} "
        return left, [(day, "muted", "")]


class KeyBar(Bar):
    """The five keys that matter here, and where to find the others."""

    def parts(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        here = self.app.here()
        left = [(" ", "", "")]
        bound = self.app.keys_of_actions()
        possible = [
            name
            for group, actions in GROUPS.items()
            if group not in ("Go to", "App")
            for name, action in actions.items()
            if self.app.is_possible(action, here) and name in bound
        ]
        for name in possible[:SHOWN]:
            left += [
                (key_name(bound[name]), "key", name),
                (f" {ACTIONS[name].label.lower()}   ", "muted", name),
            ]
        right = []
        for name, label in (("help", "keys"), ("palette", "palette")):
            if name in bound:
                right += [(key_name(bound[name]), "key", name), (f" {label}  ", "muted", name)]
        return left, right
