"""What the properties of a vCard mean: the fields of a person or a firm, and what has no field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.names import NameParts, display_name
from tinycrm.domain.text import is_blank, quote_value
from tinycrm.interchange import vcard_points
from tinycrm.interchange.properties import split_value, unescaped
from tinycrm.interchange.vcard_found import Found, preference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tinycrm.interchange.properties import Property

PARTS = ("family_name", "given_name", "middle_name", "prefix", "suffix")
"""The components of N, in their order."""
LINES = {
    "FN": "name",
    "NICKNAME": "nickname",
    "TITLE": "job_title",
    "LANG": "language",
    "TZ": "time_zone",
}
TECHNICAL = (
    *("CLIENTPIDMAP", "MAILER", "PRODID", "REV", "VERSION", "X-ABADR", "X-ABUID"),
    *("X-EVOLUTION-FILE-AS", "X-IMAGEHASH", "X-IMAGETYPE", "X-MS-OL-DEFAULT-POSTAL-ADDRESS"),
    *("X-MS-OL-DESIGN", "X-SHARED-PHOTO-DISPLAY-PREF"),
)
"""What says something about the file or its pictures, and nothing about the person."""
SYSTEM_TAGS = ("my contacts", "mycontacts", "other contacts", "starred")
OWN_PREFIX = "X-TINYCRM-"
REASON = "X-TINYCRM-REASON"
"""Why a card was rejected once, which says nothing about the person."""
OWN_FIELDS = (
    *PARTS,
    *("name", "nickname", "job_title", "company", "birthday", "about", "tags", "addresses"),
    *("email", "phone", "url", "handle", "time_zone"),
)
"""Fields with a property of their own, which no X-TINYCRM line replaces."""


def found_in(properties: Iterable[Property]) -> Found:
    """The fields of a card, the preferred values first, and whether it is a firm's."""
    given = sorted(properties, key=lambda item: (item.name != "FN", preference(item)))
    version = next((item.value for item in given if item.name == "VERSION"), "3.0")
    labels = {
        item.group: vcard_points.plain_label(unescaped(item.value))
        for item in given
        if item.group and item.name == "X-ABLABEL"
    }
    found = Found(version.strip(), labels)
    own = []
    for item in given:
        if item.name == REASON:
            continue
        if item.name.startswith(OWN_PREFIX):
            own.append(item)
        elif item.name not in TECHNICAL and item.name != "X-ABLABEL":
            READERS.get(item.name, take_other)(found, item)
    if found.formatted and "addresses" not in found.fields:
        found.fields["addresses"] = [vcard_points.address(street=found.formatted[0])]
    found.kind = found.kind or ("org" if is_firm(found.fields) else "")
    for item in own:
        take_own(found, item)
    if found.kind == "org":
        as_firm(found)
    return found


def take_parts(found: Found, given: Property) -> None:
    parts = split_value(given.value, ";")
    if len(parts) == 1:
        if not is_blank(given.value):
            found.put("name", found.text(given), given)
        return
    for field, part in zip(PARTS, parts, strict=False):
        several = [] if found.old else split_value(part, ",")
        if len(several) > 1:
            words = [unescaped(word).strip() for word in several]
            text = (", " if field == "suffix" else " ").join(filter(None, words))
        else:
            text = unescaped(part, found.old)
        found.put(field, text, given)


def take_line(found: Found, given: Property) -> None:
    text = found.text(given)
    if given.name != "FN" or not is_blank(text):
        found.put(LINES[given.name], text, given)


def take_firm(found: Found, given: Property) -> None:
    firm, *units = found.parts(given)
    if firm.strip():
        found.put("company", firm, given)
    for unit in units:
        found.leave(given, unit, "department")


def take_birthday(found: Found, given: Property) -> None:
    text = found.text(given)
    omitted = {"0000", *given.parameters.get("X-APPLE-OMIT-YEAR", [])}
    shape = r"(--|[0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ].*)?"
    parts = re.fullmatch(shape, text.strip(), re.DOTALL)
    if parts is None or not is_day(parts[1], parts[2], parts[3]):
        if text.strip():
            found.warnings.append(f"Line {given.line}: {quote_value(text)} is not a birthday.")
        found.leave(given, text)
        return
    year = "-" if parts[1] == "--" or parts[1] in omitted else parts[1]
    found.put("birthday", f"{year}-{parts[2]}-{parts[3]}", given)


