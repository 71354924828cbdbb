"""Sets one field, of one record or of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Static

from tinycrm.tui.dialogs.form import Form
from tinycrm.tui.fields.texts import arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinycrm.crm import Crm
    from tinycrm.tui.fields.table import FieldSpec


class FillForm(Form):
    """One field of many records, set in one step of the history."""

    foot_words = "[@click=screen.save]enter set[/]   [@click=screen.leave]esc leave[/]"

    def __init__(self, noun: str, refs: Sequence[str], spec: FieldSpec) -> None:
        title = f"{spec.label} of {len(refs)} records" if len(refs) > 1 else spec.label
        super().__init__(title, noun, [spec._replace(required=False)], {}, f"set {noun} {spec.key}")
        self.refs = list(refs)
        self.spec = spec

    def below(self) -> ComposeResult:
        more = f" and {len(self.refs) - 5} more" if len(self.refs) > 5 else ""
        words = f"Of {', '.join(self.refs[:5])}{more}. An empty line empties the field."
        yield Static(words, classes="remark", markup=False)

    def act(self) -> Callable[[Crm], Any]:
        refs, spec, noun, texts = self.refs, self.spec, self.noun, self.texts
        text = " ".join(texts[spec.key].split())

        def fill(crm: Crm) -> None:
            fields = arguments(crm, None, {spec.key: "\0"}, texts)
            said = f"to {text[:40]}" if text else "to nothing"
            with crm.operation(f"set {spec.label.lower()} of {len(refs)} records {said}"):
                for ref in refs:
                    crm.records(noun).edit(ref, **fields)

        return fill
