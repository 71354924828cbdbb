"""Everything about one record, as lines of which those that name a record can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.errors import CrmError
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


class RecordView(VirtualList):
    """The page of a record."""

    app: CrmApp

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.ref = ""
        self.lines: list[Line] = []

    def show(self, ref: str) -> None:
        """Show the page of a record; nothing for "". The line chosen stays where it is."""
        self.lines = []
        if ref:
            try:
                self.lines = page_lines(self.app.crm.page(ref))
            except CrmError as error:
                self.lines = [Line(((error.message, "muted", 80, False),))]
        if ref != self.ref:
            self.ref = ref
            self.cursor = 0
            self.scroll_to(y=0, animate=False)
        self.relist()

    def line_count(self) -> int:
        return len(self.lines)

    def cells(self, index: int, width: int) -> list[tuple[str, str, int, bool]]:
        return list(self.lines[index].cells)

    def choosable(self, index: int) -> bool:
        return bool(self.lines[index].ref)


class Line(NamedTuple):
    """A line of a page, and the record that it names."""

    cells: tuple[tuple[str, str, int, bool], ...]
    ref: str = ""


def page_lines(page: object) -> list[Line]:
    return []
