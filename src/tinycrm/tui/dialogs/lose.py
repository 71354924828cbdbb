"""Asks why deals were lost, and to whom."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tinycrm.domain.text import clean_input, fold, safe_text, shorten
from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.one_line import OneLine

USUAL = ("price", "timing", "no budget", "no answer", "went with somebody else")
"""Reasons to begin with, offered until there are enough that were given before."""
ENOUGH = 4
OFFERED = 8


class Loss(NamedTuple):
    """Why a deal was lost, "" where nobody knows, and to whom."""

    reason: str
    competitor: str


class LoseDialog(Dialog[Loss]):
    """The reason, of earlier ones or a new one; what stands in the line is what is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", show=False),
        Binding("up", "offer(-1)", show=False),
    ]
    title_words = "Why was it lost?"
    foot_words = "enter lost  ↑↓ reasons  tab next  esc leave"

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.reasons: list[str] = list(USUAL)

    def content(self) -> ComposeResult:
        yield Static(shorten(safe_text(self.what[:1000]), 200), classes="what", markup=False)
        with Horizontal(classes="line"):
            yield Static("Reason", classes="label")
            yield OneLine(placeholder="may stay empty", compact=True, id="reason")
        yield OptionList(compact=True)
        with Horizontal(classes="line"):
            yield Static("Competitor", classes="label")
            yield OneLine(placeholder="may stay empty", compact=True, id="competitor")
        yield Static(classes="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.narrow("")
        self.read_reasons()

    @work
    async def read_reasons(self) -> None:
        """Offer the reasons given before, the frequent ones first."""
        try:
            known = await self.app.reader.run(lambda crm: crm.deals.lost_reasons())
        except CrmError:
            return  # the usual ones stay
        if known:
            folded = {fold(reason) for reason in known}
            usual = [each for each in USUAL if fold(each) not in folded]
            self.reasons = known + (usual if len(known) < ENOUGH else [])
        if self.list.highlighted is None:
            self.narrow(self.reason.value)

    @property
    def list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def reason(self) -> Input:
        return self.query_one("#reason", Input)

    def narrow(self, text: str) -> None:
        """Offer the reasons that hold the words typed."""
        words = fold(text).split()
        fitting = [each for each in self.reasons if all(word in fold(each) for word in words)]
        self.list.clear_options()
        # The answer is the option's number: the text of a reason may be anything.
        self.list.add_options(
            Option(Content(safe_text(each[:300])), id=str(self.reasons.index(each)))
            for each in fitting[:OFFERED]
        )
        self.list.highlighted = None
        self.list.display = bool(fitting)

    @on(Input.Changed, "#reason")
    def changed(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    def action_offer(self, by: int) -> None:
        """Put the next earlier reason into the line."""
        list, count = self.list, self.list.option_count
        if not count or self.focused is not self.reason:
            return
        at = list.highlighted
        self.take(((0 if by > 0 else count - 1) if at is None else at + by) % count)

    def take(self, at: int) -> None:
        self.list.highlighted = at
        with self.prevent(Input.Changed):
            self.reason.value = self.reasons[int(self.list.get_option_at_index(at).id or 0)]
        self.reason.cursor_position = len(self.reason.value)

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        self.take(event.option_index)
        self.set_focus(self.reason)

    @on(Input.Submitted)
    def submitted(self) -> None:
        competitor = self.query_one("#competitor", Input)
        given = {"lost_reason": self.reason, "competitor": competitor}
        for name, line in given.items():
            try:
                clean_input(line.value, name)
            except CrmError as error:
                self.complain(error)
                self.set_focus(line)
                return
        self.dismiss(Loss(self.reason.value.strip(), competitor.value.strip()))
