"""Finds what a file has otherwise than the record does, and whether its value is to be taken.

A value that stands as an earlier import of such a file wrote it follows the file; what somebody
edited since, or what came from elsewhere, stays, and the difference is told.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.money import decimal_text
from tinycrm.domain.text import fold, quote_value
from tinycrm.store import addresses, amounts, custom, identities, imports, links
from tinycrm.store.references import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinycrm.interchange.formats.item import Item
    from tinycrm.interchange.placing import Placer
    from tinycrm.store.addresses import Address
    from tinycrm.store.records import Records

EMPTY = (None, "")


class Renewal:
    """Compares a row with the record that it is; `known` says that it was found by its identity."""

    def __init__(
        self, placer: Placer, records: Records[Any], held: Any, item: Item, *, known: bool
    ) -> None:
        self.placer = placer
        self.db = placer.db
        self.records = records
        self.held = held
        self.source = item.source
        self.known = known
        self.kept: list[str] = []

    def fields(self, given: Mapping[str, Any]) -> set[str]:
        """Those of the record's fields that take what the file has."""
        taken = set()
        for field, value in given.items():
            here = getattr(self.held, field, None)
            if here in EMPTY or value in EMPTY:
                continue
            if field == "amount":
                code = str(given.get("currency") or self.held.currency)
                here = decimal_text(here, self.held.currency)
                there: Any = decimal_text(*amounts.read(value, code))
            else:
                there = here if str(here) == str(value) else self.as_held(field, value)
            if there not in EMPTY and there != here and self.takes(field, here, there):
                taken.add(field)
        return taken

    def as_held(self, field: str, value: Any) -> Any:
        """A value of the file as the record would have it; None for what is not compared."""
        if field in self.records.kinds:
            return self.records.kinds[field](value, field, self.db)
        return str(value).strip() if field in ("name", "title") else None

    def custom_changes(self, extra: Mapping[str, Any], *, over: bool) -> dict[str, Any]:
        """The custom fields to be written: those that are empty, and those that follow the file.

        `extra` is what the row has by the titles of its columns; with `over` all of it is written.
        """
        found = self.placer.columns.values(self.records.noun, extra)
        own = {} if over or not found else json.loads(self.held.custom)
        renewed = self.custom(found, own)
        return {key: value for key, value in found.items() if key not in own or key in renewed}

    def custom(self, given: Mapping[str, Any], own: Mapping[str, Any]) -> set[str]:
        """Those of the custom fields that take what the file has."""
        taken = set()
        for key, value in given.items():
            if key not in own or value in EMPTY or str(own[key]) == str(value):
                continue
            noun = self.records.noun
            there = json.loads(custom.merged(self.db, noun, "{}", {key: value}, ()))[key]
            if there != own[key] and self.takes("custom", own[key], there, key):
                taken.add(key)
        return taken

    def link(self, item: Item, role: str) -> bool:
        """Whether the record follows the file to another firm."""
        link, here = item.links.get(role), getattr(self.held, role, None)
        if link is None or isinstance(link, list) or not here:
            return False
        id = self.placer.linker.by_identity("company", link)
        if id == getattr(self.held, f"{role}_id"):
            return False
        there = links.name(self.db, Found("company", id)) if id else link.name.strip()
        if not there or fold(there) == fold(str(here)):
            return False
        return self.takes(role, here, there, column=f"{role}_id")

    def standing(self, status: str, stage: str) -> bool:
        """Whether a deal follows the file to another status or, being open, to another stage."""
        pairs = [("status", status, self.held.status)]
        if self.held.status == "open":
            pairs.append(("stage", stage, self.held.stage))
        follows = False
        for field, there, here in pairs:
            if there and fold(there) != fold(here):
                column = "stage_id" if field == "stage" else ""
                follows = self.takes(field, here, there, column=column) or follows
        return follows

    def places(self, given: list[Address]) -> list[Address]:
        """The record's addresses, with what the file adds to them and what it has otherwise."""
        found = addresses.of(self.db, self.records.noun, self.held.id)
        for place in given:
            if any(is_within(place, other) for other in found):
                continue
            beside = (n for n, it in enumerate(found) if it.label == place.label)
            at = next((n for n in beside if found[n] not in given), None)
            if at is None:
                found.append(place)
            elif is_within(found[at], place) or self.takes_place(found[at], place):
                found[at] = place
        return found

    def takes_place(self, here: Address, there: Address) -> bool:
        """Whether the file's address replaces the record's; if not, that it differs is noted."""
        if self.known and self.is_alone() and self.placed_by_import():
            return True
        self.tell_of("address", in_line(here), in_line(there))
        return False

    def placed_by_import(self) -> bool:
        """Whether all of the record's addresses are those that imports of that format wrote."""
        for row in addresses.ids_of(self.db, self.records.noun, self.held.id):
            if not next((by for *_, by in self.changes("address", row)), False):
                return False
        return True

    def takes(self, field: str, here: Any, there: Any, key: str = "", column: str = "") -> bool:
        """Whether the file's value replaces the record's; if not, that it differs is noted."""
        if self.known and self.is_alone() and self.untouched(column or field, key):
            return True
        self.tell_of((key or field).replace("_", " "), str(here), str(there))
        return False

    def tell_of(self, name: str, here: str, there: str) -> None:
        self.kept.append(f"{name} {quote_value(here)} here, {quote_value(there)} there")

    def is_alone(self) -> bool:
        """Whether the record is one row of the file, and not several that were merged."""
        return identities.is_alone(self.db, self.records.noun, self.source, self.held.id)

    def untouched(self, column: str, key: str = "") -> bool:
        """Whether the value is what an earlier import of a file of that format wrote."""
        for before, after, by_import in self.changes(self.records.noun, self.held.id):
            if of_change(before, column, key) != of_change(after, column, key):
                return bool(by_import)
        return False

    def changes(self, table: str, row: int) -> Iterable[tuple[Any, ...]]:
        """What changed a row, as `imports.changes_of` has it for files of this format."""
        return imports.changes_of(self.db, table, row, self.placer.format)

    def tell(self) -> None:
        """Remark on what the record keeps although the file differs."""
        if self.kept:
            self.placer.report.differing += 1
            self.placer.remark(f"{self.held.ref} keeps its own: {'; '.join(self.kept)}")


def is_within(place: Address, other: Address) -> bool:
    """Whether the other address says all that this one does."""
    return all(part in (None, held) for part, held in zip(place[1:], other[1:], strict=True))


def in_line(place: Address) -> str:
    return ", ".join(part.replace("\n", ", ") for part in place[1:] if part)


def of_change(text: str | None, column: str, key: str) -> Any:
    """A column of one side of a change, or within the custom fields the one with that key."""
    value = json.loads(text).get(column) if text else None
    return json.loads(value).get(key) if key and value else value
