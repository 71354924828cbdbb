"""How the app is drawn: its styles and colours, and only what is new on the screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual._compositor import CompositorUpdate
from textual.app import App

from tinycrm import config
from tinycrm.tui import themes
from tinycrm.tui.painting import NewsUpdate, Painted
from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.types import CSSPathType

    from tinycrm.tui.plain import Plain

STYLES = Path(__file__).parent / "styles"
FIRST_STYLES = [STYLES / "app.tcss", STYLES / "today.tcss"]
"""The styles of the first picture; to read all of them takes a twentieth of a start."""


class DrawnApp(App[None]):
    """What Textual asks an app about its looks; it knows nothing of records."""

    CSS_PATH: ClassVar[CSSPathType | None] = [*FIRST_STYLES]

    def __init__(self, *, plain: bool) -> None:
        # Decides which filter takes the colours away, before there is a theme to tell.
        plain = plain or config.is_plain()
        if not os.environ.get("NO_COLOR"):
            # Empty means that there may be colours, to everybody but the toolkit.
            os.environ.pop("NO_COLOR", None)
        super().__init__(ansi_color=True if plain or "NO_COLOR" in os.environ else None)
        self.plain: Plain | None = None
        """Draws with letters alone and says what is under the cursor, in the plain mode."""
        if plain:
            from tinycrm.tui.plain import Plain

            self.plain = Plain(self)
        self.painted = Painted()
        self.later_styles = [path for path in STYLES.glob("*.tcss") if path not in FIRST_STYLES]
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self.coloured = themes.chosen(own_colors=plain or self.no_color)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.FAINT

    def refresh_css(self, animate: bool = True) -> None:
        # Textual asks for it at the start as well, when the styles have these colours already.
        if self.theme != self.coloured:
            self.coloured = self.theme
            super().refresh_css(animate)

    def load_styles(self) -> None:
        """Read the styles of all that is not in the first picture."""
        if self.later_styles:
            self.stylesheet.read_all(sorted(self.later_styles))
            self.stylesheet.parse()
            self.later_styles.clear()

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        if not isinstance(screen, MainScreen):
            self.load_styles()
        super()._load_screen_css(screen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, self.plain.letters] if self.plain else filters

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable = NewsUpdate(self.painted, renderable)
        super()._display(screen, renderable)

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tinycrm.tui.driver import Terminal

        return Terminal
