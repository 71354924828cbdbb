"""Brings people from a file into the database, each row accounted for, none of them twice.

What is there is never overwritten: of a person who is known, only what is empty is filled in.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import ConflictError, CrmError, DatabaseError, InvalidError
from tinycrm.interchange.matching import Matcher
from tinycrm.store import addresses, custom, points, tags
from tinycrm.store.contacts import NAME_FIELDS, company_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tinycrm.crm import Crm
    from tinycrm.interchange.people import Person

    Row = tuple[int, Any, Callable[[], Person]]
    """The line, the row as it stands in the file, and what makes a person of it or refuses it."""

TOLD = 20
"""How many rejections and remarks are kept in words."""


class Report:
    """What became of the rows of a file; `rejections` and `remarks` are (line, words)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.created = self.updated = self.unchanged = self.rejected = 0
        self.rejections: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, str]] = []
        self.new_fields: dict[str, str] = {}
        self.written = True

    def reject(self, line: int, words: str) -> None:
        self.rejected += 1
        if len(self.rejections) < TOLD:
            self.rejections.append((line, words))

    def remark(self, line: int, words: str) -> None:
        if len(self.remarks) < TOLD:
            self.remarks.append((line, words))


def source_of(header: Iterable[str]) -> str:
    """The name under which the identities of files with that header are kept."""
    text = "\n".join(fold(name) for name in header)
    return "csv:" + hashlib.sha256(text.encode()).hexdigest()[:16]


def import_people(
    crm: Crm,
    rows: Iterable[Row],
    name: str,
    source: str,
    *,
    dry_run: bool = False,
    keep_going: bool = False,
    rejected: Callable[[int, Any, str], None] = lambda line, row, words: None,
) -> Report:
    """Import people in one step of the history, and say what became of each row.

    If any row is rejected nothing is written, unless `keep_going`; with `dry_run` nothing is in
    any case. `rejected` is given the line, the row and the reason of each row that is.
    """
    report = Report(name)
    with crm.db.operation("import", dry_run=dry_run, bulk=True) as operation:
        importer = Importer(crm, source, report)
        for line, row, person in rows:
            importer.line = line
            try:
                importer.place(person())
            except DatabaseError:
                raise
            except CrmError as error:
                words = error.message.strip().rstrip(".")
                report.reject(line, words)
                rejected(line, row, words)
        if report.rejected and not keep_going:
            operation.dry_run = True
        report.written = not operation.dry_run
        operation.summary = summary(report)
    return report


def summary(report: Report) -> str:
    counted = [
        f"{verb} {count} {'contact' if count == 1 else 'contacts'}"
        for verb, count in (("imported", report.created), ("updated", report.updated))
        if count
    ]
    return f"{' and '.join(counted) or 'imported'} from {report.name}"


class Importer:
    """Places people one by one within the current operation."""

    def __init__(self, crm: Crm, source: str, report: Report) -> None:
        self.crm = crm
        self.db = crm.db
        self.report = report
        self.source = source
        self.line = 0
        self.keys: dict[str, str] = {}
        self.matcher = Matcher(crm.db, source, lambda words: report.remark(self.line, words))

    def place(self, person: Person) -> None:
        """Create the person, or fill in what is missing of the one that is there."""
        contacts, report = self.crm.contacts, self.report
        checked = contacts.checked(person.fields)
        name, prepared = str(checked.name["name"]), checked.extras[0]
        identity = self.matcher.identity(person, prepared)
        id = self.matcher.find(person, checked.name, identity, prepared)
        if not id:
            fields = {**person.fields, **self.custom_fields(person.extra)}
            company = fields.pop("company", None)
            stamps = {**person.stamps, "company_id": company and self.company(company)}
            self.link(contacts.create(fields, stamps, checked), identity)
            report.created += 1
        elif self.db.value("SELECT deleted_at FROM contact WHERE id = ?", (id,)):
            if not person.stamps.get("deleted_at"):
                report.remark(self.line, f"C{id} {name} is in the trash, and is left there.")
            report.unchanged += 1
        else:
            changed = self.fill(id, person, checked.extras)
            self.link(id, identity)
            report.updated += changed
            report.unchanged += not changed

    def company(self, name: object) -> int:
        """The id of a firm, looked up once for all its people."""
        return int(self.db.known(("company", name), company_id, self.db, name))

    def link(self, id: int, identity: str) -> None:
        """Remember under which identity the file has a contact."""
        if identity and not self.db.value(
            "SELECT 1 FROM external_ref WHERE source = ? AND external_id = ?",
            (self.source, identity),
        ):
            values = {"source": self.source, "external_id": identity, "contact_id": id}
            self.db.insert("external_ref", values)

    def fill(self, id: int, person: Person, extras: Any) -> bool:
        """Write what the contact lacks; returns whether that was anything."""
        prepared, names, places = extras
        held = self.crm.contacts.by_ids([id])[0]
        contacts = self.crm.contacts
        fields = contacts.named_fields(person.fields)
        gaps: dict[str, Any] = {
            field: value
            for field, value in fields.items()
            if (field in contacts.kinds or field == "company")
            and field not in NAME_FIELDS
            and getattr(held, field) is None
        }
        if places and not addresses.of(self.db, "contact", id):
            gaps["addresses"] = places
        for point in self.new_points(id, prepared):
            gaps.setdefault(f"add_{point['kind']}", []).append(point)
        if person.extra:
            own = json.loads(held.custom)
            found = self.custom_fields(person.extra)
            gaps.update({key: value for key, value in found.items() if key not in own})
        if gaps:
            contacts.change(id, gaps)
        held_tags = {tags.tag_key(tag) for tag in tags.of(self.db, "contact", id)} if names else ()
        new_tags = [name for name in names if tags.tag_key(name) not in held_tags]
        if new_tags:
            tags.put(self.db, "contact", id, new_tags)
            if not gaps:
                self.db.touch("contact", id)
        return bool(gaps or new_tags)

    def new_points(self, id: int, prepared: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not prepared:
            return []
        held = {
            (point.kind, points.key_of_point(point)) for point in points.of(self.db, "contact", id)
        }
        return [
            point
            for point in prepared
            if (point["kind"], point["value_key"] or point["value"]) not in held
        ]

    # Custom fields

    def custom_fields(self, extra: dict[str, Any]) -> dict[str, Any]:
        """What has no field of its own, as values of custom fields, which are defined at need."""
        return {self.key_for(title): value for title, value in extra.items()}

    def key_for(self, title: str) -> str:
        if title not in self.keys:
            self.keys[title] = self.known_key(title) or self.new_field(title)
        return self.keys[title]

    def known_key(self, title: str) -> str | None:
        """The key of the field in use with that key or label."""
        key = title.removeprefix("custom.")
        defined = custom.definitions(self.db, "contact")
        labelled = (each.key for each in defined.values() if fold(each.label) == fold(title))
        return key if key in defined else next(labelled, None)

    def new_field(self, title: str) -> str:
        """Define a text field for a column, under a key that is free."""
        word = re.sub(r"[^a-z0-9]+", "_", fold(title.removeprefix("custom."))).strip("_")[:50]
        word = word if re.match("[a-z]", word) else f"column_{word}".strip("_")
        for key in (word, f"imported_{word}", *(f"{word}_{number}" for number in range(2, 1000))):
            label = "" if title == f"custom.{key}" else title[:60]
            try:
                self.crm.fields.add("contact", key, label)
            except ConflictError:
                continue
            self.report.new_fields[key] = title
            return key
        raise InvalidError(f"there are too many fields like {quote_value(title)}")
