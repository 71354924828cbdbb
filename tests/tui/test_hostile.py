"""Records full of escape sequences, markup and what is not seen: shown everywhere, harmless."""

import asyncio
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui import scenes
from tests.tui.conftest import Person
from tests.tui.scenes import Scene, record, scene

from tinycrm.crm import Crm

CONTROLS = r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029\ufeff]"
"""What no cell of a screen may hold: it would be carried out, turn the line around or hide."""
TEXTS = {
    "C1": "\x1b]52;c;aGk=\x07\x1b[2J\x1b[31mEve\x1b]0;owned\x07\x9b31m\x85\r\n\t\x7f",
    "C2": "[/bold]Eve[@click=app.quit]x[/][bold red][$error]{x}[/] \\[/",
    "C3": "\u202eevE\u2066\u2069\u200f إيفا \u200e\ufeff\u2028",
    "C4": "E\u200bv\u200d\u2060e\u00ad" + "\u0301" * 40 + "👩‍👩‍👧‍👦\ufe0f 山田 太郎 प्रिया",
    "C5": "E" * 5000,
}
"""The name and everything else of each person."""
NOTE = "[/bold]\x1b[2J\u202e note\n\t" * 49_000
"""A megabyte."""


def fill(path: Path, clock: object) -> None:
    """A record of each kind whose texts are all hostile, for each of the texts."""
    with Crm(str(path), clock=clock) as crm:
        for ref, text in TEXTS.items():
            add_all(crm, ref, text)
        crm.fields.add("contact", "mood", "[/]\x1b[2J")
        crm.contacts.edit("C1", mood=TEXTS["C2"])
        crm.contacts.add(name=TEXTS["C2"] + " 2", email="eve@example.com", company="O2")
        crm.pipelines.edit_stage("Lead", name=TEXTS["C2"])
        crm.pipelines.edit_stage("Qualified", name=TEXTS["C1"])
        crm.pipelines.rename_pipeline("Sales", TEXTS["C2"])


def add_all(crm: Crm, ref: str, text: str) -> None:
    names = ("job_title", "source", "about", "lead_status", "language", "owner")
    crm.contacts.add(
        name=text,
        company=text,
        tags=[text],
        url=text,
        cadence_days=1,
        addresses=[{"street": text, "city": text}],
        **dict.fromkeys(names, text),
    )
    crm.companies.edit(f"O{ref[1:]}", industry=text, about=text, tags=[text])
    crm.deals.add(title=text, contact=ref, amount="5k", next_step=text, about=text, owner=text)
    lost = crm.deals.add(title=text, contact=ref, close="2026-06-01", competitor=text)
    crm.deals.lose(f"D{lost}", reason=text)
    crm.activities.log("call", ref, NOTE, subject=text, outcome=text)
    crm.tasks.add(title=text, for_=[ref], due="today", notes=text)
    crm.contacts.consent(ref, "email", "in", text)
    crm.views.save(text[:90], "contact", "eve")


SHOWN: dict[str, Scene] = {
    **scenes.PLACES,
    **{f"person {ref}": record(ref) for ref in TEXTS},
    **{f"firm O{ref[1:]}": record(f"O{ref[1:]}") for ref in TEXTS},
    **{f"deal D{2 * number + 1}": record(f"D{2 * number + 1}") for number in range(5)},
    **{f"activity A{ref[1:]}": record(f"A{ref[1:]}") for ref in TEXTS},
    **{f"task T{ref[1:]}": record(f"T{ref[1:]}") for ref in TEXTS},
    **{f"form of {ref}": record(ref, "e") for ref in TEXTS},
    **{f"form of D{2 * number + 1}": record(f"D{2 * number + 1}", "e") for number in range(2)},
    **{f"tags of {ref}": record(ref, "number_sign") for ref in ("C1", "C2")},
    **{f"copying {ref}": record(ref, "c") for ref in ("C1", "C2")},
    **{f"mail and web of {ref}": record(ref, "o") for ref in ("C1", "C2")},
    **{f"history of {ref}": record(ref, "H") for ref in ("C1", "C2")},
    "found": scene("S", "=eve", "enter"),
    "jump to": scene("ctrl+k", "=eve"),
    "filter offers": scene("2", "slash", "=tag:", then=("escape", "escape")),
    "log with": scene("2", "l"),
    "consent of": record("C2", "K"),
    "lost for": record("D1", "x"),
    "pipelines": scene("4", "p"),
    "merged": scene("2", "m", "down", "m", "M", then=("escape", "u")),
    "columns of": scene("2", "C"),
    "views of": scene("v"),
    "palette of": scene("ctrl+p", "=view"),
    "field of": record("C1", "i"),
    "export of": record("C2", "X"),
    "exported to": record("C2", "X", "enter"),
    "stage of": scene("8", "down", "down", "down", "down", "down", "e"),
    # What is done is told in a toast.
    "ticked off": scene("5", "space", then=("ctrl+z",)),
    "moved": record("D3", "greater_than_sign"),
    "taken back": scene("ctrl+z"),
    "won": record("D3", "w", "enter"),
    "archived": record("C2", "delete", then=("ctrl+z",)),
}


def harm(person: Person, width: int) -> list[str]:
    """What of the data did more than to be shown."""
    found = []
    for strip in person.app.screen._compositor.render_strips():
        if match := re.search(CONTROLS, strip.text):
            found.append(f"{match[0]!r} is in {strip.text.strip()!r}")
        if cell_len(strip.text) != width:
            found.append(f"{cell_len(strip.text)} cells: {strip.text!r}")
        for segment in strip:
            if segment.style and "quit" in str(segment.style.meta):
                found.append(f"{segment.text!r} can be clicked: {segment.style.meta}")
    return found


@pytest.mark.parametrize("part", range(3))
def test_hostile_records_are_shown_everywhere_and_do_nothing(
    home: Path, clock: object, part: int
) -> None:
    fill(home / scenes.FILE, clock)
    hostile = ",".join(f'"{text}"' for text in TEXTS.values())
    (home / "people.csv").write_text(f"name,{hostile}\n{hostile},x\n", encoding="utf-8")
    done = []

    async def steps() -> None:
        async with scenes.opened(home / scenes.FILE, clock, (100, 30)) as person:
            for name, shown in [*SHOWN.items()][part::3]:
                await scenes.go(person, shown)
                done.extend(f"{name}: {words}" for words in harm(person, 100))
                assert person.app.failures.times == [], f"{name} failed\n{scenes.errors()}"
                await scenes.press(person, *shown.then)

    asyncio.run(steps())
    assert not done, "\n".join(done)
