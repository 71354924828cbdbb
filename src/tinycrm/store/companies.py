"""Companies: firms and organisations, with everything that belongs to them."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.names import company_key
from tinycrm.domain.text import quote_value, required_line, sort_key
from tinycrm.errors import ConflictError, InvalidError, NotFoundError
from tinycrm.store import values
from tinycrm.store.records import Records
from tinycrm.store.references import SEVERAL, Found, ambiguous

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.store.database import Database
    from tinycrm.store.lookalikes import Lookalike


def domain(value: object, field: str, db: "Database") -> str:
    """A kind of field that takes a domain, or an address from which it can be read."""
    from tinycrm.domain.web import domain_of

    found = domain_of(str(value))
    if not found:
        raise InvalidError(
            f"{quote_value(str(value))} is not a domain.", "Write it as example.com.", field
        )
    return found


COMPANY_FIELDS = {
    "domain": domain,
    **dict.fromkeys(
        (
            "website",
            "industry",
            "size",
            "type",
            "tax_id",
            "payment_terms",
            "about",
            "owner",
        ),
        values.line,
    ),
}
"""The fields of a company that stand in a column of their own, and what each takes."""
ALIASES = {"note": "about"}
SPECIAL = ("name", "parent")


class Company(NamedTuple):
    """A firm, as lists, pages and exports show it; see `company_view` for the columns."""

    id: int
    ref: str
    uid: str
    version: int
    name: str
    domain: str | None
    website: str | None
    industry: str | None
    size: str | None
    type: str | None
    tax_id: str | None
    payment_terms: str | None
    about: str | None
    owner: str | None
    parent_id: int | None
    parent: str | None
    email: str | None
    phone: str | None
    tags: str | None
    contacts: int
    open_deals: int
    last_activity_at: str | None
    merged_into_id: int | None
    custom: str
    created_at: str
    updated_at: str
    archived_at: str | None
    deleted_at: str | None


class Companies(Records[Company]):
    """The firms in one file."""

    noun = "company"
    shape = Company
    default_order = "company.sort_key, company.id"
    kinds = COMPANY_FIELDS
    special = SPECIAL
    aliases = ALIASES

    def add(self, **fields: object) -> int:
        """Add a firm and return the id.

        Takes `name`, `parent` (a reference or a name; created when unknown), `email`, `phone`,
        `url`, `handle`, `tags`, `addresses`, the fields in `COMPANY_FIELDS`, and custom fields by
        key. Without a `domain`, that of the website or of the e-mail address is taken, unless
        anybody can have an address there. Raises InvalidError, UsageError for an unknown field,
        AmbiguousError.
        """
        return super().add(**fields)

    def create(
        self, given: "Mapping[str, object]", stamps: "Mapping[str, Any] | None" = None
    ) -> int:
        """Insert a firm within the current operation; `stamps` are columns from another file."""
        fields = self.named_fields(given)
        columns = {**name_columns(fields.get("name")), **self.columns(fields)}
        if not columns.get("domain"):
            columns["domain"] = derived_domain(fields)
        extras = self.extras(fields)
        if fields.get("parent"):
            columns["parent_id"] = find_or_create(self.db, fields["parent"])
        return self.insert({**columns, **(stamps or {})}, extras)

    def change(self, id: int, given: "Mapping[str, object]", version: int | None = None) -> str:
        """Apply an edit within the current operation; returns the fields given, in words."""
        fields = self.named_fields(given)
        columns = {**self.columns(fields, id), **self.new_domain(id, fields)}
        if "name" in fields:
            columns.update(name_columns(fields["name"]))
        if "parent" in fields:
            columns["parent_id"] = self.parent_id(id, fields["parent"])
        changed = self.db.update_record("company", id, columns, version)
        if self.reattach(id, fields) and not changed:
            self.db.touch("company", id)
        return ", ".join(fields).replace("_", " ")

    def merge(self, keep: object, other: object, **choices: str) -> int:
        """Merge the firm `other` into `keep`, as `tinycrm.store.merge` says."""
        from tinycrm.store.merge import merge

        chosen = {self.aliases.get(field, field): whose for field, whose in choices.items()}
        return merge(self.db, self.noun, keep, other, choices=chosen)

    def lookalikes(self, id: int) -> "list[Lookalike]":
        """Firms of the same domain or, apart from the legal form, the same name as that one."""
        from tinycrm.store.lookalikes import similar_firms

        return similar_firms(self.db, id)

    def new_domain(self, id: int, fields: "Mapping[str, object]") -> dict[str, str]:
        """The domain that follows from an edit: a given one stays, the website's goes with it."""
        if "domain" in fields or not (fields.get("website") or fields.get("email")):
            return {}
        held = self.db.row("SELECT domain, website FROM company WHERE id = ?", (id,))
        before, website = held or (None, None)
        follows = fields.get("website") and before == derived_domain({"website": website})
        new = derived_domain(fields) if follows or not before else None
        return {"domain": new} if new else {}

    def parent_id(self, id: int, parent: object) -> int | None:
        """The id of a parent firm; raises ConflictError if that is the firm itself or below it."""
        if not parent:
            return None
        parent_id = find_or_create(self.db, parent)
        above = "WITH RECURSIVE above(id) AS (SELECT ? UNION SELECT parent_id FROM company"
        above += " JOIN above USING (id)) SELECT 1 FROM above WHERE id = ?"
        if self.db.value(above, (parent_id, id)):
            raise ConflictError(
                f"{self.named(parent_id)} cannot be above {self.named(id)}: it is that firm, or"
                " belongs to it.",
                f"Give another parent, or take the parent off O{parent_id} first.",
            )
        return parent_id


