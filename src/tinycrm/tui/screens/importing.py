"""An import before it is done: what the files are, what their columns become, what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError, DatabaseError
from tinycrm.interchange.formats import NeedsDates
from tinycrm.interchange.importing import Options
from tinycrm.interchange.previewing import columns_alone, import_as_one, preview
from tinycrm.interchange.questions import Questions
from tinycrm.interchange.sources import Choices
from tinycrm.tui.files.import_lines import Asked
from tinycrm.tui.lane import Lane
from tinycrm.tui.place import Here
from tinycrm.tui.screens import import_facts
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.screens.import_trial import Run, Stopped
from tinycrm.tui.widgets.import_lists import ColumnList, FactList
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.interchange.placing import Question
    from tinycrm.interchange.previewing import ColumnLook, FileLook, Imported, Preview
    from tinycrm.interchange.questions import Raised

TICK = 0.1
"""Seconds between two looks at how far the reading is."""


class ImportScreen(FullScreen):
    """Files that are to be imported.

    They are tried whenever something was decided otherwise, on a connection of their own; what
    they are is shown as soon as it is known, and what would come of them when all was read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "outwards", "Stop or leave", show=False),
        Binding("tab,shift+tab", "other_list", show=False),
    ]

    def __init__(self, paths: list[str]) -> None:
        super().__init__()
        self.facts = FactList()
        self.columns = ColumnList()
        self.paths = paths
        self.asked = Asked()
        self.mapping: dict[str, str] = {}
        self.answers: dict[Question, str] = {}
        self.raised: list[Raised] = []
        """The questions whether rows are records that are there, which nobody has answered yet."""
        self.files: list[FileLook] = []
        self.tables: list[str] = []
        """What an archive or a folder holds."""
        self.bare: list[ColumnLook] = []
        """The columns of a table of which nothing tells what it holds."""
        self.found: Preview | None = None
        """What trying them has shown; None until it is known."""
        self.imported: Imported | None = None
        self.problem: CrmError | None = None
        self.run: Run | None = None
        """The reading that is going on."""
        self.writing = False

    def content(self) -> ComposeResult:
        with Container(classes="import"):
            yield self.facts
            yield self.columns

    def on_mount(self) -> None:
        # What is tried is written, and looks for many records: this needs room in memory.
        self.lane = Lane("import", self.app.open_file)
        self.set_interval(TICK, self.tick)
        self.set_focus(self.facts)
        self.try_it()

    def on_unmount(self) -> None:
        if self.run is not None and not self.writing:
            self.run.stop()
        self.lane.release()

    def here(self) -> Here:
        return Here("import" if self.imported is None else "report")

    def reload(self) -> None:
        """What somebody else changed meanwhile counts when it is imported."""

    # Trying

    @property
    def choices(self) -> Choices:
        asked = self.asked
        return Choices(
            encoding=asked.encoding,
            delimiter=asked.delimiter,
            noun=asked.noun,
            mapping=dict(self.mapping),
            dates=asked.dates,
            sheet=asked.sheet,
        )

    @property
    def options(self) -> Options:
        asking = Questions(self.answers)
        return Options(
            self.asked.match, keep_going=True, ask=asking.ask, save_mapping=self.asked.name
        )

    @work(group="trial", exclusive=True)
    async def try_it(self) -> None:
        """Find out what would come of the import, as it is wanted now."""
        if self.run is not None:
            self.run.stop()
        run = self.run = Run()
        self.found = self.problem = None
        self.raised = []
        self.show()
        asking = Questions(self.answers)
        options = run.options(self.options)._replace(ask=asking.ask)
        paths, choices = self.paths, self.choices
        try:
            self.found = await self.lane.run(
                lambda crm: preview(crm, paths, choices, options, run.looked)
            )
            self.files = self.found.files
            self.raised = [*asking.raised.values()]
        except Stopped:
            return
        except CrmError as error:
            if not self.files and len(paths) == 1:
                self.bare = await self.lane.run(lambda crm: columns_alone(paths[0], choices))
            self.problem = error
        if self.run is run:
            self.run = None
            self.show()
            if isinstance(self.problem, NeedsDates):
                self.ask_dates()
            elif self.raised and self.app.screen is self:
                self.ask_matches()

    def tick(self) -> None:
        """Show how far the reading is, and what the files are as soon as that is known."""
        run = self.run
        if run is None:
            return
        if run.files is not None and run.files is not self.files:
            self.files = run.files
            self.show()
        elif self.found is None and run.reports:
            self.facts.show(import_facts.lines(self))
        self.show_title()

    # Showing

    def show(self) -> None:
        if len(self.files) > 1 and len(self.paths) == 1:
            self.tables = [file.table for file in self.files]
        self.facts.show(import_facts.lines(self))
        shown, columns = import_facts.columns(self), self.columns
        columns.show(shown)
        count = sum(not isinstance(line, str) for line in shown)
        columns.border_title = Content(f"Columns · {count}")
        columns.border_subtitle = "" if len(self.files) > 1 or self.imported else "enter change"
        columns.display = bool(count) and self.imported is None
        self.show_title()

    def show_title(self) -> None:
        name = Path(self.paths[0]).name or self.paths[0]
        more = f" and {len(self.paths) - 1} more" * (len(self.paths) > 1)
        verb = "Imported" if self.imported else "Import"
        busy = ""
        if self.run is not None:
            verb = "Importing" if self.writing else verb
            rows = f" · {self.run.rows:,} rows" if self.run.rows else ""
            busy = f"{rows}{self.share()}" if self.writing else f" · reading{rows} …"
        self.facts.border_title = Content(safe_text(f"{verb} {name}{more}{busy}"))
        self.facts.border_subtitle = "enter change" if self.is_changeable else ""
        self.keys.leaving = "stop" if self.writing else "back"
        self.keys.look()

    def share(self) -> str:
        """How much of the rows is imported, where it is known how many there are."""
        reports = self.found.reports if self.found else []
        total = sum(sum(report.counts.get(report.noun, {}).values()) for report in reports)
        rows = self.run.rows if self.run else 0
        return f" · {min(rows * 100 // total, 99)} %" if total > rows else " …"

    # Changing

    @property
    def is_changeable(self) -> bool:
        return self.imported is None and not self.writing

    @on(VirtualList.Chosen)
    def chosen(self, event: VirtualList.Chosen) -> None:
        from tinycrm.tui.screens import import_choices

        if self.is_changeable:
            import_choices.change(self, event.list)
        elif isinstance(event.list, FactList) and event.list.fact:
            import_choices.read(self, event.list.fact)

    def ask_dates(self) -> None:
        from tinycrm.tui.screens import import_choices

        import_choices.ask_dates(self)

    def ask_matches(self) -> None:
        from tinycrm.tui.screens import import_choices

        import_choices.ask_matches(self)

    def decide(self, **decided: str) -> None:
        """Take what a person said, and look what would come of it."""
        if decided:
            self.asked = self.asked._replace(**decided)
        if "noun" in decided or "sheet" in decided:
            self.mapping = {}
        self.try_it()

    # Doing it

    def start(self) -> None:
        """Import the files as one step of the history."""
        if self.imported is not None:
            self.app.toast("It is imported already.")
            return
        if self.writing:
            return
        if self.problem is not None:
            if isinstance(self.problem, DatabaseError):
                # It may have been mended by now: room on the disk, or the end of a lock.
                self.try_it()
                return
            raise self.problem
        if not self.files:
            self.app.toast("The file is still being looked at.")
            return
        if self.raised:
            self.ask_matches()
            return
        if self.asked.match == "ask" and self.found is None:
            self.app.toast("What is to be asked is known when all rows are read.")
            return
        if self.run is not None:
            self.run.stop()
        run = self.run = Run()
        self.writing = True
        self.show()
        paths, choices, options = self.paths, self.choices, run.options(self.options)
        self.app.change(
            lambda crm: import_as_one(crm, paths, choices, options),
            then=self.done,
            failed=self.failed,
        )

    def done(self, imported: Imported) -> None:
        self.run, self.writing = None, False
        self.imported = imported
        if self.is_attached:
            self.show()

    def failed(self, error: CrmError) -> None:
        self.run, self.writing = None, False
        if isinstance(error, Stopped):
            self.app.toast(error.message)
        else:
            self.app.tell_error(error)
        if self.is_attached and self.found is None:
            self.try_it()
        elif self.is_attached:
            self.show()

    def action_outwards(self) -> None:
        """Stop an import that is going on, else leave."""
        if self.writing and self.run is not None:
            self.run.stop()
        else:
            self.app.action_outwards()

    def action_other_list(self) -> None:
        other = self.columns if self.facts.has_focus and self.columns.display else self.facts
        self.set_focus(other)
