"""The window in which something is asked, over the screen from which it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.errors import CrmError
    from tinycrm.tui.app import CrmApp

Answer = TypeVar("Answer")


class Window(ModalScreen[Answer | None]):
    """What stands over a screen; `esc` leaves it without an answer, which is None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+q", "app.quit", "Quit", show=False),
    ]
    app: CrmApp
    gone = False

    def on_mount(self) -> None:
        # None of the app's keys work here, so that those that show the help are bound once more.
        keys = ",".join(self.app.action_keys.all["help"])
        shown = BindingsMap([Binding(keys, "help", "Keys", show=False)])
        self._bindings = BindingsMap.merge([shown, self._bindings])

    def action_help(self) -> None:
        """Show the keys of the window and of the field in it that has the focus."""
        from tinycrm.tui.actions.helping import help

        help(self.app, [])

    def action_leave(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer, once, and with it what was opened over the window.

        What was being written may end in the moment in which somebody leaves, or reads the help.
        """
        stack = self.app.screen_stack
        if self.gone or self not in stack:
            return AwaitComplete()
        self.gone = True
        for _ in stack[stack.index(self) + 1 :]:
            self.app.pop_screen()
        return super().dismiss(result)


def follow_below(window: Screen[Any], place: Callable[[], None]) -> None:
    """Place something in a window whenever the screen below it is laid out anew.

    That learns of another size of the terminal sooner or later than the window.
    """
    below = window.app.screen_stack[-2]
    below.screen_layout_refresh_signal.subscribe(window, lambda _: place())


class Dialog(Window[Answer]):
    """A window with a title.

    A subclass gives the `title_words` and the `content`. The first widget that can have the focus
    gets it, and with it whatever was typed meanwhile.
    """

    title_words = ""
    foot_words = "enter done   esc leave"

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window", can_focus=False) as window:
            window.border_title = Content(safe_text(self.title_words))
            window.border_subtitle = Content(self.foot_words)
            yield from self.content()

    def on_show(self) -> None:
        # What was said about the change before would lie over the lines that are to be filled in.
        self.app.clear_notifications()

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def complain(self, problem: CrmError | str) -> None:
        """Say in the line that the content has for it what is wrong; "" for nothing."""
        if not isinstance(problem, str):
            problem = f"{problem.message} {problem.remedy}".strip()
        line = self.query_one(".problem", Static)
        line.update(safe_text(problem))
        line.set_class(bool(problem), "open")
