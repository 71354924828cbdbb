"""Shows the keys that work in the place from which it was opened, as they are bound there."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tinycrm.domain.text import fold
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.keys import character, key_name
from tinycrm.tui.manifest import ACTIONS, GROUPS
from tinycrm.tui.manifest.conditions import is_possible
from tinycrm.tui.widgets.entry import Choices
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from tinycrm.tui.app import CrmApp

WINDOW, FIELD, MOVING = "In this window", "In this field", "Moving"
MOVES = ("cursor(", "page(", "jump(", "move(", "app.focus_", "screen.copy_text")
"""How the actions begin that only move about."""
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
    "move(1)": "Go to the next one.",
    "move(-1)": "Go to the one before.",
    "choose": "Open what is under the cursor.",
    "mark_range(1)": "Mark this line and the next one.",
    "mark_range(-1)": "Mark this line and the one before.",
    "across(1)": "Go to the next stage.",
    "across(-1)": "Go to the stage before.",
}
"""What the bindings do that have no sentence of their own."""
IN_FIELDS = {
    "undo": "Take back what was typed last.",
    "redo": "Put back what was taken back.",
    **dict.fromkeys(("home", "cursor_line_start"), "Go to the beginning of the line."),
    **dict.fromkeys(("end", "cursor_line_end"), "Go to the end of the line."),
    **dict.fromkeys(("cursor_left_word", "cursor_word_left"), "Go one word back."),
    **dict.fromkeys(("cursor_right_word", "cursor_word_right"), "Go one word on."),
    **dict.fromkeys(("delete_left_word", "delete_word_left"), "Delete the word before the cursor."),
    **dict.fromkeys(
        ("delete_left_all", "delete_to_start_of_line"), "Delete all that is before the cursor."
    ),
    **dict.fromkeys(
        ("delete_right_all", "delete_to_end_of_line_or_delete_line"),
        "Delete all that is behind the cursor.",
    ),
    "select_all": "Select everything in the field.",
    "cut": "Cut out what is selected.",
    "copy": "Copy what is selected.",
    "paste": "Put in what was cut out or copied here.",
}
"""What keys do where something is typed; those that do what they do everywhere are not named."""


class KeyLine(NamedTuple):
    """What some keys do, or with no keys the heading over lines."""

    keys: tuple[str, ...]
    label: str
    sentence: str = ""


def key_lines(app: CrmApp) -> list[KeyLine]:
    """All keys that work now, in groups: those of a window and of the field that is filled in,
    those of the manifest, and then those that move about."""
    groups: dict[str, dict[str, list[tuple[str, Binding, str]]]] = {
        group: {name: [] for name in GROUPS.get(group, {})} for group in group_order()
    }
    groups[WINDOW] = {"submit": [], "save": []}
    groups[FIELD] = {"submit": [], "undo": [], "redo": []}
    for key, (node, binding) in bound(app).items():
        words = sentence(node, binding)
        if words and works(app, binding):
            found = groups[group_of(app, node, binding)]
            found.setdefault(binding.id or binding.action, []).append((key, binding, words))
    groups[WINDOW]["help"] = groups[WINDOW].pop("help", [])
    lines: list[KeyLine] = []
    for group, actions in groups.items():
        of_group = [line(found) for found in actions.values() if found]
        if of_group:
            lines += [KeyLine((), group), *of_group]
    return lines


def group_order() -> list[str]:
    """The groups: what is done here, moving about in lists, and what works everywhere."""
    return [WINDOW, FIELD, *(group for group in GROUPS if group not in LAST), MOVING, *LAST]


def group_of(app: CrmApp, node: DOMNode, binding: Binding) -> str:
    if binding.id in ACTIONS:
        return next(group for group, actions in GROUPS.items() if binding.id in actions)
    if binding.action in ("outwards", "quit", "app.quit"):
        return "App"
    if isinstance(node, Input | TextArea | Choices) and binding.action != "submit":
        return FIELD
    if isinstance(app.screen, ModalScreen) and not binding.action.startswith(MOVES):
        return WINDOW
    return FIELD if binding.action == "submit" else MOVING


def bound(app: CrmApp) -> dict[str, tuple[DOMNode, Binding]]:
    """What each key does now, and of what that is a binding."""
    found: dict[str, tuple[DOMNode, Binding]] = {}
    for node, bindings in app.screen._modal_binding_chain:
        for key, binding in bindings:
            typed = app.focused is not None and app.focused.check_consume_key(key, character(key))
            before = found.get(key)
            if before and not (binding.priority and not before[1].priority):
                continue
            if typed or key.startswith("super+") or binding.system or goes_nowhere(node, binding):
                continue
            if app._check_action_state(binding.action, node):
                found[key] = node, binding
    return found


def goes_nowhere(node: DOMNode, binding: Binding) -> bool:
    """Whether a key would scroll what cannot be scrolled; it is left to what is around that."""
    if not binding.action.startswith(("scroll_", "page_")):
        return False
    to_side = binding.action.endswith(("_left", "_right"))
    return not (
        isinstance(node, Widget)
        and (node.allow_horizontal_scroll if to_side else node.allow_vertical_scroll)
    )


def works(app: CrmApp, binding: Binding) -> bool:
    """Whether what a key does can be done here."""
    if binding.action == "outwards":
        return len(app.screen_stack) > 1
    if binding.action.startswith("app.focus_") and isinstance(app.screen, ModalScreen):
        return len(app.screen.focus_chain) > 1
    action = ACTIONS.get(binding.id or "")
    return action is None or is_possible(action, app.here())


def line(found: list[tuple[str, Binding, str]]) -> KeyLine:
    """The line of one binding with all its keys."""
    _, binding, words = found[0]
    return KeyLine(tuple(key for key, _, _ in found), binding.description, words)


def sentence(node: DOMNode, binding: Binding) -> str:
    """What a binding does; "" for the arrows of a window in which they do the usual."""
    if isinstance(node, Input | TextArea):
        usual = getattr(node, "enter_help", "") if binding.action == "submit" else binding.tooltip
        return usual or IN_FIELDS.get(binding.action, "")
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
            keys = wrap("  ".join(key_name(key) for key in line.keys), KEYS - 1)
            for key, part in zip_longest(keys, wrap(line.sentence, width), fillvalue=""):
                self.drawn.append(
                    [(f"   {key}", "accent", KEYS + 3, False), (part, "", width, False)]
                )
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

    def action_help(self) -> None:
        """The key that opened it closes it."""
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
