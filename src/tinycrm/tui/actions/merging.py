"""Making one record of two, and going through those that may be there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.dialogs.merge import MergeAnswer


def merge(app: CrmApp, subjects: list[str]) -> None:
    """Merge two marked records, or the one under the cursor with one that is asked for."""
    nouns = {LETTERS[ref[0]] for ref in subjects}
    if len(subjects) > 2 or len(nouns) > 1:
        app.toast("Merge works on two records of a kind. Mark two of them, or none.")
        return
    (noun,) = nouns
    if len(subjects) == 2:
        ask_how(app, noun, *in_order(app, noun, subjects))
        return
    from tinycrm.tui.dialogs.other_one import OtherOne

    ref = subjects[0]
    name = app.crm.records(noun).by_ids([int(ref[1:])])[0].name

    def answered(answer: tuple[str, str] | None) -> None:
        if answer and answer[0]:
            ask_how(app, noun, *in_order(app, noun, [ref, answer[0]]))

    app.push_screen(OtherOne(noun, ref, name), answered)


def in_order(app: CrmApp, noun: str, refs: list[str]) -> tuple[str, str]:
    """The record to keep, and then the other: with more activities, else the older one."""
    from tinycrm.store.duplicates import survivor

    kept = survivor(app.crm.db, noun, [int(ref[1:]) for ref in refs])
    keep, other = sorted(refs, key=lambda ref: int(ref[1:]) != kept)
    return keep, other


def ask_how(
    app: CrmApp,
    noun: str,
    keep: str,
    other: str,
    reasons: str = "",
    then: Callable[[], None] = lambda: None,
) -> None:
    """Show two records side by side, and merge them as is chosen there."""
    from tinycrm.store.merge import merge as merge_records
    from tinycrm.tui.dialogs.merge import MergeDialog

    def answered(answer: MergeAnswer | None) -> None:
        if answer is None:
            return
        keep, other, choices = answer
        app.change(
            lambda crm: merge_records(crm.db, noun, keep, other, choices=choices),
            then=lambda _: merged(app, then),
        )

    app.push_screen(MergeDialog(noun, keep, other, reasons), answered)


def merged(app: CrmApp, then: Callable[[], None]) -> None:
    """Take the marks off: one of the two is no more."""
    from tinycrm.tui.panes.records import pane_here

    pane = pane_here(app)
    if pane:
        pane.list.marks.clear()
        pane.list.marks_changed()
    then()


def tell_apart(app: CrmApp, a: str, b: str) -> None:
    """Remember that two records are not one."""
    from tinycrm.store.duplicates import dismiss

    app.change(lambda crm: dismiss(crm.db, a, b))


def duplicates(app: CrmApp, subjects: list[str]) -> None:
    """Show the pairs that may be one: of firms where firms are listed, else of people."""
    from tinycrm.tui.panes.records import pane_here
    from tinycrm.tui.screens.duplicates import DuplicatesScreen

    pane = pane_here(app)
    app.push_screen(DuplicatesScreen("company" if pane and pane.noun == "company" else "contact"))
