"""Parameters that several commands share, with their help and their completion."""

from typing import Annotated, Any

import typer

from tinycrm.cli import completion

Contact = Annotated[
    str,
    typer.Argument(
        metavar="CONTACT",
        help="C12, an e-mail, a phone or a name.",
        autocompletion=completion.contact,
    ),
]
Company = Annotated[
    str,
    typer.Argument(metavar="COMPANY", help="O3 or a name.", autocompletion=completion.company),
]
Deal = Annotated[
    str, typer.Argument(metavar="DEAL", help="D31 or a title.", autocompletion=completion.deal)
]
Activity = Annotated[
    str, typer.Argument(metavar="NOTE", help="A7.", autocompletion=completion.activity)
]
Task = Annotated[
    str, typer.Argument(metavar="TASK", help="T5 or a title.", autocompletion=completion.task)
]
Anything = Annotated[
    str,
    typer.Argument(
        metavar="RECORD", help="C12, O3, D31, A7, T5, a name …", autocompletion=completion.anything
    ),
]
Several = list[str] | None
Tags = Annotated[
    Several, typer.Option("--tag", help="Tag; repeatable.", autocompletion=completion.tag)
]
Set = Annotated[
    Several,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="Any further field; see: crm help fields",
        autocompletion=completion.assignment,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, do nothing.")]
Version = Annotated[
    int | None,
    typer.Option("--version", metavar="N", help="Only if the record is still at this version."),
]
RESERVED = ("self", "given", "version")
"""What the functions that take fields call their other parameters; no field has such a name."""


def given_fields(ctx: typer.Context, *others: str) -> dict[str, object]:
    """The fields that the options of a command give, which are called as the fields are.

    `others` names the parameters that are no fields. Raises what `fields_of` raises.
    """
    # The context holds options left out as empty lists, which would empty their fields.
    given = {name: None if value in ([], ()) else value for name, value in ctx.params.items()}
    assignments: Any = given.pop("set_", None)
    return fields_of({name: given[name] for name in given if name not in others}, assignments)


def fields_of(options: dict[str, object], assignments: Several) -> dict[str, object]:
    """The fields that options and `--set FIELD=VALUE` give; options left out are not among them.

    An option given as "" empties its field. `--set` may name a field that is not there yet, which
    is then defined, unless it looks like a slip. Raises UsageError for an assignment without `=`
    and for a name that no field has.
    """
    fields = {field: value for field, value in options.items() if value is not None}
    for assignment in assignments or []:
        field, equals, value = assignment.partition("=")
        if not equals or not field:
            from tinycrm.domain.text import quote_value
            from tinycrm.errors import UsageError

            raise UsageError(
                f"{quote_value(assignment)} sets nothing.", "Write it as --set field=value."
            )
        from tinycrm.store.custom import Defining

        fields[field.strip()] = Defining(value)
    for name in RESERVED:
        if name in fields:
            from tinycrm.errors import UsageError

            raise UsageError(f"There is no field “{name}”.", "See: crm help fields")
    return fields


def refuse_empty(fields: dict[str, object]) -> None:
    """Raise UsageError where an edit names nothing that it changes."""
    if not fields:
        from tinycrm.errors import UsageError

        raise UsageError("Nothing is named that should change.", "Give an option; see --help.")
