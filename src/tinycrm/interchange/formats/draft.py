"""A record in the making: takes the cells of a row one by one, each according to its meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import fold, quote_value
from tinycrm.interchange.formats.item import Item, Link

if TYPE_CHECKING:
    from collections.abc import Set

    from tinycrm.interchange.formats.table import Format

NO_COMPANY = ("none", "[not provided]", "not provided", "n/a", "null", "(none)", "-", "--", "nan")
"""What programs write where a firm must be named and there is none."""
LABELS = (
    *("home", "work", "mobile", "main", "other", "fax", "pager", "home fax", "work fax"),
    *("other fax", "homepage", "profile", "blog", "private", "school"),
)
"""Labels that are words of a program, and so lose their capitals."""


class Draft:
    """What has been read of a row so far."""

    __slots__ = (
        *(
            "addresses",
            "currency",
            "extra",
            "fields",
            "format",
            "heads",
            "id",
            "links",
            "more",
            "noun",
        ),
        *("points", "private", "source", "stamps", "tags", "titles", "warnings"),
    )

    def __init__(self, format: Format, source: str, currency: str, heads: Set[str]) -> None:
        self.format = format
        self.source = source
        self.currency = currency
        self.heads = heads  # what the file has columns for
        self.noun = format.noun
        self.id = ""
        self.fields: dict[str, Any] = {}
        self.points: dict[str, dict[str, list[Any]]] = {}
        self.addresses: dict[str, dict[str, str]] = {}
        self.tags: list[str] = []
        self.links: dict[str, dict[str, str]] = {}
        self.extra: dict[str, str] = {}
        self.more: dict[str, dict[str, str]] = {}
        self.stamps: dict[str, str] = {}
        self.private: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.warnings: list[str] = []

    # What is noted

    def add_extra(self, title: str, text: str) -> None:
        """Keep what has no field; what comes second under a title is added to the first."""
        held = self.extra.get(title)
        if held is None and text:
            self.extra[title] = text
        elif held is not None and text not in ("", *held.split("; ")):
            self.extra[title] = f"{held}; {text}"

    def refuse(self, title: str, text: str, reason: str) -> None:
        """Keep a value that does not fit its field as an extra, with a warning."""
        self.warnings.append(f"{title}: {quote_value(text)} {reason}; it is kept as text.")
        self.add_extra(title, text)

    def take_out(self, word: str) -> str:
        """A value that only the format reads, once."""
        return self.private.pop(word, "")

    def put_back(self, word: str) -> None:
        """Keep such a value as an extra after all."""
        if word in self.private:
            self.add_extra(self.titles[word], self.private.pop(word))

    # The record

    def item(self) -> Item:
        """The record with what was gathered, under the source's identity."""
        fields, noun = self.fields, self.noun
        for word in list(self.private):
            self.put_back(word)
        for title, pair in self.more.items():
            if "value" in pair:
                self.add_extra(pair_title(title, pair.get("label", "")), pair["value"])
        if noun in ("contact", "company"):
            fields.update(self.points_found())
            places = [place for address in self.addresses.values() if (place := placed(address))]
            for address in self.addresses.values():
                self.add_extra(*unplaced(address))
            if places:
                fields["addresses"] = places
        if self.tags:
            fields["tags"] = list(dict.fromkeys(self.tags))
        links = {role: found for role in self.links if (found := self.links_to(role))}
        return Item(
            *(noun, fields, links, self.extra, self.stamps, self.source, self.id, self.warnings)
        )

    def points_found(self) -> dict[str, list[dict[str, str | None]]]:
        """The contact points by kind, those marked as the first ones first."""
        found: dict[str, list[dict[str, str | None]]] = {}
        for kind, groups in self.points.items():
            seen: set[str] = set()
            marked = sorted(groups.values(), key=lambda group: not group[0].startswith("*"))
            for label, values in marked:
                for value in values:
                    if value not in seen:
                        seen.add(value)
                        point = {"value": value, "label": tidy_label(label)}
                        found.setdefault(kind, []).append(point)
        return found

    def links_to(self, role: str) -> Link | list[Link] | None:
        """The links of a role; what a cell lists is one link each, but a firm is only one."""
        given = self.links[role]
        if self.format.verbatim:
            return Link(self.source, given.get("id", ""), given.get("name", ""))
        several = role in ("contact", "deal")
        ids = listed(given.get("id", ""), several or self.format.source == "hubspot")
        names = listed(given.get("name", ""), several or len(ids) > 1)
        names = [name for name in names if role != "company" or not is_no_company(name)]
        found = []
        for at in range(max(len(ids), len(names), "email" in given)):
            name, email = names[at] if at < len(names) else "", given.get("email", "")
            held = re.fullmatch(r"(.*?)\s*[(<]([^\s()<>]+@[^\s()<>]+)[)>]", name)
            if held:
                name, email = held[1], held[2]
            id = ids[at] if at < len(ids) else ""
            found.append(Link(self.source, id, name, "", email if at == 0 or held else ""))
        if not several and len(found) > 1:
            for link in found[1:]:
                self.add_extra(f"Further {role}", link.name or link.id)
            found = found[:1]
        return found if len(found) > 1 else found[0] if found else None


def listed(text: str, several: bool) -> list[str]:
    parts = text.split(";") if several else [text]
    return [part.strip() for part in parts if part.strip()]


def is_no_company(name: str) -> bool:
    return name.strip().lower() in NO_COMPANY


def tidy_label(label: str) -> str | None:
    """A label without the sign of the program, in lower case if it is one of its words."""
    plain = label.strip().lstrip("*").strip()
    return plain.lower() if plain.lower() in LABELS else plain or None


def pair_title(title: str, label: str) -> str:
    """The title of an extra whose label stands in a cell: Relation 1 of `spouse` is another."""
    kind = re.sub(r"\s*\d+$", "", title)
    label = label.strip().lstrip("*").strip()
    if not label:
        return title
    return label if kind == "Custom Field" else f"{kind} {label}"


def placed(address: dict[str, str]) -> dict[str, str | None]:
    """An address in the store's parts; the whole in one text counts where there are no parts."""
    whole = address.get("formatted", "")
    lines = [address.get(part, "") for part in ("extended", "street", "house", "po_box")]
    street = "\n".join(line for line in lines if line)
    if address.get("house") and address.get("street"):
        street = street.replace(f"{address['street']}\n{address['house']}", street_line(address))
    parts = {part: address.get(part, "") for part in ("city", "region", "postal_code", "country")}
    if not street and not any(parts.values()):
        street = whole
    if not street and not any(parts.values()):
        return {}
    label = tidy_label(address.get("label", ""))
    given = {"label": label, "street": street, **parts}
    return {part: text for part, text in given.items() if text}


def unplaced(address: dict[str, str]) -> tuple[str, str]:
    """A title and the whole of an address, if that says something which its parts do not."""
    whole = address.get("formatted", "")
    parts = {part: text for part, text in address.items() if part not in ("formatted", "label")}
    held = fold(" ".join(parts.values()))
    more = any(parts.values()) and any(word not in held for word in re.findall(r"\w+", fold(whole)))
    label = tidy_label(address.get("label", ""))
    return f"Whole address{f' ({label})' if label else ''}", whole if more else ""


def street_line(address: dict[str, str]) -> str:
    return f"{address['street']} {address['house']}"
