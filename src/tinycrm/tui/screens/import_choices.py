"""What can be decided about an import, each in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import quote_value, required_line
from tinycrm.interchange.formats.meanings import meaning_for
from tinycrm.interchange.questions import SHOWN
from tinycrm.interchange.sources import ALL, NOUNS
from tinycrm.store.references import plural
from tinycrm.tui.dialogs.ask import Ask
from tinycrm.tui.dialogs.choose import Choose
from tinycrm.tui.files.import_fields import mapping_so_far, meanings
from tinycrm.tui.files.import_lines import (
    DATES,
    DELIMITERS,
    ENCODINGS,
    MATCHES,
    names_of_tables,
)
from tinycrm.tui.widgets.import_lists import ColumnList, FactList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.interchange.placing import Question
    from tinycrm.tui.files.import_lines import Fact
    from tinycrm.tui.screens.importing import ImportScreen
    from tinycrm.tui.widgets.virtual_list import VirtualList

TITLES = {
    "noun": "What are the rows?",
    "encoding": "How is the file encoded?",
    "delimiter": "What stands between two cells?",
    "match": "What becomes of records that are there already?",
}
FOUND_OUT = "found out"
"""What stands for an empty answer, which cannot be the name of an option."""


def change(screen: ImportScreen, list: VirtualList) -> None:
    """Ask about what is under the cursor."""
    if isinstance(list, ColumnList):
        change_column(screen, list)
    elif isinstance(list, FactList) and list.fact is not None:
        ask(screen, list.fact)


def ask(screen: ImportScreen, fact: Fact) -> None:
    if fact.kind == "text":
        read(screen, fact)
    elif fact.kind == "dates":
        ask_dates(screen)
    elif fact.kind == "name":
        ask_name(screen)
    elif fact.kind == "sheet":
        ask_sheet(screen)
    elif fact.kind == "ask":
        ask_matches(screen)
    elif fact.kind == "differing":
        take_theirs(screen)
    elif fact.kind in TITLES:
        options = {
            "noun": {noun: plural(noun) for noun in NOUNS.values()},
            "encoding": ENCODINGS,
            "delimiter": DELIMITERS,
            "match": MATCHES,
        }[fact.kind]
        choose(screen, fact.kind, TITLES[fact.kind], options)


def choose(screen: ImportScreen, kind: str, title: str, options: Mapping[str, str]) -> None:
    shown = {answer or FOUND_OUT: words for answer, words in options.items()}

    def chosen(answer: str | None) -> None:
        if answer is not None:
            screen.decide(**{kind: "" if answer == FOUND_OUT else answer})

    screen.app.push_screen(Choose(title, shown), chosen)


def ask_dates(screen: ImportScreen) -> None:
    """Ask what 03/04/2026 is, where no date of the file tells."""
    words = {"dmy": DATES["dmy"], "mdy": DATES["mdy"]}
    choose(screen, "dates", "How are dates written in this file?", words)


def ask_matches(screen: ImportScreen) -> None:
    """Ask of each row whether it is a record that is there, and look what comes of the answers."""
    from tinycrm.tui.dialogs.matching import MatchDialog

    def answered(answers: dict[Question, str] | None) -> None:
        shown = {each.question for each in screen.raised[:SHOWN]}
        screen.answers.update(answers or {})
        screen.raised = [each for each in screen.raised if each.question not in screen.answers]
        if shown <= {*screen.answers}:
            screen.try_it()
        else:
            screen.show()

    screen.app.push_screen(MatchDialog(screen.raised), answered)


def take_theirs(screen: ImportScreen) -> None:
    """Let records take the values of the file, or let them be filled in again."""
    if screen.asked.match == "ask":
        screen.app.toast("You are asked about each: “Known ones” changes that.")
        return
    screen.decide(match="fill" if screen.asked.match == "overwrite" else "overwrite")


def ask_sheet(screen: ImportScreen) -> None:
    """Ask for a sheet or a table, or for all."""
    names = names_of_tables(screen.files, screen.tables)
    everything = ALL if screen.files[0].sheet else FOUND_OUT
    options = {**{name: name for name in names}, everything: "all of them, tied to each other"}
    choose(screen, "sheet", "What is to be imported of it?", options)


def ask_name(screen: ImportScreen) -> None:
    """Ask under which name to keep what the columns become."""

    def named(name: str | None) -> None:
        if name is not None:
            screen.asked = screen.asked._replace(name=name.strip())
            screen.show()

    screen.app.push_screen(
        Ask(
            "Keep what the columns become as",
            value=screen.asked.name,
            hint="a name, like: shop orders",
            check=lambda name: required_line(name, "name") if name.strip() else None,
        ),
        named,
    )


def change_column(screen: ImportScreen, list: ColumnList) -> None:
    """Ask what a column is to become."""
    column = list.column
    if column is None:
        return
    if len(screen.files) > 1:
        screen.app.toast("Import one of the files alone to say what its columns become.")
        return
    file = screen.files[0] if screen.files else None
    noun = file.noun if file else screen.asked.noun or "contact"
    fields = screen.app.crm.fields.all(noun)

    def chosen(meaning: str | None) -> None:
        if meaning is None:
            return
        meaning_for(noun, meaning, column.name)  # refuses what means nothing
        before = screen.mapping or (mapping_so_far(file) if file else {})
        screen.mapping = {**before, column.name: meaning}
        screen.decide()

    title = f"{quote_value(column.name)} becomes"
    screen.app.push_screen(Choose(title, meanings(noun, column, fields)), chosen)


def read(screen: ImportScreen, fact: Fact) -> None:
    """Show all of a line that may be cut."""
    from tinycrm.tui.dialogs.reader import Reader

    screen.app.push_screen(Reader(fact.label, fact.value))
