"""The app in its colours: pictures of screens, and whether everything on them can be read.

`make pictures` draws them anew, and those of the documentation with them.
"""

import asyncio
import os
import re
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style
from tests.tui import scenes
from tests.tui.conftest import Person

from tinycrm.tui import themes

PICTURES = Path(__file__).parent / "pictures"
DOCS = Path(__file__).parents[2] / "docs" / "pictures"
REWRITE = bool(os.environ.get("UPDATE_PICTURES"))
SIZE = (110, 32)
SHOWN = {
    "today": ("dark", "light", "contrast"),
    "contacts": ("dark", "light"),
    "contact": ("dark", "light"),
    "board": ("dark", "light", "contrast"),
    "edit a deal": ("dark", "light"),
}
IN_DOCS = {"today": "today", "contact": "record", "board": "board"}
"""The scenes that the documentation shows, and the names of their pictures there."""
DECORATION = "─│╭╮╰╯▁▂▃▄▅▆▇█▌▍▐░▔▕▏┃━╸╺↵ "


def picture(person: Person) -> str:
    """The screen as SVG, without anything that differs from run to run or comes from outside."""
    scenes.stand_still(person)
    svg = person.app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg) + "\n"


def outdated(path: Path, drawn: str) -> str:
    """The name of a picture that looks otherwise by now; drawn anew where that is wanted."""
    if REWRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
        return ""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    if written == drawn:
        return ""
    now = Path.home() / path.name
    now.write_text(drawn, encoding="utf-8")
    return f"{path.name}: compare it with {now}"


def picture_name(scene: str, theme: str) -> str:
    return f"{scene.replace(' ', '-')}-{theme}.svg"


async def wear(person: Person, theme: str) -> None:
    person.app.theme = themes.NAMES[theme]
    await person.settle()


def test_the_screens_have_their_colours(home_with_demo: Path, clock: object) -> None:
    changed = []

    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, SIZE) as person:
            for name, worn in SHOWN.items():
                await wear(person, worn[0])
                await scenes.go(person, {**scenes.PLACES, **scenes.WINDOWS}[name])
                for theme in worn:
                    await wear(person, theme)
                    drawn = picture(person)
                    changed.append(outdated(PICTURES / picture_name(name, theme), drawn))
                    if theme == "dark" and name in IN_DOCS:
                        changed.append(outdated(DOCS / f"{IN_DOCS[name]}.svg", drawn))

    asyncio.run(steps())
    assert not any(changed), "Where that is meant, run: make pictures\n" + "\n".join(
        filter(None, changed)
    )


def test_no_picture_is_left_over() -> None:
    names = {picture_name(name, theme) for name, worn in SHOWN.items() for theme in worn}
    assert {path.name for path in PICTURES.glob("*")} == names
    assert {path.stem for path in DOCS.glob("*")} == {*IN_DOCS.values()}


def luminance(color: Color) -> float:
    """The relative luminance of a colour, as the Web Content Accessibility Guidelines have it."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """The ratio between a text and its ground, from 1 to 21."""
    assert style.color
    assert style.bgcolor
    light, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def texts(person: Person) -> set[tuple[Style, str]]:
    """What is written on the screen in front and how, without lines and bars."""
    windows = person.app.screen.query(".window") if person.app.screen.is_modal else []
    window = windows[0].region if windows else person.app.screen.region
    strips = person.app.screen._compositor.render_strips()
    found = set()
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            if window.contains(x, y) and segment.style and segment.text.strip(DECORATION):
                found.add((segment.style, segment.text.strip()))
            x += segment.cell_length
    return found


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_everything_that_is_written_can_be_read(
    home_with_demo: Path, clock: object, theme: str
) -> None:
    worn = next(each for each in themes.THEMES if each.name == themes.NAMES[theme])
    muted = Color.parse(worn.variables["text-muted"]).triplet
    faint = []

    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, SIZE) as person:
            await wear(person, theme)
            for name in ("today", "board", "tasks", "edit a deal", "add a task", "palette"):
                await scenes.go(person, {**scenes.PLACES, **scenes.WINDOWS}[name])
                for style, text in texts(person):
                    is_muted = style.color and style.color.triplet == muted
                    if contrast(style) < (3 if is_muted else 4.5):
                        faint.append(f"{name}: {text!r} {contrast(style):.1f} {style}")

    asyncio.run(steps())
    assert not faint, "\n".join(sorted(set(faint)))


def test_selected_text_stands_out_where_contrast_is_high(
    home_with_demo: Path, clock: object
) -> None:
    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, SIZE) as person:
            await wear(person, "contrast")
            await scenes.go(person, scenes.WINDOWS["edit a deal"])
            name = person.app.focused.value
            (ground,) = {style.bgcolor for style, text in texts(person) if text == name}
            entry = person.app.focused.background_colors[1]
            worn = Style(color=ground, bgcolor=entry.rich_color)
            assert contrast(worn) >= 2

    asyncio.run(steps())
