"""The fields that forms show for each noun: their labels, their order, how each is entered."""

# No postponed annotations here: NamedTuple would compile them.
import json
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.domain.choices import ACTIVITY_KINDS, LIFECYCLES, PRIORITIES

if TYPE_CHECKING:
    from tinycrm.crm import Crm

POINTS = ("email", "phone", "url", "handle")
"""The fields of which a record has any number, of which the library takes changes one by one."""
SEVERAL = (*POINTS, "addresses", "contact", "for")
"""The fields of which a record has any number, each entered in a line of its own."""
LONG_TEXT = {
    "contact": "about",
    "company": "about",
    "deal": "about",
    "task": "notes",
    "activity": "body",
}
"""The field of each noun that holds a text of many lines, which may be as long as a letter."""
LONG = tuple(LONG_TEXT.values())
ROOM = 36
"""Cells within which choices stand side by side; longer ones are offered one below another."""


class FieldSpec(NamedTuple):
    """A field of a form.

    `kind` is `line`, `text` (many lines) or `choice` (one of a few, side by side). `offers` are
    values to choose from where the library knows no better. `note` says that there is room
    beside it for what the library makes of what is typed, `key` what names it in a form: the
    field, with a number where a record has several.
    """

    field: str
    label: str
    kind: str = "line"
    hint: str = ""
    offers: tuple[str, ...] = ()
    note: bool = False
    required: bool = False
    at: int = -1

    @property
    def key(self) -> str:
        return self.field if self.at < 0 else f"{self.field}.{self.at}"


def line(field: str, label: str, hint: str = "", *offers: str) -> FieldSpec:
    return FieldSpec(field, label, hint=hint, offers=offers)


def noted(field: str, label: str, hint: str = "", *offers: str) -> FieldSpec:
    return FieldSpec(field, label, hint=hint, offers=offers, note=True)


def choice(field: str, label: str, *offers: str) -> FieldSpec:
    return FieldSpec(field, label, "choice", offers=offers)


def text(field: str, label: str, hint: str = "") -> FieldSpec:
    return FieldSpec(field, label, "text", hint=hint)


def must(spec: FieldSpec) -> FieldSpec:
    return spec._replace(required=True)


def label_of(noun: str, field: str) -> str:
    """What forms call a field of a noun; its own name where they do not have it."""
    labels = {spec.field: spec.label for spec in SPECS[noun]}
    return labels.get(field, field.replace("_", " ").capitalize())


