"""Every action of the app: its key, what it works on, its words, and where it is.

The bindings, the line of keys, the help, the palette and the key map are read from this table. No
module of an action is imported before the action is first used.
"""

# No postponed annotations here: NamedTuple would compile them.
from typing import NamedTuple

NOUNS = ("contact", "company", "deal", "task", "activity")
PARTIES = ("contact", "company", "deal")


class Action(NamedTuple):
    """Something that a key does.

    `target` is `module:function` below `tinycrm.tui.actions`, called with the app, the subjects (a
    list of references) and, where there is one, the `argument`. `on` names the kinds of records
    that it works on, none for what needs no record; `where` the places in which it works, none
    for everywhere; `many` says that it takes all marked records at once.
    """

    target: str
    keys: str
    label: str
    help: str
    on: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    many: bool = False
    argument: str = ""


def place(key: str, label: str, help: str) -> Action:
    return Action("places:go", key, label, help, argument=label.lower())


GROUPS: dict[str, dict[str, Action]] = {
    "Go to": {
        "today": place("1", "Today", "Show what wants doing now."),
        "contacts": place("2", "Contacts", "Show the people."),
        "companies": place("3", "Companies", "Show the firms."),
        "deals": place("4", "Deals", "Show the deals, as a board or as a list."),
        "tasks": place("5", "Tasks", "Show what is to be done."),
        "activity": place("6", "Activity", "Show what happened."),
        "history": place("7", "History", "Show every change, and undo any of them."),
        "settings": place("8", "Settings", "Show stages, fields, tags and the rest."),
    },
    "App": {
        "undo": Action("steps:replay", "ctrl+z", "Undo", "Undo the last change.", argument="undo"),
        "redo": Action(
            "steps:replay", "ctrl+y", "Redo", "Do again what was undone last.", argument="redo"
        ),
    },
}
ACTIONS: dict[str, Action] = {
    name: action for group in GROUPS.values() for name, action in group.items()
}
