"""Deals: adding, editing, moving, closing, and what is remembered of it."""

from datetime import timedelta

import pytest

from tinycrm.domain.money import Money
from tinycrm.errors import (
    AmbiguousError,
    ConflictError,
    InvalidError,
    NotFoundError,
    UsageError,
)


def kinds(crm, deal):
    return [event.kind for event in crm.deals.events(deal)]


@pytest.fixture
def ada(crm):
    return crm.contacts.add(name="Ada Lovelace", company="Engines Ltd")


@pytest.fixture
def deal(crm):
    return crm.deals.add(title="Engine", amount="100 EUR")


def test_a_deal_is_read_back_as_it_was_added(crm, ada):
    id = crm.deals.add(
        title="Engine No. 2",
        contact=ada,
        amount="1.200,50 EUR",
        stage="prop",
        close="eom",
        probability="60%",
        source="fair",
        type="new",
        owner="me",
        competitor="Babbage & Co",
        next_step="send offer",
        about="brass",
        tags=["vip"],
    )
    deal = crm.deals.get(f"D{id}")
    assert (deal.ref, deal.title, deal.status, deal.stage, deal.pipeline) == (
        f"D{id}",
        "Engine No. 2",
        "open",
        "Proposal",
        "Sales",
    )
    assert (deal.amount, deal.currency, deal.probability, deal.own_probability) == (
        120050,
        "EUR",
        60,
        60,
    )
    assert (deal.expected_close_on, deal.contact, deal.company, deal.tags) == (
        "2026-06-30",
        "Ada Lovelace",
        "Engines Ltd",
        "vip",
    )
    assert (deal.source, deal.type, deal.owner, deal.competitor, deal.next_step, deal.about) == (
        "fair",
        "new",
        "me",
        "Babbage & Co",
        "send offer",
        "brass",
    )
    assert deal.opened_at == deal.stage_entered_at == "2026-06-30T12:00:00.000Z"
    assert crm.history.steps(1)[0].summary == f"added D{id} Engine No. 2"


def test_a_deal_starts_in_the_first_stage_with_that_stage_s_probability(crm):
    deal = crm.deals.get(crm.deals.add(title="Engine"))
    assert (deal.stage, deal.probability, deal.own_probability, deal.amount) == (
        "Lead",
        10,
        None,
        None,
    )


def test_a_deal_starts_in_the_first_stage_of_the_pipeline_that_is_named(crm):
    crm.pipelines.add_pipeline("Partners", ["Talk", "Lead"])
    assert crm.deals.get(crm.deals.add(title="A", pipeline="Partners")).stage == "Talk"
    inside = crm.deals.get(crm.deals.add(title="B", pipeline="Partners", stage="Lead"))
    assert (inside.pipeline, inside.stage) == ("Partners", "Lead")
    with pytest.raises(NotFoundError, match="Proposal"):
        crm.deals.add(title="C", pipeline="Partners", stage="Proposal")


@pytest.mark.parametrize("title", [None, "", "   ", "\u200b"])
def test_a_deal_needs_a_title(crm, title):
    with pytest.raises(InvalidError):
        crm.deals.add(title=title)


@pytest.mark.parametrize(
    ("fields", "amount", "currency"),
    [
        ({"amount": "3k"}, 300000, "EUR"),
        ({"amount": 12.5}, 1250, "EUR"),
        ({"amount": Money(500, "JPY")}, 500, "JPY"),
        ({"amount": (0, "USD")}, 0, "USD"),
        ({"amount": "0"}, 0, "EUR"),
        ({"amount": "20", "currency": "usd"}, 2000, "USD"),
        ({"amount": "$20", "currency": "CAD"}, 2000, "CAD"),
        ({"currency": "CHF"}, None, "CHF"),
        ({"amount": ""}, None, "EUR"),
        ({"amount": (10**15, "EUR")}, 10**15, "EUR"),
    ],
)
def test_amounts_are_taken_as_people_write_them(crm, fields, amount, currency):
    deal = crm.deals.get(crm.deals.add(title="Engine", **fields))
    assert (deal.amount, deal.currency) == (amount, currency)


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "lots"},
        {"amount": "20 USD", "currency": "EUR"},
        {"amount": "20", "currency": "EURO"},
        {"amount": (10**15 + 1, "EUR")},
        {"amount": (20, "XXZ")},
        {"amount": "99999999999999999"},
        {"amount": float("nan")},
        {"amount": "(20)"},
        {"amount": -0.01},
        {"amount": (-1, "USD")},
        {"probability": 101},
        {"close": "2026-02-30"},
    ],
)
def test_what_cannot_be_an_amount_a_percentage_or_a_day_is_refused(crm, fields):
    with pytest.raises(InvalidError):
        crm.deals.add(title="Engine", **fields)
    assert crm.deals.count("status:any") == 0


