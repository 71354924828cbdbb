"""What the screen of an import says of it, as far as that is known by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.interchange.formats import NeedsDates
from tinycrm.tui.files import import_lines
from tinycrm.tui.files.import_lines import Fact

if TYPE_CHECKING:
    from tinycrm.interchange.previewing import ColumnLook
    from tinycrm.tui.screens.importing import ImportScreen


def lines(screen: ImportScreen) -> list[Fact]:
    """What the files are, what would come of them or has come of them, and what can be decided."""
    if screen.imported is not None:
        reports = screen.imported.reports
        return [
            *import_lines.outcome(reports, done=True),
            *import_lines.rejects(screen.imported.rejects),
            *import_lines.remarks(reports, done=True),
        ]
    how = decisions(screen)
    if screen.problem is not None:
        maps = bool(screen.bare)
        return import_lines.problem(screen.problem, screen.asked, how, maps=maps)
    known = import_lines.recognised(screen.files)
    if screen.found is None:
        reports = screen.run.reports if screen.run is not None else []
        return [*known, *import_lines.so_far(reports), *how]
    told = [
        *import_lines.remarks(screen.found.reports, done=False),
        *import_lines.left_out(screen.found.left_out),
    ]
    return [
        *known,
        *import_lines.questions(screen.raised),
        *import_lines.outcome(screen.found.reports, done=False),
        *how,
        *([Fact("heading", "")] if told else []),
        *told,
    ]


def columns(screen: ImportScreen) -> list[ColumnLook | str]:
    """The columns of the files, under the names of these where there are several.

    What holds nothing stands last: it needs no decision.
    """
    if not screen.files:
        return [*screen.bare]
    shown: list[ColumnLook | str] = []
    for file in screen.files:
        if file.columns and len(screen.files) > 1:
            shown.append(file.name)
        ordered: list[ColumnLook] = sorted(file.columns, key=holds_nothing)
        shown += ordered
    return shown


def holds_nothing(column: ColumnLook) -> bool:
    return column.account == "empty"


def decisions(screen: ImportScreen) -> list[Fact]:
    if not screen.files:
        return []
    needs_dates = isinstance(screen.problem, NeedsDates)
    tables = import_lines.tables(screen.files, screen.tables)
    how = import_lines.decisions(screen.files, screen.asked, needs_dates=needs_dates)
    return [Fact("heading", ""), *tables, *how]
