"""What is written to the terminal: all that the screen shows, and nothing that stands there."""

import asyncio
import re
from array import array
from concurrent.futures import Future
from unicodedata import category

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from tinycrm.tui.app import CrmApp
from tinycrm.tui.painting import NewsUpdate, Painted, entitle
from tinycrm.tui.rows import PAGE, Rows

CONSOLE = Console(color_system="truecolor")
SEQUENCE = re.compile(r"\x1b\[(?:(?P<row>\d+);(?P<column>\d+)H|[0-9;]*m)")


class Terminal:
    """Does what a terminal does with what is written to it."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.row = self.column = 0
        self.written = 0
        self.width = cell_len
        """How many cells it gives a character."""

    def write(self, text: str) -> None:
        self.written += len(text.encode())
        while text:
            found = SEQUENCE.match(text)
            if found is None:
                self.put(text[0])
                text = text[1:]
                continue
            if found["row"]:
                self.row, self.column = int(found["row"]) - 1, int(found["column"]) - 1
            text = text[found.end() :]

    def put(self, character: str) -> None:
        if character == "\n":
            self.row, self.column = self.row + 1, 0
            return
        if not self.width(character):
            return
        self.cells[self.row, self.column] = character
        if self.width(character) == 2:
            self.cells[self.row, self.column + 1] = ""
        self.column += self.width(character)

    def screen(self, width: int, height: int) -> str:
        return "\n".join(
            "".join(self.cells.get((row, column), " ") for column in range(width)).rstrip()
            for row in range(height)
        )


@pytest.fixture
def terminal(monkeypatch) -> Terminal:
    """What the app writes, which writes nothing while it is tested otherwise."""
    terminal = Terminal()
    display = CrmApp._display

    def _display(app, screen, renderable):
        if isinstance(renderable, CompositorUpdate):
            terminal.write(NewsUpdate(app.painted, renderable).render_segments(app.console))
        display(app, screen, None)

    monkeypatch.setattr(CrmApp, "_display", _display)
    return terminal


def update(*rows: list[str]) -> ChopsUpdate:
    """An update of whole rows, each of the pieces given."""
    chops, ends = [], []
    for row in rows:
        columns = [sum(map(len, row[:at])) for at in range(len(row) + 1)]
        pieces = [Strip([Segment(piece)]) for piece in row]
        chops.append(dict(zip(columns, pieces, strict=False)))
        ends.append(columns[1:])
    spans = [(y, 0, ends[y][-1]) for y in range(len(rows))]
    return ChopsUpdate(chops, spans, ends)


def written(painted: Painted, update: CompositorUpdate) -> str:
    return NewsUpdate(painted, update).render_segments(CONSOLE)


def test_a_row_that_stands_there_is_not_written_again() -> None:
    painted = Painted()
    assert written(painted, update(["one"], ["two"])) == "\x1b[1;1Hone\x1b[2;1Htwo"
    assert written(painted, update(["one"], ["two"])) == ""
    assert written(painted, update(["one"], ["2"])) == "\x1b[2;1H2"


def test_what_is_right_of_a_change_is_written_with_it() -> None:
    painted = Painted()
    written(painted, update(["a", "b", "c"]))
    assert written(painted, update(["a", "B", "c"])) == "\x1b[1;2HB\x1b[1;3Hc"


def test_what_lay_under_a_window_is_written_again_when_it_is_gone() -> None:
    painted = Painted()
    written(painted, update(["abcd"]))
    assert written(painted, update(["a", "XY", "d"])) != ""
    assert written(painted, update(["abcd"])) == "\x1b[1;1Habcd"


def test_a_picture_of_the_whole_screen_is_always_written_in_full() -> None:
    painted = Painted()
    picture = LayoutUpdate([[Strip([Segment("one")])]], Region(0, 0, 3, 1))
    assert "one" in written(painted, picture)
    assert "one" in written(painted, picture)
    assert written(painted, update(["one"])) == ""


def test_what_was_written_adds_up_to_the_screen(open_app, crm, terminal) -> None:
    for number in range(300):
        crm.contacts.add(name=f"漢字 Person {number:03} 🎉", tags=["vip"] if number % 3 else [])
    crm.tasks.add(title="Ring Person 007", due="tomorrow", **{"for": "C7"})

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            for keys in (
                ["2", "down", "pagedown", "end", "home"],
                ["/", *"tag:v", "tab", "enter", "down"],
                ["escape", "m", "m", "?", "escape"],
                ["5", "space", "4", "6", "2", "a", *"Jane", "escape"],
            ):
                for key in keys:
                    await person.burst(key)
                    assert terminal.screen(100, 30) == person.screen, key
            await person.pilot.resize_terminal(80, 24)
            await person.press("down", "/", "p")
            assert terminal.screen(80, 24) == person.screen

    asyncio.run(steps())


def test_borders_stand_where_the_terminal_finds_characters_wider_or_narrower(
    open_app, crm, terminal
) -> None:
    for name in (
        "अर्जुन मेहता",
        "हिमालय हस्तशिल्प",
        "👨\u200d👩\u200d👧 Moll",
        "❤\ufe0f Ada",
        "นำ \u1100\u1161\u11a8",
    ):
        crm.contacts.add(name=name)
        crm.deals.add(title=name, contact="C1")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            for width in (len, lambda char: int(category(char)[0] not in "MC")):
                terminal.width = width
                await person.pilot.resize_terminal(81, 24)
                for key in ("2", "down", "enter", "down", "escape", "4", "down", "5", "2"):
                    await person.burst(key)
                    for row, line in enumerate(person.screen.splitlines()):
                        if cell_len(line) == 81:
                            assert terminal.cells[row, 80] == line[-1], (key, row)

    asyncio.run(steps())


def test_a_letter_that_changes_no_row_writes_none(open_app, crm, terminal) -> None:
    for number in range(300):
        crm.contacts.add(name=f"Person {number:03}")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("2", "/", "p", "e")
            before = terminal.written
            await person.press("r")
            assert terminal.screen(100, 30) == person.screen
            assert "300 of 300" in person.screen
            # The line of the filter, and the title of the list twice; the rows alone are 10 kB.
            assert terminal.written - before < 3000

    asyncio.run(steps())


def test_a_title_is_painted_without_what_is_in_its_frame(open_app, crm, monkeypatch) -> None:
    crm.contacts.add(name="Ada Lovelace")
    painted: set[int] = set()
    display = CrmApp._display

    def _display(app, screen, renderable):
        painted.update(row for row, *_ in getattr(renderable, "spans", ()))
        display(app, screen, renderable)

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("2")
            monkeypatch.setattr(CrmApp, "_display", _display)
            entitle(person.app.pane.query_one(".list"), Content("[Some] people"))
            await person.settle()
            (title,) = painted
            assert "─ [Some] people ─" in person.screen.splitlines()[title]

    asyncio.run(steps())


def test_the_cursor_stays_on_a_record_that_is_found_late(open_app, crm) -> None:
    for number in range(300):
        crm.contacts.add(name=f"Person {number:03}")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("2", "end", "/", "p", "e", "escape")
            assert person.app.here().records == ("C300",)
            assert "Person 299" in person.screen
            await person.press("end", "pageup", "home", "down")
            assert person.app.here().records == ("C2",)

    asyncio.run(steps())


def test_rows_that_go_on_keep_the_pages_that_were_read_in_full() -> None:
    first = Rows("contact", array("q", range(200)), False, start=lambda read: Future())
    first.pages = {page: [*first.ids[page * PAGE : (page + 1) * PAGE]] for page in (0, 3)}
    rows = Rows("contact", array("i", range(300)), True, start=first.start)
    assert rows.take_pages(first)
    assert rows.pages == {0: [*range(PAGE)]}
    others = Rows("contact", array("i", range(1, 300)), True, start=first.start)
    assert not others.take_pages(first)
    assert others.pages == {}
