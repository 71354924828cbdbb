"""Where columns without a field of their own go: into custom fields, defined at need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import ConflictError, InvalidError
from tinycrm.store import custom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.crm import Crm
    from tinycrm.interchange.report import Report

MOST_TITLES = 2000
"""Titles for which the key is kept in memory: as many as the widest of files have columns."""


class CustomColumns:
    """Finds or defines the custom field for the title of a column."""

    def __init__(self, crm: Crm, report: Report) -> None:
        self.crm = crm
        self.report = report
        self.keys: dict[tuple[str, str], str] = {}

    def values(self, noun: str, extra: Mapping[str, Any]) -> dict[str, Any]:
        """What has no field of its own, as values of custom fields."""
        return {self.key_for(noun, title): value for title, value in extra.items()}

    def key_for(self, noun: str, title: str) -> str:
        found = self.keys.get((noun, title))
        if found is None:
            found = self.known_key(noun, title) or self.new_field(noun, title)
            if len(self.keys) >= MOST_TITLES:
                self.keys.clear()
            self.keys[noun, title] = found
            self.report.extra_columns.setdefault(title, found)
        return found

    def known_key(self, noun: str, title: str) -> str | None:
        """The key of the field in use with that key or label."""
        key = title.removeprefix("custom.")
        defined = custom.definitions(self.crm.db, noun)
        labelled = (each.key for each in defined.values() if fold(each.label) == fold(title))
        return key if key in defined else next(labelled, None)

    def new_field(self, noun: str, title: str) -> str:
        """Define a text field for a column, under a key that is free."""
        word = re.sub(r"[^a-z0-9]+", "_", fold(title.removeprefix("custom."))).strip("_")[:50]
        word = word if re.match("[a-z]", word) else f"column_{word}".strip("_")
        for key in (word, f"imported_{word}", *(f"{word}_{number}" for number in range(2, 1000))):
            label = "" if title == f"custom.{key}" else title[:60]
            try:
                self.crm.fields.add(noun, key, label)
            except ConflictError:
                continue
            self.report.new_fields[key] = (noun, title)
            return key
        raise InvalidError(f"there are too many fields like {quote_value(title)}")
