"""The deals of a stage as cards: read in pages, and put into two lines of words."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text
from tinycrm.tui.amounts import fitted_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.store.board import Card
    from tinycrm.store.deals import Deals

PAGE = 32
"""Cards read at once: more than a column shows, and within 1 ms."""
KEPT = 32
"""Pages kept in memory."""
TITLE = 8
"""Cells that a title keeps beside an amount, however long that is."""
LONGEST = 1000
"""Characters of a text that are looked at: a title can be a megabyte."""
Parts = list[tuple[str, str, int, bool]]
"""A line as (text, tone, width in cells, right-aligned)."""


class CardRows:
    """The deals of a stage by position; those that are seen are read as cards, in pages."""

    def __init__(self, deals: Deals, ids: Sequence[int]) -> None:
        self.deals = deals
        self.ids = array("q", ids)
        self.pages: dict[int, list[Card | None]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def card(self, row: int) -> Card | None:
        """The card of a row; None where the deal is gone since the ids were read."""
        page, at = divmod(row, PAGE)
        if page not in self.pages:
            self.read(page)
        return self.pages[page][at]

    def read(self, page: int) -> None:
        if len(self.pages) >= KEPT:
            del self.pages[next(iter(self.pages))]
        ids = list(self.ids[page * PAGE : (page + 1) * PAGE])
        found = {card.deal.id: card for card in self.deals.cards(ids)}
        self.pages[page] = [found.get(id) for id in ids]

    def row_of(self, deal: int) -> int | None:
        """Where a deal stands; None where it is not in this stage."""
        return self.ids.index(deal) if deal in self.ids else None


def title_line(card: Card, width: int) -> Parts:
    """What it is, and what it is worth."""
    deal = card.deal
    amount, tone = "–", "muted"
    if deal.amount is not None:
        amount, tone = fitted_amount(deal.amount, deal.currency, width - TITLE - 2), ""
    title = max(width - len(amount) - 2, 0)
    return [
        (safe_text(deal.title[:LONGEST]), "", title, False),
        (amount, tone, len(amount) + 1, True),
        ("", "", 1, False),
    ]


def person_line(card: Card, width: int) -> Parts:
    """Whom it is with, and for how long nothing has happened."""
    deal = card.deal
    names = " · ".join(name for name in (deal.contact, deal.company) if name)
    age = f"{card.quiet_days} d" if card.quiet_days > 0 else "today"
    age, tone = (f"! {age}", "bad") if card.stale else (age, "muted")
    who = max(width - len(age) - 2, 0)
    return [
        (safe_text(names[:LONGEST]) or "–", "muted", who, False),
        (age, tone, len(age) + 1, True),
        ("", "", 1, False),
    ]
