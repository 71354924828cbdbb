"""Writes to the file beside the keys; undoes and redoes what was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.errors import CrmError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp

SLOW = 1.5
"""Seconds after which it is said that a change is still being saved."""


async def written(app: CrmApp, act: Callable[[Crm], Any]) -> tuple[Any, str]:
    """What `act` returns, and the words of the step of the history that it made, if any."""

    def work(crm: Crm) -> tuple[Any, str]:
        crm.db.last_words = ""
        return act(crm), crm.db.last_words

    # What takes long may be waiting for another program; keys are dealt with meanwhile.
    words = "Still saving: the file is busy."
    slow = app.set_timer(SLOW, lambda: app.notify(words, timeout=30))
    try:
        return await app.writer.run(work)
    finally:
        slow.stop()


def replay(app: CrmApp, verb: str, step: int | None = None) -> None:
    """Undo or redo a step, the newest without one, whoever made it, and say which it was."""
    app.run_worker(replayed(app, verb, step), group="write")


async def replayed(app: CrmApp, verb: str, id: int | None) -> None:
    try:
        step, _ = await written(app, lambda crm: getattr(crm.history, verb)(id))
    except CrmError as error:
        app.tell_error(in_keys(app, error))
        return
    app.reload()
    said = {"undo": "Undid", "redo": "Redid"}[verb]
    back = {"undo": ("redo", "Redo"), "redo": ("undo", "Undo")}[verb]
    app.toast(f"{said}: {step.summary}", *back)


def in_keys(app: CrmApp, error: CrmError) -> CrmError:
    """The error of an undo or redo, with keys in its remedy in the place of commands."""
    steps = app.key_of("history")
    on_it = f"{app.key_of('reverse')} on it in the history ({steps})"
    remedy = re.sub(r"crm (undo|redo) --step \w+", on_it, error.remedy)
    return type(error)(error.message, remedy.replace("crm history", steps))
