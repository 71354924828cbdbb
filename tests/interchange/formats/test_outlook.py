"""Outlook in its versions and languages."""

import pytest

from tests.interchange.formats.reading import named, one, opened, read, table, values

DESKTOP = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,"
    "Business Country/Region,Home Street,Home Street 2,Home Street 3,Home City,Home State,"
    "Home Postal Code,Home Country/Region,Other Street,Other Street 2,Other Street 3,Other City,"
    "Other State,Other Postal Code,Other Country/Region,Assistant's Phone,Business Fax,"
    "Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
    "Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,"
    "TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,"
    "Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,"
    "E-mail Display Name,E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,"
    "E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,Home Address PO Box,"
    "Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes,"
    "Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,"
    "Referred By,Sensitivity,Spouse,User 1,User 2,User 3,User 4,Web Page"
)
WEB = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
    "E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,"
    "Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,"
    "Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,"
    "Department,Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,"
    "Company Yomi,Business Street,Business City,Business State,Business Postal Code,"
    "Business Country/Region,Home Street,Home City,Home State,Home Postal Code,"
    "Home Country/Region,Other Street,Other City,Other State,Other Postal Code,"
    "Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,"
    "Anniversary,Notes"
)
BY_GOOGLE = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,"
    "Location,Language,Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,"
    "Primary Phone,Home Phone,Home Phone 2,Mobile Phone,Pager,Home Fax,Home Address,Home Street,"
    "Home Street 2,Home Street 3,Home Address PO Box,Home City,Home State,Home Postal Code,"
    "Home Country,Spouse,Children,Manager's Name,Assistant's Name,Referred By,Company Main Phone,"
    "Business Phone,Business Phone 2,Business Fax,Assistant's Phone,Company,Job Title,Department,"
    "Business Address,Business Street,Business Street 2,Business Street 3,"
    "Business Address PO Box,Business City,Business State,Business Postal Code,Business Country,"
    "Other Phone,Other Fax,Other Address,Other Street,Other Street 2,Other Street 3,"
    "Other Address PO Box,Other City,Other State,Other Postal Code,Other Country,Callback,"
    "Car Phone,ISDN,Radio Phone,TTY/TDD Phone,Telex,User 1,User 2,User 3,User 4,Keywords,Mileage,"
    "Hobby,Billing Information,Directory Server,Sensitivity,Priority,Private,Categories"
)
GERMAN = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,"
    "Straße geschäftlich,Straße geschäftlich 2,Straße geschäftlich 3,Ort geschäftlich,"
    "Region geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,"
    "Ort privat,Bundesland/Kanton privat,Postleitzahl privat,Land/Region privat,Weitere Straße,"
    "Weiterer Ort,Weiteres/r Bundesland/Kanton,Weitere Postleitzahl,Weiteres/e Land/Region,"
    "Telefon Assistent,Fax geschäftlich,Telefon geschäftlich,Telefon geschäftlich 2,Rückmeldung,"
    "Autotelefon,Telefon Firma,Fax privat,Telefon privat,Telefon privat 2,ISDN,Mobiltelefon,"
    "Weiteres Fax,Weiteres Telefon,Pager,Haupttelefon,Mobiltelefon 2,Telefon für Hörbehinderte,"
    "Telex,Abrechnungsinformation,Benutzer 1,Benutzer 2,Benutzer 3,Benutzer 4,Beruf,Büro,"
    "E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,E-Mail 2: Typ,"
    "E-Mail 2: Angezeigter Name,Empfohlen von,Geburtstag,Geschlecht,Hobby,Initialen,"
    "Internet Frei/Gebucht,Jahrestag,Kategorien,Kinder,Konto,Name Assistent,"
    "Name des/der Vorgesetzten,Notizen,Organisations-Nr.,Ort,Partner,Postfach geschäftlich,"
    "Priorität,Privat,Regierungs-Nr.,Reisekilometer,Sprache,Stichwörter,Vertraulichkeit,"
    "Verzeichnisserver,Webseite,Weiteres Postfach"
)
FRENCH = (
    "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Rue (bureau) 2,"
    "Rue (bureau) 3,Ville (bureau),Dép/Région (bureau),Code postal (bureau),Pays/Région (bureau),"
    "Rue (domicile),Ville (domicile),Code postal (domicile),Télécopie (bureau),"
    "Téléphone (bureau),Téléphone (domicile),Tél. mobile,Téléphone principal,Catégories,"
    "Adresse de messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,"
    "Adresse de messagerie 2,Anniversaire,Notes,Page Web"
)
SPANISH = (
    "Title,Nombre,Segundo nombre,Apellidos,Suffix,Organización,Department,Puesto,"
    "Calle del trabajo,Calle del trabajo 2,Ciudad de trabajo,Provincia o estado de trabajo,"
    "Código postal del trabajo,País o región del trabajo,Home Street,Home City,"
    "Business Fax,Teléfono del trabajo,Particular,Mobile Phone,Teléfono principal,Birthday,"
    "Categorías,E-mail Address,Dirección de correo electrónico 2,Notes,Página web"
)
JANE = {
    "Title": "Mrs.",
    "First Name": "Jane",
    "Last Name": "Doe",
    "Company": "Acme",
    "Department": "Sales",
    "Job Title": "Head of Sales",
    "Business Street": "1 Main Street",
    "Business Street 2": "Floor 3",
    "Business City": "Springfield",
    "Business Postal Code": "12345",
    "Home Street": "2 Oak Lane",
    "Home City": "Shelbyville",
    "Other City": "Ogdenville",
    "Business Phone": "+1 555 0100",
    "Mobile Phone": "+1 555 0101",
    "Business Fax": "+1 555 0102",
    "Birthday": "12/24/1985",
    "Anniversary": "0/0/00",
    "Categories": "Customer;VIP",
    "E-mail Address": "jane@acme.example",
    "E-mail Type": "SMTP",
    "E-mail Display Name": "Jane Doe (jane@acme.example)",
    "E-mail 2 Address": "/o=ExchangeLabs/ou=Group/cn=jane",
    "Gender": "Unspecified",
    "Priority": "Normal",
    "Private": "False",
    "Sensitivity": "Normal",
    "Notes": "likes tea",
    "Spouse": "John",
    "User 1": "blue",
    "Web Page": "http://acme.example",
}


