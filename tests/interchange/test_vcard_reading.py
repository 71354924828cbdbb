"""vCards are read as phones, mail programs and address books really write them."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.interchange.content_lines import MAX_PROPERTY, content_lines
from tinycrm.interchange.properties import split_value, unescaped
from tinycrm.interchange.vcard_reading import Card, Problem, read_cards

DATA = Path(__file__).parents[1] / "data"


def read(data: bytes | str) -> list[Card | Problem]:
    return list(read_cards(io.BytesIO(data.encode() if isinstance(data, str) else data)))


def only(data: bytes | str) -> Card:
    (card,) = read(data)
    assert isinstance(card, Card), card
    return card


def card(*lines: str, version: str = "3.0") -> Card:
    return only("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))


def fields(*lines: str, version: str = "3.0") -> dict[str, Any]:
    return card("FN:Ada", *lines, version=version).fields


def point(value: str, label: str | None = None) -> dict[str, str | None]:
    return {"value": value, "label": label}


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


def test_soft_breaks_may_lack_their_sign_or_be_folded_as_well() -> None:
    start = "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    assert fields(f"{start}=D0=90", "=D0=91", version="2.1")["about"] == "АБ"
    assert fields(f"{start}a=", " =D0=", " =90", version="2.1")["about"] == "aА"
    assert fields(f"{start}foobar=", " foobar", version="2.1")["about"] == "foobar foobar"


def test_a_soft_break_before_the_end_of_the_card_does_not_swallow_it() -> None:
    assert fields("NOTE;ENCODING=QUOTED-PRINTABLE:cut=", version="2.1")["about"] == "cut"


def test_an_address_ending_in_an_equals_sign_is_not_a_soft_break() -> None:
    found = fields("URL:http://example.com/?q=", "TITLE:Boss")
    assert found["url"] == [point("http://example.com/?q=")]
    assert found["job_title"] == "Boss"


def test_bytes_without_a_character_set_are_read_as_windows_does_and_said_to_be() -> None:
    start, end = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:", b"\r\nEND:VCARD\r\n"
    found = only(start + b"Jos\xe9" + end)
    assert found.fields["name"] == "José"
    assert found.warnings == ["The card is not UTF-8; it was read as cp1252."]
    quoted = b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Jos=E9\nEND:VCARD\n"
    assert only(quoted).fields["name"] == "José"
    (czech,) = read_cards(io.BytesIO(start + b"Iksi\xf1ski \x9d" + end), "cp1250")
    assert isinstance(czech, Card)
    assert czech.fields["name"] == "Iksiński ť"
    missing_in_1252 = only(start + b"a\x9db" + end)
    assert missing_in_1252.fields["name"] == "a\x9db"


def test_each_card_is_decoded_by_itself_and_each_property_by_its_character_set() -> None:
    data = b"BEGIN:VCARD\nFN:Jos\xe9\nEND:VCARD\nBEGIN:VCARD\nFN:Jos\xc3\xa9\n"
    data += b"TITLE;CHARSET=windows-1250:\xf8editel\nNOTE;CHARSET=zlib:x\nEND:VCARD\n"
    first, second = read(data)
    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert first.fields["name"] == second.fields["name"] == "José"
    assert second.fields["job_title"] == "ředitel"
    assert second.fields["about"] == "x"
    assert second.warnings == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_file_is_read(encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Žofie 😀\r\nEND:VCARD\r\n"
    assert only(text.encode(encoding)).fields["name"] == "Žofie 😀"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
def test_every_end_of_line_is_known_and_lines_are_counted(end: str) -> None:
    lines = ["BEGIN:VCARD", "FN:A", "NOTE:long", "  note", "END:VCARD", ""]
    lines += ["BEGIN:VCARD", "FN:B", "\tb", "END:VCARD", ""]
    found = [(item.line, item.fields) for item in read(end.join(lines)) if isinstance(item, Card)]
    assert found == [(1, {"name": "A", "about": "long note"}), (7, {"name": "Bb"})]


@given(st.text("ab\r\n", max_size=20), st.integers(1, 5))
def test_where_the_chunks_end_makes_no_difference(text: str, size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return super().read(size)

    data = text.encode()
    assert list(content_lines(Slow(data))) == list(content_lines(io.BytesIO(data)))


def test_lines_in_a_list_are_read_as_well() -> None:
    found = read_cards(["BEGIN:VCARD", "FN:Ada\n", b"END:VCARD\r\n"])
    assert [item.fields for item in found if isinstance(item, Card)] == [{"name": "Ada"}]


def test_text_streams_are_read_as_well() -> None:
    (found,) = read_cards(io.StringIO("BEGIN:VCARD\nFN:José\nEND:VCARD\n"))
    assert isinstance(found, Card)
    assert found.fields == {"name": "José"}


def test_the_preferred_value_comes_first() -> None:
    in_old = fields("TEL;WORK:111", "TEL;CELL;PREF:222", version="2.1")
    assert in_old["phone"] == [point("222", "mobile"), point("111", "work")]
    in_new = fields("EMAIL;PREF=2:b@x.org", "EMAIL:c@x.org", "EMAIL;PREF=1:a@x.org", version="4.0")
    assert [item["value"] for item in in_new["email"]] == ["a@x.org", "b@x.org", "c@x.org"]
    names = card("FN;PREF=2:Second", "FN;PREF=1:First", version="4.0")
    assert names.fields["name"] == "First"
    assert names.leftovers == [("FN", "Second")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY:1980-03-22T00:00:00Z", "1980-03-22"),
        ("BDAY;value=date:2012-06-06", "2012-06-06"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY:--12-01", "--12-01"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "--02-29"),
        ("BDAY:0000-02-29", "--02-29"),
    ],
)
def test_birthdays_are_read_in_every_spelling(line: str, expected: str) -> None:
    assert fields(line)["birthday"] == expected


@pytest.mark.parametrize("value", ["1980-02-30", "circa 1800", "---03", "1980-03", "--02-30"])
def test_what_is_no_birthday_is_kept_with_a_warning(value: str) -> None:
    found = card("FN:Ada", f"BDAY:{value}")
    assert "birthday" not in found.fields
    assert found.leftovers == [("BDAY", value)]
    assert found.warnings == [f'Line 4: "{value}" is not a birthday.']


def test_groups_give_labels_and_events() -> None:
    found = card(
        "FN:Ada",
        "item1.TEL:111222",
        "item1.X-ABLabel:Cottage\\, summer",
        "ITEM2.X-ABDATE:2001-01-01",
        "item2.X-ABLabel:_$!<Anniversary>!$_",
        "item3.EMAIL;type=WORK:a@x.org",
        "item3.X-ABLabel:",
    )
    assert found.fields["phone"] == [point("111222", "Cottage, summer")]
    assert found.fields["email"] == [point("a@x.org", "work")]
    assert found.leftovers == [("anniversary", "2001-01-01")]


def test_handles_are_read_from_every_kind_of_property() -> None:
    found = fields(
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada%20l",
        "IMPP:xmpp:ada@example.com",
        "IMPP;X-SERVICE-TYPE=QQ:x-apple:12345",
        "X-ICQ:777",
        "X-SOCIALPROFILE;type=twitter;x-user=ada:http://twitter.com/ada",
        "X-SOCIALPROFILE;type=game;x-user=countess:x-apple:countess",
    )
    assert found["handle"] == [
        point("ada l", "skype"),
        point("ada@example.com", "xmpp"),
        point("12345", "qq"),
        point("777", "icq"),
        point("countess", "game"),
    ]
    assert found["url"] == [point("http://twitter.com/ada", "twitter")]


def test_uris_are_shown_as_people_write_them() -> None:
    found = fields(
        'TEL;VALUE=uri;TYPE="work,voice":tel:+1-418-656-9254;ext=102',
        "TEL:tel:+44%2020",
        "EMAIL:mailto:ada@example.com?subject=x",
        "URL:http\\://example.com/a\\,b",
        version="4.0",
    )
    assert found["phone"] == [point("+1-418-656-9254 ext. 102", "work"), point("+44 20")]
    assert found["email"] == [point("ada@example.com")]
    assert found["url"] == [point("http://example.com/a,b")]


def test_categories_are_tags_without_those_of_the_address_book() -> None:
    found = fields("CATEGORIES:myContacts,vip, Choir ,,starred,vip", "CATEGORIES:north\\,south")
    assert found["tags"] == ["vip", "Choir", "north", "south"]
    assert "tags" not in fields("CATEGORIES:myContacts")


def test_parameters_may_be_quoted_and_hold_colons() -> None:
    found = fields('ADR;LABEL="Line: 1; 2^n3";TYPE=work;TYPE=pref:;;Street;Town;;;')
    assert found["addresses"][0]["street"] == "Street"
    assert found["addresses"][0]["label"] == "work"


def test_a_printed_address_serves_where_there_is_no_other() -> None:
    found = fields("LABEL;HOME;ENCODING=QUOTED-PRINTABLE:Street 1=0D=0ATown", version="2.1")
    assert found["addresses"][0]["street"] == "Street 1\nTown"


def test_backslashes_of_version_2_1_are_themselves() -> None:
    old = fields("NOTE:C:\\new\\; end", "N:Lovelace\\;Byron;Ada", version="2.1")
    assert old["about"] == "C:\\new; end"
    assert old["family_name"] == "Lovelace;Byron"
    assert fields('NOTE:C:\\temp \\\\new \\N\\"')["about"] == 'C:\\temp \\new \n"'


@pytest.mark.parametrize(
    "lines",
    [
        ["FN:Acme Ltd", "N:;;;;", "ORG:Acme Ltd;", "X-ABShowAs:COMPANY"],
        ["N:;;;;", "ORG:Acme Ltd"],
        ["FN:Acme Ltd", "ORG:Acme Ltd"],
        ["FN:Acme Ltd", "KIND:org"],
    ],
)
def test_a_firm_is_told_from_a_person(lines: list[str]) -> None:
    found = card(*lines, "TEL:+44 20 7946 0958", "TITLE:Boss")
    assert found.is_company
    assert found.fields == {"name": "Acme Ltd", "phone": [point("+44 20 7946 0958")]}
    assert found.leftovers == [("job title", "Boss")]


def test_the_person_on_a_firms_card_is_kept() -> None:
    found = card("FN:Ada Byron", "N:Byron;Ada;;;", "ORG:Acme", "X-ABShowAs:COMPANY")
    assert found.fields == {"name": "Acme"}
    assert found.leftovers == [("person", "Ada Byron")]


def test_a_person_who_works_somewhere_is_no_firm() -> None:
    assert not card("FN:Ada", "ORG:Acme").is_company
    assert not card("FN:Acme", "N:Acme;;;;", "ORG:Acme").is_company
    assert not card("FN:Acme", "ORG:Acme", "KIND:individual").is_company


def test_something_stands_in_for_a_missing_name() -> None:
    assert card("N:Lovelace;Ada;;Dr.;").fields["name"] == "Dr. Ada Lovelace"
    assert card("N:Ada Lovelace").fields == {"name": "Ada Lovelace"}
    found = card("FN:", "N:;;;;", "EMAIL:ada@example.com")
    assert found.fields["name"] == "ada@example.com"
    assert found.warnings == ['There is no name; "ada@example.com" stands in for it.']


def test_what_has_no_field_is_left_over() -> None:
    found = card(
        "FN:Ada",
        "ORG:Acme;Sales;North",
        "RELATED;TYPE=spouse;VALUE=text:William",
        "TITLE:Boss",
        "TITLE:Countess",
        "NOTE:one",
        "NOTE:two",
        "UID:urn:uuid:4fbe8971",
        "X-FOO:a\\,b",
        "REV:20120305T131933Z",
    )
    assert found.leftovers == [
        ("department", "Sales"),
        ("department", "North"),
        ("spouse", "William"),
        ("TITLE", "Countess"),
        ("X-FOO", "a,b"),
    ]
    assert found.fields["about"] == "one\n\ntwo"
    assert found.external_id == "4fbe8971"


def test_own_lines_do_not_replace_what_has_its_place() -> None:
    found = card("X-TINYCRM-NAME:Eve", "X-TINYCRM-EMAIL:x", "X-TINYCRM-LEAD-STATUS:new", "FN:Ada")
    assert found.fields == {"name": "Ada", "lead_status": "new"}


def test_own_lines_of_the_owners_fields_are_left_over_under_their_keys() -> None:
    found = card("X-TINYCRM-NORTH-SIDE:yes", "X-TINYCRM-INDUSTRY:rope", "FN:Ada")
    assert found.fields == {"name": "Ada"}
    assert found.leftovers == [("custom.north_side", "yes"), ("custom.industry", "rope")]
    firm = card("X-TINYCRM-INDUSTRY:rope", "X-TINYCRM-SHOE:4", "KIND:org", "ORG:Acme", "FN:Acme")
    assert firm.fields["industry"] == "rope"
    assert firm.leftovers == [("custom.shoe", "4")]


def test_lists_of_members_are_refused() -> None:
    data = "BEGIN:VCARD\nFN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n"
    (found,) = read(data)
    assert isinstance(found, Problem)
    assert found.message == 'The card "Choir" is a list of members.'


def test_a_card_that_names_nobody_is_refused() -> None:
    (found,) = read("\n\nBEGIN:VCARD\nVERSION:3.0\nNOTE:hm\nEND:VCARD\n")
    assert isinstance(found, Problem)
    assert (found.line, "names nobody" in found.message) == (3, True)


def test_a_line_that_is_no_property_is_named() -> None:
    found = card("FN:Ada", "NOTE:first", "second \x1b[31m line")
    assert found.fields["about"] == "first"
    assert found.warnings == ['Line 5 is not a property: "second ␛[31m line".']


def test_what_stands_outside_the_cards_is_named_once() -> None:
    items = read("From: me\nTo: you\n\nBEGIN:VCARD\nFN:A\nEND:VCARD\n\n\nbye\nbye\n")
    assert [(type(item).__name__, item.line) for item in items] == [
        ("Problem", 1),
        ("Card", 4),
        ("Problem", 9),
    ]


def test_a_card_without_an_end_is_refused_and_the_next_one_read() -> None:
    items = read("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n")
    assert [(type(item).__name__, item.line) for item in items] == [
        ("Problem", 1),
        ("Card", 3),
        ("Problem", 6),
    ]


def test_thousands_of_nested_cards_give_one_sentence() -> None:
    items = read("BEGIN:VCARD\n" * 3000 + "FN:A\n" + "END:VCARD\n" * 3000)
    problem, innermost = items
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert "2,999 cards in a row" in problem.message
    assert isinstance(innermost, Card)


def test_an_agent_within_a_card_is_left_out_and_named() -> None:
    inner = ["BEGIN:VCARD", "FN:Assistant", "AGENT:", *["BEGIN:VCARD", "END:VCARD"], "END:VCARD"]
    found = card("FN:Ada", "AGENT:", *inner, "TITLE:Countess", version="2.1")
    assert found.fields == {"name": "Ada", "job_title": "Countess"}
    assert found.warnings == ["The card within it (line 5) was left out."]


@pytest.mark.parametrize("fold", ["\n ", ""])
def test_a_property_that_is_too_long_refuses_its_card_only(fold: str) -> None:
    note = f"{'x' * 1000}{fold}" * (MAX_PROPERTY // 1000) + "x" * 1000
    items = read(f"BEGIN:VCARD\nFN:A\nNOTE:{note}\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    problem, after = items
    assert isinstance(problem, Problem)
    assert problem.line == 3
    assert "The card that begins on line 1 is too long" in problem.message
    assert isinstance(after, Card)
    assert after.fields == {"name": "B"}


def test_a_card_with_too_many_properties_is_refused() -> None:
    (problem,) = read("BEGIN:VCARD\nFN:A\n" + f"X-A:{'1' * 1000}\n" * 15_000 + "END:VCARD\n")
    assert isinstance(problem, Problem)
    assert problem.line == 1


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 3_000_000,
        "PHOTO;ENCODING=BASE64:\n" + ("A" * 600 + "\n") * 5_000,
        "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&200&200&DPxHVS0qk7S9pKOnUGqBAA==;ENCODI\n"
        " NG=b;TYPE=JPEG:\n" + (" " + "A" * 600 + "\n") * 5_000,
    ],
)
def test_a_large_picture_is_counted_and_not_kept(photo: str) -> None:
    data = f"BEGIN:VCARD\nFN:A\n{photo}\nTITLE:Boss\nEND:VCARD\n".encode()
    source = io.BytesIO(data)
    tracemalloc.start()
    (found,) = read_cards(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Card)
    assert (found.fields, found.photos) == ({"name": "A", "job_title": "Boss"}, 1)
    assert found.warnings == []
    assert most < 3_500_000


def test_other_binary_data_is_named() -> None:
    found = card("FN:Ada", "KEY;ENCODING=b:AAAA", " BBBB", "TITLE:Boss")
    assert found.fields["job_title"] == "Boss"
    assert found.warnings == ["Line 4: KEY is not text, and was left out."]


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    def lines() -> Iterator[bytes]:
        for number in range(1000):
            yield b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person %d\r\nNOTE:%s\r\nEND:VCARD\r\n" % (
                number,
                b"x" * 500,
            )

    tracemalloc.start()
    count = sum(isinstance(item, Card) for item in read_cards(lines()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1000
    assert most < 500_000


@pytest.mark.parametrize(
    "value",
    ['"' * 50_000, "\\" * 50_001, ";" * 100_000, "," * 100_000, "\r" * 70_000, "=" * 100_000],
)
def test_rows_of_one_sign_take_no_time(value: str) -> None:
    for start in ("NOTE", "N", "TEL;TYPE=", "NOTE;ENCODING=QUOTED-PRINTABLE"):
        for line in (f"{start}:{value}", f"{start}{value}", f"{start};X={value}:a"):
            read(f"BEGIN:VCARD\nFN:A\n{line}\nEND:VCARD\n")


PIECES = st.sampled_from(
    [
        *(b"BEGIN:VCARD\n", b"END:VCARD\r\n", b"VERSION:2.1\n", b"VERSION:4.0\r", b"FN:", b"N:;"),
        *(b"TEL;", b"TYPE=", b"PREF=1", b"ENCODING=QUOTED-PRINTABLE:", b"CHARSET=utf-7:", b"=\n"),
        *(b"item1.X-ABLabel:", b"item1.", b"PHOTO;ENCODING=b:", b"AGENT:\n", b"BDAY:", b"ORG:"),
        *(b"IMPP:", b"ADR:", b"CATEGORIES:", b"X-ANDROID-CUSTOM:", b"X-TINYCRM-A:", b"KIND:"),
        *(b"\n ", b"\r", b'"', b"\\", b";", b",", b":", b"=", b"%", b"^", b"\xff", b"\0", b"\xe9"),
    ]
)


@given(st.lists(PIECES | st.binary(max_size=4), max_size=40).map(b"".join))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for within in (data, b"BEGIN:VCARD\nFN:A\n" + data + b"\nEND:VCARD\n"):
        for item in read(within):
            assert item.line > 0
            assert isinstance(item, Problem) or item.fields["name"]


@given(st.text('a;,\\n\n"'), st.sampled_from(";,"))
def test_the_parts_of_a_value_are_the_value(text: str, separator: str) -> None:
    parts = split_value(text, separator)
    assert separator.join(parts) == text
    for part in parts:
        unescaped(part)
