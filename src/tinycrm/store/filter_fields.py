"""What can be filtered and sorted by: for each noun its keys, and the SQL behind each of them.

Nothing that a person types reaches this SQL; it is the fixed list that filters choose from.
"""

from functools import cache
from typing import NamedTuple

from tinycrm.domain.choices import ACTIVITY_KINDS, LIFECYCLES, PRIORITIES
from tinycrm.store.stale import NOTHING_PLANNED

NAMES = {
    "contact": "name",
    "company": "name",
    "deal": "title",
    "activity": "subject",
    "task": "title",
}
"""The column that a noun's full-text index holds as `title`."""
CONSENT = (
    "contact.id IN (SELECT consent.contact_id FROM consent WHERE consent.status = 'in'"
    " AND NOT EXISTS (SELECT 1 FROM consent AS later WHERE later.contact_id = consent.contact_id"
    " AND later.channel = consent.channel AND (later.at, later.id) > (consent.at, consent.id))"
    " AND {})"
)
"""The last word on a channel holds."""
STALE = (
    "(deal.status = 'open' AND deal.last_touched_at < strftime('%Y-%m-%dT%H:%M:%fZ', :midnight,"
    " '-' || (SELECT stale_days FROM stage WHERE stage.id = deal.stage_id) || ' days')"
    f" AND {NOTHING_PLANNED.format(today=':today')})"
)
"""Nothing happened for longer than the stage allows, and nothing is planned."""
SAID = "substr(coalesce(activity.subject, activity.body), 1, 200) COLLATE NOCASE"
"""What an activity is called in lists: a note has no subject, and may be long."""


class Field(NamedTuple):
    """One key of one noun.

    `kind` says what its values mean (a function of `filter_texts` or `filter_ranges`), `column`
    is the SQL expression that they are compared with. Where that is a column of another table, or
    an index needs another condition beside it, `via` is what stands around the comparison (`{}`).
    `choices` lists all values there are; a `ref` names a record of the noun `target`. `fallback`
    is a second expression, for kinds that need one. `sort` is what to order by: the column itself
    unless given, nothing for a `via` without it.
    """

    kind: str
    column: str = ""
    via: str = ""
    sort: str = ""
    choices: tuple[str, ...] = ()
    fallback: str = ""
    target: str = ""


@cache
def fields(noun: str) -> dict[str, Field]:
    """All keys of a noun, without their aliases."""
    own = {
        "contact": _contact,
        "company": _company,
        "deal": _deal,
        "activity": _activity,
        "task": _task,
    }[noun]()
    return {
        "id": Field("id", f"{noun}.id", target=noun),
        "uid": Field("exact", f"{noun}.uid"),
        "created": Field("instant", f"{noun}.created_at"),
        "updated": Field("instant", f"{noun}.updated_at"),
        "owner": Field("choice", f"{noun}.owner"),
        "tag": _tag(noun),
        "is": Field("flag"),
        "has": Field("flag"),
        **own,
    }


def aliases(noun: str) -> dict[str, str]:
    """Other spellings of a noun's keys."""
    shared = {"tags": "tag", "modified": "updated"}
    own = {
        "contact": "mail:email tel:phone job:title job-title:title lead-status:status lang:language"
        " last-activity:last org:company",
        "company": "title:name last-activity:last web:website contacts:people open-deals:deals",
        "deal": "name:title amount:value created:opened expected:close expected-close:close"
        " lost-reason:reason org:company next-step:step",
        "activity": "type:kind at:on date:on text:body title:subject name:subject org:company"
        " min:minutes",
        "task": "name:title org:company repeat:recurrence",
    }[noun]
    for pair in own.split():
        alias, _, key = pair.partition(":")
        shared[alias] = key
    return shared


