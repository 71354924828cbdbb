"""`crm import` and `crm export` as a shell uses them."""

import csv
import io
import json
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data" / "atomiccrm_contacts_500.csv"


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))


def counts(out: str) -> list[int]:
    """Created, updated, unchanged, rejected."""
    (row,) = (line.split("\t") for line in out.splitlines())
    return [int(row[at]) for at in (1, 2, 3, 5)]


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
