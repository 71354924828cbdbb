"""Changing records: in a form, one field in place, long texts, a field of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from tinycrm.store.references import LETTERS

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.errors import CrmError
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.fields.cells import Spot
    from tinycrm.tui.fields.table import FieldSpec
    from tinycrm.tui.fields.texts import Held
    from tinycrm.tui.widgets.record_list import RecordList

LAST: WeakKeyDictionary[RecordList, str] = WeakKeyDictionary()
"""The key of the cell that was changed last in each list."""


def edit(app: CrmApp, subjects: list[str]) -> None:
    """Change a record in a form with all its fields."""
    from tinycrm.tui.dialogs.record_form import EditForm
    from tinycrm.tui.fields.texts import read

    held = read(app.crm, subjects[0])
    app.push_screen(EditForm(held, title_of(app, held)))


def title_of(app: CrmApp, held: Held) -> str:
    from tinycrm.store.references import label
    from tinycrm.tui.fields.texts import found

    return f"{held.ref} · {label(app.crm.db, found(held.ref))[:80]}"


def field(app: CrmApp, subjects: list[str]) -> None:
    """Change one field: a cell of the list in its place, or elsewhere one that is chosen."""
    from tinycrm.tui.widgets.record_list import RecordList

    records = app.screen.focused
    if isinstance(records, RecordList) and not app.here().marked:
        cell(app, records, subjects[0], LAST.get(records, ""))
    else:
        choose_field(app, subjects[0])


def cell(app: CrmApp, records: RecordList, ref: str, key: str, by: int = 0) -> None:
    """Change a cell of the line under the cursor, and after that the one `by` cells further."""
    from tinycrm.tui.dialogs.cell_form import CellForm
    from tinycrm.tui.fields.cells import spots
    from tinycrm.tui.fields.texts import read

    held = read(app.crm, ref)
    shown = spots(records, held)
    if not shown:
        choose_field(app, ref)
        return
    keys = [spot.key for spot in shown]
    at = (keys.index(key) + by) % len(keys) if key in keys else 0
    spot = shown[at]
    spec = next(spec for spec in held.specs if spec.key == spot.key)
    LAST[records] = spot.key

    def go_on(step: object) -> None:
        if isinstance(step, int):
            cell(app, records, ref, spot.key, step)

    def where() -> Spot | None:
        return next((other for other in spots(records, held) if other.key == spot.key), None)

    app.push_screen(CellForm(held, spec, where), go_on)


def choose_field(app: CrmApp, ref: str) -> None:
    """Choose a field of a record, and change it in a line of its own."""
    from tinycrm.tui.dialogs.choose import Choose
    from tinycrm.tui.fields.texts import read

    held = read(app.crm, ref)
    by_key = {spec.key: spec for spec in held.specs}
    width = max(len(spec.label) for spec in held.specs) + 2
    options = {
        key: f"{spec.label:<{width}}{' '.join(held.texts[key][:200].split()) or '–'}"
        for key, spec in by_key.items()
    }

    def chosen(key: str | None) -> None:
        if key is not None:
            change_field(app, held, by_key[key])

    app.push_screen(Choose(f"Which field of {held.ref}", options), chosen)


def change_field(
    app: CrmApp, held: Held, spec: FieldSpec, typed: str | None = None, error: Any = None
) -> None:
    """Change one field; with an `error`, `typed` is what could not be written."""
    from tinycrm.tui.dialogs.record_form import EditForm

    title, name = title_of(app, held), f"edit {held.ref} {spec.key}"
    form = EditForm(held, title, specs=[spec], name=name)
    if typed is not None:
        form.typed = {spec.key: typed}
    app.push_screen(form)
    if error is not None:
        form.call_after_refresh(form.refused, error)


def long_text(app: CrmApp, subjects: list[str]) -> None:
    """Write the longest text of a record in $EDITOR; an unchanged one is left alone."""
    from tinycrm.tui.fields.table import LONG_TEXT
    from tinycrm.tui.fields.texts import read
    from tinycrm.tui.long_text import written

    held = read(app.crm, subjects[0])
    spec = next(spec for spec in held.specs if spec.field == LONG_TEXT[held.noun])
    text = written(app, held.texts[spec.key])
    if text is None:
        return

    def lost(error: CrmError) -> None:
        # What was written is not thrown away: it is in a form that says why.
        change_field(app, held, spec, text, error)

    def act(crm: Crm) -> None:
        crm.records(held.noun).edit(held.ref, version=held.version, **{spec.field: text})

    app.change(act, failed=lost)


def fill(app: CrmApp, subjects: list[str]) -> None:
    """Set one field of all marked records, or of the one under the cursor, in one step."""
    from tinycrm.tui.dialogs.choose import Choose
    from tinycrm.tui.dialogs.field_form import FillForm
    from tinycrm.tui.fields.table import SEVERAL, specs

    noun = LETTERS[subjects[0][0]]
    refs = [ref for ref in subjects if LETTERS[ref[0]] == noun]
    by_key = {
        spec.key: spec
        for spec in specs(app.crm, noun)
        if spec.field not in SEVERAL and spec.field not in ("name", "title")
    }

    def chosen(key: str | None) -> None:
        if key is not None:
            app.push_screen(FillForm(noun, refs, by_key[key]))

    count = f"{len(refs)} records" if len(refs) > 1 else refs[0]
    options = {key: spec.label for key, spec in by_key.items()}
    app.push_screen(Choose(f"Set which field of {count}", options), chosen)
