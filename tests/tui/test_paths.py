"""Paths as they are typed, pasted, and dragged into a terminal."""

import os
from pathlib import Path

import pytest

from tinycrm.tui.files.paths import Entry, completed, offered, paths_in, tilde


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "my files"
    folder.mkdir(parents=True)
    path = folder / "it's (1) ünï.csv"
    path.write_text("Name\nAda\n", encoding="utf-8")
    return path


def test_a_path_is_understood_as_terminals_write_it(file: Path) -> None:
    escaped = str(file)
    for sign in " '()":
        escaped = escaped.replace(sign, f"\\{sign}")
    quoted = "'" + str(file).replace("'", "'\\''") + "'"
    address = file.as_uri()
    for text in (str(file), f" {file} ", escaped, f"{escaped} ", quoted, f'"{file}"', address):
        assert paths_in(text) == [str(file)], text


def test_a_tilde_is_the_home_folder(file: Path) -> None:
    assert paths_in("~/my files/it's (1) ünï.csv") == [str(file)]
    assert tilde(str(file)) == "~/my files/it's (1) ünï.csv"
    assert tilde(str(Path.home())) == "~"
    assert tilde("/elsewhere") == "/elsewhere"


def test_several_paths_are_told_apart_only_where_all_of_them_exist(file: Path) -> None:
    other = file.parent / "b.csv"
    other.touch()
    assert paths_in(f'"{file}" {str(other).replace(" ", chr(92) + " ")}') == [str(file), str(other)]
    assert paths_in("/no/such file.csv") == ["/no/such file.csv"]


def test_text_that_is_no_path_does_no_harm() -> None:
    for text in ("", "  ", "'", '"', "\\", "\0", "~nobody/x", "file://", "\ud800", "a" * 5000):
        assert len(paths_in(text)) <= 1
        offered(text)


def test_what_is_offered_begins_with_what_was_typed(file: Path) -> None:
    (file.parent / "inner").mkdir()
    (file.parent / ".hidden.csv").touch()
    folder = str(file.parent)
    assert [entry.name for entry in offered(f"{folder}/")] == ["inner", file.name]
    assert [entry.name for entry in offered(f"{folder}/IT")] == [file.name]
    assert [entry.name for entry in offered(f"{folder}/.h")] == [".hidden.csv"]
    assert offered("/no/such/folder/") == []


def test_a_folder_of_cards_can_be_taken_as_a_whole(tmp_path: Path) -> None:
    for name in ("a.vcf", "b.vcf"):
        (tmp_path / name).touch()
    first = offered(f"{tmp_path}{os.sep}")[0]
    assert first.whole
    assert "all 2 vCards" in first.name


def test_completion_goes_as_far_as_all_agree(file: Path) -> None:
    folder = str(file.parent.parent.parent / "x")
    entries = [Entry(f"{folder}/people 2019.csv", ""), Entry(f"{folder}/people 2020.csv", "")]
    assert completed(f"{folder}/p", entries) == f"{folder}/people 20"
    assert completed(f"{folder}/p", entries[:1]) == f"{folder}/people 2019.csv"
    assert completed("zzz", []) == "zzz"


def test_a_folder_of_tables_can_be_taken_as_a_whole_after_each_of_them(tmp_path: Path) -> None:
    for name in ("people.csv", "firms.xlsx", "ada.vcf", "people.csv.rejected.csv"):
        (tmp_path / name).write_text("x")
    entries = offered(f"{tmp_path}/")
    assert entries[-1].name == "all 3 files in this folder, tied to each other"
    assert entries[-1].whole
    assert len(entries) == 5
