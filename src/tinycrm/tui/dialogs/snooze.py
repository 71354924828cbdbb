"""Asks until when a task is put off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tinycrm.domain.dates import Moment, parse_moment
from tinycrm.domain.text import safe_text, shorten
from tinycrm.errors import CrmError, InvalidError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from datetime import datetime

OFFERS = ("tomorrow", "in 2 days", "fri", "next week", "in 2 weeks", "next month")


class Snooze(Dialog[str]):
    """A day as people write it, one of the usual ones, or a number of days.

    The answer is text that `Tasks.snooze` takes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]
    foot_words = "enter put off   esc leave"

    def __init__(self, title: str, now: datetime) -> None:
        super().__init__()
        self.title_words = f"Put off {shorten(safe_text(title), 60)}"
        self.now = now
        by_day = {parse_moment(words, now).day: words for words in reversed(OFFERS)}
        self.offers = [by_day[day] for day in sorted(by_day)]
        """The usual days in their order, each once."""

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="fri, next week, 27 mar 9:30, or a number of days", compact=True)
        yield Static(classes="day", markup=False)
        yield OptionList(
            *(Option(self.line(words), id=words) for words in self.offers), compact=True
        )

    def line(self, words: str) -> Content:
        """An offer with its day, and how many days away that is, which can be typed instead."""
        day = parse_moment(words, self.now).day
        away = (day - self.now.date()).days
        return Content.assemble(
            (f"{away:>3}  ", "$accent"),
            f"{words:<12}",
            (f"{day:%a} {day.day} {day:%b}", "$text-muted"),
        )

    @property
    def list(self) -> OptionList:
        return self.query_one(OptionList)

    def on_mount(self) -> None:
        self.list.can_focus = False
        self.list.highlighted = 0

    def moment(self, text: str) -> Moment:
        """What a text means, a number being days from today; raises InvalidError."""
        text = text.strip()
        if text.isdecimal() and len(text) <= 3:
            return Moment((self.now + timedelta(days=int(text))).date(), None)
        moment = parse_moment(text, self.now)
        if moment.day < self.now.date():
            raise InvalidError(f"{moment.day:%a} {moment.day.day} {moment.day:%b %Y} has passed.")
        return moment

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        says = self.query_one(".day", Static)
        self.list.display = not event.value.strip()
        says.display = bool(event.value.strip())
        if event.value.strip():
            try:
                says.update(Content.styled(moment_words(self.moment(event.value)), "$accent"))
            except CrmError as error:
                says.update(Content.styled(safe_text(error.message), "$text-muted"))

    def action_move(self, by: int) -> None:
        if by > 0:
            self.list.action_cursor_down()
        else:
            self.list.action_cursor_up()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            at = self.list.highlighted
            self.dismiss(self.offers[at] if at is not None else None)
            return
        try:
            moment = self.moment(event.value)
        except CrmError as error:
            words = safe_text(f"{error.message} {error.remedy}".strip())
            self.query_one(".day", Static).update(Content.styled(words, "$error"))
            return
        self.dismiss(f"{moment.day} {moment.time:%H:%M}" if moment.time else f"{moment.day}")

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


def moment_words(moment: Moment) -> str:
    time = f" at {moment.time:%H:%M}" if moment.time else ""
    return f"{moment.day:%A} {moment.day.day} {moment.day:%B %Y}{time}"
