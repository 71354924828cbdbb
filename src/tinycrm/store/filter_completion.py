"""What may stand next in an unfinished filter or order: keys with help, then their values.

Quick enough to be asked at every key press: no list is read but from its index or its newest end.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import re
from collections.abc import Iterable
from typing import NamedTuple

from tinycrm.domain.query import Quoted, Term, unparse
from tinycrm.domain.query_completion import term_at
from tinycrm.domain.text import fold, safe_text
from tinycrm.store import filter_flags
from tinycrm.store.database import Database
from tinycrm.store.filter_fields import Field, aliases
from tinycrm.store.filter_help import OWN, SHARED
from tinycrm.store.filters import FilterContext, context_of, field_of

LIMIT = 50
NEWEST = 2000
"""So many of the newest records say which values a field without a fixed list has."""
NAMESAKES = 200
"""So many records are looked at to offer their names."""
AHEAD = (
    *("today", "tomorrow", "overdue", "this-week", "next-week", "this-month", "next-month"),
    *("this-quarter", "next-quarter", "this-year"),
)
BEHIND = (
    *("today", "yesterday", "this-week", "last-week", "this-month", "last-month"),
    *("this-quarter", "last-quarter", "this-year", "last-year"),
)
BIRTHDAYS = (
    *("today", "tomorrow", "this-week", "next-week", "this-month", "next-month"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
SPANS = {
    "7d": "7 days",
    "14d": "two weeks",
    "30d": "30 days",
    "90d": "three months",
    "1y": "a year",
}

Words = list[tuple[str, str]]
"""Words with a few words of help each, which may be empty."""


class Completion(NamedTuple):
    """Something that may stand next.

    `text` is what to show; `insert` is what to write in the place of the text from `start` to
    the cursor (a value with blanks has quotes there, a key its colon). `help` may be empty.
    """

    text: str
    insert: str
    help: str
    start: int


def complete(
    db: Database, noun: str, text: str, cursor: int | None = None, limit: int = LIMIT
) -> list[Completion]:
    """What may stand at the cursor (the end unless given) of a filter over a noun.

    Keys while a key or a word is being typed, values after a colon; of both, those that begin
    with what is there, then values in which a later word does. What is there already in full is
    not offered. Never raises for an unfinished or a wrong text: then there is nothing to offer.
    """
    cursor = len(text) if cursor is None else cursor
    key, part, start = term_at(text, cursor)
    if key is None:
        return [
            Completion(f"{name}:", f"{name}:", help, start)
            for name, help in starting(keys(db, noun, part), part)
        ][:limit]
    compared = text[:start].endswith(("<", ">", "="))
    offers = [
        Completion(word, written(key, word), help, start)
        for word, help in starting(values(db, noun, key, part, compared=compared), part)
        if safe_text(word) == word
    ]
    if not compared and key not in ("is", "has") and field_of(noun, key, context_of(db)):
        offers += [
            Completion(word, word, help, start)
            for word, help in starting([("any", "there is one"), ("none", "there is none")], part)
        ]
    return [offer for offer in offers if offer.insert != text[start:cursor]][:limit]


def complete_sort(
    db: Database, noun: str, text: str, cursor: int | None = None
) -> list[Completion]:
    """What may stand at the cursor of an order like `-last,name`: keys that lists sort by."""
    before = text[: len(text) if cursor is None else cursor]
    word = re.split(r",\s*", before)[-1]
    part = word.lstrip("-+")
    start = len(before) - len(part)
    return [
        Completion(key, key, help, start)
        for key, help in starting(sort_keys(db, noun), part)
        if key != part
    ]


def keys(db: Database, noun: str, typed: str = "") -> Words:
    """The keys of a noun with help: its own, custom ones, then those that all nouns have.

    Other spellings are there only when what was typed begins like one of them, and like no key.
    """
    names = [*OWN[noun].items(), *custom_keys(db, noun), *SHARED.items()]
    if typed and not starting(names, typed):
        known = {**OWN[noun], **SHARED}
        names = [(alias, known[key]) for alias, key in aliases(noun).items()]
    return names


def custom_keys(db: Database, noun: str) -> Words:
    from tinycrm.store.custom import definitions

    defined = definitions(db, noun).items()
    return [(key, field.label) for key, field in defined if key not in {*OWN[noun], *SHARED}]


def sort_keys(db: Database, noun: str) -> Words:
    """The keys that lists of a noun can be sorted by, with help."""
    context = context_of(db)
    found = []
    for key, help in keys(db, noun):
        field = field_of(noun, key, context)
        if field and (field.sort or (field.column and not field.via)):
            found.append((key, help))
    return found


def values(db: Database, noun: str, key: str, typed: str = "", *, compared: bool = False) -> Words:
    """The words that a key may have, with help; of many, those that begin with what was typed.

    `compared` says that an operator (<, >, =) stands before them.
    """
    context = context_of(db)
    field = field_of(noun, key, context)
    if field is None:
        return []
    if field.kind in ("ref", "name"):
        return records(db, field.target, typed)
    if field.kind == "whom":
        return [
            each for noun in ("contact", "company", "deal") for each in records(db, noun, typed)
        ]
    if field.kind == "email":
        return addresses(db, noun, typed)
    if field.kind in ("date", "instant", "birthday"):
        return days(field.kind, context)
    if field.kind in ("quiet", "days"):
        sign = "" if compared else ">"
        return [(sign + span, f"more than {help}") for span, help in SPANS.items()]
    return choices(db, noun, key) or frequent(db, noun, field, typed)


def choices(db: Database, noun: str, key: str) -> Words:
    """All the words that a key can have, where there is a list of them."""
    field = field_of(noun, key, context_of(db))
    if field is None:
        return []
    if field.kind == "flag":
        known = filter_flags.states if key == "is" else filter_flags.possessions
        return plain(known(noun))
    if field.kind == "key":
        return named(db, field.column.partition(".")[0])
    if field.kind == "yes_no":
        return plain(("yes", "no"))
    return plain(field.choices) or custom_choices(db, noun, key)


def plain(words: Iterable[str]) -> Words:
    return [(word, "") for word in words]


def named(db: Database, table: str) -> Words:
    """The tags, stages or pipelines of the file, in their order."""
    if table == "tag":
        return plain(name for (name,) in db.rows("SELECT name FROM tag ORDER BY name_key"))
    if table == "pipeline":
        sql = "SELECT name FROM pipeline WHERE retired_at IS NULL ORDER BY position, id"
        return plain(name for (name,) in db.rows(sql))
    rows = db.rows(
        "SELECT stage.name, stage.probability FROM stage"
        " JOIN pipeline ON pipeline.id = stage.pipeline_id"
        " WHERE stage.retired_at IS NULL AND pipeline.retired_at IS NULL"
        " ORDER BY pipeline.position, pipeline.id, stage.position, stage.id"
    )
    return list({name: f"{probability} %" for name, probability in reversed(rows)}.items())[::-1]


def records(db: Database, noun: str, typed: str) -> Words:
    """The names of records that begin with what was typed, each once, with their references."""
    from tinycrm.store.references import LETTER_OF, beginning_with

    if noun == "activity" or (noun == "task" and not typed.strip()):
        return []
    found: dict[str, str] = {}
    for id, name in beginning_with(db, noun, typed, NAMESAKES):
        found[name] = "several" if name in found else f"{LETTER_OF[noun]}{id}"
    return list(found.items())


def addresses(db: Database, noun: str, typed: str) -> Words:
    first = typed.strip().lower()
    if not first:
        return []
    rows = db.rows(
        f"SELECT DISTINCT value_key FROM contact_point WHERE kind = 'email' AND {noun}_id NOTNULL"
        " AND value_key >= ? AND value_key < ? ORDER BY value_key LIMIT ?",
        (first, f"{first}\U0010ffff", LIMIT),
    )
    return plain(value for (value,) in rows)


def days(kind: str, context: FilterContext) -> Words:
    """Words for days, with those that they mean."""
    from tinycrm.domain.dates import parse_range

    if kind == "birthday":
        return plain(BIRTHDAYS)
    found = []
    for word in AHEAD if kind == "date" else BEHIND:
        first, last = parse_range(word, context.today)
        ends = [day.isoformat() if day else "" for day in (first, last)]
        found.append((word, ends[0] if first == last else "..".join(ends)))
    return found


def custom_choices(db: Database, noun: str, key: str) -> Words:
    import json

    from tinycrm.store.custom import definitions

    definition = definitions(db, noun).get(key.removeprefix("custom."))
    return plain(json.loads(definition.choices)) if definition and definition.choices else []


def frequent(db: Database, noun: str, field: Field, typed: str) -> Words:
    """The texts that the newest records have in a field, the frequent ones first."""
    if field.kind not in ("choice", "text") or not (typed or field.kind == "choice"):
        return []
    column = re.fullmatch(r"(\w+)\.\w+", field.column)
    table = column[1] if column else noun
    rows = db.rows(
        f"SELECT value, count(*) FROM (SELECT {field.column} AS value FROM {table}"
        " ORDER BY id DESC LIMIT ?) WHERE value <> '' GROUP BY value ORDER BY 2 DESC, 1",
        (NEWEST,),
    )
    return plain(value for value, _ in rows)


def starting(known: Words, typed: str) -> Words:
    """The words that begin with what was typed, then those of which a later word does so."""
    wanted = fold(typed)
    first = [each for each in known if fold(each[0]).startswith(wanted)]
    later = [each for each in known if f" {wanted}" in fold(each[0]) and each not in first]
    return first + (later if wanted else [])


def written(key: str, word: str) -> str:
    """A value as it stands in a filter: in quotes where it would mean something else without."""
    if word.removeprefix(">") in SPANS:
        return word
    keyword = word.lower() in ("any", "none") or "*" in word
    term = Term(key, ":", (Quoted(word) if keyword else word,))
    return unparse(term).partition(":")[2]
