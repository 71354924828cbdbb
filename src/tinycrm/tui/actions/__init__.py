"""What the keys do; the manifest names them all."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.tui.manifest.action import Action


def function_of(action: Action) -> Callable[..., Any]:
    """What does an action, from its module, which is imported when it is first wanted."""
    module, _, name = action.target.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), name)
    return found
