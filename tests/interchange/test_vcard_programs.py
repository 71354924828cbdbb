"""Whole cards as phones, mail programs and address books write them."""

from pathlib import Path

from tests.interchange.vcards import only, point
from tinycrm.interchange.vcard_reading import Card, read_cards

DATA = Path(__file__).parents[1] / "data"


def sample(name: str) -> Card:
    with (DATA / f"ezvcard_{name}.vcf").open("rb") as file:
        (found,) = read_cards(file)
    assert isinstance(found, Card)
    assert (found.line, found.warnings, found.is_company) == (1, [], False)
    return found


def test_a_card_from_google_keeps_its_commas_and_its_events() -> None:
    found = sample("John_Doe_GMAIL")
    about = found.fields.pop("about")
    assert found.fields == {
        "name": "Mr. John Richter, James Doe Sr.",
        "family_name": "Doe",
        "given_name": "John",
        "middle_name": "Richter, James",
        "prefix": "Mr.",
        "suffix": "Sr.",
        "email": [point("john.doe@ibm.com", "home")],
        "phone": [point("905-555-1234", "mobile"), point("905-666-1234", "home")],
        "addresses": [
            {
                "label": "home",
                "street": "Crescent moon drive\n555-asd\nNice Area, Albaney, New York"
                " 12345\nUnited States of America",
                "city": None,
                "region": None,
                "postal_code": None,
                "country": None,
            }
        ],
        "company": "IBM",
        "job_title": "Money Counter",
        "birthday": "1980-03-22",
        "url": [point("http://www.ibm.com", "work")],
    }
    assert about.startswith("THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS ")
    assert '"AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO' in about
    assert about.endswith("OF SUCH DAMAGE.\nFavotire Color: Blue")
    assert found.leftovers == [
        ("X-PHONETIC-FIRST-NAME", "Jon"),
        ("X-PHONETIC-LAST-NAME", "Dow"),
        ("anniversary", "1975-03-01"),
        ("spouse", "Jenny"),
    ]
    assert found.photos == 0


def test_a_card_from_a_phone_of_apple_keeps_its_labels_and_counts_its_picture() -> None:
    found = sample("John_Doe_IPHONE")
    assert found.fields == {
        "name": "Mr. John Richter James Doe Sr.",
        "family_name": "Doe",
        "given_name": "John",
        "middle_name": "Richter James",
        "prefix": "Mr.",
        "suffix": "Sr.",
        "nickname": "Johny",
        "company": "IBM",
        "job_title": "Money Counter",
        "email": [point("john.doe@ibm.com")],
        "phone": [
            point("905-555-1234", "mobile"),
            point("905-666-1234", "home"),
            point("905-777-1234", "work"),
            point("905-888-1234", "home fax"),
            point("905-999-1234", "work fax"),
            point("905-111-1234", "pager"),
            point("905-222-1234", "assistant phone"),
        ],
        "addresses": [
            {
                "label": "home",
                "street": "Silicon Alley 5,",
                "city": "New York",
                "region": "New York",
                "postal_code": "12345",
                "country": "United States of America",
            },
            {
                "label": "work",
                "street": "Street4\nBuilding 6\nFloor 8",
                "city": "New York",
                "region": None,
                "postal_code": "12345",
                "country": "USA",
            },
        ],
        "url": [point("http://www.ibm.com", "home page")],
        "birthday": "2012-06-06",
    }
    assert found.leftovers == [("department", "Accounting")]
    assert found.photos == 1


