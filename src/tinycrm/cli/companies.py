"""`add-company` and `edit-company`."""

from typing import Annotated

import typer

from tinycrm.cli import adding, completion, output, params
from tinycrm.cli.params import Set, Several, Tags, Version, fields_of, refuse_empty

Name = Annotated[str | None, typer.Option("--name", help="The firm's name.")]
Domain = Annotated[str | None, typer.Option("--domain", help="Like engines.example.")]
Website = Annotated[str | None, typer.Option("--website", help="The firm's page.")]
Industry = Annotated[str | None, typer.Option("--industry", help="What it does.")]
Size = Annotated[str | None, typer.Option("--size", help="How many people, in your own words.")]
Type = Annotated[str | None, typer.Option("--type", help="customer, supplier, partner …")]
Parent = Annotated[
    str | None,
    typer.Option(
        "--parent",
        help="The firm it belongs to; an unknown name is added.",
        autocompletion=completion.company,
    ),
]
Owner = Annotated[str | None, typer.Option("--owner", help="Who looks after the firm.")]


def add(
    ctx: typer.Context,
    source_lines: Annotated[str, typer.Argument(metavar="[-]", help="- reads JSON Lines.")] = "",
    name: Name = None,
    domain: Domain = None,
    website: Website = None,
    industry: Industry = None,
    size: Size = None,
    type: Type = None,
    parent: Parent = None,
    email: Annotated[Several, typer.Option("--email", help="E-mail address; repeatable.")] = None,
    phone: Annotated[Several, typer.Option("--phone", help="Telephone; repeatable.")] = None,
    url: Annotated[Several, typer.Option("--url", help="Further web page; repeatable.")] = None,
    tag: Tags = None,
    owner: Owner = None,
    note: Annotated[str, typer.Option("--note", help="A first note about the firm.")] = "",
    set_: Set = None,
) -> None:
    session = ctx.obj
    fields = fields_of(
        {
            "name": name,
            "domain": domain,
            "website": website,
            "industry": industry,
            "size": size,
            "type": type,
            "parent": parent,
            "email": email,
            "phone": phone,
            "url": url,
            "tags": tag,
            "owner": owner,
        },
        set_,
    )
    if source_lines:
        adding.refuse_source(source_lines, {**fields, **({"note": note} if note else {})})
        adding.add_lines(session, "company")
        return
    with session.crm.db.operation("company.add"):
        id = session.crm.companies.add(**fields)
        if note:
            session.crm.activities.note(f"O{id}", note)
    adding.added(session, "company", id)


def edit(
    ctx: typer.Context,
    company: params.Company,
    name: Name = None,
    domain: Domain = None,
    website: Website = None,
    industry: Industry = None,
    size: Size = None,
    type: Type = None,
    parent: Parent = None,
    email: Annotated[
        Several, typer.Option("--email", help="Replace the first e-mail address.")
    ] = None,
    add_email: Annotated[
        Several, typer.Option("--add-email", help="One more e-mail address; repeatable.")
    ] = None,
    remove_email: Annotated[
        Several, typer.Option("--remove-email", help="Take an e-mail address off; repeatable.")
    ] = None,
    phone: Annotated[
        Several, typer.Option("--phone", help="Replace the first telephone number.")
    ] = None,
    add_phone: Annotated[
        Several, typer.Option("--add-phone", help="One more telephone number; repeatable.")
    ] = None,
    remove_phone: Annotated[
        Several, typer.Option("--remove-phone", help="Take a telephone number off; repeatable.")
    ] = None,
    url: Annotated[Several, typer.Option("--url", help="Replace the first web page.")] = None,
    owner: Owner = None,
    set_: Set = None,
    version: Version = None,
) -> None:
    session = ctx.obj
    fields = fields_of(
        {
            "name": name,
            "domain": domain,
            "website": website,
            "industry": industry,
            "size": size,
            "type": type,
            "parent": parent,
            "email": email,
            "add_email": add_email,
            "remove_email": remove_email,
            "phone": phone,
            "add_phone": add_phone,
            "remove_phone": remove_phone,
            "url": url,
            "owner": owner,
        },
        set_,
    )
    refuse_empty(fields)
    id = session.crm.companies.edit(company, version, **fields)
    output.record(session, "company", id)
