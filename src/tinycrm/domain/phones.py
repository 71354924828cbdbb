"""Telephone numbers: the key that any spelling of a number leads to, and what looks like one."""

from __future__ import annotations

import re
from functools import lru_cache

# Lengths of a national number by country code, for countries in which an international number is
# already its own normal form. The others are left to the library.
_PLAIN_LENGTHS = {
    "1": "10", "27": "9", "31": "9", "32": "8 9", "33": "9", "34": "9", "36": "8 9", "41": "9",
    "43": "8 9 10 11", "44": "9 10", "45": "8", "46": "7 8 9 10", "47": "8", "48": "9",
    "49": "7 8 9 10 11", "52": "10", "60": "8 9 10", "61": "9", "62": "9 10 11", "63": "10",
    "64": "8 9 10", "65": "8", "66": "8 9", "81": "9 10", "82": "9 10", "84": "9 10", "90": "10",
    "91": "10", "92": "10", "351": "9", "353": "7 8 9", "354": "7", "356": "8",
    "357": "8", "358": "8 9 10", "371": "8", "372": "7 8", "380": "9", "385": "8 9", "386": "8",
    "420": "9", "421": "9", "852": "8", "966": "9", "971": "8 9", "972": "8 9",
}  # fmt: skip
_EXTENSION = r"(?:(?:,|;)?\s*(?:ext(?:ension)?|x|durchwahl|poste)\.?:?\s*|;ext=)\d{1,7}$"


@lru_cache(maxsize=8192)
def phone_key(text: str, region: str) -> str | None:
    """The key under which a number is matched: `+14155550100`, with an extension `;ext=371`.

    A number without a country code is taken as one of `region` (`US`; empty if unknown). What is
    not a possible number there gives its digits, and None if those are fewer than five.
    """
    if len(text) > 250:
        return _digits_only(text)
    return _plain_key(text) or _library_key(text, region) or _digits_only(text)


def _plain_key(text: str) -> str | None:
    """The key of an ordinary international number, found without loading the library."""
    text = text.strip(" ")
    if not text.isascii() or not re.fullmatch(r"\+\d+(?:[ .-]\d+)*", text):
        return None
    digits = re.sub(r"\D", "", text)
    for size in (1, 2, 3):
        lengths = _PLAIN_LENGTHS.get(digits[:size])
        if lengths is None:
            continue
        # A leading 0, in some countries a 1, may be a trunk prefix.
        trunk = "01" if digits[:size] in ("1", "61") else "0"
        national = digits[size:]
        if str(len(national)) in lengths.split() and national[0] not in trunk:
            return "+" + digits
    return None


def _library_key(text: str, region: str) -> str | None:
    import phonenumbers as library

    try:
        number = library.parse(text, region.upper() or None)
    except library.NumberParseException:
        return None
    # A number that can only be dialled locally lacks its area code.
    if library.is_possible_number_with_reason(number) != library.ValidationResult.IS_POSSIBLE:
        return None
    key = library.format_number(number, library.PhoneNumberFormat.E164)
    return f"{key};ext={number.extension}" if number.extension else key


def _digits_only(text: str) -> str | None:
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    return digits if len(digits) >= 5 else None


def check_phone(text: str) -> str | None:
    """Why a text cannot be a telephone number, as a sentence; None if it may be one."""
    digits = sum(char.isdecimal() for char in text)
    if digits == 0:
        return "It has no digits."
    if digits < 3:
        return "It has fewer than three digits."
    if digits > 30:
        return "It has more than thirty digits."
    return None


def looks_like_phone(text: str) -> bool:
    """Whether a text found among others is a telephone number: 7 to 15 digits, few other signs."""
    if len(text) > 60:
        return False
    number = re.sub(_EXTENSION, "", text.strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"\+?[(\d][\d ().\-/\u2010-\u2013\xa0]*", number, re.ASCII):
        return False
    if not 7 <= len(re.sub(r"\D", "", number)) <= 15:
        return False
    if re.search(r"\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])\b", number):
        return False  # 2026-03-27
    day_first_or_network_address = r"\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:\d{1,3}\.){3}\d{1,3}"
    return re.fullmatch(day_first_or_network_address, number) is None


def default_region(locale_name: str | None) -> str:
    """The region of a locale: `de_DE.UTF-8` gives `DE`; empty if it names none."""
    match = re.match(
        r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Za-z]{2})(?![A-Za-z])", locale_name or ""
    )
    return match[1].upper() if match else ""
