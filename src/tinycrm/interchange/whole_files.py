"""The files of an export of everything: what each holds, and what each of its columns means.

One description of them all, from which the README in the folder is written.
"""

from typing import NamedTuple


class File(NamedTuple):
    """A CSV file and the table that it holds; a column without its own words has those below."""

    name: str
    table: str
    about: str
    columns: dict[str, str]


WORDS = {
    "id": "number of the row",
    "ref": "the record's reference, as people type it",
    "uid": "identity of the record in any file (a UUID)",
    "version": "how many times the record was changed, counted from 1",
    "name_key": "the name as it is compared: no case, accents, titles or legal forms",
    "sort_key": "the name as it is sorted",
    "value_key": "the value as it is compared: a telephone number in international form",
    "about": "what there is to know in general",
    "owner": "who looks after the record",
    "source": "where it came from",
    "type": "what kind it is",
    "company": "the firm's name",
    "company_ref": "the firm",
    "company_id": "the firm",
    "contact_ref": "the person",
    "deal_ref": "the deal",
    "activity_ref": "the activity or note",
    "task_ref": "the task",
    "email": "the first e-mail address",
    "phone": "the first telephone number",
    "emails": "all e-mail addresses: “label: address; address”",
    "phones": "all telephone numbers, likewise",
    "urls": "all web addresses, likewise",
    "handles": "all names in chats and networks, likewise",
    "addresses": "postal addresses: “label: street | city | region | postal code | country; …”",
    "tags": "the tags, with commas between them",
    "contacts": "the people concerned, by name",
    "companies": "the firms concerned, by name",
    "deals": "the deals concerned, by title",
    "links": "everything concerned, by reference",
    "merged_into_ref": "the record that this one was merged into",
    "last_activity_at": "when anything was last logged with it",
    "next_task_on": "when its next open task is due",
    "custom": "the fields that you defined, as JSON",
    "created_at": "when the record was made",
    "updated_at": "when it was last changed",
    "archived_at": "since when it is archived",
    "deleted_at": "since when it is in the trash",
    "retired_at": "since when it is out of use",
    "position": "its place in the order",
    "label": "what kind it is: work, home …",
    "amount": "the amount, with a point before the smaller unit",
    "currency": "the currency of the amount (ISO 4217)",
    "expected_close_on": "the day on which the deal is expected to close",
    "probability": "how likely it is to be won, in percent",
    "name": "the name",
    "title": "the title",
    "at": "when",
    "kind": "what it is",
}
"""What a column means wherever the files below say nothing else."""

LINKS = {"contact_ref": "the person concerned", "company_ref": "or the firm"}

