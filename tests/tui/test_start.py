"""The first picture: what is loaded for it, and that it is made once."""

import asyncio
import subprocess
import sys
from pathlib import Path

from textual.css.stylesheet import Stylesheet

from tinycrm.tui.app import CrmApp
from tinycrm.tui.drawing import STYLES

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


def test_the_styles_of_what_comes_later_are_read_after_the_first_picture(
    open_app, crm, monkeypatch
) -> None:
    read = []
    read_one = Stylesheet.read
    monkeypatch.setattr(
        Stylesheet,
        "read",
        lambda sheet, path: (read.append(Path(path).name), read_one(sheet, path)),
    )
    displayed = []
    display = CrmApp._display

    def _display(app, screen, renderable):
        if renderable is not None:
            displayed.append([*read])
        display(app, screen, renderable)

    monkeypatch.setattr(CrmApp, "_display", _display)

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            assert displayed[0] == ["app.tcss", "today.tcss"]
            await person.settle()
            assert sorted(read) == sorted(path.name for path in STYLES.glob("*.tcss"))
            await person.press("2")
            # No page beside it, for which there is no room.
            assert 50 < person.app.screen.pane.list.size.width < 60

    asyncio.run(steps())


def test_a_window_and_a_place_asked_for_before_the_first_picture_have_their_styles(
    open_app, crm, monkeypatch
) -> None:
    crm.views.save("VIPs", "contact", "tag:vip")
    monkeypatch.setattr(CrmApp, "on_ready", lambda app: None)

    async def steps() -> None:
        async with open_app(view="VIPs", size=(100, 30)) as person:
            assert person.app.screen.pane.query_one(".filter").styles.height.value == 1
        async with open_app(size=(100, 30)) as person:
            assert person.app.later_styles
            await person.press("a")
            assert person.app.screen.query_one(".window").styles.border.top[0] == "round"
            await person.press("escape", "2")
            assert 90 < person.app.screen.pane.list.size.width < 100

    asyncio.run(steps())


def test_an_empty_no_color_takes_no_colours_away(path: Path, crm, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert not CrmApp(str(path)).no_color
    monkeypatch.setenv("NO_COLOR", "1")
    assert CrmApp(str(path)).no_color
