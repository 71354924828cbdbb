"""Required fields: what a record must have when a person adds it, and which records lack it.

Those of the noun's own are listed in the setting `require.<noun>`, custom ones in their definition.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from typing import Any, NamedTuple

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import InvalidError, NotFoundError, UsageError
from tinycrm.store import settings
from tinycrm.store.database import Database
from tinycrm.store.points import POINT_FIELDS
from tinycrm.store.records import Records, records_of
from tinycrm.store.references import LETTER_OF, a

NEVER_MISSING = {
    "created_at", "currency", "happened_at", "kind", "name", "opened_at", "pipeline", "priority",
    "stage", "status", "title",
}  # fmt: skip
LATER = {"done_at", "lost_reason"}
"""Fields that a record can only have after a while."""
MISSING = {
    "addresses": "NOT EXISTS (SELECT 1 FROM address WHERE {noun}_id = {noun}.id)",
    "company": "{noun}.company_id IS NULL",
    "contact": "NOT EXISTS (SELECT 1 FROM deal_contact WHERE deal_id = deal.id)",
    "parent": "company.parent_id IS NULL",
    "amount": "deal.amount IS NULL",
    "due": "task.due_on IS NULL",
    "for": "NOT EXISTS (SELECT 1 FROM {noun}_link WHERE {noun}_id = {noun}.id)",
    "tags": "NOT EXISTS (SELECT 1 FROM record_tag WHERE {noun}_id = {noun}.id)",
    **{
        field: "NOT EXISTS (SELECT 1 FROM contact_point WHERE {noun}_id = {noun}.id"
        f" AND kind = '{kind}')"
        for field, kind in POINT_FIELDS.items()
    },
}
"""For the fields without a column of their own, the condition that a record has no value."""


class Required(NamedTuple):
    """A required field; `missing` is the SQL condition that a record lacks it."""

    field: str
    title: str
    missing: str
    parameters: tuple[str, ...] = ()


def required(db: Database, noun: str) -> list[Required]:
    """What a noun requires, its own fields first."""
    records = records_of(noun)
    found = [
        Required(field, field.replace("_", " "), missing(records, field))
        for field in own_required(db, noun)
        if field in requirable(records)
    ]
    for key, label in db.rows(
        "SELECT key, label FROM custom_field"
        " WHERE noun = ? AND required = 1 AND retired_at IS NULL ORDER BY position, id",
        (noun,),
    ):
        if re.fullmatch(r"\w+", key):
            condition = f"coalesce(json_extract({noun}.custom, ?), '') = ''"
            found.append(Required(key, label, condition, (f"$.{key}",)))
    return found


def required_fields(db: Database, noun: str) -> list[str]:
    """The names of the fields that a noun requires; raises UsageError for an unknown noun."""
    return [each.field for each in required(db, known(noun))]


def lacking(db: Database, noun: str, id: int) -> list[Required]:
    """What is required of a record that it does not have."""
    wanted: list[Required] = db.known(("required", noun), required, db, noun)
    return [
        each
        for each in wanted
        if db.value(f"SELECT {each.missing} FROM {noun} WHERE id = ?", (*each.parameters, id))
    ]


def refuse_incomplete(db: Database, noun: str, id: int) -> None:
    """Raise InvalidError for a record that lacks what is required."""
    for field, title, *_ in lacking(db, noun, id):
        raise InvalidError(
            f"{a(noun).capitalize()} needs a value for {quote_value(title)}.",
            f"Give one, as in --set {field}=…",
            field,
        )


def own_required(db: Database, noun: str) -> list[str]:
    """The noun's own fields that the file requires, as the setting lists them."""
    return [field for field in (settings.get(db, f"require.{noun}") or "").split(",") if field]


def require(db: Database, noun: str, fields: list[str]) -> list[str]:
    """Require fields of a noun, and return all that it requires now.

    Raises UsageError for an unknown noun or field, InvalidError for one that cannot be required.
    """
    with db.operation("config", f"required {' and '.join(fields)} of {a(known(noun))}"):
        for field in named(db, noun, fields):
            if field in custom_keys(db, noun):
                mark_custom(db, noun, field, True)
            else:
                refuse_senseless(noun, field)
                held = own_required(db, noun)
                if field not in held:
                    settings.write(db, f"require.{noun}", ",".join([*held, field]))
        db.forget()
    return required_fields(db, noun)


def unrequire(db: Database, noun: str, fields: list[str]) -> list[str]:
    """Require fields of a noun no longer, and return what it still requires.

    Raises NotFoundError for a field that was not required.
    """
    with db.operation("config", f"no longer required {' and '.join(fields)} of {a(known(noun))}"):
        for field in named(db, noun, fields):
            held = own_required(db, noun)
            if field not in required_fields(db, noun):
                raise NotFoundError(
                    f"{quote_value(field)} is not required of {a(noun)}.",
                    f"See what is: crm config require {noun}",
                )
            if field in held:
                kept = [other for other in held if other != field]
                settings.write(db, f"require.{noun}", ",".join(kept))
            else:
                mark_custom(db, noun, field, False)
        db.forget()
    return required_fields(db, noun)


def mark_custom(db: Database, noun: str, key: str, required: bool) -> None:
    """Let the definition of a custom field say whether it is required."""
    from tinycrm.store.fields import Fields

    Fields(db).edit(noun, key, required=required)


def known(noun: str) -> str:
    """The noun, if it is one; raises UsageError."""
    if noun not in LETTER_OF:
        raise UsageError(
            f"{quote_value(noun)} is not a kind of record.",
            did_you_mean(noun, LETTER_OF).strip() or f"Known are: {', '.join(LETTER_OF)}.",
        )
    return noun


def named(db: Database, noun: str, fields: list[str]) -> list[str]:
    """The fields under their own names; raises UsageError for one that the noun does not have."""
    records = records_of(noun)
    names = [*requirable(records), *custom_keys(db, noun)]
    fields = [records.aliases.get(field, field) for field in fields]
    for field in fields:
        if field not in {*names, *NEVER_MISSING, *LATER}:
            raise UsageError(
                f"{a(noun).capitalize()} has no field {quote_value(field)}.",
                did_you_mean(field, [*names, *records.aliases]).strip() or "See: crm help fields",
            )
    return fields


def refuse_senseless(noun: str, field: str) -> None:
    """Raise InvalidError for a field that is never missing, or only there later."""
    if field in NEVER_MISSING:
        raise InvalidError(
            f"{a(noun).capitalize()} always has a value for {field}.", "There is nothing to do."
        )
    if field in LATER:
        raise InvalidError(
            f"{field} cannot be required of {a(noun)} that is just being added.",
            "Require another field.",
        )


def requirable(records: type[Records[Any]]) -> list[str]:
    """The noun's own fields that a record may lack."""
    fields = (*records.kinds, *records.special, *records.attached)
    return [
        field
        for field in fields
        if (field in records.kinds or field in MISSING) and field not in {*NEVER_MISSING, *LATER}
    ]


def missing(records: type[Records[Any]], field: str) -> str:
    """The SQL condition that a record of the noun has no value for one of its own fields."""
    if field in records.kinds:
        return f"coalesce({records.noun}.{field}, '') = ''"
    return MISSING[field].format(noun=records.noun)


def custom_keys(db: Database, noun: str) -> list[str]:
    """The keys of the custom fields in use."""
    rows = db.rows("SELECT key FROM custom_field WHERE noun = ? AND retired_at IS NULL", (noun,))
    return [key for (key,) in rows]
