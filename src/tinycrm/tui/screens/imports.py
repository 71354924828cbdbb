"""Where records came from: the files that were imported, what came of each, and the way back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.store.imports import Imported, imported
from tinycrm.tui.changes import replay
from tinycrm.tui.panes.history import Differences, when
from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

LISTED = 500
COUNTS = (("New", "created"), ("Filled", "updated"), ("Bad", "rejected"))


class ImportList(VirtualList):
    """Files that were imported, the newest first."""

    app: CrmApp
    header_lines = 1

    def __init__(self, today: date) -> None:
        super().__init__(classes="pane list")
        self.today = today
        self.files: list[Imported] = []

    @property
    def file(self) -> Imported | None:
        return self.files[self.cursor] if self.cursor < len(self.files) else None

    def line_count(self) -> int:
        return max(len(self.files), 1)

    def choosable(self, index: int) -> bool:
        return index < len(self.files)

    def header(self, width: int) -> Cells:
        if not self.files:
            return []
        left = max(width - 42, 10)
        cells: Cells = [("", "", 2, False), ("When", "", 11, False), ("File", "", left, False)]
        cells += [(label, "", 7, True) for label, _ in COUNTS]
        return cells

    def cells(self, index: int, width: int) -> Cells:
        if not self.files:
            key = self.app.key_of("import")
            return [(f"  No file was imported yet: {key} imports one.", "muted", width, False)]
        file = self.files[index]
        left = max(width - 42, 10)
        undone = file.undone_by is not None
        cells: Cells = [
            self.edge(index),
            (when(file.at, self.today), "muted", 11, False),
            (safe_text(file.file), "muted" if undone else "", left, False),
        ]
        cells += [(f"{getattr(file, name):,}", "", 7, True) for _, name in COUNTS]
        return [*cells, ("  undone" if undone else "", "accent", 8, False)]


class ImportsScreen(FullScreen):
    """The imported files, and what the one under the cursor changed."""

    def __init__(self) -> None:
        super().__init__()
        self.files = ImportList(self.app.crm.db.today())
        self.changes = Differences()

    def content(self) -> ComposeResult:
        with Container(classes="imports"):
            yield self.files
            yield self.changes

    def on_mount(self) -> None:
        self.set_focus(self.files)
        self.changes.border_title = "What it changed"
        self.reload()

    def here(self) -> Here:
        view = self.changes
        if view.has_focus and view.differences:
            ref = view.differences[view.cursor].ref
            return Here("imports", (ref,) if ref else ())
        return Here("imports")

    @work(group="imports", exclusive=True)
    async def reload(self) -> None:
        found = await self.app.reader.run(lambda crm: imported(crm.db, LISTED))
        files = self.files
        under = files.file
        files.files = found
        steps = [(file.step, file.file) for file in found]
        if under is not None and (under.step, under.file) in steps:
            files.cursor = steps.index((under.step, under.file))
        files.border_title = Content(f"Imports · {len(found):,}")
        self.changes.display = bool(found)
        files.border_subtitle = "enter what it changed" if found else ""
        files.relist()

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is self.files:
            self.show_differences()

    @work(group="differences", exclusive=True)
    async def show_differences(self) -> None:
        file, view = self.files.file, self.changes
        found = []
        if file is not None:
            step = file.step
            found = await self.app.reader.run(lambda crm: crm.history.differences(step))
        view.differences = found
        view.relist()

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        if event.list is self.files:
            self.set_focus(self.changes)
        elif self.here().records:
            self.app.open_record(self.here().records[0])

    def reverse(self) -> None:
        file = self.files.file
        if file is None:
            self.app.toast("No file was imported yet.")
            return
        replay(self.app, "undo" if file.undone_by is None else "redo", file.step)
