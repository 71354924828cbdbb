"""The mouse at the wrong moment."""

import asyncio

from textual.events import MouseDown
from textual.widgets._toast import Toast


def test_a_click_at_a_toast_that_is_just_going_does_nothing(open_app) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.toast("Hello")
            await person.sees("Hello")
            toast = person.app.screen.query_one(Toast)
            x, y = toast.region.offset
            toast._parent = None  # As it is from its removal on until the next picture.
            at = {"delta_x": 0, "delta_y": 0, "button": 1}
            held = {"shift": False, "meta": False, "ctrl": False}
            person.app.post_message(MouseDown(None, x, y, **at, **held, screen_x=x, screen_y=y))
            await person.settle()
            toast._parent = person.app.screen
            assert "went wrong" not in person.screen

    asyncio.run(steps())
