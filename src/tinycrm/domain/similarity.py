"""How likely two people, or two firms, are one: points from 0 to 100, with the reasons in words.

A name alone is never certain. 100 points are given for the same e-mail address with a name that
is the same or a form of it, and to firms for the same domain or tax number with the same name.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Mapping
from typing import NamedTuple

from tinycrm.domain.likeness import FAMILY, LOOSE, Likeness, firm_likeness, person_likeness
from tinycrm.domain.traits import Firm, Person, Points, is_office, mailbox
from tinycrm.domain.web import is_free_mail

CERTAIN = 100
FURTHER = 3
"""What each further thing in common adds."""

# The points by how alike the names are: other, same family, same given name, loosely alike (an
# initial, a slip in the given name), similar, same.
PERSON_POINTS = {
    "email": (35, 45, 85, 95, 100, 100),
    "mailbox": (30, 42, 80, 90, 97, 97),
    "phone": (20, 38, 60, 86, 93, 96),
    "birthday": (0, 25, 40, 72, 88, 94),
    "firm": (0, 10, 20, 75, 84, 90),
    "name": (0, 0, 0, 48, 64, 76),
}
FIRM_POINTS = {
    "tax": (60, 60, 60, 90, 97, 100),
    "domain": (55, 55, 55, 85, 95, 100),
    "email": (40, 40, 40, 80, 92, 97),
    "phone": (30, 30, 30, 75, 90, 96),
    "name": (0, 0, 0, 45, 72, 84),
}


class Score(NamedTuple):
    """How likely two records are one (0 to 100), and why; `but …` speaks against it."""

    points: int
    reasons: tuple[str, ...]


def compare(a: Person | Firm, b: Person | Firm) -> Score:
    """How likely two people, or two firms, are one; raises TypeError for one of each."""
    if isinstance(a, Person) and isinstance(b, Person):
        return person_score(a, b)
    if isinstance(a, Firm) and isinstance(b, Firm):
        return company_score(a, b)
    raise TypeError("A person and a firm cannot be compared.")


# People


def person_score(a: Person, b: Person) -> Score:
    """How likely two people are one."""
    names = person_likeness(
        (a.given, a.family, a.shown), (b.given, b.family, b.shown), (a.nickname, b.nickname)
    )
    shared = shared_points(a.emails, b.emails, a.phones, b.phones)
    if a.birthday and a.birthday == b.birthday:
        shared["birthday"] = f"same birthday {a.birthday}"
    if a.firm and a.firm == b.firm:
        shared["firm"] = "same firm"
    elif not {*shared} & {"email", "mailbox"} and (
        same := sorted(own_domains(a.emails) & own_domains(b.emails))
    ):
        shared["firm"] = f"same e-mail domain {same[0]}"
    against = person_objections(a, b, shared)
    return score(PERSON_POINTS, names, shared, against)


def person_objections(a: Person, b: Person, shared: dict[str, str]) -> list[tuple[int, str]]:
    """What speaks against two people being one: points to take off, and words."""
    against = []
    if different_days(a.birthday, b.birthday):
        against.append((40, "different birthdays"))
    if a.generation != b.generation:
        against.append((25, "one may be the other's parent (Jr., Sr.)"))
    if a.sex and b.sex and a.sex != b.sex:
        against.append((40, "Mr and Mrs"))
    if not shared.keys() & {"email", "mailbox", "phone"} and a.emails and b.emails:
        against.append((3, "different e-mail addresses"))
    if not shared and a.firm and b.firm:
        against.append((20, "different firms"))
    return against


def different_days(a: str, b: str) -> bool:
    """Whether two birthdays cannot be one; without a year, by month and day."""
    if not a or not b:
        return False
    return a != b and not (("--" in (a[:2], b[:2])) and a[-5:] == b[-5:])


def own_domains(emails: Points) -> set[str]:
    """The domains of addresses at which not just anybody can have one."""
    domains = {key.rpartition("@")[2] for key, _ in emails}
    return {domain for domain in domains if domain and not is_free_mail(domain)}


# What both have


def shared_points(
    emails_a: Points, emails_b: Points, phones_a: Points, phones_b: Points
) -> dict[str, str]:
    """The kinds of contact points that two records share, each with words for it."""
    shared = {}
    same = sorted(dict(emails_a).keys() & dict(emails_b).keys())
    if own := [key for key in same if not is_office(key)]:
        shared["email"] = f"same e-mail {own[0]}"
    elif same:
        shared["mailbox"] = f"same e-mail {same[0]}, which may be an office's"
    elif same := sorted(
        {mailbox(key) for key, _ in emails_a} & {mailbox(key) for key, _ in emails_b}
    ):
        shared["mailbox"] = f"same mailbox {same[0]} in another spelling"
    for key_a, typed_a in phones_a:
        for key_b, typed_b in phones_b:
            if "phone" not in shared and same_number(key_a, key_b):
                spelled = "" if typed_a == typed_b else ", in another spelling"
                shared["phone"] = f"same phone number {typed_a}{spelled}"
    return shared


def same_number(a: str, b: str) -> bool:
    """Whether two telephone keys are one number, of which one may lack the country code."""
    if a == b:
        return True
    if a[:1] == b[:1] == "+" or ";" in a or ";" in b:
        return False
    short, long = sorted((a.lstrip("+0"), b.lstrip("+0")), key=len)
    return len(short) > 6 and long.endswith(short) and len(long) - len(short) < 4


def score(
    table: Mapping[str, tuple[int, ...]],
    names: Likeness,
    shared: Mapping[str, str],
    against: list[tuple[int, str]],
) -> Score:
    """The best of what is in common, a little more for all else, less for what speaks against."""
    best = max(table[kind][names.level] for kind in (*shared, "name"))
    points = best
    if names.level > FAMILY:
        points += FURTHER * max(0, len(shared) - 1)
    against = [*against, *((15, words) for words in names.objections if names.level >= LOOSE)]
    points -= sum(cost for cost, _ in against)
    if best < CERTAIN or against:
        points = min(points, CERTAIN - 1)
    said = [words for _, words in against]
    said += [words for words in names.objections if words not in said]
    reasons = (*shared.values(), *names.reasons, *(f"but {words}" for words in said))
    return Score(max(0, min(CERTAIN, points)), reasons)


# Firms


def company_score(a: Firm, b: Firm) -> Score:
    """How likely two firms are one."""
    names = firm_likeness(a.words, b.words)
    shared = shared_points(a.emails, b.emails, a.phones, b.phones)
    if "mailbox" in shared:
        shared["email"] = shared.pop("mailbox")
    if a.tax_id and a.tax_id == b.tax_id:
        shared["tax"] = "same tax number"
    if a.domain and a.domain == b.domain:
        shared["domain"] = f"same domain {a.domain}"
    if a.words == b.words and a.form != b.form:
        names = names._replace(reasons=("same name apart from the legal form",))
    return score(FIRM_POINTS, names, shared, firm_objections(a, b))


def firm_objections(a: Firm, b: Firm) -> list[tuple[int, str]]:
    """What speaks against two firms being one: points to take off, and words."""
    against = []
    if a.tax_id and b.tax_id and a.tax_id != b.tax_id:
        against.append((40, "different tax numbers"))
    if a.domain and b.domain and a.domain != b.domain:
        against.append((15, "different domains"))
    if a.form and b.form and a.form != b.form:
        against.append((12, f"different legal forms: {a.form}, {b.form}"))
    if a.cities and b.cities and not a.cities & b.cities:
        against.append((15, "different cities"))
    if a.id and b.id and (a.parent == b.id or b.parent == a.id):
        against.append((50, "one belongs to the other"))
    return against
