"""Files of several nouns become one CRM: by the ids in them, else by name."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.interchange.loading import load_all
from tinycrm.crm import Crm
from tinycrm.interchange.placing import Question
from tinycrm.interchange.report import Report
from tinycrm.store import links
from tinycrm.store.references import Found, plural

DATA = Path(__file__).parents[1] / "data"
SALESFORCE = ("opportunity", "contact", "account")


def salesforce(noun: str) -> bytes:
    return (DATA / f"salesforce_{noun}.csv").read_bytes()


def in_file(noun: str) -> list[dict[str, str]]:
    text = salesforce(noun).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def outcomes(report: Report) -> dict[str, dict[str, int]]:
    return {
        noun: {outcome: count for outcome, count in counts.items() if count}
        for noun, counts in report.counts.items()
    }


def weighted(crm: Crm) -> Decimal:
    """The sum of amount times probability over the open deals, in the currency's own unit."""
    return sum(
        (
            Decimal(deal.amount or 0) * deal.probability / 10_000
            for deal in crm.deals.find("is:open", limit=None)
        ),
        Decimal(0),
    )


def test_three_files_of_salesforce_become_one_crm(crm: Crm) -> None:
    reports = load_all(crm, *map(salesforce, SALESFORCE))
    assert [report.noun for report in reports] == ["company", "contact", "deal"]
    assert not any(report.rejected for report in reports)
    # Everybody stands in that file twice, under two ids.
    kinds = reports[1].kinds.values()
    assert (sum(count for count, _, _ in kinds), reports[1].created) == (32, 32)
    assert all("of an earlier row, by " in words for _, _, words in kinds)
    assert not reports[0].remarks + reports[2].remarks
    opportunities = in_file("opportunity")
    expected = sum(
        Decimal(row["ExpectedRevenue"]) for row in opportunities if row["IsClosed"] != "1"
    )
    assert weighted(crm) == expected.quantize(Decimal("0.001"))
    won = crm.deals.find("is:won", limit=None)
    assert (len(won), sum(deal.amount or 0 for deal in won)) == (34, 814_000_00)
    assert crm.deals.count("is:open") == 24
    accounts = {row["Id"]: row["Name"] for row in in_file("account")}
    names = [(row["Name"], accounts[row["AccountId"]]) for row in opportunities]
    deals = crm.deals.find("status:any", limit=None)
    assert sorted(names) == sorted((deal.title, deal.company or "") for deal in deals)


def test_a_second_import_of_all_three_changes_nothing(crm: Crm) -> None:
    load_all(crm, *map(salesforce, SALESFORCE))
    steps = crm.history.steps(1)
    for report in load_all(crm, *map(salesforce, SALESFORCE)):
        assert (report.created, report.updated, report.rejected) == (0, 0, 0)
        assert report.unchanged == {"company": 94, "contact": 64, "deal": 58}[report.noun]
    assert crm.history.steps(1) == steps


def test_one_after_the_other_they_are_linked_as_well(crm: Crm) -> None:
    for noun in reversed(SALESFORCE):
        load_all(crm, salesforce(noun))
    assert crm.deals.count("status:any has:company") == 58
    assert crm.db.value("SELECT count(*) FROM contact WHERE company_id IS NULL") == 0
    assert [step.summary for step in crm.history.steps(3)] == [
        "imported 58 deals from 0.csv",
        "imported 32 contacts from 0.csv",
        "imported 94 companies from 0.csv",
    ]


