"""Logs what happened, and what follows from it, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.tui.dialogs.form import Form
from tinycrm.tui.fields.table import LOG, choice
from tinycrm.tui.fields.texts import arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinycrm.crm import Crm

KIND = "call"
"""What is logged unless another kind is chosen."""


class LogForm(Form):
    """What happened with some records; `task` is one that can be ticked off with it."""

    columns_from = 99  # mostly the first three are filled in, from the top down

    def __init__(self, refs: Sequence[str], whom: str, *, task: str = "") -> None:
        specs = [*LOG, *([choice("done", f"{task} done", "no", "yes")] if task else [])]
        if not refs:
            (whom_with,) = (spec for spec in specs if spec.field == "for")
            specs.remove(whom_with)
            specs.insert(0, whom_with._replace(label="With"))
        initial = {"kind": KIND, **({"done": "no"} if task else {})}
        about = " ".join(refs) if len(refs) < 10 else f"{refs[0]} and {len(refs) - 1} more"
        super().__init__(f"Log · {whom}", "activity", specs, initial, f"log {about}")
        self.focus_key = "body" if refs else "for.0"
        self.refs = list(refs)
        self.to_tick_off = task

    def act(self) -> Callable[[Crm], Any]:
        refs, task, texts = self.refs, self.to_tick_off, self.texts
        done = texts.pop("done", "no") == "yes"

        def log(crm: Crm) -> None:
            fields = arguments(crm, None, {}, texts)
            kind, body = fields.pop("kind"), fields.pop("body", "")
            concerned = [*refs, *fields.pop("for", ())]
            if not task or not done:
                crm.activities.log(kind, concerned, body, **fields)
                return
            with crm.operation("") as operation:
                crm.activities.log(kind, concerned, body, **fields)
                words = operation.summary
                crm.tasks.done(task)
                operation.summary = f"{words}; ticked off {task}"

        return log
