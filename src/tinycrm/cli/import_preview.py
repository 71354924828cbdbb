"""Shows what an import would do, and asks before it is done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tinycrm.cli.import_report import Progress, differing_words, guess_words, rows_of
from tinycrm.domain.text import safe_text
from tinycrm.errors import UsageError
from tinycrm.interchange.questions import Questions
from tinycrm.interchange.report import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.cli.session import Session
    from tinycrm.interchange.importing import Options
    from tinycrm.interchange.inputs import InputFile
    from tinycrm.interchange.placing import Question
    from tinycrm.interchange.report import Report

HELP = """\
y  import as shown
n  do nothing
To change what a column means: --map "Column=field", --map "Column=custom:key", --ignore Column.
To keep that under a name: --save-mapping NAME. To let the rows be something else: --as deals.
What is there already is filled in where it is empty; else: --on-match overwrite|skip|ask|new"""
TOLD = 10
"""How many kinds of remarks are shown before an import."""
ANSWERS = {"f": "fill", "o": "overwrite", "s": "skip", "n": "new"}


class Answers:
    """Asks whether rows are records that are there, between two readings of the files."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.questions = Questions({})

    def settle(self, files: Sequence[InputFile], options: Options) -> Options:
        """Read the files until every question that they raise is answered; these are the options
        with which they are imported then.
        """
        while True:
            asking = options._replace(ask=self.questions.ask)
            dry_run(self.session, files, asking)
            raised, self.questions = self.questions.raised, Questions(self.questions.given)
            if not raised:
                return options._replace(ask=self.questions.ask)
            answer = ""
            for question, usual, _ in raised.values():
                answer = answer if answer.isupper() else self.asked(question, usual)
                self.questions.given[question] = ANSWERS[answer.lower()]

    def asked(self, question: Question, usual: str) -> str:
        self.session.tell(
            f"{question.unit.capitalize()} {question.line}: is {question.row} the same as"
            f" {question.ref} {question.name}? They have in common: {question.why}."
        )
        while True:
            words = "[f]ill in what is empty, [o]verwrite, [s]kip, [n]ew; a capital: all of them"
            answer = prompt(words, usual[0])[:1]
            if answer.lower() in ANSWERS:
                return answer


def prompt(question: str, usual: str) -> str:
    print(f"{question} ({usual}) ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise UsageError("Nothing was done.", "There was no answer.")
    return line.strip() or usual


def dry_run(session: Session, files: Sequence[InputFile], options: Options) -> list[Report]:
    """What an import would do; nothing is written, no file of rejected rows either."""
    from tinycrm.interchange.trying import tried

    progress = Progress(files)
    found = tried(session.crm, files, options._replace(progress=progress.show))
    progress.clear()
    return found


def preview(session: Session, files: Sequence[InputFile], options: Options) -> None:
    """Show formats, mappings and counts, and go on if that is wanted; else raise UsageError."""
    for file in files:
        show_file(session, file)
    reports = dry_run(session, files, options)
    for row in rows_of(reports):
        counts = ", ".join(f"{getattr(row, each):,} {each}" for each in OUTCOMES)
        session.tell(f"{row.what}: {counts}")
    for report in reports:
        for words in report.told()[:TOLD]:
            session.tell(words.rstrip(".") + ".")
        if report.differing:
            session.tell(differing_words(report, "would keep"))
    # Where it was guessed what names the records, only a yes is one.
    usual = "n" if any(file.source.guessed_name for file in files) else "y"
    question = "Import? [y/N/?]" if usual == "n" else "Import? [Y/n/?]"
    while (answer := prompt(question, usual).casefold()) not in ("y", "yes"):
        if answer in ("n", "no"):
            raise UsageError("Nothing was done.")
        session.tell(HELP)


def show_file(session: Session, file: InputFile) -> None:
    """What a file was taken for and why, and what each column becomes."""
    from tinycrm.interchange.previewing import look

    found = look(file)
    delimiter = {"": "", "\t": ", parted by tabs"}.get(
        found.delimiter, f", parted by {found.delimiter}"
    )
    guess = " (a guess; say otherwise with --encoding)" if found.guessed else ""
    session.tell(f"{found.name}: {found.format}, because {found.why}")
    session.tell(f"Read as {found.encoding}{guess}{delimiter}.")
    if found.remembered:
        session.tell(f"Columns are mapped by {found.remembered}.")
    if found.guessed_name:
        session.tell(guess_words(file.source))
    names = [safe_text(column.name)[:30] for column in found.columns]
    width = max(map(len, names), default=0)
    for name, column in zip(names, found.columns, strict=True):
        if column.account != "empty":
            example = safe_text(column.example)
            session.tell(f"  {name:{width}}  {column.becomes:24}  {example}".rstrip())
    empty = sum(column.account == "empty" for column in found.columns)
    if empty:
        session.tell(f"  and {empty} empty {'column' if empty == 1 else 'columns'}")