def test_what_came_too_early_is_linked_when_the_other_file_comes(crm: Crm) -> None:
    (early,) = load_all(crm, salesforce("contact"))
    assert "is not known yet, and is linked when it is imported" in early.remarks[0][1]
    load_all(crm, salesforce("opportunity"))
    assert crm.deals.count("status:any has:company") == 0
    (again,) = load_all(crm, salesforce("contact"))
    assert (again.created, again.updated) == (0, 0)
    (accounts,) = load_all(crm, salesforce("account"))
    assert accounts.linked == {"contact": 32, "deal": 58}
    assert crm.db.value("SELECT count(*) FROM contact WHERE company_id IS NULL") == 0
    assert crm.deals.count("status:any has:company") == 58
    assert crm.db.value("SELECT count(*) FROM external_ref WHERE source LIKE 'awaited%'") == 0
    summary = "imported 94 companies from 0.csv, and linked 32 contacts, 58 deals to them"
    assert crm.history.steps(1)[0].summary == summary
    for noun in SALESFORCE:
        (report,) = load_all(crm, salesforce(noun))
        assert (report.created, report.updated, report.remarks) == (0, 0, [])
    crm.history.undo()
    assert crm.deals.count("status:any has:company") == 0
    (accounts,) = load_all(crm, salesforce("account"))
    assert accounts.linked == {"contact": 32, "deal": 58}


def test_what_waits_keeps_a_link_that_somebody_made_meanwhile(crm: Crm) -> None:
    people = "Id,LastName,AccountId,Email\n003A,Ada,001A,ada@a.co\n003B,Bob,001A,bob@a.co\n"
    load_all(crm, people)
    crm.contacts.edit("C1", company="Engines")
    crm.contacts.merge("C2", crm.contacts.add(name="Robert"))
    (report,) = load_all(crm, "Id,Name,BillingCity\n001A,Acme,Bonn\n")
    assert report.linked == {"contact": 1}
    assert [crm.contacts.get(id).company for id in (1, 2)] == ["Engines", "Acme"]


def test_cases_deals_and_parents_wait_as_well(crm: Crm) -> None:
    load_all(crm, "Id,CaseNumber,Subject,ContactId,AccountId\n500A,1,Broken,003A,001A\n")
    load_all(crm, "Id,Name,BillingCity,ParentId\n001A,Acme,Bonn,001B\n001B,Acme Group,Bonn,\n")
    load_all(crm, "Id,LastName,AccountId\n003A,Ada,001A\n")
    assert [found.noun for found in links_of_task(crm, 1)] == ["company", "contact"]
    assert crm.companies.get(1).parent == "Acme Group"


def links_of_task(crm: Crm, id: int) -> list[Found]:
    return links.of(crm.db, "task", id)


def test_each_file_is_a_step_that_is_undone_by_itself(crm: Crm) -> None:
    load_all(crm, *map(salesforce, SALESFORCE))
    crm.history.undo()
    assert crm.deals.count("status:any") == 0
    assert [stage.name for stage in crm.pipelines.stages()] == [
        *("Lead", "Qualified", "Proposal", "Negotiation")
    ]
    crm.history.undo()
    crm.history.undo()
    assert (crm.contacts.count(), crm.companies.count(), crm.fields.all()) == (0, 0, [])


def test_unknown_stages_are_created_where_their_probability_puts_them(crm: Crm) -> None:
    load_all(crm, *map(salesforce, SALESFORCE))
    stages = [(stage.name, stage.probability) for stage in crm.pipelines.stages()]
    assert stages == [
        ("Lead", 10),
        ("Qualification", 10),
        ("Qualified", 25),
        ("Needs Analysis", 35),
        ("Proposal", 50),
        ("Negotiation", 75),
    ]
    assert {deal.own_probability for deal in crm.deals.find("is:open stage:Negotiation")} == {90}


def test_leads_that_are_there_twice_end_as_seven_people(crm: Crm) -> None:
    asked: list[Question] = []

    def ask(question: Question, sides: object) -> str:
        asked.append(question)
        return "fill"

    (report,) = load_all(crm, salesforce("lead"), on_match="ask", ask=ask)
    assert outcomes(report) == {"contact": {"created": 7, "unchanged": 7}}
    assert [(each.row, each.ref) for each in asked if each.why == "name alone"] == [
        ("Gumball", "C5")
    ]
    assert crm.contacts.count() == 7
    names = {contact.name for contact in crm.contacts.find('phone:"555-321-8967"')}
    assert names == {"Liza Sampson", "Margery Sampson"}
    asked.clear()
    (again,) = load_all(crm, salesforce("lead"), on_match="ask", ask=ask)
    assert (outcomes(again), asked) == ({"contact": {"unchanged": 14}}, [])