@pytest.mark.parametrize(
    "header",
    [DESKTOP, WEB, BY_GOOGLE, GERMAN, FRENCH, SPANISH],
    ids=["desktop", "web", "google", "german", "french", "spanish"],
)
def test_every_version_and_language_is_recognised(header: str) -> None:
    found, made, _ = opened(header + "\n")
    assert found.format == "Outlook"
    assert found.score == 1.0
    assert set(made.accounts().values()) == {"empty"}


def test_everything_of_the_desktop_arrives() -> None:
    item = one(table(DESKTOP, JANE))
    fields = item.fields
    assert (fields["prefix"], fields["job_title"]) == ("Mrs.", "Head of Sales")
    assert fields["birthday"] == "1985-12-24"
    assert fields["tags"] == ["Customer", "VIP"]
    assert values(fields["email"]) == [("jane@acme.example", None)]
    assert values(fields["phone"]) == [
        ("+1 555 0102", "work fax"),
        ("+1 555 0100", "work"),
        ("+1 555 0101", "mobile"),
    ]
    assert fields["addresses"] == [
        {
            "label": "work",
            "street": "1 Main Street\nFloor 3",
            "city": "Springfield",
            "postal_code": "12345",
        },
        {"label": "home", "street": "2 Oak Lane", "city": "Shelbyville"},
        {"label": "other", "city": "Ogdenville"},
    ]
    assert item.links["company"].name == "Acme"
    assert item.extra == {
        "Department": "Sales",
        "Spouse": "John",
        "User 1": "blue",
        "E-mail 2 Address": "/o=ExchangeLabs/ou=Group/cn=jane",
    }
    assert len(item.warnings) == 1