FIRST_NOTE = text("note", "First note", "what to remember")
"""What a new person or firm can be given besides its own fields."""
DAY = "like fri, 27 mar, +3d, eom"
TAGS = noted("tags", "Tags", "like vip, berlin")
OWNER = line("owner", "Owner")
SPECS: dict[str, tuple[FieldSpec, ...]] = {
    "contact": (
        must(line("name", "Name", "like Ada Lovelace")),
        line("job_title", "Title", "like Head of engines"),
        noted("company", "Company", "a firm, new or known"),
        line("email", "E-mail", "like ada@example.com (work)"),
        line("phone", "Phone", "like +44 20 7946 0958 (mobile)"),
        TAGS,
        line("lifecycle", "Lifecycle", "lead, customer …", *LIFECYCLES),
        line("lead_status", "Lead status"),
        noted("cadence_days", "Every", "like 30d, 2 weeks"),
        line("source", "Source", "where from"),
        noted("birthday", "Birthday", "like 10 dec 1815"),
        line("language", "Language", "like en"),
        line("preferred_channel", "Prefers", "email, phone …", "email", "phone", "sms", "whatsapp"),
        line("time_zone", "Time zone", "like Europe/Berlin"),
        OWNER,
        text("about", "About"),
        line("url", "Web", "https://"),
        line("handle", "Handle", "like @ada"),
        line("addresses", "Address", "like 5 rue X, 75010 Paris, France"),
        line("nickname", "Nickname"),
        line("prefix", "Prefix", "like Dr"),
        line("given_name", "First name"),
        line("middle_name", "Middle name"),
        line("family_name", "Last name"),
        line("suffix", "Suffix", "like PhD"),
    ),
    "company": (
        must(line("name", "Name", "like Acme Ltd")),
        line("domain", "Domain", "like acme.com"),
        line("website", "Website", "like https://acme.com"),
        line("email", "E-mail", "like hello@acme.com"),
        line("phone", "Phone", "like +1 415 555 0100"),
        TAGS,
        line("industry", "Industry"),
        line("size", "Size", "like 11-50"),
        line("type", "Type", "customer, partner …"),
        noted("parent", "Belongs to", "a firm, new or known"),
        line("tax_id", "Tax id"),
        line("payment_terms", "Terms", "like 30 days"),
        OWNER,
        text("about", "About"),
        line("url", "Web", "https://"),
        line("handle", "Handle", "like @acme"),
        line("addresses", "Address", "like 5 rue X, 75010 Paris, France"),
    ),
    "deal": (
        must(line("title", "Title", "like Website redesign")),
        noted("amount", "Amount", "like 1,200.50 EUR, 3k"),
        noted("stage", "Stage", "a stage"),
        noted("pipeline", "Pipeline"),
        noted("expected_close_on", "Close", DAY),
        noted("probability", "Chance", "of its own, in %"),
        noted("contact", "With", "a person, or: Ada (buyer)"),
        noted("company", "Company", "a firm, new or known"),
        TAGS,
        line("next_step", "Next step"),
        line("source", "Source", "where from"),
        line("type", "Type"),
        line("competitor", "Competitor"),
        line("lost_reason", "Lost reason"),
        noted("opened_at", "Opened", "when it came up, like 3 mar"),
        OWNER,
        text("about", "About"),
    ),
    "task": (
        must(line("title", "Task", "like Send the offer")),
        noted("due", "Due", "like fri, tomorrow 15:00, +3d"),
        choice("priority", "Priority", *PRIORITIES),
        noted(
            "recurrence",
            "Repeats",
            "like weekly, every 2 months",
            *("daily", "weekdays", "weekly", "biweekly", "monthly", "quarterly", "yearly"),
        ),
        noted("for", "For", "a person, firm or deal"),
        TAGS,
        OWNER,
        text("notes", "Notes"),
    ),
    "activity": (
        choice("kind", "Kind", *ACTIVITY_KINDS),
        text("body", "Said", "what was said"),
        line("subject", "Subject"),
        noted("happened_at", "When", "like yesterday 15:00, 2h ago"),
        noted("minutes", "Minutes", "like 15, 1h30"),
        choice("direction", "Direction", "", "in", "out"),
        line("outcome", "Outcome"),
        noted("for", "With", "a person, firm or deal"),
        TAGS,
        OWNER,
    ),
}
"""The fields of each noun, in the order of forms."""
LOG = (
    choice("kind", "Kind", *ACTIVITY_KINDS),
    text("body", "Said", "what was said"),
    line("next_", "Next", "like send offer"),
    noted("due", "Due", "like fri, tomorrow 15:00, +3d"),
    noted("happened_at", "When", "now, or like yesterday 15:00"),
    noted("minutes", "Minutes", "like 15, 1h30"),
    choice("direction", "Direction", "", "in", "out"),
    line("outcome", "Outcome"),
    line("subject", "Subject"),
    noted("for", "Also with", "a person, firm or deal")._replace(at=0),
    TAGS,
)
"""The fields of the form that logs what happened, with what follows from it."""


def custom_spec(definition: object) -> FieldSpec:
    """The field of a form for one that the owner has defined."""
    key, label, type, choices, required = (
        getattr(definition, name) for name in ("key", "label", "type", "choices", "required")
    )
    offers: tuple[str, ...] = tuple(json.loads(choices)) if choices else ()
    if type == "flag":
        offers = ("yes", "no")
    side_by_side = 0 < sum(len(offer) + 2 for offer in ("–", *offers)) <= ROOM
    hints = {
        "date": DAY,
        "money": "like 1,200.50 EUR",
        "number": "like 12 or 12.5",
        "url": "https://",
    }
    hint = hints.get(type, ", ".join(offers))
    if offers and side_by_side:
        return FieldSpec(key, label, "choice", "", ("", *offers), required=bool(required))
    note = type in ("date", "money")
    return FieldSpec(key, label, "line", hint, offers, note, bool(required))


def specs(crm: "Crm", noun: str) -> list[FieldSpec]:
    """All fields of a noun, with those that the owner has defined, before the long texts."""
    own = list(SPECS[noun])
    defined = [custom_spec(definition) for definition in crm.fields.all(noun)]
    at = next((at for at, spec in enumerate(own) if spec.field in LONG), len(own))
    if noun == "activity":
        at = len(own)
    return [*own[:at], *defined, *own[at:]]


def required_specs(crm: "Crm", noun: str) -> list[FieldSpec]:
    """The fields for a new record, those marked that the owner requires."""
    from tinycrm.store.required import required_fields

    required = required_fields(crm.db, noun)
    return [
        spec._replace(required=spec.required or spec.field in required) for spec in specs(crm, noun)
    ]
