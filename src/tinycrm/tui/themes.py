"""How the app is coloured: light, dark, high contrast, and the terminal's own colours."""

from __future__ import annotations

from textual.theme import Theme

from tinycrm import config

DARK = Theme(
    name="tinycrm-dark",
    primary="#8ab4c9",
    secondary="#8ab4c9",
    accent="#e0a458",
    warning="#e0a458",
    error="#e07a6a",
    success="#8fb573",
    foreground="#d8d8d2",
    background="#16181a",
    surface="#16181a",
    panel="#202326",
    dark=True,
    # Written out: what is drawn line by line cannot find the shade that suits its background.
    variables={"text-muted": "#92979b"},
)
LIGHT = Theme(
    name="tinycrm-light",
    primary="#1f6178",
    secondary="#1f6178",
    accent="#a05a00",
    warning="#a05a00",
    error="#b3261e",
    success="#2e6b1f",
    foreground="#22252a",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ecebe6",
    dark=False,
    variables={"text-muted": "#666a70"},
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
    variables={"text-muted": "#d0d0d0"},
)
THEMES = (DARK, LIGHT, CONTRAST)
NAMES = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "ansi": "ansi-dark"}


def chosen(*, no_color: bool) -> str:
    """The name of the theme to start with: what the configuration says, dark without it."""
    if no_color:
        return NAMES["ansi"]
    return NAMES.get(str(config.read_config().get("theme", "dark")), DARK.name)
