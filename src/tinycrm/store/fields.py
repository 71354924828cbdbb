"""The fields that the owner adds to a kind of record: defining, changing and retiring them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tinycrm.domain.text import clean_input, did_you_mean, fold, quote_value, required_line
from tinycrm.errors import ConflictError, CrmError, InvalidError, NotFoundError
from tinycrm.store import custom
from tinycrm.store.custom import FieldDefinition
from tinycrm.store.references import LETTER_OF, plural
from tinycrm.store.values import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.store.database import Database

TYPES = ("text", "number", "money", "date", "flag", "choice", "url")
PARAMETERS = {"self", "given", "version", "fields", "filter", "sort", "limit", "custom"}
"""Names that a field cannot have because the functions that take fields use them."""


class Fields:
    """The custom fields of one file, each named by its noun and key."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def all(self, noun: str = "", *, retired: bool = False) -> list[FieldDefinition]:
        """The fields of a noun or of all, in their order; with `retired` also those."""
        noun = noun and self.noun(noun)
        return self.db.view(
            FieldDefinition,
            "custom_field",
            "WHERE (noun = ? OR ? = '') AND (retired_at IS NULL OR ?) ORDER BY noun, position, id",
            (noun, noun, retired),
        )

    def get(self, noun: str, key: str) -> FieldDefinition:
        """One field, retired or not; raises NotFoundError."""
        defined = {field.key: field for field in self.all(self.noun(noun), retired=True)}
        if key not in defined:
            hint = did_you_mean(key, defined).strip() or "See: crm list-fields"
            raise NotFoundError(f"There is no field {quote_value(key)} of a {noun}.", hint)
        return defined[key]

    def add(
        self,
        noun: str,
        key: str,
        label: str = "",
        type: str = "text",
        choices: object = (),
        required: bool = False,
    ) -> int:
        """Define a field and return its id.

        `choices` are the values of a field of the type `choice`. A `required` one must be given
        when a person adds a record; records without it stay as they are. Raises InvalidError,
        and ConflictError for a key that is taken.
        """
        noun = self.noun(noun)
        with self.db.operation("field.add", f"defined the {noun} field {key}"):
            self.db.forget()
            self.refuse_key(noun, key)
            kind = known_type(type)
            last = self.db.value("SELECT max(position) FROM custom_field WHERE noun = ?", (noun,))
            return self.db.insert(
                "custom_field",
                {
                    "noun": noun,
                    "key": key,
                    "label": checked_label(label) if label else label_of(key),
                    "type": kind,
                    "choices": checked_choices(kind, choices),
                    "required": int(required),
                    "position": (last or 0) + 1,
                },
            )

    def edit(
        self,
        noun: str,
        key: str,
        *,
        label: str | None = None,
        type: str | None = None,
        choices: object = None,
        required: bool | None = None,
    ) -> int:
        """Change a field's definition and return its id.

        Raises ConflictError where values that records hold do not fit the new type or choices.
        """
        held = self.get(noun, key)
        with self.db.operation("field.edit", f"changed the {held.noun} field {key}"):
            self.db.forget()
            kind = held.type if type is None else known_type(type)
            if choices is None:
                choices = json.loads(held.choices or "[]") if kind == held.type else ()
            new = held._replace(
                label=held.label if label is None else checked_label(label),
                type=kind,
                choices=checked_choices(kind, choices),
                required=held.required if required is None else int(required),
            )
            if (new.type, new.choices) != (held.type, held.choices):
                self.rewrite(held, lambda values: self.converted(values, held, new))
            if new != held:
                self.db.update("custom_field", held.id, changed(held, new))
        return held.id

    def rename(self, noun: str, key: str, new: str) -> int:
        """Give a field another key, in its definition and in every record; returns its id."""
        held = self.get(noun, key)
        if new == key:
            return held.id
        with self.db.operation("field.rename", f"renamed the {held.noun} field {key} to {new}"):
            self.db.forget()
            self.refuse_key(held.noun, new)
            self.rewrite(held, lambda values: {new: values.pop(key), **values})
            own_label = held.label != label_of(key)
            label = held.label if own_label else label_of(new)
            self.db.update("custom_field", held.id, {"key": new, "label": label})
        return held.id

    def retire(self, noun: str, key: str) -> int:
        """Take a field out of use; the values that records hold are kept for `restore`."""
        return self.stamp(self.get(noun, key), "retire", "retired", self.db.now())

    def restore(self, noun: str, key: str) -> int:
        """Bring a retired field back, with the values that records hold."""
        return self.stamp(self.get(noun, key), "restore", "restored", None)

    def stamp(self, held: FieldDefinition, kind: str, words: str, at: str | None) -> int:
        """Take a field out of use at a time, or with None bring it back; returns its id."""
        with self.db.operation(f"field.{kind}", f"{words} the {held.noun} field {held.key}"):
            self.db.forget()
            if bool(held.retired_at) != bool(at):
                self.db.update("custom_field", held.id, {"retired_at": at})
        return held.id

    # Checking

    def noun(self, noun: str) -> str:
        """The noun, if it is one; raises InvalidError."""
        if noun in LETTER_OF:
            return noun
        raise InvalidError(
            f"{quote_value(noun)} is not a kind of record.", f"Known are: {', '.join(LETTER_OF)}."
        )

    def refuse_key(self, noun: str, key: str) -> None:
        """Raise InvalidError for a key that cannot be one, ConflictError for one that is taken."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", key):
            usable = re.sub(r"[^a-z0-9]+", "_", fold(key)[:60]).strip("_")
            hint = f" Use: {usable}" if re.match("[a-z]", usable) else ""
            raise InvalidError(
                f"{quote_value(key)} cannot be the key of a field.",
                f"A key is made of a to z, 0 to 9 and _, and begins with a letter.{hint}",
                "key",
            )
        held = self.db.row(
            "SELECT retired_at FROM custom_field WHERE noun = ? AND key = ?", (noun, key)
        )
        if held:
            remedy = f"Bring it back with: crm restore-field {noun} {key}"
            raise ConflictError(
                f"A {noun} has a {'retired ' if held[0] else ''}field {key} already.",
                remedy if held[0] else "Choose another key.",
            )
        if key in self.reserved(noun):
            raise ConflictError(f"A {noun} has {key} by itself.", "Choose another key.")

    def reserved(self, noun: str) -> set[str]:
        """The names that a noun's own fields and filter keys have."""
        from tinycrm.store.filter_fields import aliases, fields
        from tinycrm.store.records import ATTACHED, records_of

        columns = self.db.rows("SELECT name FROM pragma_table_info(?)", (f"{noun}_view",))
        filters = {name.replace("-", "_") for name in (*fields(noun), *aliases(noun))}
        records = records_of(noun)
        fields_taken = {*records.kinds, *records.special, *records.aliases, *ATTACHED}
        return {*PARAMETERS, *filters, *fields_taken, *(name for (name,) in columns)}

    # Values

    def rewrite(
        self, field: FieldDefinition, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        """Change the custom values of every record that has the field."""
        for id, held in self.db.rows(
            f"SELECT id, custom FROM {field.noun} WHERE json_type(custom, ?) IS NOT NULL",
            (f"$.{field.key}",),
        ):
            after = custom.written(change(json.loads(held)))
            self.db.update_record(field.noun, id, {"custom": after})

    def converted(
        self, values: dict[str, Any], held: FieldDefinition, new: FieldDefinition
    ) -> dict[str, Any]:
        """A record's values with the field as its new definition has it."""
        text = custom.as_text(values[held.key])
        try:
            return {**values, held.key: custom.checked(self.db, new, text)}
        except CrmError as error:
            raise ConflictError(
                f"The {held.noun} field {held.key} holds {quote_value(text)}, which does not fit:"
                f" {error.message}",
                f"Change those records first: crm list-{plural(held.noun)} has:{held.key}",
            ) from error


def changed(held: FieldDefinition, new: FieldDefinition) -> dict[str, Any]:
    """The columns in which two definitions differ, as the new one has them."""
    before = held._asdict()
    return {column: value for column, value in new._asdict().items() if value != before[column]}


def known_type(type: str) -> str:
    """The type, if it is one; raises InvalidError."""
    if type in TYPES:
        return type
    raise InvalidError(
        f"{quote_value(type)} is not a type of field.", f"Known are: {', '.join(TYPES)}.", "type"
    )


def label_of(key: str) -> str:
    """The label of a field that is given none: `shoe_size` is `Shoe size`."""
    return key.replace("_", " ").capitalize()


def checked_label(label: str) -> str:
    """A label as it is kept; raises InvalidError for one that shows nothing or is too long."""
    return required_line(label, "label", max_bytes=200).strip()


def checked_choices(kind: str, given: object) -> str | None:
    """The choices as JSON; raises InvalidError where there are too few, too many or doubles."""
    choices = [clean_input(str(choice), "choice").strip() for choice in texts(given)]
    if kind != "choice":
        if choices:
            raise InvalidError(
                f"A field of the type {kind} has no choices.", "Leave them out.", "choices"
            )
        return None
    if not choices or not all(choices):
        raise InvalidError("A choice needs values to choose from.", "Give them all.", "choices")
    folded = [choice.casefold() for choice in choices]
    if len({*folded}) < len(folded):
        raise InvalidError("Two of the choices are the same.", "Give each once.", "choices")
    return json.dumps(choices, ensure_ascii=False)
