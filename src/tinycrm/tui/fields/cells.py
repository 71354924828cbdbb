"""The cells of the line under the cursor of a list: which fields they show, and where they are."""

# No postponed annotations here: NamedTuple would compile them.
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.tui.columns import GAP
from tinycrm.tui.widgets.record_list import EDGE

if TYPE_CHECKING:
    from tinycrm.tui.fields.texts import Held
    from tinycrm.tui.widgets.record_list import RecordList

KEYS = {
    "contact": {"title": "job_title", "email": "email.0", "phone": "phone.0"},
    "company": {},
    "deal": {"contact": "contact.0", "close": "expected_close_on", "reason": "lost_reason"},
    "task": {"for": "for.0", "repeat": "recurrence"},
    "activity": {"when": "happened_at", "for": "for.0", "text": "body"},
}
"""The fields that columns of another name show, by their keys in a form."""


class Spot(NamedTuple):
    """Where a field stands on the screen."""

    key: str
    x: int
    y: int
    width: int


def spots(records: "RecordList", held: "Held") -> list[Spot]:
    """The cells of the line under the cursor that show a field which can be changed."""
    region = records.scrollable_content_region
    y = region.y + records.header_lines + records.cursor - records.scroll_offset.y
    x = region.x + EDGE
    found = []
    for column, width in records.fitted(region.width):
        key = KEYS[held.noun].get(column.key, column.key.removeprefix("custom."))
        if key in held.texts:
            found.append(Spot(key, x, y, width))
        x += width + GAP
    return found
