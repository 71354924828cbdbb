"""A form: fields that are written all at once, with a draft of what was not written yet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.fields_window import FieldsWindow
from tinycrm.tui.dialogs.form_drafts import FormDraft
from tinycrm.tui.dialogs.form_row import FieldRow
from tinycrm.tui.fields.checks import error_words
from tinycrm.tui.fields.texts import changed_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.worker import Worker

    from tinycrm.crm import Crm
    from tinycrm.tui.fields.drafts import Draft
    from tinycrm.tui.fields.table import FieldSpec

PATIENCE = 0.4
"""Seconds for which keys wait for a change to be written, so that they go where one then is."""
SAVING = "Saving …"
GOES_ON = "Saved; what you typed since then is not saved yet."
REST = (
    "What you typed while it was being saved is kept as a draft: open the same form again, and"
    " ctrl+r takes it up."
)
SAVED = object()
"""What a form answers with when it has written something without a result."""


class Form(FieldsWindow):
    """Fields that are saved together; `name` says of which form and record a draft is.

    A subclass gives `act`, which writes all of it as one step of the history.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Save from any field, and leave.", show=False),
        Binding(
            "ctrl+r",
            "restore",
            "Draft",
            tooltip="Take up what was typed and not saved the last time.",
            show=False,
        ),
        Binding(
            "escape",
            "leave",
            "Leave",
            tooltip="Leave; what was changed is asked about.",
            show=False,
        ),
        Binding("ctrl+q", "quit", "Quit", show=False),
    ]
    foot_words = (
        "[@click=screen.save]enter or ^s save[/]   [@click=screen.leave]esc leave[/]"
        "   [@click=screen.editor]^o editor[/]"
    )

    def __init__(
        self,
        title: str,
        noun: str,
        specs: Sequence[FieldSpec],
        initial: Mapping[str, str],
        name: str,
    ) -> None:
        super().__init__(title, noun, specs, initial)
        self.draft = FormDraft(self, name)
        self.writing: Worker[None] | None = None
        self.answer: Any = None
        self.sent: dict[str, str] = {}
        """The texts that were given to be written last."""

    @property
    def version(self) -> int:
        """The version of the record from which the form began; 0 for a new one."""
        return 0

    @property
    def is_changed(self) -> bool:
        return bool(changed_keys(self.initial, self.texts))

    def act(self) -> Callable[[Crm], Any]:
        """What writes the texts as they are now, to be done elsewhere."""
        raise NotImplementedError

    # Saving

    async def action_save(self) -> None:
        """Write the form, and leave it when that is done; keys that follow wait a little."""
        if self.is_writing:
            return
        self.offers.close()
        problems = self.problems()
        if problems:
            self.set_focus(problems[0].entry)
            return
        done = asyncio.Event()

        def saved(result: Any) -> None:
            self.standing_words = ""
            self.saved(result)
            done.set()

        def refused(error: CrmError) -> None:
            self.standing_words = ""
            self.refused(error)
            done.set()

        self.sent = self.texts
        self.writing = self.app.change(self.act(), then=saved, failed=refused)
        try:
            async with asyncio.timeout(PATIENCE):
                await done.wait()
        except TimeoutError:
            self.standing_words = SAVING
            self.complain(SAVING)

    @property
    def is_writing(self) -> bool:
        return self.writing is not None and not self.writing.is_finished

    def saved(self, result: Any) -> None:
        """Leave the form, unless something was typed into it while it was being saved."""
        since = set(changed_keys(self.sent, self.texts))
        if since and self.goes_on(since):
            self.standing_words = GOES_ON
            self.complain(GOES_ON)
            self.app.clear_notifications()  # they would lie over that
            self.draft.soon()
            return
        if since:
            self.draft.keep_rest(since)
            self.app.warn(REST)
        else:
            self.draft.drop()
        self.leave(SAVED if result is None else result)

    def goes_on(self, since: set[str]) -> bool:
        """Whether what was typed under these keys can be saved as well, in the same form."""
        return False

    def refused(self, error: CrmError) -> None:
        """Say why it could not be written, at the field where there is one; all stays as it is."""
        field = getattr(error, "field", "")
        row = next((row for row in self.query(FieldRow) if row.spec.field == field), None)
        if row is not None:
            row.say(problem=error_words(error))
            self.set_focus(row.entry)
            self.complain("")
        else:
            self.complain(error_words(error))

    def leave(self, result: Any) -> None:
        """Close the window with a result, as soon as nothing stands over it."""
        self.answer = result
        self.on_screen_resume()

    def on_screen_resume(self) -> None:
        if self.answer is not None and self.is_current:
            self.dismiss(self.answer)

    @on(FieldRow.Submitted)
    async def row_submitted(self) -> None:
        if not self.offers.take():
            await self.action_save()

    # Leaving

    def action_leave(self) -> None:
        if self.offers.display:
            self.offers.close()
        elif self.is_writing:
            return
        elif self.is_changed:
            from tinycrm.tui.dialogs.leave import Leave

            self.app.push_screen(Leave(), self.decided)
        else:
            self.dismiss(None)

    async def decided(self, answer: str | None) -> None:
        if answer == "save":
            await self.action_save()
        elif answer == "discard":
            self.draft.drop()
            self.dismiss(None)

    async def action_quit(self) -> None:
        self.draft.keep()
        await self.app.action_quit()

    # The draft

    def on_mount(self) -> None:
        self.draft.look()

    @on(FieldRow.Changed)
    def text_changed(self) -> None:
        self.draft.soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "restore" or self.draft.held is not None

    def action_restore(self) -> None:
        self.draft.take_up()

    def resume(self, draft: Draft) -> None:
        """Go on where a draft was left."""
        for key in changed_keys(draft.base, draft.texts):
            self.put(key, draft.texts[key])
