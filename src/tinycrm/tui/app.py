"""The full-screen app: opens the file, hands on keys, watches for changes, undoes and redoes."""

from __future__ import annotations

import gc
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType

from tinycrm import config
from tinycrm.crm import Crm
from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError, DatabaseError
from tinycrm.store.references import LETTERS
from tinycrm.tui import keys, themes
from tinycrm.tui.failures import Failures
from tinycrm.tui.key_queue import KeyQueue
from tinycrm.tui.lane import Lane
from tinycrm.tui.lookup import Lookup
from tinycrm.tui.manifest import ACTIONS, Action, condition
from tinycrm.tui.painting import NewsUpdate, Painted
from tinycrm.tui.place import Here, Place
from tinycrm.tui.screens.main import MainScreen
from tinycrm.tui.signals import leave, leave_when_asked, terminal_is_gone
from tinycrm.tui.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.console import RenderableType
    from textual.filter import LineFilter
    from textual.message import Message
    from textual.screen import Screen
    from textual.types import CSSPathType

    from tinycrm.tui.plain import Plain

CACHE = 2
"""Megabytes of the file that each of the reading connections keeps in memory."""
STYLES = Path(__file__).parent / "styles"
OPENED = 30
WATCH = 0.5
"""Seconds between two looks at whether somebody else has changed the file."""
READING = ("rows", "board", "aside", "feed", "steps", "page")
"""The groups of the workers that read what is shown."""
SLOW = 1.5
"""Seconds after which it is said that a change is still being saved."""


