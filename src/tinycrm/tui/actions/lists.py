"""What is done with a list as a whole: filtering, sorting, choosing columns, marking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.columns import DEFAULT_SORT, name_of, offered
from tinycrm.tui.panes.records import pane_here

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

USUAL = "as usual"


def open_filter(app: CrmApp, subjects: list[str]) -> None:
    pane = pane_here(app)
    if pane:
        pane.open_filter()


def toggle_overview(app: CrmApp, subjects: list[str]) -> None:
    """Show the list in the place of the board or the timeline, or those again."""
    from tinycrm.tui.panes.overview import OverviewPane

    pane = pane_here(app)
    if isinstance(pane, OverviewPane):
        pane.toggle_overview()


def sort(app: CrmApp, subjects: list[str]) -> None:
    """Ask by which column, and sort by it."""
    from tinycrm.tui.dialogs.choose import Choose

    pane = pane_here(app)
    if pane is None:
        return
    fields = app.crm.fields.all(pane.noun)
    columns = {column.key: column for column in offered(pane.noun, fields) if column.sort}
    now = pane.sort or DEFAULT_SORT[pane.noun]
    shown = {
        key: name_of(column)
        + ("  ▴" if now == column.sort else "  ▾" if now == f"-{column.sort}" else "")
        for key, column in columns.items()
    }

    if pane.sort:
        shown = {USUAL: "As usual", **shown}

    def sorted_by(key: str | None) -> None:
        if key is not None:
            pane.show_list()
        if key == USUAL:
            pane.sort_as_usual()
        elif key is not None:
            pane.sort_by(columns[key])

    app.push_screen(Choose("Sort by", shown), sorted_by)


def choose_columns(app: CrmApp, subjects: list[str]) -> None:
    """Ask which columns to show, and remember them in the file."""
    from tinycrm.tui.dialogs.columns import ColumnsDialog

    pane = pane_here(app)
    if pane is None:
        return
    noun = pane.noun
    shown = [column.key for column in pane.list.columns]
    dialog = ColumnsDialog(offered(noun, app.crm.fields.all(noun)), shown, noun)

    def chosen(keys: list[str] | None) -> None:
        if keys is None or keys == shown:
            return
        pane.show_list()
        pane.show_columns(tuple(keys))
        pane.show_title()
        # What a view shows is kept with the view, when that is saved.
        if pane.view is None:
            app.change(lambda crm: crm.views.choose_columns(noun, keys))

    app.push_screen(dialog, chosen)


def toggle_mark(app: CrmApp, subjects: list[str]) -> None:
    pane = pane_here(app)
    if pane:
        pane.list.toggle_mark()


def mark_all(app: CrmApp, subjects: list[str]) -> None:
    pane = pane_here(app)
    if pane is None:
        return
    left_out = pane.list.mark_all()
    if left_out:
        app.toast(
            f"Marked the first {len(pane.list.marks):,}; {left_out:,} more are left out."
            " Filter the list to mark others."
        )


def unmark_all(app: CrmApp, subjects: list[str]) -> None:
    pane = pane_here(app)
    if pane:
        pane.list.unmark_all()
