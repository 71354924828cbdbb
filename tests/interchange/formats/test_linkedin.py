"""LinkedIn's connections."""

import pytest

from tests.interchange.formats.reading import one, opened, read, values

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some addresses are missing."\n'
    "\n"
)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Lovelace,https://www.linkedin.com/in/ada,,Engines Ltd,Analyst,02 Mar 2021\n"


def test_the_preamble_is_passed_over() -> None:
    found, _, rows = opened(PREAMBLE + HEADER + ADA)
    assert found.format == "LinkedIn connections"
    assert found.score == 1.0
    assert [line for line, _ in rows] == [5]


def test_a_connection_is_read() -> None:
    item = one(PREAMBLE + HEADER + ADA)
    assert item.id == "in/ada"
    assert item.fields["job_title"] == "Analyst"
    assert values(item.fields["url"]) == [("https://www.linkedin.com/in/ada", "linkedin")]
    assert item.links["company"].name == "Engines Ltd"
    assert item.extra == {"Connected On": "2021-03-02"}


@pytest.mark.parametrize(
    "page", ["linkedin.com/in/Ada/", "http://de.linkedin.com/in/ada", "www.linkedin.com/in/ada"]
)
def test_the_identity_is_the_page_however_it_is_written(page: str) -> None:
    assert one(f"{HEADER}Ada,L,{page},,,,02 Mar 2021\n").id == "in/ada"


def test_older_files_have_no_page() -> None:
    text = "First Name,Last Name,Email Address,Company,Position,Connected On\nA,B,,C,D,1 Jan 2019\n"
    found, _, _ = opened(text)
    assert found.format == "LinkedIn connections"
    assert one(text).id == ""


def test_somebody_without_a_name_is_passed_over() -> None:
    assert read(f"{HEADER},,,,,,02 Mar 2021\n") == []
