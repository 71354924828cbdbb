"""Finding the record that a person means: a number, an address, a name, the beginning of one.

Never a guess: where several records answer, they are listed and nothing is done.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.text import clean_input, quote_value
from tinycrm.errors import AmbiguousError, NotFoundError, UsageError

if TYPE_CHECKING:
    from tinycrm.store.database import Database

LETTERS = {"C": "contact", "O": "company", "D": "deal", "A": "activity", "T": "task"}
LETTER_OF = {noun: letter for letter, noun in LETTERS.items()}
NAME_COLUMN = {"contact": "name", "company": "name", "deal": "title", "task": "title"}
SEVERAL = 10


class Found(NamedTuple):
    """A record that a reference names."""

    noun: str
    id: int

    @property
    def ref(self) -> str:
        """The reference, as people type it: `C12`."""
        return f"{LETTER_OF[self.noun]}{self.id}"


def resolve(db: "Database", noun: str, given: object) -> int:
    """The id of the record of that noun which `given` names.

    Raises NotFoundError, AmbiguousError with the candidates, or UsageError for a reference that
    names another kind of record.
    """
    text = clean_input(str(given), noun).strip()
    numbered = by_number(db, noun, text)
    if numbered:
        return numbered
    ids = candidates(db, noun, text)
    if not ids:
        raise NotFoundError(
            f"There is no {noun} {quote_value(text)}.",
            f"{meant(db, (noun,), text)}Look for it with: crm search, or crm list-{plural(noun)}",
        )
    if len(ids) > 1:
        raise ambiguous(db, text, [Found(noun, id) for id in ids])
    return ids[0]


def resolve_any(db: "Database", given: str, nouns: tuple[str, ...] = ()) -> Found:
    """The record of whatever kind (or of one of `nouns`) that `given` names."""
    nouns = nouns or tuple(LETTER_OF)
    text = clean_input(given, "reference").strip()
    letter = text[:1].upper()
    if re.fullmatch(r"[A-Za-z]\d{1,18}", text) and letter in LETTERS:
        noun = LETTERS[letter]
        if noun not in nouns:
            wanted = " or ".join(map(a, nouns))
            raise UsageError(f"{text} is {a(noun)}.", f"Here {wanted} is wanted.")
        return Found(noun, resolve(db, noun, text))
    if text.isascii() and text.isdigit():
        return Found(nouns[0], resolve(db, nouns[0], text))
    found = named(db, nouns, text)
    if not found:
        raise NotFoundError(
            f"Nothing is called {quote_value(text)}.",
            f"{meant(db, nouns, text)}Look with: crm search",
        )
    if len(found) > 1:
        raise ambiguous(db, text, found)
    return found[0]


def named(db: "Database", nouns: tuple[str, ...], text: str) -> list[Found]:
    """Who or what answers to a text. Tasks and notes speak of people: they come after them."""
    subjects = [noun for noun in nouns if noun in ("contact", "company", "deal")]
    found = [Found(noun, id) for noun in subjects for id in candidates(db, noun, text)]
    others = () if found else (noun for noun in nouns if noun not in subjects)
    return found or [Found(noun, id) for noun in others for id in candidates(db, noun, text)]


def meant(db: "Database", nouns: tuple[str, ...], text: str) -> str:
    """A question whether a name was meant that is nearly the one which nobody has."""
    from tinycrm.store.nearest import nearest_name

    found = (
        nearest_name(db, noun, NAME_COLUMN[noun], text) for noun in nouns if noun in NAME_COLUMN
    )
    near = next(filter(None, found), "")
    return f"Did you mean {near}? " if near else ""


def by_number(db: "Database", noun: str, text: str) -> int | None:
    """The record numbered `C12` or `12`; None where the text is no such number."""
    match = re.fullmatch(r"([A-Za-z]?)(\d{1,18})", text, re.ASCII)
    if not match:
        return None
    letter, id = match[1].upper(), int(match[2])
    if letter and LETTERS.get(letter) != noun:
        if letter in LETTERS:
            raise UsageError(f"{text} is {a(LETTERS[letter])}.", f"Here {a(noun)} is wanted.")
        return None
    if db.value(f"SELECT 1 FROM {noun} WHERE id = ?", (id,)):
        return id
    if letter:
        raise NotFoundError(f"There is no {noun} {text.upper()}.", f"See: crm list-{plural(noun)}")
    return None


def candidates(db: "Database", noun: str, text: str, limit: int = SEVERAL) -> list[int]:
    """Ids of the undeleted records that answer to a text, by the first way that finds any."""
    from tinycrm.store.ids import is_uid

    if is_uid(text.lower()):
        return ids(db, f"SELECT id FROM {noun} WHERE uid = ?", text.lower())
    return (
        by_point(db, noun, text, limit)
        or by_name(db, noun, text, limit)
        or by_words(db, noun, text, limit)
    )


def ids(db: "Database", sql: str, *parameters: object) -> list[int]:
    """The first column of a query, as numbers."""
    return [int(id) for (id,) in db.rows(sql, parameters)]


def by_point(db: "Database", noun: str, text: str, limit: int) -> list[int]:
    """Records with an e-mail address, telephone number or handle, in any spelling."""
    if noun not in ("contact", "company"):
        return []
    from tinycrm.domain.phones import looks_like_phone

    keys: list[tuple[str, str]] = []
    if text.startswith("@"):
        keys.append(("handle", text[1:].casefold()))
    elif "@" in text:
        from tinycrm.domain.emails import email_key, name_and_address

        keys.append(("email", email_key(name_and_address(text)[1] or text) or text.casefold()))
    elif looks_like_phone(text):
        from tinycrm.domain.phones import phone_key
        from tinycrm.store.settings import region

        keys.append(("phone", phone_key(text, region(db)) or text))
    return [
        id
        for kind, key in keys
        for id in ids(
            db,
            f"SELECT DISTINCT {noun}.id FROM contact_point"
            f" JOIN {noun} ON {noun}.id = contact_point.{noun}_id"
            f" WHERE value_key = ? AND kind = ? AND {noun}.deleted_at IS NULL LIMIT ?",
            key,
            kind,
            limit,
        )
    ]


def by_name(db: "Database", noun: str, text: str, limit: int) -> list[int]:
    """Records with exactly that name, apart from case, accents, titles and legal forms."""
    from tinycrm.domain.names import company_key, name_key
    from tinycrm.domain.text import sort_key

    keys = {"contact": name_key, "company": company_key, "deal": sort_key}
    if noun not in keys:
        return []
    column = "sort_key" if noun == "deal" else "name_key"
    return ids(
        db,
        f"SELECT id FROM {noun} WHERE {column} = ? AND deleted_at IS NULL LIMIT ?",
        keys[noun](text),
        limit,
    )


def by_words(db: "Database", noun: str, text: str, limit: int) -> list[int]:
    """Records whose name holds words that begin like each word of the text."""
    from tinycrm.store.fts import match_text

    expression = match_text(text.split(), "title")
    if not expression:
        return []
    return ids(
        db,
        f"SELECT {noun}.id FROM {noun}_fts JOIN {noun} ON {noun}.id = {noun}_fts.rowid"
        f" WHERE {noun}_fts MATCH ? AND {noun}.deleted_at IS NULL"
        f" ORDER BY {noun}_fts.rowid LIMIT ?",
        expression,
        limit,
    )


def suggestions(db: "Database", noun: str, typed: str, limit: int) -> list[tuple[str, str]]:
    """References that what was typed may become, each with a label.

    A number becomes references; a word becomes names, with hyphens for their spaces so that a
    shell takes them as one word (`resolve` finds them all the same).
    """
    number = re.fullmatch(rf"{LETTER_OF[noun]}?(\d*)", typed, re.IGNORECASE)
    if number:
        found = starting_with(db, noun, number[1], limit)
        return [(f"{LETTER_OF[noun]}{id}", label(db, Found(noun, id))) for id in found]
    if noun == "activity":
        return []
    offers = [
        ("-".join(re.split(r"[\s!-$&-*;<>?\[-^`{-~]+", name.strip())), f"{LETTER_OF[noun]}{id}")
        for id, name in beginning_with(db, noun, typed.replace("-", " "), limit)
    ]
    return [offer for offer in offers if offer[0].casefold().startswith(typed.casefold())]


def beginning_with(db: "Database", noun: str, typed: str, limit: int) -> list[tuple[int, str]]:
    """Ids and names of the records whose name begins with what was typed, by name."""
    column = NAME_COLUMN[noun]
    if noun == "task":
        found = by_words(db, noun, typed, limit)
        return [
            (id, str(db.value(f"SELECT {column} FROM {noun} WHERE id = ?", (id,)))) for id in found
        ]
    from tinycrm.domain.text import sort_key

    first = sort_key(typed)
    # From the index of the lists, which leave out what is archived.
    return db.rows(
        f"SELECT id, {column} FROM {noun} WHERE sort_key >= ? AND sort_key < ?"
        " AND archived_at IS NULL AND deleted_at IS NULL ORDER BY sort_key, id LIMIT ?",
        (first, f"{first}\U0010ffff", limit),
    )


def starting_with(db: "Database", noun: str, digits: str, limit: int) -> list[int]:
    """Ids of undeleted records that begin with these digits, the small ones first."""
    if not digits:
        return ids(
            db, f"SELECT id FROM {noun} WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?", limit
        )
    first, found = int(digits), list[int]()
    for power in range(7):
        low, high = first * 10**power, (first + 1) * 10**power - 1
        found += ids(
            db,
            f"SELECT id FROM {noun} WHERE id BETWEEN ? AND ? AND deleted_at IS NULL LIMIT ?",
            low,
            high,
            limit - len(found),
        )
    return found


def labels(db: "Database", found: list[Found]) -> list[tuple[str, str]]:
    """(reference, label) of each record, as shown to a person who has to choose."""
    return [(row.ref, label(db, row)) for row in found]


def label(db: "Database", found: Found) -> str:
    """A record in a few words: its name, and what tells it from others of that name."""
    if found.noun == "contact":
        row = db.row("SELECT name, company, email FROM contact_view WHERE id = ?", (found.id,))
        parts = row or ()
    elif found.noun == "activity":
        row = db.row("SELECT kind, subject, body FROM activity WHERE id = ?", (found.id,))
        from tinycrm.domain.text import shorten

        parts = (row[0], shorten(row[1] or row[2] or "", 60)) if row else ()
    else:
        parts = (
            db.row(f"SELECT {NAME_COLUMN[found.noun]} FROM {found.noun} WHERE id = ?", (found.id,))
            or ()
        )
    return " · ".join(str(part) for part in parts if part)


def told(db: "Database", found: Found) -> str:
    """A record with its reference and its label, for the history and for messages."""
    return f"{found.ref} {label(db, found)}"


def ambiguous(db: "Database", text: str, found: list[Found]) -> AmbiguousError:
    """The error that lists the records which a text could mean."""
    count = f"{SEVERAL} or more" if len(found) >= SEVERAL else str(len(found))
    return AmbiguousError(
        f"{quote_value(text)} could be {count} records; nothing was done.",
        "Say which by its reference.",
        labels(db, found[:SEVERAL]),
    )


def live(noun: str) -> str:
    """The condition of the records that lists show: neither archived nor in the trash."""
    return f"{noun}.archived_at IS NULL AND {noun}.deleted_at IS NULL"


def a(noun: str) -> str:
    """A noun with its article: `a deal`, `an activity`."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def plural(noun: str) -> str:
    """A noun in the plural, as commands and files are called: `companies`."""
    return {"company": "companies", "activity": "activities"}.get(noun, f"{noun}s")
