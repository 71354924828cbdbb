"""Makes records of what was read of a row, one function for each noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats.draft import is_no_company
from tinycrm.interchange.formats.item import Item, Skip
from tinycrm.interchange.formats.meanings import FIELDS
from tinycrm.interchange.formats.taking_values import read_amount

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft

NAMES = ("name", "given_name", "middle_name", "family_name")
YES = (
    *("1", "true", "yes", "y", "x", "t", "done", "completed", "complete", "closed", "finished"),
    *("ja", "wahr", "oui", "vrai", "si", "verdadero", "erledigt", "abgeschlossen", "termine"),
)
WON = ("won", "closed won", "closedwon", "gewonnen", "gagne", "gagnee", "ganado", "ganada")
LOST = ("lost", "closed lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida")
KINDS = {
    "call": "call, phone, phone call, logged call, inbound call, outbound call, anruf, telefonat,"
    " appel, llamada",
    "email": "email, e-mail, mail, list email, logged email, correo, courriel",
    "meeting": "meeting, event, lunch, dinner, breakfast, coffee, demo, appointment, termin,"
    " besprechung, treffen, reunion, rendez-vous, cita",
    "message": "message, sms, text, whatsapp, chat, linkedin, linkedin message, nachricht, mensaje",
    "visit": "visit, site visit, besuch, visite, visita",
    "note": "note, notiz, nota, comment",
}
"""What other programs call the kinds of activities."""
PRIORITIES = {
    "high": "high, highest, urgent, critical, hoch, dringend, haute, elevee, alta, 1",
    "low": "low, lowest, niedrig, gering, basse, faible, baja, 3",
    "normal": "normal, medium, mittel, none, moyenne, normale, media, 2",
}


def word_in(words: dict[str, str], text: str) -> str:
    """The key under which a word stands in a table of words."""
    plain = fold(text)
    return next((key for key, known in words.items() if plain in known.split(", ")), "")


def is_yes(text: str) -> bool:
    """Whether a cell says yes, in the ways in which programs do."""
    return fold(text) in YES


# People and firms


def contact(draft: Draft) -> list[Item]:
    """A person; an entry with the name of a firm alone, and no e-mail address, is that firm.

    Raises InvalidError where nothing tells who it is.
    """
    fields = draft.fields
    if any(fields.get(part) for part in NAMES):
        return [draft.item()]
    points = draft.points_found()
    firm = draft.links.get("company", {}).get("name", "")
    if firm and not is_no_company(firm) and not points.get("email"):
        return [as_firm(draft, firm)]
    first = [*points.get("email", []), *points.get("phone", [])]
    name = fields.get("nickname") or (first[0]["value"] if first else "")
    if not name:
        raise InvalidError("there is neither a name nor an e-mail address nor a phone number")
    fields["name"] = name
    return [draft.item()]


def as_firm(draft: Draft, name: str) -> Item:
    """The firm that an entry of an address book is; what only people have is an extra."""
    draft.noun = "company"
    if not draft.links["company"].get("id"):
        del draft.links["company"]
    else:
        draft.links["company"].pop("name")
    for field in [field for field in draft.fields if field not in FIELDS["company"]]:
        draft.add_extra(field.replace("_", " ").capitalize(), str(draft.fields.pop(field)))
    draft.fields["name"] = name
    for group in list(draft.points.get("url", {}).values())[:1]:
        if group[1]:
            draft.fields["website"] = group[1].pop(0)
    return draft.item()


def company(draft: Draft) -> list[Item]:
    """A firm; raises InvalidError where it has no name."""
    if not draft.fields.get("name"):
        website = draft.fields.get("domain") or draft.fields.get("website")
        if not website:
            raise InvalidError("there is no name of a company")
        draft.fields["name"] = website
    return [draft.item()]


# Deals


def deal(draft: Draft) -> list[Item]:
    """A deal, with its status told by a status, by flags or by the name of its stage."""
    read_amount(draft)
    fields = draft.fields
    if "amount" not in fields:
        fields.pop("currency", None)
    if not fields.get("title"):
        raise InvalidError("there is no title of a deal")
    status = status_of(draft)
    if status == "deleted":
        raise Skip(f"{quote_value(str(fields['title']))} was deleted there, and is left out.")
    fields["status"] = status
    settle_times(draft, status)
    return [draft.item()]


def status_of(draft: Draft) -> str:
    """The status of a deal; a stage that only says so is none."""
    stage = str(draft.fields.get("stage_name", ""))
    by_stage = {**dict.fromkeys(WON, "won"), **dict.fromkeys(LOST, "lost")}.get(fold(stage), "")
    flags = [draft.take_out("_closed"), draft.take_out("_won")]
    written = str(draft.fields.pop("status", ""))
    given = fold(written)
    if by_stage:
        del draft.fields["stage_name"]
    if is_yes(flags[1]) or given in WON:
        return "won"
    if given in LOST or (is_yes(flags[0]) and by_stage != "won"):
        return "lost"
    if given in ("deleted", "geloscht"):
        return "deleted"
    if given and not by_stage and given not in ("open", "offen", "ouvert", "ouverte", "abierto"):
        draft.add_extra("Status", written)
    return by_stage or "open"


def settle_times(draft: Draft, status: str) -> None:
    """When a deal was opened and closed; one closed on paper before it was entered began then."""
    fields, stamps = draft.fields, draft.stamps
    opened = fields.get("opened_at") or stamps.get("created_at", "")
    closed = fields.pop("closed_at", "")
    if status == "open":
        if closed:
            draft.add_extra("Closed", closed)
    else:
        closed = closed or fields.get("expected_close_on") or stamps.get("updated_at", "")
        fields.pop("probability", None)
        if closed:
            fields["closed_at"] = closed
    if opened:
        before = closed[:10] < opened[:10] or (closed[:10] == opened[:10] and closed < opened)
        fields["opened_at"] = closed if status != "open" and closed and before else opened
    if status != "lost" and fields.get("lost_reason"):
        draft.add_extra("Lost reason", fields.pop("lost_reason"))


# What happened and what is to be done


def happening(draft: Draft) -> list[Item]:
    """An activity, or a task where the row says that it is still to be done or is of that kind."""
    fields = draft.fields
    word, done = draft.private.get("_type", ""), draft.take_out("_done")
    planned = "_done" in draft.heads and not is_yes(done)
    kind = word_in(KINDS, word) or ("" if word else "note")
    if planned or (word and not kind and "due_on" in fields):
        return task(as_task(draft, is_yes(done)))
    return activity(draft, kind or "note")


def activity(draft: Draft, kind: str) -> list[Item]:
    """An activity of a kind; what a task alone has is an extra."""
    fields = draft.fields
    if word_in(KINDS, draft.private.get("_type", "")):
        draft.take_out("_type")
    fields["kind"] = kind
    day, clock = fields.pop("due_on", ""), fields.pop("due_time", "")
    when = [fields.get("happened_at"), f"{day} {clock}".strip() if day else ""]
    when += [fields.pop("done_at", ""), draft.stamps.get("created_at", "")]
    found = next(filter(None, when), "")
    if found:
        fields["happened_at"] = found
    if "title" in fields:
        fields["subject"] = fields.pop("title")
    if "notes" in fields:
        fields["body"] = fields.pop("notes")
    take_direction(draft)
    if not fields.get("body") and not fields.get("subject"):
        if kind == "note":
            raise InvalidError("there is no text of a note")
        fields["subject"] = kind.capitalize()
    for word in ("_priority", "_done"):
        draft.put_back(word)
    return [draft.item()]


def take_direction(draft: Draft) -> None:
    word = fold(draft.private.get("_direction", ""))
    if word:
        known = {"in": ("in", "inbound", "incoming", "received", "eingehend", "entrant")}
        known["out"] = ("out", "outbound", "outgoing", "sent", "ausgehend", "sortant")
        found = next((key for key, words in known.items() if word in words), "")
        if found:
            draft.fields["direction"] = found
            draft.take_out("_direction")


def as_task(draft: Draft, done: bool) -> Draft:
    """Turn what was read as an activity into a task."""
    draft.noun = "task"
    fields = draft.fields
    for old, new in (("subject", "title"), ("body", "notes")):
        if old in fields:
            fields[new] = fields.pop(old)
    happened = fields.pop("happened_at", "")
    if happened:
        fields.setdefault("due_on", happened[:10])
    if done:
        draft.private["_done"], draft.titles["_done"] = "yes", "Done"
    else:
        fields.pop("done_at", None)
    for field in ("minutes", "outcome", "direction", "kind"):
        if field in fields:
            draft.add_extra(field.capitalize(), str(fields.pop(field)))
    draft.put_back("_direction")
    return draft


def task(draft: Draft) -> list[Item]:
    """A task; one that is done has the time when, as far as the file knows it."""
    fields = draft.fields
    word = word_in(KINDS, draft.private.get("_type", ""))
    fields.setdefault("title", word.capitalize() or str(fields.get("notes", "")).split("\n")[0])
    if not fields["title"]:
        raise InvalidError("there is no title of a task")
    priority = word_in(PRIORITIES, draft.private.get("_priority", ""))
    if priority:
        draft.take_out("_priority")
        fields["priority"] = priority
    if is_yes(draft.take_out("_done")) and "done_at" not in fields:
        stamps = draft.stamps
        known = (stamps.get("updated_at"), fields.get("due_on"), stamps.get("created_at"))
        fields["done_at"] = next(filter(None, known), "now")
    if "due_on" not in fields and "due_time" in fields:
        draft.add_extra("Due time", fields.pop("due_time"))
    return [draft.item()]
