"""A window with the fields of one noun, checked and completed while they are filled in."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.dialogs.form_offers import Offers
from tinycrm.tui.dialogs.form_row import FieldRow, Rows
from tinycrm.tui.fields.checks import error_words, understood
from tinycrm.tui.fields.table import SEVERAL, FieldSpec
from tinycrm.tui.keys import key_name
from tinycrm.tui.screens.full_screen import BREAKPOINTS, LOW, take_size
from tinycrm.tui.widgets.entry import Line, TextBox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.widget import AwaitMount

WHEN_LEFT = ("contact", "for")
"""Fields that are understood when they are left: in a large file, that takes longer than a key."""


class FieldsWindow(Dialog[Any]):
    """Fields under a title; `initial` are the texts that they begin with, by key."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOW
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "next", "Next", tooltip="Take what is offered; go to the next field.", show=False
        ),
        Binding("down", "down", "Offers", tooltip="Go through what is offered.", show=False),
        Binding("up", "up", "Up", tooltip="Go to the field before.", show=False),
        Binding("ctrl+o", "editor", "Write it in your editor", show=False),
    ]
    focus_key = ""
    """The key of the field to begin with; the first one where there is none."""
    columns_from = 10
    """Fields from which on they stand in two columns where there is room."""
    standing_words = ""
    """What is said at the foot as long as nothing is wrong."""
    typed: Mapping[str, str] = MappingProxyType({})
    """Texts that stand in the fields from the start as if they had been typed."""

    def __init__(
        self, title: str, noun: str, specs: Sequence[FieldSpec], initial: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.title_words = title
        self.noun = noun
        self.specs = list(specs)
        self.initial = dict(initial)

    # What it is made of

    def compose(self) -> ComposeResult:
        take_size(self)
        large = " large" if len(self.specs) >= self.columns_from else ""
        with Vertical(classes="window form" + large) as window:
            window.border_title = Content(safe_text(self.title_words)).markup
            window.border_subtitle = self.foot_words + self.help_words()
            yield Static(classes="notice", markup=False)
            with Vertical(classes="fields"), Rows(classes="rows"):
                for spec in self.specs:
                    yield self.row_for(spec)
            yield from self.below()
            yield Static(classes="problem", markup=False)
        yield Offers()

    def help_words(self) -> str:
        """The key that shows all others, where there is one that types nothing."""
        key = self.app.action_keys.while_typing("help")
        return f"   [@click=screen.help]{key_name(key)} keys[/]" if key else ""

    def below(self) -> ComposeResult:
        """What stands under the fields."""
        yield from ()

    def row_for(self, spec: FieldSpec) -> FieldRow:
        text = self.initial.get(spec.key, "")
        return FieldRow(spec, self.typed.get(spec.key, text), text)

    def on_mount(self) -> None:
        first = self.rows.get(self.focus_key) or next(iter(self.rows.values()))
        self.set_focus(first.entry)
        for row in self.rows.values():
            if row.text:
                self.understand(row, complain=False)
        # Where a field stands is known when all is laid out, and changes with the size.
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self.offers.stay())

    @property
    def rows(self) -> dict[str, FieldRow]:
        return {row.key: row for row in self.query(FieldRow)}

    @property
    def texts(self) -> dict[str, str]:
        return {row.key: row.text for row in self.query(FieldRow)}

    @property
    def offers(self) -> Offers:
        return self.query_one(Offers)

    @property
    def row_here(self) -> FieldRow | None:
        return next((row for row in self.query(FieldRow) if row.entry.has_focus), None)

    # Checking

    def understand(self, row: FieldRow, *, complain: bool) -> bool:
        """Say what the library makes of a field; whether it takes it."""
        try:
            note = understood(self.app.crm, self.noun, row.spec, row.text, self.texts)
        except CrmError as error:
            row.say(problem=error_words(error) if complain else "")
            return False
        row.say(note)
        return True

    @on(FieldRow.Changed)
    async def row_changed(self, event: FieldRow.Changed) -> None:
        row = event.row
        if row.spec.field in WHEN_LEFT and not event.taken:
            row.say()
        elif row.spec.note or row.problem:
            self.understand(row, complain=False)
        if row.entry.has_focus and not event.taken:
            self.offers.open_for(row)
        self.complain(self.standing_words)
        await self.make_room(row)

    async def make_room(self, row: FieldRow) -> None:
        """Give a field of which there can be several another empty line when its last is used."""
        spec = row.spec
        if spec.field not in SEVERAL or not row.text:
            return
        key = f"{spec.field}.{spec.at + 1}"
        if key not in self.rows:
            label = f"{spec.label.rstrip('0123456789 ')} {spec.at + 2}"
            # A tab that is typed ahead leads to it.
            await self.put_row(spec._replace(at=spec.at + 1, label=label), after=row)

    def put_row(self, spec: FieldSpec, after: FieldRow, text: str = "") -> AwaitMount:
        row = FieldRow(spec, text, self.initial.get(spec.key, ""))
        return self.query_one(Rows).mount(row, after=after)

    @on(FieldRow.Left)
    def row_left(self, event: FieldRow.Left) -> None:
        self.offers.close()
        row = event.row
        if row.text != row.base or row.problem:
            self.understand(row, complain=True)

    def problems(self) -> list[FieldRow]:
        """The fields that cannot be saved as they are, each with its problem said."""
        return [
            row
            for row in self.query(FieldRow)
            if self.must_hold(row) and not self.understand(row, complain=True)
        ]

    def must_hold(self, row: FieldRow) -> bool:
        """Whether a field is checked: an old value that nobody touched may be as it is."""
        return row.text != row.base or (row.spec.required and not row.text.strip())

    def put(self, key: str, text: str) -> None:
        """Put a text under a key, for which there may be no line yet."""
        row = self.rows.get(key)
        if row is not None:
            row.text = text
            return
        field, _, at = key.partition(".")
        last = [row for row in self.query(FieldRow) if row.spec.field == field]
        if last and at.isdecimal():
            self.put_row(last[-1].spec._replace(at=int(at)), after=last[-1], text=text)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Hand on a letter that was typed before the first field had the focus."""
        if event.is_printable and isinstance(self.focused, (Line, TextBox)):
            self.focused.post_message(events.Key(event.key, event.character))
            event.stop()

    def action_down(self) -> None:
        if self.offers.display:
            self.offers.action_cursor_down()
        elif self.row_here is None or not self.offers.open_for(self.row_here, asked=True):
            self.focus_next()

    def action_up(self) -> None:
        if self.offers.display:
            self.offers.action_cursor_up()
        else:
            self.focus_previous()

    def action_next(self) -> None:
        self.offers.take()
        self.focus_next()

    def action_editor(self) -> None:
        """Write the text of a field in the person's own editor."""
        from tinycrm.tui.long_text import written

        row = self.row_here
        if row is None:
            return
        text = written(self.app, row.text)
        if text is not None:
            row.text = text if row.spec.kind == "text" else " ".join(text.split())
