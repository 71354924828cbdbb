"""The line in which a list is filtered: what may come next is offered under it, and what is wrong.

Nothing of it moves the list: offers and errors lie over its first lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tinycrm.domain.query_tree import QueryError
from tinycrm.domain.text import safe_text, shorten
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.errors import CrmError
    from tinycrm.store.filter_completion import Completion

OFFERED = 8
"""Offers in sight at once."""
SIGN = " / "


class FilterOffers(VirtualList, can_focus=False):
    """What may stand next in the filter."""

    class Picked(Message):
        """An offer was clicked."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self) -> None:
        super().__init__(classes="offers")
        self.offers: list[Completion] = []

    def show(self, offers: list[Completion]) -> None:
        self.offers = offers
        self.set_reactive(VirtualList.cursor, 0)
        self.set_class(bool(offers), "open")
        if offers:
            self.words = max(cells(offer.text) for offer in offers)
            helped = max(cells(offer.help) for offer in offers)
            self.styles.width = min(self.words + helped + 2 * bool(helped) + 5, 60)
            self.styles.height = min(len(offers), OFFERED) + 2
        self.relist()
        self.scroll_to(y=0, animate=False)

    def line_count(self) -> int:
        return len(self.offers)

    def cells(self, index: int, width: int) -> Cells:
        offer = self.offers[index]
        words = min(self.words, width - 2)
        return [
            (" ", "", 1, False),
            (safe_text(offer.text), "", words, False),
            ("  ", "", 2, False),
            (safe_text(offer.help), "muted", max(width - words - 4, 0), False),
        ]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        event.prevent_default()
        index = self.line_at(event)
        if index is not None:
            self.post_message(self.Picked(index))


def cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(safe_text(text))


class FilterInput(OneLine):
    """The line itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take(1)", "Complete", tooltip="Take the next of the offers.", show=False),
        Binding("shift+tab", "take(-1)", "Back", tooltip="Take the offer before.", show=False),
        Binding(
            "down,escape",
            "leave",
            "To the list",
            tooltip="Go to the list; the filter stays. There, escape clears it.",
            show=False,
        ),
    ]

    enter_help = "Go to the list; the filter stays."
    typing_keys = (("enter", "to the list"), ("tab", "complete"), ("esc", "list, then clear"))

    class Taken(Message):
        """The next offer, or the one before, was asked for."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """The list was asked for."""

    def action_take(self, by: int) -> None:
        self.post_message(self.Taken(by))

    def action_leave(self) -> None:
        self.post_message(self.Left())


class FilterBar(Vertical):
    """A filter being typed; `value` is its text.

    It says what was typed, and whoever owns it answers with `offer` and `show_problem`.
    """

    class Typed(Message):
        """The filter is another one now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class OfferWanted(Message):
        """The next offer, or the one before, is to be taken, once it is known."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """The list is wanted; `entered` where the filter was meant to be finished."""

        def __init__(self, *, entered: bool) -> None:
            super().__init__()
            self.entered = entered

    def __init__(self) -> None:
        super().__init__(classes="filter")
        self.before = self.after = self.text_taken = ""
        """The text around the offer that was taken, and the whole with it."""
        self.taken = -1
        """Which offer stands in the line, which the next one replaces; -1 for none."""
        self.offered_for = ""
        """The text to which the offers belong."""
        self.wrong: CrmError | None = None
        """What is wrong with the text, as far as it is said."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(SIGN, classes="sign", markup=False)
            yield FilterInput(
                placeholder="words, or tag:vip quiet:>30d", compact=True, select_on_focus=False
            )
        yield FilterOffers()
        yield Static(classes="problem", markup=False)

    @property
    def input(self) -> FilterInput:
        return self.query_one(FilterInput)

    @property
    def offers(self) -> FilterOffers:
        return self.query_one(FilterOffers)

    @property
    def value(self) -> str:
        return self.input.value

    def open(self) -> None:
        self.add_class("open")
        self.screen.set_focus(self.input)
        self.input.cursor_position = len(self.value)

    def write(self, text: str) -> None:
        """Put another filter in without saying so."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.clear_offers()
        self.set_class(bool(text) or self.screen.focused is self.input, "open")

    # What is shown under it

    def offer(self, text: str, offers: list[Completion]) -> None:
        """Offer what may come next in a text, under the word to which it belongs."""
        if self.taken >= 0 or text != self.value:
            return
        self.offered_for = text
        self.offers.show(offers)
        self.place_offers()

    def place_offers(self) -> None:
        panel = self.offers
        if panel.offers:
            column = min(panel.offers[0].start, max(self.size.width - 30, 0))
            panel.styles.margin = (0, 0, 0, max(column + len(SIGN) - 2, 0))

    def on_resize(self) -> None:
        self.place_offers()
        self.show_problem(self.wrong)

    def clear_offers(self) -> None:
        self.taken = -1
        self.offers.show([])
        self.show_problem(None)

    def show_problem(self, error: CrmError | None) -> None:
        """Mark what is wrong under the word that is, and say it."""
        self.wrong = error
        problem = self.query_one(".problem", Static)
        problem.set_class(error is not None, "open")
        if error is None:
            return
        words, marks = error.message, ""
        if isinstance(error, QueryError):
            words = error.problem
            column = cells(self.value[: error.position])
            if column < self.input.size.width:
                length = max(min(error.length, self.input.size.width - column), 1)
                marks = " " * column + "▔" * length + "\n"
        # Three lines of words have room over the list; a few cells of each are lost to wrapping.
        room = max(3 * (self.size.width - 12), 40)
        problem.update(Content(marks + shorten(safe_text(f"{words}. {error.remedy}"), room)))

    # Typing

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.taken >= 0 and event.value != self.text_taken:
            self.taken = -1
        self.post_message(self.Typed(event.value))

    @on(FilterInput.Taken)
    def next_asked(self, event: FilterInput.Taken) -> None:
        event.stop()
        if self.taken >= 0 or self.offered_for == self.value:
            self.take_next(event.by)
        else:
            self.post_message(self.OfferWanted(event.by))

    def take_next(self, by: int) -> None:
        """Write the next offer into the line, in the place of the one that was taken before."""
        count = len(self.offers.offers)
        if count:
            first = 0 if by > 0 else -1
            self.put_in((self.taken + by if self.taken >= 0 else first) % count)

    def put_in(self, at: int) -> None:
        if self.taken < 0:
            cursor = self.input.cursor_position
            self.before, self.after = self.value[:cursor], self.value[cursor:]
        offer = self.offers.offers[at]
        # A value may be exchanged for the next one; a key is followed by its values.
        self.taken = -1 if offer.insert.endswith(":") else at
        self.offers.move_to(at)
        text = self.before[: offer.start] + offer.insert
        self.input.value = self.text_taken = text + self.after
        self.input.cursor_position = len(text)

    @on(FilterOffers.Picked)
    def picked(self, event: FilterOffers.Picked) -> None:
        event.stop()
        self.put_in(event.at)

    def take(self, offer: Completion) -> None:
        """Write an offer into the line."""
        self.taken = -1
        self.offered_for = self.value
        self.offers.show([offer])
        self.put_in(0)
        self.taken = -1

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left(entered=True))

    @on(FilterInput.Left)
    def left(self, event: FilterInput.Left) -> None:
        event.stop()
        self.post_message(self.Left(entered=False))

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        event.stop()

    def on_click(self) -> None:
        self.screen.set_focus(self.input)