def test_a_card_from_outlook_is_read_by_the_rules_of_version_2_1() -> None:
    found = sample("John_Doe_MS_OUTLOOK")
    about = found.fields.pop("about")
    assert about.startswith("THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS'' AND ANY")
    assert about.endswith("EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.")
    assert found.fields == {
        "name": "Mr. John Richter James Doe Sr.",
        "family_name": "Doe",
        "given_name": "John",
        "middle_name": "Richter,James",
        "prefix": "Mr.",
        "suffix": "Sr.",
        "nickname": "Johny",
        "company": "IBM",
        "job_title": "Money Counter",
        "phone": [point("(905) 555-1234", "work"), point("(905) 666-1234", "home")],
        "addresses": [
            {
                "label": "work",
                "street": "Cresent moon drive",
                "city": "Albaney",
                "region": "New York",
                "postal_code": "12345",
                "country": "United States of America",
            },
            {
                "label": "home",
                "street": "Silicon Alley 5,",
                "city": "New York",
                "region": "New York",
                "postal_code": "12345",
                "country": "United States of America",
            },
        ],
        "url": [point("http://www.ibm.com", "work")],
        "birthday": "1980-03-22",
        "email": [point("john.doe@ibm.cm")],
        "handle": [point("johny5@aol.com", "im")],
    }
    assert found.leftovers == [
        ("department", "Accounting"),
        ("role", "Counting Money"),
        ("anniversary", "20110113"),
        ("manager", "Big Blue"),
        ("assistant", "Jenny"),
    ]
    assert found.photos == 1


def test_the_example_of_the_standard_is_read_with_its_extension_and_its_year_less_birthday() -> (
    None
):
    found = sample("rfc6350-example")
    assert found.fields == {
        "name": "Simon Perreault",
        "family_name": "Perreault",
        "given_name": "Simon",
        "suffix": "ing. jr, M.Sc.",
        "birthday": "--02-03",
        "language": "fr",
        "company": "Viagenie",
        "addresses": [
            {
                "label": "work",
                "street": "2875 Laurier\nSuite D2-630",
                "city": "Quebec",
                "region": "QC",
                "postal_code": "G1V 2M2",
                "country": "Canada",
            }
        ],
        "phone": [
            point("+1-418-656-9254 ext. 102", "work"),
            point("+1-418-262-6501", "work mobile"),
        ],
        "email": [point("simon.perreault@viagenie.ca", "work")],
        "time_zone": "-0500",
        "url": [point("http://nomis80.org", "home")],
    }
    assert found.leftovers == [
        ("LANG", "en"),
        ("anniversary", "20090808T1430-0500"),
        ("GENDER", "M"),
        ("GEO", "geo:46.772673,-71.282945"),
        ("KEY", "http://www.viagenie.ca/simon.perreault/simon.asc"),
    ]


ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=50=C5=99=C3=ADkladov=C3=A1;=4D=61=\r
=72=69=65;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Marie P=C5=99=C3=ADkladov=C3=A1
TEL;CELL;PREF:+420 604 893 825
TEL;X-Chata:+420 222 333 444
EMAIL;HOME:marie@example.cz
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Dlouh=C3=A1 1=\r
;Praha;;=31=31=\r
=30=30=30=;=C4=8Cesko
NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond=0A=\r
=\r
third
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Maruska;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Karel;14;;;;;;;;;;;;;
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
/4QBYRXhpZgAATU0AKgAA==

BDAY:1990-12-01
END:VCARD
"""


def test_an_android_card_is_read_across_its_soft_breaks() -> None:
    found = only(ANDROID)
    assert found.fields == {
        "name": "Marie Příkladová",
        "family_name": "Příkladová",
        "given_name": "Marie",
        "phone": [point("+420 604 893 825", "mobile"), point("+420 222 333 444", "Chata")],
        "email": [point("marie@example.cz", "home")],
        "addresses": [
            {
                "label": "home",
                "street": "Dlouhá 1",
                "city": "Praha",
                "region": None,
                "postal_code": "11000",
                "country": "Česko",
            }
        ],
        "about": "first\nsecond\nthird",
        "nickname": "Maruska",
        "birthday": "1990-12-01",
    }
    assert found.leftovers == [("relation", "Karel")]
    assert (found.photos, found.warnings) == (1, [])
