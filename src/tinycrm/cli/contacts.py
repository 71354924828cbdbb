"""`add-contact`, `edit-contact` and `set-consent`."""

from typing import Annotated

import typer

from tinycrm.cli import adding, completion, output, params, reaching

Name = Annotated[str | None, typer.Option("--name", help="The whole name.")]
First = Annotated[str | None, typer.Option("--first", help="Given name.")]
Last = Annotated[str | None, typer.Option("--last", help="Family name.")]
Company = Annotated[
    str | None,
    typer.Option(
        "--company",
        help="A firm's name or reference; an unknown name is added.",
        autocompletion=completion.company,
    ),
]
Title = Annotated[str | None, typer.Option("--title", help="Job title.")]
Lifecycle = Annotated[
    str | None,
    typer.Option(
        "--lifecycle",
        help="lead, qualified, customer …; see: crm help fields",
        autocompletion=completion.lifecycle,
    ),
]
Source = Annotated[str | None, typer.Option("--source", help="Where the contact comes from.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Who looks after the person.")]
Birthday = Annotated[
    str | None, typer.Option("--birthday", help="Like 1815-12-10, or 10 dec without the year.")
]
Cadence = Annotated[
    str | None, typer.Option("--cadence", help="Stay in touch every so many days, like 30d.")
]
Language = Annotated[str | None, typer.Option("--language", help="Language, like en.")]


def add(
    ctx: typer.Context,
    lines: reaching.Lines = "",
    name: Name = None,
    given_name: First = None,
    family_name: Last = None,
    email: reaching.Emails = None,
    phone: reaching.Phones = None,
    url: reaching.Urls = None,
    addresses: reaching.Addresses = None,
    company: Company = None,
    job_title: Title = None,
    tags: params.Tags = None,
    lifecycle: Lifecycle = None,
    source: Source = None,
    owner: Owner = None,
    birthday: Birthday = None,
    cadence_days: Cadence = None,
    language: Language = None,
    note: reaching.Note = "",
    set_: params.Set = None,
) -> None:
    adding.add(ctx.obj, "contact", lines, params.given_fields(ctx, "lines", "note"), note)


def edit(
    ctx: typer.Context,
    contact: params.Contact,
    name: Name = None,
    given_name: First = None,
    family_name: Last = None,
    email: reaching.FirstEmail = None,
    add_email: reaching.MoreEmails = None,
    remove_email: reaching.FewerEmails = None,
    phone: reaching.FirstPhone = None,
    add_phone: reaching.MorePhones = None,
    remove_phone: reaching.FewerPhones = None,
    url: reaching.FirstUrl = None,
    addresses: reaching.AllAddresses = None,
    company: Company = None,
    job_title: Title = None,
    lifecycle: Lifecycle = None,
    source: Source = None,
    owner: Owner = None,
    birthday: Birthday = None,
    cadence_days: Cadence = None,
    language: Language = None,
    set_: params.Set = None,
    version: params.Version = None,
) -> None:
    session, fields = ctx.obj, params.given_fields(ctx, "contact", "version")
    params.refuse_empty(fields)
    output.record(session, "contact", session.crm.contacts.edit(contact, version, **fields))


def set_consent(
    ctx: typer.Context,
    contact: params.Contact,
    channel: Annotated[
        str,
        typer.Argument(
            metavar="CHANNEL",
            help="email, phone, sms, post …",
            autocompletion=completion.channel,
        ),
    ],
    status: Annotated[
        str,
        typer.Argument(
            metavar="STATUS",
            help="in for agreed, out for refused.",
            autocompletion=completion.direction,
        ),
    ],
    basis: Annotated[str, typer.Option("--basis", help="Where that comes from.")] = "",
    at: Annotated[str, typer.Option("--at", help="When it was said; now if left out.")] = "",
) -> None:
    session = ctx.obj
    id = session.crm.contacts.consent(contact, channel, status, basis, at)
    output.record(session, "contact", id)
