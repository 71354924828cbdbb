"""Everything that can be done, as entries that are found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import fold
from tinycrm.tui.keys import key_name
from tinycrm.tui.manifest import ACTIONS, GROUPS
from tinycrm.tui.manifest.conditions import condition, is_possible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tinycrm.tui.app import CrmApp


class Entry(NamedTuple):
    """Something that can be done; `lacks` says why it cannot be done here, "" where it can."""

    label: str
    help: str
    key: str
    run: Callable[[CrmApp], Awaitable[None]]
    lacks: str = ""


def entries(app: CrmApp) -> list[Entry]:
    """Everything there is to do: what is possible here first, as the manifest has it."""
    here = app.here()
    bound = app.action_keys.first
    found = []
    # What is done with records comes before where one can go.
    order = [group for group in GROUPS if group != "Go to"] + ["Go to"]
    for name in (name for group in order for name in GROUPS[group] if name != "palette"):
        action = ACTIONS[name]
        label = f"Go to {action.label}" if name in GROUPS["Go to"] else action.label
        lacks = "" if is_possible(action, here) else condition(action)
        found.append(Entry(label, action.help, key_name(bound.get(name, "")), doing(name), lacks))
    found += [*views(app), *themes(app), Entry("Quit", "Leave the app; all is saved.", "^q", leave)]
    return sorted(found, key=lambda entry: bool(entry.lacks))


def doing(name: str) -> Callable[[CrmApp], Awaitable[None]]:
    def run(app: CrmApp) -> Awaitable[None]:
        return app.action_do(name)

    return run


def views(app: CrmApp) -> list[Entry]:
    """The saved views, each to be opened."""
    from tinycrm.tui.actions.views import open_view

    def opening(name: str) -> Callable[[CrmApp], Awaitable[None]]:
        return lambda app: open_view(app, name)

    return [
        Entry(f"View: {view.name}", view.filter or "all", view.key, opening(view.name))
        for view in app.crm.views.find()
    ]


def themes(app: CrmApp) -> list[Entry]:
    from tinycrm.tui.themes import choose

    def choosing(name: str) -> Callable[[CrmApp], Awaitable[None]]:
        async def run(app: CrmApp) -> None:
            choose(app, name)

        return run

    return [
        Entry(f"Theme: {name}", words, "", choosing(name))
        for name, words in (
            ("dark", "Light letters on a dark ground."),
            ("light", "Dark letters on a light ground."),
            ("contrast", "White on black, for eyes that need it."),
            ("ansi", "The terminal's own colours."),
        )
    ]


async def leave(app: CrmApp) -> None:
    app.exit()


def matching(all_entries: list[Entry], text: str) -> list[Entry]:
    """The entries that answer to what was typed: possible ones first, then by likeness."""
    query = fold(text).strip()
    if not query:
        return all_entries
    ranked = [(distance(entry, query), at) for at, entry in enumerate(all_entries)]
    found = [(bool(all_entries[at].lacks), far, at) for far, at in ranked if far is not None]
    return [all_entries[at] for _, _, at in sorted(found)]


def distance(entry: Entry, query: str) -> int | None:
    """How far an entry is from what was typed; None where it has nothing to do with it."""
    label, words = fold(entry.label), query.split()
    if label.startswith(query):
        return 0
    for far, text in enumerate((label, fold(entry.help))):
        if all(any(part.startswith(word) for part in text.split()) for word in words):
            return 1 + 2 * far
        if all(word in text for word in words):
            return 2 + 2 * far
    return 5 if in_order(query.replace(" ", ""), label) else None


def in_order(letters: str, text: str) -> bool:
    """Whether all letters occur in a text one after another, as those of `gtd` in `go to deals`."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
