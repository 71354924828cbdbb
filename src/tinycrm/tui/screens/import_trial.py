"""Tries an import or does it, in a thread that can be told to stop and asked how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import CrmError

if TYPE_CHECKING:
    from tinycrm.interchange.importing import Options
    from tinycrm.interchange.previewing import FileLook
    from tinycrm.interchange.report import Report


class Stopped(CrmError):
    """Nobody wants the import any more, so that nothing of it is written."""

    def __init__(self) -> None:
        super().__init__("The import was stopped; nothing of it was written.")


class Run:
    """One reading of the files. Its thread writes what the screen reads, and the other way."""

    def __init__(self) -> None:
        self.rows = 0
        self.files: list[FileLook] | None = None
        self.reports: list[Report] = []
        """What became of the rows that were read so far; their counts go on growing."""
        self.stopped = False
        self.done_rows = 0
        """Rows of the files that were read to their ends."""
        self.name = ""

    def stop(self) -> None:
        self.stopped = True

    def progress(self, name: str, rows: int) -> None:
        if self.stopped:
            raise Stopped
        if name != self.name:
            self.name, self.done_rows = name, self.rows
        self.rows = self.done_rows + rows

    def begun(self, report: Report) -> None:
        if any(report.name == other.name for other in self.reports):
            # The reading begins again: somebody else wanted to write.
            self.reports, self.rows, self.done_rows, self.name = [], 0, 0, ""
        self.reports.append(report)

    def looked(self, files: list[FileLook]) -> None:
        if self.stopped:
            raise Stopped
        self.files = files

    def options(self, options: Options) -> Options:
        return options._replace(progress=self.progress, begun=self.begun)
