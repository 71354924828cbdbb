"""vCards are read as phones, mail programs and address books really write them."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.vcards import card, fields, only, point, read
from tinycrm.interchange.content_lines import content_lines
from tinycrm.interchange.vcard_reading import Card, Problem, read_cards

DATA = Path(__file__).parents[1] / "data"


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
