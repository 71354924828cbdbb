"""What an action is: something that a key does with records, or in a place."""

# No postponed annotations here: NamedTuple would compile them.
from typing import NamedTuple

NOUNS = ("contact", "company", "deal", "task", "activity")
ADDING = (
    *("today", "contacts", "companies", "deals", "board", "tasks", "activity"),
    *("timeline", "record", "search", "history"),
)
"""The places where `n` adds a record."""
PARTIES = ("contact", "company", "deal")
LISTS = ("contacts", "companies", "deals", "tasks", "activity")


class Action(NamedTuple):
    """Something that a key does.

    `target` is `module:function` below `tinycrm.tui.actions`, called with the app, the subjects (a
    list of references) and, where there is one, the `argument`. `on` names the kinds of records
    that it works on, none for what needs no record; `where` the places in which it works, none
    for everywhere; `many` says that it takes all marked records at once. `kinds` are those of the
    settings on which it works, none for all.
    """

    target: str
    keys: str
    label: str
    help: str
    on: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    many: bool = False
    argument: str = ""
    kinds: tuple[str, ...] = ()
