"""What comes from the terminal, also where that is not as it should be.

Textual ends the app at a byte that is no UTF-8, and takes what follows an escape character in a
pasted text for keys: it could press any of them. It does so too with the second half of what a slow
line brings in two parts, such as where the mouse is.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

ESCAPE, BEGIN, END = "\x1b", "\x1b[200~", "\x1b[201~"
AT_ONCE = 65536
"""Bytes read at once, so that a large paste comes in few parts."""
PAUSE = 0.1
"""Seconds between two looks at whether the app is leaving, or a lone `esc` was meant."""
LATE = 1.0
"""Seconds for which the rest of a sequence is waited for that was begun, and is no lone `esc`."""


class Sieve:
    """Takes the escape characters out of pastes, which come in parts of any length."""

    def __init__(self) -> None:
        self.pasting = False
        self.begun = ""
        """What came last and may be the beginning of the mark that is waited for."""

    def passed(self, part: str) -> str:
        """What is to be read of the next part."""
        if not self.begun and ESCAPE not in part:
            return part
        return "".join(map(self.one, part))

    def one(self, char: str) -> str:
        mark = END if self.pasting else BEGIN
        # Both begin with the only escape character that they have.
        before, begun = self.begun, self.begun + char if char != ESCAPE else char
        self.begun = begun if mark.startswith(begun) else ""
        if begun == mark:
            self.pasting, self.begun = not self.pasting, ""
            return char if mark == BEGIN else mark
        if not self.pasting:
            return char
        if self.begun:
            return before[1:] if char == ESCAPE else ""
        return f"{before[1:]}{char}"


class Bulk:
    """Takes for pasted what no hand types: text of so many letters at once, and what follows it.

    Not every terminal marks what is pasted. As keys, its lines would press what they please, and
    ten thousand of them take a minute.
    """

    MANY, VARIED = 200, 8
    """Characters at once, and different ones among them: a key that is held down repeats itself."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def takes(self, part: str) -> bool:
        """Whether a part is such a text, or goes on with it; then it is kept."""
        begins = len(part) >= self.MANY and len(set(part)) > self.VARIED
        if ESCAPE in part or not (begins or self.parts):
            return False
        self.parts.append(part)
        return True

    def pasted(self) -> Iterable[Paste]:
        """What was kept, when nothing more of it comes."""
        text = "".join(self.parts).replace("\r\n", "\n").replace("\r", "\n")
        self.parts = []
        return [Paste(text)] if text else []


class Parser(XTermParser):
    """Makes keys and the rest of what was read, also where that comes in pieces."""

    last = ""
    """What came last, from an escape character on."""

    def feed(self, data: str) -> Iterable[Message]:
        if self.last == ESCAPE and self._timeout_time is not None and data[:1] not in ("[", "O"):
            # Whoever types fast: a key with alt comes at once, so these are two.
            self._timeout_time = 0.0
            yield from self.tick()
        _, escape, rest = f"{self.last}{data}".rpartition(ESCAPE)
        # No sequence that anything is made of is longer than this.
        self.last = f"{escape}{rest}"[:32]
        yield from super().feed(data)
        if self._timeout_time is not None and rest[:1] in ("[", "O"):
            self._timeout_time = get_time() + LATE

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        for key in super()._sequence_to_key_events(sequence, alt):
            # Textual says so of letters and digits alone.
            named = not alt or key.key.startswith("alt+")
            yield key if named else Key(f"alt+{key.key}", key.character)


class Output:
    """Takes what is written also when the terminal is gone.

    Textual's thread that writes would end there, and the app wait for it for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self.file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self.file.flush()


class Terminal(LinuxDriver):
    """The terminal, read so that nothing which comes from it ends the app."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._file = cast("Any", Output(cast("TextIO", self._file)))

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop; the system says so of a terminal that is closed, too."""
        if not os.isatty(self.fileno):
            return
        if self._auto_restart and not self._must_signal_resume:
            # It was stopped without being told, and has put nothing away yet.
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def run_input_thread(self) -> None:
        parser, sieve, bulk = Parser(self._debug), Sieve(), Bulk()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(PAUSE):
                    try:
                        part = os.read(self.fileno, AT_ONCE)
                    except OSError:
                        part = b""
                    if not part:
                        # Nobody is there any more; the app finds out, and leaves in order.
                        self.exit_event.wait()
                        return
                    marked = sieve.pasting
                    text = sieve.passed(decode(part))
                    if not marked and bulk.takes(text):
                        continue
                    self.hand_on(bulk.pasted())
                    self.hand_on(parser.feed(text) if text else ())
                else:
                    self.hand_on(bulk.pasted())
                self.hand_on(parser.tick())

    def hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
