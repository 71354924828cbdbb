"""A place with the list of one noun, and an overview of everything that stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.panes.records import RecordsPane
from tinycrm.tui.remembered import recall, remember_later
from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from textual.widget import Widget

    from tinycrm.store.saved_views import SavedView


class OverviewPane(RecordsPane):
    """The overview or the list is shown, as it was left the last time.

    A subclass composes the overview, of the class `.overview`, beside the list.
    """

    def __init__(self, noun: str, *, id: str) -> None:
        super().__init__(noun, id=id)
        self.held = recall(self.app.crm.db.path)
        self.set_class(self.held.get(id) != "list", "-overview")

    @property
    def overview(self) -> Widget:
        """What stands in the place of the list."""
        raise NotImplementedError

    def load_overview(self) -> None:
        """Show in the overview what is in the file now."""
        raise NotImplementedError

    @property
    def shows_overview(self) -> bool:
        return self.has_class("-overview")

    @property
    def focus_target(self) -> Widget:
        """What gets the focus when the place is gone to."""
        return self.overview if self.shows_overview else self.list

    @property
    def is_shown(self) -> bool:
        """Whether this is the place that is shown, if under windows."""
        return isinstance(self.screen, MainScreen) and self.screen.pane is self

    # Overview or list

    def show_overview(self, shown: bool) -> None:
        """Show the overview, or the list in its place."""
        self.set_class(shown, "-overview")
        if self.shown is None and not shown:
            self.ready.clear()  # the overview was shown, the list never
        self.reload()
        self.post_message(self.ViewChanged())
        if self.is_shown:
            self.screen.set_focus(self.focus_target)

    def show_list(self) -> None:
        if self.shows_overview:
            self.show_overview(False)

    def toggle_overview(self) -> None:
        """Change between overview and list, also for the next time."""
        self.show_overview(not self.shows_overview)
        how = "overview" if self.shows_overview else "list"
        remember_later(self.app, **{self.id or "": how})

    @property
    def view_shown(self) -> SavedView | None:
        return None if self.shows_overview else self.view

    def show_view(self, view: SavedView) -> None:
        """Show the records of a saved view, which is a list."""
        self.show_list()
        super().show_view(view)

    def action_outwards(self) -> None:
        if self.shows_overview:
            # The filter of the list is not what is to be left.
            self.app.action_outwards()
        else:
            super().action_outwards()

    # Rows

    def reload(self) -> None:
        if self.shows_overview:
            self.load_overview()
        else:
            super().reload()

    def load(self) -> None:
        if self.shows_overview:
            self.load_overview()
        else:
            super().load()
