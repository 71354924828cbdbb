"""The first picture: what is loaded for it, and that it is made once."""

import asyncio
import subprocess
import sys

from textual.css.stylesheet import Stylesheet

LATER = (
    "tinycrm.cli",
    "tinycrm.interchange",
    "tinycrm.reports",
    "tinycrm.tui.actions.",
    "tinycrm.tui.dialogs",
    "tinycrm.tui.palette",
    "phonenumbers",
    "email_validator",
    "dateutil",
)
"""What the first picture does without."""


def test_the_first_place_is_loaded_without_windows_forms_and_reports() -> None:
    loading = "import sys, tinycrm.tui.app, tinycrm.tui.panes.today; print(*sys.modules)"
    names = subprocess.run(
        [sys.executable, "-c", loading], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "tinycrm.tui.panes.today" in names
    assert [name for name in names if name.startswith(LATER)] == []


def test_the_styles_are_read_in_the_colours_of_the_theme_from_the_start(
    open_app, crm, monkeypatch
) -> None:
    read_again = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(
        Stylesheet, "reparse", lambda sheet: (read_again.append(sheet), reparse(sheet))
    )

    async def steps() -> None:
        async with open_app() as person:
            await person.settle()
            assert read_again == []
            background = person.app.screen.styles.background
            person.app.theme = "tinycrm-light"
            await person.settle()
            assert read_again
            assert person.app.screen.styles.background != background

    asyncio.run(steps())
