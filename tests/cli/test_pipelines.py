"""The commands for pipelines and stages."""

import json

from tests.cli.conftest import Run


def stages(run: Run, *options: str) -> list[str]:
    found = json.loads(run("list-pipelines", "--json", *options).out)
    return [f"{stage['pipeline']}/{stage['name']} {stage['probability']}" for stage in found]


def test_the_stages_are_listed_in_order(run: Run) -> None:
    assert stages(run) == [
        "Sales/Lead 10",
        "Sales/Qualified 25",
        "Sales/Proposal 50",
        "Sales/Negotiation 75",
    ]
    assert run("list-pipelines").out.splitlines()[0].split("\t")[:4] == ["Sales", "1", "Lead", "10"]


def test_a_pipeline_is_added_with_its_stages(run: Run) -> None:
    result = run("add-pipeline", "Projects", "--stage", "Idea:10", "--stage", "Offer: big:50%")
    assert result.out == "Projects\n"
    assert stages(run)[4:] == ["Projects/Idea 10", "Projects/Offer: big 50"]
    run("add-pipeline", "Odd", "--stage", "Idea:150", code=5)
    run("add-pipeline", "projects", code=6)


def test_a_pipeline_is_renamed_retired_and_restored(run: Run) -> None:
    run("add-pipeline", "Projects", "--stage", "Idea")
    assert run("edit-pipeline", "Sales", "--name", "New business").out == "New business\n"
    assert run("retire-pipeline", "Projects").out == "Projects\n"
    assert not any("Projects" in stage for stage in stages(run))
    assert any("Projects" in stage for stage in stages(run, "--retired"))
    restored = json.loads(run("restore-pipeline", "Projects", "--json").out)
    assert (restored["retired_at"], len(restored["stages"])) == (None, 1)
    run("retire-pipeline", "Absent", code=3)


def test_a_stage_is_added_after_another(run: Run) -> None:
    assert run("add-stage", "Demo", "--probability", "40", "--after", "Qualified").out == "Demo\n"
    assert stages(run)[2] == "Sales/Demo 40"
    run("add-stage", "Demo", code=6)


def test_a_stage_is_changed_and_moved_in_one_step(run: Run) -> None:
    stage = json.loads(
        run(
            "edit-stage",
            "Proposal",
            *("--name", "Offer", "--probability", "60", "--stale", "21"),
            *("--criteria", "they asked for a price", "--after", "Lead", "--json"),
        ).out
    )
    assert (stage["name"], stage["probability"], stage["stale_days"]) == ("Offer", 60, 21)
    assert stage["exit_criteria"] == "they asked for a price"
    assert stages(run)[1] == "Sales/Offer 60"
    run("undo")
    assert stages(run)[2] == "Sales/Proposal 50"


def test_an_edit_of_nothing_is_refused(run: Run) -> None:
    run("edit-stage", "Proposal", code=2)
    run("edit-stage", "Absent", "--name", "x", code=3)


def test_a_stage_is_retired_and_restored(run: Run) -> None:
    run("add-deal", "--title", "Engine", "--stage", "Proposal")
    run("retire-stage", "Proposal", code=6)
    assert run("retire-stage", "Proposal", "--move-to", "Qualified").out == "Proposal\n"
    assert run("list-deals", "--format", "{stage}").out == "Qualified\n"
    assert "Sales/Proposal 50" not in stages(run)
    assert run("restore-stage", "Proposal").out == "Proposal\n"
    assert stages(run)[2] == "Sales/Proposal 50"
