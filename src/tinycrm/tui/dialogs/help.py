"""Shows the keys that work in the place from which it was opened, as they are bound there."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tinycrm.domain.text import fold
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.keys import key_name
from tinycrm.tui.manifest import ACTIONS, GROUPS
from tinycrm.tui.manifest.conditions import is_possible
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from tinycrm.tui.app import CrmApp

Cells = list[tuple[str, str, int, bool]]
MOVING = "Moving"
LAST = ("Go to", "App")
KEYS = 13
"""Cells for the keys of a line."""
SENTENCES = {
    "app.focus_next": "Go to the next part of the screen.",
    "app.focus_previous": "Go to the part before.",
    "screen.copy_text": "Copy the text that was selected with the mouse.",
    "outwards": "Go back to where you came from.",
    "leave": "Leave the window without doing anything.",
    "help": "Show the keys that work here.",
    "app.quit": "Leave the app; all is saved.",
    "quit": "Leave the app; all is saved.",
    "cursor(-1)": "Go one line up.",
    "cursor(1)": "Go one line down.",
    "page(-1)": "Go one page up.",
    "page(1)": "Go one page down.",
    "jump(0)": "Go to the first line.",
    "jump(-1)": "Go to the last line.",
    "choose": "Open what is under the cursor.",
    "mark_range(1)": "Mark this line and the next one.",
    "mark_range(-1)": "Mark this line and the one before.",
    "across(1)": "Go to the next stage.",
    "across(-1)": "Go to the stage before.",
}
"""What the bindings do that have no sentence of their own."""


class KeyLine(NamedTuple):
    """What some keys do, or with no keys the heading over lines."""

    keys: tuple[str, ...]
    label: str
    sentence: str = ""


def key_lines(app: CrmApp) -> list[KeyLine]:
    """All keys that work now, in groups: those of the manifest, and then those that move about."""
    groups: dict[str, dict[str, list[tuple[str, ActiveBinding]]]] = {
        group: {name: [] for name in GROUPS.get(group, {})} for group in group_order()
    }
    groups["App"] |= {"outwards": [], "quit": []}
    for key, active in app.screen.active_bindings.items():
        if not works(app, key, active):
            continue
        name = active.binding.id or active.binding.action
        group = next((group for group in groups if name in groups[group]), MOVING)
        groups[group].setdefault(name, []).append((key, active))
    lines: list[KeyLine] = []
    for group, actions in groups.items():
        of_group = [line(found) for found in actions.values() if found]
        if of_group:
            lines += [KeyLine((), group), *of_group]
    return lines


def group_order() -> list[str]:
    """The groups: what is done with records, moving about in lists, and what works everywhere."""
    return [*(group for group in GROUPS if group not in LAST), MOVING, *LAST]


def works(app: CrmApp, key: str, active: ActiveBinding) -> bool:
    """Whether a key that is bound does something here."""
    if key.startswith("super+") or active.binding.system or not active.enabled:
        return False
    if not sentence(active.binding):
        return False
    if active.binding.action == "outwards":
        return len(app.screen_stack) > 1
    action = ACTIONS.get(active.binding.id or "")
    return action is None or is_possible(action, app.here())


def line(found: list[tuple[str, ActiveBinding]]) -> KeyLine:
    """The line of one binding with all its keys."""
    binding = found[0][1].binding
    return KeyLine(tuple(key for key, _ in found), binding.description, sentence(binding))


def sentence(binding: Binding) -> str:
    """What a binding does; "" for the arrows of a window in which they do the usual."""
    known = binding.tooltip or SENTENCES.get(binding.action, "")
    return known or (f"{binding.description}." if binding.description else "")


class KeyList(VirtualList):
    """Keys with what they do; nothing in it can be chosen, it only scrolls."""

    def __init__(self, lines: list[KeyLine]) -> None:
        super().__init__()
        self.lines = lines
        self.drawn: list[Cells] = []

    def show(self, lines: list[KeyLine]) -> None:
        self.lines = lines
        self.draw()
        self.scroll_to(y=0, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self.draw()

    def draw(self) -> None:
        """Lay the lines out for the present width, long sentences on several of them."""
        # The scroll bar comes only when the lines are laid out, and takes a cell of each.
        width = max(self.outer_size.width - KEYS - 4, 20)
        self.drawn = []
        for line in self.lines:
            if not line.keys:
                self.drawn += [[]] if self.drawn else []
                self.drawn.append([(f" {line.label}", "label", 40, False)])
                continue
            keys = "  ".join(key_name(key) for key in line.keys)
            for part in wrap(line.sentence, width):
                self.drawn.append(
                    [(f"   {keys}", "accent", KEYS + 3, False), (part, "", width, False)]
                )
                keys = ""
        if not self.drawn:
            words = " No key here does that; the palette looks through everything."
            self.drawn = [[(words, "muted", KEYS + width, False)]]
        self.relist()

    def line_count(self) -> int:
        return len(self.drawn)

    def choosable(self, index: int) -> bool:
        return False

    def cells(self, index: int, width: int) -> Cells:
        return self.drawn[index]


class Help(Dialog[None]):
    """The keys that work, narrowed down by typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]
    title_words = "The keys that work here"
    foot_words = "type to narrow down   ↑ ↓ scroll   esc leave"

    def __init__(self, lines: list[KeyLine]) -> None:
        super().__init__()
        self.lines = lines

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="a word, or a key", compact=True)
        yield KeyList(self.lines)

    @property
    def list(self) -> KeyList:
        return self.query_one(KeyList)

    def on_mount(self) -> None:
        self.list.can_focus = False

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.list.show(narrowed(self.lines, event.value))

    @on(Input.Submitted)
    def submitted(self) -> None:
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        self.list.scroll_to(y=self.list.scroll_offset.y + by, animate=False)

    def action_page(self, by: int) -> None:
        self.action_scroll(by * self.list.height)


def narrowed(lines: list[KeyLine], text: str) -> list[KeyLine]:
    """The lines with all these words or that key, under their headings."""
    words = fold(text).split()
    if not words:
        return lines
    found: list[KeyLine] = []
    heading: KeyLine | None = None
    for line in lines:
        if not line.keys:
            heading = line
        elif text in map(key_name, line.keys) or all(
            word in fold(f"{line.label} {line.sentence}") for word in words
        ):
            found += [heading, line] if heading else [line]
            heading = None
    return found
