"""Custom fields: what the owner added to a kind of record, and the values in its `custom` JSON."""

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.choices import yes_or_no
from tinycrm.domain.text import clean_input, nearest, quote_value
from tinycrm.errors import InvalidError
from tinycrm.store import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinycrm.store.database import Database


class FieldDefinition(NamedTuple):
    """A custom field of a noun; `choices` is a JSON array where the type is `choice`."""

    id: int
    noun: str
    key: str
    label: str
    type: str
    choices: str | None
    required: int
    retired_at: str | None


class Defining(str):
    """A value whose field is defined when there is none of that name: `--set region=north`."""

    __slots__ = ()


def definitions(db: "Database", noun: str) -> dict[str, FieldDefinition]:
    """The fields in use that the owner defined for a noun, by key."""
    rows = db.view(
        FieldDefinition,
        "custom_field",
        "WHERE noun = ? AND retired_at IS NULL ORDER BY position, id",
        (noun,),
    )
    return {row.key: row for row in rows}


def merged(
    db: "Database", noun: str, held: str, given: "Mapping[str, object]", known: "Iterable[str]"
) -> str:
    """The `custom` JSON with the `given` fields written into it; None and "" remove one.

    Raises UsageError for a key without a definition, unless its value is `Defining`; `known` are
    the noun's own fields, for the suggestion.
    """
    if not given:
        return held
    defined = db.known(("fields", noun), definitions, db, noun)
    undefined = {key: value for key, value in given.items() if key not in defined}
    if undefined:
        define(db, noun, undefined, [*known, *defined])
        defined = db.known(("fields", noun), definitions, db, noun)
    kept = json.loads(held)
    for key, value in given.items():
        if value is None or value == "":
            if key in kept and defined[key].required:
                raise InvalidError(
                    f"{defined[key].label} cannot be empty.", "Give another value.", key
                )
            kept.pop(key, None)
        else:
            kept[key] = checked(db, defined[key], value)
    return written(kept)


def define(
    db: "Database", noun: str, given: "Mapping[str, object]", known: "Iterable[str]"
) -> None:
    """Define a field of text for each key, if its value asks for that and it is no slip."""
    known = list(known)
    slips = [
        key
        for key, value in given.items()
        if not (value and isinstance(value, Defining)) or nearest(key, known)
    ]
    values.refuse_unknown(noun, slips, known)
    from tinycrm.store.fields import Fields

    for key in given:
        Fields(db).add(noun, key)
        db.notices.append(f"Defined “{key}” as a new field of every {noun} (crm list-fields).")
    db.forget()


def written(values: "Mapping[str, object]") -> str:
    """Custom values as they stand in the column."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def checked(db: "Database", field: FieldDefinition, value: object) -> Any:
    """A value as the field's type has it: money and dates as text, flags as true and false.

    Raises InvalidError for one that does not fit.
    """
    if field.type == "number":
        return number(value, field.key)
    if field.type == "flag":
        return yes_or_no(str(value), field.key)
    if field.type == "date":
        return values.day(value, field.key, db)
    if field.type == "money":
        from tinycrm.domain.money import decimal_text, parse_money
        from tinycrm.store.settings import currency

        money = parse_money(str(value), currency(db))
        return f"{decimal_text(*money)} {money.currency}"
    text = clean_input(str(value), field.key)
    if field.type == "url":
        return web_address(text, field.key)
    if field.type == "choice":
        return one_of(text, json.loads(field.choices or "[]"), field)
    return text


def number(value: object, field: str) -> int | float:
    """A number, whole or not; raises InvalidError, also from 10**15 on."""
    text = str(value).strip()
    try:
        result = int(text) if text.lstrip("+-").isdecimal() else float(text)
    except ValueError:
        result = float("nan")
    if not abs(result) < 1e15:
        raise InvalidError(
            f"{quote_value(text)} is not a number for {field}.", "Write it as 12 or 12.5.", field
        )
    return result


def web_address(text: str, field: str) -> str:
    """A web address as given; raises InvalidError for what has no host."""
    from tinycrm.domain.web import domain_of

    if domain_of(text) and not any(char.isspace() for char in text.strip()):
        return text.strip()
    raise InvalidError(
        f"{quote_value(text)} is not a web address.", "Write it as https://example.com.", field
    )


def as_text(value: object) -> str:
    """A value as it is shown and as it could be given again."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def one_of(text: str, choices: list[str], field: FieldDefinition) -> str:
    """The choice that is meant, whatever its case; raises InvalidError for none."""
    for known in choices:
        if known.casefold() == text.strip().casefold():
            return known
    raise InvalidError(
        f"{quote_value(text)} is not a choice for {field.label}.",
        f"Known are: {', '.join(choices)}.",
        field.key,
    )
