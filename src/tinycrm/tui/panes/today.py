"""The first place: what wants doing now, in order, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from tinycrm.domain.text import safe_text
from tinycrm.tui.place import Here
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.store.agenda import AgendaItem
    from tinycrm.tui.app import CrmApp

TONES = {"overdue": "bad", "stale": "bad", "due": "accent"}


class Agenda(VirtualList):
    """What wants doing, one item a line."""

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self.items: list[AgendaItem] = []

    def line_count(self) -> int:
        return len(self.items)

    def cells(self, index: int, width: int) -> list[tuple[str, str, int, bool]]:
        item = self.items[index]
        edge = "▌" if index == self.cursor else " "
        title = max(width - 1 - 14 - 22 - 8, 12)
        return [
            (edge, "accent", 1, False),
            (safe_text(item.words), TONES.get(item.reason, "muted"), 12, False),
            ("  ", "", 2, False),
            (safe_text(item.title), "", title - 2, False),
            ("  ", "", 2, False),
            (safe_text(item.who), "muted", 20, False),
            ("  ", "", 2, False),
            (item.ref, "muted", 6, False),
        ]


class TodayPane(Horizontal):
    """What wants doing now."""

    app: CrmApp

    def compose(self) -> ComposeResult:
        yield Agenda()

    def on_mount(self) -> None:
        self.reload()

    @property
    def agenda(self) -> Agenda:
        return self.query_one(Agenda)

    def here(self) -> Here:
        agenda = self.agenda
        if agenda.cursor < len(agenda.items):
            return Here("today", (agenda.items[agenda.cursor].ref,))
        return Here("today")

    def reload(self) -> None:
        agenda = self.agenda
        agenda.items = self.app.crm.today()
        agenda.border_title = f"To do · {len(agenda.items)}"
        agenda.relist()

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        self.app.open_record(self.here().records[0])
