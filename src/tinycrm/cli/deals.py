"""Deals: adding, editing, moving, closing, and the people in them."""

from typing import Annotated, Any

import typer

from tinycrm.cli import completion, output, params
from tinycrm.cli.words import remark

Text = str | None
Title = Annotated[Text, typer.Option("--title", help="What the business is about.")]
Contacts = Annotated[
    params.Several,
    typer.Option(
        "--contact",
        metavar="CONTACT[:ROLE]",
        help="Who it is with, as C12 or C12:buyer; repeatable.",
        autocompletion=completion.contact,
    ),
]
Company = Annotated[
    Text, typer.Option("--company", help="O3 or a name.", autocompletion=completion.company)
]
Amount = Annotated[Text, typer.Option("--amount", help="Like 3k or '1.200,50 EUR'.")]
Currency = Annotated[Text, typer.Option("--currency", help="A code like EUR.")]
Stage = Annotated[
    Text, typer.Option("--stage", help="Where it stands.", autocompletion=completion.stage)
]
Pipeline = Annotated[
    Text,
    typer.Option(
        "--pipeline", help="Whose stages it goes through.", autocompletion=completion.pipeline
    ),
]
Probability = Annotated[Text, typer.Option("--probability", help="In percent; else its stage's.")]
Close = Annotated[Text, typer.Option("--close", metavar="DATE", help="Expected decision.")]
Source = Annotated[Text, typer.Option("--source", help="Where it came from.")]
Type = Annotated[Text, typer.Option("--type", help="What kind of business.")]
Owner = Annotated[Text, typer.Option("--owner", help="Who looks after it.")]
NextStep = Annotated[Text, typer.Option("--next-step", help="What has to happen next.")]
At = Annotated[str, typer.Option("--at", metavar="DATE", help="When that was; now unless given.")]


def add(
    ctx: typer.Context,
    title: Title = None,
    contact: Contacts = None,
    company: Company = None,
    amount: Amount = None,
    currency: Currency = None,
    stage: Stage = None,
    pipeline: Pipeline = None,
    probability: Probability = None,
    close: Close = None,
    source: Source = None,
    type: Type = None,
    owner: Owner = None,
    next_step: NextStep = None,
    tags: params.Tags = None,
    set_: params.Set = None,
) -> None:
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.add(**fields(ctx)))


def edit(
    ctx: typer.Context,
    deal: params.Deal,
    title: Title = None,
    contact: Contacts = None,
    company: Company = None,
    amount: Amount = None,
    currency: Currency = None,
    stage: Stage = None,
    pipeline: Pipeline = None,
    probability: Probability = None,
    close: Close = None,
    source: Source = None,
    type: Type = None,
    owner: Owner = None,
    next_step: NextStep = None,
    tags: params.Tags = None,
    set_: params.Set = None,
    version: params.Version = None,
) -> None:
    given = fields(ctx)
    params.refuse_empty(given)
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.edit(deal, version, **given))


def fields(ctx: typer.Context) -> dict[str, object]:
    """The fields that the options of `add` and `edit` give, which are called as the fields are."""
    fields = params.given_fields(ctx, "deal", "version")
    people: Any = fields.get("contact")
    return {**fields, **({"contact": [person(each) for each in people]} if people else {})}


def person(given: str) -> object:
    """Somebody in a deal, with a role where there is one: `C12`, `ada@example.com:buyer`."""
    contact, colon, role = given.partition(":")
    return {"contact": contact, "role": role.strip()} if colon else given


def move(
    ctx: typer.Context,
    deal: params.Deal,
    stage: Annotated[
        str,
        typer.Argument(
            metavar="STAGE",
            help="A stage, or next or prev.",
            autocompletion=completion.stage,
        ),
    ],
    at: At = "",
) -> None:
    session = ctx.obj
    done = session.crm.deals.move(deal, stage, at)
    words = f"moved from {done.before} to {done.after}" if done.moved else f"is in {done.after}"
    output.record(session, "deal", done.id)
    remark(session, f"D{done.id} {words}")


def win(
    ctx: typer.Context,
    deal: params.Deal,
    amount: Annotated[
        Text, typer.Option("--amount", help="What it was won for, if something else.")
    ] = None,
    at: At = "",
) -> None:
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.win(deal, at, amount))


def lose(
    ctx: typer.Context,
    deal: params.Deal,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", help="Why, in a word or a few.", autocompletion=completion.lost_reason
        ),
    ] = "",
    competitor: Annotated[str, typer.Option("--competitor", help="Who got it.")] = "",
    at: At = "",
) -> None:
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.lose(deal, reason, competitor, at))


def reopen(ctx: typer.Context, deal: params.Deal, at: At = "") -> None:
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.reopen(deal, at))


def link(
    ctx: typer.Context,
    deal: params.Deal,
    contact: params.Contact,
    role: Annotated[str, typer.Option("--role", help="Their part, as in: buyer.")] = "",
) -> None:
    deals = ctx.obj.crm.deals
    id = deals.id(deal)
    deals.add_contact(id, contact, role)
    output.record(ctx.obj, "deal", id)


def unlink(ctx: typer.Context, deal: params.Deal, contact: params.Contact) -> None:
    output.record(ctx.obj, "deal", ctx.obj.crm.deals.remove_contact(deal, contact))
