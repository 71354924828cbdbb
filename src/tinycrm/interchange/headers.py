"""What the columns of a contact file mean: our own header exactly, others by their usual names.

A meaning is a field of a contact, with a label where it is a contact point (`email:work`) or a
part where it is an address (`address.city`); `emails` and its like are cells of several values,
`id` is the record's identity in the file, `-` is what follows from other things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = (
    "uid", "name", "prefix", "given_name", "middle_name", "family_name", "suffix", "nickname",
    "job_title", "company", "email", "phone", "emails", "phones", "urls", "handles",
    "addresses", "tags", "lifecycle", "lead_status", "source", "owner", "language", "time_zone",
    "preferred_channel", "cadence_days", "birthday", "about", "created_at", "updated_at",
    "archived_at", "deleted_at",
)  # fmt: skip
COMPUTED = (
    "ref", "company_ref", "merged_into_ref", "last_activity_at", "last_contact_at",
    "next_contact_on", "next_task_on", "version",
)  # fmt: skip
SYNONYMS = {
    "name": "full name, display name, contact name, contact, person name, name, nom complet,"
    " vollständiger name, anzeigename, nombre completo",
    "given_name": "first name, given name, forename, first, vorname, prénom, nombre",
    "family_name": "last name, family name, surname, last, nachname, familienname, nom,"
    " nom de famille, apellido, apellidos",
    "middle_name": "middle name, additional name, zweiter vorname, deuxième prénom",
    "prefix": "name prefix, prefix, salutation, anrede, civilité, tratamiento",
    "suffix": "name suffix, suffix",
    "nickname": "nickname, spitzname, surnom, apodo",
    "job_title": "job title, title, position, role, organization title, occupation,"
    " berufsbezeichnung, funktion, fonction, poste, cargo, puesto",
    "company": "company, company name, organization, organisation, organization name, account name,"
    " account, employer, firma, unternehmen, société, entreprise, empresa",
    "email": "email, e mail, email address, e mail address, mail, primary email, email 1,"
    " e mail 1 value, e mail adresse, courriel, adresse e mail, correo, correo electrónico",
    "email:work": "email work, work email, business email, e mail geschäftlich",
    "email:home": "email home, home email, personal email, private email, e mail privat",
    "email:other": "email other, other email, secondary email, e mail 2 value, email 2,"
    " e mail 2 address, e mail 3 address",
    "phone": "phone, telephone, phone number, contact phone number, tel, primary phone,"
    " phone 1 value, telefon, telefonnummer, téléphone, teléfono",
    "phone:work": "phone work, work phone, business phone, office phone, telefon geschäftlich,"
    " business phone 2",
    "phone:home": "phone home, home phone, private phone, telefon privat, home phone 2",
    "phone:mobile": "mobile, mobile phone, cell, cell phone, mobile number, mobile phone number,"
    " phone mobile, handy, mobiltelefon, portable, móvil",
    "phone:other": "phone other, other phone, phone 2 value",
    "url": "website, web page, url, website url, homepage, webseite, site web, sitio web",
    "url:linkedin": "linkedin, linkedin url, linkedin profile",
    "tags": "tags, tag, labels, label, categories, category, groups, schlagwörter, étiquettes,"
    " etiquetas",
    "about": "about, background, notes, note, description, comments, comment, notizen, bemerkungen,"
    " remarques, notas",
    "birthday": "birthday, birth date, date of birth, geburtstag, geburtsdatum, anniversaire,"
    " date de naissance, cumpleaños, fecha de nacimiento",
    "lead_status": "lead status, status",
    "source": "lead source, source, original source, quelle, origine, origen",
    "owner": "owner, contact owner, account owner, record owner",
    "language": "language, sprache, langue, idioma",
    "created_at": "first seen",
    "address.street": "street, street address, address, mailing street, straße, adresse,"
    " rue, calle",
    "address.city": "city, town, mailing city, ort, stadt, ville, ciudad",
    "address.region": "state, region, state region, province, mailing state, bundesland, provincia",
    "address.postal_code": "postal code, zip, zip code, postcode, mailing zip, plz, postleitzahl,"
    " code postal, código postal",
    "address.country": "country, country region, mailing country, land, pays, país",
    "id": "id, record id, contact id, external id, customer id, kundennummer",
}
"""The usual names of columns, in English and some in German, French and Spanish."""
SEVERAL = ("email", "phone", "url")
"""Meanings that any number of columns may have; of others the first column counts."""


def normal(name: str) -> str:
    """A column's name for comparing: its letters and digits, folded (`First Name`, `FirstName`)."""
    return "".join(char for char in fold(name) if char.isalnum())


def meanings(header: Sequence[str]) -> list[str]:
    """What each column means; empty where nothing is known, so that it is a custom field."""
    if is_own(header):
        known = {**{name: name for name in OWN}, **dict.fromkeys([*COMPUTED, "id"], "-")}
        return [known.get(name, "") for name in header]
    usual = {
        normal(name): meaning for meaning, names in SYNONYMS.items() for name in names.split(",")
    }
    usual.update({normal(name): name for name in OWN})
    usual.update({normal(name): "-" for name in COMPUTED if name != "version"})
    if any(normal(name) == "jobtitle" for name in header):
        # In the files of Outlook the title is what a person is called by.
        usual["title"] = "prefix"
    return [usual.get(normal(name), "") for name in header]


def is_own(header: Sequence[str]) -> bool:
    """Whether a header is one that our own export writes."""
    return "uid" in header and "ref" in header and "id" in header


def known_columns(header: Sequence[str]) -> int:
    """In how many columns a person's name or a way to reach one may stand."""
    useful = ("name", "given_name", "family_name", "company", "uid", *SEVERAL)
    return sum(
        meaning.partition(":")[0].removesuffix("s") in useful for meaning in meanings(header)
    )
