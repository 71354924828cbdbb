"""Putting tags on records and taking them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTERS, plural
from tinycrm.tui.actions.together import by_noun, counted

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp

Change = tuple[list[str], list[str]]
"""The tags to put on, and those to take off."""


def tag(app: CrmApp, subjects: list[str]) -> None:
    """Ask for the tags of records, and write what differs in one step."""
    from tinycrm.tui.dialogs.tags import TagsDialog

    carried = dict.fromkeys(app.crm.tags.names(), 0)
    for noun, ids in by_noun(subjects).items():
        for name, count in app.crm.tags.carried(noun, ids).items():
            carried[name] += count
    what = subjects[0] if len(subjects) == 1 else f"{len(subjects):,} records"
    kinds = {plural(noun) for noun in by_noun(subjects)}

    def chosen(change: Change | None) -> None:
        if change and any(change):
            app.change(lambda crm: write(crm, subjects, *change))

    app.push_screen(TagsDialog(f"Tags of {what}", carried, len(subjects), kinds), chosen)


def write(crm: Crm, subjects: list[str], on: list[str], off: list[str]) -> None:
    """Tag the records and take tags off them, in one step of the history."""
    with crm.operation(summary(subjects, on, off)):
        for ref in subjects:
            records = crm.records(LETTERS[ref[0]])
            if on:
                records.tag(ref, *on)
            if off:
                records.untag(ref, *off)


def summary(subjects: list[str], on: list[str], off: list[str]) -> str:
    """What the step did, in words; those of the record itself where it is one and one thing."""
    if len(subjects) == 1 and not (on and off):
        return ""
    what = subjects[0] if len(subjects) == 1 else counted(subjects, len(subjects))
    parts = [
        f"tagged {what} with {', '.join(on)}" if on else "",
        f"took {', '.join(off)} off {'it' if on else what}" if off else "",
    ]
    return " and ".join(filter(None, parts))
