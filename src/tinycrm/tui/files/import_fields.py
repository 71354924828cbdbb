"""What a column of an imported file can be made to become, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.text import fold
from tinycrm.interchange.column_words import becomes
from tinycrm.interchange.formats.meanings import FIELDS, LINKS, PARTS, POINTS
from tinycrm.interchange.formats.recognition import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycrm.interchange.previewing import ColumnLook, FileLook
    from tinycrm.store.custom import FieldDefinition

LEAVE_OUT = "ignore"
LABELLED = ("work", "home", "mobile", "other")
"""Labels with which contact points are offered."""


def meanings(
    noun: str, column: ColumnLook, custom: Iterable[FieldDefinition] = ()
) -> dict[str, str]:
    """What a column may become: each meaning with its words, the present one first."""
    plain = [*FIELDS[noun], *(f"{link}.name" for link in LINKS[noun]), "tags"]
    if noun in ("contact", "company"):
        plain += POINTS
        plain += [f"{kind}:{label}" for kind in ("email", "phone") for label in LABELLED]
        plain += [f"address.{part}" for part in PARTS if part != "label"]
    words = {meaning: in_words(meaning) for meaning in plain}
    own = {f"custom:{field.key}": f"your field {field.label}" for field in custom}
    new = f"custom:{key_of(column.name)}"
    offers = {
        LEAVE_OUT: "leave it out",
        **({} if new in own else {new: f"a new field of your own: {column.name}"}),
        **own,
        **dict(sorted(words.items(), key=lambda pair: pair[1])),
    }
    now = LEAVE_OUT if column.account == "ignored" else column.meaning
    if now and now not in offers:
        offers[now] = column.becomes
    return {**({now: f"{offers[now]}  (now)"} if now else {}), **without(offers, now)}


def without(offers: dict[str, str], key: str) -> dict[str, str]:
    return {meaning: words for meaning, words in offers.items() if meaning != key}


def in_words(meaning: str) -> str:
    return becomes(Column("", meaning, ""), "mapped")


def key_of(title: str) -> str:
    """The key of a new field for a column."""
    return re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_")[:50] or "column"


def mapping_so_far(file: FileLook) -> dict[str, str]:
    """What was remembered of such a file, which a mapping that is given would put aside."""
    if not file.remembered:
        return {}
    return {
        column.name: LEAVE_OUT if column.account == "ignored" else column.meaning
        for column in file.columns
        if column.meaning or column.account == "ignored"
    }
