"""Two records of one person or firm side by side, to make one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.fields.table import label_of
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.interchange.comparison import Facing

LABEL = 14
OTHER_LINES = 14
"""Lines of the window and around it that are not values."""
FOLLOWING = {
    *("prefix", "given_name", "middle_name", "family_name", "suffix"),
    *("last_activity_at", "last_contact_at", "next_contact_on", "next_task_on"),
    *("contacts", "open_deals", "archived_at"),
}
"""What follows from the name, or from what belongs to the two."""


class MergeAnswer(NamedTuple):
    """Which record stays, which one goes, and the fields of which the other's value is taken."""

    keep: str
    other: str
    choices: dict[str, str]


class Sides(VirtualList):
    """The fields of two records, those first in which one value has to give way."""

    header_lines = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Other value", show=False),
        Binding("left", "take('keep')", "Left value", show=False),
        Binding("right", "take('other')", "Right value", show=False),
    ]

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun
        self.fields: list[Facing] = []
        self.titles = ("", "")
        self.choices: dict[str, str] = {}

    def show(self, fields: list[Facing], titles: tuple[str, str]) -> None:
        self.fields = sorted(fields, key=rank)
        self.titles = titles
        self.relist()

    def line_count(self) -> int:
        return len(self.fields)

    def choosable(self, index: int) -> bool:
        return self.fields[index].asks or not any(field.asks for field in self.fields)

    def halves(self, width: int) -> int:
        return max((width - LABEL - 7) // 2, 8)

    def header(self, width: int) -> Cells:
        half = self.halves(width)
        left, right = self.titles
        return [
            ("", "", LABEL + 3, False),
            (left, "", half, False),
            ("  ", "", 4, False),
            (right, "", half, False),
        ]

    def cells(self, index: int, width: int) -> Cells:
        field = self.fields[index]
        half = self.halves(width)
        label = label_of(self.noun, field.field)
        line = [self.edge(index, 1), (safe_text(label), "muted", LABEL, False)]
        for side, value in (("keep", field.keep), ("other", field.other)):
            sign, tone = self.sign(field, side)
            line += [
                (sign, "accent", 2, False),
                (safe_text(value) or "–", tone if value else "muted", half, False),
                ("  ", "", 2, False),
            ]
        return line

    def sign(self, field: Facing, side: str) -> tuple[str, str]:
        """What stands before a value, and its tone: what stays is plain, what goes is muted."""
        value = field.keep if side == "keep" else field.other
        twice = side == "other" and not field.differs and bool(field.keep)
        if not field.asks and (twice or not value):
            return "  ", "muted"
        stays = not field.asks or self.choices.get(field.field, "keep") == side
        return ("● ", "") if stays else ("○ ", "muted")

    def action_turn(self) -> None:
        field = self.fields[self.cursor]
        now = self.choices.get(field.field, "keep")
        self.action_take("keep" if now == "other" else "other")

    def action_take(self, side: str) -> None:
        field = self.fields[self.cursor]
        if field.asks:
            self.choices[field.field] = side
            self.refresh()
            self.post_message(self.Moved(self))

    def result(self, field: Facing) -> str:
        """What a field holds after the merge, in words."""
        if field.asks:
            return field.other if self.choices.get(field.field) == "other" else field.keep
        if field.differs:
            both = [*field.keep.split(", "), *field.other.split(", ")]
            return ", ".join(dict.fromkeys(both))
        return field.keep or field.other


def rank(field: Facing) -> int:
    """Where a field stands: those to decide first, those that are the same last."""
    if field.asks:
        return 0
    if field.differs:
        return 1
    return 2 if not (field.keep and field.other) else 3


class MergeDialog(Dialog[MergeAnswer]):
    """Which values stay; what is to become of the two is shown below them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "swap", "Swap", show=False),
        Binding("x", "different", "These are two", show=False),
    ]
    title_words = "Merge"
    foot_words = "← → choose   s swap   enter merge   x not one"

    def __init__(self, noun: str, keep: str, other: str, reasons: str = "") -> None:
        super().__init__()
        self.noun = noun
        self.keep = keep
        self.other = other
        self.reasons = reasons

    def content(self) -> ComposeResult:
        yield Static(safe_text(self.reasons), classes="reasons", markup=False)
        yield Sides(self.noun)
        yield Static(classes="result", markup=False)

    def on_mount(self) -> None:
        self.query_one(".reasons").display = bool(self.reasons)
        self.read()

    @property
    def sides(self) -> Sides:
        return self.query_one(Sides)

    @work(exclusive=True)
    async def read(self) -> None:
        noun, ids = self.noun, (int(self.keep[1:]), int(self.other[1:]))
        fields = await self.app.reader.run(lambda crm: compared(crm, noun, *ids))
        titles = (f"  {self.keep} stays", f"  {self.other} goes into it")
        self.sides.show(fields, titles)
        self.fit()
        self.show_result()

    def fit(self) -> None:
        lines = len(self.sides.fields) + 1
        self.sides.styles.height = min(lines, max(self.app.size.height - OTHER_LINES, 6))

    def on_resize(self) -> None:
        self.fit()

    @on(VirtualList.Moved)
    def show_result(self) -> None:
        """Say what the record will be."""
        sides = self.sides
        if not sides.fields:
            return
        deciding = [field for field in sides.fields if field.asks or field.differs]
        parts: list[Content | str] = [f"{self.keep} will be  "]
        for field in sorted(sides.fields, key=lambda field: field.field != "name"):
            if field.field == "name" or field in deciding:
                label = "" if field.field == "name" else f"{label_of(self.noun, field.field)} "
                parts.append(Content.styled(safe_text(label), "$text-muted"))
                parts.append(safe_text(sides.result(field)[:200]) + "   ")
        undo = self.app.key_of("undo")
        words = f"\n● stays, ○ goes into a note. {undo} takes the merge back."
        parts.append(Content.styled(words, "$text-muted"))
        self.query_one(".result", Static).update(Content.assemble(*parts))

    @on(VirtualList.Chosen)
    def merge(self) -> None:
        if self.sides.fields:
            self.dismiss(MergeAnswer(self.keep, self.other, dict(self.sides.choices)))

    def action_swap(self) -> None:
        """Let the other one stay; the values chosen stay chosen."""
        sides = self.sides
        self.keep, self.other = self.other, self.keep
        other = {"keep": "other", "other": "keep"}
        sides.choices = {
            field.field: other[sides.choices.get(field.field, "keep")]
            for field in sides.fields
            if field.asks
        }
        self.read()

    def action_different(self) -> None:
        """Remember that the two are not one, so that nobody is asked again."""
        from tinycrm.tui.actions.merging import tell_apart

        tell_apart(self.app, self.keep, self.other)
        self.dismiss(None)


def compared(crm: Crm, noun: str, keep: int, other: int) -> list[Facing]:
    from tinycrm.interchange.comparison import compare

    return [field for field in compare(crm, noun, keep, other) if field.field not in FOLLOWING]
