"""A record's fields as texts that can be typed, and texts as what the library takes for fields."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.errors import CrmError
from tinycrm.store.references import LETTER_OF, LETTERS, Found
from tinycrm.tui.fields.table import LONG, POINTS, SEVERAL, FieldSpec, specs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinycrm.crm import Crm


ALWAYS = ("opened_at",)
"""The fields that keep what they have when nothing stands in them."""


class Held(NamedTuple):
    """A record as a form shows it: `texts` by key, `refs` of the records that some of them name."""

    noun: str
    id: int
    version: int
    specs: list[FieldSpec]
    texts: dict[str, str]
    refs: dict[str, str]
    deleted: bool

    @property
    def ref(self) -> str:
        return f"{LETTER_OF[self.noun]}{self.id}"


def found(ref: str) -> Found:
    """A reference such as C12 as noun and id."""
    return Found(LETTERS[ref[0]], int(ref[1:]))


def read(crm: Crm, ref: str) -> Held:
    """The fields of a record as they are now; raises NotFoundError for one that is not there."""
    noun, _ = found(ref)
    records = crm.records(noun)
    id = records.id(ref)
    (record,) = records.by_ids([id])
    custom = json.loads(record.custom)
    shown: list[FieldSpec] = []
    texts: dict[str, str] = {}
    refs: dict[str, str] = {}
    for spec in specs(crm, noun):
        if spec.field in SEVERAL:
            values = several(crm, noun, id, spec.field)
            rows = numbered(spec, len(values) + 1)
            texts.update({row.key: text for row, (text, _) in zip(rows, values, strict=False)})
            texts[rows[-1].key] = ""
            refs.update({row.key: ref for row, (_, ref) in zip(rows, values, strict=False) if ref})
            shown += rows
        else:
            shown.append(spec)
            texts[spec.key] = text_of(crm, record, spec.field, custom)
    return Held(noun, id, record.version, shown, texts, refs, bool(record.deleted_at))


def numbered(spec: FieldSpec, count: int) -> list[FieldSpec]:
    """A field of which a record has several, once for each value."""
    return [
        spec._replace(at=at, label=spec.label if at == 0 else f"{spec.label} {at + 1}")
        for at in range(count)
    ]


def text_of(crm: Crm, record: Any, field: str, custom: Mapping[str, object]) -> str:
    """One field of a record as it could be typed."""
    if field == "tags":
        from tinycrm.store import tags

        return ", ".join(tags.of(crm.db, noun_of(record), record.id))
    if field == "amount":
        from tinycrm.domain.money import decimal_text

        if record.amount is None:
            return ""
        return f"{decimal_text(record.amount, record.currency)} {record.currency}"
    if field == "probability":
        return "" if record.own_probability is None else str(record.own_probability)
    if field == "due":
        return " ".join(filter(None, (record.due_on, record.due_time)))
    if field in ("happened_at", "opened_at"):
        return local_text(getattr(record, field))
    if field in record._fields:
        value = getattr(record, field)
    else:
        from tinycrm.store.custom import as_text

        value = as_text(custom[field]) if field in custom else None
    return "" if value is None else str(value)


def noun_of(record: Any) -> str:
    return LETTERS[record.ref[0]]


def local_text(instant: str) -> str:
    """An instant as the day and the minute that a clock on the wall showed."""
    from tinycrm.domain.instants import parse_instant

    return f"{parse_instant(instant).astimezone():%Y-%m-%d %H:%M}"


def several(crm: Crm, noun: str, id: int, field: str) -> list[tuple[str, str]]:
    """The values of a field of which a record has any number, with references of records."""
    db = crm.db
    if field in POINTS:
        from tinycrm.store import points

        held = [point for point in points.of(db, noun, id) if point.kind == field]
        return [(labelled(point.value, point.label), "") for point in held]
    if field == "addresses":
        from tinycrm.store import addresses

        return [(address_line(address), "") for address in addresses.of(db, noun, id)]
    if field == "contact":
        return [
            (labelled(person.name, person.role), person.ref) for person in crm.deals.contacts_of(id)
        ]
    from tinycrm.store import links

    return [(links.name(db, each), each.ref) for each in links.of(db, noun, id)]


def labelled(value: str, label: str | None) -> str:
    return f"{value} ({label})" if label else value


def address_line(address: Any) -> str:
    town = " ".join(filter(None, (address.postal_code, address.city)))
    parts = (address.street, town, address.region, address.country)
    return labelled(", ".join(filter(None, parts)), address.label)


def split_label(text: str) -> dict[str, str]:
    """`ada@example.com (work)` as value and label."""
    match = re.fullmatch(r"(.*\S)\s*\(([^()\d][^()]*)\)\s*", text, re.DOTALL)
    if match:
        return {"value": match[1], "label": match[2].strip()}
    return {"value": text.strip()}


# Back to what the library takes


def arguments(
    crm: Crm, held: Held | None, base: Mapping[str, str], texts: Mapping[str, str]
) -> dict[str, Any]:
    """The fields for `add` or `edit` that turn the texts of `base` into others."""
    given: dict[str, Any] = {}
    for key in changed_keys(base, texts):
        field = key.partition(".")[0]
        if field in given:
            continue
        if field in SEVERAL:
            wanted = values_of(field, texts)
            given[field] = [value for _, value in wanted]
            if held is None and field == "contact":
                given[field] = [person_of(crm, value) for _, value in wanted]
            if held is not None and field in POINTS:
                del given[field]
                given.update(point_changes(crm, held, field, wanted))
            elif held is not None:
                given[field] = kept(crm, held, field, wanted)
        elif field == "tags":
            given[field] = [tag for part in texts[key].split(",") if (tag := part.strip())]
        elif field not in ALWAYS or texts[key].strip():
            given[field] = texts[key] if field in LONG else texts[key].strip()
    return given


def changed_keys(base: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    """The keys under which something else stands than before."""
    return [key for key, text in texts.items() if text != base.get(key, "")]


def values_of(field: str, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The values that stand under the keys of a field, in their order, with their keys."""
    return [
        (key, text.strip())
        for key, text in texts.items()
        if key.partition(".")[0] == field and text.strip()
    ]


