"""On what an action would work now, and the words for what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTERS
from tinycrm.tui.manifest import ACTIONS, GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinycrm.tui.manifest.action import Action
    from tinycrm.tui.place import Here

ELSEWHERE = {
    "board": "on the board",
    "doctor": "in the doctor",
    "import": "in the preview of a file",
    "imports": "in the list of imports",
    "record": "on the page of a record",
    "views": "in the list of views",
}
"""Where one is in the places without a digit of their own."""


def subjects(action: Action, here: Here) -> list[str]:
    """The records that an action would work on here, none where it finds none."""
    if action.many and here.marked:
        return [ref for ref in here.marked if LETTERS[ref[0]] in action.on]
    return [ref for ref in here.records if LETTERS[ref[0]] in action.on][:1]


def is_possible(action: Action, here: Here) -> bool:
    if action.where and here.place not in action.where:
        return False
    if action.kinds and here.kind not in action.kinds:
        return False
    return not action.on or bool(subjects(action, here))


def answers_key(name: str, rivals: Iterable[str], here: Here) -> bool:
    """Whether an action answers to its key here: it does so, or says why it cannot.

    It leaves the key to a rival that has it as well and can do something here, or that would in
    this place if something else stood under the cursor.
    """
    if is_possible(ACTIONS[name], here):
        return True
    others = [ACTIONS[rival] for rival in rivals]
    if here.place not in ACTIONS[name].where and any(here.place in each.where for each in others):
        return False
    return not any(is_possible(each, here) for each in others)


def condition(action: Action) -> str:
    """What an action needs: `works on a task`, `works in Deals`, "" where it needs nothing.

    Where others are called the same and have the same key, their places are named as well.
    """
    parts = []
    if action.on or action.kinds:
        nouns = [f"an {noun}" if noun[0] in "aeiou" else f"a {noun}" for noun in action.on]
        parts.append(f"on {listed([*nouns, *(f'a {kind}' for kind in action.kinds)])}")
    if action.where:
        called = action.keys, action.label, action.kinds
        same = [
            other for other in ACTIONS.values() if (other.keys, other.label, other.kinds) == called
        ]
        where = list(dict.fromkeys(place for other in same for place in other.where))
        titles = [place.title() for place in where if place in GROUPS["Go to"]]
        elsewhere = [ELSEWHERE[place] for place in where if place in ELSEWHERE]
        page = f", or {ELSEWHERE['record']}" if "record" in where else ""
        parts.append(f"in {listed(titles)}{page}" if titles else listed(elsewhere))
    return f"works {' '.join(parts)}" if parts else ""


def listed(words: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
