"""Mappings of columns that a person gave: kept under a name, and for files with the same header."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import did_you_mean, quote_value, required_line
from tinycrm.errors import NotFoundError
from tinycrm.store import settings

if TYPE_CHECKING:
    from collections.abc import Set

    from tinycrm.interchange.sources import Choices
    from tinycrm.store.database import Database

BY_NAME = "mapping.name."
BY_HEADER = "mapping.header."


def choose(
    db: Database, choices: Choices, header: str, columns: Set[str]
) -> tuple[dict[str, str], str]:
    """The mapping for a file with that header (its fingerprint), and where it comes from.

    What was just given goes before the mapping that was named, and that before the one which was
    given for the same header earlier. Raises NotFoundError for a name that there is not.
    """
    held: dict[str, str] = {}
    words = ""
    if choices.mapping_name:
        held, words = named(db, choices.mapping_name), f"the mapping {choices.mapping_name}"
        held = {title: meaning for title, meaning in held.items() if title in columns}
    elif not choices.mapping:
        held = read(settings.get(db, BY_HEADER + header))
        words = "what you said of such a file before" if held else ""
    return {**held, **choices.mapping}, words


def named(db: Database, name: str) -> dict[str, str]:
    """The mapping kept under a name; raises NotFoundError."""
    found = settings.get(db, BY_NAME + name)
    if found is None:
        known = settings.names(db, BY_NAME)
        hint = did_you_mean(name, known)
        raise NotFoundError(
            f"There is no mapping {quote_value(name)}.",
            f"{hint}There are: {', '.join(known) or 'none'}. Keep one with: --save-mapping NAME",
        )
    return read(found)


def read(text: str | None) -> dict[str, str]:
    """A mapping as it stands in a setting."""
    held: Any = json.loads(text or "{}")
    return {str(title): str(meaning) for title, meaning in held.items()}


def keep(db: Database, header: str, mapping: dict[str, str], name: str) -> None:
    """Keep a mapping for files with that header and, where a name is given, under that."""
    text = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
    keys = [BY_HEADER + header] if mapping else []
    keys += [BY_NAME + required_line(name, "name").strip()] if name else []
    for key in keys:
        if settings.get(db, key) != text:
            settings.write(db, key, text)
