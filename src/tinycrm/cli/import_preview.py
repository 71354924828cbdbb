"""Shows what an import would do, and asks before it is done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tinycrm.cli.import_report import Progress, rows_of
from tinycrm.domain.text import safe_text
from tinycrm.errors import UsageError
from tinycrm.interchange.report import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.cli.import_files import InputFile
    from tinycrm.cli.session import Session
    from tinycrm.interchange.importing import Options
    from tinycrm.interchange.placing import Question

HELP = """\
y  import as shown
n  do nothing
To change what a column means: --map "Column=field", --map "Column=custom:key", --ignore Column.
To keep that under a name: --save-mapping NAME. To let the rows be something else: --as deals.
What is there already is filled in where it is empty; else: --on-match overwrite|skip|ask|new"""
ANSWERS = {"f": "fill", "o": "overwrite", "s": "skip", "n": "new"}


class Questions:
    """Asks whether a row is a record that is there; each row once, also when it is read again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.given: dict[Question, str] = {}
        self.for_all = ""

    def ask(self, question: Question) -> str:
        if self.for_all:
            return self.for_all
        if question not in self.given:
            self.given[question] = self.asked(question)
        return self.given[question]

    def asked(self, question: Question) -> str:
        usual = "n" if question.why == "name alone" else "f"
        self.session.tell(
            f"Line {question.line}: is {question.row} the same as {question.ref}"
            f" {question.name}? They have in common: {question.why}."
        )
        while True:
            answer = prompt(
                "[f]ill in what is empty, [o]verwrite, [s]kip, [n]ew; capital: all", usual
            )
            found = ANSWERS.get(answer[:1].lower())
            if found and answer[:1].isupper():
                self.for_all = found
            if found:
                return found


def prompt(question: str, usual: str) -> str:
    print(f"{question} ({usual}) ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise UsageError("Nothing was done.", "There was no answer.")
    return line.strip() or usual


def preview(session: Session, files: Sequence[InputFile], options: Options) -> None:
    """Show formats, mappings and counts, and go on if that is wanted; else raise UsageError."""
    from contextlib import ExitStack

    from tinycrm.interchange.importing import import_files

    for file in files:
        show_file(session, file)
    progress = Progress(session)
    with ExitStack() as stack:
        inputs = [file.input(stack, write=False) for file in files]
        reports = import_files(
            session.crm, inputs, options._replace(dry_run=True, progress=progress.show)
        )
    progress.clear()
    for row in rows_of(reports):
        counts = ", ".join(f"{getattr(row, each):,} {each}" for each in OUTCOMES)
        session.tell(f"{row.what}: {counts}")
    for report in reports:
        for line, words in report.rejections[:5]:
            session.tell(f"Line {line}: {words}.")
    while (answer := prompt("Import? [Y/n/?]", "y").casefold()) not in ("y", "yes"):
        if answer in ("n", "no"):
            raise UsageError("Nothing was done.")
        session.tell(HELP)


def show_file(session: Session, file: InputFile) -> None:
    """What a file was taken for and why, and what each column becomes."""
    source = file.source
    delimiter = {"": "", "\t": ", parted by tabs"}.get(
        source.delimiter, f", parted by {source.delimiter}"
    )
    guess = " (a guess; say otherwise with --encoding)" if source.guessed else ""
    session.tell(f"{file.name}: {source.format}, because {source.why}")
    session.tell(f"Read as {source.encoding}{guess}{delimiter}.")
    if source.remembered:
        session.tell(f"Columns are mapped by {source.remembered}.")
    columns, accounts = source.columns(), source.accounts()
    names = [safe_text(column.name)[:30] for column in columns]
    width = max(map(len, names), default=0)
    for name, column in zip(names, columns, strict=True):
        account = accounts[column.name]
        if account == "empty":
            continue
        meaning = {"ignored": "(left out)", "extra": "a field of your own"}.get(
            account, column.meaning
        )
        session.tell(f"  {name:{width}}  {meaning:24}  {safe_text(column.example)}")
    empty = sum(account == "empty" for account in accounts.values())
    if empty:
        session.tell(f"  and {empty} empty {'column' if empty == 1 else 'columns'}")
