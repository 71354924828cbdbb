"""The first place: what wants doing now, in order, with the reason; the month; what happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.tui.keys import key_name
from tinycrm.tui.place import Here
from tinycrm.tui.widgets.agenda import Agenda, Hint
from tinycrm.tui.widgets.figures import Figures
from tinycrm.tui.widgets.lately import SHOWN, Lately
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.reports.month import MonthFigures
    from tinycrm.store.agenda import AgendaItem
    from tinycrm.store.timeline import TimelineEntry
    from tinycrm.store.timeline_makers import Maker
    from tinycrm.tui.app import CrmApp

Parts = list[tuple[str, str]]
MUTED = "$text-muted"
MOST = 100
"""Items read; more than that nobody does in a day."""
BESIDE = 90
"""From how many columns the month stands beside what wants doing."""
BELOW = 27
"""From how many rows it stands below, where it cannot stand beside it."""
STEPS = {
    "quick-add": "add a person: Jane Doe <jane@acme.com> @Acme #lead",
    "import": "import your contacts from a file",
    "task": "write down a first task",
}
DOING = {
    "overdue": (("done", "ticks it off"), ("snooze", "puts it off")),
    "due": (("done", "ticks it off"), ("snooze", "puts it off")),
    "stale": (("log", "notes what you said"), ("task", "plans the next step")),
    "cadence": (("log", "notes what you said"),),
    "birthday": (("log", "notes your wishes"),),
}
"""Which actions do something about an item of each reason, and what they do."""


class Foot(Static):
    """What the line under the cursor is, as far as there is room for it."""

    class Resized(Message):
        """There is room for something else."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class TodayPane(Container):
    """What wants doing now, the figures of the month, and what happened lately."""

    app: CrmApp

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane todo"):
            yield Agenda()
            yield Foot(classes="foot", markup=False)
        with Vertical(classes="aside"):
            yield Figures(classes="pane")
            yield Lately(self.app.crm.db.today(), classes="pane")

    def on_mount(self) -> None:
        self.query_one(Lately).border_title = "Lately"
        self.reload()

    @property
    def agenda(self) -> Agenda:
        return self.query_one(Agenda)

    def on_resize(self, event: events.Resize) -> None:
        beside = event.size.width >= BESIDE
        self.set_class(beside, "beside")
        self.set_class(not beside and event.size.height >= BELOW, "below")
        self.show_month()

    # What is meant

    def here(self) -> Here:
        if not self.is_mounted:
            return Here("today")
        lately, agenda = self.query_one(Lately), self.agenda
        if lately.has_focus:
            return Here("today", (lately.entry.ref,) if lately.entry else ())
        if agenda.item:
            return Here("today", (agenda.item.ref, *self.linked(agenda.item.ref)))
        return Here("today", (agenda.hint.ref,) if agenda.hint and agenda.hint.ref else ())

    def linked(self, ref: str) -> list[str]:
        """Whom and what a task is about: what is logged from its line belongs there."""
        if ref.startswith("T"):
            found = self.app.crm.tasks.by_ids([int(ref[1:])])
            return (found[0].links or "").split(", ") if found and found[0].links else []
        return []

    def seek(self, ref: str, missing: Callable[[], None]) -> None:
        """Put the cursor on a record that was just added, where it wants doing today."""
        refs = [item.ref for item in self.agenda.items]
        if ref in refs:
            self.agenda.move_to(refs.index(ref))
        else:
            missing()

    # What is shown

    def reload(self) -> None:
        crm = self.app.crm
        items = crm.today(MOST)
        count = f"{len(items)} and more" if len(items) == MOST else str(len(items))
        self.query_one(".todo").border_title = f"To do · {count}" if items else "Today"
        self.agenda.show(items, [] if items else hints(crm, self.app.action_keys.first))
        self.show_foot()
        # Not at once: what wants doing is painted first.
        self.call_after_refresh(self.read_aside)

    @work(group="aside", exclusive=True)
    async def read_aside(self) -> None:
        figures, entries, found = await self.app.reader.run(aside)
        self.query_one(Figures).show(figures, self.app.crm.db.today())
        self.show_month()
        self.query_one(Lately).show(entries, found)

    def show_month(self) -> None:
        """Say the figures of the month in the frame where they have no pane."""
        seen = self.has_class("beside") or self.has_class("below")
        self.query_one(".todo").border_subtitle = "" if seen else self.query_one(Figures).short

    @on(Foot.Resized)
    def show_foot(self) -> None:
        """Say what the line under the cursor is, and which key does something about it."""
        item = self.agenda.item
        foot = self.query_one(".foot", Static)
        rows = max(foot.size.height, 1)
        keys = self.app.action_keys.first
        parts = item_parts(item, keys, foot.size.width, rows) if item else []
        foot.update(Content.assemble(*parts))

    @on(VirtualList.Moved)
    def moved(self, event: VirtualList.Moved) -> None:
        if event.list is self.agenda:
            self.show_foot()

    @on(VirtualList.Chosen)
    async def chosen(self) -> None:
        hint = self.agenda.hint if self.agenda.has_focus else None
        if hint and hint.action:
            await self.app.action_do(hint.action)
            return
        records = self.here().records
        if records:
            self.app.open_record(records[0])


