"""How the app is coloured: light, dark, high contrast, and the terminal's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

from tinycrm import config

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

DARK = Theme(
    name="tinycrm-dark",
    primary="#8ab4c9",
    secondary="#8ab4c9",
    accent="#e0a458",
    warning="#e0a458",
    error="#e88878",
    success="#8fb573",
    foreground="#d8d8d2",
    background="#16181a",
    surface="#16181a",
    panel="#202326",
    dark=True,
    # Written out: what is drawn line by line cannot find the shade that suits its background.
    variables={"text-muted": "#92979b", "input-selection-background": "#34505c"},
)
LIGHT = Theme(
    name="tinycrm-light",
    primary="#1f6178",
    secondary="#1f6178",
    accent="#8a4d00",
    warning="#8a4d00",
    error="#a8221b",
    success="#2a641c",
    foreground="#22252a",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ecebe6",
    dark=False,
    variables={"text-muted": "#666a70", "input-selection-background": "#c5dbe4"},
)
CONTRAST = Theme(
    name="tinycrm-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffd700",
    warning="#ffd700",
    error="#ff6b6b",
    success="#66ff66",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "text-muted": "#d0d0d0",
        "input-selection-background": "#0057b8",
        "frame": "50%",
        "scroll": "50%",
        "scroll-hover": "70%",
    },
)
FAINT = {"frame": "25%", "scroll": "20%", "scroll-hover": "40%"}
"""How much of the letters' colour frames and scroll bars have, where a theme does not say."""
THEMES = (DARK, LIGHT, CONTRAST)
NAMES = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "ansi": "ansi-dark"}


def choose(app: CrmApp, name: str) -> None:
    """Show the app in a theme from now on, and remember it on this machine."""
    app.theme = NAMES[name]
    config.write_config("theme", name)


def chosen(*, own_colors: bool) -> str:
    """The name of the theme to start with: what the configuration says, dark without it.

    With `own_colors`, those of the terminal.
    """
    if own_colors:
        return NAMES["ansi"]
    return NAMES.get(str(config.usable_config().get("theme", "dark")), DARK.name)
