"""The tasks: overdue, today, upcoming, without a date and done, with the week over them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from tinycrm.errors import CrmError
from tinycrm.store.tasks import names_done
from tinycrm.tui.columns import ALL
from tinycrm.tui.lookup import Superseded
from tinycrm.tui.panes.records import RecordsPane
from tinycrm.tui.widgets.filter_bar import FilterBar
from tinycrm.tui.widgets.record_view import RecordView
from tinycrm.tui.widgets.task_list import TaskList, count_done, count_tasks, grouped_ids
from tinycrm.tui.widgets.virtual_list import VirtualList
from tinycrm.tui.widgets.week_strip import WeekStrip, monday_of, weeks_from

if TYPE_CHECKING:
    from textual.worker import Worker

    from tinycrm.tui.rows import Rows


class TasksPane(RecordsPane):
    """The tasks in groups by the day they are due, or in one list where another order is wanted."""

    def __init__(self, *, id: str) -> None:
        super().__init__("task", id=id)

    def compose(self) -> ComposeResult:
        today = self.app.crm.db.today()
        with Vertical(classes="pane list"):
            yield FilterBar()
            yield WeekStrip(today)
            yield TaskList("task", today)
        yield RecordView(classes="pane detail")

    @property
    def week(self) -> WeekStrip:
        return self.query_one(WeekStrip)

    # Rows

    def reload(self) -> None:
        # What is ticked off leaves its group: the next key is meant for the task that comes then.
        self.ready.clear()
        super().reload()

    def read_rows(self, filter: str, sort: str) -> Worker[None]:
        return super().read_rows(filter, sort) if sort else self.read_groups(filter)

    @work(group="rows", exclusive=True)
    async def read_groups(self, filter: str) -> None:
        try:
            ids = await self.app.lookup.ask(lambda crm: grouped_ids(crm, filter))
        except Superseded:
            return
        except CrmError as error:
            if not await self.went_on(filter):
                self.refuse(error)
            return
        if not ids and await self.went_on(filter):
            return
        self.show_rows(self.rows_of(ids, complete=True), (filter, ""))

    def show_rows(self, rows: Rows, shown: tuple[str, str], *, same_order: bool = False) -> None:
        super().show_rows(rows, shown, same_order=same_order)
        self.read_week(self.week.monday)

    # How many

    def count_of(self, rows: Rows) -> int:
        """As `crm.tasks.count` counts them: without a filter, those that are done do not count."""
        tasks = count_tasks(rows.ids)
        return tasks if self.shown and self.shown[0] else tasks - count_done(rows.ids)

    def filter_of_whole(self) -> str:
        """Where the filter is about tasks that are done, these are among the whole."""
        return ALL["task"] if self.shown and names_done(self.shown[0]) else ""

    # The week

    @work(group="week", exclusive=True)
    async def read_week(self, monday: date) -> None:
        """Count the tasks that are due on the days of a week, of those that are shown."""
        filter = self.shown[0] if self.shown else ""
        sunday = monday + timedelta(days=6)
        try:
            counts = await self.app.reader.run(
                lambda crm: crm.tasks.due_counts(monday, sunday, filter)
            )
        except CrmError:
            return
        self.week.show(monday, counts)

    @on(VirtualList.Moved)
    def week_moved(self, event: VirtualList.Moved) -> None:
        """Show the week of the task under the cursor; this week for those that are late."""
        if event.list is not self.list:
            return
        day, today = self.day_here(), self.week.today
        self.week.day = day
        self.week.refresh()
        monday = monday_of(max(day, today) if day else today)
        if monday != self.week.monday:
            self.read_week(monday)

    def day_here(self) -> date | None:
        """The day on which the task under the cursor is due."""
        due_on = getattr(self.list.record(), "due_on", None)
        return date.fromisoformat(due_on) if due_on else None

    @on(TaskList.WeekAsked)
    def week_asked(self, event: TaskList.WeekAsked) -> None:
        monday = weeks_from(self.week.monday, event.by)
        self.go_to_days(monday, monday + timedelta(days=6))
        self.read_week(monday)

    @on(WeekStrip.DayChosen)
    def day_chosen(self, event: WeekStrip.DayChosen) -> None:
        self.go_to_days(event.day, event.day)
        self.screen.set_focus(self.list)

    def go_to_days(self, first: date, last: date) -> None:
        """Put the cursor on the first task that is due within some days, where there is one."""
        span = f"is:open due:{first}..{last}"
        filter = f"({self.shown[0]}) {span}" if self.shown and self.shown[0] else span
        found = self.app.crm.tasks.ids(filter, sort="due", limit=1)
        rows = self.list.rows
        position = rows.position(found[0]) if found and rows is not None else None
        if position is not None:
            self.list.move_to(position)