def aside(crm: Crm) -> tuple[list[MonthFigures], list[TimelineEntry], list[Maker]]:
    from tinycrm.reports.month import month
    from tinycrm.store.timeline_makers import makers

    entries = crm.recent(SHOWN)
    return month(crm.db), entries, makers(crm.db, entries)


def item_parts(item: AgendaItem, keys: dict[str, str], width: int, rows: int) -> Parts:
    """What an item is, and what can be done about it, on one line or two."""
    on = date.fromisoformat(item.on)
    says = item.words
    if item.reason in ("overdue", "due"):
        says = f"due {on:%a} {on.day} {on:%b}, {item.words}"
    urgent = ", high priority" if item.priority == "high" else ""
    parts: Parts = [(f" {item.ref}  ", MUTED), (safe_text(f"{says}{urgent}"), "")]
    about = [(safe_text(f" · {item.who}"), "")] if item.who and item.reason != "stale" else []
    doing = doing_parts(item, keys)
    if rows > 1 and length(parts + about + doing) > width:
        return parts + about + [("\n", "")] + doing[1:]
    ways: tuple[Parts, ...] = (about + doing, doing, doing[:4], [])
    return parts + next(way for way in ways if not way or length(parts + way) <= width)


def doing_parts(item: AgendaItem, keys: dict[str, str]) -> Parts:
    parts: Parts = []
    for name, words in DOING[item.reason]:
        parts += [("   ", ""), (" ", ""), (key_name(keys[name]), "bold $accent")]
        parts.append((f" {words}", MUTED))
    return parts


def length(parts: Parts) -> int:
    return sum(len(text) for text, _ in parts)


def hints(crm: Crm, keys: dict[str, str]) -> list[Hint]:
    """The first steps in an empty file; else that nothing wants doing, and what comes next."""
    if is_empty(crm):
        return first_steps(keys)
    coming = crm.tasks.find("is:open due:>today", sort="due", limit=5)
    lines = [Hint(""), Hint(" Nothing wants doing today. Well done.", tone="title"), Hint("")]
    if coming:
        lines.append(Hint(" Next comes", tone="muted"))
        for task in coming:
            about = (task.title, task.contacts, task.companies, task.deals)
            words = " · ".join(part for part in about if part)
            lines.append(Hint(words, day_words(task.due_on or ""), ref=task.ref))
    else:
        lines.append(Hint(" Nothing is planned either.", tone="muted"))
        lines.append(Hint("add a task", key_name(keys["task"]), action="task"))
    return lines


def is_empty(crm: Crm) -> bool:
    """Whether nothing at all has been written down yet."""
    return not any(
        noun.ids(limit=1) for noun in (crm.contacts, crm.companies, crm.deals, crm.tasks)
    )


def first_steps(keys: dict[str, str]) -> list[Hint]:
    lines = [
        Hint(""),
        Hint(" Nobody is here yet. Begin with one of these:", tone="title"),
        Hint(""),
    ]
    lines += [Hint(words, f" {key_name(keys[name])}", action=name) for name, words in STEPS.items()]
    lines += [
        Hint(""),
        Hint(" Then this list says each day whom to call, and why.", tone="muted"),
        Hint(f" Deals have their place under {key_name(keys['deals'])}.", tone="muted"),
    ]
    return lines


def day_words(day: str) -> str:
    on = date.fromisoformat(day)
    return f" {on:%a} {on.day} {on:%b}"
