"""What was found as lines of a list: each record with what tells it from others of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.columns import Cell, day, due, money, stage, text, whom
from tinycrm.tui.widgets.hits import HitLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from tinycrm.crm import Crm
    from tinycrm.store.search import Hit

ABOUT: dict[str, tuple[Callable[[Any, date], Cell], ...]] = {
    "deal": (stage, money, text("contact")),
    "task": (due("due_on", "done_at"), whom),
    "activity": (day("happened_at"), whom),
}
"""What is said of a record whose label is its words alone."""


def hit_lines(crm: Crm, hits: Sequence[Hit]) -> list[HitLine]:
    """The hits in their order."""
    about: dict[str, str] = {}
    today = crm.db.today()
    for noun, cells in ABOUT.items():
        ids = [int(hit.ref[1:]) for hit in hits if hit.noun == noun]
        for record in crm.records(noun).by_ids(ids) if ids else ():
            words = (cell(record, today)[0] for cell in cells)
            about[record.ref] = " · ".join(word for word in words if word != "–")
    return [HitLine(hit.label, hit.ref, hit.noun, about.get(hit.ref, "")) for hit in hits]
