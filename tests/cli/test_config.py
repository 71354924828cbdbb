"""`config`: settings of the file and of the machine."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tinycrm.config import config_path, read_config, replace_text, write_config
from tinycrm.errors import InvalidError


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("TINYCRM_CONFIG", str(file))
    return file


def test_a_setting_of_the_file_is_set_shown_and_unset(run: Run) -> None:
    assert run("config", "currency", "chf").out == "CHF\n"
    assert run("config", "currency").out == "CHF\n"
    assert json.loads(run("config", "currency", "--json").out)["source"] == "file"
    run("config", "currency", "")
    assert json.loads(run("config", "currency", "--json").out)["source"] == "default"


def test_setting_can_be_undone(run: Run) -> None:
    run("config", "owner", "sam")
    run("undo")
    assert run("config", "owner").out == ""


def test_all_settings_are_listed_with_their_sources(run: Run, path: Path) -> None:
    found = {row["key"]: row for row in json.loads(run("config", "--json").out)}
    assert set(found) == {"currency", "region", "owner", "goal.month", "db", "theme", "plain"}
    assert (found["db"]["value"], found["db"]["source"]) == (str(path), "TINYCRM_DB")
    assert found["region"]["value"] is None


def test_looking_at_settings_makes_no_file(run: Run, path: Path) -> None:
    run("config")
    run("config", "currency")
    run("config", "path")
    assert not path.exists()


def test_unknown_and_wrong_settings_are_refused(run: Run) -> None:
    assert "currency" in run("config", "curency", code=2).err
    run("config", "curency", "EUR", code=2)
    run("config", "currency", "XYZZY", code=5)
    run("config", "region", "Germany", code=5)


def test_the_paths_are_told(run: Run, path: Path, config_file: Path) -> None:
    assert run("config", "path").out == f"config\t{config_file}\ndata\t{path}\n"
    assert json.loads(run("config", "path", "--json").out) == {
        "config": str(config_file),
        "data": str(path),
    }


def test_the_file_to_open_is_written_into_the_configuration(
    run: Run, config_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = str(tmp_path / 'odd "name" \\ ü.db')
    run("config", "db", 'odd "name" \\ ü.db')
    monkeypatch.delenv("TINYCRM_DB")
    shown = json.loads(run("config", "db", "--json").out)
    assert (shown["value"], shown["source"]) == (wanted, "configuration")
    assert config_file.stat().st_mode & 0o777 == 0o600
    run("add-contact", "--name", "Ada")
    assert Path(wanted).exists()


def test_the_rest_of_the_configuration_stays(run: Run, config_file: Path) -> None:
    config_file.parent.mkdir()
    config_file.write_text('# mine\nother = 1\ndb = "old.db"\n\n[table]\ndb = "kept"\n')
    run("config", "db", "/new.db")
    assert config_file.read_text() == (
        '# mine\nother = 1\n\ndb = "/new.db"\n[table]\ndb = "kept"\n'
    )
    run("config", "db", "")
    assert config_file.read_text() == '# mine\nother = 1\n\n[table]\ndb = "kept"\n'


def test_a_configuration_that_cannot_be_changed_by_line_is_left_alone(
    run: Run, config_file: Path
) -> None:
    config_file.parent.mkdir()
    for text in ('db = """\nold.db"""\n', "db = [\n", 'a = """\n[x]\n"""\n'):
        config_file.write_text(text)
        run("config", "db", "/new.db", code=5)
        assert config_file.read_text() == text


def test_a_linked_configuration_stays_a_link(run: Run, config_file: Path, tmp_path: Path) -> None:
    config_file.parent.mkdir()
    target = tmp_path / "dotfiles.toml"
    target.write_text("")
    config_file.symlink_to(target)
    run("config", "db", "/new.db")
    assert config_file.is_symlink()
    assert target.read_text() == 'db = "/new.db"\n'


def test_a_field_is_required_shown_and_no_longer_required(run: Run) -> None:
    assert run("config", "require", "deal", "amount").out == "amount\n"
    assert run("config", "require", "deal").out == "amount\n"
    assert "require.deal\tamount\tfile\n" in run("config").out
    assert "--set amount" in run("add-deal", "--title", "Engine", code=5).err
    run("add-deal", "--title", "Engine", "--amount", "3k")
    assert run("config", "unrequire", "deal", "amount").out == ""
    run("add-deal", "--title", "Engine")


def test_a_slip_in_a_required_field_is_answered_with_the_right_name(run: Run) -> None:
    assert "“amount”" in run("config", "require", "deal", "amuont", code=2).err
    run("config", "unrequire", "deal", code=2)
    run("config", "currency", "EUR", "CHF", code=2)


def test_the_theme_of_the_app_is_a_setting_of_the_machine(run) -> None:
    assert run("config", "theme").out == "dark\n"
    run("config", "theme", "light")
    assert run("config", "theme").out == "light\n"
    assert "Known are: dark, light" in run("config", "theme", "pink", code=5).err


def test_a_key_is_written_under_its_own_heading_and_other_lines_stay() -> None:
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_text('db = "/tmp/x.db" # mine\n\n[other]\nundo = "u"\n')
    write_config("undo", "f9", "keys")
    write_config("redo", "f8", "keys")
    assert read_config()["keys"] == {"undo": "f9", "redo": "f8"}
    write_config("undo", "", "keys")
    write_config("redo", "", "keys")
    write_config("theme", "light")
    assert path.read_text().startswith('db = "/tmp/x.db" # mine\n')
    assert read_config() == {
        "db": "/tmp/x.db", "theme": "light", "other": {"undo": "u"}, "keys": {},
    }  # fmt: skip


def test_plain_is_yes_or_no(run: Run) -> None:
    assert run("config", "plain").out == "no\n"
    run("config", "plain", "yes")
    assert run("config", "plain").out == "yes\n"
    assert config_path().read_text() == "plain = true\n"
    assert "neither yes nor no" in run("config", "plain", "perhaps", code=5).err
    run("config", "plain", "no")
    assert run("config", "plain").out == "no\n"


def test_a_configuration_that_is_no_text_is_named(
    run: Run, config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file.parent.mkdir(parents=True, exist_ok=True)
    config_file.write_bytes(b'theme = "caf\xe9"')
    assert "it is not UTF-8" in run("config", "theme", code=5).err
    config_file.write_text("db = 5")
    monkeypatch.delenv("TINYCRM_DB")
    assert "db is no path" in run("list-contacts", code=5).err


def test_a_full_disk_leaves_no_half_configuration_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InvalidError, match="No space left"):
        replace_text(tmp_path / "places.json", "{}")
    assert list(tmp_path.iterdir()) == []
