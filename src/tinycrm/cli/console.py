"""The rich console that people's output goes through; imported only where there is a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from tinycrm.cli.session import Session


def console(session: Session) -> Console:
    """A console on which data is never markup, emoji codes or highlighted."""
    return Console(
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not session.colour(),
        force_terminal=True if session.forced_colour() else None,
        soft_wrap=False,
    )
