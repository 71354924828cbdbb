"""Moving, winning, losing and reopening deals, and looking at them as a board or as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import ConflictError, CrmError, InvalidError
from tinycrm.tui.actions.together import each

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.stages import Stage
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.dialogs.lose import Loss
    from tinycrm.tui.panes.deals import DealsPane


def step(app: CrmApp, subjects: list[str], stage: str) -> None:
    """Move deals to the `next` stage or to the one before, `prev`."""
    words = {"next": "one stage on", "prev": "one stage back"}[stage]

    def act(crm: Crm) -> None:
        each(crm, subjects, f"moved # {words}", lambda ref: crm.deals.move(ref, stage))

    app.change(act, failed=lambda error: app.tell_error(in_keys(app, error)))


def move_to(app: CrmApp, refs: list[str], stage_id: int) -> None:
    """Move deals to a stage, as when their cards were dropped on it."""

    def act(crm: Crm) -> None:
        # By name: a number could be the beginning of another stage's name.
        name = next(stage.name for stage in all_stages(crm) if stage.id == stage_id)
        each(crm, refs, f"moved # to {name}", lambda ref: crm.deals.move(ref, name))

    app.change(act, failed=lambda error: app.tell_error(in_keys(app, error)))


def all_stages(crm: Crm) -> list[Stage]:
    return [stage for pipe in crm.pipelines.all() for stage in crm.pipelines.stages(pipe.name)]


def win(app: CrmApp, subjects: list[str]) -> None:
    """Set deals to won."""
    refuse_wrong_status(app, subjects, "open")
    take_off_board(app, subjects)

    def act(crm: Crm) -> None:
        each(crm, still(crm, subjects, "open"), "won #", crm.deals.win)

    app.change(act, failed=lambda error: closing_failed(app, error))


def lose(app: CrmApp, subjects: list[str]) -> None:
    """Ask why deals were lost, and set them to lost."""
    from tinycrm.tui.dialogs.lose import LoseDialog

    refuse_wrong_status(app, subjects, "open")

    def answered(loss: Loss | None) -> None:
        if loss is not None:
            take_off_board(app, subjects)
            app.change(
                lambda crm: set_lost(crm, subjects, loss),
                failed=lambda error: closing_failed(app, error),
            )

    title = app.crm.deals.get(subjects[0]).title if len(subjects) == 1 else ""
    app.push_screen(LoseDialog(title or f"{len(subjects)} deals"), answered)


def set_lost(crm: Crm, refs: list[str], loss: Loss) -> None:
    def one(ref: str) -> object:
        return crm.deals.lose(ref, loss.reason, loss.competitor)

    why = f": {loss.reason}" if loss.reason else ""
    each(crm, still(crm, refs, "open"), f"lost #{why}", one)


def reopen(app: CrmApp, subjects: list[str]) -> None:
    """Set closed deals to open again."""
    refuse_wrong_status(app, subjects, "closed")

    def act(crm: Crm) -> None:
        each(crm, still(crm, subjects, "closed"), "reopened #", crm.deals.reopen)

    app.change(act)


def is_status(status: str, wanted: str) -> bool:
    return (status == "open") == (wanted == "open")


def still(crm: Crm, refs: list[str], wanted: str) -> list[str]:
    """Those deals that are still `open`, or `closed`; raises ConflictError where none is."""
    found = crm.deals.by_ids([int(ref[1:]) for ref in refs])
    kept = [deal.ref for deal in found if is_status(deal.status, wanted)]
    if kept:
        return kept
    deal = crm.deals.get(refs[0])
    remedy = "There is nothing to reopen." if deal.status == "open" else "See: crm reopen-deal"
    raise ConflictError(f"{deal.ref} is {deal.status} already.", remedy)


def refuse_wrong_status(app: CrmApp, refs: list[str], wanted: str) -> None:
    """Raise ConflictError where none of the deals is `open`, or `closed`, as the key shows it."""
    try:
        still(app.crm, refs, wanted)
    except ConflictError as error:
        raise in_keys(app, error) from None


def in_keys(app: CrmApp, error: CrmError) -> CrmError:
    """The error of a move, with keys in its remedy in the place of commands."""
    remedy = error.remedy
    if "win-deal" in remedy:
        remedy = f"When the deal is won: press {app.key_of('win')}."
    elif "reopen-deal" in remedy:
        remedy = f"Press {app.key_of('reopen')} to reopen it."
    return type(error)(error.message, remedy)


# Board and list


def deals_pane(app: CrmApp) -> DealsPane | None:
    """The place of the deals, where it is in front."""
    from tinycrm.tui.panes.deals import DealsPane

    return app.pane if isinstance(app.pane, DealsPane) else None


def take_off_board(app: CrmApp, refs: list[str]) -> None:
    """Let the cursor go on at once to the next deal, which the next key then means."""
    pane = deals_pane(app)
    if pane is not None and pane.shows_overview:
        pane.board.take_out({int(ref[1:]) for ref in refs})


def closing_failed(app: CrmApp, error: CrmError) -> None:
    app.tell_error(in_keys(app, error))
    app.reload()


def show_closed(app: CrmApp, subjects: list[str]) -> None:
    pane = deals_pane(app)
    if pane is not None:
        pane.show_closed()


def choose_pipeline(app: CrmApp, subjects: list[str]) -> None:
    """Ask which pipeline the board is to show."""
    from tinycrm.tui.dialogs.choose import Choose

    pipelines = app.crm.pipelines.all()
    if len(pipelines) < 2:
        raise InvalidError(
            f"There is one pipeline, {pipelines[0].name}." if pipelines else "There is none.",
            "The settings have room for more.",
        )

    def answered(name: str | None) -> None:
        pane = deals_pane(app)
        if name is not None and pane is not None:
            pane.choose_pipeline(name)

    options = {str(pipeline.id): pipeline.name for pipeline in pipelines}
    app.push_screen(
        Choose("Which pipeline?", options),
        lambda id: answered(options[id] if id is not None else None),
    )


def toggle_mark(app: CrmApp, subjects: list[str]) -> None:
    pane = deals_pane(app)
    if pane is not None:
        pane.board.toggle_mark()


def mark_stage(app: CrmApp, subjects: list[str]) -> None:
    """Mark all deals of the stage in which the cursor is."""
    pane = deals_pane(app)
    if pane is not None:
        pane.board.mark_stage()


def unmark_all(app: CrmApp, subjects: list[str]) -> None:
    pane = deals_pane(app)
    if pane is not None:
        pane.board.unmark_all()
