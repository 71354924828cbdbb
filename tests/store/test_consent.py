from datetime import timedelta

import pytest

from tinycrm.errors import InvalidError
from tinycrm.store.consent import standing


def test_the_last_word_on_a_channel_holds(crm, clock):
    ada = crm.contacts.add(name="Ada")
    crm.contacts.consent(ada, "email", "in", "web form")
    clock.now += timedelta(days=1)
    crm.contacts.consent("Ada", "E-Mail", "OUT")
    crm.contacts.consent(ada, "sms", "in")
    assert [(c.channel, c.status, c.basis) for c in crm.contacts.consents(ada)] == [
        ("email", "in", "web form"),
        ("email", "out", None),
        ("sms", "in", None),
    ]
    held = standing(crm.db, ada)
    assert {channel: consent.status for channel, consent in held.items()} == {
        "email": "out",
        "sms": "in",
    }


def test_a_statement_recorded_late_does_not_override_a_later_one(crm):
    ada = crm.contacts.add(name="Ada")
    crm.contacts.consent(ada, "email", "out", at="2026-06-20")
    crm.contacts.consent(ada, "email", "in", at="2026-06-01")
    assert standing(crm.db, ada)["email"].status == "out"


def test_the_history_says_what_was_agreed_and_it_can_be_undone(crm, dump):
    ada = crm.contacts.add(name="Ada")
    before = dump(crm)
    crm.contacts.consent(ada, "email", "in")
    assert crm.history.steps()[0].summary == "recorded that C1 Ada opted in: email"
    assert crm.contacts.get(ada).version == 2
    after = dump(crm)
    crm.history.undo()
    assert dump(crm) == before
    crm.history.redo()
    assert dump(crm) == after


def test_the_same_statement_is_recorded_once(crm):
    ada = crm.contacts.add(name="Ada")
    for _ in range(2):
        crm.contacts.consent(ada, "email", "in", "form", "2026-06-01T10:00:00Z")
    assert len(crm.contacts.consents(ada)) == 1
    assert crm.contacts.get(ada).version == 2


@pytest.mark.parametrize(
    ("channel", "status", "at", "field"),
    [
        ("", "in", "", "channel"),
        ("two words", "in", "", "channel"),
        ("e\x1bmail", "in", "", "channel"),
        ("email", "maybe", "", "consent status"),
        ("email", "in", "2026-07-02T10:00:00Z", "at"),
    ],
)
def test_what_is_no_statement_is_refused(crm, channel, status, at, field):
    ada = crm.contacts.add(name="Ada")
    with pytest.raises(InvalidError) as caught:
        crm.contacts.consent(ada, channel, status, at=at)
    assert caught.value.field == field
    assert crm.contacts.consents(ada) == []
