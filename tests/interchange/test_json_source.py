"""Objects of JSON are records, however their programs name things."""

import io
import json
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.errors import InvalidError
from tinycrm.interchange.export import write_shapes
from tinycrm.interchange.formats import Item, links_of
from tinycrm.interchange.importing import Input, Options, import_files
from tinycrm.interchange.json_arrays import CHUNK, read_json_array
from tinycrm.interchange.sources import open_source
from tinycrm.store import points


def items(crm: Crm, text: str) -> list[Item]:
    source = open_source(crm, io.BytesIO(text.encode()))
    return [item for _, _, make in source.rows() for item in make()]


@pytest.mark.parametrize(
    "emails",
    [
        ["ada@x.example", "ada@home.example"],
        [{"value": "ada@x.example", "label": "work"}, "ada@home.example"],
        "ada@x.example, ada@home.example",
    ],
)
def test_contact_points_may_stand_in_the_plural(crm: Crm, emails: object) -> None:
    shape = {
        "name": "Ada",
        "emails": emails,
        "phones": ["+41319280960"],
        "urls": ["https://ada.example"],
        "handles": ["@ada"],
    }
    (item,) = items(crm, json.dumps(shape))
    assert item.extra == {}
    id = crm.contacts.add(**item.fields)
    found = [point.value for point in points.of(crm.db, "contact", id)]
    assert sorted(found) == [
        "+41319280960",
        "@ada",
        "ada@home.example",
        "ada@x.example",
        "https://ada.example",
    ]


def test_the_plural_adds_to_the_singular_and_may_name_a_person(crm: Crm) -> None:
    (item,) = items(crm, '{"email": "a@x.example", "emails": ["b@x.example"]}')
    assert (item.noun, item.fields["name"]) == ("contact", "a@x.example")
    assert item.fields["email"] == ["a@x.example", "b@x.example"]
    (item,) = items(crm, '{"emails": ["b@x.example"], "title": "Countess"}')
    assert (item.noun, item.fields["name"]) == ("contact", "b@x.example")


def test_an_array_of_our_own_comes_back(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add(name="Ada [1]", email="ada@x.example", company="Engines", tags=["vip"])
    crm.contacts.add(name="Bob", phone="+41319280960")
    file = io.StringIO()
    write_shapes(crm, "contact", crm.contacts.stream(), file, lines=False)
    assert file.getvalue().lstrip().startswith("[")
    with Crm(str(tmp_path / "other.db")) as other:
        for created in (2, 0):
            source = open_source(other, io.BytesIO(file.getvalue().encode()))
            assert (source.format, source.why) == ("JSON", "it is an array of objects")
            (report,) = import_files(other, [Input("out.json", source)], Options())
            assert (report.created, report.rejected) == (created, 0)
        assert other.contacts.get("Ada [1]").company == "Engines"


def test_elements_may_be_longer_than_what_is_read_at_once() -> None:
    shapes = [{"name": f"Ådå {number}", "about": "é]},{[" * 9_000} for number in range(5)]
    for written in (json.dumps(shapes), json.dumps(shapes, indent=2, ensure_ascii=False)):
        assert len(written) > CHUNK
        found = list(read_json_array(io.BytesIO(b"\xef\xbb\xbf" + written.encode())))
        assert found == list(enumerate(shapes, 1))
    assert list(read_json_array(io.BytesIO(b" [ ] \n"))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"a": 1}, 7]', 'Element 2 of the array cannot be read: "7]" is not a JSON object'),
        ('[{"a": 1} {"a": 2}]', 'Element 1 .*"{" stands where , or ] should be'),
        ('[{"a": 1},', "Element 2 .* the file ends where an object should be"),
        ('[{"a": 1}', "Element 1 .* the file ends where , or ] should be"),
        ('[{"a": 1}] x', "something follows the end of the array"),
        ('[{"a": }]', "Element 1 .* is not JSON: expecting value"),
        ('[{"a": 1, "a": 2}]', 'Element 1 .*"a" stands in it twice'),
        ('[{"a": NaN}]', "Element 1 .*NaN is not a number"),
        ('[{"a": "\xff"}]', "The array cannot be read: it is not valid UTF-8"),
        ('[{"a": ' + "[" * 100_000, "Element 1 .*nested too deeply"),
    ],
)
def test_what_is_no_array_of_objects_is_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        list(read_json_array(io.BytesIO(text.encode("latin-1"))))


def test_keys_may_be_the_usual_titles_of_columns(crm: Crm) -> None:
    shape = {
        "firstName": "Ada",
        "lastName": "Lovelace",
        "emailAddress": "ada@x.example",
        "mobilePhone": "+41319280960",
        "city": "London",
        "zip": "N1",
        "jobTitle": "Analyst",
        "companyName": "Engines",
        "shoe": 39,
    }
    (item,) = items(crm, json.dumps([shape]))
    assert item.noun == "contact"
    id = crm.contacts.add(**item.fields)
    ada = crm.contacts.get(id)
    assert (ada.name, ada.email, ada.job_title) == ("Ada Lovelace", "ada@x.example", "Analyst")
    assert item.extra == {"shoe": 39}
    assert [link.name for link in links_of(item, "company")] == ["Engines"]
    assert item.fields["addresses"] == [{"city": "London", "postal_code": "N1"}]
