"""Ticking tasks off, putting them off, and saying how urgent they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.actions.together import each

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp

NEXT_PRIORITY = {"normal": "high", "high": "low", "low": "normal"}


def toggle_done(app: CrmApp, subjects: list[str]) -> None:
    """Tick tasks off; where all of them are done, open them again."""
    tasks = app.crm.tasks.by_ids([int(ref[1:]) for ref in subjects])
    open_tasks = [task.ref for task in tasks if not task.done_at]

    def act(crm: Crm) -> None:
        if open_tasks:
            each(crm, open_tasks, "ticked off #", crm.tasks.done)
        else:
            each(crm, subjects, "reopened #", crm.tasks.reopen)

    app.change(act)


def snooze(app: CrmApp, subjects: list[str]) -> None:
    """Ask until when tasks are put off, and do so."""
    from tinycrm.tui.dialogs.snooze import Snooze

    def answered(until: str | None) -> None:
        if until:
            app.change(lambda crm: put_off(crm, subjects, until))

    title = app.crm.tasks.get(subjects[0]).title if len(subjects) == 1 else ""
    app.push_screen(Snooze(title or f"{len(subjects)} tasks", app.crm.db.local_now()), answered)


def put_off(crm: Crm, refs: list[str], until: str) -> None:
    each(crm, refs, f"put off # to {until}", lambda ref: crm.tasks.snooze(ref, until))


def change_priority(app: CrmApp, subjects: list[str]) -> None:
    """Give tasks the priority that comes after that of the first one."""
    wanted = NEXT_PRIORITY[app.crm.tasks.get(subjects[0]).priority]

    def act(crm: Crm) -> None:
        words = f"gave # {wanted} priority"
        each(crm, subjects, words, lambda ref: crm.tasks.edit(ref, priority=wanted))

    app.change(act)
