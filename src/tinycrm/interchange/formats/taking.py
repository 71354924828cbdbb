"""What is done with a cell, by the kind of its column's meaning: names, points, links, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.meanings import Bound


def take_text(draft: Draft, bound: Bound, text: str) -> None:
    """Fill a field; a second value has no place in it and is an extra."""
    if draft.fields.setdefault(bound.head, text) != text:
        draft.add_extra(bound.title, text)


def take_stamp(draft: Draft, bound: Bound, text: str) -> None:
    if draft.stamps.setdefault(bound.head, text) != text:
        draft.add_extra(bound.title, text)


def take_extra(draft: Draft, bound: Bound, text: str) -> None:
    draft.add_extra(bound.title, text)


def take_custom(draft: Draft, bound: Bound, text: str) -> None:
    draft.add_extra(f"custom.{bound.label}", text)


def take_id(draft: Draft, bound: Bound, text: str) -> None:
    if draft.id and draft.id != text:
        draft.add_extra(bound.title, text)
    else:
        draft.id = text


def take_private(draft: Draft, bound: Bound, text: str) -> None:
    if bound.head in draft.private:
        draft.add_extra(bound.title, text)
    else:
        draft.private[bound.head] = text
        draft.titles[bound.head] = bound.title


def take_tags(draft: Draft, bound: Bound, text: str) -> None:
    signs = "," if bound.verbatim else r"[,;]|:::"
    draft.tags += [tag for part in re.split(signs, text) if (tag := part.strip())]


def take_point(draft: Draft, bound: Bound, text: str) -> None:
    groups = draft.points.setdefault(bound.head, {})
    group = groups.setdefault(bound.group or bound.title, [bound.label, []])
    if bound.part == "label":
        group[0] = text
    elif bound.head == "email" and text.lower().startswith(("/o=", "ex:/")):
        draft.refuse(bound.title, text, "is an address within one mail server")
    else:
        group[1] += [text] if bound.verbatim else parted(bound.head, text)


def parted(kind: str, text: str) -> list[str]:
    """The contact points in a cell: one, or several."""
    if kind == "email":
        # A display name may hold a comma.
        signs = r":::|\n|;" if "<" in text else r":::|\n|;|[,\s]+(?=\S*@)"
    elif kind == "phone":
        signs = r":::|\n|;(?!ext=)"
        numbers = text.split(",")
        if len(numbers) > 1 and all(len(re.findall(r"\d", each)) > 5 for each in numbers):
            signs += "|,"
    else:
        signs = r":::|\n"
    return [part for value in re.split(signs, text) if (part := value.strip(" \t,"))]


def take_address(draft: Draft, bound: Bound, text: str) -> None:
    address = draft.addresses.setdefault(bound.group or bound.label, {})
    if bound.part == "label":
        address["label"] = text
        return
    if bound.label:
        address["label"] = bound.label
    if bound.part == "po_box" and text.isdecimal():
        text = f"PO Box {text}"
    held = address.get(bound.part)
    if held is None:
        address[bound.part] = text
    elif bound.part in ("street", "extended"):
        address[bound.part] = f"{held}\n{text}"
    elif held != text:
        draft.add_extra(bound.title, text)


def take_link(draft: Draft, bound: Bound, text: str) -> None:
    given = draft.links.setdefault(bound.head, {})
    if given.setdefault(bound.part or "name", text) != text:
        draft.add_extra(bound.title, text)


def take_more(draft: Draft, bound: Bound, text: str) -> None:
    draft.more.setdefault(bound.group, {})[bound.part] = text
