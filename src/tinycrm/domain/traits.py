"""What of a person or a firm is compared when duplicates are looked for, in folded form."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tinycrm.domain.names import company_key, name_key, split_name
from tinycrm.domain.text import fold
from tinycrm.domain.web import is_free_mail

Points = tuple[tuple[str, str], ...]
"""Contact points of one kind: the normal form of each, and the value as typed."""


class Person(NamedTuple):
    """What of a person is compared, in folded form; made by `person`."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    shown: str
    generation: str
    sex: str
    nickname: str
    emails: Points
    phones: Points
    firm: str
    birthday: str


class Firm(NamedTuple):
    """What of a firm is compared, in folded form; made by `firm`."""

    words: tuple[str, ...]
    form: str
    domain: str
    emails: Points
    phones: Points
    tax_id: str
    cities: frozenset[str]
    id: int
    parent: int


def person(
    name: str,
    *,
    parts: Sequence[str | None] = (),
    nickname: str = "",
    emails: Points = (),
    phones: Points = (),
    firm: str = "",
    birthday: str = "",
) -> Person:
    """A person to be compared.

    `parts` are prefix, given, middle, family name and suffix, read from `name` if left out;
    `firm` is a firm's `company_key`, `birthday` is `YYYY-MM-DD` or `--MM-DD`.
    """
    if "@" in name:
        name, parts = "", ()
    prefix, given, middle, family, suffix = (part or "" for part in parts or split_name(name))
    return Person(
        key_words(f"{given} {middle}".strip()),
        key_words(family),
        " ".join(f"{given} {middle} {family}".casefold().split()),
        generation(suffix),
        sex(prefix),
        fold(nickname),
        emails,
        phones,
        firm,
        birthday,
    )


@lru_cache(maxsize=5000)
def key_words(name: str) -> tuple[str, ...]:
    """The words of a name's key; kept in memory, as the same given and family names come often."""
    return tuple(name_key(name).split())


def generation(suffix: str) -> str:
    """Which of several of one name a suffix tells of: `jr`, `sr`, `iii`; "" for none."""
    words = re.sub(r"\W+", " ", fold(suffix)).split()
    return next((word for word in words if word in ("jr", "sr", "ii", "iii", "iv")), "")


def sex(prefix: str) -> str:
    """`Mr` or `Mrs`, where a prefix says so; else ""."""
    words = re.sub(r"\W+", " ", fold(prefix)).split()
    if {"mr", "herr", "monsieur", "sr", "sig", "senor"} & {*words}:
        return "Mr"
    ladies = "mrs ms miss frau mme mlle madame sra srta senora sigra"
    return "Mrs" if {*ladies.split()} & {*words} else ""


def firm(
    name: str,
    *,
    domain: str = "",
    emails: Points = (),
    phones: Points = (),
    tax_id: str = "",
    cities: Iterable[str] = (),
    id: int = 0,
    parent: int = 0,
) -> Firm:
    """A firm to be compared; `parent` is the id of the firm that it belongs to."""
    words = tuple(word for word in company_key(name).split() if word != "and")
    return Firm(
        words,
        legal_form(name, words),
        "" if is_shared_host(domain) else domain,
        emails,
        phones,
        re.sub(r"\W+", "", fold(tax_id)),
        frozenset(filter(None, map(fold, cities))),
        id,
        parent,
    )


def legal_form(name: str, key: tuple[str, ...]) -> str:
    """What a firm's name has behind its key, in the usual letters: `, Limited` is `ltd`."""
    usual = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
    words = re.sub(r"[^\w.]+", " ", fold(name)).replace(".", "").split()
    words = [word for word in words if word != "and"]
    if tuple(words[: len(key)]) != key:
        return ""
    return " ".join(usual.get(word, word) for word in words[len(key) :])


def is_shared_host(domain: str) -> bool:
    """Whether many firms have their page or address at the domain."""
    return is_free_mail(domain) or domain in {
        "facebook.com", "instagram.com", "linkedin.com", "youtube.com", "twitter.com", "x.com",
        "google.com", "github.com", "github.io", "wordpress.com", "blogspot.com", "wixsite.com",
        "xing.com", "tiktok.com", "etsy.com", "squarespace.com", "weebly.com", "jimdo.com",
    }  # fmt: skip


def mailbox(key: str) -> str:
    """The mailbox that an address leads to: without `+tag`, at Gmail also without dots."""
    local, _, domain = key.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def is_office(key: str) -> bool:
    """Whether several people may read what is sent to an address: `info@`, `sales@` …"""
    return key.partition("@")[0] in {
        "accounts", "admin", "billing", "bonjour", "buero", "büro", "contact", "contacto", "hello",
        "help", "hola", "hr", "info", "jobs", "kontakt", "mail", "marketing", "no-reply", "noreply",
        "office", "orders", "post", "press", "reception", "sales", "service", "support", "team",
        "verwaltung", "vertrieb", "webmaster",
    }  # fmt: skip
