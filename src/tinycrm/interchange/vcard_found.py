"""What a card holds, gathered while its properties are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.interchange.properties import split_value, unescaped

if TYPE_CHECKING:
    from tinycrm.interchange.properties import Property

NAMED = {
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-ABDATE": "date",
    "X-ABRELATEDNAMES": "related",
    "X-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "ROLE": "role",
}
"""What is called otherwise among the leftovers than in the file."""


class Found:
    """What a card holds, as far as it has been read."""

    __slots__ = (
        *("external_id", "fields", "formatted", "kind", "labels", "leftovers"),
        *("old", "photos", "warnings"),
    )

    def __init__(self, version: str, labels: dict[str, str]) -> None:
        self.old = version.startswith(("1", "2"))
        self.labels = labels
        self.fields: dict[str, Any] = {}
        self.leftovers: list[tuple[str, str]] = []
        self.warnings: list[str] = []
        self.formatted: list[str] = []
        self.kind = self.external_id = ""
        self.photos = 0

    def text(self, given: Property) -> str:
        return unescaped(given.value, self.old)

    def parts(self, given: Property) -> list[str]:
        """The components of a structured value; commas within them stay."""
        return [unescaped(part, self.old) for part in split_value(given.value, ";")]

    def put(self, field: str, text: str, given: Property) -> None:
        """Fill a field; what comes second has no place, and stays with what is left over."""
        if text and self.fields.setdefault(field, text) != text:
            self.leave(given, text)

    def leave(self, given: Property, text: str, name: str = "") -> None:
        if text.strip():
            label = self.labels.get(given.group) or name or NAMED.get(given.name, given.name)
            self.leftovers.append((label, text))

    def point(self, kind: str, value: str, label: str | None) -> None:
        if value.strip():
            self.fields.setdefault(kind, []).append({"value": value, "label": label})


def preference(given: Property) -> int:
    """1 is preferred most; whatever says nothing comes last."""
    if "PREF" in given.parameters:
        text = "".join(given.parameters["PREF"][:1])
        return int(text) if re.fullmatch("[0-9]{1,3}", text) else 1
    return 1 if "pref" in map(str.lower, given.parameters.get("TYPE", [])) else 101
