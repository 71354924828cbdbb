"""Finds the pipeline and the stage that a deal of a file is in, and creates those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold
from tinycrm.store.stages import Pipeline, Stage, find_pipeline, pipelines, stages

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.interchange.report import Report


TRANSLATIONS = (
    ("qualified", ("Qualifiziert", "Qualifié", "Cualificado", "Calificado")),
    ("proposal", ("Angebot", "Devis", "Proposition", "Propuesta")),
    ("negotiation", ("Verhandlung", "Négociation", "Negociación")),
)
"""What the stages that every new file has are called elsewhere."""


class Stages:
    """Knows the stages by name, whatever its case; never by its beginning."""

    def __init__(self, crm: Crm, report: Report) -> None:
        self.crm = crm
        self.db = crm.db
        self.report = report

    def find(self, pipeline: str, name: str, status: str, probability: int | None) -> Stage:
        """The stage of a deal, created with the deal's probability where it is new.

        Without a name it is the last one of a deal that was won, else the first one.
        """
        key = ("stage", fold(pipeline), fold(name), status == "won")
        found: Stage = self.db.known(key, self.look_up, pipeline, name, status, probability)
        return found

    def look_up(self, pipeline: str, name: str, status: str, probability: int | None) -> Stage:
        owner = self.pipeline(pipeline, name, probability)
        own = stages(self.db, owner.id) or stages(self.db, owner.id, retired=True)
        if not fold(name):
            return own[-1] if status == "won" else own[0]
        every = stages(self.db, owner.id, retired=True)
        known = [row for row in every if named(row, name)]
        if not known and not pipeline:
            known = [row for row in stages(self.db) if named(row, name)]
        known = known or [row for row in every if row.name_key == translated(name)]
        return known[0] if known else self.create(owner, own, name, probability)

    def pipeline(self, name: str, stage: str, probability: int | None) -> Pipeline:
        """The pipeline of that name, with the first stage that is needed where it is new."""
        if not fold(name):
            return find_pipeline(self.db)
        found = [row for row in pipelines(self.db, retired=True) if named(row, name)]
        if found:
            return found[0]
        given = {} if probability is None else {"probability": probability}
        first = [{"name": stage, **given}] if fold(stage) else []
        id = self.crm.pipelines.add_pipeline(name, first)
        self.report.add("pipeline")
        made = next(row for row in pipelines(self.db) if row.id == id)
        self.report.new_stages.extend(
            (row.name, made.name, row.probability) for row in stages(self.db, id)
        )
        return made

    def create(self, owner: Pipeline, own: list[Stage], name: str, percent: int | None) -> Stage:
        """A new stage, before those that are more probable; without a probability the last one.

        That one is as probable as the last one before it: nobody said that it is more so.
        """
        last = own[-1].probability if own else 50
        given = {"probability": last if percent is None else percent}
        before = [row for row in own if percent is None or row.probability <= percent]
        id = self.crm.pipelines.add_stage(owner.id, name, position=len(before) + 1, **given)
        self.report.add("stage")
        stage = next(row for row in stages(self.db, owner.id) if row.id == id)
        self.report.new_stages.append((stage.name, owner.name, stage.probability))
        return stage


def translated(name: str) -> str:
    """The key of the usual stage that a name means in another language; "" for none."""
    key = fold(name)
    return next((stage for stage, words in TRANSLATIONS if key in map(fold, words)), "")


def named(row: Pipeline | Stage, name: str) -> bool:
    return row.name_key == fold(name)
