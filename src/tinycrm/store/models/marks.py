"""What is put on records of any kind: tags, custom fields, identities elsewhere; and settings."""

from sqlalchemy import CheckConstraint, Index, text

from tinycrm.store.models.columns import (
    TARGETS,
    Row,
    exactly_one,
    link,
    not_empty,
    number,
    one_of,
    required_words,
    table_options,
    words,
)


class Tag(Row, table=True):
    """A word that people put on records to find them again."""

    __table_args__ = table_options(not_empty("name"))
    name: str = required_words()
    name_key: str = required_words(unique=True)


class RecordTag(Row, table=True):
    """A tag on a record."""

    __tablename__ = "record_tag"
    __table_args__ = table_options(
        exactly_one(*TARGETS),
        *(
            Index(
                f"ux_record_tag_{target}",
                target,
                "tag_id",
                unique=True,
                sqlite_where=text(f"{target} IS NOT NULL"),
            )
            for target in TARGETS
        ),
        Index("ix_record_tag_tag_id", "tag_id"),
    )
    tag_id: int = link("tag")
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")
    activity_id: int | None = link("activity")
    task_id: int | None = link("task")


class CustomField(Row, table=True):
    """The definition of a field that the owner added to a kind of record."""

    __tablename__ = "custom_field"
    __table_args__ = table_options(
        one_of("noun", "contact", "company", "deal", "activity", "task"),
        one_of("type", "text", "number", "money", "date", "flag", "choice", "url"),
        CheckConstraint("choices IS NULL OR json_valid(choices)", name="choices_is_json"),
        Index("ux_custom_field_key", "noun", "key", unique=True),
    )
    noun: str = required_words()
    key: str = required_words()
    label: str = required_words()
    type: str = words("text")
    choices: str | None = words()
    required: int = number(0)
    position: int = number(0)
    retired_at: str | None = words()


class ExternalRef(Row, table=True):
    """The identity of a record in another system, which keeps a second import from doubling it."""

    __tablename__ = "external_ref"
    __table_args__ = table_options(
        exactly_one(*TARGETS),
        Index("ux_external_ref", "source", "external_id", unique=True),
        *(
            Index(f"ix_external_ref_{target}", target, sqlite_where=text(f"{target} IS NOT NULL"))
            for target in TARGETS
        ),
    )
    source: str = required_words()
    external_id: str = required_words()
    contact_id: int | None = link("contact")
    company_id: int | None = link("company")
    deal_id: int | None = link("deal")
    activity_id: int | None = link("activity")
    task_id: int | None = link("task")


class Setting(Row, table=True):
    """A setting that belongs to the file rather than to the machine."""

    __table_args__ = table_options()
    key: str = required_words(unique=True)
    value: str = required_words()
