"""Taking records out of the lists, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTERS, plural
from tinycrm.tui.rows import records_of

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp


def archive(app: CrmApp, subjects: list[str]) -> None:
    """Archive records, in one step of the history."""

    def act(crm: Crm) -> None:
        with crm.operation(summary("archived", subjects)):
            for ref in subjects:
                records_of(crm, LETTERS[ref[0]]).archive(ref)

    app.change(act)


def delete(app: CrmApp, subjects: list[str]) -> None:
    """Put records into the trash, in one step of the history."""

    def act(crm: Crm) -> None:
        with crm.operation(summary("deleted", subjects)):
            for ref in subjects:
                records_of(crm, LETTERS[ref[0]]).delete(ref)

    app.change(act)


def restore(app: CrmApp, subjects: list[str]) -> None:
    """Bring back those of the records that are archived or in the trash."""
    away = [ref for ref in subjects if is_away(app.crm, ref)]
    if not away:
        app.toast("Nothing to bring back here. Archived records are found by is:archived.")
        return

    def act(crm: Crm) -> None:
        with crm.operation(summary("brought back", away)):
            for ref in away:
                records_of(crm, LETTERS[ref[0]]).restore(ref)

    app.change(act)


def is_away(crm: Crm, ref: str) -> bool:
    (record,) = records_of(crm, LETTERS[ref[0]]).by_ids([int(ref[1:])]) or (None,)
    return bool(record and (record.archived_at or record.deleted_at))


def summary(verb: str, subjects: list[str]) -> str:
    """The words of the step; those of the record itself where it is one alone."""
    if len(subjects) == 1:
        return ""
    nouns = {LETTERS[ref[0]] for ref in subjects}
    words = plural(nouns.pop()) if len(nouns) == 1 else "records"
    return f"{verb} {len(subjects):,} {words}"
