"""Logging what happened with the records that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import InvalidError

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def log(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.store import links
    from tinycrm.store.references import LETTERS
    from tinycrm.tui.actions.adding import parties
    from tinycrm.tui.dialogs.log import LogForm
    from tinycrm.tui.fields.texts import found

    refs = parties(app, subjects)
    if subjects and not refs:
        raise InvalidError(
            f"{subjects[0]} concerns nobody.",
            f"Say with whom first: {app.key_of('edit')}, and then For.",
        )
    whom = links.named(app.crm.db, [found(ref) for ref in refs]) if refs else "nobody in particular"
    task = subjects[0] if len(subjects) == 1 and LETTERS[subjects[0][0]] == "task" else ""
    if task and app.crm.tasks.get(task).done_at:
        task = ""
    app.push_screen(LogForm(refs, whom, task=task))