def test_a_deal_is_not_worth_less_than_zero(crm, deal):
    with pytest.raises(InvalidError) as refused:
        crm.deals.edit(deal, amount="-5 EUR")
    assert refused.value.message == "A deal cannot be worth less than zero: -€ 5.00."
    assert refused.value.field == "amount"
    assert "without a minus" in refused.value.remedy
    with pytest.raises(InvalidError):
        crm.deals.win(deal, amount="-1")
    assert crm.deals.get(deal).status == "open"


@pytest.mark.parametrize("fields", [{"email": "a@b.co"}, {"colour": "red"}, {"status": "won"}])
def test_fields_that_a_deal_does_not_have_are_refused(crm, deal, fields):
    with pytest.raises(UsageError):
        crm.deals.add(title="Engine", **fields)
    with pytest.raises(UsageError):
        crm.deals.edit(deal, **fields)


def test_another_currency_keeps_the_figure_that_people_see(crm, deal):
    crm.deals.edit(deal, currency="JPY")
    assert (crm.deals.get(deal).amount, crm.deals.get(deal).currency) == (100, "JPY")
    crm.deals.edit(deal, amount="250")
    assert (crm.deals.get(deal).amount, crm.deals.get(deal).currency) == (250, "JPY")
    crm.deals.edit(deal, amount="")
    assert (crm.deals.get(deal).amount, crm.deals.get(deal).currency) == (None, "JPY")


def test_figures_that_the_other_currency_cannot_express_are_refused(crm, deal):
    crm.deals.edit(deal, amount="100.50")
    with pytest.raises(InvalidError):
        crm.deals.edit(deal, currency="JPY")


def test_a_company_that_is_given_counts_more_than_the_contact_s(crm, ada):
    assert crm.deals.get(crm.deals.add(title="A", contact=ada, company="Navy")).company == "Navy"
    assert crm.deals.get(crm.deals.add(title="B", contact=ada, company="")).company is None
    lone = crm.contacts.add(name="Grace")
    assert crm.deals.get(crm.deals.add(title="C", contact=[lone, ada])).company == "Engines Ltd"


def test_people_take_part_with_roles_in_the_order_given(crm, ada):
    grace = crm.contacts.add(name="Grace", email="grace@navy.mil")
    deal = crm.deals.add(
        title="Engine", contact=[{"contact": "grace@navy.mil", "role": "buyer"}, f"C{ada}"]
    )
    assert [(row.contact_id, row.role) for row in crm.deals.contacts_of(deal)] == [
        (grace, "buyer"),
        (ada, None),
    ]
    assert crm.deals.get(deal).contact == "Grace"


def test_a_person_who_does_not_exist_is_not_invented(crm):
    with pytest.raises(NotFoundError):
        crm.deals.add(title="Engine", contact="Nobody")
    with pytest.raises(NotFoundError):
        crm.deals.add(title="Engine", contact={"role": "buyer"})
    assert crm.deals.count() == 0


def test_people_are_added_given_roles_and_taken_out(crm, deal, ada):
    version = crm.deals.get(deal).version
    assert crm.deals.add_contact(deal, "Ada", "buyer")
    assert crm.history.steps(1)[0].summary == "added C1 Ada Lovelace to D1 Engine as buyer"
    assert not crm.deals.add_contact(deal, ada)
    assert crm.deals.add_contact(deal, ada, "champion")
    assert [row.role for row in crm.deals.contacts_of(deal)] == ["champion"]
    assert crm.deals.remove_contact(deal, ada) == deal
    assert crm.deals.contacts_of(deal) == []
    assert crm.deals.get(deal).version == version + 3
    with pytest.raises(NotFoundError, match="has no part in D1"):
        crm.deals.remove_contact(deal, ada)


def test_an_edit_names_all_people_anew_and_keeps_their_roles(crm, ada):
    grace = crm.contacts.add(name="Grace")
    deal = crm.deals.add(title="Engine", contact={"contact": ada, "role": "buyer"})
    crm.deals.edit(deal, contact=[grace, ada])
    assert [(row.name, row.role) for row in crm.deals.contacts_of(deal)] == [
        ("Grace", None),
        ("Ada Lovelace", "buyer"),
    ]
    crm.deals.edit(deal, contact="")
    assert crm.deals.contacts_of(deal) == []


