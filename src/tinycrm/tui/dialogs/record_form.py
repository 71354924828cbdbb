"""Adds a record, or changes one: all its fields in one window, only what differs is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinycrm.errors import ConflictError, CrmError
from tinycrm.tui.dialogs.form import Form
from tinycrm.tui.dialogs.form_row import FieldRow
from tinycrm.tui.fields.table import FIRST_NOTE, SEVERAL, FieldSpec
from tinycrm.tui.fields.texts import Held, arguments, changed_keys, numbered, read, still_there

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tinycrm.crm import Crm
    from tinycrm.tui.fields.drafts import Draft

TITLES = {
    "contact": "New contact",
    "company": "New company",
    "deal": "New deal",
    "task": "New task",
}


class AddForm(Form):
    """A new record. `given` are texts by field that it begins with."""

    def __init__(
        self,
        noun: str,
        specs: Sequence[FieldSpec],
        given: Mapping[str, Sequence[str]],
        *,
        name: str = "",
    ) -> None:
        initial = dict(INITIAL.get(noun, {}))
        shown: list[FieldSpec] = []
        for spec in specs:
            values = given.get(spec.field, ())
            rows = numbered(spec, len(values) + 1) if spec.field in SEVERAL else [spec]
            initial.update(zip((row.key for row in rows), values, strict=False))
            shown += rows
        if noun in NOTED:
            shown.append(FIRST_NOTE)
        super().__init__(TITLES[noun], noun, shown, initial, name or f"new {noun}")

    def act(self) -> Callable[[Crm], Any]:
        texts = self.texts
        note = texts.pop(FIRST_NOTE.key, "") if self.noun in NOTED else ""

        return lambda crm: crm.add(self.noun, arguments(crm, None, {}, texts), note)


NOTED = ("contact", "company")
"""What can be added with a first note."""
INITIAL = {"task": {"priority": "normal"}}
"""What stands in a new record of a noun before anything is typed."""


class EditForm(Form):
    """The fields of a record as they are, or some of them."""

    def __init__(
        self, held: Held, title: str, *, specs: Sequence[FieldSpec] = (), name: str = ""
    ) -> None:
        shown = specs or held.specs
        initial = {spec.key: held.texts.get(spec.key, "") for spec in shown}
        super().__init__(title, held.noun, shown, initial, name or f"edit {held.ref}")
        self.held = held

    @property
    def version(self) -> int:
        return self.held.version

    def act(self) -> Callable[[Crm], Any]:
        held, initial, texts = self.held, self.initial, self.texts

        def edit(crm: Crm) -> None:
            changed = arguments(crm, held, initial, texts)
            if changed:
                crm.records(held.noun).edit(held.ref, version=held.version, **changed)

        return edit

    def resume(self, draft: Draft) -> None:
        """Go on where a draft was left, from the record as it was then."""
        super().resume(draft)
        if draft.version != self.held.version:
            texts = {**self.held.texts, **draft.base}
            self.held = self.held._replace(version=draft.version, texts=texts)
            self.initial = {**self.initial, **draft.base}

    def goes_on(self, since: set[str]) -> bool:
        """Begin anew from the record as it was just saved, with what was typed since then."""
        try:
            self.rebase(read(self.app.crm, self.held.ref), since)
        except CrmError:
            return False
        return True

    def understand(self, row: FieldRow, *, complain: bool) -> bool:
        if row.spec.field == "contact":
            ref = still_there(self.app.crm, self.held, row.key, row.text)
            if ref:
                row.say(ref)
                return True
        return super().understand(row, complain=complain)

    # Somebody else was quicker

    def refused(self, error: CrmError) -> None:
        if not isinstance(error, ConflictError):
            super().refused(error)
            return
        try:
            now = read(self.app.crm, self.held.ref)
        except CrmError as gone:
            super().refused(gone)
            return
        if now.version == self.held.version:
            super().refused(error)
        elif now.deleted and not self.held.deleted:
            self.rebase(now, set(changed_keys(self.initial, self.texts)))
            self.complain(f"{now.ref} was deleted meanwhile. Save again to write it all the same.")
        else:
            self.meet(now)

    def meet(self, now: Held) -> None:
        """Bring together what was typed here with what somebody else has written meanwhile."""
        texts = self.texts
        mine = set(changed_keys(self.initial, texts))
        disputed = [
            spec
            for spec in self.specs_of_rows()
            if spec.key in mine
            and now.texts.get(spec.key, "") not in (self.initial.get(spec.key, ""), texts[spec.key])
        ]
        if not disputed:
            self.rebase(now, mine)
            self.call_later(self.action_save)
            return
        from tinycrm.tui.dialogs.conflict import Conflict, Disputed

        rows = [
            Disputed(spec.key, spec.label, texts[spec.key], now.texts.get(spec.key, ""))
            for spec in disputed
        ]

        async def decided(theirs: set[str] | None) -> None:
            if theirs is not None:
                self.rebase(now, mine - theirs)
                self.complain("")
                await self.action_save()

        self.complain("Somebody else has changed it meanwhile.")
        self.app.push_screen(Conflict(self.held.ref, rows), decided)

    def specs_of_rows(self) -> list[FieldSpec]:
        return [row.spec for row in self.query(FieldRow)]

    def rebase(self, now: Held, mine: set[str]) -> None:
        """Begin from the record as it is now, and keep what was typed under the keys of `mine`."""
        self.held = now
        whole = len(self.initial) > 1
        keys = list(now.texts) if whole else list(self.initial)
        self.initial = {key: now.texts.get(key, "") for key in keys}
        for key, text in self.initial.items():
            if key not in mine:
                self.put(key, text)
        for row in self.query(FieldRow):
            row.base = self.initial.get(row.key, "")
            if row.key not in self.initial and row.key not in mine:
                row.text = ""
