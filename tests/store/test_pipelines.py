"""Pipelines and stages: finding, naming, ordering and retiring them."""

import pytest

from tinycrm.errors import (
    AmbiguousError,
    ConflictError,
    InvalidError,
    NotFoundError,
    UsageError,
)
from tinycrm.store.stages import find_stage


def names(crm, pipeline=""):
    return [stage.name for stage in crm.pipelines.stages(pipeline)]


def test_a_new_file_has_one_pipeline_with_four_stages(crm):
    assert [pipeline.name for pipeline in crm.pipelines.all()] == ["Sales"]
    assert [(row.name, row.probability) for row in crm.pipelines.stages()] == [
        ("Lead", 10),
        ("Qualified", 25),
        ("Proposal", 50),
        ("Negotiation", 75),
    ]


def test_a_pipeline_is_added_with_the_stages_that_are_named(crm):
    crm.pipelines.add_pipeline("Partners", ["Talk", {"name": "Deal", "probability": "80 %"}])
    assert [(row.name, row.probability, row.position) for row in crm.pipelines.stages("part")] == [
        ("Talk", 33, 0),
        ("Deal", 80, 1),
    ]
    assert crm.history.steps(1)[0].summary == "added the pipeline Partners"


def test_a_pipeline_without_stages_gets_those_of_a_new_file(crm):
    crm.pipelines.add_pipeline("Partners")
    assert names(crm, "Partners") == ["Lead", "Qualified", "Proposal", "Negotiation"]


def test_two_pipelines_cannot_share_a_name(crm):
    crm.pipelines.add_pipeline("Café")
    with pytest.raises(ConflictError, match="already"):
        crm.pipelines.add_pipeline("CAFE")
    with pytest.raises(ConflictError, match="already"):
        crm.pipelines.rename_pipeline("Sales", "Cafe")


def test_a_pipeline_may_change_the_case_of_its_own_name(crm):
    crm.pipelines.rename_pipeline("sales", "SALES")
    assert crm.pipelines.all()[0].name == "SALES"


def test_a_pipeline_with_open_deals_is_not_retired(crm):
    crm.pipelines.add_pipeline("Partners", ["Talk"])
    deal = crm.deals.add(title="One", pipeline="Partners")
    with pytest.raises(ConflictError, match="1 open deal stands in"):
        crm.pipelines.retire_pipeline("Partners")
    crm.deals.lose(deal, "price")
    crm.pipelines.retire_pipeline("Partners")
    assert [pipeline.name for pipeline in crm.pipelines.all()] == ["Sales"]
    with pytest.raises(NotFoundError):
        crm.pipelines.stages("Partners")
    with pytest.raises(ConflictError, match="retired pipeline"):
        crm.pipelines.add_pipeline("Partners")
    crm.pipelines.restore_pipeline("Partners")
    assert names(crm, "Partners") == ["Talk"]


def test_the_only_pipeline_is_not_retired(crm):
    with pytest.raises(ConflictError, match="the only pipeline"):
        crm.pipelines.retire_pipeline("Sales")


def test_a_stage_is_added_where_it_belongs(crm):
    crm.pipelines.add_stage("", "Demo", after="Qualified", stale_days="2 weeks")
    crm.pipelines.add_stage("Sales", "First", position=1, probability=5)
    crm.pipelines.add_stage("", "Signature")
    assert names(crm) == [
        "First",
        "Lead",
        "Qualified",
        "Demo",
        "Proposal",
        "Negotiation",
        "Signature",
    ]
    demo = crm.pipelines.stage("Demo")
    assert (demo.probability, demo.stale_days) == (37, 14)
    assert crm.pipelines.stage("Signature").probability == 87


@pytest.mark.parametrize("position", [0, 6, -1])
def test_a_stage_cannot_be_added_at_a_place_that_does_not_exist(crm, position):
    with pytest.raises(InvalidError, match=f"no place {position}"):
        crm.pipelines.add_stage("", "Demo", position=position)


@pytest.mark.parametrize("name", ["", "  ", None, "Won", "lost"])
def test_some_names_cannot_be_stages(crm, name):
    with pytest.raises(InvalidError):
        crm.pipelines.add_stage("", name)


