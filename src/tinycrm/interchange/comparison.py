"""Two people, or two firms, side by side: what each says, and where a merge has to choose."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.interchange.shapes import shapes

if TYPE_CHECKING:
    from tinycrm.crm import Crm

UNTOLD = ("ref", "uid", "version", "created_at", "updated_at", "deleted_at", "merged_into_ref")
"""The record's bookkeeping."""
BESIDES = {*UNTOLD, "id", "company_ref", "parent_ref", "custom"}
"""What is not compared line by line: bookkeeping, and what is shown under its own name."""


class Facing(NamedTuple):
    """A field of two records, each value in a line of words, "" where there is none.

    `differs` says that both have a value and not the same one. Of such a field one value gives
    way in a merge where `asks` is true: `choices={field: "other"}` takes the other's. Of the
    others (addresses, tags, contact points) a merge keeps both.
    """

    field: str
    keep: str
    other: str
    differs: bool
    asks: bool


def compare(crm: "Crm", noun: str, keep: int, other: int) -> list[Facing]:
    """What there is to know of two contacts or companies, field by field."""
    mine, theirs = values(crm, noun, keep), values(crm, noun, other)
    single = single_fields(crm, noun)
    found = []
    for field in dict.fromkeys([*mine, *theirs]):
        left, right = mine.get(field, ""), theirs.get(field, "")
        differs = bool(left and right and left != right)
        found.append(Facing(field, left, right, differs, differs and field in single))
    return found


def faced(here: Mapping[str, str], there: Mapping[str, str]) -> list[Facing]:
    """A record beside a row of a file, which is the other: what the row says, and what it lacks."""
    from tinycrm.interchange.formats.own import COMPUTED

    fields = [field for field in dict.fromkeys([*there, *here]) if field not in COMPUTED]
    pairs = [(field, here.get(field, ""), there.get(field, "")) for field in fields]
    return [
        Facing(*pair, bool(pair[1] and pair[2] and pair[1] != pair[2]), False) for pair in pairs
    ]


def single_fields(crm: "Crm", noun: str) -> set[str]:
    """The fields that hold one value, so that one of two gives way."""
    from tinycrm.store.merge import FIELDS, FIRM

    return {"name", FIRM[noun], *FIELDS[noun], *(field.key for field in crm.fields.all(noun))}


def values(crm: "Crm", noun: str, id: int) -> dict[str, str]:
    """What there is to know of a record, each as one line of words."""
    found = shape(crm, noun, id)
    fields = {field: value for field, value in found.items() if field not in BESIDES}
    fields.update(found["custom"])
    return {field: told(value) for field, value in fields.items() if value not in (None, "", [])}


def shape(crm: "Crm", noun: str, id: int) -> dict[str, Any]:
    """A record in its JSON shape."""
    rows = crm.records(noun).by_ids([id])
    found: dict[str, Any] = next(iter(shapes(crm, noun, rows)))
    return found


def told(value: object) -> str:
    """A value of a shape in words."""
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, dict):
        parts = [f"{key}={part}" for key, part in value.items() if part]
        return str(value["value"]) if "value" in value else " ".join(parts)
    if isinstance(value, list):
        return ", ".join(told(item) for item in value)
    return str(value)
