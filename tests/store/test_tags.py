import pytest

from tinycrm.errors import InvalidError, NotFoundError


def names(crm):
    return [tag.name for tag in crm.tags.all()]


def test_a_tag_has_one_spelling_whatever_is_typed(crm):
    ada = crm.contacts.add(name="Ada", tags=["Café", "#vip"])
    assert crm.contacts.tag(ada, "CAFE", "# VIP", "new") == ["new"]
    assert crm.contacts.get(ada).tags == "Café, vip, new"
    assert crm.contacts.untag(ada, " #Vip ", "absent") == [" #Vip "]
    assert crm.contacts.get(ada).tags == "Café, new"


def test_counts_are_by_kind_and_leave_out_the_trash(crm):
    crm.contacts.add(name="Ada", tags=["vip"])
    gone = crm.contacts.add(name="Bob", tags=["vip", "lone"])
    crm.companies.add(name="Acme", tags="vip")
    crm.contacts.delete(gone)
    counts = [(tag.name, tag.contacts, tag.companies, tag.deals) for tag in crm.tags.all()]
    assert counts == [("lone", 0, 0, 0), ("vip", 1, 1, 0)]


@pytest.mark.parametrize("tag", ["a,b", "#", "   ", "\u200b"])
def test_what_cannot_be_a_tag_is_refused(crm, tag):
    with pytest.raises(InvalidError):
        crm.contacts.add(name="Ada", tags=[tag])
    crm.contacts.add(name="Bob", tags=["vip"])
    with pytest.raises(InvalidError):
        crm.tags.rename("vip", tag)


def test_a_renamed_tag_stays_on_its_records(crm, dump):
    ada = crm.contacts.add(name="Ada", tags=["vip"])
    before = dump(crm)
    crm.tags.rename("VIP", "Very important")
    assert crm.contacts.get(ada).tags == "Very important"
    assert crm.history.steps()[0].summary == "renamed the tag vip to Very important"
    crm.history.undo()
    assert dump(crm) == before


def test_a_tag_can_be_spelled_anew(crm):
    ada = crm.contacts.add(name="Ada", tags=["cafe"])
    crm.tags.rename("cafe", "Café")
    assert crm.contacts.get(ada).tags == "Café"
    steps = len(crm.history.steps())
    crm.tags.rename("cafe", "Café")
    assert len(crm.history.steps()) == steps


def test_renaming_onto_a_known_tag_makes_the_two_one(crm, dump):
    both = crm.contacts.add(name="Ada", tags=["vip", "key"])
    one = crm.companies.add(name="Acme", tags="key")
    before = dump(crm)
    crm.tags.rename("key", "VIP")
    assert names(crm) == ["vip"]
    assert crm.contacts.get(both).tags == crm.companies.get(one).tags == "vip"
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


def test_a_tag_that_is_not_there_cannot_be_renamed(crm):
    with pytest.raises(NotFoundError):
        crm.tags.rename("nowhere", "x")


def test_an_edit_replaces_all_tags(crm):
    ada = crm.contacts.add(name="Ada", tags=["a", "b"])
    crm.contacts.edit(ada, tags=["#B", "c"])
    assert crm.contacts.get(ada).tags == "b, c"
    crm.contacts.edit(ada, tags=[])
    assert crm.contacts.get(ada).tags is None


def test_it_is_known_how_many_of_some_records_carry_each_tag(crm):
    for name, tags in (("Ada", ["vip", "north"]), ("Bob", ["vip"]), ("Cleo", ["south"])):
        crm.contacts.add(name=name, tags=tags)
    assert crm.tags.carried("contact", [1, 2]) == {"vip": 2, "north": 1}
    assert crm.tags.carried("company", [1]) == {}
    assert crm.tags.carried("contact", []) == {}
