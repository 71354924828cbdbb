"""Much that is written at once is found as if it had been written one by one."""

from collections.abc import Callable

from tinycrm.crm import Crm
from tinycrm.store import indexing

Dump = Callable[[Crm], dict[str, list[tuple[object, ...]]]]


def people(crm: Crm, count: int, *, bulk: bool) -> None:
    with crm.db.operation("import", "imported people", bulk=bulk):
        for number in range(count):
            crm.contacts.create(
                {
                    "name": f"Ødegård Nummer{number}",
                    "email": f"n{number}@example.com",
                    "company": f"Firm {number % 7}",
                    "tags": ["vip"],
                }
            )


def index_of(crm: Crm, noun: str) -> list[tuple[object, ...]]:
    return crm.db.rows(f"SELECT rowid, title, body FROM {noun}_fts ORDER BY rowid")


def test_the_index_is_the_same_as_one_written_record_by_record(crm: Crm, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 10)
    people(crm, 33, bulk=False)
    one_by_one = [index_of(crm, noun) for noun in ("contact", "company")]
    with crm.db.operation("again", bulk=True):
        for table in ("contact", "company"):
            for (id,) in crm.db.rows(f"SELECT id FROM {table}"):
                crm.db.touch(table, id)
                crm.db.run(f"DELETE FROM {table}_fts WHERE rowid = ?", (id,))
    assert [index_of(crm, noun) for noun in ("contact", "company")] == one_by_one
    assert len(one_by_one[0]) == 33


def test_people_written_in_bulk_are_found_when_it_is_done(crm: Crm) -> None:
    people(crm, 5, bulk=True)
    assert [hit.ref for hit in crm.search.everything("nummer3")] == ["C4"]
    crm.contacts.edit("C4", name="Ada")
    assert [hit.ref for hit in crm.search.everything("ada")] == ["C4"]
    assert crm.search.everything("nummer3") == []


def test_a_firm_renamed_in_bulk_is_found_with_its_people(crm: Crm) -> None:
    people(crm, 1, bulk=False)
    with crm.db.operation("rename", bulk=True):
        crm.companies.change(1, {"name": "Engines"})
    assert [hit.ref for hit in crm.search.everything("engines")] == ["C1", "O1"]


def test_a_failed_or_dry_bulk_leaves_the_triggers_at_work(crm: Crm) -> None:
    with crm.db.operation("import", bulk=True, dry_run=True):
        crm.contacts.create({"name": "Grace"})
    crm.contacts.add(name="Ada")
    assert [hit.label for hit in crm.search.everything("ada")] == ["Ada"]


def test_a_long_step_is_undone_and_redone_exactly(crm: Crm, dump: Dump) -> None:
    crm.contacts.add(name="Somebody before")
    before = dump(crm)
    people(crm, 300, bulk=True)
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after
    crm.history.undo()
    assert dump(crm) == before