FILES = (
    File(
        "settings.csv",
        "setting",
        "settings that belong to the file, as `crm config` shows them",
        {"key": "name of the setting", "value": "its value"},
    ),
    File(
        "custom_fields.csv",
        "custom_field",
        "the fields that you defined yourself",
        {
            "noun": "the kind of record that has the field",
            "key": "its key, as in the column custom.KEY",
            "label": "its name on screens",
            "type": "text, number, money, date, flag, choice or url",
            "choices": "the known values, as JSON",
            "required": "1 if a new record must have it",
        },
    ),
    File("tags.csv", "tag", "the tags, those that no record carries too", {"name": "the tag"}),
    File("pipelines.csv", "pipeline", "the ways in which deals proceed", {}),
    File(
        "stages.csv",
        "stage",
        "the steps of the pipelines",
        {
            "pipeline_id": "the pipeline (id in pipelines.csv)",
            "stale_days": "after how many days without anything a deal in it is stale",
            "exit_criteria": "what must be so before a deal moves on",
        },
    ),
    File(
        "contact_points.csv",
        "contact_point",
        "e-mail addresses, telephone numbers, web addresses and handles",
        {
            "contact_ref": "the person that it belongs to",
            "company_ref": "or the firm",
            "kind": "email, phone, url or handle",
            "value": "the address or number as it was typed",
            "is_primary": "1 if it was chosen to be the first of its kind",
            "invalid_since": "since when it is known not to work",
        },
    ),
    File(
        "addresses.csv",
        "address",
        "postal addresses",
        {
            "contact_ref": "the person that it belongs to",
            "company_ref": "or the firm",
            "street": "street and number",
            "city": "city",
            "region": "state or province",
            "postal_code": "postal code",
            "country": "country",
        },
    ),
    File(
        "companies.csv",
        "company",
        "firms and organisations",
        {
            "domain": "the domain of its web and e-mail addresses",
            "website": "its web address",
            "industry": "what it does",
            "size": "how large it is",
            "type": "what it is to you: customer, supplier …",
            "tax_id": "its tax number",
            "payment_terms": "when and how it pays",
            "parent_ref": "the firm that it belongs to",
            "parent": "that firm's name",
            "contacts": "how many people in it are in use",
            "open_deals": "how many open deals there are with it",
        },
    ),
    File(
        "contacts.csv",
        "contact",
        "people",
        {
            "prefix": "the part of the name before it: Dr.",
            "given_name": "first name",
            "middle_name": "middle name",
            "family_name": "last name",
            "suffix": "the part of the name after it: Jr.",
            "nickname": "what friends say",
            "job_title": "what the person is in the firm",
            "lifecycle": "subscriber, lead, qualified, opportunity, customer, advocate, former …",
            "lead_status": "how far a lead is",
            "language": "the language to write in",
            "time_zone": "where it is what time",
            "preferred_channel": "how the person likes to be reached",
            "cadence_days": "after how many days without contact it is time for some",
            "birthday": "YYYY-MM-DD, or --MM-DD without the year",
            "last_contact_at": "when you last spoke or wrote to each other",
            "next_contact_on": "the day on which the cadence asks for contact",
        },
    ),
    File(
        "consents.csv",
        "consent",
        "what people agreed to and refused; the last one on a channel holds",
        {
            "channel": "email, phone …",
            "status": "in: agreed, out: refused",
            "basis": "on what grounds",
        },
    ),
    File(
        "deals.csv",
        "deal",
        "business that was won, lost, or may be won",
        {
            "status": "open, won or lost",
            "stage_id": "the stage (id in stages.csv); of a closed deal, the last one",
            "stage": "that stage's name",
            "pipeline_id": "the pipeline (id in pipelines.csv)",
            "pipeline": "that pipeline's name",
            "own_probability": "that percentage, if the deal has one of its own",
            "contact_ref": "the person whom the deal is with",
            "contact": "that person's name",
            "people": "everybody in the deal: “role: reference name; …”",
            "opened_at": "when it began",
            "closed_at": "when it was won or lost",
            "stage_entered_at": "since when it is in its stage",
            "stale_days": "after how many days without anything it is stale there",
            "lost_reason": "why it was lost",
            "competitor": "who won it",
            "next_step": "what comes next",
            "last_touched_at": "when it last moved, or anything was logged with it",
        },
    ),
    File(
        "deal_contacts.csv",
        "deal_contact",
        "the people in each deal",
        {"role": "the person's part in it", "position": "the lowest is whom the deal is with"},
    ),
    File(
        "deal_events.csv",
        "deal_event",
        "what happened to each deal, with how it stood then",
        {
            "kind": "created, moved, won, lost, reopened, amount or close_date",
            "from_stage_id": "the stage that it moved from (id in stages.csv)",
            "stage_id": "the stage that it was in then (id in stages.csv)",
        },
    ),
    File(
        "activities.csv",
        "activity",
        "notes, calls, e-mails, meetings, messages and visits",
        {
            "kind": "note, call, email, meeting, message or visit",
            "direction": "in or out",
            "happened_at": "when it was",
            "minutes": "how long it took",
            "subject": "what it was about",
            "body": "the text (Markdown)",
            "outcome": "what came of it",
        },
    ),
    File(
        "activity_links.csv",
        "activity_link",
        "whom and what each activity concerns",
        {**LINKS, "deal_ref": "or the deal"},
    ),
    File(
        "tasks.csv",
        "task",
        "things to do, and things done",
        {
            "notes": "more about it",
            "due_on": "the day by which it is to be done",
            "due_time": "the time on that day",
            "priority": "low, normal or high",
            "recurrence": "how it repeats (an RRULE, RFC 5545)",
            "series_on": "the day that it had in its series before it was put off",
            "done_at": "when it was done",
        },
    ),
    File(
        "task_links.csv",
        "task_link",
        "whom and what each task concerns",
        {**LINKS, "deal_ref": "or the deal"},
    ),
    File(
        "record_tags.csv",
        "record_tag",
        "which record carries which tag",
        {
            "tag_id": "the tag (id in tags.csv)",
            "contact_ref": "the person who carries it",
            "company_ref": "or the firm",
            "deal_ref": "or the deal",
            "activity_ref": "or the activity",
            "task_ref": "or the task",
        },
    ),
    File(
        "external_refs.csv",
        "external_ref",
        "what records are called in the files that they were imported from",
        {
            "source": "the file or program; after “awaited:” what the record is to be linked to",
            "external_id": "the record's identity there",
            "contact_ref": "the person here",
            "company_ref": "or the firm",
            "deal_ref": "or the deal",
            "activity_ref": "or the activity",
            "task_ref": "or the task",
        },
    ),
    File(
        "not_duplicates.csv",
        "not_duplicate",
        "people, and firms, of whom somebody said that they are two",
        {
            "contact_a_ref": "one person",
            "contact_b_ref": "the other one",
            "company_a_ref": "or one firm",
            "company_b_ref": "and the other one",
        },
    ),
    File(
        "history.csv",
        "operation",
        "every step that was ever done, in words",
        {
            "id": "number of the step, as in `crm history`",
            "actor": "who did it",
            "program": "with what: cli, tui, library …",
            "kind": "which operation it was",
            "summary": "what was done",
            "undoes": "the step that this one took back",
            "undone_by": "the step that took this one back",
        },
    ),
    File(
        "imports.csv",
        "import_file",
        "the files that were imported, and what became of their rows",
        {
            "operation_id": "the step that imported it (id in history.csv)",
            "name": "the file's name",
            "format": "the program that it came from",
            "encoding": "how its text was read",
            "size": "its bytes",
            "sha256": "the beginning of its checksum",
            "created": "how many records were new",
            "updated": "how many were completed",
            "unchanged": "how many were there already",
            "skipped": "how many rows were passed over",
            "rejected": "how many rows could not be taken",
        },
    ),
    File(
        "changes.csv",
        "change",
        "what each step changed, row by row",
        {
            "operation_id": "the step (id in history.csv)",
            "table_name": "the table of the row; each is a file here",
            "row_id": "the row (id in that file)",
            "record": "the record that it belongs to",
            "kind": "insert, update or delete",
            "before": "the columns as they were, as JSON; amounts in the smallest unit",
            "after": "the columns as they became",
        },
    ),
)
"""In the order in which a new file takes them up: what the search index looks for comes first."""

OTHERS = {
    "contacts.vcf": "the people and firms in use as vCards, for any address book",
    "calendar.ics": "the tasks with a day and the meetings, for any calendar",
    "manifest.json": "what `crm import` checks the CSV files by, and the last id of each table",
}


def meaning(file: File, column: str) -> str:
    """What a column of a file holds, in words; empty for one that is not described."""
    if column.startswith("custom."):
        return f"your field {column.removeprefix('custom.')}"
    return file.columns.get(column) or WORDS.get(column, "")
