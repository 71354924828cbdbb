r"""Several values in one CSV cell, readable and without loss: `work: a@b.example; d@e.example`.

Items are parted by `; `, a label goes before `: `, the parts of an address are parted by ` | `.
Where a text itself has such a sign, a backslash stands before it.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

INVALID = " (invalid since "


class Item(NamedTuple):
    """A value with its label and, for one that no longer works, the time since when."""

    value: str
    label: str | None = None
    invalid_since: str | None = None


def write_items(items: Iterable[Item]) -> str:
    """The cell that `read_items` reads as these items."""
    return "; ".join(written(*item) for item in items)


def written(value: str, label: str | None = None, since: str | None = None) -> str:
    """One item, as it stands in a cell among others."""
    # Nearly every value is without anything to escape.
    if "\\" in value or ";" in value or ":" in value or "(" in value:
        value = re.sub(r"([\\;]|:(?= |\Z)|\((?=invalid since ))", r"\\\1", value)
    if label:
        value = re.sub(r"([\\;:])", r"\\\1", label) + ": " + value
    return f"{value}{INVALID}{since})" if since else value


def read_items(cell: str) -> list[Item]:
    """The items of a cell, also of one that a person wrote: `a@b.example;c@d.example`."""
    items = []
    for number, text in enumerate(re.findall(r"(?:\\.|[^;\\]|\\\Z)+", cell, re.DOTALL)):
        since = label = None
        if number and text.startswith(" "):
            text = text[1:]
        mark = re.search(r" \(invalid since ([^()\\;]+)\)\Z", text)
        if mark:
            since, text = mark[1], text[: mark.start()]
        labelled = re.match(r"((?:\\.|[^:\\]|:(?! ))+): ", text, re.DOTALL)
        if labelled:
            label, text = plain(labelled[1]), text[labelled.end() :]
        if text.strip():
            items.append(Item(plain(text), label, since))
    return items


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL) if "\\" in text else text


def write_addresses(addresses: Iterable[Any]) -> str:
    """Addresses as items whose parts are street | city | region | postal code | country."""
    cells = []
    for address in addresses:
        parts = (re.sub(r"([\\|])", r"\\\1", part or "") for part in address[1:])
        cells.append(Item(" | ".join(parts), address.label))
    return write_items(cells)


def read_addresses(cell: str) -> list[dict[str, str | None]]:
    """The addresses of a cell as dictionaries; one without ` | ` is a street."""
    names = ("street", "city", "region", "postal_code", "country")
    found = []
    for value, label, _ in read_items(cell):
        parts = re.split(r" \| ", re.sub(r"\\([\\|])", lambda sign: HELD[sign[1]], value))
        parts = [part.translate(LET_GO) for part in parts]
        if len(parts) > len(names):
            parts[len(names) - 1 :] = [" | ".join(parts[len(names) - 1 :])]
        address: dict[str, str | None] = dict(zip(names, parts, strict=False))
        found.append({"label": label, **address})
    return found


# Escaped signs while a cell is split at the others; a stored text cannot hold a NUL or a lone
# surrogate.
HELD = {"\\": "\ud800", "|": "\ud801"}
LET_GO = {0xD800: "\\", 0xD801: "|"}
