"""What was shown on a screen of another size looks as if it had been opened on this one."""

import asyncio
from pathlib import Path

import pytest
from tests.tui import scenes
from tests.tui.scenes import PLACES, WINDOWS, scene

SCENES = {
    "today": PLACES["today"],
    "a view with a long name": scene("2", "v", "home", "down", "enter", then=("escape",)),
    "offers of a form": scene("2", "n", "=Jo", "tab", "tab", "=Br", then=("escape", "escape", "d")),
    "a cell": scene("2", "home", "i", then=("escape",)),
    "merge": scene(
        "2", "home", "m", "down", "down", "down", "m", "M", then=("escape", "u", "home")
    ),
    "tour": WINDOWS["tour"],
    "settings": PLACES["settings"],
}


@pytest.mark.parametrize("sizes", [((160, 45), (60, 20)), ((60, 20), (120, 40))])
def test_what_another_size_has_cut_or_placed_is_cut_and_placed_anew(
    home_with_demo: Path, clock, sizes
) -> None:
    differ = []

    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, sizes[0]) as person:
            for name, scene in SCENES.items():
                shown = []
                for first in sizes:
                    await scenes.resize(person, *first)
                    await scenes.go(person, scene)
                    await scenes.resize(person, *sizes[1])
                    await asyncio.sleep(1)  # so that the page beside a list follows the cursor
                    shown.append(person.screen)
                    await scenes.press(person, *scene.then)
                if shown[0] != shown[1]:
                    differ.append(f"{name}:\n" + "\n".join(shown))

    asyncio.run(steps())
    assert not differ, "\n\n".join(differ)
