"""What an import asks a person on a terminal, and that it waits for the answer."""

from pathlib import Path

import pytest

from tests.cli.on_terminal import on_terminal
from tinycrm.crm import Crm

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def talk(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command on a terminal, gives one answer after the other, returns what was shown."""
    monkeypatch.setenv("TINYCRM_DB", str(path))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    def call(*arguments: str, answers: tuple[str, ...] = (), code: int = 0) -> str:
        shown = on_terminal(*arguments, answers=answers)
        assert shown.code == code, shown
        return shown.out

    return call


def count(path: Path) -> int:
    with Crm(str(path)) as crm:
        return crm.contacts.count()


def test_a_preview_comes_before_anything_is_written(talk, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "leute.csv"
    file.write_text("Vorname;E-Mail;Größe\nAda;ada@a.co;39\nGrace;nonsense@;\n")
    shown = talk("import", str(file), answers=("?", "n"), code=2)
    assert "CSV of contacts, because 2 of its 3 columns are known" in shown
    assert "utf-8, parted by ;" in shown
    assert "E-Mail" in shown
    assert "ada@a.co" in shown
    assert "contacts: 0 created, 0 updated, 0 unchanged, 0 skipped, 1 rejected" in shown
    assert "--map" in shown
    assert count(path) == 0
    assert not (tmp_path / "leute.csv.rejected.csv").exists()
    talk("import", str(file), "--keep-going", answers=("y",), code=5)
    assert count(path) == 1
    talk("import", str(file), "--keep-going", "--yes", code=5)


def test_a_preview_says_how_to_take_values_that_differ(talk, path: Path, tmp_path: Path) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada Lovelace", email="ada@a.co", title="Countess")
    file = tmp_path / "people.csv"
    file.write_text("Name,E-Mail,Job title\nAda Lovelace,ada@a.co,Engineer\n")
    shown = talk("import", str(file), answers=("n",), code=2)
    assert "1 record would keep" in shown
    assert "--on-match overwrite takes the file's." in shown


def test_questions_make_seven_people_of_fourteen_leads(talk, path: Path) -> None:
    file = str(DATA / "salesforce_lead.csv")
    shown = talk("import", file, "--on-match", "ask", "--yes", answers=("f",) * 7)
    assert "Line 14: is Gumball the same as C5 Gumball" in shown
    assert shown.count("They have in common") == 7
    assert count(path) == 7
    assert "?" not in talk("import", file, "--on-match", "ask", "--yes")


def test_one_capital_answers_all_questions(talk, path: Path) -> None:
    file = str(DATA / "salesforce_lead.csv")
    shown = talk("import", file, "--on-match", "ask", "--yes", answers=("x", "S"))
    assert shown.count("They have in common") == 1
    assert count(path) == 7


def test_a_guessed_name_needs_a_yes(talk, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("alpha,beta\n7,Ada Lovelace\n")
    shown = talk("import", str(file), answers=("",), code=2)
    assert '"beta" was taken' in shown
    assert count(path) == 0
    talk("import", str(file), answers=("y",))
    assert count(path) == 1


def test_a_bar_shows_how_far_a_file_is_read(talk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,about\n" + "".join(f"P{n},{'x' * 200}\n" for n in range(1200)))
    shown = talk("import", str(file), "--yes")
    assert "[########" in shown
    assert "%, 500 rows" in shown
