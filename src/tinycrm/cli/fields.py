"""`list-fields`, `add-field`, `edit-field`, `retire-field` and `restore-field`."""

import json
from typing import Annotated, Any, NamedTuple

import typer

from tinycrm.cli import completion, output
from tinycrm.cli.params import Several

Noun = Annotated[
    str,
    typer.Argument(
        metavar="NOUN",
        help="contact, company, deal, activity or task.",
        autocompletion=completion.noun,
    ),
]
KEY_HELP = "The field's key, like region."
NewKey = Annotated[str, typer.Argument(metavar="FIELD", help=KEY_HELP)]
Key = Annotated[
    str, typer.Argument(metavar="FIELD", help=KEY_HELP, autocompletion=completion.field)
]
Label = Annotated[str | None, typer.Option("--label", help="How people see it.")]
Type = Annotated[
    str | None,
    typer.Option(
        "--type",
        help="text, number, money, date, flag, choice or url.",
        autocompletion=completion.field_type,
    ),
]
COLUMNS = (
    ("Of", "noun", "text"),
    ("Field", "key", "text"),
    ("Label", "label", "text"),
    ("Type", "type", "text"),
    ("Choices", "choices", "text"),
    ("Required", "required", "text"),
    ("Retired", "retired_at", "instant"),
)


class FieldRow(NamedTuple):
    """A custom field as it is told: `choices` is a list in JSON and words elsewhere."""

    noun: str
    key: str
    label: str
    type: str
    choices: Any
    required: Any
    retired_at: str | None


def list_fields(
    ctx: typer.Context,
    noun: Annotated[
        str,
        typer.Argument(metavar="[NOUN]", help="contact, company …", autocompletion=completion.noun),
    ] = "",
    retired: Annotated[bool, typer.Option("--retired", help="Those out of use as well.")] = False,
) -> None:
    session = ctx.obj
    found = session.crm.fields.all(noun, retired=retired)
    in_json = session.json or session.jsonl
    empty = "No fields of your own yet. Define one: crm add-field contact region"
    output.table(session, COLUMNS, [row_of(field, in_json) for field in found], empty)


def add_field(
    ctx: typer.Context,
    noun: Noun,
    key: NewKey,
    label: Label = None,
    type: Type = None,
    choice: Annotated[
        Several, typer.Option("--choice", help="A value of a choice; repeatable.")
    ] = None,
    required: Annotated[
        bool, typer.Option("--required", help="Who adds a record must give it.")
    ] = False,
) -> None:
    session = ctx.obj
    kind = type or ("choice" if choice else "text")
    session.crm.fields.add(noun, key, label or "", kind, choice or (), required)
    tell(session, noun, key)


def edit_field(
    ctx: typer.Context,
    noun: Noun,
    key: Key,
    label: Label = None,
    type: Type = None,
    choice: Annotated[
        Several, typer.Option("--choice", help="All values of a choice anew; repeatable.")
    ] = None,
    add_choice: Annotated[
        Several, typer.Option("--add-choice", help="One more value; repeatable.")
    ] = None,
    remove_choice: Annotated[
        Several, typer.Option("--remove-choice", help="A value less; repeatable.")
    ] = None,
    required: Annotated[
        bool | None,
        typer.Option("--required/--optional", help="Whether who adds a record must give it."),
    ] = None,
    rename: Annotated[str, typer.Option("--key", help="Another key, in all records.")] = "",
) -> None:
    session = ctx.obj
    fields = session.crm.fields
    choices: list[str] | None = choice
    if add_choice or remove_choice:
        known = fields.get(noun, key).choices
        choices = changed_choices(choice or json.loads(known or "[]"), add_choice, remove_choice)
    with session.crm.db.operation("field.edit", f"changed the {noun} field {key}"):
        fields.edit(noun, key, label=label, type=type, choices=choices, required=required)
        if rename:
            fields.rename(noun, key, rename)
    tell(session, noun, rename or key)


def changed_choices(known: list[str], more: Several, fewer: Several) -> list[str]:
    """The choices with some added and some taken away; raises NotFoundError for unknown ones."""
    from tinycrm.domain.text import quote_value
    from tinycrm.errors import NotFoundError

    for choice in fewer or []:
        if choice not in known:
            raise NotFoundError(
                f"{quote_value(choice)} is not one of the choices.",
                f"There are: {', '.join(known)}.",
            )
    return [choice for choice in known if choice not in (fewer or [])] + (more or [])


def retire_field(ctx: typer.Context, noun: Noun, key: Key) -> None:
    ctx.obj.crm.fields.retire(noun, key)
    tell(ctx.obj, noun, key)


def restore_field(ctx: typer.Context, noun: Noun, key: Key) -> None:
    ctx.obj.crm.fields.restore(noun, key)
    tell(ctx.obj, noun, key)


def tell(session: Any, noun: str, key: str) -> None:
    """Tell the key of a field that was just changed, or all of it with --json."""
    if session.json:
        output.write_json(row_of(session.crm.fields.get(noun, key), True)._asdict())
    else:
        session.say(key)


def row_of(field: Any, in_json: bool) -> FieldRow:
    choices = json.loads(field.choices) if field.choices else None
    required: Any = bool(field.required)
    if not in_json:
        choices, required = ", ".join(choices or []), "required" if required else ""
    return FieldRow(
        field.noun, field.key, field.label, field.type, choices, required, field.retired_at
    )