@pytest.mark.parametrize(
    "fields",
    [{"probability": 101}, {"probability": -1}, {"probability": "x"}, {"stale_days": 0}],
)
def test_figures_out_of_range_are_refused(crm, fields):
    with pytest.raises(InvalidError):
        crm.pipelines.add_stage("", "Demo", **fields)
    with pytest.raises(InvalidError):
        crm.pipelines.edit_stage("Lead", **fields)


def test_an_unknown_field_of_a_stage_is_refused(crm):
    with pytest.raises(UsageError, match="probabilty"):
        crm.pipelines.edit_stage("Lead", probabilty=20)


def test_a_stage_cannot_lose_its_probability(crm):
    with pytest.raises(InvalidError, match="probability"):
        crm.pipelines.edit_stage("Lead", probability="")


def test_a_renamed_stage_has_its_new_name_in_the_past_too(crm):
    deal = crm.deals.add(title="Engine", stage="Lead", contact=crm.contacts.add(name="Ada"))
    crm.deals.move(deal, "Proposal")
    crm.pipelines.edit_stage("Lead", name="Enquiry", exit_criteria="has a budget")
    assert [(row.kind, row.from_stage, row.stage) for row in crm.deals.events(deal)] == [
        ("created", None, "Enquiry"),
        ("moved", "Enquiry", "Proposal"),
    ]
    told = crm.db.rows(
        "SELECT text FROM timeline WHERE deal_id = ? AND kind LIKE 'deal %'", (deal,)
    )
    assert told == [("Engine (Enquiry)",), ("Engine (Proposal)",)]
    told = crm.db.rows("SELECT text FROM timeline WHERE contact_id = 1 AND kind = 'deal created'")
    assert told == [("Engine (Enquiry)",)]
    assert crm.pipelines.stage("Enquiry").exit_criteria == "has a budget"
    assert crm.history.steps(1)[0].summary == "renamed the stage Lead to Enquiry"


def test_stages_are_put_in_another_order(crm):
    crm.pipelines.move_stage("Negotiation", position=1)
    assert names(crm) == ["Negotiation", "Lead", "Qualified", "Proposal"]
    crm.pipelines.move_stage("Lead", after="Proposal")
    assert names(crm) == ["Negotiation", "Qualified", "Proposal", "Lead"]
    assert [row.position for row in crm.pipelines.stages()] == [0, 1, 2, 3]
    with pytest.raises(InvalidError, match="after itself"):
        crm.pipelines.move_stage("Lead", after="lead")


def test_a_stage_with_open_deals_is_only_retired_when_they_have_somewhere_to_go(crm, clock):
    first = crm.deals.add(title="One", stage="Proposal", amount="100")
    own = crm.deals.add(title="Two", stage="Proposal", probability=90)
    crm.deals.archive(own)
    closed = crm.deals.add(title="Three", stage="Proposal")
    crm.deals.lose(closed, "price")
    with pytest.raises(ConflictError, match="2 open deals stand in"):
        crm.pipelines.retire_stage("Proposal")
    clock.now = clock.now.replace(hour=13)
    steps = len(crm.history.steps())
    assert crm.pipelines.retire_stage("Proposal", move_to="Nego") == 2
    assert len(crm.history.steps()) == steps + 1
    assert crm.history.steps(1)[0].summary == (
        "retired the stage Proposal and moved its open deals (2) to Negotiation"
    )
    assert names(crm) == ["Lead", "Qualified", "Negotiation"]
    moved = crm.deals.get(first)
    assert (moved.stage, moved.stage_entered_at) == ("Negotiation", "2026-06-30T13:00:00.000Z")
    assert crm.deals.get(closed).stage == "Proposal"
    event = crm.deals.events(first)[-1]
    assert event[1:] == (
        "2026-06-30T13:00:00.000Z",
        "moved",
        "Proposal",
        "Negotiation",
        10000,
        "EUR",
        75,
        None,
    )
    assert crm.deals.events(own)[-1].probability == 90


def test_retiring_a_stage_with_its_deals_is_undone_and_redone_as_one_step(crm, assert_undone):
    crm.deals.add(title="One", stage="Proposal", amount="100")
    assert_undone([lambda: crm.pipelines.retire_stage("Proposal", move_to="Lead")])


