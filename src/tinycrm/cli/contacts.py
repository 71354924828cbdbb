"""`add-contact` and `edit-contact`."""

from typing import Annotated

import typer

from tinycrm.cli import output

Several = list[str] | None


def add(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="[-]", help="- reads JSON Lines.")] = "",
    name: Annotated[str, typer.Option("--name", help="The whole name.")] = "",
    email: Annotated[Several, typer.Option("--email", help="E-mail address; repeatable.")] = None,
    phone: Annotated[Several, typer.Option("--phone", help="Telephone; repeatable.")] = None,
    company: Annotated[str, typer.Option("--company", help="A firm's name or reference.")] = "",
    tag: Annotated[Several, typer.Option("--tag", help="Tag; repeatable.")] = None,
    title: Annotated[str, typer.Option("--title", help="Job title.")] = "",
    set_: Annotated[
        Several, typer.Option("--set", metavar="FIELD=VALUE", help="Any further field.")
    ] = None,
) -> None:
    session = ctx.obj
    fields = {
        "name": name,
        "email": email,
        "phone": phone,
        "company": company,
        "tags": tag,
        "job_title": title,
    }
    id = session.crm.contacts.add(**{key: value for key, value in fields.items() if value})
    output.record(session, "contact", id)