def test_changes_of_amount_and_close_are_events_and_others_are_not(crm, deal, clock):
    clock.now += timedelta(hours=1)
    crm.deals.edit(deal, amount="150", close="2026-07-31", title="Engine 1")
    crm.deals.edit(deal, amount="150", next_step="call")
    assert kinds(crm, deal) == ["created", "amount", "close_date"]
    event = crm.deals.events(deal)[-1]
    assert (event.at, event.amount, event.probability, event.expected_close_on) == (
        "2026-06-30T13:00:00.000Z",
        15000,
        10,
        "2026-07-31",
    )
    assert crm.history.steps(2)[1].summary == (
        "edited D1 Engine 1: amount, expected close on, title"
    )


def test_an_edit_that_comes_too_late_is_a_conflict(crm, deal):
    version = crm.deals.get(deal).version
    crm.deals.edit(deal, version, title="Mine")
    with pytest.raises(ConflictError):
        crm.deals.edit(deal, version, title="Yours")
    with pytest.raises(ConflictError):
        crm.deals.edit(deal, version, stage="Proposal")
    assert crm.deals.get(deal).title == "Mine"
    assert kinds(crm, deal) == ["created"]


def test_a_move_writes_an_event_and_the_time_of_entry(crm, deal, clock):
    clock.now += timedelta(days=2)
    move = crm.deals.move(deal, "Negotiation")
    assert move == (deal, "Lead", "Negotiation", True)
    assert crm.deals.get(deal).stage_entered_at == "2026-07-02T12:00:00.000Z"
    event = crm.deals.events(deal)[-1]
    assert (event.kind, event.from_stage, event.stage, event.probability) == (
        "moved",
        "Lead",
        "Negotiation",
        75,
    )
    assert crm.history.steps(1)[0].summary == "moved D1 Engine from Lead to Negotiation"


def test_a_move_to_where_the_deal_stands_does_nothing_and_says_so(crm, deal):
    steps = crm.history.steps()
    assert crm.deals.move(deal, "lead") == (deal, "Lead", "Lead", False)
    assert crm.history.steps() == steps
    assert kinds(crm, deal) == ["created"]


def test_a_deal_moves_to_the_next_and_the_previous_stage(crm, deal):
    assert crm.deals.move(deal, "next").after == "Qualified"
    assert crm.deals.move(deal, "prev").after == "Lead"
    with pytest.raises(InvalidError, match="no stage before Lead"):
        crm.deals.move(deal, "prev")
    crm.deals.move(deal, "Negotiation")
    with pytest.raises(InvalidError, match="no stage after Negotiation"):
        crm.deals.move(deal, "next")


def test_a_stage_may_be_called_next(crm, deal):
    crm.pipelines.add_stage("", "Next")
    assert crm.deals.move(deal, "next").after == "Next"


def test_a_deal_moves_to_another_pipeline(crm, deal):
    crm.pipelines.add_pipeline("Partners", ["Talk", "Lead"])
    crm.deals.move(deal, "Talk")
    assert crm.deals.get(deal).pipeline == "Partners"
    crm.deals.move(deal, "Lead")
    assert crm.deals.get(deal).pipeline == "Partners"
    crm.deals.edit(deal, pipeline="Sales", stage="Proposal")
    assert crm.deals.get(deal).stage == "Proposal"
    assert kinds(crm, deal) == ["created", "moved", "moved", "moved"]


def test_moving_to_won_says_what_to_use_in_its_place(crm, deal):
    with pytest.raises(UsageError) as error:
        crm.deals.move(deal, "won")
    assert error.value.remedy == "Use: crm win-deal"


def test_a_won_deal_keeps_its_stage(crm, deal, clock):
    crm.deals.move(deal, "Proposal")
    clock.now += timedelta(days=1)
    crm.deals.win(deal, amount="120")
    won = crm.deals.get(deal)
    assert (won.status, won.stage, won.closed_at, won.amount) == (
        "won",
        "Proposal",
        "2026-07-01T12:00:00.000Z",
        12000,
    )
    assert kinds(crm, deal) == ["created", "moved", "amount", "won"]
    assert crm.deals.events(deal)[-1].amount == 12000
    assert crm.history.steps(1)[0].summary == "won D1 Engine"


