"""JSON of any noun as rows of an import: lines or an array of our shapes, or of plain fields."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import Item, Link
from tinycrm.interchange.formats.item import check_uid
from tinycrm.interchange.formats.taking import parted
from tinycrm.interchange.json_arrays import read_json_array
from tinycrm.interchange.json_lines import read_json_lines
from tinycrm.interchange.refs import HERE, OWN
from tinycrm.interchange.shapes import fields_from, read_only, with_all_points
from tinycrm.interchange.sources import Source, write_json
from tinycrm.store.points import POINT_FIELDS
from tinycrm.store.references import LETTERS, plural
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tinycrm.crm import Crm
    from tinycrm.interchange.sources import Row

TIMES = ("created_at", "updated_at", "archived_at", "deleted_at")
NAMES = ("name", "given_name", "middle_name", "family_name")
SIGNS = {
    "activity": ("happened_at", "kind", "body"),
    "deal": ("stage", "pipeline", "amount", "expected_close_on", "value"),
    "task": ("title", "due_on", "due", "done_at"),
    "company": ("domain", "industry", "website", "tax_id"),
}
"""Keys that tell of which noun an object without a reference is."""


class JsonSource(Source):
    """A file of JSON objects, one a line or all in an array; these are told by their numbers."""

    kind = "jsonl"
    format = "JSON Lines"
    why = "each line is an object"

    def __init__(self, crm: Crm, file: IO[bytes], noun: str, *, array: bool = False) -> None:
        self.crm = crm
        self.array = array
        if array:
            self.format, self.why = "JSON", "it is an array of objects"
            self.unit = "item"
        self.file = file
        self.wanted = noun
        self.mapping = {}
        self.noun = noun or self.first_noun()

    def first_noun(self) -> str:
        """The noun of the first object, by which files are ordered."""
        first = next(self.objects(), None)
        return noun_of(first[1]) if first else "contact"

    def objects(self) -> Iterator[tuple[int, dict[str, Any]]]:
        self.file.seek(0)
        if self.array:
            return read_json_array(self.file)
        return read_json_lines(self.file)  # type: ignore[arg-type]  # a file

    def rows(self) -> Iterator[Row]:
        for line, shape in self.objects():
            yield line, shape, partial(self.items, shape)

    def items(self, shape: dict[str, Any]) -> list[Item]:
        noun = self.wanted or noun_of(shape)
        return [item_of(shape, noun, self.crm.records(noun))]

    def rejects_writer(self, file: IO[str]) -> Callable[[int, Any, str], None]:
        return lambda line, row, words: write_json(file, row, words)


def noun_of(shape: Mapping[str, Any]) -> str:
    """Of which noun an object is: by the letter of its reference, else by its keys."""
    ref = re.fullmatch(r"([CODAT])\d+", str(shape.get("ref", "")))
    if ref:
        return LETTERS[ref[1]]
    if any(shape.get(name) for name in NAMES):
        others: tuple[str, ...] = ("company",)
    elif any(shape.get(key) for key in ("email", "phone", "emails", "phones")):
        return "contact"
    else:
        others = ("activity", "deal", "task")
    found = (noun for noun in others if any(key in shape for key in SIGNS[noun]))
    return next(found, "contact")


def item_of(shape: Mapping[str, Any], noun: str, records: Any) -> Item:
    """The record in an object; what has no field is an extra."""
    if "ref" not in shape:
        shape = with_our_names(shape, noun, records)
    if noun in ("contact", "company"):
        shape = with_all_points(shape)
    known = {*records.kinds, *records.special, *records.aliases, *records.attached}
    left_out = {*read_only(records), "error"}
    links = links_in(shape, noun)
    given = {key: shape[key] for key in shape if key in known and key not in TIMES[1:]}
    fields = (
        records.named_fields(fields_from(given, left_out))
        if noun != "deal"
        else deal_fields(shape, fields_from(given, left_out), records)
    )
    for key in ("company", "contact", "parent", "for"):
        fields.pop(key, None)
    stamps = {key: str(shape[key]) for key in ("uid", "ref", *TIMES) if shape.get(key)}
    fields.pop("created_at", None)
    id = shape.get("external_id") or ("" if "uid" in stamps else shape.get("id")) or ""
    source = OWN if "uid" in stamps and not shape.get("external_id") else "jsonl"
    check_uid(stamps.get("uid", ""))
    if noun == "contact" and not any(fields.get(part) for part in NAMES):
        fields["name"] = name_for(fields)
    left = {*known, *left_out, *LINKED, "custom", "external_id"}
    return Item(noun, fields, links, extra_in(shape, left), stamps, source, str(id), [])


def with_our_names(shape: Mapping[str, Any], noun: str, records: Any) -> dict[str, Any]:
    """An object under our names, where its own are the usual titles of columns: `firstName`."""
    from tinycrm.interchange.formats.recognition import format_named

    titles = format_named(f"CSV of {plural(noun)}")
    fields = {*records.kinds, *records.special, *records.attached, *NAMES, *POINT_FIELDS, "company"}
    ours = {*fields, *records.aliases, *LINKED, *TIMES, "custom", "id", "uid", "external_id"}
    found: dict[str, Any] = {}
    place: dict[str, str] = {}
    for key, value in shape.items():
        meaning = "" if key in ours else titles.meaning(key) or ""
        head, _, part = meaning.partition(".")
        head, _, label = head.partition(":")
        if head == "address" and isinstance(value, (str, int)) and part in ADDRESS_PARTS:
            place[part] = str(value)
        elif head in POINT_FIELDS and isinstance(value, str):
            more = [{"value": each, "label": label or None} for each in parted(head, value)]
            found[head] = [*texts(found.get(head, shape.get(head))), *more]
        elif head in fields and not part and head not in {**shape, **found}:
            found[head] = value
        else:
            found.setdefault(key, value)
    if place and "addresses" not in found:
        found["addresses"] = [place]
    return found


ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")
LINKED = (
    "contacts",
    "companies",
    "deals",
    "people",
    "links",
    "company_ref",
    "parent_ref",
    "amount_minor",
)


def name_for(fields: Mapping[str, Any]) -> str:
    """The address or number that stands for a name; raises InvalidError where there is none."""
    reached = [*texts(fields.get("email")), *texts(fields.get("phone"))]
    if not reached:
        raise InvalidError("there is neither a name nor an e-mail address nor a phone number")
    first = reached[0]
    return str(first.get("value", "")) if isinstance(first, dict) else str(first)


def deal_fields(shape: Mapping[str, Any], given: dict[str, Any], records: Any) -> dict[str, Any]:
    """The fields of a deal, with those that say where it stands."""
    given.pop("status", None)
    fields: dict[str, Any] = records.named_fields(given)
    for key, field in (("stage", "stage_name"), ("status", "status"), ("closed_at", "closed_at")):
        fields.pop(key, None)
        if shape.get(key):
            fields[field] = str(shape[key])
    if "own_probability" in shape:
        fields.pop("probability", None)
        if shape["own_probability"] is not None:
            fields["probability"] = shape["own_probability"]
    if fields.setdefault("status", "open") not in ("open", "won", "lost"):
        raise InvalidError(f"{quote_value(str(fields['status']))} is no status of a deal")
    return fields


def extra_in(shape: Mapping[str, Any], left: set[str]) -> dict[str, Any]:
    """The custom fields, and what nobody knows."""
    custom = shape.get("custom") or {}
    if not isinstance(custom, dict):
        raise InvalidError("the custom fields are not an object", 'Write {"key": "value"}.')
    extra = {f"custom.{key}": value for key, value in custom.items()}
    extra.update((key, value) for key, value in shape.items() if key not in left)
    listed = {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
        for key, value in extra.items()
    }
    return {key: value for key, value in listed.items() if value not in (None, "", "[]", "{}")}


def links_in(shape: Mapping[str, Any], noun: str) -> dict[str, Link | list[Link]]:
    """What an object is linked to: by the references of the file it comes from, else by name."""
    # References in lines that we did not write are those of the file they are imported into.
    source = OWN if "uid" in shape or "ref" in shape else HERE
    found: dict[str, list[Link]] = {}
    for role in ("company", "parent") if noun in ("contact", "company", "deal") else ():
        name, ref = shape.get(role) or "", shape.get(f"{role}_ref") or ""
        if name or ref:
            found[role] = [Link(source, str(ref), str(name))]
    if noun == "deal":
        people = shape.get("contacts") or texts(shape.get("contact"))
        found["contact"] = [person(each, source) for each in texts(people)]
    if noun in ("activity", "task"):
        for ref in texts(shape.get("links") or shape.get("for")):
            role = LETTERS.get(str(ref)[:1], "contact")
            numbered = re.fullmatch(r"[COD]\d+", str(ref))
            link = Link(source, str(ref), "") if numbered else person(ref, source)
            found.setdefault(role if numbered else "contact", []).append(link)
    return {role: list(each) for role, each in found.items() if each}


def person(given: object, source: str) -> Link:
    """A person who is named, or given by a reference or an e-mail address."""
    if isinstance(given, dict):
        ref, name = given.get("ref") or "", given.get("name") or given.get("contact") or ""
        return Link(source, str(ref), str(name), str(given.get("role") or ""))
    text = str(given).strip()
    if re.fullmatch(r"C\d+", text):
        return Link(source, text, "")
    return Link(source, "", text, "", text if "@" in text else "")
