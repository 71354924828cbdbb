"""Five cards that say how the app works, each beside what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tinycrm.tui.dialogs.dialog import follow_below
from tinycrm.tui.keys import key_name

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

WIDTH = 52


class Card(NamedTuple):
    """A card of the tour: what it says, with `{name}` for the key of an action, and where.

    `beside` is the selector of what it speaks of, in whose corner it stands.
    """

    title: str
    words: str
    beside: str


CARDS = (
    Card(
        "What to do now",
        "Each morning this list says what wants doing, and why: tasks that are due, deals that"
        " went quiet, people you have not spoken to for too long. {open} opens a line, {done}"
        " ticks it off, {log} notes what was said.",
        "Agenda",
    ),
    Card(
        "Where things are",
        "The digits lead to the places: {contacts} people, {companies} firms, {deals} deals,"
        " {tasks} tasks. esc always leads back to where you were.",
        "TopBar",
    ),
    Card(
        "The next key",
        "The last line names the keys that matter where you are. {help} shows all of them, and"
        " {palette} finds anything by its name.",
        "KeyBar",
    ),
    Card(
        "Find anybody",
        "{jump} jumps to any record by a few letters of its name, a part of a phone number or an"
        " e-mail address. In a list, {filter} shows only what you type, such as tag:vip.",
        "TopBar",
    ),
    Card(
        "Nothing is lost",
        "Every change is saved at once and can be taken back with {undo}, even tomorrow, and even"
        " when a command in the shell has made it. Try things.",
        "KeyBar",
    ),
)


class Tour(ModalScreen[None]):
    """The cards, one after another; `esc` leaves at any of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,down,n,j", "turn(1)", "Next", show=False),
        Binding("left,up,backspace,k", "turn(-1)", "Back", show=False),
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("ctrl+q", "app.quit", "Quit", show=False),
    ]
    app: CrmApp

    def __init__(self) -> None:
        super().__init__()
        self.at = 0

    def compose(self) -> ComposeResult:
        yield Static(classes="card", markup=False)

    def on_mount(self) -> None:
        self.show_card()
        follow_below(self, self.put_card)

    def show_card(self) -> None:
        card, keys = CARDS[self.at], self.app.action_keys.first
        widget = self.query_one(".card", Static)
        widget.border_title = f"{card.title} · {self.at + 1} of {len(CARDS)}"
        last = self.at == len(CARDS) - 1
        widget.border_subtitle = "enter begin" if last else "enter next   esc skip"
        widget.update(Content.assemble(*with_keys(card.words, keys)))
        self.put_card()

    def put_card(self) -> None:
        """Put the card beside what it speaks of: below a line at the top, above one at the foot."""
        if self not in self.app.screen_stack:
            return  # It was left before this was done.
        found = self.app.screen_stack[0].query(CARDS[self.at].beside)
        anchor = found.first().region if found else self.region
        size = self.app.size
        at_foot = anchor.y > size.height // 2
        one_line = anchor.height == 1
        card = self.query_one(".card", Static)
        self.styles.align_vertical = "bottom" if at_foot else "top"
        room = max(size.width - WIDTH, 0)
        left = min(4 if one_line else max(anchor.right - WIDTH - 2, 2), room)
        top = 0 if at_foot else anchor.y + (1 if one_line else 3)
        card.styles.margin = (top, 0, size.height - anchor.y if at_foot else 0, left)

    def action_turn(self, by: int) -> None:
        if self.at + by >= len(CARDS):
            self.dismiss(None)
            return
        self.at = max(self.at + by, 0)
        if self.is_mounted and self.query(".card"):  # else a key was quicker than the card
            self.show_card()

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self) -> None:
        self.action_turn(1)


def with_keys(words: str, keys: dict[str, str]) -> list[tuple[str, str]]:
    """The words of a card with the keys that the configuration gives the actions in it."""
    parts: list[tuple[str, str]] = []
    for at, part in enumerate(words.replace("}", "{").split("{")):
        if at % 2:
            parts.append((key_name(keys.get(part, "")) or part, "bold $accent"))
        else:
            parts.append((part, ""))
    return parts
