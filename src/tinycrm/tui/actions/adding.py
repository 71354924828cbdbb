"""Adding: a person from one line, a task, a record of the kind that a place shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTER_OF, LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.tui.app import CrmApp

NOUNS = {
    "contacts": "contact",
    "companies": "company",
    "deals": "deal",
    "board": "deal",
    "today": "task",
    "tasks": "task",
}
"""What a new record is in each place; on the page of a person or a firm it is a deal."""


def quick_add(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.dialogs.quick_add import QuickAddForm

    app.push_screen(QuickAddForm(), lambda id: added(app, "contact", id))


def added(app: CrmApp, noun: str, id: object) -> None:
    """Put the cursor on a record that was added, where one is shown; else say how to get to it."""
    if not isinstance(id, int):
        return
    ref = f"{LETTER_OF[noun]}{id}"
    app.offer_first(ref)
    place = app.pane or app.place
    seek = getattr(place, "seek", None)
    if seek is not None:
        seek(ref, lambda: tell_where(app, ref))
    elif noun == "contact":
        tell_where(app, ref)
    tell_lookalikes(app, noun, id)


def tell_where(app: CrmApp, ref: str) -> None:
    """Say how to get to a record that was added, and that what one sees does not show it."""
    from tinycrm.store.references import label
    from tinycrm.tui.fields.texts import found

    name = label(app.crm.db, found(ref))[:80]
    words = f"Added {ref} {name}, which is not shown here: {app.key_of('jump')} enter opens it."
    app.toast(words, "undo", "Undo")


def tell_lookalikes(app: CrmApp, noun: str, id: int) -> None:
    """Say who may be the same person or firm as one that was just added."""
    if noun not in ("contact", "company"):
        return
    records = app.crm.contacts if noun == "contact" else app.crm.companies
    words = [
        f"{records.letter}{other.id} {other.name} has the same {other.same}."
        f" If they are one: mark both, then {app.key_of('merge')}."
        for other in records.lookalikes(id)
    ]
    if words:
        app.warn(" ".join(words))


def task(app: CrmApp, subjects: list[str]) -> None:
    """A new task for what is marked or under the cursor, if anything is."""
    from tinycrm.tui.dialogs.record_form import AddForm
    from tinycrm.tui.fields.table import required_specs

    here = app.here()
    refs = parties(app, here.marked or here.records[:1])
    given = {"for": names_of(app, refs)}
    name = f"task {' '.join(refs)[:200]}"
    form = AddForm("task", required_specs(app.crm, "task"), given, name=name)
    app.push_screen(form, lambda id: task_added(app, id))


def task_added(app: CrmApp, id: object) -> None:
    """Show a new task where tasks are shown; where others are, the cursor stays on them."""
    if app.here().place in ("tasks", "today"):
        added(app, "task", id)


def new(app: CrmApp, subjects: list[str]) -> None:
    """A new record of the noun of the place; with whom or what is under the cursor on a page."""
    here = app.here()
    if here.place in ("activity", "timeline"):
        from tinycrm.tui.actions.logging import log

        log(app, [])
        return
    from tinycrm.tui.dialogs.record_form import AddForm
    from tinycrm.tui.fields.table import required_specs

    noun = NOUNS.get(here.place, "contact")
    given: dict[str, Sequence[str]] = {field: [value] for field, value in here.begun}
    if here.place == "record" and here.records:
        noun, given = beside(app, here.records[-1])
    form = AddForm(noun, required_specs(app.crm, noun), given)
    app.push_screen(form, lambda id: added(app, noun, id))


def beside(app: CrmApp, ref: str) -> tuple[str, dict[str, Sequence[str]]]:
    """What is new on the page of a record: a deal of a person or a firm, else a task."""
    noun, names = LETTERS[ref[0]], names_of(app, [ref])
    if noun == "contact":
        return "deal", {"contact": names}
    if noun == "company":
        return "deal", {"company": names}
    return "task", {"for": names_of(app, parties(app, [ref]))}


def parties(app: CrmApp, subjects: Sequence[str]) -> list[str]:
    """The people, firms and deals among the subjects, and those that tasks and notes concern."""
    from tinycrm.store import links
    from tinycrm.tui.fields.texts import found

    refs: list[str] = []
    for each in map(found, subjects):
        if each.noun in links.TARGETS:
            refs.append(each.ref)
        else:
            refs += [other.ref for other in links.of(app.crm.db, each.noun, each.id)]
    return list(dict.fromkeys(refs))


def names_of(app: CrmApp, refs: Sequence[str]) -> list[str]:
    """References as they stand in a form: the names where they name nobody else."""
    from tinycrm.errors import CrmError
    from tinycrm.store import links
    from tinycrm.store.references import resolve_any
    from tinycrm.tui.fields.texts import found

    names = []
    for each in map(found, refs):
        name = links.name(app.crm.db, each)
        try:
            clear = resolve_any(app.crm.db, name, links.TARGETS) == each
        except CrmError:
            clear = False
        names.append(name if clear else each.ref)
    return names