def _contact() -> dict[str, Field]:
    address = "contact.id IN (SELECT contact_id FROM address WHERE contact_id IS NOT NULL AND {})"
    return {
        "name": Field("name", "contact.id", sort="contact.sort_key", target="contact"),
        "email": _point("contact", "email"),
        "phone": _point("contact", "phone"),
        "company": _company_ref("contact"),
        "deal": Field(
            "ref",
            "deal_id",
            via="contact.id IN (SELECT contact_id FROM deal_contact WHERE {})",
            target="deal",
        ),
        "lifecycle": Field("choice", "contact.lifecycle", choices=LIFECYCLES),
        "status": Field("choice", "contact.lead_status"),
        "source": Field("choice", "contact.source"),
        "language": Field("choice", "contact.language"),
        "title": Field("text", "contact.job_title"),
        "nickname": Field("text", "contact.nickname"),
        "city": Field("text", "address.city", via=address),
        "country": Field("text", "address.country", via=address),
        "last": Field("instant", "contact.last_activity_at"),
        "quiet": Field("quiet", "contact.last_activity_at", fallback="contact.created_at"),
        "next": _next_task("contact"),
        "cadence": Field("days", "contact.cadence_days"),
        "due": Field(
            "date",
            "contact.next_contact_on",
            via="(contact.cadence_days IS NOT NULL AND {})",
            sort="contact.next_contact_on",
        ),
        "birthday": Field(
            "birthday",
            "contact.birthday",
            sort="contact.anniversary",
            fallback="contact.anniversary",
        ),
        "consent": Field("choice", "consent.channel", via=CONSENT),
    }


def _company() -> dict[str, Field]:
    address = "company.id IN (SELECT company_id FROM address WHERE company_id IS NOT NULL AND {})"
    return {
        "name": Field("name", "company.id", sort="company.sort_key", target="company"),
        "domain": Field("text", "company.domain"),
        "website": Field("text", "company.website"),
        "email": _point("company", "email"),
        "phone": _point("company", "phone"),
        "industry": Field("choice", "company.industry"),
        "size": Field("choice", "company.size"),
        "type": Field("choice", "company.type"),
        "parent": Field(
            "ref",
            "company.parent_id",
            sort="(SELECT up.sort_key FROM company AS up WHERE up.id = company.parent_id)",
            target="company",
        ),
        "people": Field("number", _of_company("contact")),
        "deals": Field("number", _of_company("deal", " AND deal.status = 'open'")),
        "city": Field("text", "address.city", via=address),
        "country": Field("text", "address.country", via=address),
        "last": Field("instant", "company.last_activity_at"),
        "quiet": Field("quiet", "company.last_activity_at", fallback="company.created_at"),
    }


def _deal() -> dict[str, Field]:
    stage = "deal.stage_id IN (SELECT id FROM stage WHERE {})"
    pipeline = (
        "deal.stage_id IN (SELECT stage.id FROM stage JOIN pipeline"
        " ON pipeline.id = stage.pipeline_id WHERE {})"
    )
    return {
        "title": Field("name", "deal.id", sort="deal.sort_key", target="deal"),
        "stage": Field("key", "stage.name_key", via=stage, sort=_of_stage("position")),
        "pipeline": Field("key", "pipeline.name_key", via=pipeline, sort=_of_stage("pipeline_id")),
        "status": Field("choice", "deal.status", choices=("open", "won", "lost")),
        "value": Field("money", "deal.amount", sort=comparable_amount()),
        "currency": Field("choice", "deal.currency"),
        "probability": Field("number", f"coalesce(deal.probability, {_of_stage('probability')})"),
        "close": Field("date", "deal.expected_close_on"),
        "closed": Field(
            "instant", "deal.closed_at", via="(deal.status <> 'open' AND {})", sort="deal.closed_at"
        ),
        "opened": Field("instant", "deal.opened_at"),
        "company": _company_ref("deal"),
        "contact": Field(
            "ref",
            "contact_id",
            via="deal.id IN (SELECT deal_id FROM deal_contact WHERE {})",
            sort="(SELECT contact.sort_key FROM deal_contact JOIN contact"
            " ON contact.id = deal_contact.contact_id WHERE deal_contact.deal_id = deal.id"
            " ORDER BY deal_contact.position, deal_contact.id LIMIT 1)",
            target="contact",
        ),
        "source": Field("choice", "deal.source"),
        "type": Field("choice", "deal.type"),
        "reason": Field("text", "deal.lost_reason"),
        "competitor": Field("text", "deal.competitor"),
        "step": Field("text", "deal.next_step"),
        "age": Field("quiet", "deal.opened_at"),
        "quiet": Field("quiet", "deal.last_touched_at"),
        "last": Field("instant", "deal.last_activity_at"),
        "stale": Field("yes_no", STALE, sort="deal.last_touched_at"),
        "next": _next_task("deal"),
    }


def _activity() -> dict[str, Field]:
    return {
        "kind": Field("choice", "activity.kind", choices=ACTIVITY_KINDS),
        "subject": Field("name", "activity.id", sort=SAID, target="activity"),
        "body": Field("body", "activity.body", sort="activity.body", target="activity"),
        "on": Field("instant", "activity.happened_at"),
        "direction": Field("choice", "activity.direction", choices=("in", "out")),
        "outcome": Field("text", "activity.outcome"),
        "minutes": Field("minutes", "activity.minutes"),
        **_links("activity"),
    }