def test_without_questions_only_the_pair_with_nothing_but_a_name_stays_two(crm: Crm) -> None:
    load_all(crm, salesforce("lead"))
    assert crm.contacts.count() == 8
    assert [contact.company for contact in crm.contacts.find("gumball")] == ["Family Bowling"] * 2


def test_cases_are_kept_as_tasks_of_their_people(crm: Crm) -> None:
    load_all(crm, *map(salesforce, ("account", "contact")))
    (report,) = load_all(crm, salesforce("case"))
    assert outcomes(report) == {"task": {"created": 40}}
    linked = crm.db.value("SELECT count(DISTINCT task_id) FROM task_link")
    assert linked == sum(bool(row["AccountId"] or row["ContactId"]) for row in in_file("case"))
    (again,) = load_all(crm, salesforce("case"))
    assert outcomes(again) == {"task": {"unchanged": 40}}


# Pipedrive: by name alone

PEOPLE = (
    "Person - Name,Person - Email,Person - Organization\n"
    "Ada Lovelace,ada@a.example,Engines\nGrace Hopper,grace@n.example,Navy\n"
)
DEALS = (
    "Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Pipeline,Deal - Status,"
    "Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Contact person,"
    "Deal - Organization\n"
    "No. 2,1200.50,EUR,Design,Works,Open,,,,Ada Lovelace,Engines\n"
    "No. 3,99,EUR,Design,Works,Won,2024-09-01 10:00,,,Ada Lovelace,Engines\n"
    "Cobol,5000,USD,Offer,Works,Lost,,2024-10-02 09:00,price,Grace Hopper,Navy\n"
    "Bombe,1,GBP,Offer,Works,Open,,,,Alan Turing,Bletchley\n"
)
ACTIVITIES = (
    "Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Done,"
    "Activity - Note,Deal - Title,Person - Name,Organization - Name\n"
    "Talked,Call,2024-08-01,10:00,Done,about <b>it</b>,No. 2,Ada Lovelace,Engines\n"
    "Ring again,Call,2027-08-01,,To do,,No. 2,Ada Lovelace,Engines\n"
)


def test_files_without_ids_are_linked_by_name_in_whatever_order(crm: Crm) -> None:
    reports = load_all(crm, ACTIVITIES, DEALS, PEOPLE)
    assert [report.noun for report in reports] == ["contact", "deal", "activity"]
    deals = {deal.title: deal for deal in crm.deals.find("status:any")}
    works = [(deals[title].contact, deals[title].company) for title in ("No. 2", "Cobol", "Bombe")]
    assert works == [
        ("Ada Lovelace", "Engines"),
        ("Grace Hopper", "Navy"),
        ("Alan Turing", "Bletchley"),
    ]
    assert (deals["No. 2"].pipeline, deals["No. 2"].stage) == ("Works", "Design")
    assert (deals["No. 3"].status, deals["No. 3"].closed_at) == ("won", "2024-09-01T10:00:00.000Z")
    assert (deals["Cobol"].status, deals["Cobol"].lost_reason) == ("lost", "price")
    assert reports[1].added == {"pipeline": 1, "stage": 1, "company": 1, "contact": 1}
    (call,) = crm.activities.find()
    assert (call.kind, call.contacts, call.deals) == ("call", "Ada Lovelace", "No. 2")
    (task,) = crm.tasks.find()
    assert (task.title, task.due_on, task.deals) == ("Ring again", "2027-08-01", "No. 2")
    for report in load_all(crm, ACTIVITIES, DEALS, PEOPLE):
        assert (report.created, report.updated, report.rejected) == (0, 0, 0)


def test_a_name_that_several_have_links_nobody(crm: Crm) -> None:
    crm.companies.add(name="Engines")
    crm.contacts.add(name="Ada Lovelace", email="one@a.example")
    crm.contacts.add(name="Ada Lovelace", email="two@a.example")
    (report,) = load_all(crm, DEALS)
    assert "several contacts" in report.remarks[0][1]
    deal = crm.deals.get("No. 2")
    assert (deal.contact, deal.company) == (None, "Engines")


