"""Settings of the file: known keys, checked values, and what they do."""

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import InvalidError, UsageError
from tinycrm.store import settings


def test_a_setting_is_kept_in_the_file_and_can_be_undone(crm: Crm) -> None:
    settings.put(crm.db, "currency", "jpy")
    assert settings.currency(crm.db) == "JPY"
    crm.history.undo()
    assert settings.get(crm.db, "currency") is None


def test_an_empty_value_unsets_a_setting(crm: Crm) -> None:
    settings.put(crm.db, "region", "de")
    settings.put(crm.db, "region", "")
    assert settings.get(crm.db, "region") is None


def test_an_unknown_setting_names_the_nearest(crm: Crm) -> None:
    with pytest.raises(UsageError) as refused:
        settings.put(crm.db, "currencie", "EUR")
    assert "currency" in refused.value.remedy


@pytest.mark.parametrize(("key", "value"), [("currency", "euro"), ("region", "Germany")])
def test_a_wrong_value_is_refused(crm: Crm, key: str, value: str) -> None:
    with pytest.raises(InvalidError):
        settings.put(crm.db, key, value)


def test_new_records_belong_to_the_owner_that_is_set(crm: Crm) -> None:
    settings.put(crm.db, "owner", "Jo")
    mine = crm.contacts.add(name="Ada")
    theirs = crm.contacts.add(name="Bo", owner="Sam")
    assert crm.contacts.get(mine).owner == "Jo"
    assert crm.contacts.get(theirs).owner == "Sam"
    crm.contacts.edit(theirs, about="later")
    assert crm.contacts.get(theirs).owner == "Sam"
