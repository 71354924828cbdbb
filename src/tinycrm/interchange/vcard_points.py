"""How to reach a person, as a vCard has it: telephone, e-mail, pages, handles, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.interchange.properties import Property
    from tinycrm.interchange.vcard_found import Found

POINTS = {"TEL": "phone", "EMAIL": "email", "URL": "url"}
HANDLES = (
    *("X-AIM", "X-DISCORD", "X-GADUGADU", "X-GOOGLE-TALK", "X-GROUPWISE", "X-GTALK", "X-ICQ"),
    *("X-JABBER", "X-MASTODON", "X-MATRIX", "X-MS-IMADDRESS", "X-MSN", "X-QQ", "X-SIGNAL"),
    *("X-SKYPE", "X-SKYPE-USERNAME", "X-TELEGRAM", "X-TWITTER", "X-WHATSAPP", "X-YAHOO"),
)
UNLABELLED = (
    *("dom", "internet", "intl", "msg", "parcel", "postal", "pref", "preferred", "text", "video"),
    *("voice", "x400"),
)
WORDS = {"cell": "mobile", "iphone": "mobile"}


def plain_label(text: str) -> str:
    """A label as it is read: `_$!<HomePage>!$_` is Apple's own word for the home page."""
    own = re.fullmatch(r"_\$!<(.*)>!\$_", text, re.DOTALL)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", own[1]).lower() if own else text


def label_of(found: Found, given: Property) -> str | None:
    """Where a contact point belongs: the label written beside it, otherwise its types."""
    if found.labels.get(given.group):
        return found.labels[given.group]
    types = [text for text in given.parameters.get("TYPE", []) if text.lower() not in UNLABELLED]
    words = [WORDS.get(text.lower(), text.lower()) for text in types]
    own = [text[2:] for text in types if text.lower().startswith("x-")]
    known = sorted(dict.fromkeys(words), key=lambda word: word not in ("home", "work"))
    return " ".join(own[:1] or known) or None


def take_point(found: Found, given: Property) -> None:
    value = found.text(given)
    if given.parameters.get("VALUE", [""])[0].lower() != "text":
        value = without_scheme(value)
    found.point(POINTS[given.name], value, label_of(found, given))


def without_scheme(value: str) -> str:
    """`tel:+1-418-656-9254;ext=102` as one would write it."""
    scheme, colon, rest = value.partition(":")
    if colon and scheme.lower() == "mailto":
        return uri_text(rest.partition("?")[0])
    if not colon or scheme.lower() != "tel":
        return value
    number, *parameters = rest.split(";")
    extensions = [text[4:] for text in parameters if text.lower().startswith("ext=")]
    return " ext. ".join([uri_text(number), *extensions[:1]])


def uri_text(text: str) -> str:
    from urllib.parse import unquote

    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def take_handle(found: Found, given: Property) -> None:
    """IMPP: a name with the service as its scheme, or beside it."""
    value = found.text(given)
    scheme = re.match(r"\s*([A-Za-z][\w+.-]*):", value)
    if scheme:
        value = uri_text(value[scheme.end() :])
    named = scheme[1].lower() if scheme else ""
    services = [*given.parameters.get("X-SERVICE-TYPE", []), named]
    service = services[0].lower() if services[0] not in ("x-apple", "x-handle") else ""
    label = found.labels.get(given.group) or service or label_of(found, given)
    found.point("handle", value, label)


def take_service(found: Found, given: Property) -> None:
    """X-SKYPE and its like: the service is the property's name."""
    service = given.name[2:].lower().removesuffix("-username").replace("-", " ")
    label = found.labels.get(given.group) or service
    found.point("handle", found.text(given), "im" if service == "ms imaddress" else label)


def take_profile(found: Found, given: Property) -> None:
    """A page or a name on a social network."""
    value = found.text(given)
    service = given.parameters.get("SERVICE-TYPE", [])[:1]
    label = service[0].lower() if service else label_of(found, given)
    if re.match("(?i)https?:", value):
        found.point("url", value, label)
    else:
        users = given.parameters.get("X-USER") or given.parameters.get("USERNAME")
        name = users[0] if users else value.removeprefix("x-apple:")
        found.point("handle", name, label)


def take_address(found: Found, given: Property) -> None:
    parts = [*found.parts(given), "", "", "", "", "", "", ""][:7]
    box, extended, street, city, region, code, country = parts
    lines = [line for line in (street, extended, box) if line.strip()]
    label = label_of(found, given)
    if any(part.strip() for part in parts):
        found.fields.setdefault("addresses", []).append(
            address(label, "\n".join(lines), city, region, code, country)
        )


def address(
    label: str | None = None,
    street: str = "",
    city: str = "",
    region: str = "",
    postal_code: str = "",
    country: str = "",
) -> dict[str, str | None]:
    return {
        "label": label,
        "street": street or None,
        "city": city or None,
        "region": region or None,
        "postal_code": postal_code or None,
        "country": country or None,
    }
