"""What is written as a vCard is read again as it was, and other programs can read it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.crm import Crm
from tinycrm.errors import UsageError
from tinycrm.interchange.content_writing import content_line
from tinycrm.interchange.importing import Input, Options, import_files
from tinycrm.interchange.shapes import shapes
from tinycrm.interchange.sources import open_source
from tinycrm.interchange.vcard_reading import Card, read_cards
from tinycrm.interchange.vcard_writing import (
    PHONE_TYPES,
    SERVICES,
    TYPES,
    write_card,
    write_company_card,
)
from tinycrm.store import points as stored_points

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=60)
FULL = TEXT.filter(str.strip)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
LABELS = (
    st.none()
    | st.sampled_from([*PHONE_TYPES, *SERVICES, "Home", "x-handle", "WORK", "pref", "a,b", "x:y"])
    | FULL
)
PARTS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
LINES = (*PARTS, "nickname", "job_title", "company", "language", "time_zone", "about")
OTHERS = ("lifecycle", "lead_status", "source", "owner", "preferred_channel", "cadence_days")


def birthdays() -> st.SearchStrategy[str]:
    return st.dates().map(str) | st.dates().map(lambda day: f"--{day:%m-%d}")


def points(value: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"value": value, "label": LABELS}), max_size=3)


def addresses() -> st.SearchStrategy[list[dict[str, Any]]]:
    parts = ("street", "city", "region", "postal_code", "country")
    some = st.fixed_dictionaries({"label": LABELS, **dict.fromkeys(parts, st.none() | FULL)})
    return st.lists(some.filter(lambda given: any(given[part] for part in parts)), max_size=2)


def people() -> st.SearchStrategy[dict[str, Any]]:
    tag = st.text("abé ;\\:=#-", min_size=1, max_size=9).map(str.strip).filter(bool)
    return st.fixed_dictionaries(
        {
            "name": st.text(min_size=1, max_size=30).map(lambda text: f"A{text}").filter(usable),
            "uid": st.uuids().map(str),
        },
        optional={
            **dict.fromkeys(LINES, st.none() | FULL),
            **dict.fromkeys(OTHERS, st.none() | FULL),
            **dict.fromkeys(("email", "url", "handle"), points(FULL)),
            "phone": points(FULL | st.sampled_from(["tel:+1", "MAILTO:x", "+44 20;ext=1"])),
            "addresses": addresses(),
            "birthday": birthdays(),
            "tags": st.lists(tag, max_size=3, unique=True),
            "custom": st.dictionaries(NAMES.map(lambda key: f"my_{key}"), FULL, max_size=2),
        },
    )


def usable(text: str) -> bool:
    return not set(text) & {"\0", "\r"} and text.isprintable()


def expected(shape: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shape.items() if value and key not in ("uid", "custom")}


def own_fields(shape: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f"custom.{key}", value) for key, value in (shape.get("custom") or {}).items()]


def reread(shape: dict[str, Any], version: str) -> Card:
    data = write_card(shape, version).encode()
    (found,) = read_cards(io.BytesIO(data))
    assert isinstance(found, Card), found
    return found


@given(people(), st.sampled_from(["3.0", "4.0"]))
def test_a_card_comes_back_as_it_was(shape: dict[str, Any], version: str) -> None:
    found = reread(shape, version)
    assert found.fields == expected(shape)
    assert found.external_id == shape["uid"]
    assert sorted(found.leftovers) == sorted(own_fields(shape))
    assert (found.warnings, found.is_company) == ([], False)


@given(people(), st.sampled_from(["3.0", "4.0"]))
def test_lines_are_short_and_end_as_the_standard_says(shape: dict[str, Any], version: str) -> None:
    text = write_card(shape, version)
    assert text.endswith("END:VCARD\r\n")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)


@given(st.text("aé€😀", max_size=200))
def test_folding_splits_no_character(text: str) -> None:
    pieces = content_line("NOTE", text).removesuffix("\r\n").split("\r\n ")
    assert "".join(pieces) == f"NOTE:{text}"


@pytest.mark.parametrize("label", PHONE_TYPES)
def test_usual_labels_are_types_that_other_programs_know(label: str) -> None:
    shape = {"name": "Ada", "phone": [{"value": "111222", "label": label}]}
    assert "X-ABLabel" not in write_card(shape)
    assert reread(shape, "3.0").fields["phone"] == shape["phone"]
    if label in TYPES:
        assert f"TYPE={label.upper()}:111222" in write_card(shape)


def test_a_card_3_0_is_written_as_address_books_expect_it() -> None:
    shape = {
        "uid": "0198c5a1-0000-7000-8000-000000000001",
        "name": "Dr. Ada Lovelace, Countess",
        "prefix": "Dr.",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "company": "Engines; Ltd",
        "birthday": "--12-10",
        "time_zone": "Europe/London",
        "language": "en",
        "email": [
            {"value": "ada@example.com", "label": "work", "primary": True, "invalid_since": None},
            {"value": "a@example.org", "label": "Old one", "primary": False},
        ],
        "phone": [{"value": "+44 20 7946 0958", "label": "mobile"}],
        "handle": [{"value": "@ada", "label": "twitter"}],
        "url": [{"value": "https://example.com/a,b;c", "label": None}],
        "about": "first\nsecond\r\nthird",
        "tags": ["vip", "early bird"],
        "custom": {"north_side": True, "score": 12.5},
        "updated_at": "2026-03-27T15:30:00.000Z",
    }
    assert write_card(shape).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:0198c5a1-0000-7000-8000-000000000001",
        "FN:Dr. Ada Lovelace\\, Countess",
        "N:Lovelace;Ada;;Dr.;",
        "EMAIL;TYPE=WORK;TYPE=PREF:ada@example.com",
        "item1.EMAIL:a@example.org",
        "item1.X-ABLabel:Old one",
        "TEL;TYPE=CELL:+44 20 7946 0958",
        "URL:https://example.com/a,b;c",
        "IMPP:twitter:@ada",
        "ORG:Engines\\; Ltd",
        "TZ;VALUE=text:Europe/London",
        "NOTE:first\\nsecond\\nthird",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-10",
        "CATEGORIES:vip,early bird",
        "REV:20260327T153000Z",
        "X-TINYCRM-LANGUAGE:en",
        "X-TINYCRM-NORTH-SIDE:yes",
        "X-TINYCRM-SCORE:12.5",
        "END:VCARD",
        "",
    ]


def test_a_card_4_0_uses_the_newer_spellings() -> None:
    shape = {
        "uid": "0198c5a1-0000-7000-8000-000000000001",
        "name": "Ada",
        "birthday": "--12-10",
        "language": "en",
        "phone": [{"value": "1", "label": "home"}, {"value": "2", "label": None}],
    }
    lines = write_card(shape, "4.0").split("\r\n")
    assert lines[1:3] == ["VERSION:4.0", "UID:urn:uuid:0198c5a1-0000-7000-8000-000000000001"]
    assert {"BDAY:--1210", "LANG:en", "TEL;TYPE=HOME;PREF=1:1", "KIND:individual"} < set(lines)
    assert "BDAY:19900101" in write_card({"name": "A", "birthday": "1990-01-01"}, "4.0")


def test_a_person_named_like_the_firm_stays_a_person() -> None:
    assert not reread({"name": "Acme", "company": "Acme"}, "3.0").is_company


def test_other_versions_are_refused() -> None:
    with pytest.raises(UsageError, match=r'vCard "2\.1" cannot be written'):
        write_card({"name": "Ada"}, "2.1")


def test_a_contact_of_a_file_comes_back_into_another(tmp_path: Path) -> None:
    def stored(crm: Crm) -> dict[str, Any]:
        (shape,) = shapes(crm, "contact", [crm.contacts.get(1)])
        return {
            **{key: shape[key] for key in (*LINES, *OTHERS, "name", "tags", "addresses")},
            **{kind: shape[kind] for kind in ("email", "phone", "url", "handle")},
            "uid": shape["uid"],
        }

    with Crm(str(tmp_path / "one.db")) as one, Crm(str(tmp_path / "two.db")) as two:
        one.contacts.add(
            name="Ada Lovelace",
            email=["ada@example.com", {"value": "a@example.org", "label": "Alt; old"}],
            phone={"value": "+44 20 7946 0958", "label": "work"},
            handle={"value": "@ada", "label": "mastodon"},
            company="Engines Ltd",
            tags=["vip", "north"],
            addresses=[{"street": "1 Dorset St\nMarylebone", "city": "London", "label": "home"}],
            birthday="--12-10",
            lifecycle="customer",
            cadence_days=30,
            about="Likes\nengines, and poetry",
        )
        before = stored(one)
        found = reread(before, "3.0")
        two.contacts.add(**found.fields)
        after = stored(two)
    assert found.external_id == before.pop("uid") != after.pop("uid")
    assert after == before


def import_cards(crm: Crm, cards: list[str]) -> tuple[int, int, int]:
    source = open_source(crm, io.BytesIO("".join(cards).encode()))
    (report,) = import_files(crm, [Input("all.vcf", source)], Options())
    assert report.rejected == 0, report.remarks
    return report.created, report.updated, report.unchanged


def test_cards_of_people_find_their_records_and_bring_fields_of_ones_own(
    crm: Crm, tmp_path: Path
) -> None:
    crm.fields.add("contact", "met_at")
    crm.fields.add("contact", "industry")
    crm.contacts.add(name="Ada Love", met_at="Fair", industry="rope", lifecycle="lead")
    crm.contacts.add(name="Ada Love")
    cards = [write_card(shape) for shape in shapes(crm, "contact", crm.contacts.by_ids([1, 2]))]
    assert import_cards(crm, cards) == (0, 0, 2)
    with Crm(str(tmp_path / "other.db")) as other:
        assert import_cards(other, cards) == (2, 0, 0)
        ada = other.contacts.by_ids([1])[0]
        assert json.loads(ada.custom) == {"met_at": "Fair", "industry": "rope"}


def test_cards_of_firms_find_their_records_and_bring_their_website(
    crm: Crm, tmp_path: Path
) -> None:
    website = "https://acme.example"
    crm.companies.add(name="Acme", industry="rope", website=website, url=["https://acme.blog"])
    cards = [
        write_company_card(shape) for shape in shapes(crm, "company", crm.companies.by_ids([1]))
    ]
    assert import_cards(crm, cards) == (0, 0, 1)
    with Crm(str(tmp_path / "other.db")) as other:
        assert import_cards(other, cards) == (1, 0, 0)
        acme = other.companies.by_ids([1])[0]
        assert (acme.website, acme.industry) == (website, "rope")
        assert [point.value for point in stored_points.of(other.db, "company", 1)] == [
            "https://acme.blog"
        ]
