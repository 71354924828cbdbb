"""Every screen and window as text, as it is to look: `make frames` writes them anew.

What is compared is a file in `frames/` for each; a change of a screen is read there as a diff.
"""

import asyncio
import difflib
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui import scenes
from tests.tui.conftest import Person
from tests.tui.scenes import Scene

FRAMES = Path(__file__).parent / "frames"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
"""Windows, which take no more room than they need, and empty places: the first two only."""
REWRITE = bool(os.environ.get("UPDATE_FRAMES"))
CHANCE = r"(?<=[0-9a-f]{8}-[0-9a-f]{4}-7)[0-9a-f]{3}"
"""What is random in the beginning of a uid."""


def size_name(size: tuple[int, int]) -> str:
    return "x".join(map(str, size))


def frame(person: Person, size: tuple[int, int]) -> str:
    """The text of the screen, which fills it: every line has as many cells as the screen."""
    lines = [strip.text for strip in person.app.screen._compositor.render_strips()]
    assert len(lines) == size[1]
    for line in lines:
        assert cell_len(line) == size[0], f"{cell_len(line)} cells: {line!r}"
    return re.sub(CHANCE, "000", "\n".join(line.rstrip() for line in lines)) + "\n"


def difference(name: str, size: tuple[int, int], shown: str) -> str:
    """How a frame differs from what is written down; written anew where that is wanted."""
    path = FRAMES / size_name(size) / f"{name.replace(' ', '-')}.txt"
    if REWRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
        return ""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        written.splitlines(), shown.splitlines(), str(path.relative_to(FRAMES)), "now", lineterm=""
    )
    return "\n".join(lines)


def look(
    path: Path, clock: object, sizes: list[tuple[int, int]], shown: dict[str, Scene]
) -> list[str]:
    """Go through the scenes in one run of the app, and return the differences.

    Each is gone to at the first of the sizes, and looked at in the others as well.
    """
    found = []

    async def steps() -> None:
        async with scenes.opened(path, clock, sizes[0]) as person:
            for name, scene in shown.items():
                await scenes.go(person, scene)
                for size in sizes:
                    if len(sizes) > 1:
                        await scenes.resize(person, *size)
                    found.append(difference(name, size, frame(person, size)))
                await scenes.press(person, *scene.then)

    asyncio.run(steps())
    return [diff for diff in found if diff]


def accept(differences: list[str]) -> None:
    words = "\n\n".join(differences)
    assert not differences, f"Look at this, and where it is meant so, run: make frames\n{words}"


@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_the_screens_look_as_they_are_to_look(home_with_demo: Path, clock: object, size) -> None:
    accept(look(home_with_demo, clock, [size], scenes.PLACES))


@pytest.mark.parametrize("part", [0, 1])
def test_the_windows_look_as_they_are_to_look(home_with_demo: Path, clock: object, part) -> None:
    windows = dict([*scenes.WINDOWS.items()][part::2])
    accept(look(home_with_demo, clock, SIZES[:2], windows))


def test_an_empty_file_teaches_the_first_steps_everywhere(home: Path, clock: object) -> None:
    accept(look(home / scenes.FILE, clock, SIZES[:2], scenes.EMPTY))


def test_no_frame_is_left_over() -> None:
    looked_at = {
        size_name(size): {**scenes.PLACES, **(scenes.WINDOWS | scenes.EMPTY if at < 2 else {})}
        for at, size in enumerate(SIZES)
    }
    assert {path.name for path in FRAMES.iterdir()} == set(looked_at)
    for folder, shown in looked_at.items():
        names = {f"{name.replace(' ', '-')}.txt" for name in shown}
        assert {path.name for path in (FRAMES / folder).iterdir()} == names
