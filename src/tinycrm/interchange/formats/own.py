"""Our own CSV exports of all five nouns: everything comes back exactly as it was.

Identity is the uid. The `ref` in the stamps, and the ids of the links, are those of the file the
export was made of: they tie together what was exported together, and mean nothing elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.errors import InvalidError
from tinycrm.interchange.cells import read_addresses, read_items
from tinycrm.interchange.formats.item import Item, Link, check_uid
from tinycrm.interchange.formats.table import Format, normal
from tinycrm.store.activities import Activity
from tinycrm.store.companies import Company
from tinycrm.store.contacts import Contact
from tinycrm.store.deal_fields import Deal
from tinycrm.store.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tinycrm.interchange.formats.draft import Draft

SOURCE = "tinycrm"
NOUNS: dict[str, tuple[Any, str, str]] = {
    "contact": (Contact, "contacts", "uid, given_name, family_name"),
    "company": (Company, "companies", "uid, name, domain"),
    "deal": (Deal, "deals", "uid, title, stage"),
    "activity": (Activity, "activities", "uid, kind, happened_at"),
    "task": (Task, "tasks", "uid, title, due_on"),
}
"""By noun, the columns of its view, its plural, and what its header cannot be without."""
COMPUTED = {
    *("id", "version", "stage_id", "pipeline_id", "stale_days", "last_touched_at"),
    *("last_activity_at", "last_contact_at", "next_contact_on", "next_task_on", "open_deals"),
    *("contacts", "companies", "deals", "custom"),
}
LISTS = ("emails", "phones", "urls", "handles", "addresses", "people", "links")
ROLES = {"C": "contact", "O": "company", "D": "deal"}


def columns(noun: str) -> dict[str, str]:
    """What the columns of a noun's export mean."""
    found = {}
    for name in (*NOUNS[noun][0]._fields, *LISTS):
        link = name.removesuffix("_id") if name.endswith("_id") else ""
        if link in ("company", "parent", "contact", "merged_into"):
            found[normal(f"{link}_ref")] = f"{link}.id"
        elif name in COMPUTED or (noun == "deal" and name == "probability"):
            found[normal(name)] = "ignore"
        elif name in ("company", "parent") or (name == "contact" and noun == "deal"):
            found[normal(name)] = name
        elif name in (*LISTS, "email", "phone"):
            found[normal(name)] = f"_{name}"
        else:
            changed = {"own_probability": "probability", "stage": "stage_name"}
            found[normal(name)] = changed.get(name, name) if noun == "deal" else name
    return found


def are_own(titles: Iterable[str]) -> bool:
    """Whether all titles are spelled as in our exports, also in one of some columns alone."""
    names = {name for shape, _, _ in NOUNS.values() for name in shape._fields}
    known = {*names, *LISTS, *(re.sub("_id$", "_ref", name) for name in names)}
    return all(title in known or custom(title) for title in titles)


def custom(title: str) -> str | None:
    """A custom field's column, whose key stands in its title."""
    return f"custom:{title[7:]}" if title.startswith("custom.") and title[7:] else None


def finish(draft: Draft) -> list[Item]:
    """The record with its points, addresses and links as they were listed."""
    check_uid(draft.stamps.get("uid", ""))
    fields = draft.fields
    for kind in ("email", "phone", "url", "handle"):
        found = [point._asdict() for point in read_items(draft.take_out(f"_{kind}s"))]
        points = [
            {key: value for key, value in point.items() if value or key != "invalid_since"}
            for point in found
        ]
        primary = draft.take_out(f"_{kind}")
        if primary and not any(point["value"] == primary for point in points):
            points.append({"value": primary, "label": None})
        if points:
            fields[kind] = points
    addresses = read_addresses(draft.take_out("_addresses"))
    if addresses:
        fields["addresses"] = [
            {part: text for part, text in each.items() if text} for each in addresses
        ]
    people, linked = draft.take_out("_people"), draft.take_out("_links")
    item = {"deal": finished_deal}.get(draft.noun, finished)(draft)
    links = dict(item.links)
    put(links, "contact", people_in(people), over=True)
    for ref in filter(None, re.split(r"[,\s]+", linked)):
        put(links, ROLES.get(ref[:1], "contact"), [Link(SOURCE, ref, "")])
    return [item._replace(links=links)]


def finished(draft: Draft) -> Item:
    naming = {"task": "title", "activity": "kind"}.get(draft.noun, "name")
    if not draft.fields.get(naming):
        raise InvalidError(f"there is no {naming}")
    return draft.item()


def finished_deal(draft: Draft) -> Item:
    """A deal; its amount is plain digits with a point."""
    if not draft.fields.get("title"):
        raise InvalidError("there is no title")
    entered = draft.fields.pop("stage_entered_at", "")
    if entered:
        draft.stamps["stage_entered_at"] = entered
    draft.fields.setdefault("status", "open")
    return draft.item()


def people_in(cell: str) -> list[Link]:
    """The people of a deal with their roles: `buyer: C1 Ada Lovelace; C2 Grace Hopper`."""
    found = []
    for value, role, _ in read_items(cell):
        ref, _, name = value.partition(" ")
        found.append(Link(SOURCE, ref, name, role or ""))
    return found


def put(
    links: dict[str, Link | list[Link]], role: str, new: list[Link], *, over: bool = False
) -> None:
    """Add links of a role, or let them stand for those that are there."""
    if not new:
        return
    held = links.get(role, [])
    before = [] if over else [held] if isinstance(held, Link) else held
    both = [*before, *new]
    links[role] = both if len(both) > 1 else both[0]


def formats() -> list[Format]:
    pattern: Callable[[str], str | None] = custom
    return [
        Format(
            *(f"tinycrm {plural}", SOURCE, noun, columns(noun), (needs,), finish),
            *(pattern, True),
        )
        for noun, (_, plural, needs) in NOUNS.items()
    ]