def test_two_deals_of_the_same_name_are_two(crm: Crm) -> None:
    data = "Deal - Title,Deal - Value,Deal - Organization\nRenewal,100,Acme\nRenewal,200,Acme\n"
    (report,) = load_all(crm, data)
    assert report.created == 2
    (again,) = load_all(crm, data)
    assert (again.created, again.unchanged) == (0, 2)
    (changed,) = load_all(crm, data.replace("200,", "200.00,"))
    assert (changed.created, changed.unchanged) == (0, 2)


def test_overwriting_moves_and_closes_deals(crm: Crm) -> None:
    load_all(crm, DEALS)
    won = DEALS.replace("Design,Works,Open,,", "Offer,Works,Won,2025-01-05 10:00,")
    (filled,) = load_all(crm, won)
    assert crm.deals.get("No. 2").status == "open"
    assert filled.created == 0
    (report,) = load_all(crm, won.replace("1200.50", "1300"), on_match="overwrite")
    deal = crm.deals.get("No. 2")
    assert (report.updated, deal.status, deal.stage, deal.amount) == (1, "won", "Offer", 130000)


def test_a_deal_that_closes_with_another_amount_closed_when_the_file_says(crm: Crm) -> None:
    head = "Title,Amount,Currency,Company,Stage,Status,Opened,Closed\n"
    load_all(crm, f"{head}Engine,1000,EUR,Acme,Proposal,open,2026-01-10,\n")
    won = f"{head}Engine,1500,EUR,Acme,Proposal,won,2026-01-10,2026-02-03T10:00:00Z\n"
    load_all(crm, won, on_match="overwrite")
    deal = crm.deals.get("Engine")
    assert (deal.status, deal.amount) == ("won", 150000)
    assert deal.closed_at == "2026-02-03T10:00:00.000Z"


@pytest.mark.parametrize("amount", ["-20", "(20.00)"])
def test_a_deal_below_zero_is_a_rejected_row(crm: Crm, amount: str) -> None:
    data = f"Deal Name,Amount,Stage\nEngine,1000,Offer\nRefund,{amount},Offer\n"
    (report,) = load_all(crm, data, keep_going=True)
    assert (report.created, report.rejected) == (1, 1)
    ((line, words),) = report.rejections
    assert line == 3
    assert "A deal cannot be worth less than zero: -" in words


# Companies


def test_companies_are_known_by_domain_and_by_name(crm: Crm) -> None:
    crm.companies.add(name="Acme Inc", domain="acme.example")
    crm.companies.add(name="Umbra GmbH")
    data = "Company name,Company Domain Name,Industry\nAcme,acme.example,Tools\nUmbra,,Light\n"
    (report,) = load_all(crm, data)
    assert outcomes(report) == {"company": {"updated": 2}}
    assert {company.industry for company in crm.companies.find()} == {"Tools", "Light"}


def test_a_parent_is_linked_whichever_comes_first(crm: Crm) -> None:
    data = "Id,Name,ParentId,BillingCity,OwnerId\n001b,Daughter,001a,x,1\n001a,Mother,,y,1\n"
    load_all(crm, data)
    load_all(crm, data)
    assert crm.companies.get("Daughter").parent == "Mother"


# JSON Lines


def test_json_lines_of_every_noun_come_back(crm: Crm, tmp_path: Path) -> None:
    from tinycrm.interchange.export import write_shapes

    load_all(crm, ACTIVITIES, DEALS, PEOPLE)
    texts = []
    for noun, filter in (
        ("task", "status:open"),
        ("activity", ""),
        ("deal", "status:any"),
        ("company", ""),
        ("contact", ""),
    ):
        file = io.StringIO()
        records = getattr(crm, plural(noun))
        write_shapes(crm, noun, records.find(filter if noun == "deal" else ""), file, lines=True)
        texts.append(file.getvalue())
    with Crm(str(tmp_path / "other.db"), clock=crm.db.clock) as other:
        reports = load_all(other, *texts)
        assert not any(report.rejected or report.remarks for report in reports)
        for noun in ("contacts", "companies", "activities", "tasks"):
            assert shapes(getattr(other, noun).find()) == shapes(getattr(crm, noun).find())
        assert shapes(other.deals.find("status:any")) == shapes(crm.deals.find("status:any"))
        assert not any(report.created for report in load_all(other, *texts))


