"""`crm import` and `crm export` as a shell uses them."""

import csv
import io
import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "data" / "atomiccrm_contacts_500.csv"


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))


COUNTS = ("created", "updated", "unchanged", "rejected")


def counts(out: str) -> list[int]:
    pairs = [line.split() for line in out.splitlines()]
    assert [name for name, _ in pairs] == list(COUNTS)
    return [int(count) for _, count in pairs]


def test_a_file_is_imported_once_however_often(run) -> None:
    assert counts(run("import", str(SAMPLE), "--dry-run").out) == [500, 0, 0, 0]
    assert counts(run("import", str(SAMPLE)).out) == [500, 0, 0, 0]
    assert counts(run("import", str(SAMPLE)).out) == [0, 0, 500, 0]
    assert "imported 500 contacts from atomiccrm_contacts_500.csv" in run("history").out
    run("undo")
    assert run("export", "contacts").out.count("\n") == 1


def test_standard_input_is_imported(run) -> None:
    assert counts(run("import", "-", stdin="name,email\nAda,ada@a.co\n").out) == [1, 0, 0, 0]
    lines = '{"name": "Grace"}\n'
    assert counts(run("import", "-", stdin=lines).out) == [1, 0, 0, 0]
    assert counts(run("import", "-", stdin=lines).out) == [0, 0, 1, 0]


def test_the_report_is_also_json(run) -> None:
    report = json.loads(run("import", "-", "--json", stdin="name,Käse\nAda,Brie\n").out)
    assert [report[name] for name in COUNTS] == [1, 0, 0, 0]
    assert report["columns"] == {"name": "name", "Käse": ""}
    assert report["new_fields"] == {"kase": "Käse"}
    assert report["rejected_file"] is None


def test_rejected_rows_are_told_kept_and_keep_the_others_out(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda,ada@a.co\nGrace,nonsense@\n")
    result = run("import", str(file), code=5)
    assert counts(result.out) == [1, 0, 0, 1]
    assert "Line 3:" in result.err
    assert "nonsense@" in result.err
    assert "Nothing was written" in result.err
    rejected = tmp_path / "people.csv.rejected.csv"
    (row,) = rows_of(rejected)
    assert (row["name"], row["email"]) == ("Grace", "nonsense@")
    assert "nonsense@" in row["error"]
    assert rejected.stat().st_mode & 0o777 == 0o600
    assert run("list-contacts", "--ids").out == ""
    assert counts(run("import", str(file), "--keep-going", code=5).out) == [1, 0, 0, 1]
    assert run("list-contacts", "--ids").out == "C1\n"


def test_a_dry_run_writes_no_file_either(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nGrace,nonsense@\n")
    run("import", str(file), "--dry-run", code=5)
    assert not (tmp_path / "people.csv.rejected.csv").exists()


def test_an_old_encoding_is_taken_with_a_notice(run) -> None:
    result = run("import", "-", stdin="name;email\nJürgen;j@a.co\n".encode("cp1252"))
    assert "cp1252" in result.err
    assert run("list-contacts", "--format", "{name}").out == "Jürgen\n"
    greek = "name;email\nΕλένη;e@a.co\n".encode("cp1253")
    assert "cp1252" not in run("import", "-", "--encoding", "cp1253", stdin=greek).err
    assert "Ελένη" in run("list-contacts", "--format", "{name}").out


def test_a_delimiter_can_be_given(run) -> None:
    run("import", "-", "--delimiter", "~", stdin="name~email\nAda~ada@a.co\n")
    assert run("list-contacts", "--format", "{email}").out == "ada@a.co\n"
    run("import", "-", "--delimiter", "~~", stdin="name~email\n", code=2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name\n"Ada\n', "Line 2"),
        (b"name\nA\x00da\n", "NUL"),
        (b"name,note\nA\rda,x\n", "carriage return"),
        (b"", "empty"),
        (b"name\n\x1b[2J\xff\xfe\n", ""),
    ],
)
def test_hostile_files_are_refused_without_a_trace(run, data: bytes, words: str) -> None:
    result = run("import", "-", stdin=data, code=0 if not words else 5)
    assert words in result.err
    assert "\x1b" not in result.err
    assert result.out == "" or not words


def test_a_missing_file_is_told(run, tmp_path: Path) -> None:
    assert "no file" in run("import", str(tmp_path / "no.csv"), code=3).err
    run("import", str(tmp_path), code=5)


def test_exports_go_to_files_that_are_not_replaced_unasked(run, tmp_path: Path) -> None:
    run("add-contact", "--name", "Ada", "--tag", "vip")
    run("add-contact", "--name", "Grace")
    file = tmp_path / "vip.csv"
    assert run("export", "contacts", "tag:vip", "--csv", "-o", str(file)).out == ""
    assert [row["name"] for row in rows_of(file)] == ["Ada"]
    assert "--force" in run("export", "contacts", "-o", str(file), code=6).err
    run("export", "contacts", "-o", str(file), "--force", "--sort", "-name")
    assert [row["name"] for row in rows_of(file)] == ["Grace", "Ada"]


def test_the_database_is_never_written_over(run, path: Path) -> None:
    run("add-contact", "--name", "Ada")
    assert "database" in run("export", "contacts", "-o", str(path), "--force", code=6).err
    assert run("list-contacts", "--ids").out == "C1\n"


def test_nouns_are_known_in_the_singular_and_when_mistyped(run) -> None:
    run("add-contact", "--name", "Ada")
    assert run("export", "contact").out == run("export", "contacts").out
    assert "contacts" in run("export", "contcts", code=2).err


def test_every_form_holds_the_same_people(run) -> None:
    run("add-contact", "--name", "Ada", "--email", "ada@a.co")
    run("add-contact", "--name", "Grace")
    lines = run("export", "contacts", "--jsonl").out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Ada", "Grace"]
    array = json.loads(run("export", "contacts", "--json", "--limit", "1").out)
    assert [each["name"] for each in array] == ["Ada"]
    tsv = csv.DictReader(io.StringIO(run("export", "contacts", "--tsv").out), delimiter="\t")
    assert [row["email"] for row in tsv] == ["ada@a.co", ""]
    assert run("export", "contacts", "--fields", "name", "--jsonl").out.startswith(
        '{"name": "Ada"}'
    )
    run("export", "contacts", "--csv", "--json", code=2)
    run("export", "contacts", "--json", "--excel", code=2)


def test_an_export_is_imported_by_another_file_as_it_was(run, tmp_path: Path) -> None:
    run("import", str(SAMPLE))
    file = tmp_path / "all.csv"
    run("export", "contacts", "-o", str(file))
    other = str(tmp_path / "other.db")
    assert counts(run("import", str(file), "--db", other).out) == [500, 0, 0, 0]
    assert counts(run("import", str(file), "--db", other).out) == [0, 0, 500, 0]
    again = run("export", "contacts", "--db", other).out
    before = rows_of(file)
    after = list(csv.DictReader(io.StringIO(again, newline="")))
    for row in [*before, *after]:
        for name in ("ref", "id", "company_ref"):
            del row[name]
    assert before == after
