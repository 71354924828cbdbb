"""What the commands that add people and firms share: JSON Lines, and who is there already."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tinycrm.cli import output
from tinycrm.errors import CrmError, DatabaseError, InvalidError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinycrm.cli.session import Session

SHOWN = 20
"""How many refused lines are told of."""
CHUNK = 500


def add(session: Session, noun: str, lines: str, fields: dict[str, object], note: str) -> None:
    """Add a record with these fields and a first note; `lines` is `-` for JSON Lines instead."""
    if lines:
        refuse_source(lines, {**fields, **({"note": note} if note else {})})
        add_lines(session, noun)
        return
    added(session, noun, session.crm.add(noun, fields, note))


def refuse_source(source: str, fields: dict[str, object]) -> None:
    """Raise UsageError unless what follows the command is `-`, alone."""
    from tinycrm.domain.text import quote_value

    if source != "-":
        raise UsageError(
            f"{quote_value(source)} is not expected here.",
            "Give the name with --name; - alone reads JSON Lines.",
        )
    if fields:
        raise UsageError("Options do not go together with -.", "Write all fields into the lines.")


def added(session: Session, noun: str, id: int) -> None:
    """Tell of a record that was just added, and who may be the same person or firm."""
    output.record(session, noun, id)
    if noun not in ("contact", "company"):
        return
    records = session.crm.records(noun)
    for other in records.lookalikes(id):
        one, two = f"{records.letter}{other.id}", f"{records.letter}{id}"
        session.tell(
            f"{one} {other.name} has the same {other.same}. If they are one: crm merge {one} {two}"
        )


def add_lines(session: Session, noun: str) -> None:
    """Add a record for each line of standard input, all or none, and tell their references."""
    from array import array

    from tinycrm.interchange.json_lines import read_json_lines
    from tinycrm.interchange.shapes import fields_from, read_only, with_all_points

    records = session.crm.records(noun)
    left_out = read_only(records)
    refused = Refused()
    ids = array("q")
    with session.crm.db.operation(f"{noun}.add", bulk=True) as operation:
        for number, shape in read_json_lines(sys.stdin, refused.line):
            try:
                fields = fields_from(with_all_points(shape), left_out)
                id = records.create(fields)
                records.refuse_incomplete(id)
                ids.append(id)
            except DatabaseError:
                raise
            except CrmError as error:
                refused.record(number, error)
        refused.complain(len(ids))
        if ids:
            operation.summary = summary(records, ids)
    told(session, noun, records, ids)


class Refused:
    """The lines that cannot be added: how many, and the first of them in words."""

    def __init__(self) -> None:
        self.count = 0
        self.words: list[str] = []

    def line(self, error: CrmError) -> None:
        self.count += 1
        if len(self.words) < SHOWN:
            self.words.append(f"  {error.message}")

    def record(self, number: int, error: CrmError) -> None:
        self.line(CrmError(f"Line {number}: {error.message}"))

    def complain(self, fine: int) -> None:
        """Raise InvalidError if there is anything to complain of."""
        if not self.count:
            return
        lines = "1 line" if self.count == 1 else f"{self.count} lines"
        more = self.count - len(self.words)
        words = [*self.words, f"  … and {more} more"] if more else self.words
        raise InvalidError(
            "\n".join([f"{lines} of {self.count + fine} refused; nothing was added.", *words]),
            "Mend them, and give all lines again.",
        )


def summary(records: Any, ids: Sequence[int]) -> str:
    from tinycrm.store.references import plural

    if len(ids) == 1:
        return f"added {records.named(ids[0])}"
    return f"added {len(ids)} {plural(records.noun)}"


def told(session: Session, noun: str, records: Any, ids: Sequence[int]) -> None:
    if session.json:
        output.records(session, noun, rows_of(records, ids))
    else:
        sys.stdout.writelines(f"{records.letter}{id}\n" for id in ids)


def rows_of(records: Any, ids: Sequence[int]) -> Iterator[Any]:
    """The records of any number of ids, a few at a time."""
    for start in range(0, len(ids), CHUNK):
        yield from records.by_ids(list(ids[start : start + CHUNK]))
