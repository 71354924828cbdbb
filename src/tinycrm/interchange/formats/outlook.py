"""Outlook: desktop and web, Google's export for Outlook, with English and translated headers."""

from __future__ import annotations

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

ENGLISH = {
    # What Outlook calls the title is the salutation.
    "prefix": "Title",
    "given_name": "First Name",
    "middle_name": "Middle Name",
    "family_name": "Last Name",
    "suffix": "Suffix",
    "nickname": "Nickname",
    "company": "Company",
    "job_title": "Job Title",
    "email": "E-mail Address, E-mail 2 Address, E-mail 3 Address",
    "phone:work": "Business Phone, Business Phone 2",
    "phone:home": "Home Phone, Home Phone 2",
    "phone:mobile": "Mobile Phone, Mobile Phone 2",
    "phone:main": "Primary Phone",
    "phone:company": "Company Main Phone",
    "phone:other": "Other Phone",
    "phone:car": "Car Phone",
    "phone:callback": "Callback",
    "phone:radio": "Radio Phone",
    "phone:pager": "Pager",
    "phone:work fax": "Business Fax",
    "phone:home fax": "Home Fax",
    "phone:other fax": "Other Fax",
    "phone:isdn": "ISDN",
    "phone:telex": "Telex",
    "phone:text": "TTY/TDD Phone",
    "handle:im": "IMAddress",
    "url": "Web Page",
    "url:personal": "Personal Web Page",
    "birthday": "Birthday",
    "date": "Anniversary",
    "about": "Notes",
    "tags": "Categories",
    "language": "Language",
    "ignore": "E-mail Type, E-mail 2 Type, E-mail 3 Type, E-mail Display Name,"
    " E-mail 2 Display Name, E-mail 3 Display Name, Directory Server, Internet Free Busy,"
    " Priority, Private, Sensitivity, Initials",
    "": "Department, Assistant's Phone, Assistant's Name, Account, Billing Information, Children,"
    " Government ID Number, Hobby, Keywords, Location, Manager's Name, Mileage, Office Location,"
    " Organizational ID Number, Profession, Referred By, Spouse, User 1, User 2, User 3, User 4,"
    " Given Yomi, Surname Yomi, Company Yomi, Schools, Gender",
}
GERMAN = {
    "prefix": "Anrede",
    "given_name": "Vorname",
    "middle_name": "Weitere Vornamen",
    "family_name": "Nachname",
    "suffix": "Namenszusatz",
    "nickname": "Spitzname",
    "company": "Firma",
    "job_title": "Position",
    "email": "E-Mail-Adresse, E-Mail 2: Adresse, E-Mail 3: Adresse",
    "phone:work": "Telefon geschäftlich, Telefon geschäftlich 2",
    "phone:home": "Telefon privat, Telefon privat 2, Telefon (privat 2)",
    "phone:mobile": "Mobiltelefon, Mobiltelefon 2",
    "phone:main": "Haupttelefon",
    "phone:company": "Telefon Firma",
    "phone:other": "Weiteres Telefon",
    "phone:car": "Autotelefon",
    "phone:callback": "Rückmeldung",
    "phone:radio": "Funktelefon",
    "phone:work fax": "Fax geschäftlich",
    "phone:home fax": "Fax privat",
    "phone:other fax": "Weiteres Fax",
    "phone:text": "Telefon für Hörbehinderte",
    "url": "Webseite",
    "birthday": "Geburtstag",
    "date": "Jahrestag",
    "about": "Notizen",
    "tags": "Kategorien",
    "language": "Sprache",
    "ignore": "E-Mail-Typ, E-Mail 2: Typ, E-Mail 3: Typ, E-Mail: Angezeigter Name,"
    " E-Mail 2: Angezeigter Name, E-Mail 3: Angezeigter Name, Verzeichnisserver,"
    " Internet Frei/Gebucht, Internet-Frei/Gebucht, Priorität, Privat, Vertraulichkeit, Initialen",
    "": "Abteilung, Telefon Assistent, Name Assistent, Assistent(in), Konto,"
    " Abrechnungsinformation, Kinder, Regierungs-Nr., Stichwörter, Ort, Name des/der Vorgesetzten,"
    " Reisekilometer, Büro, Organisations-Nr., Beruf, Empfohlen von, Partner, Partner/in,"
    " Benutzer 1, Benutzer 2, Benutzer 3, Benutzer 4, Geschlecht",
}
FRENCH = {
    "prefix": "Titre",
    "given_name": "Prénom",
    "middle_name": "Deuxième prénom",
    "family_name": "Nom",
    "suffix": "Suffixe",
    "nickname": "Surnom",
    "company": "Société",
    # The export has two columns of one name; the second one is what the person does.
    "job_title": "Titre 2, Fonction",
    "email": "Adresse de messagerie, Adresse de messagerie 2, Adresse de messagerie 3,"
    " Adresse de courrier, Adresse de courrier 2, Adresse de courrier 3",
    "phone:work": "Téléphone (bureau), Téléphone 2 (bureau)",
    "phone:home": "Téléphone (domicile), Téléphone 2 (domicile)",
    "phone:mobile": "Tél. mobile",
    "phone:main": "Téléphone principal",
    "phone:company": "Téléphone société",
    "phone:other": "Téléphone (autre)",
    "phone:car": "Téléphone (voiture)",
    "phone:callback": "Rappel",
    "phone:radio": "Radio téléphone",
    "phone:pager": "Récepteur de radiomessagerie",
    "phone:work fax": "Télécopie (bureau)",
    "phone:home fax": "Télécopie (domicile)",
    "phone:other fax": "Télécopie (autre)",
    "phone:isdn": "RNIS",
    "phone:telex": "Télex",
    "phone:text": "Téléphone TTY/TDD",
    "url": "Page Web",
    "birthday": "Anniversaire",
    "date": "Anniversaire de mariage ou fête",
    "tags": "Catégories",
    "language": "Langue",
    "ignore": "Type de messagerie, Type de messagerie 2, Type de messagerie 3,"
    " Nom complet de l'adresse de messagerie, Nom complet de l'adresse de messagerie 2,"
    " Nom complet de l'adresse de messagerie 3, Serveur d'annuaire, Priorité, Privé,"
    " Critère de diffusion, Initiales, Disponibilité Internet",
    "": "Service, Téléphone de l'assistant(e), Nom de l'assistant(e), Compte,"
    " Informations facturation, Enfants, Passe-temps, Emplacement, Responsable, Kilométrage,"
    " Bureau, Profession, Recommandé par, Conjoint(e), Mots clés, Utilisateur 1, Utilisateur 2,"
    " Utilisateur 3, Utilisateur 4, Prénom Yomi, Nom Yomi, Société Yomi, Sexe",
}
SPANISH = {
    "prefix": "Tratamiento",
    "given_name": "Nombre",
    "middle_name": "Segundo nombre",
    "family_name": "Apellidos",
    "suffix": "Sufijo",
    "nickname": "Apodo",
    "company": "Organización, Compañía, Empresa",
    "job_title": "Puesto, Cargo",
    "email": "Dirección de correo electrónico, Dirección de correo electrónico 2,"
    " Dirección de correo electrónico 3, Dirección del correo electrónico 3",
    "phone:work": "Teléfono del trabajo, Teléfono del trabajo 2",
    "phone:home": "Particular, Teléfono particular, Número de teléfono particular,"
    " Teléfono particular 2",
    "phone:mobile": "Teléfono móvil",
    "phone:main": "Teléfono principal",
    "phone:company": "Número de centralita de la organización",
    "phone:other": "Otro teléfono",
    "phone:car": "Teléfono del automóvil",
    "phone:pager": "Localizador, Buscapersonas",
    "phone:work fax": "Fax del trabajo",
    "phone:home fax": "Fax particular",
    "phone:other fax": "Otro fax",
    "url": "Página web",
    "birthday": "Cumpleaños",
    "date": "Aniversario",
    "about": "Notas",
    "tags": "Categorías",
    "language": "Idioma",
    "ignore": "Tipo de correo electrónico, Tipo de correo electrónico 2,"
    " Tipo de correo electrónico 3, Nombre de pantalla de correo electrónico,"
    " Nombre de pantalla de correo electrónico 2, Nombre de pantalla de correo electrónico 3,"
    " Servidor de directorio, Prioridad, Privado, Confidencialidad, Iniciales",
    "": "Departamento, Nombre del director, Nombre del ayudante, Teléfono del ayudante, Cuenta,"
    " Facturación, Hijos, Aficiones, Ubicación, Kilometraje, Oficina, Profesión, Cónyuge,"
    " Palabras clave, Usuario 1, Usuario 2, Usuario 3, Usuario 4, Yomi especificada, Género, Sexo",
}
ADDRESSES = {
    "street": "{0} Street, {0} Street 2, {0} Street 3",
    "city": "{0} City",
    "region": "{0} State",
    "postal_code": "{0} Postal Code",
    "country": "{0} Country/Region, {0} Country",
    "po_box": "{0} Address PO Box, {0} PO Box",
    "formatted": "{0} Address",
}
TRANSLATED = {
    "work": {
        "street": "Straße geschäftlich, Straße geschäftlich 2, Straße geschäftlich 3,"
        " Rue (bureau), Rue (bureau) 2, Rue (bureau) 3, Calle del trabajo, Calle del trabajo 2,"
        " Calle del trabajo 3",
        "city": "Ort geschäftlich, Ville (bureau), Ciudad de trabajo",
        "region": "Region geschäftlich, Bundesland/Kanton geschäftlich, Dép/Région (bureau),"
        " Provincia o estado de trabajo",
        "postal_code": "Postleitzahl geschäftlich, Code postal (bureau), Código postal del trabajo",
        "country": "Land/Region geschäftlich, Land geschäftlich, Pays/Région (bureau),"
        " País o región del trabajo",
        "po_box": "Postfach geschäftlich, Boîte postale professionnelle,"
        " Apartado postal de la dirección del trabajo",
    },
    "home": {
        "street": "Straße privat, Straße privat 2, Straße privat 3, Rue (domicile),"
        " Rue (domicile) 2, Rue (domicile) 3, Calle del domicilio, Calle del domicilio 2,"
        " Calle del domicilio 3",
        "city": "Ort privat, Ville (domicile), Ciudad del domicilio",
        "region": "Region privat, Bundesland/Kanton privat, Dép/Région (domicile),"
        " Provincia o estado del domicilio",
        "postal_code": "Postleitzahl privat, Code postal (domicile), Código postal del domicilio",
        "country": "Land/Region privat, Land privat, Pays/Région (domicile),"
        " País o región del domicilio",
        "po_box": "Postfach privat, Boîte postale du domicile,"
        " Apartado postal de la dirección personal",
    },
    "other": {
        "street": "Weitere Straße, Weitere Straße 2, Weitere Straße 3, Rue (autre),"
        " Rue (autre) 2, Rue (autre) 3, Otra calle, Otra calle 2, Otra calle 3",
        "city": "Weiterer Ort, Ville (autre), Otra ciudad",
        "region": "Weiteres/r Bundesland/Kanton, Weitere Region, Dép/Région (autre),"
        " Otra provincia o estado",
        "postal_code": "Weitere Postleitzahl, Code postal (autre), Otro código postal",
        "country": "Weiteres/e Land/Region, Weiteres Land, Pays/Région (autre), Otro país o región",
        "po_box": "Weiteres Postfach, Autre boîte postale, Otro apartado postal",
    },
}