def test_a_stage_cannot_hand_its_deals_to_itself(crm):
    with pytest.raises(InvalidError, match="the stage that is retired"):
        crm.pipelines.retire_stage("Lead", move_to="Lead")
    assert names(crm)[0] == "Lead"


def test_the_last_stage_of_a_pipeline_is_not_retired(crm):
    crm.pipelines.add_pipeline("Partners", ["Talk"])
    with pytest.raises(ConflictError, match="the only stage"):
        crm.pipelines.retire_stage("Talk")


def test_a_retired_stage_comes_back_where_it_was(crm):
    crm.pipelines.retire_stage("Qualified")
    with pytest.raises(ConflictError, match="retired stage"):
        crm.pipelines.add_stage("", "qualified")
    with pytest.raises(NotFoundError):
        crm.deals.add(title="One", stage="Qualified")
    assert [row.name for row in crm.pipelines.stages(retired=True)][-1] == "Qualified"
    crm.pipelines.restore_stage("Qual")
    assert names(crm) == ["Lead", "Qualified", "Proposal", "Negotiation"]
    with pytest.raises(NotFoundError, match="no retired stage"):
        crm.pipelines.restore_stage("Lead")


def test_a_stage_is_found_by_name_beginning_and_number(crm):
    assert find_stage(crm.db, "PROPOSAL").name == "Proposal"
    assert find_stage(crm.db, "neg").name == "Negotiation"
    assert find_stage(crm.db, 2).name == "Qualified"
    crm.pipelines.add_stage("", "Lead in")
    assert find_stage(crm.db, "lead").name == "Lead"


def test_a_beginning_that_several_stages_share_is_ambiguous(crm):
    crm.pipelines.add_stage("", "Prospect")
    with pytest.raises(AmbiguousError) as error:
        find_stage(crm.db, "pro")
    assert error.value.candidates == [("3", "Proposal · Sales"), ("5", "Prospect · Sales")]


def test_of_stages_with_the_same_name_the_own_pipeline_s_and_then_the_default_one_s_is_meant(crm):
    partners = crm.pipelines.add_pipeline("Partners", ["Lead", "Trial"])
    crm.pipelines.add_pipeline("Events", ["Trial"])
    assert find_stage(crm.db, "Lead").pipeline == "Sales"
    assert find_stage(crm.db, "Lead", partners).pipeline == "Partners"
    assert find_stage(crm.db, "Trial", partners).pipeline == "Partners"
    with pytest.raises(AmbiguousError):
        find_stage(crm.db, "Trial")
    assert crm.pipelines.stage("Trial", "Events").pipeline == "Events"


def test_an_unknown_stage_is_answered_with_those_there_are(crm):
    with pytest.raises(NotFoundError) as error:
        find_stage(crm.db, "Propsal")
    assert error.value.remedy == (
        "Did you mean “Proposal”? There are: Lead, Qualified, Proposal, Negotiation."
    )
    with pytest.raises(NotFoundError):
        find_stage(crm.db, "")


@pytest.mark.parametrize(
    ("word", "command"), [("won", "win-deal"), ("Lost", "lose-deal"), ("Closed Won", "win-deal")]
)
def test_won_and_lost_are_no_stages_and_the_error_says_what_to_use(crm, word, command):
    with pytest.raises(UsageError) as error:
        find_stage(crm.db, word)
    assert error.value.remedy == f"Use: crm {command}"


def test_every_change_of_pipelines_can_be_undone_and_redone(crm, assert_undone):
    steps = [
        lambda: crm.pipelines.add_pipeline("Partners", ["Talk", "Trial"]),
        lambda: crm.pipelines.rename_pipeline("Partners", "Friends"),
        lambda: crm.pipelines.add_stage("Friends", "Start", position=1),
        lambda: crm.pipelines.edit_stage("Trial", name="Pilot", probability=60),
        lambda: crm.pipelines.move_stage("Pilot", position=1),
        lambda: crm.pipelines.retire_stage("Talk"),
        lambda: crm.pipelines.restore_stage("Talk", pipeline="Friends"),
        lambda: crm.pipelines.retire_pipeline("Friends"),
        lambda: crm.pipelines.restore_pipeline("Friends"),
    ]
    assert_undone(steps)
