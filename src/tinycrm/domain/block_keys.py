"""The keys of which two people, or two firms, share at least one if they may be one.

Only records with a common key are compared, because comparing all with all takes for ever. Each
key forgives something else: a nickname, an initial, a slip at one end of a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.domain.likeness import LOOSE, SIMILAR, unspelled
from tinycrm.domain.nicknames import full_names
from tinycrm.domain.similarity import PERSON_POINTS
from tinycrm.domain.traits import Firm, mailbox
from tinycrm.domain.web import is_free_mail

if TYPE_CHECKING:
    from collections.abc import Set

    from tinycrm.domain.traits import Person, Points

TAIL = 8
"""So many last digits of a telephone number are the same with and without the country code."""


def keys_of(record: Person | Firm, minimum: int) -> Set[str]:
    """The keys under which a record is looked at together with others.

    Whoever shares none of them with it scores less than `minimum` points with it, but for a slip
    in both parts of a name.
    """
    if isinstance(record, Firm):
        return firm_keys(record)
    keys = person_keys(record)
    # Where nothing else is shared, a similar name alone does not reach further.
    if record.given and record.family:
        given, family = record.given[0], unspelled("".join(record.family))
        if minimum <= PERSON_POINTS["name"][SIMILAR]:
            keys |= similar_keys({given, record.nickname} - {""}, family)
        if minimum <= PERSON_POINTS["name"][LOOSE]:
            keys |= loose_keys(given, family)
    return keys


def point_keys(emails: Points, phones: Points) -> set[str]:
    """Keys of e-mail addresses and telephone numbers, whatever their spelling."""
    keys = {f"email {mailbox(key)}" for key, _ in emails}
    for key, _ in phones:
        digits = re.sub(r"\D", "", key.partition(";")[0])
        if len(digits) > 4:
            keys.add(f"phone {digits[-TAIL:]}")
    return keys


def person_keys(person: Person) -> set[str]:
    """Keys of which a person shares one with whoever has the same name or point."""
    keys = point_keys(person.emails, person.phones)
    words = [unspelled(word) for word in person.given + person.family]
    if not words:
        return keys
    keys |= {f"name {' '.join(sorted(words))}", f"name {''.join(words)}"}
    given = person.given[0] if person.given else ""
    family = unspelled("".join(person.family))
    for name in (given, family):
        if person.firm and name:
            keys |= {f"firm {person.firm} {full}" for full in full_names(name)}
    if given and family:
        keys |= {f"{person.birthday} {part}" for part in (given, family) if person.birthday}
        domains = {key.rpartition("@")[2] for key, _ in person.emails}
        keys |= {f"{domain} {family}" for domain in domains if not is_free_mail(domain)}
    return keys


def similar_keys(given: Set[str], family: str) -> set[str]:
    """Keys that forgive a nickname, or a slip in the family name."""
    fulls = {full for name in given for full in full_names(name)}
    return {
        *(f"begins {full} {family[:3]}" for full in fulls),
        *(f"ends {full} {family[-3:]}" for full in fulls),
    }


def loose_keys(given: str, family: str) -> set[str]:
    """Keys that forgive an initial, or a slip in the given name; their blocks are very large."""
    return {
        *(f"initial {full[0]} {family}" for full in (*full_names(given), given)),
        f"behind {given[-2:]} {family}",
    }


def firm_keys(firm: Firm) -> set[str]:
    """Keys of which two firms that may be one share at least one."""
    keys = point_keys(firm.emails, firm.phones)
    if firm.domain:
        keys.add(f"domain {firm.domain}")
    if firm.tax_id:
        keys.add(f"tax {firm.tax_id}")
    words = [unspelled(word) for word in firm.words]
    if words:
        joined = "".join(words)
        keys |= {
            f"name {' '.join(sorted(words))}",
            f"name {joined}",
            f"first {words[0]}",
            f"begins {joined[:6]}",
            f"ends {joined[-6:]}",
        }
        if len(words) > 2:
            keys.add(f"first {''.join(word[0] for word in words)}")
    return keys