def test_references_in_lines_of_ones_own_are_those_of_the_file(crm: Crm) -> None:
    crm.contacts.add(name="Ada", email="ada@a.example")
    lines = (
        '{"title": "Ring", "due": "2027-01-01", "for": ["ada@a.example"]}\n'
        '{"kind": "call", "body": "hello", "links": ["C1"]}\n'
        '{"title": "No. 2", "stage": "Proposal", "contacts": [{"ref": "C1", "role": "buyer"}]}\n'
        '{"name": "Acme", "domain": "acme.example"}\n'
    )
    (report,) = load_all(crm, lines)
    assert {noun: counts["created"] for noun, counts in report.counts.items()} == {
        "task": 1, "activity": 1, "deal": 1, "company": 1
    }  # fmt: skip
    assert (report.remarks, report.added) == ([], {})
    assert [crm.tasks.get(1).contacts, crm.activities.get(1).contacts] == ["Ada", "Ada"]
    assert crm.deals.contacts_of(1)[0].role == "buyer"
    assert not load_all(crm, lines)[0].created


LEFT_OUT = ("id", "ref", "version", "company_id", "contact_id", "stage_id", "pipeline_id", "links",
            "updated_at", "own_probability", "stage_entered_at", "last_touched_at")  # fmt: skip


def shapes(rows: list) -> list[dict[str, object]]:
    found = [
        {key: value for key, value in row._asdict().items() if key not in LEFT_OUT} for row in rows
    ]
    return sorted(found, key=json.dumps)


# Dry runs


@pytest.mark.parametrize("nouns", [SALESFORCE, ("lead",), ("case",)])
def test_a_dry_run_of_several_files_counts_as_the_real_one(crm: Crm, nouns: tuple) -> None:
    dry = load_all(crm, *map(salesforce, nouns), dry_run=True)
    assert (crm.contacts.count(), crm.companies.count(), len(crm.history.steps())) == (0, 0, 1)
    real = load_all(crm, *map(salesforce, nouns))
    assert [report.counts for report in dry] == [report.counts for report in real]
    assert [report.added for report in dry] == [report.added for report in real]
    assert [report.written for report in dry] == [False] * len(nouns)


def test_a_file_that_fails_is_not_there_for_the_next_one_in_a_dry_run_either(crm: Crm) -> None:
    firms = "Id,Name,ParentId,BillingCity,OwnerId,Website\n001a,Acme,,x,1,\n001b,,,x,1,\n"
    deals = (
        "Id,Name,AccountId,StageName,CloseDate,Probability,IsWon\n006a,D,001a,Offer,2024-01-02,5,\n"
    )
    dry = load_all(crm, firms, deals, dry_run=True)
    real = load_all(crm, firms, deals)
    assert [report.remarks for report in dry] == [report.remarks for report in real]
    assert [report.counts for report in dry] == [report.counts for report in real]
    assert (real[0].written, real[1].written) == (False, True)


def test_activities_wait_for_deals_by_name(crm: Crm) -> None:
    happened = (
        "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Deal - Title\n"
    )
    (report,) = load_all(
        crm, happened + "Hello,Call,2024-03-01,Done,Website\nBye,Call,2024-03-02,Done,\n"
    )
    assert "linked when one of that name is imported" in report.remarks[0][1]
    (deals,) = load_all(crm, "Deal - Title,Deal - Value,Deal - Status\nWebsite,100,Open\n")
    assert deals.linked == {"activity": 1}
    assert links.of(crm.db, "activity", 1) == [Found("deal", 1)]
    load_all(crm, "Deal - Title,Deal - Value,Deal - Status\nTwin,1,Open\nTwin,2,Open\n")
    (report,) = load_all(crm, happened + "Who,Call,2024-03-03,Done,Twin\n")
    assert "several" in report.remarks[0][1]
    (deals,) = load_all(crm, "Deal - Title,Deal - Value,Deal - Status\nTwin,3,Open\n")
    assert deals.linked == {}


