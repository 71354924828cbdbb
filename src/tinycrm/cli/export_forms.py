"""Writes what `export` is asked for; lists and pages in Markdown look as they do on a screen."""

from collections.abc import Iterator
from typing import Any

from tinycrm.interchange.exporting import Wanted, Writer, write_text


def write(session: Any, wanted: Wanted, file: Any) -> None:
    if wanted.form == "markdown" and not wanted.fields:
        write_text(file, document(session, wanted))
        return
    writer = Writer(session.crm, wanted)
    writer.write(file)
    for words in writer.remarks:
        session.tell(words)


def document(session: Any, wanted: Wanted) -> Iterator[str]:
    """A page about a record, or a list with the columns that lists show."""
    from tinycrm.cli import markdown

    if wanted.reference:
        return markdown.page(session.crm, wanted.reference)
    found = session.crm.records(wanted.noun)
    rows = found.stream(wanted.filter, sort=wanted.sort, limit=wanted.limit)
    return markdown.records(wanted.noun, rows)