def kept(crm: Crm, held: Held, field: str, wanted: list[tuple[str, str]]) -> list[Any]:
    """Records and addresses to have, those that were not touched exactly as they are."""
    if field == "addresses":
        from tinycrm.store import addresses

        known = {
            f"{field}.{at}": each
            for at, each in enumerate(addresses.of(crm.db, held.noun, held.id))
        }
        return [
            known[key] if key in known and held.texts.get(key) == text else address_of(text)
            for key, text in wanted
        ]
    return [
        held.refs[key]
        if key in held.refs and held.texts.get(key) == text
        else person_of(crm, text, still_there(crm, held, key, text))
        if field == "contact"
        else text
        for key, text in wanted
    ]


def person_of(crm: Crm, text: str, before: str = "") -> dict[str, str]:
    """A person in a deal, from `Ada Lovelace (buyer)`; `before` is who that is, if it is known."""
    name, role = with_role(crm, text)
    return {"contact": before or name, "role": role}


def still_there(crm: Crm, held: Held, key: str, text: str) -> str:
    """Who stood under a key, where the text still names them; others may have the same name."""
    ref = held.refs.get(key, "")
    people = crm.contacts.by_ids([found(ref).id]) if ref.startswith("C") else []
    return ref if [person.name for person in people] == [with_role(crm, text)[0]] else ""


def with_role(crm: Crm, text: str) -> tuple[str, str]:
    """A person as typed and the part in a deal, unless the brackets belong to the name."""
    match = re.fullmatch(r"(.*\S)\s*\(([^()]+)\)", text.strip(), re.DOTALL)
    if match is None:
        return text.strip(), ""
    try:
        crm.contacts.id(text.strip())
    except CrmError:
        return match[1], match[2].strip()
    return text.strip(), ""


def address_of(text: str) -> dict[str, str]:
    from tinycrm.store.addresses import in_parts

    given = split_label(text)
    return {**in_parts(given["value"]), **({"label": given["label"]} if "label" in given else {})}


def point_changes(
    crm: Crm, held: Held, field: str, wanted: list[tuple[str, str]]
) -> dict[str, list[dict[str, str]] | list[str] | dict[str, str]]:
    """`email`, `remove_email` and `add_email` that lead from the held values to the wanted ones."""
    from tinycrm.store.points import key_of, key_of_point, known_points

    points = known_points(crm.db, held.noun, held.id, field)
    before = {key_of_point(point): (point.value, point.label or "") for point in points}
    after: dict[str, dict[str, str]] = {}
    for _, text in wanted:
        given = split_label(text)
        after.setdefault(key_of(crm.db, field, given["value"]) or given["value"], given)
    order = list(before)
    gone = [key for key in order if key not in after or changed_label(before[key], after[key])]
    new = [key for key in after if key not in before or key in gone]
    changes: dict[str, Any] = {}
    first = next(iter(after), "")
    if first and order and first != order[0]:
        # A new first one takes the place of the held first one, which may be wanted further down.
        changes[field] = {"label": "", **after[first]}
        replaced = first not in before
        gone = [key for key in gone if key != first and not (replaced and key == order[0])]
        new = [key for key in new if key != first]
        if replaced and order[0] in after:
            new.append(order[0])
    elif first in gone:
        changes[field] = {"label": "", **after[first]}
        gone.remove(first)
        new.remove(first)
    if gone:
        changes[f"remove_{field}"] = [before[key][0] for key in gone]
    if new:
        changes[f"add_{field}"] = [after[key] for key in after if key in new]
    return changes


def changed_label(before: tuple[str, str], after: Mapping[str, str]) -> bool:
    return before != (after["value"], after.get("label", ""))
