"""People and firms, and how to reach them."""

from sqlalchemy import CheckConstraint, Index, text

from tinycrm.domain.choices import LIFECYCLES
from tinycrm.store.models.columns import (
    LIVE,
    Record,
    Row,
    derived,
    exactly_one,
    link,
    live_index,
    merged_index,
    not_empty,
    number,
    one_of,
    required_words,
    table_options,
    words,
)


class Company(Record, table=True):
    """A firm or an organisation."""

    __table_args__ = table_options(
        not_empty("name"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        live_index("company", "sort_key"),
        Index("ix_company_name_key", "name_key"),
        Index("ix_company_domain", "domain"),
        Index("ix_company_parent_id", "parent_id"),
        merged_index("company"),
    )
    name: str = required_words()
    name_key: str = required_words()
    sort_key: str = required_words()
    domain: str | None = words()
    website: str | None = words()
    industry: str | None = words()
    size: str | None = words()
    type: str | None = words()
    tax_id: str | None = words()
    payment_terms: str | None = words()
    about: str | None = words()
    owner: str | None = words()
    parent_id: int | None = link("company")
    merged_into_id: int | None = link("company")
    last_activity_at: str | None = derived()


class Contact(Record, table=True):
    """A person; a lead is a contact whose lifecycle says so."""

    __table_args__ = table_options(
        not_empty("name"),
        one_of("lifecycle", *LIFECYCLES),
        CheckConstraint("cadence_days BETWEEN 1 AND 36500", name="cadence_days_range"),
        CheckConstraint("json_valid(custom)", name="custom_is_json"),
        live_index("contact", "sort_key"),
        live_index("contact", "last_activity_at"),
        live_index("contact", "created_at"),
        Index("ix_contact_name_key", "name_key"),
        Index("ix_contact_company_id", "company_id"),
        merged_index("contact"),
        Index(
            "ix_contact_next_contact_on",
            "next_contact_on",
            sqlite_where=text(f"cadence_days IS NOT NULL AND {LIVE}"),
        ),
        Index(
            "ix_contact_anniversary",
            "anniversary",
            sqlite_where=text(f"birthday IS NOT NULL AND {LIVE}"),
        ),
    )
    name: str = required_words()
    name_key: str = required_words()
    sort_key: str = required_words()
    prefix: str | None = words()
    given_name: str | None = words()
    middle_name: str | None = words()
    family_name: str | None = words()
    suffix: str | None = words()
    nickname: str | None = words()
    job_title: str | None = words()
    company_id: int | None = link("company")
    lifecycle: str | None = words()
    lead_status: str | None = words()
    source: str | None = words()
    owner: str | None = words()
    language: str | None = words()
    time_zone: str | None = words()
    preferred_channel: str | None = words()
    cadence_days: int | None = number()
    birthday: str | None = words()
    about: str | None = words()
    merged_into_id: int | None = link("contact")
    last_activity_at: str | None = derived()
    last_contact_at: str | None = derived()
    next_contact_on: str | None = derived(
        "date(coalesce(last_contact_at, created_at), '+' || cadence_days || ' days')"
    )
    anniversary: str | None = derived("substr(birthday, -5)")


class ContactPoint(Row, table=True):
    """A way to reach a person or a firm: an e-mail address, a telephone number, a page."""

    __tablename__ = "contact_point"
    __table_args__ = table_options(
        one_of("kind", "email", "phone", "url", "handle"),
        not_empty("value"),
        exactly_one("contact_id", "company_id"),
        Index("ix_contact_point_key", "value_key", "kind"),
        Index("ix_contact_point_contact_id", "contact_id"),
        Index("ix_contact_point_company_id", "company_id"),
    )
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    kind: str = required_words()
    label: str | None = words()
    value: str = required_words()
    value_key: str | None = words()
    is_primary: int = number(0)
    invalid_since: str | None = words()


class Address(Row, table=True):
    """A postal address of a person or a firm."""

    __table_args__ = table_options(
        exactly_one("contact_id", "company_id"),
        Index("ix_address_contact_id", "contact_id"),
        Index("ix_address_company_id", "company_id"),
    )
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    label: str | None = words()
    street: str | None = words()
    city: str | None = words()
    region: str | None = words()
    postal_code: str | None = words()
    country: str | None = words()


class Consent(Row, table=True):
    """What a person agreed to or refused, by channel and basis; the last one holds."""

    __table_args__ = table_options(
        one_of("status", "in", "out"), Index("ix_consent_contact_id", "contact_id")
    )
    contact_id: int = link("contact")
    channel: str = required_words()
    status: str = required_words()
    basis: str | None = words()
    at: str = required_words()


class NotDuplicate(Row, table=True):
    """Two people, or two firms, of whom somebody said that they are not one; the lower id first."""

    __tablename__ = "not_duplicate"
    __table_args__ = table_options(
        CheckConstraint(
            "(contact_a_id < contact_b_id AND company_a_id IS NULL AND company_b_id IS NULL)"
            " IS TRUE OR (company_a_id < company_b_id AND contact_a_id IS NULL"
            " AND contact_b_id IS NULL) IS TRUE",
            name="one_pair_in_order",
        ),
        *(
            Index(
                f"ux_not_duplicate_{noun}",
                f"{noun}_a_id",
                f"{noun}_b_id",
                unique=True,
                sqlite_where=text(f"{noun}_a_id IS NOT NULL"),
            )
            for noun in ("contact", "company")
        ),
        *(
            Index(
                f"ix_not_duplicate_{noun}_b_id",
                f"{noun}_b_id",
                sqlite_where=text(f"{noun}_b_id IS NOT NULL"),
            )
            for noun in ("contact", "company")
        ),
    )
    contact_a_id: int | None = link("contact")
    contact_b_id: int | None = link("contact")
    company_a_id: int | None = link("company")
    company_b_id: int | None = link("company")
