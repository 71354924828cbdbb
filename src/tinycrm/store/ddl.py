"""Writes `schema.sql` from the models: `python -m tinycrm.store.ddl`.

Tables and indices come from `models/`, the change triggers and the search index from the lists
below, views and derived columns from the hand-written files in `sql/`. A development tool: no
command imports it.
"""

from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from tinycrm.store.models import Row

HERE = Path(__file__).parent
UNLOGGED_TABLES = {"operation", "change", "current_operation", "import_file"}
UNLOGGED_COLUMNS = {"id", "version"}
LETTERS = {"contact": "C", "company": "O", "deal": "D", "activity": "A", "task": "T"}

# unicode61 strips diacritics, but leaves letters that have none to strip.
FOLDED_LETTERS = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
}  # fmt: skip

POINTS = (
    "(SELECT group_concat(value || ' ' || coalesce(value_key, ''), ' ') FROM contact_point"
    " WHERE contact_point.{noun}_id = {noun}.id)"
)
COMPANY_NAME = "(SELECT company.name FROM company WHERE company.id = {noun}.company_id)"

# While much is written at once, the search index is left for the end (see indexing.py).
AT_ONCE = "(SELECT index_later FROM current_operation) IS NOT 1"

# What can be found: for each noun the text that counts most, and the rest.
DOCUMENTS = {
    "contact": ("contact.name", ["nickname", "job_title", COMPANY_NAME, POINTS]),
    "company": ("company.name", ["domain", "industry", POINTS]),
    "deal": ("deal.title", ["next_step", "about", COMPANY_NAME]),
    "activity": ("activity.subject", ["body", "outcome"]),
    "task": ("task.title", ["notes"]),
}
DOCUMENT_COLUMNS = {
    "contact": ["name", "nickname", "job_title", "company_id"],
    "company": ["name", "domain", "industry"],
    "deal": ["title", "next_step", "about", "company_id"],
    "activity": ["subject", "body", "outcome"],
    "task": ["title", "notes"],
}


def logged_columns(table: Table) -> list[str]:
    """The columns that the history keeps, in table order."""
    return [
        column.name
        for column in table.columns
        if column.name not in UNLOGGED_COLUMNS and not is_derived(table, column.name)
    ]


def is_derived(table: Table, column: str) -> bool:
    """Whether triggers or SQLite itself keep this column."""
    return bool(table.columns[column].info.get("derived"))