def test_what_is_still_to_come_keeps_what_a_task_has_no_field_for(crm: Crm) -> None:
    data = "subject,type,date,duration,outcome\nPitch,meeting,2099-05-01,45,won it\n"
    load_all(crm, data)
    custom = json.loads(crm.tasks.get(1).custom)
    assert custom == {"kind": "meeting", "minutes": "45", "outcome": "won it"}


def test_ids_of_reports_are_those_of_other_exports(crm: Crm) -> None:
    load_all(crm, "Id,LastName,AccountId\n003Nq00000J1MwbIAF,Ada,001Nq00000J1MwbIAF\n")
    report = "Account Name,Account ID,Account Owner\nEngines,001Nq00000J1Mwb,Jane\n"
    (accounts,) = load_all(crm, report)
    assert accounts.linked == {"contact": 1}
    assert crm.contacts.get(1).company == "Engines"


def test_own_exports_that_are_imported_one_by_one_say_that_they_are_not_linked(crm: Crm) -> None:
    uid = "0190a0b0-0000-7000-8000-00000000000{}"
    ada = f"ref,uid,given_name,family_name\nC7,{uid.format(1)},Ada,Love\n"
    call = f"ref,uid,kind,happened_at,links\nA1,{uid.format(2)},call,2026-01-02T10:00:00.000Z,C7\n"
    load_all(crm, ada)
    (report,) = load_all(crm, call)
    ((_, words),) = report.remarks
    assert words.startswith('Its contact "C7" is in none of the files of this import')
    (report,) = load_all(crm, call)
    assert report.remarks == []


def test_people_and_deals_follow_the_id_of_another_firm(crm: Crm) -> None:
    firms = "Id,Name,Industry,NumberOfEmployees,BillingCity\n001A,Acme,x,1,P\n001B,Beta,y,2,Q\n"
    person = "Id,AccountId,LastName,FirstName,Email\n003A,{},Doe,Jane,j@d.example\n"
    deal = "Id,AccountId,Name,StageName,CloseDate,IsClosed,IsWon,ForecastCategory\n"
    deal += "006A,{},Roof,Proposal,2027-01-01,false,false,Pipeline\n"
    load_all(crm, firms, person.format("001A"), deal.format("001A"))
    reports = load_all(crm, person.format("001B"), deal.format("001B"))
    assert [report.updated for report in reports] == [1, 1]
    assert crm.contacts.by_ids([1])[0].company == "Beta"
    assert crm.deals.by_ids([1])[0].company == "Beta"
    crm.contacts.edit("C1", company="Acme")
    (report,) = load_all(crm, person.format("001B"))
    assert (crm.contacts.by_ids([1])[0].company, report.differing) == ("Acme", 1)
    assert 'company "Acme" here, "Beta" there' in report.remarks[0][1]


NAMED_DEALS = "deal name,value,person\nEngine,100,Ada Lovelace\n"


def test_a_person_in_the_trash_is_not_made_anew_by_the_name_that_a_deal_has(crm: Crm) -> None:
    load_all(crm, NAMED_DEALS)
    crm.contacts.delete("C1")
    (report,) = load_all(crm, NAMED_DEALS)
    assert crm.contacts.count() == 0
    assert outcomes(report) == {"deal": {"unchanged": 1}}
    assert '"Ada Lovelace" is in the trash as C1: not linked.' in report.remarks[0][1]


def test_a_person_who_went_into_another_is_found_as_that_one_by_name(crm: Crm) -> None:
    load_all(crm, NAMED_DEALS)
    crm.contacts.add(name="Ada King")
    crm.contacts.merge("C2", "C1")
    load_all(crm, NAMED_DEALS + "Mill,200,Ada Lovelace\n")
    assert crm.contacts.count() == 1
    assert crm.deals.get("D2").contact_id == 2
