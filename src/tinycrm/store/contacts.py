"""Contacts: people, with everything that belongs to them."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.choices import LIFECYCLES
from tinycrm.domain.names import NameParts, display_name, parts_key, split_name
from tinycrm.domain.text import clean_input, fold, required_line, sort_key
from tinycrm.errors import InvalidError
from tinycrm.store import values
from tinycrm.store.records import Extras, Records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.consent import Consent
    from tinycrm.store.database import Database
    from tinycrm.store.lookalikes import Lookalike

NAME_FIELDS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
CONTACT_FIELDS = {
    **dict.fromkeys(NAME_FIELDS, values.line),
    "nickname": values.line,
    "job_title": values.line,
    "lifecycle": values.choice(*LIFECYCLES),
    "lead_status": values.line,
    "source": values.line,
    "owner": values.line,
    "language": values.line,
    "time_zone": values.line,
    "preferred_channel": values.line,
    "cadence_days": values.days,
    "birthday": values.birthday,
    "about": values.line,
}
"""The fields of a contact that stand in a column of their own, and what each takes."""
ALIASES = {"title": "job_title", "cadence": "cadence_days", "note": "about"}
SPECIAL = ("name", "company")


class Contact(NamedTuple):
    """A person, as lists, pages and exports show them; see `contact_view` for the columns."""

    id: int
    ref: str
    uid: str
    version: int
    name: str
    prefix: str | None
    given_name: str | None
    middle_name: str | None
    family_name: str | None
    suffix: str | None
    nickname: str | None
    job_title: str | None
    company_id: int | None
    company: str | None
    email: str | None
    phone: str | None
    tags: str | None
    lifecycle: str | None
    lead_status: str | None
    source: str | None
    owner: str | None
    language: str | None
    time_zone: str | None
    preferred_channel: str | None
    cadence_days: int | None
    birthday: str | None
    about: str | None
    last_activity_at: str | None
    last_contact_at: str | None
    next_contact_on: str | None
    next_task_on: str | None
    merged_into_id: int | None
    custom: str
    created_at: str
    updated_at: str
    archived_at: str | None
    deleted_at: str | None


class Checked(NamedTuple):
    """What a new person is to have: the columns of the name, and what is beside the columns."""

    name: dict[str, Any]
    extras: Extras


class Contacts(Records[Contact]):
    """The people in one file."""

    noun = "contact"
    shape = Contact
    default_order = "contact.sort_key, contact.id"
    kinds = CONTACT_FIELDS
    special = SPECIAL
    aliases = ALIASES

    def add(self, **fields: object) -> int:
        """Add a person and return the id.

        Takes `name` or its parts, `email`, `phone`, `url`, `handle` (one value or several, each
        as text or as {"value": …, "label": …}), `company` (a reference or a name; created when
        unknown), `tags`, `addresses` (dictionaries), the fields in `CONTACT_FIELDS`, and custom
        fields by key. Raises InvalidError, UsageError for an unknown field, AmbiguousError.
        """
        return super().add(**fields)

    def checked(self, fields: "Mapping[str, object]") -> "Checked":
        """The name and what is beside the columns, checked before anything is written."""
        return Checked(self.name_columns(fields), self.extras(fields))

    def create(
        self,
        given: "Mapping[str, object]",
        stamps: "Mapping[str, Any] | None" = None,
        checked: "Checked | None" = None,
    ) -> int:
        """Insert a person within the current operation.

        `stamps` are columns as they stand in another file: the uid, times. `checked` is what
        `self.checked` says of the fields, if it was asked already.
        """
        fields = self.named_fields(given)
        name, extras = checked or self.checked(fields)
        columns = {**self.columns(fields), **name, **(stamps or {})}
        # Last, because an unknown company is created.
        if fields.get("company"):
            columns["company_id"] = company_id(self.db, fields["company"])
        return self.insert(columns, extras)

    def change(self, id: int, given: "Mapping[str, object]", version: int | None = None) -> str:
        """Apply an edit within the current operation; returns the fields given, in words."""
        fields = self.named_fields(given)
        columns = self.columns(fields, id)
        if "name" in fields or any(field in fields for field in NAME_FIELDS):
            columns.update(self.name_columns({**self.name_held(id, fields), **fields}))
        if "company" in fields:
            company = fields["company"]
            columns["company_id"] = company_id(self.db, company) if company else None
        changed = self.db.update_record("contact", id, columns, version)
        if self.reattach(id, fields) and not changed:
            self.db.touch("contact", id)
        return ", ".join(fields).replace("_", " ")

    def merge(self, keep: object, other: object, **choices: str) -> int:
        """Merge the person `other` into `keep`, as `tinycrm.store.merge` says."""
        from tinycrm.store.merge import merge

        chosen = {self.aliases.get(field, field): whose for field, whose in choices.items()}
        return merge(self.db, self.noun, keep, other, choices=chosen)

    def consent(
        self, given: object, channel: str, status: str, basis: str = "", at: str = ""
    ) -> int:
        """Record that a person agreed (`in`) or refused (`out`) to be reached by a channel."""
        from tinycrm.store.consent import set_consent

        with self.db.operation("contact.consent") as operation:
            id = self.id(given)
            consent = set_consent(self.db, id, channel, status, basis, at)
            words = f"{self.named(id)} opted {consent.status}: {consent.channel}"
            operation.summary = operation.summary or f"recorded that {words}"
        return id

    def consents(self, given: object) -> "list[Consent]":
        """What a person agreed to and refused, the oldest first; the last on a channel holds."""
        from tinycrm.store.consent import of

        return of(self.db, self.id(given))

    def lookalikes(self, id: int) -> "list[Lookalike]":
        """People who share an e-mail address, a telephone number or the name with that one."""
        from tinycrm.store.lookalikes import lookalikes

        return lookalikes(self.db, id)

    def name_held(self, id: int, fields: "Mapping[str, object]") -> dict[str, object]:
        """The name's parts as they are, unless a whole new name is given."""
        if "name" in fields:
            return {}
        row = self.db.row(f"SELECT {', '.join(NAME_FIELDS)} FROM contact WHERE id = ?", (id,))
        return dict(zip(NAME_FIELDS, row or (), strict=True))

    def name_columns(self, fields: "Mapping[str, object]") -> dict[str, Any]:
        """The columns for a name given as a whole, in parts, or both."""
        given = [clean_input(str(fields.get(part) or ""), part).strip() for part in NAME_FIELDS]
        if fields.get("name"):
            name = required_line(str(fields["name"]), "name").strip()
        elif any(given):
            name = required_line(display_name(NameParts(*given)), "name")
        else:
            raise InvalidError(
                "A contact needs a name.", 'Give one, as in --name "Ada Lovelace".', "name"
            )
        split = split_name(name)
        key = parts_key(split) or fold(name)
        parts = NameParts(*given) if any(given) else split
        columns = {part: value or None for part, value in zip(NAME_FIELDS, parts, strict=True)}
        return {"name": name, "name_key": key, "sort_key": sort_key(name), **columns}


def company_id(db: "Database", given: object) -> int:
    """The id of a company by reference or name; one of that name is created when unknown."""
    from tinycrm.store.companies import find_or_create

    if db.current is not None and db.current.bulk:
        # Thousands of people work for some hundred companies; nothing deletes any meanwhile.
        return int(db.known(("company", str(given)), find_or_create, db, given))
    return find_or_create(db, given)