BLANKS = ("unspecified", "keine angabe", "non spécifié", "sin especificar", "no especificado")
"""What stands where nobody gave a gender."""


def addresses() -> dict[str, str]:
    """The columns of the three addresses; none of the translated ones has the whole in one."""
    found = {}
    for label, word in (("work", "Business"), ("home", "Home"), ("other", "Other")):
        for part, titles in ADDRESSES.items():
            translated = TRANSLATED[label].get(part, "")
            found[f"address.{part}:{label}"] = ",".join(
                filter(None, (titles.format(word), translated))
            )
    return found


def formats() -> list[Format]:
    needs = (
        "First Name, Last Name, E-mail Address, Business Phone",
        "First Name, Last Name, E-mail Address, Job Title, Company, Business Street",
        "Vorname, Nachname, E-Mail-Adresse, Telefon geschäftlich",
        "Vorname, Nachname, E-Mail-Adresse, Firma, Straße geschäftlich",
        "Prénom, Nom, Téléphone (bureau)",
        "Nombre, Apellidos, Teléfono del trabajo",
        "Nombre, Apellidos, Calle del trabajo",
    )
    columns = table(SPANISH, FRENCH, GERMAN, ENGLISH, addresses())
    return [
        Format(*("Outlook", "outlook", "contact", columns, needs, finishing.contact), blanks=BLANKS)
    ]
