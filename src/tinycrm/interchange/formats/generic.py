"""CSV of any other origin: what its columns mean by their usual names, in four languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, normal, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

POINTS = {
    "email": "email, e mail, email address, e mail address, mail, primary email, e mail adresse,"
    " courriel, adresse e mail, adresse mail, correo, correo electrónico, e-mails, emails",
    "email:work": "email work, work email, business email, e mail geschäftlich, company email",
    "email:home": "email home, home email, personal email, private email, e mail privat",
    "email:other": "email other, other email, secondary email, alternative email",
    "phone": "phone, telephone, phone number, contact phone number, tel, tel., primary phone,"
    " telephone number, telefon, telefonnummer, rufnummer, festnetz, téléphone, teléfono, phones",
    "phone:work": "phone work, work phone, business phone, office phone, telefon geschäftlich",
    "phone:home": "phone home, home phone, private phone, telefon privat",
    "phone:mobile": "mobile, mobile phone, cell, cell phone, mobile number, mobile phone number,"
    " phone mobile, handy, handynummer, mobil, mobiltelefon, portable, téléphone portable, móvil,"
    " celular, cellphone",
    "phone:other": "phone other, other phone, toll free",
    "phone:fax": "fax, fax number, telefax, faxnummer, télécopie",
    "url:linkedin": "linkedin, linkedin url, linkedin profile",
    "handle:twitter": "twitter, twitter handle",
    "handle:skype": "skype, skype id",
    "tags": "tags, tag, labels, label, categories, category, groups, group, schlagwörter,"
    " kategorien, kategorie, étiquettes, catégories, etiquetas, categorías",
    "address.street": "street, street address, address, address 1, address line 1, mailing street,"
    " straße, strasse, anschrift, adresse, rue, calle, dirección, address 2, address line 2,"
    " addresses",
    "address.house": "house number, hausnummer, hausnr",
    "address.city": "city, town, mailing city, ort, stadt, ville, ciudad",
    "address.region": "state, region, state region, state/province, province, province/state,"
    " county, mailing state, bundesland, provincia, kanton",
    "address.postal_code": "postal code, zip, zip code, postcode, zip/postal code, mailing zip,"
    " postal code/zip code, plz, postleitzahl, code postal, cp, código postal",
    "address.country": "country, country region, mailing country, land, pays, país",
    "address.po_box": "po box, postfach, boîte postale, apartado postal",
    "id": "id, record id, external id, identifier",
    "uid": "uid",
    "created_at": "created, created at, create date, date created, creation date, created on,"
    " created date, created time, add time, erstellt, erstellt am, angelegt am, date de création,"
    " fecha de creación, first seen",
    "updated_at": "updated, updated at, last modified, modified, modified at, last updated,"
    " modified time, update time, geändert, geändert am",
}
CONTACTS = {
    "name": "name, full name, display name, contact name, contact, person name, person, client,"
    " client name, customer, customer name, lead name, nom complet, vollständiger name,"
    " anzeigename, ansprechpartner, kunde, kundenname, nombre completo, cliente",
    "given_name": "first name, given name, forename, first, firstname, contact first name,"
    " vorname, prénom, nombre",
    "family_name": "last name, family name, surname, last, lastname, contact last name, nachname,"
    " familienname, nom, nom de famille, apellido, apellidos",
    "middle_name": "middle name, additional name, zweiter vorname, deuxième prénom, segundo nombre",
    "prefix": "name prefix, prefix, salutation, anrede, civilité, tratamiento, honorific",
    "suffix": "name suffix, suffix",
    "nickname": "nickname, spitzname, surnom, apodo",
    "job_title": "job title, title, position, role, organization title, occupation, job,"
    " berufsbezeichnung, funktion, beruf, fonction, poste, cargo, puesto",
    "company": "company, company name, organization, organisation, organization name,"
    " organisation name, account name, account, employer, business, business name, firma,"
    " firmenname, unternehmen, arbeitgeber, société, entreprise, empresa",
    "company.id": "company id, account id, organization id",
    "url": "website, web page, url, website url, homepage, web, webseite, internet, site web,"
    " sitio web, página web",
    "about": "about, background, notes, note, description, comments, comment, remarks, notizen,"
    " notiz, bemerkungen, bemerkung, kommentar, beschreibung, remarques, commentaires, notas,"
    " comentarios",
    "birthday": "birthday, birth date, birthdate, date of birth, dob, geburtstag, geburtsdatum,"
    " anniversaire, date de naissance, cumpleaños, fecha de nacimiento",
    "lifecycle": "lifecycle, lifecycle stage",
    "lead_status": "lead status, status",
    "source": "lead source, source, original source, quelle, herkunft, origine, origen",
    "owner": "owner, contact owner, account owner, record owner, assigned to, betreuer,"
    " zuständig, responsable",
    "language": "language, sprache, langue, idioma",
    "time_zone": "time zone, timezone, zeitzone",
    "preferred_channel": "preferred channel",
    "cadence_days": "cadence days",
    "id": "contact id, customer id, client id, lead id, kundennummer, kunden-nr, id cliente",
}
COMPANIES = {
    "name": "name, company, company name, organization, organisation, organization name,"
    " organisation name, account name, account, business name, legal name, firma, firmenname,"
    " unternehmen, société, raison sociale, entreprise, empresa, razón social",
    "domain": "domain, company domain, company domain name, website domain",
    "website": "website, web page, url, website url, homepage, web, webseite, site web, sitio web,"
    " página web",
    "industry": "industry, sector, branche, secteur, sector de actividad",
    "size": "size, employees, number of employees, employee count, company size, headcount,"
    " mitarbeiter, mitarbeiterzahl, effectif, empleados",
    "type": "type, company type, account type, typ, art",
    "tax_id": "tax id, vat, vat id, vat number, tax number, ust id, ust idnr, ustid,"
    " umsatzsteuer id, tva, numéro de tva, nif, cif",
    "payment_terms": "payment terms, zahlungsbedingungen, zahlungsziel",
    "parent": "parent, parent company, parent account, muttergesellschaft",
    "about": "about, background, notes, note, description, comments, notizen, bemerkungen,"
    " beschreibung, remarques, notas",
    "owner": "owner, company owner, account owner, record owner, betreuer",
    "id": "company id, account id, organization id, customer id, kundennummer",
}
DEALS = {
    "title": "title, name, deal, deal name, deal title, opportunity, opportunity name, project,"
    " titel, bezeichnung, auftrag, projekt, affaire, titre, opportunité, oportunidad, negocio",
    "amount": "amount, value, deal value, deal amount, price, revenue, total, sum, betrag, wert,"
    " summe, auftragswert, montant, valeur, importe, valor, monto",
    "currency": "currency, currency code, währung, devise, moneda, divisa",
    "stage_name": "stage, deal stage, pipeline stage, phase, stufe, étape, etapa, fase",
    "pipeline": "pipeline",
    "status": "status, deal status, statut, estado",
    "probability": "probability, win probability, probability %, chance, wahrscheinlichkeit,"
    " probabilité, probabilidad",
    "expected_close_on": "close date, expected close, expected close date, expected close on,"
    " closing date, close, abschluss, abschlussdatum, erwarteter abschluss, date de clôture,"
    " fecha de cierre",
    "closed_at": "closed, closed at, closed date, closed on, won time",
    "opened_at": "opened, opened at, open date",
    "company": "company, company name, organization, organisation, account, account name, client,"
    " customer, firma, kunde, société, client name, empresa, cliente",
    "company.id": "company id, account id, organization id",
    "contact": "contact, contact name, contact person, person, primary contact, ansprechpartner,"
    " kontakt, personne, contacto",
    "contact.id": "contact id, person id",
    "contact.email": "contact email, email, email address, e-mail",
    "lost_reason": "lost reason, loss reason, closed lost reason",
    "competitor": "competitor, wettbewerber",
    "next_step": "next step, nächster schritt",
    "type": "type, deal type, typ",
    "source": "source, lead source, quelle",
    "owner": "owner, deal owner, assigned to",
    "about": "about, notes, note, description, comments, notizen, beschreibung, remarques, notas",
    "tags": "tags, labels, label, schlagwörter",
    "id": "id, deal id, opportunity id, record id, external id",
    "created_at": "created, created at, create date, created date, creation date, erstellt am",
    "updated_at": "updated, updated at, last modified, modified",
}
ACTIVITIES = {
    "_type": "type, kind, activity type, channel, typ, art, tipo",
    "happened_at": "date, happened at, at, when, time, timestamp, datetime, date/time, datum,"
    " fecha, activity date, start, start date",
    "subject": "subject, title, activity, summary, betreff, titel, objet, asunto",
    "body": "body, text, note, notes, content, description, details, message, notiz, inhalt,"
    " contenu, contenido, comment",
    "minutes": "minutes, duration, duration minutes, dauer, durée, duración",
    "_direction": "direction, richtung",
    "outcome": "outcome, result, ergebnis, résultat, resultado",
    "owner": "owner, user, author, created by, assigned to",
    "contact": "contact, contact name, person, name, client, customer, kontakt, kunde",
    "contact.email": "email, contact email, email address",
    "company": "company, company name, organization, account, firma, société, empresa",
    "deal": "deal, deal name, opportunity, project",
    "tags": "tags, labels",
    "id": "id, activity id, note id",
    "created_at": "created, created at",
    "updated_at": "updated, updated at",
}
TASKS = {
    "title": "title, task, task name, subject, to do, todo, name, aufgabe, betreff, titel, tâche,"
    " tarea, asunto",
    "due_on": "due, due date, due on, deadline, fällig, fällig am, fälligkeit, échéance,"
    " date d'échéance, vencimiento, fecha de vencimiento",
    "due_time": "due time",
    "_priority": "priority, priorität, priorité, prioridad",
    "_done": "done, completed, complete, status, erledigt, finished, terminé, hecho, is done",
    "done_at": "done at, completed at, completed on, completion date, erledigt am",
    "notes": "notes, note, description, details, comments, body, notizen, beschreibung, remarques,"
    " notas",
    "recurrence": "recurrence, repeat, rrule",
    "owner": "owner, assignee, assigned to, zuständig, responsable",
    "contact": "contact, contact name, person, client, customer, kontakt, kunde",
    "contact.email": "contact email, email",
    "company": "company, company name, organization, account, firma, société, empresa",
    "deal": "deal, deal name, opportunity, project",
    "tags": "tags, labels",
    "id": "id, task id",
    "created_at": "created, created at",
    "updated_at": "updated, updated at",
}
TYPICAL = {
    "contact": ("given_name", "family_name", "email", "job_title", "birthday", "nickname"),
    "company": ("domain", "industry", "size", "tax_id", "payment_terms", "parent"),
    "deal": ("amount", "stage_name", "expected_close_on", "probability", "lost_reason"),
    "activity": ("_type", "happened_at", "minutes", "_direction", "outcome"),
    "task": ("due_on", "_done", "_priority", "done_at", "recurrence"),
}
"""Meanings that tell a noun from the others; a table of it has one of them."""


def numbered(columns: Mapping[str, str]) -> Callable[[str], str | None]:
    """Finds columns that have a number because there are several: `Email 2`, `Phone 3`."""

    def meaning(title: str) -> str | None:
        found = columns.get(normal(title).rstrip("0123456789"), "")
        point = found.partition(":")[0] in ("email", "phone", "url")
        return found if point and re.search(r"\d\W*$", title) else None

    return meaning


def happening(draft: Draft) -> list[Item]:
    """An activity, whatever kind it is called; unknown kinds are notes."""
    word = draft.private.get("_type", "")
    return finishing.activity(draft, finishing.word_in(finishing.KINDS, word) or "note")


def task(draft: Draft) -> list[Item]:
    """A task; a status that only says more or less than done is kept."""
    status = draft.private.get("_done", "")
    if status and not finishing.is_yes(status) and not is_no(status):
        draft.add_extra("Status", status)
    return finishing.task(draft)


def is_no(text: str) -> bool:
    return normal(text) in ("0", "no", "false", "n", "open", "todo", "notstarted", "nein", "offen")


def formats() -> list[Format]:
    made = []
    for noun, plural, words, finish in (
        ("contact", "contacts", table(POINTS, CONTACTS), finishing.contact),
        ("company", "companies", table(POINTS, COMPANIES), finishing.company),
        ("deal", "deals", table(DEALS), finishing.deal),
        ("task", "tasks", table(TASKS), task),
        ("activity", "activities", table(ACTIVITIES), happening),
    ):
        pattern = numbered(words)
        made.append(Format(f"CSV of {plural}", "csv", noun, words, (), finish, pattern))
    return made


def best(names: Sequence[str], noun: str = "") -> Format:
    """The format of the noun whose titles a header has most of; contacts where none is known."""
    known = formats()
    keys = {normal(name) for name in names}
    wanted = [each for each in known if each.noun == noun] or known
    return max(wanted, key=lambda each: weight(each, names, keys))


def weight(format: Format, names: Sequence[str], keys: set[str]) -> tuple[int, int]:
    """How much speaks for a noun: its typical columns first of all."""
    found = [format.meaning(name) for name in names]
    meanings = {meaning.partition(":")[0] for meaning in found if meaning}
    telling = meanings & {*TYPICAL[format.noun]}
    if telling == {"amount"} and "name" in keys:
        telling.clear()  # people have figures, too
    typical = len(telling)
    # The first name says that a table is of people, whatever else there is about them.
    person = format.noun == "contact" and bool({"given_name", "family_name"} & meanings)
    total = sum(meaning is not None for meaning in found)
    return (typical * 2 + total + 4 * person if typical else 0, total)