def test_what_says_nothing_is_ignored_and_told() -> None:
    accounts = opened(table(DESKTOP, JANE))[1].accounts()
    ignored = [title for title, fate in accounts.items() if fate == "ignored"]
    assert ignored == [
        *("E-mail Type", "E-mail Display Name", "Gender", "Priority", "Private", "Sensitivity")
    ]


def test_a_gender_that_nobody_gave_is_left_out_as_a_column_or_kept() -> None:
    found, made, rows = opened(table(DESKTOP, {**JANE, "Gender": "Unspecified"}))
    assert made.accounts()["Gender"] == "ignored"
    assert "Gender" not in made.items(rows[0][1], 2)[0].extra
    assert found.format == "Outlook"
    given = [{"First Name": "A", "Gender": "Unspecified"}, {"First Name": "B", "Gender": "Female"}]
    kept = read(table(DESKTOP, *given))
    assert [item.extra for item in kept] == [{"Gender": "Unspecified"}, {"Gender": "Female"}]


def test_the_whole_address_counts_only_where_there_are_no_parts() -> None:
    whole = {"First Name": "Jane", "Business Address": "1 Main St, Springfield"}
    assert one(table(BY_GOOGLE, whole)).fields["addresses"] == [
        {"label": "work", "street": "1 Main St, Springfield"}
    ]
    parts = {**whole, "Business City": "Springfield", "Business Street": "1 Main St"}
    assert one(table(BY_GOOGLE, parts)).fields["addresses"] == [
        {"label": "work", "street": "1 Main St", "city": "Springfield"}
    ]


def test_a_german_file_is_read() -> None:
    row = {
        "Anrede": "Frau",
        "Vorname": "Jutta",
        "Nachname": "Müller",
        "Firma": "Müller GmbH",
        "Position": "Geschäftsführerin",
        "Straße geschäftlich": "Hauptstr. 1",
        "Ort geschäftlich": "Köln",
        "Telefon geschäftlich": "0221 123456",
        "Mobiltelefon": "0171 1234567",
        "E-Mail-Adresse": "jutta@mueller.example",
        "Geburtstag": "24.12.1985",
        "Kategorien": "Kunde;Wichtig",
        "Notizen": "mag Tee",
        "Priorität": "Normal",
    }
    item = one(table(GERMAN, row))
    assert item.fields["prefix"] == "Frau"
    assert item.fields["job_title"] == "Geschäftsführerin"
    assert item.fields["birthday"] == "1985-12-24"
    assert item.fields["addresses"] == [{"label": "work", "street": "Hauptstr. 1", "city": "Köln"}]
    assert item.fields["tags"] == ["Kunde", "Wichtig"]
    assert values(item.fields["phone"]) == [("0221 123456", "work"), ("0171 1234567", "mobile")]
    assert item.extra == {}


def test_of_the_two_french_titles_the_second_is_the_job() -> None:
    header = FRENCH.split(",")
    cells = dict.fromkeys(range(len(header)), "")
    cells[0], cells[1], cells[3], cells[7] = "M.", "Jean", "Dupont", "Directeur"
    cells[header.index("Téléphone (bureau)")] = "01 23 45 67 89"
    item = one(f"{FRENCH}\n{','.join(cells.values())}\n")
    assert item.fields["prefix"] == "M."
    assert item.fields["job_title"] == "Directeur"


def test_a_spanish_file_is_half_english() -> None:
    row = {
        "Nombre": "Juan",
        "Apellidos": "García",
        "Organización": "García SL",
        "Puesto": "Director",
        "Home City": "Madrid",
        "Teléfono del trabajo": "+34 91 123 45 67",
        "Dirección de correo electrónico 2": "juan@garcia.example",
    }
    item = one(table(SPANISH, row))
    assert item.fields["given_name"] == "Juan"
    assert item.fields["addresses"] == [{"label": "home", "city": "Madrid"}]
    assert values(item.fields["email"]) == [("juan@garcia.example", None)]
    assert item.links["company"].name == "García SL"


def test_a_table_with_a_few_of_the_titles_is_none_of_outlook() -> None:
    assert named("CSV of contacts", "First Name,Last Name,E-mail Address\nA,B,a@b.example\n")