def name_columns(given: object) -> dict[str, Any]:
    """The columns for a firm's name."""
    if given is None or given == "":
        raise InvalidError("A company needs a name.", 'Give one, as in --name "Acme Ltd".', "name")
    name = required_line(str(given), "name").strip()
    return {"name": name, "name_key": company_key(name), "sort_key": sort_key(name)}


def derived_domain(fields: "Mapping[str, object]") -> str | None:
    """The domain of the given website or e-mail addresses, where it is the firm's own."""
    if not (fields.get("website") or fields.get("email")):
        return None
    from tinycrm.domain.web import domain_of, is_free_mail
    from tinycrm.store.points import parts

    addresses = values.texts(fields.get("website"))
    addresses += [parts("email", item)[0] for item in values.texts(fields.get("email"))]
    for address in addresses:
        found = domain_of(str(address))
        if found and not is_free_mail(found):
            return found
    return None


def find_or_create(db: "Database", given: object) -> int:
    """The firm that a reference (`3`, `O3`, a uid) or a name means, created when it is unknown.

    A number or a reference without such a firm is a name, because firms are called 42 and O2.
    To be called within an operation. Raises AmbiguousError, InvalidError for an empty name, and
    NotFoundError for a uid without a firm or a reference to a firm in the trash.
    """
    from tinycrm.store.ids import is_uid

    text = required_line(str(given), "company").strip()
    if re.fullmatch(r"[Oo]?\d{1,18}", text, re.ASCII):
        return by_reference(db, "id", int(text.lstrip("Oo"))) or find_or_create_by_name(db, text)
    if is_uid(text.lower()):
        id = by_reference(db, "uid", text.lower())
        if id is None:
            raise NotFoundError(f"There is no company {text}.", "See: crm list-companies")
        return id
    return find_or_create_by_name(db, text)


def by_reference(db: "Database", column: str, value: int | str) -> int | None:
    """The firm with that id or uid, or the one that it was merged into."""
    found = db.row(
        f"SELECT id, name, deleted_at, merged_into_id FROM company WHERE {column} = ?", (value,)
    )
    if found is None:
        return None
    id, name, deleted, survivor = found
    if deleted and survivor:
        return by_reference(db, "id", survivor)
    if deleted:
        raise NotFoundError(
            f"The company O{id} {quote_value(name)} is in the trash.",
            f"Bring it back with: crm restore O{id}",
        )
    return int(id)


def find_or_create_by_name(db: "Database", name: str) -> int:
    """The firm of that name, apart from case, accents and legal form; created when unknown.

    Of several, the one with exactly that spelling. A firm that was merged into another one is
    found as that. To be called within an operation.
    """
    columns = name_columns(name)
    found = db.rows(
        "SELECT id, name FROM company WHERE name_key = ? AND deleted_at IS NULL"
        " ORDER BY name = ? DESC, id LIMIT ?",
        (columns["name_key"], columns["name"], SEVERAL),
    )
    if not found:
        return merged_away(db, columns["name_key"]) or db.insert_record("company", columns)
    exact = [id for id, spelling in found if spelling == columns["name"]]
    if len(exact) != 1 and len(found) != 1:
        raise ambiguous(db, name, [Found("company", id) for id, _ in found])
    return int(exact[0] if exact else found[0][0])


def merged_away(db: "Database", key: str) -> int | None:
    """The one firm into which those of that name were merged, so that none comes back."""
    survivors = db.rows(
        "SELECT DISTINCT company.id FROM company AS gone"
        " JOIN company ON company.id = gone.merged_into_id"
        " WHERE gone.name_key = ? AND gone.deleted_at IS NOT NULL AND company.deleted_at IS NULL",
        (key,),
    )
    return int(survivors[0][0]) if len(survivors) == 1 else None
