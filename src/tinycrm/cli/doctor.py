"""`doctor`: what is wrong or missing in the file, and mending what is safe to mend."""

from typing import Annotated

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.session import Session
from tinycrm.cli.words import for_a_person
from tinycrm.errors import UsageError
from tinycrm.store.checks import FILE, HINT
from tinycrm.store.doctor import Outcome, examine, is_sound, mend

COLUMNS = (
    ("Check", "check", "text"),
    ("", "ref", "ref"),
    ("Name", "label", "text"),
    ("Problem", "problem", "text"),
    ("Command", "command", "text"),
)
SHOWN = 3
"""So many findings of each check are shown to a person."""
WRITTEN = 1000
"""So many are written to a pipe."""
STYLES = {FILE: "bold red", HINT: "bold dim"}


def doctor(
    ctx: typer.Context,
    checks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CHECK]...", help="Only these checks.", autocompletion=completion.check
        ),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what --fix would mend, and change nothing.")
    ] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="Read everything; in a large file that takes minutes.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many findings of each check.")
    ] = None,
) -> None:
    session = ctx.obj
    if dry_run and not fix:
        raise UsageError("--dry-run alone has nothing to try.", "Give --fix with it.")
    person = for_a_person(session)
    shown = limit or (SHOWN if person else WRITTEN)
    outcomes = examine(session.crm.db, checks or (), limit=shown, deep=deep)
    if fix and not dry_run:
        outcomes = mend(session.crm.db, outcomes, deep=deep)
    if person:
        lay_out(session, outcomes, fix)
    else:
        write(session, outcomes, dry_run)
    if not is_sound(outcomes):
        raise typer.Exit(1)


def write(session: Session, outcomes: list[Outcome], dry_run: bool) -> None:
    """Write every finding as a row; of a mended one the problem says so, and no command is left."""
    rows = []
    for outcome in outcomes:
        fate = (
            "mended" if outcome.mended else "to be mended" if dry_run and outcome.mendable else ""
        )
        for found in outcome.findings:
            if fate:
                found = found._replace(problem=f"{fate}: {found.problem}", command="")
            rows.append(found)
        if outcome.total > len(outcome.findings):
            session.tell(
                f"{outcome.check}: {len(outcome.findings)} of {outcome.total} are listed;"
                f" all with --limit {outcome.total}"
            )
    output.table(session, COLUMNS, rows)


def lay_out(session: Session, outcomes: list[Outcome], fix: bool) -> None:
    """Write the findings for a person, by check, each with the command below it."""
    from rich.text import Text

    from tinycrm.cli.console import console
    from tinycrm.domain.text import safe_text

    if not outcomes:
        session.tell("All is well.")
        return
    page = console(session)

    def line(text: str, style: str = "") -> None:
        page.print(Text(safe_text(text), style=style), soft_wrap=True)

    for outcome in outcomes:
        style = STYLES.get(outcome.about, "bold")
        heading = f"{outcome.title}: {outcome.total:,}"
        line(f"{heading}, mended" if outcome.mended else heading, style)
        for found in outcome.findings:
            name = " ".join(part for part in (found.ref, found.label) if part)
            line(f"  {name}: {found.problem}" if name else f"  {found.problem}")
            if found.command and not outcome.mended:
                line(f"      {found.command}", "cyan")
        more = outcome.total - len(outcome.findings)
        if more:
            line(
                f"  … and {more:,} more: crm doctor {outcome.check} --limit {outcome.total}", "dim"
            )
    page.print()
    line(verdict(outcomes, fix))


def verdict(outcomes: list[Outcome], fix: bool) -> str:
    """The last line: how many findings there are of which kind, and what can be done at once."""

    def count(*, hints: bool) -> int:
        kept = [each for each in outcomes if not each.mended and (each.about == HINT) is hints]
        return sum(each.total for each in kept)

    words = f"{count(hints=False):,} to mend, {count(hints=True):,} to think about."
    mended = sum(each.total for each in outcomes if each.mended)
    if mended:
        return f"{words} {mended:,} {'was' if mended == 1 else 'were'} mended."
    mendable = [each for each in outcomes if each.mendable]
    if not mendable:
        return words
    total = sum(each.total for each in mendable)
    if fix:
        keys = ", ".join(each.check for each in mendable)
        return f"{words} To be mended: {total:,} ({keys})."
    return f"{words} Of these, {total:,} can be mended by: crm doctor --fix"
