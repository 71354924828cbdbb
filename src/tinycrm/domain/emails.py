"""E-mail addresses: whether one is valid, and the form in which addresses are compared."""

from __future__ import annotations

import re

from tinycrm.domain.text import safe_text

# What everybody would call an address: no quoting, no double dot or hyphen, a top level of letters.
_ORDINARY = (
    r"(?!.*[^.@]{64})(?=[^@]{1,64}@[^@]{3,189}\Z)"
    r"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*"
    r"@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,24}"
)


def email_key(text: str) -> str | None:
    """The key under which an address is matched: lower case, domain in Unicode; None if invalid."""
    key, _reason = _judge(text)
    return key


def check_email(text: str) -> str | None:
    """Why a text is not a valid e-mail address, as a sentence; None if it is one.

    No network is asked. Addresses under reserved names (`.test`, `.local`) are accepted.
    """
    _key, reason = _judge(text)
    return reason


def _judge(text: str) -> tuple[str | None, str | None]:
    text = text.strip()
    if text.isascii() and re.fullmatch(_ORDINARY, text):
        return text.lower(), None
    if len(text) > 1000:
        return None, "The email address is too long."
    # The library takes longer to load than everything else in a command.
    from email_validator import (
        SPECIAL_USE_DOMAIN_NAMES,
        EmailNotValidError,
        validate_email,
    )

    domain = text.rpartition("@")[2].lower()
    reserved = domain.endswith(tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES))
    # The library refuses reserved names; with one more label they are like any other.
    suffix = ".com" if reserved else ""
    try:
        normal = validate_email(text + suffix, check_deliverability=False).normalized
    except EmailNotValidError as error:
        return None, safe_text(str(error))
    from unicodedata import normalize

    return normalize("NFC", normal.removesuffix(suffix).lower()), None


def name_and_address(text: str) -> tuple[str, str]:
    """Take `Jane Doe <jane@acme.com>` apart into name and address; either may be empty."""
    match = re.fullmatch(r"([^<>]*)<([^<>]*)>\s*", text)
    if match is None:
        return "", text.strip()
    name = match[1].strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return name, match[2].strip()
