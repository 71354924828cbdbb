"""What the shell offers on TAB: records, stages, tags, fields, filter keys.

As quick as a list, and silent: it never creates a file, never raises, never asks. Shells insert
what is offered as it is, and zsh evaluates it: so nothing is offered that a shell could run.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

Offers = list[tuple[str, str]]
LIMIT = 50
SPECIAL = r"[!-$&-*;<>?\[-^`{-~]"
"""ASCII signs that mean something to a shell; the space is not among them."""


def offering(find: Callable[[Crm, str], Offers]) -> Callable[[Any, str], Offers]:
    """A completion callback for Typer, from a function that looks things up in an open file."""

    def complete(ctx: Any, incomplete: str) -> Offers:
        from tinycrm.config import database_path
        from tinycrm.crm import Crm

        try:
            path = database_path(getattr(ctx.obj, "db", ""))
            if not Path(path).is_file():
                return []
            with Crm(path, program="cli") as crm:
                found = find(crm, incomplete)[:LIMIT]
                return [(value, plain(help)) for value, help in found if is_harmless(value)]
        except Exception:
            return []

    return complete


def is_harmless(value: str) -> bool:
    """Whether a shell and a terminal take the value for nothing but a word."""
    from tinycrm.domain.text import safe_text

    return safe_text(value) == value and value[:1] != "-" and not re.search(SPECIAL, value)


def plain(help: str) -> str:
    """An explanation without the signs that shells, and Typer's markup, give a meaning."""
    from tinycrm.domain.text import safe_text

    return re.sub(SPECIAL, " ", safe_text(help))


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


def check(ctx: Any, incomplete: str) -> Offers:
    from tinycrm.store.doctor import checks

    return [(each.key, each.title) for each in checks() if each.key.startswith(incomplete)]


contact = records("contact")
company = records("company")
deal = records("deal")
activity = records("activity")
task = records("task")
customer = records("contact", "company")
subject = records("contact", "company", "deal")
anything = records("contact", "company", "deal", "task", "activity")
