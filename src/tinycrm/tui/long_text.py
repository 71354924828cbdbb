"""Hands a text over to the person's own editor while the app steps aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from tinycrm.errors import CrmError, UsageError

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def written(app: CrmApp, text: str) -> str | None:
    """The text as it was left in the editor; None where it is as it was, or was not to be had.

    What stands in the way is told.
    """
    try:
        after = in_editor(app, text)
    except CrmError as error:
        app.tell_error(error)
        return None
    if after == text:
        app.toast("The text is as it was.")
        return None
    return after


def in_editor(app: App[Any], text: str) -> str:
    from tinycrm.editor import edited

    driver = app._driver
    if driver is None or not driver.can_suspend:
        raise UsageError(
            "There is no terminal to open an editor in.", "Write the text in the form instead."
        )
    try:
        with app.suspend():
            return edited(text)
    except SuspendNotSupported:
        raise UsageError(
            "This terminal cannot be handed over to an editor.",
            "Write the text in the form instead.",
        ) from None
    except KeyboardInterrupt:
        raise CrmError("The editor was interrupted; nothing was changed.") from None
