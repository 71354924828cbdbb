"""Taking records out of the lists, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.store.references import LETTERS, plural
from tinycrm.tui.rows import records_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.store.records import Records
    from tinycrm.tui.app import CrmApp


def archive(app: CrmApp, subjects: list[str]) -> None:
    """Take records out of the lists."""
    app.change(
        lambda crm: each(crm, subjects, "archived", lambda records, ref: records.archive(ref))
    )


def delete(app: CrmApp, subjects: list[str]) -> None:
    """Put records into the trash."""
    app.change(lambda crm: each(crm, subjects, "deleted", lambda records, ref: records.delete(ref)))


def restore(app: CrmApp, subjects: list[str]) -> None:
    """Bring back those of the records that are archived or in the trash."""
    away = [ref for ref in subjects if is_away(app.crm, ref)]
    if not away:
        app.toast("Nothing to bring back here. Archived records are found by is:archived.")
        return
    app.change(
        lambda crm: each(crm, away, "brought back", lambda records, ref: records.restore(ref))
    )


def each(crm: Crm, refs: list[str], verb: str, act: Callable[[Records[Any], str], object]) -> None:
    """Do the same with each of some records, in one step of the history."""
    with crm.operation(summary(verb, refs)):
        for ref in refs:
            act(records_of(crm, LETTERS[ref[0]]), ref)


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
