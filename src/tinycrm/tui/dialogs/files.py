"""Asks for a file to import: a path is typed, pasted or chosen from what is in the folder."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.files import paths
from tinycrm.tui.widgets.entry import Line
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.files.paths import Entry

HINT = "a path, or a part of a name; drag a file in here"


def size_words(size: int) -> str:
    """Bytes as people read them: `812 B`, `1.4 MB`."""
    number = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            return f"{number:.0f} {unit}" if number >= 10 or unit == "B" else f"{number:.1f} {unit}"
        number /= 1000
    return ""


def age_words(changed: float, now: float) -> str:
    """How long ago a file was written: `just now`, `5 min`, `3 h`, `12 d`, then the day."""
    seconds = now - changed
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min"
    if seconds < 86_400:
        return f"{int(seconds // 3600)} h"
    if seconds < 60 * 86_400:
        return f"{int(seconds // 86_400)} d"
    return f"{datetime.fromtimestamp(changed):%Y-%m-%d}"


class FileList(VirtualList):
    """Files and folders, with their age and size."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.now = 0.0

    def show(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.now = datetime.now().timestamp()
        self.set_reactive(VirtualList.cursor, 0)
        self.relist()
        self.scroll_to(y=0, animate=False)

    def line_count(self) -> int:
        return len(self.entries)

    def cells(self, index: int, width: int) -> Cells:
        entry = self.entries[index]
        folder = safe_text(paths.tilde(str(Path(entry.path).parent)))
        left = max(width - 24, 10)
        name = left if width < 90 else left // 2
        if entry.is_folder or entry.whole:
            words = f"{safe_text(entry.name)}{os.sep if entry.is_folder else ''}"
            return [self.edge(index), (words, "accent" if entry.whole else "", width - 2, False)]
        return [
            self.edge(index),
            (safe_text(entry.name), "", name, False),
            *([("  ", "", 2, False), (folder, "muted", left - name - 2, False)] * (name < left)),
            (age_words(entry.changed, self.now), "muted", 11, True),
            (size_words(entry.size), "muted", 9, True),
        ]


class FileChoice(Dialog[list[str]]):
    """The paths to import, which is one in nearly all cases."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]
    title_words = "Import a file"
    foot_words = "enter look at it   tab complete   esc leave"

    def content(self) -> ComposeResult:
        line = Line("")
        line.placeholder = HINT
        line.enter_help = "Show what would come of importing it."
        yield line
        yield Static(classes="problem", markup=False)
        yield FileList()

    def on_mount(self) -> None:
        self.read_for: str | None = None
        self.chosen_early = False
        self.list.can_focus = False
        self.set_focus(self.line)
        self.read("")

    @property
    def line(self) -> Line:
        return self.query_one(Line)

    @property
    def list(self) -> FileList:
        return self.query_one(FileList)

    @work(group="files", exclusive=True)
    async def read(self, text: str) -> None:
        """List what the text may become; in a thread, because folders may be far away."""
        entries = await asyncio.to_thread(paths.offered, text)
        self.read_for = text
        self.list.show(entries)
        self.complain("" if entries or text.strip() else "Here are no files that can be imported.")
        if self.chosen_early:
            self.chosen_early = False
            self.choose()

    @on(Line.Changed)
    def changed(self, event: Line.Changed) -> None:
        self.complain("")
        self.read(event.value)

    def action_move(self, by: int) -> None:
        self.list.action_cursor(by)

    def action_page(self, by: int) -> None:
        self.list.action_page(by)

    def action_complete(self) -> None:
        text = paths.completed(self.line.value, self.list.entries)
        if text == self.line.value and self.list.entries:
            entry = self.list.entries[self.list.cursor]
            text = paths.tilde(entry.path) + (os.sep if entry.is_folder else "")
        self.line.value = text
        self.line.cursor_position = len(text)

    @on(Line.Submitted)
    def submitted(self) -> None:
        if self.read_for != self.line.value:
            self.chosen_early = True
        else:
            self.choose()

    @on(VirtualList.Chosen)
    def choose(self) -> None:
        """Take the paths that were typed, else what is under the cursor; go into a folder."""
        text = self.line.value
        typed = paths.paths_in(text)
        given = bool(typed) and all(Path(path).is_file() for path in typed)
        if given and (os.sep in text or "~" in text or not self.list.entries):
            self.dismiss(typed)
        elif self.list.entries:
            entry = self.list.entries[self.list.cursor]
            if entry.is_folder:
                self.line.value = paths.tilde(entry.path) + os.sep
                self.line.cursor_position = len(self.line.value)
            else:
                self.dismiss([entry.path])
        elif given:
            self.dismiss(typed)
        elif text.strip():
            self.complain(f"There is no such file: {typed[0]}")
