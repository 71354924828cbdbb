"""The keys of the actions: those of the manifest, and what the configuration puts in their place.

[keys]
log = "L"
help = "f9,?"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, InvalidBinding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import CrmError, InvalidError
from tinycrm.tui.manifest import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tinycrm.tui.manifest.action import Action

KEPT = {
    **dict.fromkeys(("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right"), "move"),
    **dict.fromkeys(("pageup", "pagedown", "home", "end", "backspace"), "move"),
    "ctrl+q": "quit",
    "ctrl+c": "copy",
}
"""Keys that no action may take, and what they are for."""
WITHOUT_RECORDS = {"settings", "views", "import"}
"""The places in which no record is meant."""


class ActionKeys:
    """The keys of all actions; `own` gives some of them others than the manifest.

    `first` is the first key of each by its name, `rivals` are the actions that share a key with it.
    """

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own
        self.all = {name: split(own.get(name, action.keys)) for name, action in ACTIONS.items()}
        self.first = {name: keys[0] for name, keys in self.all.items()}
        sharing: dict[str, set[str]] = {}
        for name, keys in self.all.items():
            for key in keys:
                sharing.setdefault(key, set()).add(name)
        self.rivals = {
            name: {rival for key in keys for rival in sharing[key]} - {name}
            for name, keys in self.all.items()
        }

    def while_typing(self, name: str) -> str:
        """The first key of an action that types no letter, "" where it has none."""
        return next((key for key in self.all[name] if not character(key)), "")

    def bindings(self) -> Iterator[Binding]:
        for name, keys in self.all.items():
            action = ACTIONS[name]
            for key in keys:
                yield Binding(key, f"do('{name}')", action.label, id=name, tooltip=action.help)


def configured(settings: Mapping[str, object]) -> tuple[ActionKeys, list[str]]:
    """The keys of the actions where a configuration asks for some, and what is wrong with others.

    Textual would take every one of them, and of two that clash only the first would work.
    """
    given = settings.get("keys", {})
    if not isinstance(given, dict):
        return ActionKeys({}), [
            "In the configuration, keys is not a table: write [keys] above them."
        ]
    wanted = dict(given)
    problems: list[str] = []
    while (refused := last_refused(wanted)) is not None:
        name, error = refused
        del wanted[name]
        problems.insert(0, f"{error.message} {error.remedy}".strip())
    return ActionKeys({name: ",".join(split(keys)) for name, keys in wanted.items()}), problems


def last_refused(wanted: Mapping[str, object]) -> tuple[str, CrmError] | None:
    """The last of the wanted keys that cannot be given, while all others are, and why not."""
    for name, keys in reversed([*wanted.items()]):
        others = {other: each for other, each in wanted.items() if isinstance(each, str)}
        try:
            checked(name, keys, others)
        except CrmError as error:
            return name, error
    return None


def checked(name: str, keys: object, others: Mapping[str, str]) -> str:
    """The keys for an action, as Textual names them, separated by commas.

    `others` are keys that other actions have instead of their usual ones. Raises InvalidError for
    an unknown action, for what is no key, and for a key that is in use where the action works.
    """
    if name not in ACTIONS:
        hint = did_you_mean(name, ACTIONS).strip() or "See the names with: ? in the app."
        raise InvalidError(f"There is no action {quote_value(name)} to give a key to.", hint)
    if not isinstance(keys, str):
        raise InvalidError(f"The key of {name} is no text.", f'Write it as {name} = "f5".')
    names = split(keys)
    if not names:
        raise InvalidError(f"{quote_value(keys)} is no key.", "Name one, like f5 or ctrl+l.")
    for key in names:
        if not is_key(key):
            raise InvalidError(f"{quote_value(key)} is no key.", "Name one, like f5 or ctrl+l.")
        refuse_taken(name, key, others)
    return ",".join(names)


def is_key(key: str) -> bool:
    """Whether there is a key of that name, such as `f5`, `ctrl+l` or `question_mark`."""
    *held, base = key.split("+")
    if not {*held} <= {"ctrl", "shift", "alt", "meta", "super", "hyper"}:
        return False
    if base in {*(known.value for known in Keys), *KEY_NAME_REPLACEMENTS.values()}:
        return True
    return (key_to_character(base) or "\0").isprintable()


def refuse_taken(name: str, key: str, others: Mapping[str, str]) -> None:
    if key in KEPT and key not in split(ACTIONS[name].keys):
        raise InvalidError(
            f"The key {quote_value(key)} cannot be given to {name}.", "It moves about, or leaves."
        )
    for other, action in ACTIONS.items():
        keys = others.get(other, action.keys)
        if other != name and key in split(keys) and meet(ACTIONS[name], action):
            raise InvalidError(
                f"The key {quote_value(key)} cannot be given to {name}: {other} has it.",
                f"Give {other} another one first, or take a key that is free.",
            )


def character(key: str) -> str | None:
    """What a key types where something can be typed."""
    return "/" if key == "slash" else key_to_character(key)


def key_name(key: str) -> str:
    """A key as people know it: `?`, `^p`, `enter`."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"))
    typed = character(key) or ""
    return typed if typed > " " and typed.isprintable() else key


def split(keys: str) -> list[str]:
    """The names of keys in a text like `f5,?`."""
    try:
        return [found.key for found in Binding.make_bindings([Binding(keys, "")])]
    except InvalidBinding:
        return []


def meet(one: Action, other: Action) -> bool:
    """Whether there is a place and a record at which both actions would work."""
    nouns = not one.on or not other.on or bool({*one.on} & {*other.on})
    return nouns and bool(places(one) & places(other))


def places(action: Action) -> set[str]:
    """Where an action works; one that needs a record does not where there are none."""
    everywhere = {place for other in ACTIONS.values() for place in other.where}
    return ({*action.where} or everywhere) - (WITHOUT_RECORDS if action.on else set())