def tables_sql(table: Table) -> str:
    dialect = sqlite.dialect()
    statements = [str(CreateTable(table).compile(dialect=dialect))]
    statements += [
        str(CreateIndex(index).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return ";\n".join(tidy(statement) for statement in statements) + ";\n"


def tidy(statement: str) -> str:
    lines = [line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines()]
    return "\n".join(lines).replace("\n)\n STRICT", "\n) STRICT")


def log_triggers(table: Table) -> str:
    """Triggers that write every change of a row, also one made with a database shell."""
    columns = logged_columns(table)
    new = json_of("NEW", columns)
    old = json_of("OLD", columns)
    before, after = differing("OLD", columns), differing("NEW", columns)
    update = f"UPDATE OF {', '.join(map(quoted, columns))}"
    kinds = (
        ("insert", "INSERT", "NEW", "NULL", new),
        ("update", update, "NEW", before, after),
        ("delete", "DELETE", "OLD", old, "NULL"),
    )
    return "\n".join(
        log_trigger(table.name, kind, event, row, record_of(table, row), was, becomes)
        for kind, event, row, was, becomes in kinds
    )


def record_of(table: Table, row: str) -> str:
    """The reference of the record that a row belongs to; for a link, the record linked to.

    A row about two records of a kind belongs to the first.
    """
    if table.name in LETTERS:
        return f"'{LETTERS[table.name]}' || {row}.id"
    owners = [
        f"'{letter}' || {row}.{column}"
        for noun, letter in LETTERS.items()
        for column in (f"{noun}_id", f"{noun}_a_id")
        if column in table.columns
    ]
    return f"coalesce({', '.join(owners)}, NULL)" if owners else "NULL"


def log_trigger(
    table: str, kind: str, event: str, row: str, record: str, before: str, after: str
) -> str:
    return f"""\
CREATE TRIGGER {table}_log_{kind} AFTER {event} ON {table} BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        '{table}', {row}.id, {record}, '{kind}', {before}, {after});
END;
"""


def json_of(row: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {row}.{quoted(column)}" for column in columns)
    return f"json_object({pairs})"


def differing(row: str, columns: list[str]) -> str:
    """JSON of those columns alone that an update changes."""
    rows = " UNION ALL ".join(
        f"SELECT '{column}', {row}.{quoted(column)}"
        f" WHERE OLD.{quoted(column)} IS NOT NEW.{quoted(column)}"
        for column in columns
    )
    return f"(WITH pair (k, v) AS ({rows}) SELECT json_group_object(k, v) FROM pair)"


def quoted(column: str) -> str:
    return f'"{column}"' if column in {"key", "type"} else column


def folded(expression: str) -> str:
    for letter, plain in FOLDED_LETTERS.items():
        expression = f"replace({expression}, '{letter}', '{plain}')"
    return expression


def search_sql(noun: str) -> str:
    """The full-text index of a noun: a view of what is indexed, and triggers that follow it."""
    title, rest = DOCUMENTS[noun]
    body = " || ' ' || ".join(f"coalesce({part.format(noun=noun)}, '')" for part in rest)
    index, columns = f"{noun}_fts", ", ".join(DOCUMENT_COLUMNS[noun])
    put = (
        f"INSERT INTO {index} (rowid, title, body)\n"
        f"        SELECT id, title, body FROM {noun}_document WHERE id ="
    )
    return f"""\
CREATE VIEW {noun}_document AS SELECT
    {noun}.id,
    {folded(f"coalesce({title}, '')")} AS title,
    {folded(body)} AS body
FROM {noun};
CREATE VIRTUAL TABLE {index} USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER {noun}_fts_insert AFTER INSERT ON {noun} WHEN {AT_ONCE} BEGIN
    {put} NEW.id;
END;
CREATE TRIGGER {noun}_fts_update AFTER UPDATE OF {columns} ON {noun} WHEN {AT_ONCE} BEGIN
    DELETE FROM {index} WHERE rowid = NEW.id;
    {put} NEW.id;
END;
CREATE TRIGGER {noun}_fts_delete AFTER DELETE ON {noun} WHEN {AT_ONCE} BEGIN
    DELETE FROM {index} WHERE rowid = OLD.id;
END;
"""


def follow_sql(name: str, event: str, table: str, noun: str, ids: str, when: str = "") -> str:
    """A trigger that indexes records of a noun anew because another table changed."""
    return f"""\
CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {AT_ONCE}{when} BEGIN
    DELETE FROM {noun}_fts WHERE rowid IN ({ids});
    INSERT INTO {noun}_fts (rowid, title, body)
        SELECT id, title, body FROM {noun}_document WHERE id IN ({ids});
END;
"""


def followers_sql() -> str:
    parts = []
    for noun in ("contact", "company"):
        for kind, event, row in (
            ("insert", "INSERT", "NEW"),
            ("update", "UPDATE OF value, value_key", "NEW"),
            ("delete", "DELETE", "OLD"),
        ):
            name = f"contact_point_fts_{noun}_{kind}"
            id = f"{row}.{noun}_id"
            # A new record comes after its contact points, so that it is indexed once.
            when = f"\nAND EXISTS (SELECT 1 FROM {noun} WHERE id = {id})"
            parts.append(follow_sql(name, event, "contact_point", noun, f"SELECT {id}", when))
    for noun in ("contact", "deal"):
        ids = f"SELECT {noun}.id FROM {noun} WHERE {noun}.company_id = NEW.id"
        parts.append(follow_sql(f"company_fts_{noun}_name", "UPDATE OF name", "company", noun, ids))
    return "\n".join(parts)


def schema_sql() -> str:
    """The whole schema, as text that creates it in an empty database."""
    tables = Row.metadata.sorted_tables
    logged = [table for table in tables if table.name not in UNLOGGED_TABLES]
    parts = ["-- Generated from models/ by `make schema`; do not edit.\n"]
    parts += [tables_sql(table) for table in tables]
    parts += [log_triggers(table) for table in logged]
    parts += [search_sql(noun) for noun in DOCUMENTS]
    parts += [followers_sql()]
    parts += [(HERE / "sql" / name).read_text() for name in ("derived.sql", "views.sql")]
    return "\n".join(parts)


if __name__ == "__main__":
    (HERE / "schema.sql").write_text(schema_sql(), encoding="utf-8")
