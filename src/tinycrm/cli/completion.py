"""What the shell offers on TAB: records, stages, tags, fields, filter keys.

As quick as a list, and silent: it never creates a file, never raises, never asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

Offers = list[tuple[str, str]]
LIMIT = 50


def offering(find: Callable[[Crm, str], Offers]) -> Callable[[Any, str], Offers]:
    """A completion callback for Typer, from a function that looks things up in an open file."""

    def complete(ctx: Any, incomplete: str) -> Offers:
        from tinycrm.config import database_path
        from tinycrm.crm import Crm
        from tinycrm.domain.text import safe_text

        try:
            path = database_path(getattr(ctx.obj, "db", ""))
            if not Path(path).is_file():
                return []
            with Crm(path, program="cli") as crm:
                return [(value, safe_text(help)) for value, help in find(crm, incomplete)[:LIMIT]]
        except Exception:
            return []

    return complete


def records(*kinds: str) -> Callable[[Any, str], Offers]:
    """References of records of these nouns: `C12` for a number, `Ada-Lovelace` for a name."""

    def find(crm: Crm, incomplete: str) -> Offers:
        from tinycrm.store.references import suggestions

        return [offer for noun in kinds for offer in suggestions(crm.db, noun, incomplete, LIMIT)]

    return offering(find)


@offering
def stage(crm: Crm, incomplete: str) -> Offers:
    wanted = incomplete.casefold()
    return [
        (stage.name, f"{stage.probability} %")
        for stage in crm.pipelines.stages()
        if stage.name.casefold().startswith(wanted)
    ]


@offering
def pipeline(crm: Crm, incomplete: str) -> Offers:
    wanted = incomplete.casefold()
    return [
        (pipeline.name, "")
        for pipeline in crm.pipelines.all()
        if pipeline.name.casefold().startswith(wanted)
    ]


@offering
def tag(crm: Crm, incomplete: str) -> Offers:
    return [(name, "") for name in crm.tags.names() if name.startswith(incomplete)]


def setting(ctx: Any, incomplete: str) -> Offers:
    from tinycrm.store.settings import KNOWN

    known = {
        **KNOWN,
        "db": "the file to open",
        "path": "where the files are",
        "require": "what new records must have",
        "unrequire": "what they need not have any longer",
    }
    return [offer for offer in known.items() if offer[0].startswith(incomplete)]


contact = records("contact")
company = records("company")
deal = records("deal")
activity = records("activity")
task = records("task")
customer = records("contact", "company")
subject = records("contact", "company", "deal")
anything = records("contact", "company", "deal", "task", "activity")