class CrmApp(App[None]):
    """Everything in one file, on one screen after another.

    `crm` reads what takes a few milliseconds, `reader` whatever may take longer, `lookup` what
    lists show, and `writer` makes all changes: connections of their own to the file at `path`.
    """

    TITLE = "tinycrm"
    CSS_PATH: ClassVar[CSSPathType | None] = [*sorted(STYLES.glob("*.tcss"))]
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, Any]] = {"main": MainScreen}
    DEFAULT_MODE = "main"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"do('{name}')", action.label, id=name, tooltip=action.help)
            for name, action in ACTIONS.items()
            for key in action.keys.split(",")
        ),
        Binding("escape", "outwards", "Back", show=False),
        Binding("ctrl+q", "quit", "Quit", show=False, id="quit"),
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
        # Decides which filter takes the colours away, before there is a theme to tell.
        plain = plain or config.is_plain()
        super().__init__(ansi_color=True if plain or "NO_COLOR" in os.environ else None)
        self.plain: Plain | None = None
        """Draws with letters alone and says what is under the cursor, in the plain mode."""
        if plain:
            from tinycrm.tui.plain import Plain

            self.plain = Plain(self)
        self.path = path
        self.actor = actor
        self.view = view
        self.clock = clock
        self.tour = tour
        """Whether whoever has not seen the tour is shown it."""
        self.crm = self.open_to_read()
        self.reader = Lane("reader", self.open_to_read)
        self.writer = Lane("writer", self.open_file)
        self.lookup = Lookup(self.open_to_read)
        self.watch_file = Watch(self.crm)
        self.day = self.crm.db.today()
        self.rests = False
        """Whether the next look at the file is left out."""
        self.former: list[Crm] = []
        self.painted = Painted()
        self.failures = Failures(self)
        self.own_keys: dict[str, str] = {}
        self.first_keys = keys.first({})
        self.keys = KeyQueue(self, self.hand_on)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self.coloured = themes.chosen(own_colors=plain or self.no_color)
        self.stylesheet.set_variables(self.get_css_variables())
        self.opened: list[str] = []
        """The records that were opened last, the newest first."""

    def refresh_css(self, animate: bool = True) -> None:
        # Textual asks for it at the start as well, when the styles have these colours already.
        if self.theme != self.coloured:
            self.coloured = self.theme
            super().refresh_css(animate)

    def open_file(self) -> Crm:
        return Crm(self.path, program="tui", actor=self.actor, clock=self.clock)

    def open_to_read(self) -> Crm:
        """A connection that stays small, because it is open all day."""
        return Crm(self.path, program="tui", clock=self.clock, cache=CACHE)

    def on_mount(self) -> None:
        self.use_keys()
        self.set_interval(WATCH, self.look_again)
        leave_when_asked(self)
        if self.plain:
            self.plain.start()
        if self.tour:
            from tinycrm.tui.actions.helping import first_start

            self.call_after_refresh(first_start, self)

    def on_ready(self) -> None:
        # Not before the first picture: looking through all that was just loaded is in vain.
        gc.enable()

    def on_unmount(self) -> None:
        self.writer.close()
        self.lookup.close()
        self.reader.close(break_off=True)
        self.crm.close()

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, self.plain.letters] if self.plain else filters

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable = NewsUpdate(self.painted, renderable)
        super()._display(screen, renderable)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.keys.put(event)
        else:
            await super().on_event(event)

    async def hand_on(self, key: events.Key) -> None:
        await super().on_event(key)

    # Actions

    @property
    def place(self) -> Place | None:
        """The screen below all windows, which knows what is meant."""
        places = [screen for screen in self.screen_stack if isinstance(screen, Place)]
        return places[-1] if places else None

    def here(self) -> Here:
        # While the app is leaving, screens have lost what they would look at.
        place = self.place if self.is_running else None
        return place.here() if place else Here("")

    def subjects(self, action: Action, here: Here) -> list[str]:
        """The records that an action would work on now, none where it finds none."""
        if action.many and here.marked:
            return [ref for ref in here.marked if LETTERS[ref[0]] in action.on]
        return [ref for ref in here.records if LETTERS[ref[0]] in action.on][:1]

    def is_possible(self, action: Action, here: Here) -> bool:
        if action.where and here.place not in action.where:
            return False
        return not action.on or bool(self.subjects(action, here))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "do":
            return True
        name, here = str(parameters[0]), self.here()
        # A key that can do nothing here says why, unless it does something else here.
        return self.is_possible(ACTIONS[name], here) or not any(
            self.is_possible(ACTIONS[rival], here) for rival in self.rivals(name)
        )

    def rivals(self, name: str) -> set[str]:
        """The actions that share a key with this one."""
        sharing = (
            {binding.id for binding in bindings if binding.id}
            for bindings in self._bindings.key_to_bindings.values()
        )
        return set().union(*(names for names in sharing if name in names)) - {name}

    def keys_of_actions(self) -> dict[str, str]:
        """The first key of each action by name, as the configuration has them."""
        return self.first_keys

    def use_keys(self) -> None:
        """Take the keys that the configuration gives, and say what is wrong with them."""
        self.own_keys, problems = keys.configured(config.read_config())
        self.first_keys = keys.first(self.own_keys)
        self.set_keymap(self.own_keys)
        for problem in problems:
            self.notify(escaped(problem), severity="warning", timeout=10)

    async def action_do(self, name: str) -> None:
        """Do what the manifest has under a name, or say why it cannot be done here."""
        action = ACTIONS[name]
        if not self.is_possible(action, self.here()):
            self.toast(f"{action.label} {condition(action)}.")
            return
        module, _, function = action.target.partition(":")
        do = getattr(import_module(f"tinycrm.tui.actions.{module}"), function)
        given = [action.argument] if action.argument else []
        try:
            result = do(self, self.subjects(action, self.here()), *given)
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

    def go(self, place: str) -> None:
        """Show one of the places of the main screen."""
        while not isinstance(self.screen, MainScreen):
            self.pop_screen()
        self.screen.show_place(place)

    def open_record(self, ref: str) -> None:
        """Show the page of a record over what is shown now."""
        from tinycrm.tui.screens.record import RecordScreen

        self.opened = [ref, *(other for other in self.opened if other != ref)][:OPENED]
        self.push_screen(RecordScreen(ref))

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
            result, words = await self.write(lambda crm: acted(crm, act))
        except CrmError as error:
            (failed or self.tell_error)(error)
            return
        self.reload()
        if words:
            self.tell_done(words)
        if then:
            then(result)

    @work(group="write")
    async def replay(self, verb: str, id: int | None = None) -> None:
        """Undo or redo a step, the newest without `id`, whoever made it, and say which it was."""
        try:
            step = await self.write(lambda crm: getattr(crm.history, verb)(id))
        except CrmError as error:
            self.tell_error(error)
            return
        self.reload()
        said = {"undo": "Undid", "redo": "Redid"}[verb]
        back = {"undo": ("redo", "Redo"), "redo": ("undo", "Undo")}[verb]
        self.toast(f"{said}: {step.summary}", *back)

    async def write(self, act: Callable[[Crm], Any]) -> Any:
        """Write to the file in the background; what takes long may be waiting for another program.

        Keys are dealt with meanwhile.
        """
        words = "Still saving: the file is busy."
        slow = self.set_timer(SLOW, lambda: self.notify(words, timeout=30))
        try:
            return await self.writer.run(act)
        finally:
            slow.stop()

    def look_again(self) -> None:
        """Look for changes, but not while any are still being read, nor at the look after that.

        A script that writes all the time has everything read again once a second, no oftener.
        """
        if terminal_is_gone(self):
            leave(self)
            return
        reading = any(worker.group in READING and worker.is_running for worker in self.workers)
        self.rests = reading or (not self.rests and self.look_for_changes())

    def look_for_changes(self) -> bool:
        """Show what a command or another app has changed, or what has become of the file.

        Returns whether anything had to be read again.
        """
        try:
            self.turn_day()
            state = self.watch_file.look()
            if state == "gone":
                self.watch_file.refuse_missing()
            if state == "replaced":
                self.open_anew()
            if state != "same":
                self.reload()
        except DatabaseError as error:
            self.call_later(self.failures.show_unusable, error)
            return False
        return state != "same"

    def turn_day(self) -> None:
        """Let everything that says dates know of a new day: the app stays open over night."""
        today = self.crm.db.today()
        if today == self.day:
            return
        self.day = today
        for screen in self.screen_stack:
            for widget in screen.walk_children():
                if hasattr(widget, "today"):
                    widget.today = today
                    widget.refresh()
        self.reload()

    def open_anew(self) -> None:
        """Open the file that stands in the place of the one that was open."""
        self.watch_file.refuse_missing()
        # The connection to the former file stays open: closing it would remove the log that
        # stands beside the file under that path, which by now belongs to another one.
        self.former.append(self.crm)
        self.crm = self.open_to_read()
        self.watch_file = Watch(self.crm)
        for lane in (self.reader, self.writer, self.lookup):
            lane.open_anew()

    def reload(self) -> None:
        self.watch_file.seen()
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                screen.reload()

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

    def tell_done(self, words: str) -> None:
        """Say what was done, with the way back."""
        self.toast(words[:1].upper() + words[1:], "undo", "Undo")

    def toast(self, words: str, action: str = "", label: str = "") -> None:
        text = escaped(words)
        link = f"  [@click=app.do('{action}')]{label}[/] {self.key_of(action)}" if action else ""
        self.clear_notifications()
        self.notify(f"{text}{link}", timeout=6)

    def key_of(self, action: str) -> str:
        from tinycrm.tui.widgets.bars import key_name

        return escaped(key_name(self.keys_of_actions().get(action, "")))

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


def acted(crm: Crm, act: Callable[[Crm], Any]) -> tuple[Any, str]:
    """What `act` returns, and the words of the step of the history that it made, if any."""
    crm.db.last_words = ""
    return act(crm), crm.db.last_words
