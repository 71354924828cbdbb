"""The documentation says what is so."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)
from tinycrm import open_crm
from tinycrm.cli.help import TOPICS
from tinycrm.cli.manifest import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"


ROOT = DOCS.parent
PAGES = [*ROOT.glob("*.md"), *DOCS.glob("*.md")]


@pytest.mark.parametrize(("page", "writer"), [("commands.md", "commands"), ("app.md", "app")])
def test_what_is_written_from_the_program_is_up_to_date(page: str, writer: str) -> None:
    written = (DOCS / page).read_text(encoding="utf-8")
    generated = runpy.run_path(str(DOCS / "generate.py"))[writer]()
    assert written == generated, "Write it anew with: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        if "://" not in target:
            found = (page.parent / file).resolve() if file else page
            assert found.exists(), target
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w-]", "", each.lower().replace(" ", "-")) for each in headings]
            assert not heading or heading in anchors, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for words in re.findall(r"(?:^|`)crm ([^`\n]+)", text, re.MULTILINE):
        plain = re.sub(r"--db \S+", "", words).split()
        name = plain[0] if plain else ""
        known = name in COMMANDS or name.startswith("-") or name in ("COMMAND", "") or "…" in name
        assert known, f"crm {words}"
        if name == "help" and len(plain) > 1:
            assert plain[1].strip("().,;") in {*TOPICS, *COMMANDS}, f"crm {words}"


def test_every_command_that_an_error_names_exists() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"with: crm ([a-z][a-z-]*)", path.read_text(encoding="utf-8")):
            assert any(known.startswith(name) for known in COMMANDS), f"{path}: crm {name}"


def documented(heading: str) -> set[str]:
    """The keys in the first column of a table of json.md."""
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def members(heading: str, key: str) -> set[str]:
    """The keys that json.md gives for the members of a list, in the text beside it."""
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    (row,) = re.findall(rf"^\| `{key}` \| (.*) \|", part, re.MULTILINE)
    return set(re.findall(r"`(\w+)`", row))


def fill(run: Run) -> None:  # noqa: F811 (the fixture)
    lines = {
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "company": "Engines Ltd",
        "tags": ["vip"],
        "addresses": [{"city": "London"}],
    }
    run("add-contact", "-", stdin=json.dumps(lines))
    run("set-consent", "C1", "email", "in")
    run("add-deal", "--title", "Engine No. 2", "--contact", "C1", "--amount", "3k EUR")
    run("log", "call", "C1", "hello", "--for", "D1", "--next", "Ring", "--due", "today")
    run("add-field", "contact", "region")
    run("import", "-", stdin="name,email\nGrace Hopper,grace@example.com\n")


@pytest.fixture
def told(run: Run, once):  # noqa: F811 (the fixture)
    """What a command prints as JSON; of a list, the first member."""
    once(fill, run)

    def tell(*arguments: str) -> Any:
        found = json.loads(run(*arguments, "--json").out)
        return found[0] if isinstance(found, list) else found

    return tell


@pytest.mark.parametrize(
    ("noun", "ref", "plural"),
    [
        ("contact", "C1", "contacts"),
        ("company", "O1", "companies"),
        ("deal", "D1", "deals"),
        ("activity", "A1", "activities"),
        ("task", "T1", "tasks"),
    ],
)
def test_every_key_of_a_record_is_documented(told, noun: str, ref: str, plural: str) -> None:
    keys = documented("Every record") | documented(noun)
    assert set(told(f"list-{plural}")) == keys
    pages = documented("page") if noun in ("contact", "company", "deal") else set()
    assert set(told("show", ref)) == keys | (pages - ({"people"} if noun != "company" else set()))


def test_every_key_of_what_belongs_to_a_record_is_documented(told) -> None:
    contact, company, deal = told("show", "C1"), told("show", "O1"), told("show", "D1")
    assert set(contact["email"][0]) == documented("contact point")
    assert set(contact["addresses"][0]) == documented("address")
    assert set(contact["timeline"][0]) == documented("event")
    assert set(contact["consents"][0]) == members("page", "consents")
    assert set(contact["deals"][0]) == members("page", "deals")
    assert set(contact["tasks"][0]) == members("page", "tasks")
    assert set(company["people"][0]) == members("page", "people")
    assert set(deal["contacts"][0]) == members("deal", "contacts")


@pytest.mark.parametrize(
    ("heading", "command"),
    [
        ("event", ["timeline"]),
        ("today", ["today"]),
        ("month", ["report", "month"]),
        ("hit", ["search", "ada"]),
        ("pipeline", ["pipeline"]),
        ("stage", ["list-pipelines"]),
        ("stage", ["add-stage", "Demo"]),
        ("step", ["history"]),
        ("step", ["undo"]),
        ("difference", ["history", "--step", "2"]),
        ("tag", ["list-tags"]),
        ("tag", ["rename-tag", "vip", "VIP"]),
        ("view", ["save-view", "Quiet", "contacts", "quiet:>30d"]),
        ("field", ["list-fields"]),
        ("field", ["add-field", "deal", "scope"]),
        ("import", ["list-imports"]),
        ("setting", ["config"]),
        ("setting", ["config", "currency", "USD"]),
    ],
)
def test_every_key_of_other_lists_is_documented(told, heading: str, command: list[str]) -> None:
    assert set(told(*command)) == documented(heading)


def test_every_key_of_the_board_is_documented(told) -> None:
    board = told("pipeline")
    assert set(board["sums"][0]) == members("pipeline", "sums")
    stage = board["stages"][0]
    assert set(stage) == members("pipeline", "stages")
    assert set(stage["cards"][0]) == {
        *documented("Every record"),
        *documented("deal"),
        "quiet_days",
        "stale",
    }


def test_an_error_is_documented(run: Run) -> None:  # noqa: F811 (the fixture)
    error = json.loads(run("show", "C9", "--json", code=3).err)["error"]
    assert set(error) == documented("error")


def python_blocks(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def test_the_examples_of_the_library_run_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for number, block in enumerate(python_blocks("library.md")):
        exec(compile(block, f"library.md, example {number + 1}", "exec"), names)
    names["engine"].dispose()
    with open_crm("crm.db") as crm:
        assert [contact.name for contact in crm.contacts.find("grace")] == ["Grace Hopper"]
        crm.history.undo()
        assert crm.contacts.find("grace") == []


def test_the_examples_of_the_library_are_typed(tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text("\n".join(python_blocks("library.md")))
    # In the project's folder, whose cache `make lint` has filled.
    command = [sys.executable, "-m", "mypy", "--strict", str(file)]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=DOCS.parent)
    assert checked.returncode == 0, checked.stdout
