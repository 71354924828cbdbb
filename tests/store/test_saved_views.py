"""Saved views: kept in the file, under names, and undone like everything else."""

import pytest

from tinycrm.domain.query_tree import QueryError
from tinycrm.errors import ConflictError, InvalidError, NotFoundError, UsageError
from tinycrm.store.saved_views import SavedView, in_filter


def names(crm):
    return [view.name for view in crm.views.find()]


def test_a_view_keeps_filter_order_columns_and_key(crm):
    saved = crm.views.save(
        " Quiet  ones ", "contact", " quiet:>30d ", "-last", ["name", "email", "name", ""], "q"
    )
    assert saved == SavedView(
        "Quiet ones", "contact", "quiet:>30d", "-last", ("name", "email"), "q"
    )
    assert crm.views.get("QUIET ones") == saved
    assert crm.views.find() == [saved]
    assert crm.history.steps()[0].summary == "saved the view Quiet ones"


def test_views_stand_in_the_order_in_which_they_came(crm):
    for name, noun in (("Zed", "deal"), ("Any", "contact"), ("More", "deal")):
        crm.views.save(name, noun)
    crm.views.save("ZED", "deal", "is:won")
    crm.views.rename("zed", "Won")
    assert names(crm) == ["Won", "Any", "More"]
    assert [view.name for view in crm.views.find("deal")] == ["Won", "More"]


def test_a_view_of_the_same_name_is_replaced(crm):
    crm.views.save("Café", "contact", "tag:vip")
    crm.views.save("CAFE", "deal", "is:won")
    assert crm.views.find() == [SavedView("CAFE", "deal", "is:won", "", (), "")]


def test_saving_the_same_again_is_no_step(crm):
    crm.views.save("Quiet", "contact", "quiet:>30d")
    steps = len(crm.history.steps())
    crm.views.save("Quiet", "contact", "quiet:>30d")
    crm.views.rename("Quiet", "Quiet")
    assert len(crm.history.steps()) == steps


def test_everything_that_is_done_to_a_view_can_be_undone_and_redone(crm, dump):
    states = [dump(crm)]
    for change in (
        lambda: crm.views.save("Quiet", "contact", "quiet:>30d"),
        lambda: crm.views.save("Quiet", "contact", "quiet:>60d", "-last"),
        lambda: crm.views.rename("quiet", "To call"),
        lambda: crm.views.delete("to call"),
    ):
        change()
        states.append(dump(crm))
    assert [step.summary for step in crm.history.steps(4)] == [
        "deleted the view To call",
        "renamed the view Quiet to To call",
        "saved the view Quiet",
        "saved the view Quiet",
    ]
    for before in reversed(states[:-1]):
        crm.history.undo()
        assert dump(crm) == before
    for after in states[1:]:
        crm.history.redo()
        assert dump(crm) == after


def test_what_could_not_be_shown_is_not_saved(crm):
    for wrong, error in (
        (("Bad", "contact", "stge:x"), QueryError),
        (("Bad", "contact", "(tag:vip"), QueryError),
        (("Bad", "contact", "", "-nothing"), UsageError),
        (("Bad", "person"), UsageError),
        (("  ", "contact"), InvalidError),
        (("x" * 101, "contact"), InvalidError),
        (("a\0b", "contact"), InvalidError),
    ):
        with pytest.raises(error):
            crm.views.save(*wrong)
    assert crm.views.find() == []


def test_a_view_may_filter_and_sort_by_custom_fields(crm):
    crm.fields.add("contact", "region")
    assert crm.views.save("North", "contact", "region:north", "region").sort == "region"


def test_a_name_that_no_view_has_asks_whether_another_was_meant(crm):
    crm.views.save("Quiet", "contact")
    for call in (crm.views.get, crm.views.delete, lambda name: crm.views.rename(name, "x")):
        with pytest.raises(NotFoundError) as caught:
            call("Qiuet")
        assert "Did you mean “Quiet”?" in caught.value.remedy


def test_a_name_or_a_key_belongs_to_one_view(crm):
    crm.views.save("One", "contact", key="1")
    crm.views.save("Two", "contact", key="2")
    with pytest.raises(ConflictError):
        crm.views.rename("One", "two")
    with pytest.raises(ConflictError, match="opens the view"):
        crm.views.save("Three", "deal", key="1")
    crm.views.save("one", "deal", key="1")
    assert names(crm) == ["one", "Two"]


def test_a_further_filter_has_to_hold_as_well(crm):
    crm.contacts.add(name="Ada", tags=["a"], lifecycle="lead")
    crm.contacts.add(name="Bob", tags=["b"], lifecycle="customer")
    view = crm.views.save("Either", "contact", "tag:a or tag:b")
    assert len(crm.contacts.find(in_filter(view, ""))) == 2
    (found,) = crm.contacts.find(in_filter(view, "is:lead or name:nobody"))
    assert found.name == "Ada"
    empty = crm.views.save("All", "contact")
    assert in_filter(empty, " is:lead ") == "is:lead"


def test_the_columns_of_a_list_are_remembered_for_each_kind_of_record(crm):
    assert crm.views.usual_columns("contact") == ()
    crm.views.choose_columns("contact", ["name", "email", "name"])
    assert crm.views.usual_columns("contact") == ("name", "email")
    assert crm.views.usual_columns("deal") == ()
    assert crm.views.find() == []
    crm.history.undo()
    assert crm.views.usual_columns("contact") == ()
    with pytest.raises(UsageError):
        crm.views.choose_columns("person", ["name"])


def test_a_view_is_counted_as_long_as_its_filter_means_something(crm):
    crm.fields.add("contact", "region")
    crm.contacts.add(name="Ada", region="north")
    crm.views.save("North", "contact", "region:north")
    assert crm.views.count(crm.views.get("North")) == 1
    crm.fields.retire("contact", "region")
    assert crm.views.count(crm.views.get("North")) is None


@pytest.mark.parametrize(
    "text", ["", "nothing", "[]", "7", '{"name": "x"}', '{"name": "x", "noun": "invoice"}']
)
def test_what_is_no_view_is_passed_over(crm, text: str):
    crm.views.save("VIPs", "contact")
    with crm.operation("by hand"):
        crm.db.insert("setting", {"key": "view.x", "value": text})
    assert names(crm) == ["VIPs"]
    with pytest.raises(NotFoundError):
        crm.views.get("x")
