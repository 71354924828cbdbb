"""The place of the deals: the board of a pipeline, or the list of all deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from tinycrm.domain.text import safe_text
from tinycrm.errors import CrmError, NotFoundError
from tinycrm.store.saved_views import SavedView
from tinycrm.tui.columns import ALL
from tinycrm.tui.panes.overview import OverviewPane
from tinycrm.tui.place import Here
from tinycrm.tui.remembered import remember_later
from tinycrm.tui.widgets.bars import KeyBar
from tinycrm.tui.widgets.board import Board
from tinycrm.tui.widgets.board_head import BoardHead, WonDeals

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm
    from tinycrm.store.board import Board as Figures
    from tinycrm.store.board import StageDeals

MANY = 1000
"""Deals from which on their figures take noticeably longer than the deals themselves."""
CLOSED = SavedView(
    "Closed",
    "deal",
    "is:closed",
    "-closed",
    ("title", "contact", "amount", "stage", "closed", "reason", "ref"),
    "",
)
EVERYTHING = SavedView("", "deal", "", "", (), "")


class DealsPane(OverviewPane):
    """Board and list of the deals, of which one is shown; marks hold in both."""

    def __init__(self, *, id: str) -> None:
        super().__init__("deal", id=id)
        self.came_from_board = True
        self.pipeline = self.held.get("pipeline", "")
        """The name of the pipeline on the board, "" for the first one."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="overview"):
            yield BoardHead()
            yield Board()
        yield from super().compose()

    def on_mount(self) -> None:
        self.board.marks = self.list.marks

    def filter_of_whole(self) -> str:
        """A filter selects closed deals as well, the list without one open deals alone."""
        return ALL["deal"] if self.shown and self.shown[0] else ""

    def seek(self, ref: str, missing: Callable[[], None]) -> None:
        if self.shows_overview and ref.startswith("D"):
            self.board.seek(int(ref[1:]))
        elif self.shows_overview:
            missing()
        else:
            super().seek(ref, missing)

    # Board or list

    @property
    def overview(self) -> Board:
        return self.board

    @property
    def board(self) -> Board:
        return self.query_one(Board)

    def load_overview(self) -> None:
        self.read_board(self.pipeline)

    def show_closed(self) -> None:
        """Show the list of the deals that were won or lost, the newest first; or leave it."""
        if self.view is CLOSED and not self.shows_overview:
            self.leave_closed()
            return
        self.came_from_board = self.shows_overview
        self.show_view(CLOSED)

    def leave_closed(self) -> None:
        """Go back to where the closed deals were asked for."""
        self.show_view(EVERYTHING)
        self.view = None
        self.show_title()
        if self.came_from_board:
            self.show_overview(True)

    def action_outwards(self) -> None:
        closed = self.view is CLOSED and self.shown == (self.filter, self.sort)
        if closed and not self.shows_overview:
            self.leave_closed()
        else:
            super().action_outwards()

    def choose_pipeline(self, name: str) -> None:
        """Show the board of another pipeline."""
        self.pipeline = name
        self.load()
        remember_later(self.app, pipeline=name)

    # What is meant

    def here(self) -> Here:
        if not self.is_mounted or not self.shows_overview:
            return super().here()
        board = self.board
        if not board.columns:
            return Here("board")
        stage = board.column.stage
        return Here(
            "board",
            (f"D{board.deal}",) if board.deal is not None else (),
            tuple(f"D{id}" for id in board.marked_deals()),
            (("stage", stage.name), ("pipeline", stage.pipeline)),
        )

    # Deals

    @work(group="board", exclusive=True)
    async def read_board(self, pipeline: str) -> None:
        """Show deals and figures; of many deals these at once, the figures when they are known."""
        reader = self.app.reader
        try:
            stages = await reader.run(lambda crm: crm.deals.by_stage(pipeline))
            many = sum(len(stage.ids) for stage in stages) > MANY
            if many:
                self.show_deals(stages)
            figures, won, currency = await reader.run(lambda crm: figures_of(crm, pipeline))
        except NotFoundError:
            # Renamed or retired meanwhile, or that of another file.
            if pipeline:
                self.pipeline = ""
                self.read_board("")
        except CrmError as error:
            self.app.tell_error(error)
        else:
            if not many:
                self.show_deals(stages)
            self.show_figures(figures, won, currency)

    def show_deals(self, stages: list[StageDeals]) -> None:
        self.board.show(self.app.crm.deals, stages)
        self.ready.set()

    def show_figures(self, figures: Figures, won: WonDeals, currency: str) -> None:
        self.board.show_figures(figures, currency)
        head = self.query_one(BoardHead)
        head.board, head.won, head.currency = figures, won, currency
        head.refresh()

    # What happens on the board

    @on(Board.Moved)
    def board_moved(self) -> None:
        head = self.query_one(BoardHead)
        head.hidden = self.board.hidden
        head.refresh()
        self.screen.query_one(KeyBar).look()

    @on(Board.Chosen)
    def board_chosen(self) -> None:
        self.app.open_record(f"D{self.board.deal}")

    @on(Board.Dragged)
    def dragged(self) -> None:
        head, board = self.query_one(BoardHead), self.board
        head.dragged = ""
        if board.over is not None and board.dragged is not None:
            what = self.meant_by_dragging(board.dragged)
            title = self.app.crm.deals.cards([board.dragged])
            words = title[0].deal.title if title and len(what) == 1 else f"{len(what)} deals"
            head.dragged = f"{safe_text(words[:200])} → {safe_text(board.over.stage.name)}"
        head.refresh()

    def meant_by_dragging(self, deal: int) -> list[str]:
        """The deal that is dragged, and with it the other marked ones if it is one of them."""
        marked = self.board.marked_deals()
        return [f"D{id}" for id in (marked if deal in marked else [deal])]

    @on(Board.Dropped)
    def dropped(self, event: Board.Dropped) -> None:
        from tinycrm.tui.actions.deals import move_to

        move_to(self.app, self.meant_by_dragging(event.deal), event.stage_id)


def figures_of(crm: Crm, pipeline: str) -> tuple[Figures, WonDeals, str]:
    """The figures of the board, what was won this month, and the currency of the file."""
    from datetime import timedelta

    from tinycrm.domain.date_words import first_of, last_of
    from tinycrm.store.deal_sums import won_between
    from tinycrm.store.settings import currency

    today = crm.db.today()
    won = won_between(crm.db, first_of("month", today), last_of("month", today) + timedelta(1))
    return (
        crm.deals.board(pipeline, 0),
        WonDeals(
            f"{today:%b}",
            sum(deals for deals, _ in won.values()),
            [(code, amount) for code, (deals, amount) in won.items()],
        ),
        currency(crm.db),
    )
