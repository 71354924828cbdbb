"""Writes people and firms as vCards 3.0, which every address book reads, or 4.0.

What is written comes back from `read_cards` as it was, except that every line break is LF.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import UsageError
from tinycrm.interchange.content_writing import content_line, escaped, escaped_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
SERVICES = ("aim", "discord", "icq", "matrix", "signal", "skype", "telegram", "twitter", "xmpp")
OWN_FIELDS = (
    *("lifecycle", "lead_status", "source", "owner", "preferred_channel", "cadence_days"),
    "language",
)
"""Fields for which vCard has nothing, or version 3.0 has not."""
FIRM_FIELDS = ("domain", "industry", "size", "type", "tax_id", "payment_terms", "owner")


def write_card(shape: Shape, version: str = "3.0") -> str:
    """The card of a person, given in the JSON shape of a contact; lines end in CRLF.

    Raises UsageError for a version other than 3.0 and 4.0.
    """
    new = is_new(version)
    own = [field for field in OWN_FIELDS if field != "language" or not new]
    return card(shape, version, name_lines(shape, new), person_lines(shape, new), own)


def write_company_card(shape: Shape, version: str = "3.0") -> str:
    """The card of a firm, given in the JSON shape of a company; lines end in CRLF.

    Raises UsageError for a version other than 3.0 and 4.0.
    """
    points = shape.get("url") or []
    website = shape.get("website")
    if website and all(point["value"] != website for point in points):
        shape = {**shape, "url": [*points, {"value": website}]}
    notes = [content_line("NOTE", escaped(shape["about"]))] if shape.get("about") else []
    return card(shape, version, firm_lines(shape, is_new(version)), notes, FIRM_FIELDS)


def is_new(version: str) -> bool:
    if version not in VERSIONS:
        raise UsageError(
            f"vCard {quote_value(version)} cannot be written.", f"Give {' or '.join(VERSIONS)}."
        )
    return version == "4.0"


def card(
    shape: Shape, version: str, names: Iterable[str], more: Iterable[str], own: Iterable[str]
) -> str:
    """A card with the lines that say whom it is about, `more` of them, and `own` fields of ours."""
    new = version == "4.0"
    lines = [
        content_line("BEGIN", "VCARD"),
        content_line("VERSION", version),
        *uid_lines(shape, new),
        *names,
        *point_lines(shape, new),
        *address_lines(shape),
        *more,
        *plain_lines(shape),
        *own_lines(shape, own),
        content_line("END", "VCARD"),
    ]
    return "".join(lines)


def uid_lines(shape: Shape, new: bool) -> Iterator[str]:
    if shape.get("uid"):
        yield content_line("UID", escaped(f"{'urn:uuid:' if new else ''}{shape['uid']}"))


def firm_lines(shape: Shape, new: bool) -> Iterator[str]:
    name = escaped(shape["name"])
    yield content_line("KIND", "org")
    yield content_line("FN", name)
    if not new:
        yield content_line("N", ";;;;")
        yield content_line("X-ABShowAs", "COMPANY")
    yield content_line("ORG", name)


def name_lines(shape: Shape, new: bool) -> Iterator[str]:
    parts = [escaped(shape.get(part) or "") for part in NAME_PARTS]
    # Otherwise a person of whom only one name is known could be taken for a firm.
    if new or not any(parts):
        yield content_line("KIND", "individual")
    yield content_line("FN", escaped(shape.get("name") or ""))
    yield content_line("N", ";".join(parts))


def point_lines(shape: Shape, new: bool) -> Iterator[str]:
    """E-mail addresses, telephone numbers, pages and handles, the primary one marked."""
    count = 0
    for kind, name in POINTS.items():
        points = shape.get(kind) or []
        for index, point in enumerate(points):
            label, value = point.get("label") or "", point["value"]
            types = (PHONE_TYPES if kind == "phone" else TYPES).get(label)
            parameters = [f"TYPE={word}" for word in (types or "").split(",") if word]
            if index == 0 and len(points) > 1:
                parameters.append("PREF=1" if new else "TYPE=PREF")
            written, labelled = point_value(kind, value, label)
            if kind in ("email", "phone") and re.match("(?i)(?:tel|mailto):", value):
                parameters.append("VALUE=text")
            group = ""
            if label and not types and not labelled:
                count += 1
                group = f"item{count}."
            yield content_line(";".join([group + name, *parameters]), written)
            if group:
                yield content_line(f"{group}X-ABLabel", escaped(label))


def point_value(kind: str, value: str, label: str) -> tuple[str, bool]:
    """The value as it stands in the card, and whether that says the label as well."""
    if kind == "url":
        return escaped_uri(value), False
    if kind != "handle":
        return escaped(value), False
    from urllib.parse import quote

    known = label in SERVICES
    return f"{label if known else 'x-handle'}:{quote(value, safe='@:/+~!$&()=')}", known


def address_lines(shape: Shape) -> Iterator[str]:
    for index, address in enumerate(shape.get("addresses") or [], 1):
        label = address.get("label") or ""
        group = f"adr{index}." if label and label not in TYPES else ""
        types = f";TYPE={TYPES[label]}" if label in TYPES else ""
        parts = ["", "", *(escaped(address.get(part) or "") for part in ADDRESS_PARTS)]
        yield content_line(f"{group}ADR{types}", ";".join(parts))
        if group:
            yield content_line(f"{group}X-ABLabel", escaped(label))


def person_lines(shape: Shape, new: bool) -> Iterator[str]:
    for field, name in (
        ("nickname", "NICKNAME"),
        ("company", "ORG"),
        ("job_title", "TITLE"),
        ("time_zone", "TZ" if new else "TZ;VALUE=text"),
        ("about", "NOTE"),
    ):
        if shape.get(field):
            yield content_line(name, escaped(shape[field]))
    if shape.get("birthday"):
        yield birthday_line(shape["birthday"], new)
    if new and shape.get("language"):
        yield content_line("LANG", escaped(shape["language"]))


def plain_lines(shape: Shape) -> Iterator[str]:
    """What people and firms have in common, and other programs know too."""
    if shape.get("tags"):
        yield content_line("CATEGORIES", ",".join(escaped(tag) for tag in shape["tags"]))
    if shape.get("updated_at"):
        yield content_line("REV", re.sub(r"[-:]|\.\d+", "", shape["updated_at"]))


def birthday_line(birthday: str, new: bool) -> str:
    if new:
        compact = birthday.replace("-", "")
        return content_line("BDAY", f"--{compact}" if birthday.startswith("--") else compact)
    if birthday.startswith("--"):
        # Version 3.0 needs a year; address books know this one for none.
        return content_line("BDAY;X-APPLE-OMIT-YEAR=1604", f"1604-{birthday[2:]}")
    return content_line("BDAY", birthday)


def own_lines(shape: Shape, fields: Iterable[str]) -> Iterator[str]:
    """The fields that only we have, and those that the owner defined."""
    from tinycrm.store.custom import as_text

    own = {field: shape.get(field) for field in fields}
    for field, value in {**own, **(shape.get("custom") or {})}.items():
        text = "" if value is None else as_text(value)
        if text:
            name = field.upper().replace("_", "-")
            yield content_line(f"X-TINYCRM-{name}", escaped(text))
