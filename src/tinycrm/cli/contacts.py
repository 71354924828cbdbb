"""`add-contact`, `edit-contact` and `set-consent`."""

from typing import Annotated

import typer

from tinycrm.cli import adding, completion, output
from tinycrm.cli.params import Contact, Set, Several, Tags, Version, fields_of, refuse_empty

Name = Annotated[str | None, typer.Option("--name", help="The whole name.")]
First = Annotated[str | None, typer.Option("--first", help="Given name.")]
Last = Annotated[str | None, typer.Option("--last", help="Family name.")]
Emails = Annotated[Several, typer.Option("--email", help="E-mail address; repeatable.")]
Phones = Annotated[Several, typer.Option("--phone", help="Telephone number; repeatable.")]
Urls = Annotated[Several, typer.Option("--url", help="Web page or profile; repeatable.")]
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
    source_lines: Annotated[str, typer.Argument(metavar="[-]", help="- reads JSON Lines.")] = "",
    name: Name = None,
    first: First = None,
    last: Last = None,
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    company: Company = None,
    title: Title = None,
    tag: Tags = None,
    lifecycle: Lifecycle = None,
    source: Source = None,
    owner: Owner = None,
    birthday: Birthday = None,
    cadence: Cadence = None,
    language: Language = None,
    note: Annotated[str, typer.Option("--note", help="A first note about the person.")] = "",
    set_: Set = None,
) -> None:
    session = ctx.obj
    fields = fields_of(
        {
            "name": name,
            "given_name": first,
            "family_name": last,
            "email": email,
            "phone": phone,
            "url": url,
            "company": company,
            "job_title": title,
            "tags": tag,
            "lifecycle": lifecycle,
            "source": source,
            "owner": owner,
            "birthday": birthday,
            "cadence_days": cadence,
            "language": language,
        },
        set_,
    )
    if source_lines:
        adding.refuse_source(source_lines, {**fields, **({"note": note} if note else {})})
        adding.add_lines(session, "contact")
        return
    with session.crm.db.operation("contact.add"):
        id = session.crm.contacts.add(**fields)
        if note:
            session.crm.activities.note(f"C{id}", note)
    adding.added(session, "contact", id)


def edit(
    ctx: typer.Context,
    contact: Contact,
    name: Name = None,
    first: First = None,
    last: Last = None,
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
    company: Company = None,
    title: Title = None,
    lifecycle: Lifecycle = None,
    source: Source = None,
    owner: Owner = None,
    birthday: Birthday = None,
    cadence: Cadence = None,
    language: Language = None,
    set_: Set = None,
    version: Version = None,
) -> None:
    session = ctx.obj
    fields = fields_of(
        {
            "name": name,
            "given_name": first,
            "family_name": last,
            "email": email,
            "add_email": add_email,
            "remove_email": remove_email,
            "phone": phone,
            "add_phone": add_phone,
            "remove_phone": remove_phone,
            "url": url,
            "company": company,
            "job_title": title,
            "lifecycle": lifecycle,
            "source": source,
            "owner": owner,
            "birthday": birthday,
            "cadence_days": cadence,
            "language": language,
        },
        set_,
    )
    refuse_empty(fields)
    id = session.crm.contacts.edit(contact, version, **fields)
    output.record(session, "contact", id)


def set_consent(
    ctx: typer.Context,
    contact: Contact,
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
