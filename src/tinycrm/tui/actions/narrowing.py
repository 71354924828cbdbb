"""Narrowing what happened to one kind of event, and a list to the records that a page names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


@runtime_checkable
class Narrowed(Protocol):
    """A place whose events can be narrowed down to one kind."""

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds, and what they are called."""

    def narrow(self, kind: str) -> None:
        """Show events of one kind alone, all of them for ""."""


def choose_kind(app: CrmApp, subjects: list[str]) -> None:
    """Ask which events to show."""
    from tinycrm.tui.dialogs.choose import Choose
    from tinycrm.tui.widgets.record_view import view_here

    target: Narrowed | None = app.pane if isinstance(app.pane, Narrowed) else view_here(app)
    if target is None or not target.kinds:
        app.toast("A timeline is on the page of a record: enter opens it.")
        return

    def chosen(answer: str | None) -> None:
        if answer is not None:
            target.narrow("" if answer == "all" else answer)

    options = {kind or "all": words for kind, words in target.kinds.items()}
    app.push_screen(Choose("Show", options), chosen)


def list_all(app: CrmApp, place: str, filter: str) -> None:
    """Show the records that a filter selects in their list."""
    app.run_worker(show_list(app, place, filter), group="place", exclusive=True)


async def show_list(app: CrmApp, place: str, filter: str) -> None:
    from tinycrm.tui.actions.places import main_screen
    from tinycrm.tui.panes.records import RecordsPane

    main = main_screen(app)
    if main is None:
        return
    await main.switch_to(place)
    pane = main.pane
    if not isinstance(pane, RecordsPane):
        return
    pane.show_list()
    pane.bar.open()
    pane.set_filter(filter)
    main.set_focus(pane.list)
