"""Doing the same with each of some records, in one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinycrm.crm import Crm


def each(crm: Crm, refs: Sequence[str], words: str, act: Callable[[str], object]) -> None:
    """Do something with records; `words` are those of the step where there are several."""
    with crm.operation(words if len(refs) > 1 else ""):
        for ref in refs:
            act(ref)
