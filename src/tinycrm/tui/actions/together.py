"""Doing the same with each of some records, in one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import ConflictError, CrmError, InvalidError
from tinycrm.store.references import LETTERS, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinycrm.crm import Crm


def each(crm: Crm, refs: Sequence[str], words: str, act: Callable[[str], object]) -> None:
    """Do something with records; of several as one step, whose `words` have # for `3 deals`.

    Of several those that cannot be changed stay as they are, and the words say so; raises the
    error of the first one where none can.
    """
    if len(refs) < 2:
        for ref in refs:
            act(ref)
        return
    refused: list[CrmError] = []
    with crm.operation("") as operation:
        for ref in refs:
            try:
                with crm.db.part():
                    act(ref)
            except (ConflictError, InvalidError) as error:
                refused.append(error)
        done = len(refs) - len(refused)
        if not done:
            raise refused[0]
        operation.summary = words.replace("#", counted(refs, done), 1)
        if refused:
            operation.summary += f"; {len(refused):,} could not be"


def counted(refs: Sequence[str], count: int) -> str:
    """`3 contacts`, or `3 records` where the references are of several kinds."""
    nouns = by_noun(refs)
    noun = next(iter(nouns)) if len(nouns) == 1 else "record"
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def by_noun(refs: Sequence[str]) -> dict[str, list[int]]:
    """The ids of the records of each kind."""
    found: dict[str, list[int]] = {}
    for ref in refs:
        found.setdefault(LETTERS[ref[0]], []).append(int(ref[1:]))
    return found
