"""What the shell offers on TAB: records, stages, tags, fields, filter keys.

As quick as a list, and silent: it never creates a file, never raises, never asks. Shells insert
what is offered as it is, and zsh evaluates it: so nothing is offered that a shell could run.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinycrm.domain.choices import PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
            path = database_path(file_of(ctx))
            if not Path(path).is_file():
                return []
            with Crm(path, program="cli") as crm:
                found = find(crm, incomplete)[:LIMIT]
                return [(value, plain(help)) for value, help in found if is_harmless(value)]
        except Exception:
            return []

    return complete


def file_of(ctx: Any) -> str:
    """What --db says, before the command or after it; callbacks do not run in a completion."""
    if getattr(ctx.obj, "db", ""):
        return str(ctx.obj.db)
    while ctx is not None:
        given = getattr(ctx, "params", {}).get("db")
        if given:
            return str(given)
        ctx = getattr(ctx, "parent", None)
    return ""


def starting(known: Iterable[str], typed: str) -> list[str]:
    """The known words that begin with what was typed, in any case; shells want it to stay."""
    wanted = typed.casefold()
    return [
        typed + word[len(typed) :]
        for word in known
        if word.casefold().startswith(wanted) and word[: len(typed)].casefold() == wanted
    ]


def words(*known: str) -> Callable[[Any, str], Offers]:
    """Offers some fixed words."""
    return lambda ctx, incomplete: [(word, "") for word in starting(known, incomplete)]


def later(name: str) -> Callable[[Any, str], Offers]:
    """A completion that is imported when it is asked for: only a TAB needs it."""

    def complete(ctx: Any, incomplete: str) -> Offers:
        from tinycrm.cli import filter_completion

        found: Offers = getattr(filter_completion, name)(ctx, incomplete)
        return found

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

        return [
            (value, help)
            for noun in kinds
            for found, help in suggestions(crm.db, noun, incomplete, LIMIT)
            for value in starting((found,), incomplete)
        ]

    return offering(find)


@offering
def stage(crm: Crm, incomplete: str) -> Offers:
    found = {each.name: f"{each.probability} %" for each in crm.pipelines.stages()}
    return [(name, found.get(name, "")) for name in starting(found, incomplete)]


@offering
def pipeline(crm: Crm, incomplete: str) -> Offers:
    return [
        (name, "") for name in starting((each.name for each in crm.pipelines.all()), incomplete)
    ]


@offering
def tag(crm: Crm, incomplete: str) -> Offers:
    return [(name, "") for name in starting(crm.tags.names(), incomplete)]


@offering
def view(crm: Crm, incomplete: str) -> Offers:
    found = {each.name: each.filter for each in crm.views.find()}
    return [(name, found.get(name, "")) for name in starting(found, incomplete)]


@offering
def lost_reason(crm: Crm, incomplete: str) -> Offers:
    """The reasons that were given before, the frequent ones first."""
    return [(reason, "") for reason in starting(crm.deals.lost_reasons(), incomplete)]


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


filter_ = later("filter_")
sort = later("sort")
assignment = later("assignment")
field = later("field")
topic = later("topic")
lifecycle = later("lifecycle")
noun = words("contact", "company", "deal", "activity", "task")
listed = words("contacts", "companies", "deals", "activities", "notes", "tasks")
kind = words("call", "email", "meeting", "message", "visit", "note")
happening = words("call", "email", "meeting", "message", "visit", "note", "deal", "task", "consent")
report = words("month")
direction = words("in", "out")
priority = words(*PRIORITIES)
channel = words("email", "phone", "sms", "post", "whatsapp")
field_type = words("text", "number", "money", "date", "flag", "choice", "url")
repeat = words("daily", "weekdays", "weekly", "biweekly", "monthly", "quarterly", "yearly")
contact = records("contact")
company = records("company")
deal = records("deal")
activity = records("activity")
task = records("task")
customer = records("contact", "company")
subject = records("contact", "company", "deal")
anything = records("contact", "company", "deal", "task", "activity")
