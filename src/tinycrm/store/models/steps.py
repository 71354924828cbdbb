"""The history: operations, their changes, and the files that were imported."""

from sqlalchemy import CheckConstraint, Index, text

from tinycrm.store.models.columns import (
    Row,
    link,
    number,
    one_of,
    required_words,
    table_options,
    words,
)


class Operation(Row, table=True):
    """One step of the history: what a person did at once, and can take back at once."""

    __table_args__ = table_options(
        Index("ix_operation_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
    )
    at: str = required_words()
    actor: str = words("")
    program: str = words("")
    kind: str = required_words()
    summary: str = words("")
    undoes: int | None = link("operation")
    undone_by: int | None = link("operation")


class ImportFile(Row, table=True):
    """A file that a step imported: what it was, and how many rows became what."""

    __tablename__ = "import_file"
    __table_args__ = table_options(Index("ix_import_file_operation_id", "operation_id"))
    operation_id: int = link("operation")
    name: str = required_words()
    format: str = required_words()
    encoding: str = words("")
    size: int = number(0)
    sha256: str = words("")
    created: int = number(0)
    updated: int = number(0)
    unchanged: int = number(0)
    skipped: int = number(0)
    rejected: int = number(0)


class Change(Row, table=True):
    """One row inserted, updated or deleted, with its logged columns before and after as JSON.

    `record` is the reference of the contact, company, deal, activity or task that it concerns.
    """

    __table_args__ = table_options(
        one_of("kind", "insert", "update", "delete"),
        Index("ix_change_operation_id", "operation_id"),
        Index("ix_change_row", "row_id", "table_name"),
        Index(
            "ix_change_record", "record", "operation_id", sqlite_where=text("record IS NOT NULL")
        ),
    )
    operation_id: int = link("operation")
    table_name: str = required_words()
    row_id: int = number()
    record: str | None = words()
    kind: str = required_words()
    before: str | None = words()
    after: str | None = words()


class CurrentOperation(Row, table=True):
    """The single row that tells the triggers which operation is being written.

    With `index_later` the search index is written at the operation's end, in one go.
    """

    __tablename__ = "current_operation"
    __table_args__ = table_options(CheckConstraint("id = 1", name="single_row"))
    operation_id: int | None = link("operation")
    index_later: int = number(0)
