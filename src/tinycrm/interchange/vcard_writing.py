"""Writes people and firms as vCards 3.0, which every address book reads, or 4.0.

What is written comes back from `read_cards` as it was, except that every line break is LF.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import UsageError
from tinycrm.interchange.content_writing import content_text, escaped, escaped_uri
from tinycrm.store.custom import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Shape = Mapping[str, Any]

VERSIONS = ("3.0", "4.0")
NAME_PARTS = ("family_name", "given_name", "middle_name", "prefix", "suffix")
ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")
POINTS = {"email": "EMAIL", "phone": "TEL", "url": "URL", "handle": "IMPP"}
TYPES = {"home": "HOME", "work": "WORK", "other": "OTHER"}
PHONE_TYPES = {
    **TYPES,
    "mobile": "CELL",
    "fax": "FAX",
    "home fax": "HOME,FAX",
    "work fax": "WORK,FAX",
    "main": "MAIN",
    "pager": "PAGER",
}
PERSON_FIELDS = {
    "nickname": "NICKNAME",
    "company": "ORG",
    "job_title": "TITLE",
    "time_zone": "TZ",
    "about": "NOTE",
}
SERVICES = ("aim", "discord", "icq", "matrix", "signal", "skype", "telegram", "twitter", "xmpp")
OWN_FIELDS = (
    *("lifecycle", "lead_status", "source", "owner", "preferred_channel", "cadence_days"),
    "language",
)
"""Fields for which vCard has nothing, or, for the last of them, version 3.0 has not."""
FIRM_FIELDS = ("domain", "industry", "size", "type", "tax_id", "payment_terms", "owner")


def write_card(shape: Shape, version: str = "3.0") -> str:
    """The card of a person, given in the JSON shape of a contact; lines end in CRLF.

    Raises UsageError for a version other than 3.0 and 4.0.
    """
    new = is_new(version)
    own = OWN_FIELDS[:-1] if new else OWN_FIELDS
    return card(shape, version, name_lines(shape, new), person_lines(shape, new), own)


def write_company_card(shape: Shape, version: str = "3.0") -> str:
    """The card of a firm, given in the JSON shape of a company; lines end in CRLF.

    Raises UsageError for a version other than 3.0 and 4.0.
    """
    website = shape.get("website")
    if website:
        points = [point for point in shape.get("url") or [] if point["value"] != website]
        shape = {**shape, "url": [{"value": website}, *points]}
    notes = [f"NOTE:{escaped(shape['about'])}"] if shape.get("about") else []
    return card(shape, version, firm_lines(shape, is_new(version)), notes, FIRM_FIELDS)


def is_new(version: str) -> bool:
    if version not in VERSIONS:
        raise UsageError(
            f"vCard {quote_value(version)} cannot be written.", f"Give {' or '.join(VERSIONS)}."
        )
    return version == "4.0"


# Lists of lines rather than generators: a hundred thousand cards take a quarter less time so.


def card(shape: Shape, version: str, names: list[str], more: list[str], own: Iterable[str]) -> str:
    """A card with the lines that say whom it is about, `more` of them, and `own` fields of ours."""
    new = version == "4.0"
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        *uid_lines(shape, new),
        *names,
        *point_lines(shape, new),
        *address_lines(shape),
        *more,
        *plain_lines(shape),
        *own_lines(shape, own),
        "END:VCARD",
    ]
    return content_text(lines)


def uid_lines(shape: Shape, new: bool) -> list[str]:
    uid = shape.get("uid")
    return [f"UID:{'urn:uuid:' if new else ''}{escaped(uid)}"] if uid else []


def firm_lines(shape: Shape, new: bool) -> list[str]:
    name = escaped(shape["name"])
    marks = [] if new else ["N:;;;;", "X-ABShowAs:COMPANY"]
    return ["KIND:org", f"FN:{name}", *marks, f"ORG:{name}"]


def name_lines(shape: Shape, new: bool) -> list[str]:
    parts = [escaped(shape.get(part) or "") for part in NAME_PARTS]
    # Otherwise a person of whom only one name is known could be taken for a firm.
    kind = ["KIND:individual"] if new or not any(parts) else []
    return [*kind, f"FN:{escaped(shape.get('name') or '')}", f"N:{';'.join(parts)}"]


def point_lines(shape: Shape, new: bool) -> list[str]:
    """E-mail addresses, telephone numbers, pages and handles, the primary one marked."""
    lines: list[str] = []
    count = 0
    for kind, name in POINTS.items():
        points = shape.get(kind) or []
        for index, point in enumerate(points):
            label, value = point.get("label") or "", point["value"]
            types = (PHONE_TYPES if kind == "phone" else TYPES).get(label) if label else None
            parameters = "".join([f";TYPE={word}" for word in types.split(",")]) if types else ""
            if index == 0 and len(points) > 1:
                parameters += ";PREF=1" if new else ";TYPE=PREF"
            written, labelled = point_value(kind, value, label)
            if kind in ("email", "phone") and re.match("(?i)(?:tel|mailto):", value):
                parameters += ";VALUE=text"
            if label and not types and not labelled:
                count += 1
                lines.append(f"item{count}.{name}{parameters}:{written}")
                lines.append(f"item{count}.X-ABLabel:{escaped(label)}")
            else:
                lines.append(f"{name}{parameters}:{written}")
    return lines


def point_value(kind: str, value: str, label: str) -> tuple[str, bool]:
    """The value as it stands in the card, and whether that says the label as well."""
    if kind == "url":
        return escaped_uri(value), False
    if kind != "handle":
        return escaped(value), False
    from urllib.parse import quote

    known = label in SERVICES
    return f"{label if known else 'x-handle'}:{quote(value, safe='@:/+~!$&()=')}", known


def address_lines(shape: Shape) -> list[str]:
    lines: list[str] = []
    for index, address in enumerate(shape.get("addresses") or [], 1):
        label = address.get("label") or ""
        group = f"adr{index}." if label and label not in TYPES else ""
        types = f";TYPE={TYPES[label]}" if label in TYPES else ""
        parts = ["", "", *[escaped(address.get(part) or "") for part in ADDRESS_PARTS]]
        lines.append(f"{group}ADR{types}:{';'.join(parts)}")
        if group:
            lines.append(f"{group}X-ABLabel:{escaped(label)}")
    return lines


def person_lines(shape: Shape, new: bool) -> list[str]:
    zone = "TZ" if new else "TZ;VALUE=text"
    lines = [
        f"{zone if field == 'time_zone' else name}:{escaped(shape[field])}"
        for field, name in PERSON_FIELDS.items()
        if shape.get(field)
    ]
    if shape.get("birthday"):
        lines.append(birthday_line(shape["birthday"], new))
    if new and shape.get("language"):
        lines.append(f"LANG:{escaped(shape['language'])}")
    return lines


def plain_lines(shape: Shape) -> list[str]:
    """What people and firms have in common, and other programs know too."""
    lines = []
    if shape.get("tags"):
        lines.append(f"CATEGORIES:{','.join([escaped(tag) for tag in shape['tags']])}")
    if shape.get("updated_at"):
        stamp = shape["updated_at"].removesuffix("Z").partition(".")[0]
        lines.append(f"REV:{stamp.replace('-', '').replace(':', '')}Z")
    return lines


def birthday_line(birthday: str, new: bool) -> str:
    if new:
        compact = birthday.replace("-", "")
        return f"BDAY:--{compact}" if birthday.startswith("--") else f"BDAY:{compact}"
    if birthday.startswith("--"):
        # Version 3.0 needs a year; address books know this one for none.
        return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{birthday[2:]}"
    return f"BDAY:{birthday}"


def own_lines(shape: Shape, fields: Iterable[str]) -> list[str]:
    """The fields that only we have, and those that the owner defined."""
    own = {field: shape.get(field) for field in fields}
    own.update(shape.get("custom") or {})
    return [
        f"X-TINYCRM-{field.upper().replace('_', '-')}:{escaped(as_text(value))}"
        for field, value in own.items()
        if value is not None and value != ""
    ]
