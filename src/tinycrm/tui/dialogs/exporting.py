"""Asks where to write an export, and writes it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tinycrm.errors import CrmError
from tinycrm.interchange.beginning import beginning
from tinycrm.interchange.exporting import Exported, Wanted, export
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.files import exports, paths
from tinycrm.tui.lane import Lane
from tinycrm.tui.widgets.entry import Choices, Line
from tinycrm.tui.widgets.file_beginning import RECORDS, FileBeginning

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.tui.files.exports import Meant

TICK = 0.1


class Stopped(CrmError):
    """Nobody wants the file any more."""


class WriteDialog(Dialog[Exported]):
    """A line for a path, and the writing, which `esc` stops; a subclass gives `work_for`.

    What exists is written over only when `enter` is pressed a second time.
    """

    foot_words = "enter write   esc leave"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, path: Path) -> None:
        super().__init__()
        self.title_words = title
        self.path = path
        self.over = ""
        """The path that exists, of which that was said."""
        self.written = 0
        self.stopped = False
        self.writing = False
        self.clock: Timer | None = None

    def content(self) -> ComposeResult:
        line = Line(paths.tilde(str(self.path)))
        line.enter_help = "Write the file."
        yield line
        yield from self.below()
        yield Static(classes="problem", markup=False)
        yield Static(classes="progress", markup=False)
        yield from self.at_end()

    def below(self) -> ComposeResult:
        """What can be decided besides."""
        yield from ()

    def at_end(self) -> ComposeResult:
        """What is shown of what will be written."""
        yield from ()

    def work_for(self, path: str, *, replace: bool) -> Callable[[Crm], Exported]:
        """What writes to a path; it reports to `progress`."""
        raise NotImplementedError

    def progress(self, records: int) -> None:
        """Called in the thread that writes."""
        if self.stopped:
            raise Stopped("Nothing was written.")
        self.written = records

    @property
    def line(self) -> Line:
        return self.query_one(Line)

    @on(Line.Changed)
    def changed(self) -> None:
        self.complain("")

    async def action_complete(self) -> None:
        """Complete the path as far as it is certain; where nothing is, go to the next line."""
        line = self.line
        text = line.value
        if line.has_focus and text.strip():
            found = await asyncio.to_thread(paths.offered, text)
            line.value = paths.completed(text, found) if os.sep in text else text
            line.cursor_position = len(line.value)
        if line.value == text:
            self.app.action_focus_next()

    @on(Line.Submitted)
    @on(Choices.Submitted)
    def submitted(self) -> None:
        if self.writing:
            return
        path = self.target()
        if not path:
            self.complain("Say where to write it.")
        elif Path(path).is_dir() and self.refuses_folders:
            self.complain(f"{paths.tilde(path)} is a folder. Give the name of a file in it.")
        elif self.asks_first(path):
            self.over = path
            self.complain("There is a file of that name already. enter writes over it.")
        else:
            self.writing = True
            self.write(path, replace=path == self.over)

    refuses_folders = True

    def target(self) -> str:
        """The path in the line; of a folder the proposed name in it."""
        typed = paths.paths_in(self.line.value)
        if not typed:
            return ""
        ends = self.line.value.rstrip().endswith("/")
        return str(Path(typed[0]) / self.path.name) if ends else typed[0]

    def asks_first(self, path: str) -> bool:
        return Path(path).exists() and path != self.over

    @work(group="export")
    async def write(self, path: str, *, replace: bool) -> None:
        """Write on a connection of its own, so that nothing else waits for it."""
        self.written = 0
        self.clock = self.set_interval(TICK, self.tick)
        lane = Lane("export", self.app.open_to_read)
        try:
            done = await lane.run(self.work_for(path, replace=replace))
        except Stopped:
            self.app.toast("Nothing was written.")
            self.dismiss(None)
        except CrmError as error:
            self.complain(error.message if "add --force" in error.remedy else error)
        else:
            self.dismiss(done)
        finally:
            self.writing = False
            self.clock.stop()
            lane.release()

    def tick(self) -> None:
        words = f"{self.written:,} written …" if self.written else "writing …"
        self.query_one(".progress", Static).update(Content(words))

    def action_leave(self) -> None:
        """Stop the writing where it goes on; nothing is left of it."""
        if self.writing:
            self.stopped = True
        else:
            self.dismiss(None)


class ExportDialog(WriteDialog):
    """Where to write some records, and with which columns; the first records are shown."""

    ALL, SHOWN = "all columns", "those that are shown"

    def __init__(self, meant: Meant, form: str, path: Path) -> None:
        super().__init__(f"Export {meant.words} as {exports.FORMS[form].split(',')[0]}", path)
        self.meant = meant
        self.form = form

    def below(self) -> ComposeResult:
        if self.meant.columns and exports.has_columns(self.form):
            yield Choices(self.ALL, (self.ALL, self.SHOWN))

    def at_end(self) -> ComposeResult:
        yield FileBeginning()

    def on_show(self) -> None:
        super().on_show()
        self.read_beginning()

    def on_resize(self) -> None:
        # How much of it can be shown depends on the height of the screen.
        self.query_one(FileBeginning).write_anew()

    def on_unmount(self) -> None:
        self.app.reader.interrupt(self)

    @on(Choices.Changed)
    def columns_chosen(self) -> None:
        self.app.reader.interrupt(self)
        self.read_beginning()

    @work(group="beginning", exclusive=True)
    async def read_beginning(self) -> None:
        """Show how the file will begin; what is wrong is said when it is to be written."""
        asked = self.asked()
        shown = self.query_one(FileBeginning)
        try:
            shown.show(await self.app.reader.run(lambda crm: beginning(crm, asked, RECORDS), self))
        except CrmError:
            shown.show(None)

    def asked(self) -> Wanted:
        """The export as it is decided by now."""
        shown = any(choice.text == self.SHOWN for choice in self.query(Choices))
        return exports.wanted(self.meant, self.form, self.meant.columns if shown else ())

    def work_for(self, path: str, *, replace: bool) -> Callable[[Crm], Exported]:
        asked = self.asked()
        return lambda crm: export(crm, asked, path, replace=replace, progress=self.progress)


class ExportAllDialog(WriteDialog):
    """Into which folder to write everything."""

    refuses_folders = False

    def asks_first(self, path: str) -> bool:
        return False

    def work_for(self, path: str, *, replace: bool) -> Callable[[Crm], Exported]:
        from tinycrm.interchange.whole_writing import export_all

        def write(crm: Crm) -> Exported:
            if self.stopped:
                raise Stopped("Nothing was written.")
            counts = export_all(crm, path)
            return Exported(path, sum(counts.values()), [])

        return write
