"""What the doctor finds wrong or missing in the file, check by check, each way to it and out."""

# No postponed annotations here: NamedTuple would compile them.
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError
from tinycrm.store import doctor
from tinycrm.store.checks import FILE, HINT, Finding
from tinycrm.store.doctor import Outcome
from tinycrm.tui.lane import Lane
from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.crm import Crm

EACH = 500
"""Findings that can be listed of each check."""
FIRST = 5
"""Findings that are listed of a check until more are asked for."""


class Line(NamedTuple):
    """A heading over findings, a finding, or words; those about a `check` list the rest of it."""

    words: str
    tone: str = "muted"
    finding: Finding | None = None
    check: str = ""


class Findings(VirtualList):
    """The findings under the headings of their checks."""

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show other lines; the cursor stays on its finding, or near where it was."""
        before = self.finding
        self.lines = lines
        places = [
            (line.finding.check, line.finding.ref) if line.finding else None for line in lines
        ]
        if before is not None and (before.check, before.ref) in places:
            self.cursor = places.index((before.check, before.ref))
        self.relist()

    @property
    def finding(self) -> Finding | None:
        return self.lines[self.cursor].finding if self.cursor < len(self.lines) else None

    def line_count(self) -> int:
        return len(self.lines)

    def choosable(self, index: int) -> bool:
        return self.lines[index].finding is not None or bool(self.lines[index].check)

    def cells(self, index: int, width: int) -> Cells:
        line = self.lines[index]
        finding = line.finding
        if finding is None:
            return [self.edge(index, 1), (safe_text(line.words), line.tone, width, False)]
        label = min(30, max((width - 12) // 3, 8)) if finding.label else 0
        return [
            self.edge(index),
            (finding.ref, "muted", 8 if finding.ref else 0, False),
            (safe_text(finding.label), "", label, False),
            ("  ", "", 2 if label else 0, False),
            (safe_text(finding.problem), "muted", max(width - label - 12, 8), False),
        ]


class DoctorScreen(FullScreen):
    """The findings of all checks, one check after another while one looks on."""

    def __init__(self) -> None:
        super().__init__()
        self.findings = Findings()
        self.outcomes: list[Outcome] = []
        self.opened: set[str] = set()
        """The checks of which all findings are listed."""
        self.deep = False
        self.looking = ""
        """What is being looked for, "" when all is done."""
        self.mending = False

    def content(self) -> ComposeResult:
        yield self.findings

    def on_mount(self) -> None:
        self.lane = Lane("doctor", self.app.open_to_read)
        self.set_focus(self.findings)
        self.examine(deep=False)

    def on_unmount(self) -> None:
        self.lane.interrupt(self)
        self.lane.release()

    def here(self) -> Here:
        finding = self.findings.finding
        return Here("doctor", (finding.ref,) if finding and finding.ref else ())

    def reload(self) -> None:
        """Look again, because something was mended or changed."""
        if not self.looking:
            self.examine(deep=self.deep)

    @work(group="doctor", exclusive=True)
    async def examine(self, *, deep: bool) -> None:
        """Do one check after another, and show what they found so far."""
        self.deep = deep
        first = not self.outcomes
        found: list[Outcome] = []
        checks = doctor.checks()
        try:
            for number, check in enumerate(checks, 1):
                self.looking = f"{number} of {len(checks)}: {check.title.lower()}"
                self.show_title()
                found += await self.lane.run(partial(looked, key=check.key, deep=deep), self)
                if found and found[-1].check == "damage":
                    break
                if first:
                    self.outcomes = list(found)
                    self.show()
        except CrmError as error:
            self.app.tell_error(error)
        self.looking = ""
        self.outcomes = found
        self.show()

    def show(self) -> None:
        key = self.app.key_of("mend")
        self.findings.show(lines(self.outcomes, self.opened, key, done=not self.looking))
        self.show_title()
        self.look_at_keys()

    def show_title(self) -> None:
        total = sum(outcome.total for outcome in self.outcomes)
        parts = ["Doctor", f"{total:,}", f"looking {self.looking}" if self.looking else ""]
        self.findings.border_title = Content(" · ".join(filter(None, parts)))

    def mend(self) -> None:
        """Mend what is safe to mend, as one step."""
        curable = [outcome for outcome in self.outcomes if outcome.mendable]
        if not curable:
            self.app.toast("Nothing of this can be mended without you.")
            return
        total, deep = sum(outcome.total for outcome in curable), self.deep

        def mended(outcomes: list[Outcome]) -> None:
            left = [outcome.title.lower() for outcome in outcomes if not outcome.mended]
            if left:
                self.app.toast(f"Some of this is left: {', '.join(left)}.")
            # Nothing else tells which toasts are up; where the step had words, one says them.
            elif not self.app._notifications:
                self.app.toast(f"Mended: {total:,}.")
            if self.is_attached:
                self.examine(deep=deep)

        self.app.change(lambda crm: doctor.mend(crm.db, curable, deep=deep), then=mended)

    @on(VirtualList.Chosen)
    def chosen(self) -> None:
        finding = self.findings.finding
        if finding is None:
            self.open_check()
        elif finding.ref:
            self.app.open_record(finding.ref)
        else:
            from tinycrm.tui.dialogs.reader import Reader

            text = "\n\n".join(filter(None, (finding.label, finding.problem, finding.command)))
            self.app.push_screen(Reader("Doctor", text))

    def open_check(self) -> None:
        """List all findings of the check whose rest is under the cursor."""
        findings = self.findings
        if findings.cursor < len(findings.lines):
            self.opened.add(findings.lines[findings.cursor].check)
            self.show()


def looked(crm: "Crm", key: str, *, deep: bool) -> list[Outcome]:
    """What one check finds."""
    return doctor.examine(crm.db, [key], limit=EACH, deep=deep)


def lines(outcomes: list[Outcome], opened: set[str], key: str, *, done: bool) -> list[Line]:
    """The findings under their headings: the first few, and all of the `opened` checks.

    `key` is the one that mends.
    """
    found: list[Line] = []
    for outcome in outcomes:
        if found:
            found.append(Line(""))
        tone = {FILE: "bad", HINT: "muted"}.get(outcome.about, "title")
        mendable = f"  ·  {key} mends this" if outcome.mendable else ""
        found.append(Line(f"{outcome.title} · {outcome.total:,}{mendable}", tone))
        shown = outcome.findings[: EACH if outcome.check in opened else FIRST]
        found += [Line("", "", finding) for finding in shown]
        more = outcome.total - len(shown)
        if len(shown) < len(outcome.findings):
            found.append(Line(f" … and {more:,} more; enter lists them", check=outcome.check))
        elif more > 0:
            found.append(Line(f" … and {more:,} more, when these are mended"))
    if not found and done:
        return [Line(""), Line(" All is well: no check found anything.", "good")]
    return found
