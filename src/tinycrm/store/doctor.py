"""The doctor: what is wrong or missing in a file, with the command that mends it; mends itself
what is safe to mend.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Sequence
from typing import NamedTuple

from tinycrm.domain.text import did_you_mean, quote_value
from tinycrm.errors import ConflictError, UsageError
from tinycrm.store import check_contacts, check_deals, check_file, check_spelling
from tinycrm.store.checks import FILE, Check, Finding, Found, Scope, described
from tinycrm.store.database import Database

CACHE_KIB = 65_536
"""So much of the file is held in memory while all of it is read, instead of 2 MB."""


class Outcome(NamedTuple):
    """What a check found: how many, the first of them, and whether they were mended.

    `about` is one of `checks.FILE`, `RECORDS` and `HINT`; `mendable` says whether `mend` can.
    """

    check: str
    title: str
    about: str
    total: int
    findings: list[Finding]
    mendable: bool
    mended: bool = False


def checks() -> list[Check]:
    """All checks, in the order in which they are told of."""
    return [
        *check_file.checks(),
        *check_contacts.checks(),
        *check_deals.checks(),
        *check_spelling.checks(),
    ]


def examine(
    db: Database, keys: Sequence[str] = (), *, limit: int = 100, deep: bool = False
) -> list[Outcome]:
    """What all checks find, or those of these keys; without those that find nothing.

    Each describes at most `limit` findings. `deep` reads everything, which takes a while in a
    large file. In a damaged file nothing else is looked at. Raises UsageError for an unknown key.
    """
    scope = Scope(db, db.today(), limit, deep)
    db.run(f"PRAGMA cache_size = -{CACHE_KIB}")
    outcomes = []
    for check in chosen(keys):
        with db.explained():
            found = check.look(scope)
        if found.total:
            outcomes.append(outcome(db, check, found))
            if check.key == "damage":
                break
    return outcomes


def outcome(db: Database, check: Check, found: Found) -> Outcome:
    """What a check found, with the names of the records."""
    findings = [described(db, check.key, item) for item in found.items]
    return Outcome(
        check.key, check.title, check.about, found.total, findings, check.mend is not None
    )


def chosen(keys: Sequence[str]) -> list[Check]:
    """The checks of these keys, all of them for none; raises UsageError for an unknown key."""
    known = {check.key: check for check in checks()}
    for key in keys:
        if key not in known:
            raise UsageError(
                f"There is no check {quote_value(key)}.",
                did_you_mean(key, known).strip() or f"Known are: {', '.join(known)}.",
            )
    return [check for check in known.values() if check.key in keys or not keys]


def mend(db: Database, outcomes: Sequence[Outcome], *, deep: bool = False) -> list[Outcome]:
    """Mend what can be mended of these outcomes; returns all of them as they are now.

    What is mended is looked at again, as `examine` does with that `deep`.
    What belongs to the history is one step of it. Raises ConflictError, and mends nothing, where
    the file is damaged or holds triggers of somebody else's.
    """
    ill = {outcome.check: outcome for outcome in outcomes}
    curable = [check for check in checks() if check.key in ill and check.mend]
    if not curable:
        return list(outcomes)
    refuse_tampered(db)
    for logged in (True, False):
        treat(db, [check for check in curable if check.logged is logged], logged, ill)
    cured = {check.key for check in curable if not left(db, check, deep)}
    return [outcome._replace(mended=outcome.check in cured) for outcome in outcomes]


def treat(db: Database, curable: list[Check], logged: bool, ill: dict[str, Outcome]) -> None:
    """Mend what some checks found, as one step of the history where that keeps it."""
    if not curable:
        return
    words = ", ".join(f"{check.title.lower()} ({ill[check.key].total})" for check in curable)
    with db.operation("doctor", f"mended: {words}") if logged else db.transaction():
        for check in curable:
            if check.mend:
                check.mend(db)


def left(db: Database, check: Check, deep: bool) -> bool:
    """Whether a check still finds anything."""
    return bool(check.look(Scope(db, db.today(), 1, deep)).total)


def refuse_tampered(db: Database) -> None:
    """Raise ConflictError where triggers or tables are not those of this version."""
    names = check_file.tampered(db)
    if names:
        listed = ", ".join(quote_value(name) for name in names[:3])
        raise ConflictError(
            f"The file's own rules were changed ({listed}), so that a repair could do harm;"
            " nothing was mended.",
            "See: crm doctor schema",
        )


def is_sound(outcomes: Sequence[Outcome]) -> bool:
    """Whether nothing is wrong with the file itself, or all of it was mended."""
    return all(outcome.about != FILE or outcome.mended for outcome in outcomes)