def test_a_lost_deal_tells_why_and_where_it_was_lost(crm, deal):
    crm.deals.move(deal, "Negotiation")
    crm.deals.lose(deal, "price", competitor="Babbage & Co")
    lost = crm.deals.get(deal)
    assert (lost.status, lost.stage, lost.lost_reason, lost.competitor) == (
        "lost",
        "Negotiation",
        "price",
        "Babbage & Co",
    )
    assert crm.deals.events(deal)[-1].stage == "Negotiation"
    assert crm.history.steps(1)[0].summary == "lost D1 Engine: price"


def test_a_closed_deal_is_not_moved_or_closed_again_until_it_is_reopened(crm, deal, clock):
    crm.deals.lose(deal, "price")
    for step in (
        lambda: crm.deals.move(deal, "Proposal"),
        lambda: crm.deals.win(deal),
        lambda: crm.deals.lose(deal, "again"),
        lambda: crm.deals.edit(deal, stage="Proposal"),
    ):
        with pytest.raises(ConflictError) as error:
            step()
        assert error.value.message == "D1 Engine is lost since 2026-06-30 12:00."
        assert error.value.remedy == "Reopen it first: crm reopen-deal D1"
    clock.now += timedelta(days=5)
    crm.deals.reopen(deal)
    reopened = crm.deals.get(deal)
    assert (reopened.status, reopened.closed_at, reopened.lost_reason) == ("open", None, None)
    assert reopened.stage_entered_at == "2026-07-05T12:00:00.000Z"
    with pytest.raises(ConflictError, match="open already"):
        crm.deals.reopen(deal)
    crm.deals.win(deal)
    assert kinds(crm, deal) == ["created", "lost", "reopened", "won"]


def test_a_past_is_entered_step_by_step(crm):
    deal = crm.deals.add(title="Engine", opened_at="2026-01-01T09:00:00Z")
    crm.deals.move(deal, "Qualified", at="2026-01-05T10:00:00Z")
    crm.deals.move(deal, "Proposal", at="2026-01-15")
    crm.deals.win(deal, at="2026-02-04T08:00:00+01:00")
    found = crm.deals.get(deal)
    assert (found.opened_at, found.stage_entered_at, found.closed_at) == (
        "2026-01-01T09:00:00.000Z",
        "2026-01-15T12:00:00.000Z",
        "2026-02-04T07:00:00.000Z",
    )
    assert [event.at[:10] for event in crm.deals.events(deal)] == [
        "2026-01-01",
        "2026-01-05",
        "2026-01-15",
        "2026-02-04",
    ]


def test_a_step_before_the_last_one_is_refused(crm):
    deal = crm.deals.add(title="Engine", opened_at="2026-01-10T09:00:00Z")
    for at in ("2026-01-09", "2026-01-10T08:59:59Z", "2025-06-01"):
        with pytest.raises(InvalidError, match="before the last step of the deal"):
            crm.deals.move(deal, "Proposal", at=at)
        with pytest.raises(InvalidError, match="before the last step of the deal"):
            crm.deals.lose(deal, "price", at=at)
    assert kinds(crm, deal) == ["created"]


def test_a_new_amount_does_not_keep_a_step_from_being_entered_afterwards(crm):
    deal = crm.deals.add(title="Engine", opened_at="2026-01-10T09:00:00Z")
    crm.deals.edit(deal, amount="100")
    crm.deals.win(deal, at="2026-06-01")
    assert kinds(crm, deal) == ["created", "won", "amount"]


def test_a_step_in_the_future_is_refused(crm, deal):
    for at in ("2026-07-01", "2026-06-30T12:00:01Z"):
        with pytest.raises(InvalidError, match="in the future"):
            crm.deals.win(deal, at=at)
    with pytest.raises(InvalidError, match="in the future"):
        crm.deals.add(title="Engine", opened_at="2026-07-02")


@pytest.mark.parametrize("at", ["now", "today", "Today", "12:00", "This Tuesday 12:00"])
def test_a_step_is_entered_at_a_time_as_people_write_it(crm, at):
    deal = crm.deals.add(title="Engine", opened_at="2026-01-10")
    crm.deals.win(deal, at=at)
    assert crm.deals.get(deal).closed_at == "2026-06-30T12:00:00.000Z"


