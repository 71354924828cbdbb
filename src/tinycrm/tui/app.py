"""The full-screen app: opens the file, hands on keys, does actions, makes changes and tells."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingsMap, BindingType

from tinycrm import config
from tinycrm.crm import Crm
from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError, DatabaseError
from tinycrm.tui import keys
from tinycrm.tui.actions import function_of
from tinycrm.tui.changes import written
from tinycrm.tui.drawing import DrawnApp
from tinycrm.tui.failures import Failures
from tinycrm.tui.key_queue import KeyQueue
from tinycrm.tui.lane import Lane
from tinycrm.tui.lookup import Lookup
from tinycrm.tui.manifest import ACTIONS
from tinycrm.tui.manifest.conditions import answers_key, condition, is_possible, subjects
from tinycrm.tui.place import Here, Place, Shown
from tinycrm.tui.pointing import hits_what_goes
from tinycrm.tui.screens.main import MainScreen
from tinycrm.tui.signals import draw_after_a_stop, leave_when_asked
from tinycrm.tui.watch import OFTEN, Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.message import Message
    from textual.widget import Widget

CACHE = 1
"""Megabytes of the file that each of the reading connections keeps in memory."""
TURN = 0.0005
"""Seconds after which a thread that computes lets another one go on; reading and painting do."""
OPENED = 30
"""Records that are remembered as opened last."""


class CrmApp(DrawnApp):
    """Everything in one file, on one screen after another.

    `crm` reads what takes a few milliseconds, `reader` whatever may take longer, `lookup` what
    lists show, and `writer` makes all changes: connections of their own to the file at `path`.
    """

    TITLE = "tinycrm"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, Any]] = {"main": MainScreen}
    DEFAULT_MODE = "main"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "outwards", "Back", show=False),
        Binding("ctrl+q", "quit", "Quit", show=False),
    ]

    def __init__(
        self,
        path: str,
        *,
        actor: str = "",
        view: str = "",
        clock: Callable[[], datetime] | None = None,
        tour: bool = False,
        plain: bool = False,
    ) -> None:
        super().__init__(plain=plain)
        self.path = path
        self.actor = actor
        self.view = view
        self.clock = clock
        self.tour = tour
        """Whether whoever has not seen the tour is shown it."""
        self.crm = self.open_for_keys()
        self.reader = Lane("reader", self.open_to_read)
        self.writer = Lane("writer", self.open_file)
        self.lookup = Lookup(self.open_to_read)
        self.file_watch = Watch(self)
        self.failures = Failures(self)
        self.wrong_keys = self.use_keys()
        self.keys = KeyQueue(self, self.hand_on)
        self.opened: list[str] = []
        """The records that were opened or added last, the newest first."""

    def open_file(self) -> Crm:
        return Crm(self.path, program="tui", actor=self.actor, clock=self.clock)

    def open_to_read(self) -> Crm:
        """A connection that stays small, because it is open all day."""
        return Crm(self.path, program="tui", clock=self.clock, cache=CACHE)

    def open_for_keys(self) -> Crm:
        """The connection of the main thread, which no other program may keep waiting for long."""
        crm = self.open_to_read()
        crm.db.read_at_once()
        return crm

    def on_mount(self) -> None:
        for problem in self.wrong_keys:
            self.warn(problem)
        self.set_interval(OFTEN, self.file_watch.look_again)
        leave_when_asked(self)
        draw_after_a_stop(self)
        if self.plain:
            self.plain.start()
        if self.tour:
            from tinycrm.tui.actions.helping import first_start

            self.call_after_refresh(first_start, self)

    def on_ready(self) -> None:
        self.load_styles()
        # Not before the first picture: looking through all that was just loaded is in vain.
        if not self.is_headless:
            sys.setswitchinterval(TURN)
            # What stays all day is left out from then on: to look through that takes 100 ms.
            gc.freeze()
        gc.enable()

    def on_unmount(self) -> None:
        self.writer.close()
        self.lookup.close()
        self.reader.close(break_off=True)
        self.crm.close()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.put(event)
        elif not (isinstance(event, events.MouseDown) and hits_what_goes(self.screen, event)):
            await super().on_event(event)

    async def hand_on(self, key: events.Key | events.Paste) -> None:
        await super().on_event(key)

    def use_keys(self) -> list[str]:
        """Let the actions have the keys that the configuration gives; returns what is wrong."""
        self.action_keys, problems = keys.configured(config.usable_config())
        # Textual's key map takes a key that was given away from all actions that share it.
        fixed = self._merged_bindings or BindingsMap()
        self._bindings = BindingsMap.merge([fixed, BindingsMap(self.action_keys.bindings())])
        self.refresh_bindings()
        return [*config.problems(), *problems]

    def key_of(self, action: str) -> str:
        """The key of an action as people know it, for words that name it."""
        return keys.key_name(self.action_keys.first[action])

    # Actions

    @property
    def place(self) -> Place | None:
        """The screen below all windows, which knows what is meant."""
        places = [screen for screen in self.screen_stack if isinstance(screen, Place)]
        return places[-1] if places else None

    @property
    def pane(self) -> Widget | None:
        """The pane in front, if under windows; None on a screen that fills everything."""
        place = self.place
        return place.pane if isinstance(place, MainScreen) else None

    def here(self) -> Here:
        # While the app is leaving, screens have lost what they would look at.
        place = self.place if self.is_running else None
        return place.here() if place else Here("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "do":
            return True
        name = str(parameters[0])
        return answers_key(name, self.action_keys.rivals[name], self.here())

    async def action_do(self, name: str) -> None:
        """Do what the manifest has under a name, or say why it cannot be done here."""
        action, here = ACTIONS[name], self.here()
        if not is_possible(action, here):
            self.toast(f"{action.label} {condition(action)}.")
            return
        given = [action.argument] if action.argument else []
        try:
            result = function_of(action)(self, subjects(action, here), *given)
            if result is not None:
                await result
        except CrmError as error:
            self.tell_error(error)
        except Exception as error:
            # The key that asked for it was dealt with, and the next one may go on.
            self._handle_exception(error)

    def action_outwards(self) -> None:
        """Leave what was opened last; the first screen is never left this way."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def open_record(self, ref: str) -> None:
        """Show the page of a record over what is shown now."""
        from tinycrm.tui.screens.record import RecordScreen

        self.offer_first(ref)
        self.push_screen(RecordScreen(ref))

    def offer_first(self, ref: str) -> None:
        """Let a record be the first that is offered to jump to."""
        self.opened = [ref, *(other for other in self.opened if other != ref)][:OPENED]

    def push_screen(
        self, screen: Any, callback: Callable[[Any], Any] | None = None, *more: Any, **named: Any
    ) -> Any:
        """Show a screen; what is wrong with what its answer asks for is told."""

        def answered(answer: Any) -> Any:
            try:
                return callback(answer) if callback else None
            except CrmError as error:
                self.tell_error(error)

        return super().push_screen(screen, answered if callback else None, *more, **named)

    # Changes

    @work(group="write")
    async def change(
        self,
        act: Callable[[Crm], Any],
        *,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[CrmError], None] | None = None,
    ) -> None:
        """Change the file in the background, say what was done, and show it.

        `then` is called with what `act` returned. Where it raises a CrmError, `failed` gets that,
        or it is told.
        """
        try:
            result, words = await written(self, act)
        except CrmError as error:
            (failed or self.tell_error)(error)
            return
        self.reload()
        if words:
            self.toast(words[:1].upper() + words[1:], "undo", "Undo")
        if then:
            then(result)

    def reload(self) -> None:
        """Show what is in the file now, in all that is open."""
        if not self.is_running:
            return  # It is leaving, and its screens are being taken apart.
        self.file_watch.seen()
        for screen in self.screen_stack:
            # One that is only opening reads what is there by then.
            if isinstance(screen, Shown) and screen.is_mounted:
                screen.reload()

    # Failures

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._is_mounted:
                raise
            # Left to Textual, it would end the app's own loop, and the app with it.
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Say what went wrong and go on with a fresh screen; Textual would end the app."""
        if not self.failures.survive(error):
            super()._handle_exception(error)

    # Telling

    def toast(self, words: str, action: str = "", label: str = "") -> None:
        """Say what was done, with the action that may come next and what it is called."""
        text = escaped(words)
        if action:
            text += f"  [@click=app.do('{action}')]{label}[/] {escaped(self.key_of(action))}"
        self.clear_notifications()
        self.notify(text, timeout=6)

    def warn(self, words: str) -> None:
        """Say what should be looked at."""
        self.notify(escaped(words), severity="warning", timeout=10)

    def tell_error(self, error: CrmError) -> None:
        """Say what could not be done, and what to do about it."""
        text = escaped(f"{error.message} {error.remedy}".strip())
        if isinstance(error, DatabaseError) and self.failures.told:
            return  # A window says it already, and stays until the file can be used again.
        self.clear_notifications()
        self.notify(text, severity="error", timeout=10)


def escaped(words: str) -> str:
    """A text for a toast, harmless and without markup."""
    return safe_text(words).replace("[", r"\[")
