"""Hands a text over to the person's own editor while the app steps aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

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
    failure: CrmError | None = None
    with app.suspend():
        # An exception would leave the app suspended.
        try:
            text = edited(text)
        except CrmError as error:
            failure = error
        except KeyboardInterrupt:
            app.exit()
    if failure is not None:
        raise failure
    return text
