"""Taking records out of the lists, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTERS
from tinycrm.tui.actions.together import by_noun, each

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp


def archive(app: CrmApp, subjects: list[str]) -> None:
    """Take records out of the lists."""
    change_each(app, subjects, "archive", "archived")


def delete(app: CrmApp, subjects: list[str]) -> None:
    """Put records into the trash."""
    change_each(app, subjects, "delete", "deleted")


def restore(app: CrmApp, subjects: list[str]) -> None:
    """Bring back those of the records that are archived or in the trash."""
    away = [
        record.ref
        for noun, ids in by_noun(subjects).items()
        for record in app.crm.records(noun).by_ids(ids)
        if record.archived_at or record.deleted_at
    ]
    if away:
        change_each(app, away, "restore", "brought back")
    else:
        app.toast("Nothing to bring back here. Archived records are found by is:archived.")


def change_each(app: CrmApp, refs: list[str], operation: str, verb: str) -> None:
    """Do an operation of the library that records of all kinds have."""

    def act(crm: Crm) -> None:
        each(
            crm,
            refs,
            f"{verb} #",
            lambda ref: getattr(crm.records(LETTERS[ref[0]]), operation)(ref),
        )

    app.change(act)