def test_a_day_without_a_time_fits_between_what_happened_that_day(crm, clock):
    deal = crm.deals.add(title="Engine", opened_at="2026-06-29T15:00:00Z")
    crm.deals.move(deal, "Proposal", at="2026-06-29")
    assert crm.deals.events(deal)[-1].at == "2026-06-29T15:00:00.000Z"
    clock.now = clock.now.replace(hour=9)
    crm.deals.win(deal, at="2026-06-30")
    assert crm.deals.get(deal).closed_at == "2026-06-30T09:00:00.000Z"
    assert kinds(crm, deal) == ["created", "moved", "won"]


def test_another_time_of_opening_takes_its_event_along(crm):
    deal = crm.deals.add(title="Engine", opened_at="2026-01-10T09:00:00Z")
    crm.deals.edit(deal, opened_at="2026-01-08T09:00:00Z")
    found = crm.deals.get(deal)
    assert found.opened_at == found.stage_entered_at == "2026-01-08T09:00:00.000Z"
    assert crm.deals.events(deal)[0].at == "2026-01-08T09:00:00.000Z"
    crm.deals.move(deal, "Proposal", at="2026-01-15T09:00:00Z")
    with pytest.raises(InvalidError, match="after what happened next"):
        crm.deals.edit(deal, opened_at="2026-01-16T09:00:00Z")
    crm.deals.edit(deal, opened_at="2026-01-14T09:00:00Z")
    assert crm.deals.get(deal).stage_entered_at == "2026-01-15T09:00:00.000Z"


def test_a_list_shows_open_deals_by_expected_close_with_the_undated_last(crm):
    crm.deals.add(title="Undated")
    crm.deals.add(title="Late", close="2026-09-01")
    crm.deals.add(title="Soon", close="2026-07-01")
    crm.deals.win(crm.deals.add(title="Won", close="2026-06-01"))
    crm.deals.archive(crm.deals.add(title="Old", close="2026-06-01"))
    assert [deal.title for deal in crm.deals.find()] == ["Soon", "Late", "Undated"]
    assert crm.deals.count() == 3
    assert [deal.title for deal in crm.deals.find("is:won")] == ["Won"]
    assert [deal.title for deal in crm.deals.find("status:any")] == [
        "Won",
        "Soon",
        "Late",
        "Undated",
    ]


def test_the_list_runs_on_an_index_without_sorting(crm):
    where, _ = crm.deals.condition("")
    plan = crm.db.rows(
        f"EXPLAIN QUERY PLAN SELECT deal.id FROM deal WHERE {where}"
        f" ORDER BY {crm.deals.default_order} LIMIT 50 OFFSET 0"
    )
    assert [row[-1] for row in plan] == ["SCAN deal USING INDEX ix_deal_open_close"]


def test_several_deals_of_a_title_are_listed_rather_than_guessed(crm, deal):
    crm.deals.add(title="Engine")
    with pytest.raises(AmbiguousError):
        crm.deals.win("Engine")
    assert crm.deals.count("is:won") == 0


def test_custom_fields_belong_to_deals_too(crm, deal):
    crm.fields.add("deal", "region")
    crm.deals.edit(deal, region="north")
    assert crm.deals.get(deal).custom == '{"region": "north"}'


def test_a_deal_is_found_by_words_of_its_title_and_its_company(crm, ada):
    deal = crm.deals.add(title="Analytical machine", contact=ada)
    assert [hit.ref for hit in crm.search.everything("analyt")] == [f"D{deal}"]
    crm.deals.edit(deal, title="Difference machine")
    assert crm.search.everything("analyt") == []


def test_every_change_of_a_deal_can_be_undone_and_redone(crm, ada, assert_undone):
    grace = crm.contacts.add(name="Grace")
    steps = [
        lambda: crm.deals.add(title="Engine", contact=ada, amount="100", tags="vip", close="eom"),
        lambda: crm.deals.edit("D1", title="Machine", amount="1 USD", close="", contact=grace),
        lambda: crm.deals.edit("D1", opened_at="2026-01-01", company="Navy", tags="north"),
        lambda: crm.deals.move("D1", "next"),
        lambda: crm.deals.add_contact("D1", ada, "buyer"),
        lambda: crm.deals.remove_contact("D1", grace),
        lambda: crm.deals.lose("D1", "price", "Babbage & Co"),
        lambda: crm.deals.reopen("D1"),
        lambda: crm.deals.win("D1", amount="5"),
        lambda: crm.deals.archive("D1"),
        lambda: crm.deals.delete("D1"),
        lambda: crm.deals.restore("D1"),
    ]
    assert_undone(steps)
