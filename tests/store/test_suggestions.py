from tinycrm.crm import Crm
from tinycrm.store.references import suggestions


def test_names_that_begin_with_what_was_typed_are_offered_in_order(crm: Crm):
    for name in ("Åsa Lind", "Adam Smith", "Ada Lovelace", "Lovelace Ada"):
        crm.contacts.add(name=name)
    assert suggestions(crm.db, "contact", "ad", 50) == [
        ("Ada-Lovelace", "C3"),
        ("Adam-Smith", "C2"),
    ]
    assert suggestions(crm.db, "contact", "Ada-L", 50) == [("Ada-Lovelace", "C3")]
    assert suggestions(crm.db, "contact", "Ås", 50) == [("Åsa-Lind", "C1")]


def test_a_page_is_filled_although_many_names_hold_the_word_elsewhere(crm: Crm):
    with crm.operation("many"):
        for number in range(60):
            crm.contacts.add(name=f"Zoe Adams {number}")
        crm.contacts.add(name="Ada Lovelace")
    assert suggestions(crm.db, "contact", "Ada", 50) == [("Ada-Lovelace", "C61")]


def test_what_is_archived_or_deleted_is_not_offered(crm: Crm):
    for name in ("Ada", "Adam", "Adele"):
        crm.contacts.add(name=name)
    crm.contacts.archive("C1")
    crm.contacts.delete("C2")
    assert suggestions(crm.db, "contact", "ad", 50) == [("Adele", "C3")]


def test_every_noun_offers_its_names(crm: Crm):
    crm.companies.add(name="Engines Ltd")
    crm.deals.add(title="Engine No. 2")
    crm.tasks.add(title="Engine oil")
    assert suggestions(crm.db, "company", "en", 50) == [("Engines-Ltd", "O1")]
    assert suggestions(crm.db, "deal", "en", 50) == [("Engine-No.-2", "D1")]
    assert suggestions(crm.db, "task", "en", 50) == [("Engine-oil", "T1")]
    assert suggestions(crm.db, "activity", "en", 50) == []
