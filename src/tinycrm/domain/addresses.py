"""Postal addresses as people write them in one line, taken apart."""

from __future__ import annotations

import re

REGION = r"([A-Z]{2,3})\s+(\d[\w -]*)"
"""A state and a code, as in `IL 62701`."""
CODE_FIRST = r"(\d{4} [A-Z]{2}|(?:[A-Z]{1,2}-)?\d[\d -]*)\s+(\D.*)"
"""A code before its city, as in `75010 Paris`, `D-10115 Berlin`, `1012 AB Amsterdam`."""
CODE_LAST = r"(\D*[^\W\d]\D*?)\s+([A-Z]{0,2}\d[\dA-Z]*(?: \d[A-Z]{2})?)"
"""A code after its city, as in `London NW1 6XE`."""


def parse_address(line: str) -> dict[str, str]:
    """The parts of `12 Main St, Springfield, IL 62701, USA`; what cannot be told stays the street.

    The parts stand between commas: street, city with its postal code on either side, state with
    its code, country. Nothing is left out, and nothing is there that was not given.
    """
    parts = [part.strip() for part in re.split(r"[,\n]", line) if part.strip()]
    found: dict[str, str] = {}
    if len(parts) > 2 and not re.search(r"\d", parts[-1]):
        found["country"] = parts.pop()
    if len(parts) > 2 and (match := re.fullmatch(REGION, parts[-1])):
        found["region"], found["postal_code"] = match.groups()
        parts.pop()
    if len(parts) > 1:
        city = parts.pop()
        if match := re.fullmatch(CODE_FIRST, city):
            found["postal_code"], city = match.groups()
        elif match := re.fullmatch(CODE_LAST, city):
            city, found["postal_code"] = match.groups()
        found["city"] = city
    if parts:
        found["street"] = ", ".join(parts)
    return found
