"""Single records by their references, and how many records hold some words."""

from tinycrm.crm import Crm


def test_a_reference_finds_its_live_record(crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines Ltd")
    crm.contacts.add(name="Bo Holm")
    crm.contacts.delete("C2")
    found = crm.search.record("C1")
    assert found is not None
    assert (found.ref, found.noun, found.label) == ("C1", "contact", "Ada Lovelace · Engines Ltd")
    for ref in ("C2", "C3", "X1", "C", "C1x", "C²", "", "C99999999999999999999"):
        assert crm.search.record(ref) is None


def test_all_records_that_hold_some_words_are_counted(crm: Crm) -> None:
    for number in range(12):
        crm.contacts.add(name=f"Ada {number}")
    crm.contacts.archive("C1")
    assert crm.search.count("contact", "ada") == 11
    assert crm.search.count("contact", "ada 11") == 1
    assert crm.search.count("deal", "ada") == 0


def test_a_note_that_goes_on_is_shown_as_such(crm) -> None:
    crm.contacts.add(name="Ada")
    crm.activities.log("note", "C1", "paper " * 20)
    crm.activities.log("note", "C1", "paper and ink")
    labels = {hit.label for hit in crm.search.everything("paper", 10)}
    assert labels == {f"note · {'paper ' * 9}paper…", "note · paper and ink"}