def is_day(year: str, month: str, day: str) -> bool:
    from datetime import date

    try:
        date(2000 if year in ("--", "0000") else int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def take_note(found: Found, given: Property) -> None:
    text = found.text(given)
    if text:
        held = found.fields.get("about")
        found.fields["about"] = f"{held}\n\n{text}" if held else text


def take_tags(found: Found, given: Property) -> None:
    """The categories, without those that an address book keeps for itself."""
    for word in found.text(given).split(","):
        tag = word.strip().removeprefix("* ").removeprefix("System Group: ")
        known = found.fields.setdefault("tags", [])
        if tag.lower() not in SYSTEM_TAGS and tag not in known and not is_blank(tag):
            known.append(tag)
    if not found.fields["tags"]:
        del found.fields["tags"]


def take_label(found: Found, given: Property) -> None:
    """An address as it is printed, which only counts where there is no other."""
    if found.text(given).strip():
        found.formatted.append(found.text(given))


def take_kind(found: Found, given: Property) -> None:
    """KIND of vCard 4.0, and what Apple has for it."""
    kind = given.value.strip().lower()
    found.kind = found.kind or ("org" if kind == "company" else kind)


def take_uid(found: Found, given: Property) -> None:
    found.external_id = found.external_id or found.text(given).removeprefix("urn:uuid:")


def take_photo(found: Found, given: Property) -> None:
    found.photos += 1


def take_related(found: Found, given: Property) -> None:
    found.leave(given, found.text(given), vcard_points.label_of(found, given) or "related")


def take_android(found: Found, given: Property) -> None:
    """`vnd.android.cursor.item/nickname;Ada;1;;`"""
    kind, *parts = found.parts(given)
    name = kind.rpartition("/")[2]
    text = " ".join(part for part in parts[:1] if part.strip())
    if name == "nickname":
        found.put("nickname", text, given)
    else:
        found.leave(given, text, name.replace("_", " "))


def take_own(found: Found, given: Property) -> None:
    """A field of ours, or of the owner's, for which vCard has nothing."""
    from tinycrm.interchange import vcard_writing

    ours = vcard_writing.FIRM_FIELDS if found.kind == "org" else vcard_writing.OWN_FIELDS
    field = given.name.removeprefix(OWN_PREFIX).lower().replace("-", "_")
    if field in ours:
        found.put(field, found.text(given), given)
    elif field in OWN_FIELDS:
        found.leave(given, found.text(given))
    else:
        found.leave(given, found.text(given), f"custom.{field}")


def take_other(found: Found, given: Property) -> None:
    found.leave(given, found.text(given))


def is_firm(fields: dict[str, Any]) -> bool:
    """Whether a card has the name of a firm and of nobody in it."""
    has_parts = any(fields.get(part) for part in PARTS)
    return "company" in fields and not has_parts and fields.get("name") in (None, fields["company"])


def as_firm(found: Found) -> None:
    """Turn a person's fields into those of a firm; what a firm cannot have is left over."""
    fields = found.fields
    person = name_in_parts(fields)
    given = fields.get("name", "")
    firm = fields.pop("company", "") or given or person
    for field in (*PARTS, "name"):
        fields.pop(field, None)
    for name in dict.fromkeys((person, given)):
        if name and name != firm:
            found.leftovers.append(("person", name))
    for field in ("nickname", "job_title", "birthday", "language", "time_zone"):
        if field in fields:
            found.leftovers.append((field.replace("_", " "), fields.pop(field)))
    pages = fields.get("url", [])
    website = next((point for point in pages if not point["label"]), None)
    if website:
        fields["website"] = website["value"]
        fields["url"] = [point for point in pages if point is not website]
    if firm:
        found.fields = {"name": firm, **fields}


def name_in_parts(fields: dict[str, Any]) -> str:
    family, given, middle, prefix, suffix = (fields.get(part, "") for part in PARTS)
    name = display_name(NameParts(prefix, given, middle, family, suffix))
    return "" if is_blank(name) else name


def named(found: Found) -> bool:
    """Whether the card has a name, or at least something that can stand in for it."""
    fields = found.fields
    if "name" not in fields:
        reached = [
            item[0]["value"]
            for kind in ("email", "phone", "handle", "url")
            if (item := fields.get(kind))
        ]
        name = name_in_parts(fields)
        for other in (fields.get("nickname", ""), *reached):
            if not name and not is_blank(other):
                name = other
                found.warnings.append(f"There is no name; {quote_value(name)} stands in for it.")
        if not name:
            return False
        found.fields = {"name": name, **fields}
    return True


READERS: dict[str, Callable[[Found, Property], None]] = {
    **dict.fromkeys(LINES, take_line),
    **dict.fromkeys(vcard_points.POINTS, vcard_points.take_point),
    **dict.fromkeys(vcard_points.HANDLES, vcard_points.take_service),
    **dict.fromkeys(("KIND", "X-KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"), take_kind),
    **dict.fromkeys(("PHOTO", "LOGO"), take_photo),
    **dict.fromkeys(("X-SOCIALPROFILE", "SOCIALPROFILE"), vcard_points.take_profile),
    "ADR": vcard_points.take_address,
    "BDAY": take_birthday,
    "CATEGORIES": take_tags,
    "IMPP": vcard_points.take_handle,
    "LABEL": take_label,
    "N": take_parts,
    "NOTE": take_note,
    "ORG": take_firm,
    "RELATED": take_related,
    "UID": take_uid,
    "X-ANDROID-CUSTOM": take_android,
}
