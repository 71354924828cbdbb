"""`add-company` and `edit-company`."""

from typing import Annotated

import typer

from tinycrm.cli import adding, completion, output, params, reaching

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
    lines: reaching.Lines = "",
    name: Name = None,
    domain: Domain = None,
    website: Website = None,
    industry: Industry = None,
    size: Size = None,
    type: Type = None,
    parent: Parent = None,
    email: reaching.Emails = None,
    phone: reaching.Phones = None,
    url: reaching.Urls = None,
    addresses: reaching.Addresses = None,
    tags: params.Tags = None,
    owner: Owner = None,
    note: reaching.Note = "",
    set_: params.Set = None,
) -> None:
    adding.add(ctx.obj, "company", lines, params.given_fields(ctx, "lines", "note"), note)


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
    email: reaching.FirstEmail = None,
    add_email: reaching.MoreEmails = None,
    remove_email: reaching.FewerEmails = None,
    phone: reaching.FirstPhone = None,
    add_phone: reaching.MorePhones = None,
    remove_phone: reaching.FewerPhones = None,
    url: reaching.FirstUrl = None,
    addresses: reaching.AllAddresses = None,
    owner: Owner = None,
    set_: params.Set = None,
    version: params.Version = None,
) -> None:
    session, fields = ctx.obj, params.given_fields(ctx, "company", "version")
    params.refuse_empty(fields)
    output.record(session, "company", session.crm.companies.edit(company, version, **fields))