def _task() -> dict[str, Field]:
    return {
        "title": Field("name", "task.id", sort="task.title COLLATE NOCASE", target="task"),
        "notes": Field("body", "task.notes", sort="task.notes", target="task"),
        "due": Field("date", "task.due_on"),
        "done": Field("instant", "task.done_at"),
        "priority": Field(
            "choice",
            "task.priority",
            sort="CASE task.priority WHEN 'low' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END",
            choices=PRIORITIES,
        ),
        "recurrence": Field("text", "task.recurrence"),
        **_links("task"),
    }


def _of_stage(column: str) -> str:
    return f"(SELECT stage.{column} FROM stage WHERE stage.id = deal.stage_id)"


def comparable_amount() -> str:
    """A deal's amount in units of 1/10000, which amounts of all currencies have in common."""
    from tinycrm.domain.money import EXPONENTS

    cases = "".join(
        f" WHEN '{code[:3]}' THEN {10 ** (4 - int(code[3]))}" for code in EXPONENTS.split()
    )
    return f"(deal.amount * CASE deal.currency{cases} ELSE 100 END)"


def _tag(noun: str) -> Field:
    return Field(
        "key",
        "tag.name_key",
        via=f"{noun}.id IN (SELECT record_tag.{noun}_id FROM record_tag JOIN tag"
        f" ON tag.id = record_tag.tag_id WHERE record_tag.{noun}_id IS NOT NULL AND {{}})",
        # As lists show them, one after the other.
        sort="(SELECT group_concat(tag.name_key) FROM record_tag JOIN tag"
        f" ON tag.id = record_tag.tag_id WHERE record_tag.{noun}_id = {noun}.id)",
    )


def _point(noun: str, kind: str) -> Field:
    return Field(
        kind,
        "contact_point.value_key",
        via=f"{noun}.id IN (SELECT {noun}_id FROM contact_point"
        f" WHERE {noun}_id IS NOT NULL AND kind = '{kind}' AND {{}})",
        sort=f"(SELECT coalesce(value_key, value) FROM contact_point WHERE {noun}_id = {noun}.id"
        f" AND kind = '{kind}' ORDER BY is_primary DESC, contact_point.id LIMIT 1)",
        fallback="contact_point.value",
    )


def _company_ref(noun: str) -> Field:
    return Field(
        "ref",
        f"{noun}.company_id",
        sort=f"(SELECT company.sort_key FROM company WHERE company.id = {noun}.company_id)",
        target="company",
    )


def _of_company(noun: str, more: str = "") -> str:
    """How many live people or deals belong to a firm."""
    return (
        f"(SELECT count(*) FROM {noun} WHERE {noun}.company_id = company.id{more}"
        f" AND {noun}.deleted_at IS NULL AND {noun}.archived_at IS NULL)"
    )


def _links(noun: str) -> dict[str, Field]:
    table, targets = f"{noun}_link", ("contact", "company", "deal")
    via = f"{noun}.id IN (SELECT {table}.{noun}_id FROM {table} WHERE {{}})"
    # As lists show them: people before firms before deals, of each the first.
    names = ", ".join(
        f"(SELECT {target}.sort_key FROM {table} JOIN {target} ON {target}.id = {table}.{target}_id"
        f" WHERE {table}.{noun}_id = {noun}.id ORDER BY {table}.id LIMIT 1)"
        for target in targets
    )
    ids = ", ".join(f"{table}.{target}_id" for target in targets)
    return {
        **{target: Field("ref", f"{table}.{target}_id", via, target=target) for target in targets},
        "for": Field("whom", f"coalesce({ids})", via, f"coalesce({names})", fallback=table),
    }


def _next_task(noun: str) -> Field:
    tasks = (
        "FROM task_link JOIN task ON task.id = task_link.task_id WHERE task.done_at IS NULL"
        " AND task.archived_at IS NULL AND task.deleted_at IS NULL"
        f" AND task_link.{noun}_id"
    )
    return Field(
        "date",
        "min(task.due_on)",
        via=f"{noun}.id IN (SELECT task_link.{noun}_id {tasks} IS NOT NULL"
        f" GROUP BY task_link.{noun}_id HAVING {{}})",
        sort=f"(SELECT min(task.due_on) {tasks} = {noun}.id)",
    )
