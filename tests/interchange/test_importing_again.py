"""A file that is imported again changes what it wrote itself, and nothing else."""

import json

from tests.interchange.loading import counts, everybody, load
from tinycrm.crm import Crm
from tinycrm.store import addresses

HUBSPOT = "Record ID,First Name,Last Name,Email,Job Title,Lead Status,Shoe\n"
ADA = "101,Ada,Love,ada@x.co,CEO,New,39\n"


def test_a_changed_file_changes_what_it_wrote_itself(crm: Crm) -> None:
    load(crm, HUBSPOT + ADA)
    changed = HUBSPOT + "101,Ada,Byron-Love,ada@x.co,Chair,Open,40\n"
    assert counts(load(crm, changed, dry_run=True)) == (0, 1, 0, 0)
    report = load(crm, changed)
    assert (counts(report), report.differing) == ((0, 1, 0, 0), 0)
    (ada,) = everybody(crm)
    assert (ada.name, ada.job_title, ada.lead_status) == ("Ada Byron-Love", "Chair", "Open")
    assert json.loads(ada.custom) == {"shoe": "40"}
    assert counts(load(crm, changed)) == (0, 0, 1, 0)


def test_what_a_person_edited_since_stays_and_is_told(crm: Crm) -> None:
    load(crm, HUBSPOT + ADA)
    crm.contacts.edit("C1", job_title="Founder", shoe="41")
    report = load(crm, HUBSPOT + "101,Ada,Love,ada@x.co,Chair,Open,40\n")
    (ada,) = everybody(crm)
    assert (ada.job_title, ada.lead_status) == ("Founder", "Open")
    assert json.loads(ada.custom) == {"shoe": "41"}
    assert report.differing == 1
    ((line, words),) = report.remarks
    assert line == 2
    assert 'job title "Founder" here, "Chair" there' in words
    assert 'shoe "41" here, "40" there' in words


def test_what_another_program_wrote_stays_and_is_told(crm: Crm) -> None:
    load(crm, HUBSPOT + ADA)
    report = load(crm, "name,email,job_title\nAda Love,ada@x.co,Chair\n")
    assert (everybody(crm)[0].job_title, report.differing) == ("CEO", 1)
    load(crm, "name,email,job_title\nAda Love,ada@x.co,Chair\n", on_match="overwrite")
    assert everybody(crm)[0].job_title == "Chair"


def test_a_deal_follows_its_file_until_somebody_moves_it(crm: Crm) -> None:
    header = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Associated Company\n"
    load(crm, header + "7,Roof,Proposal,,100,2026-12-01,\n")
    load(crm, header + "7,Roof,Negotiation,,250,2026-12-05,\n")
    (roof,) = crm.deals.by_ids([1])
    assert (roof.stage, roof.amount, roof.expected_close_on) == ("Negotiation", 25000, "2026-12-05")
    crm.deals.move("D1", "Proposal")
    report = load(crm, header + "7,Roof,Negotiation,,300,2026-12-05,\n")
    (roof,) = crm.deals.by_ids([1])
    assert (roof.stage, roof.amount, report.differing) == ("Proposal", 30000, 1)


PLACES = "Record ID,First Name,Last Name,Email,Job Title,Street Address,City\n"


def cities(crm: Crm) -> list[str | None]:
    return [place.city for place in addresses.of(crm.db, "contact", 1)]


def test_an_address_follows_the_file_that_wrote_it(crm: Crm) -> None:
    load(crm, PLACES + "101,Ada,Love,ada@x.co,CEO,1 High St,Paris\n")
    report = load(crm, PLACES + "101,Ada,Love,ada@x.co,CEO,2 Low St,Lyon\n")
    assert (counts(report), report.differing, cities(crm)) == ((0, 1, 0, 0), 0, ["Lyon"])
    again = load(crm, PLACES + "101,Ada,Love,ada@x.co,CEO,2 Low St,Lyon\n")
    assert counts(again) == (0, 0, 1, 0)


def test_an_address_that_somebody_wrote_stays_and_is_told(crm: Crm) -> None:
    load(crm, PLACES + "101,Ada,Love,ada@x.co,CEO,1 High St,Paris\n")
    crm.contacts.edit("C1", addresses=[{"street": "3 Mid St", "city": "Nice"}])
    report = load(crm, PLACES + "101,Ada,Love,ada@x.co,CEO,2 Low St,Lyon\n")
    assert (report.differing, cities(crm)) == (1, ["Nice"])
    assert 'address "3 Mid St, Nice" here, "2 Low St, Lyon" there' in report.remarks[0][1]


def test_an_address_of_a_record_found_by_email_is_completed_but_not_replaced(crm: Crm) -> None:
    load(crm, "name,email,city\nAda Love,ada@x.co,Paris\n")
    load(crm, "name,email,street,city\nAda Love,ada@x.co,1 High St,Paris\n")
    assert [place.street for place in addresses.of(crm.db, "contact", 1)] == ["1 High St"]
    report = load(crm, "name,email,city\nAda Love,ada@x.co,Lyon\n")
    assert (counts(report), report.differing, cities(crm)) == ((0, 0, 1, 0), 1, ["Paris"])


def test_an_address_under_another_label_is_added(crm: Crm) -> None:
    crm.contacts.add(
        name="Ada Love", email="ada@x.co", addresses=[{"label": "home", "city": "Nice"}]
    )
    card = "BEGIN:VCARD\nFN:Ada Love\nEMAIL:ada@x.co\nADR;TYPE=work:;;;Lyon;;;\nEND:VCARD\n"
    load(crm, card)
    assert cities(crm) == ["Nice", "Lyon"]
    load(crm, "name,email,city\nAda Love,ada@x.co,Nice\n")
    assert cities(crm) == ["Nice", "Lyon"]


def test_a_value_follows_its_file_again_when_what_changed_it_was_undone(crm: Crm) -> None:
    load(crm, HUBSPOT + ADA)
    changed = HUBSPOT + "101,Ada,Love,ada@x.co,Chair,New,38\n"
    load(crm, changed)
    crm.history.undo()
    assert everybody(crm)[0].job_title == "CEO"
    report = load(crm, changed)
    assert (everybody(crm)[0].job_title, report.differing) == ("Chair", 0)
