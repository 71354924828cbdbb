"""Reads vCards for tests: all of a file, the only one, or one of a few lines."""

import io
from typing import Any

from tinycrm.interchange.vcard_reading import Card, Problem, read_cards


def read(data: bytes | str) -> list[Card | Problem]:
    return list(read_cards(io.BytesIO(data.encode() if isinstance(data, str) else data)))


def only(data: bytes | str) -> Card:
    (card,) = read(data)
    assert isinstance(card, Card), card
    return card


def card(*lines: str, version: str = "3.0") -> Card:
    return only("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))


def fields(*lines: str, version: str = "3.0") -> dict[str, Any]:
    return card("FN:Ada", *lines, version=version).fields


def point(value: str, label: str | None = None) -> dict[str, str | None]:
    return {"value": value, "label": label}
